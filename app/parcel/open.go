package parcel

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// Limits of what Open reads.
const (
	MaxEntry   = 30 << 20  // bytes of one file, unpacked
	MaxTotal   = 500 << 20 // bytes of all files of a ZIP, unpacked
	MaxEntries = 200       // files and folders in a ZIP
)

// Opened is an imported filing. Filing.Materials holds only those whose
// picture was found; their Picture is the file name it came from.
type Opened struct {
	Filing   *filing.Filing
	Pictures map[filing.Slot][]byte
	Sources  map[filing.Slot][]byte // untouched HEIC, WebP and PDF files of pictures
	Warnings []Warning
	Draft    bool // exported with blocking findings
}

// Open reads a package: a ZIP, a folder, or a filing.json with its pictures
// beside it. Nothing is unpacked to the disk. What could not be taken as it
// stood is told in Warnings; an *app.Error means that nothing was taken.
//
// Codes: parcel.missing, parcel.no-filing, parcel.not-zip, parcel.too-large,
// parcel.unsafe, parcel.read, those of Decode, app.CodeCanceled.
func Open(ctx context.Context, path string) (Opened, error) {
	o, err := open(ctx, path)
	if err != nil {
		return Opened{}, readError(err)
	}
	return o, nil
}

func open(ctx context.Context, path string) (Opened, error) {
	if err := ctx.Err(); err != nil {
		return Opened{}, err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return Opened{}, err
	case info.IsDir():
		return openFolder(ctx, path, FilingFile)
	case strings.EqualFold(filepath.Ext(path), ".json"):
		return openFolder(ctx, filepath.Dir(path), filepath.Base(path))
	}
	return openZip(ctx, path)
}

// source reads one file of a package by the name that filing.json uses.
type source func(name string) ([]byte, error)

func openFolder(ctx context.Context, dir, document string) (Opened, error) {
	root, err := os.OpenRoot(dir) // keeps links and ".." from leading out
	if err != nil {
		return Opened{}, err
	}
	read := func(name string) ([]byte, error) {
		f, err := root.Open(filepath.FromSlash(name))
		if err != nil {
			return nil, err
		}
		info, err := f.Stat()
		if err == nil && !info.Mode().IsRegular() {
			err = fs.ErrNotExist // a device or a pipe would block
		}
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		data, err := readAll(f, name)
		return data, errors.Join(err, f.Close())
	}
	o, err := assemble(ctx, document, read)
	return o, errors.Join(err, root.Close())
}

func openZip(ctx context.Context, path string) (Opened, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		// Names that lead out are refused below, with a sentence of their own.
		if !errors.Is(err, zip.ErrInsecurePath) {
			if errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
				return Opened{}, err
			}
			return Opened{}, errNotZip(err)
		}
	}
	o, err := readZip(ctx, &z.Reader)
	return o, errors.Join(err, z.Close())
}

func readZip(ctx context.Context, z *zip.Reader) (Opened, error) {
	if len(z.File) > MaxEntries {
		return Opened{}, errTooLarge(fmt.Sprintf("超过 %d 个文件", MaxEntries))
	}
	files := map[string]*zip.File{}
	var total uint64
	prefix, found := "", false
	for _, f := range z.File {
		name, err := entryName(f)
		if err != nil {
			return Opened{}, err
		}
		if f.UncompressedSize64 > MaxEntry {
			return Opened{}, errTooLarge(fmt.Sprintf("其中一个文件超过 %d MB", MaxEntry>>20))
		}
		if total += f.UncompressedSize64; total > MaxTotal {
			return Opened{}, errTooLarge(fmt.Sprintf("解压后超过 %d MB", MaxTotal>>20))
		}
		if strings.HasSuffix(name, "/") {
			continue
		}
		if _, twice := files[name]; twice {
			return Opened{}, app.Fail(CodeUnsafe, "这个材料包里有重名的文件，为安全起见没有打开。请重新导出一份。")
		}
		files[name] = f
		// A package that was unpacked and packed again often has one more
		// folder around it.
		if dir, base := path.Split(name); base == FilingFile && (!found || len(dir) < len(prefix)) {
			prefix, found = dir, true
		}
	}
	if !found {
		return Opened{}, errNoFiling(nil)
	}
	var unpacked int64
	read := func(name string) ([]byte, error) {
		f, ok := files[prefix+name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		r, err := f.Open()
		if err != nil {
			return nil, errNotZip(err)
		}
		data, err := readAll(r, name)
		if err := errors.Join(err, r.Close()); err != nil {
			if app.CodeOf(err) == CodeTooLarge {
				return nil, err
			}
			return nil, errNotZip(err)
		}
		// Sizes in the directory may lie: what was really read counts.
		if unpacked += int64(len(data)); unpacked > MaxTotal {
			return nil, errTooLarge(fmt.Sprintf("解压后超过 %d MB", MaxTotal>>20))
		}
		return data, nil
	}
	return assemble(ctx, FilingFile, read)
}

// entryName is the name of a file in a ZIP. Chinese Windows programs write
// names in GBK without saying so.
func entryName(f *zip.File) (string, error) {
	name := f.Name
	if !utf8.ValidString(name) {
		decoded, err := simplifiedchinese.GBK.NewDecoder().String(name)
		if err != nil || !utf8.ValidString(decoded) {
			return "", errUnsafe()
		}
		name = decoded
	}
	if !safePath(strings.TrimSuffix(name, "/")) {
		return "", errUnsafe()
	}
	return name, nil
}

func errUnsafe() *app.Error {
	return app.Fail(CodeUnsafe, "这个材料包里有指向别处的文件名，为安全起见没有打开。请向对方索取由本程序导出的材料包。")
}

func errNoFiling(cause error) error {
	return app.Wrap(cause, CodeNoFiling, "这里面没有 filing.json，不是本程序导出的材料包。请选择导出的 ZIP、解压后的文件夹，或 filing.json 本身。")
}

// safePath takes relative names with slashes that stay inside on every system.
func safePath(name string) bool {
	if name == "" || strings.ContainsAny(name, "\\:\x00") || !fs.ValidPath(name) {
		return false
	}
	return filepath.IsLocal(filepath.FromSlash(name))
}

// readAll reads at most MaxEntry bytes.
func readAll(r io.Reader, name string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxEntry+1))
	if err == nil && len(data) > MaxEntry {
		return nil, errTooLarge(fmt.Sprintf("“%s”超过 %d MB", short(name), MaxEntry>>20))
	}
	return data, err
}

// Assemble reads a filing of which read knows the files, as Open does: read
// returns fs.ErrNotExist for a file that is not there.
func Assemble(ctx context.Context, document string, read func(name string) ([]byte, error)) (Opened, error) {
	o, err := assemble(ctx, document, read)
	if err != nil {
		return Opened{}, readError(err)
	}
	return o, nil
}

// assemble reads the document and then the pictures that it names.
func assemble(ctx context.Context, name string, read source) (Opened, error) {
	data, err := read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Opened{}, errNoFiling(err)
	}
	if err != nil {
		return Opened{}, err
	}
	doc, warnings, err := decode(data)
	if err != nil {
		return Opened{}, err
	}
	o := Opened{Filing: &doc.Filing, Pictures: map[filing.Slot][]byte{}, Sources: map[filing.Slot][]byte{}, Warnings: warnings, Draft: doc.Draft}
	var kept []filing.Material
	var total int64
	marked, watermarked := false, false
	for i, m := range o.Filing.Materials {
		if err := ctx.Err(); err != nil {
			return Opened{}, err
		}
		if m.Picture == "" {
			kept = append(kept, m)
			continue
		}
		if !safePath(m.Picture) {
			return Opened{}, errUnsafe().At(fmt.Sprintf("materials[%d].picture", i))
		}
		picture, err := read(m.Picture)
		if errors.Is(err, fs.ErrNotExist) {
			o.warn(WarnMissing, m, "没有找到图片“%s”，这项材料没有导入。请在“上传资料”里重新添加。")
			continue
		}
		if err != nil {
			return Opened{}, err
		}
		if total += int64(len(picture)); total > MaxTotal {
			return Opened{}, errTooLarge(fmt.Sprintf("图片合计超过 %d MB", MaxTotal>>20))
		}
		sum := sha256.Sum256(picture)
		if actual := hex.EncodeToString(sum[:]); actual != strings.ToLower(m.SHA256) {
			source, page := m.Source, m.Page
			if m.SHA256 != "" {
				source, page = "", 0 // it belongs to the picture that was exported
				o.warn(WarnChanged, m, "图片“%s”与导出时不同，已采用现在的图片，原来的检查结果作废。请重新检查这张图片。")
			}
			// Facts of another picture, or written by hand: to be found anew.
			m = filing.Material{Slot: m.Slot, Picture: m.Picture, SHA256: actual, Page: page, Turn: m.Turn, Added: m.Added, Bytes: int64(len(picture)), Source: source}
		}
		marked = marked || doc.Draft && !strings.HasPrefix(m.Picture, OriginalFolder+"/")
		watermarked = watermarked || m.Watermark != ""
		o.Pictures[m.Slot] = picture
		if m.Source != "" {
			if err := o.readSource(&m, read); err != nil {
				return Opened{}, err
			}
			if total += int64(len(o.Sources[m.Slot])); total > MaxTotal {
				return Opened{}, errTooLarge(fmt.Sprintf("图片合计超过 %d MB", MaxTotal>>20))
			}
		}
		kept = append(kept, m)
	}
	o.Filing.Materials = kept
	if marked {
		o.Warnings = append(o.Warnings, Warning{Code: WarnMarked, Text: "这个材料包是草稿，又没有带原图，导入的图片下方有草稿标记。请在“上传资料”里换成原来的照片。"})
	}
	if watermarked {
		o.Warnings = append(o.Warnings, Warning{Code: WarnWatermark, Text: "这个材料包没有带原图，导入的图片带有水印。要用没有水印的图片，请在“上传资料”里换成原来的照片。"})
	}
	return o, nil
}

func (o *Opened) warn(code string, m filing.Material, text string) {
	o.Warnings = append(o.Warnings, Warning{Code: code, Field: string(filing.MaterialField(m.Slot)), Text: fmt.Sprintf(text, short(m.Picture))})
}
