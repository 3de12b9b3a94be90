package backup

import (
	"archive/tar"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"beiandesk/app"
	"beiandesk/data/store"
)

type sum [sha256.Size]byte

// unpacker writes the parts of a backup into a folder and trusts none of them.
type unpacker struct {
	root    *os.Root
	durable bool // each file is forced to the disk
	meter   *meter
	buf     []byte
	man     Manifest
	sums    map[string]sum // of what was unpacked
	listed  map[string]sum // by SHA256SUMS
}

// unpack opens an age file into an existing empty folder and compares all of
// it: sums of the packed parts with those on the disk now, the database by
// store.Inspect, the pictures with the rows. Only then it returns no error.
func unpack(ctx context.Context, file *os.File, passphrase, dir string, durable bool, m *meter) (man Manifest, err error) {
	inner, err := openFrom(file, passphrase)
	if err != nil {
		if bytes.HasPrefix(firstBytes(file), []byte(ageLine)) {
			return man, err
		}
		return man, errForeign(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return man, err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	u := &unpacker{root: root, durable: durable, meter: m, buf: make([]byte, chunk), sums: map[string]sum{}}
	if err := u.all(inner); err != nil {
		return man, err
	}
	if err := u.compare(ctx, dir); err != nil {
		return man, err
	}
	return u.man, nil
}

// ageLine begins every file of age v1.
const ageLine = "age-encryption.org/v1\n"

func firstBytes(f *os.File) []byte {
	b := make([]byte, len(ageLine))
	n, _ := f.ReadAt(b, 0) // a short file is told by its content
	return b[:n]
}

func (u *unpacker) all(inner io.Reader) error {
	t := tar.NewReader(inner)
	for n := 0; ; n++ {
		h, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			if n == 0 && !errors.Is(err, io.ErrUnexpectedEOF) && errors.Is(err, tar.ErrHeader) {
				return errForeign(err)
			}
			return err
		}
		if n >= maxEntries {
			return errDamaged(errors.New("too many entries"))
		}
		if err := u.entry(t, h, n); err != nil {
			return err
		}
	}
	if u.listed == nil {
		return errDamaged(errors.New("no sums"))
	}
	// The end of age's own stream proves that nothing was cut off or put on.
	rest, err := io.Copy(io.Discard, io.LimitReader(inner, 1<<20+1))
	if err == nil && rest > 1<<20 {
		err = errDamaged(errors.New("more after the end"))
	}
	return err
}

// entry takes one part. Only plain files with the names of a backup are taken,
// each once, the manifest first and the sums last.
func (u *unpacker) entry(t *tar.Reader, h *tar.Header, n int) error {
	if h.Typeflag != tar.TypeReg || sparse(h) {
		return errDamaged(fmt.Errorf("entry %d is no plain file", n))
	}
	if _, twice := u.sums[h.Name]; twice || u.listed != nil {
		return errDamaged(fmt.Errorf("entry %d comes twice or after the sums", n))
	}
	if (n == 0) != (h.Name == manifestName) {
		return errForeign(errors.New("the manifest is not first"))
	}
	most, ok := limitOf(h.Name)
	if !ok || h.Size > most || h.Size < 0 {
		return errDamaged(fmt.Errorf("entry %d has a wrong name or size", n))
	}
	switch h.Name {
	case manifestName:
		return u.manifest(t, h.Name)
	case sumsName:
		data, err := io.ReadAll(t)
		if err == nil {
			u.listed, err = parseSums(data)
		}
		return err
	}
	return u.file(t, h.Name)
}

// sparse files would be blown up by the reader to whatever size they claim.
func sparse(h *tar.Header) bool {
	for k := range h.PAXRecords {
		if strings.HasPrefix(k, "GNU.sparse.") {
			return true
		}
	}
	return false
}

// limitOf knows the names of a backup and how large each may be.
func limitOf(name string) (most int64, ok bool) {
	switch {
	case name == manifestName:
		return maxManifest, true
	case name == databaseName:
		return maxDatabase, true
	case name == sumsName:
		return maxSums, true
	case slices.Contains(keyNames, name):
		return maxKey, true
	}
	rest, ok := strings.CutPrefix(name, pictureRoot)
	if !ok || len(rest) < 35 {
		return 0, false
	}
	right, ok := store.PictureName(rest[3:35])
	return maxPicture, ok && right == rest
}

func (u *unpacker) manifest(t io.Reader, name string) error {
	data, err := io.ReadAll(t)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, &u.man); err != nil || u.man.Format != Format {
		return errForeign(err)
	}
	if u.man.Version > Version {
		return app.Fail(CodeNewer, "这个备份由更新版本的程序做成，当前版本读不了。请安装新版本后再恢复。")
	}
	if u.man.Version < 1 || u.man.Bytes < 0 {
		return errDamaged(errors.New("the manifest has impossible numbers"))
	}
	if u.meter.total == 0 {
		u.meter.total = 2 * u.man.Bytes // unpacked, read back
	}
	u.sums[name] = sha256.Sum256(data)
	return nil
}

func (u *unpacker) file(t io.Reader, name string) (err error) {
	path := filepath.FromSlash(name)
	if dir := filepath.Dir(path); dir != "." {
		if err := u.root.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	f, err := u.root.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	h := sha256.New()
	_, err = u.meter.copyTo(io.MultiWriter(f, h), t, u.buf)
	if err == nil && u.durable {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	u.sums[name] = sum(h.Sum(nil))
	return err
}

func parseSums(data []byte) (map[string]sum, error) {
	list := map[string]sum{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		code, name, ok := strings.Cut(lines.Text(), "  ")
		raw, err := hex.DecodeString(code)
		if !ok || err != nil || len(raw) != len(sum{}) {
			return nil, errDamaged(errors.New("a line of the sums cannot be read"))
		}
		if _, twice := list[name]; twice {
			return nil, errDamaged(errors.New("a name comes twice in the sums"))
		}
		list[name] = sum(raw)
	}
	return list, lines.Err()
}

// compare reads back what was unpacked.
func (u *unpacker) compare(ctx context.Context, dir string) error {
	if len(u.listed) != len(u.sums) {
		return errDamaged(fmt.Errorf("%d parts, %d sums", len(u.sums), len(u.listed)))
	}
	pictures := 0
	for name, want := range u.listed {
		if got, ok := u.sums[name]; !ok || got != want {
			return errDamaged(fmt.Errorf("the sum of %s differs", name))
		}
		if strings.HasPrefix(name, pictureRoot) {
			pictures++
		}
		if name == manifestName {
			continue // not unpacked
		}
		got, err := u.sumOnDisk(name)
		if err != nil {
			return err
		}
		if got != want {
			return app.Wrap(fmt.Errorf("%s reads back differently", name), CodeCheck, "写到磁盘的内容读回来不一样，磁盘或U盘可能有故障。请换一个磁盘再试。")
		}
	}
	for _, name := range []string{databaseName, keyNames[0]} {
		if _, ok := u.sums[name]; !ok {
			return errDamaged(errors.New("there is no " + name))
		}
	}
	facts, err := store.Inspect(ctx, filepath.Join(dir, databaseName))
	if err != nil {
		return err
	}
	missing := 0
	for _, id := range facts.Pictures {
		name, _ := store.PictureName(id)
		if _, ok := u.sums[pictureRoot+name]; !ok {
			missing++
		}
	}
	if missing != u.man.Missing || pictures != u.man.Pictures || len(facts.Pictures) != pictures+missing || facts.Filings != u.man.Filings {
		return errDamaged(fmt.Errorf("pictures %d, missing %d, rows %d: not as in the manifest", pictures, missing, len(facts.Pictures)))
	}
	return nil
}

func (u *unpacker) sumOnDisk(name string) (s sum, err error) {
	f, err := u.root.Open(filepath.FromSlash(name))
	if err != nil {
		return s, err
	}
	defer f.Close() // only read from
	h := sha256.New()
	if _, err := u.meter.copyTo(h, f, u.buf); err != nil {
		return s, err
	}
	return sum(h.Sum(nil)), nil
}
