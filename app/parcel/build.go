package parcel

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/photo"
	"beiandesk/app/rule"
)

// Input is what a package is made from. Zero options give the package that a
// shop owner needs: a ZIP with everything in it.
type Input struct {
	Filing   *filing.Filing
	Needs    []rule.Need
	Findings []rule.Finding
	Office   paper.Office
	Names    paper.Names // the words for codes
	Touched  []rule.Touch
	Provider string // name of the access provider, for the papers
	Keep     int    // months for which the office keeps data, 0 = not said
	// Templates are the office's own DOCX of some papers: they stand in the
	// package in place of our PDF.
	Templates map[paper.Kind][]byte
	Word      bool // the papers also as DOCX
	// Picture opens the picture of a material, as it was added.
	Picture func(ctx context.Context, m filing.Material) ([]byte, error)
	// Source opens the HEIC, WebP or PDF that the picture of a material with a
	// Source was taken from. It is put beside the picture in 原图/.
	Source func(ctx context.Context, m filing.Material) ([]byte, error)
	Now    time.Time

	Target    photo.Target // whom the pictures are sized for; zero: photo.SafeTarget
	Watermark string       // text on every exported copy, "" = none; see photo.WatermarkText
	// PicturesOnly leaves out all but the pictures for the target and a readme:
	// for a page that wants nothing else, such as the police's. Such a package
	// cannot be imported.
	PicturesOnly bool
	NoOriginals  bool // leave 原图/ out; the import then gets the exported copies, watermark and all
	Folder       bool // write a folder instead of a ZIP
	Overwrite    bool // replace a ZIP of the same name
}

// Draft reports whether a finding blocks. Every file of such a package says so.
func (in Input) Draft() bool {
	for _, f := range in.Findings {
		if f.Severity == rule.Block {
			return true
		}
	}
	return false
}

// Result of Build.
type Result struct {
	Path  string
	Bytes int64    // of the ZIP, or of all files of the folder
	Files []string // names inside, in order
	Draft bool
	Notes []Note
}

// Note is something about one file of the package that a person should know.
type Note struct {
	File string
	Text string
}

// SuggestName proposes a file name that holds no personal data:
// 备案材料-example.com-20261123.zip, without the ending for a folder.
func SuggestName(domain string, now time.Time, folder bool) string {
	return suggest("备案材料-", domain, now, folder)
}

// SuggestPictures is SuggestName for a package of pictures only.
func SuggestPictures(domain string, now time.Time, folder bool) string {
	return suggest("备案图片-", domain, now, folder)
}

func suggest(what, domain string, now time.Time, folder bool) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || strings.ContainsRune(`\/:*?"<>|`, r) {
			return '-'
		}
		return r
	}, strings.ToLower(strings.Trim(domain, " .")))
	if r := []rune(name); len(r) > 64 {
		name = string(r[:64])
	}
	if name == "" {
		name = "未填域名"
	}
	name = what + name + "-" + now.In(filing.China).Format("20060102")
	if folder {
		return name
	}
	return name + ".zip"
}

// Build writes the package to dest. progress may be nil; it is called on the
// same goroutine, with names of files only. Nothing remains of a Build that
// fails or is canceled. Errors are *app.Error with a code of this package, of
// package paper or photo, or app.CodeCanceled.
func Build(ctx context.Context, in Input, dest string, progress func(done, total int, what string)) (Result, error) {
	return (&builder{in: in, progress: progress, disk: realDisk}).build(ctx, dest)
}

// disk is what a test replaces to make writing fail.
type disk struct {
	createTemp func(dir, pattern string) (*os.File, error)
	mkdirTemp  func(dir, pattern string) (string, error)
	writer     func(io.Writer) io.Writer
}

var realDisk = disk{os.CreateTemp, os.MkdirTemp, func(w io.Writer) io.Writer { return w }}

// builder makes one package.
type builder struct {
	in       Input
	progress func(done, total int, what string)
	disk     disk

	filing *filing.Filing // as it will be read back
	draft  bool
	spare  []string // pictures that this filing does not need: kept for an import, not for the provider
	out    sink
	result Result
	done   int
	total  int
}

// temporary is how unfinished packages are named.
const temporary = ".beiandesk-*.part"

func (b *builder) build(ctx context.Context, dest string) (res Result, err error) {
	if err := stopped(ctx); err != nil {
		return Result{}, err
	}
	if err := b.prepare(); err != nil {
		return Result{}, err
	}
	if err := b.free(dest); err != nil {
		return Result{}, writeError(err)
	}
	if b.in.Folder {
		b.out, err = newFolderSink(b.disk, filepath.Dir(dest))
	} else {
		b.out, err = newZipSink(b.disk, filepath.Dir(dest), b.in.Now)
	}
	if err != nil {
		return Result{}, writeError(err)
	}
	defer func() {
		if err != nil {
			// What is left is only the temporary file; a failure to remove it
			// adds nothing to the error that is told already.
			_ = b.out.discard()
		}
	}()
	if err := b.fill(ctx); err != nil {
		return Result{}, writeError(err)
	}
	if err := b.out.finish(); err != nil {
		return Result{}, writeError(err)
	}
	if err := b.verify(ctx); err != nil {
		return Result{}, writeError(err)
	}
	if err := stopped(ctx); err != nil {
		return Result{}, err
	}
	if err := b.out.place(dest, b.in.Overwrite); err != nil {
		return Result{}, writeError(err)
	}
	b.result.Path = dest
	b.result.Draft = b.draft
	for _, e := range b.out.entries() {
		b.result.Files = append(b.result.Files, e.name)
		b.result.Bytes += e.size
	}
	if !b.in.Folder {
		if info, err := os.Stat(dest); err == nil {
			b.result.Bytes = info.Size()
		}
	}
	return b.result, nil
}

// prepare brings the filing into the form in which it will be read back, so
// that the comparison afterwards is exact.
func (b *builder) prepare() error {
	b.draft = b.in.Draft()
	b.in.NoOriginals = b.in.NoOriginals || b.in.PicturesOnly
	data, err := encode(b.in.Filing, b.draft)
	if err != nil {
		return err
	}
	b.filing, _, err = Decode(data)
	if err != nil {
		return err
	}
	if b.in.Target.Limits == (photo.Limits{}) {
		b.in.Target = photo.SafeTarget()
	}
	return nil
}

// free refuses a destination that is taken before any work is done.
func (b *builder) free(dest string) error {
	info, err := os.Stat(filepath.Dir(dest))
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return app.Fail(CodeNoFolder, "保存位置不是一个文件夹。请重新选择保存位置。")
	}
	return taken(dest, b.in.Folder, b.in.Overwrite)
}

// taken reports as an error that dest may not be written. A folder is never
// replaced unless it is empty: what lies in it may be the user's own.
func taken(dest string, folder, overwrite bool) error {
	info, err := os.Lstat(dest)
	switch {
	case os.IsNotExist(err):
		return nil
	case err != nil:
		return err
	case folder:
		list, err := os.ReadDir(dest)
		if err == nil && len(list) == 0 {
			return nil
		}
		return errExists(nil)
	case info.IsDir():
		return app.Fail(CodeExists, "同名的文件夹已经存在。请换一个文件名再导出。")
	case overwrite:
		return nil
	}
	return errExists(nil)
}

func (b *builder) step(what string) {
	b.done++
	if b.progress != nil {
		b.progress(b.done, b.total, what)
	}
}
