package backup

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"beiandesk/app"
	"beiandesk/data/store"
)

// Source is what is backed up.
type Source struct {
	// Snapshot writes the database into a new file and keeps its pictures until
	// release; see store.Snapshot.
	Snapshot func(ctx context.Context, database string) (release func(), err error)
	Pictures string // folder
	Keys     string // folder of the key ring
	Program  string // version, for the manifest
}

// FolderSource is a data folder that no program has open, for a command: no key
// is needed.
func FolderSource(dir, program string) Source {
	return Source{Pictures: filepath.Join(dir, "pictures"), Keys: dir, Program: program,
		Snapshot: func(ctx context.Context, database string) (func(), error) {
			return func() {}, store.CopyDatabase(ctx, filepath.Join(dir, databaseName), database)
		}}
}

// part is one file of a backup.
type part struct{ name, path string }

// gather lists the parts and fills the manifest.
func (s Source) gather(facts store.Facts, database string) (parts []part, man Manifest, err error) {
	man = Manifest{Format: Format, Version: Version, Program: s.Program, Database: facts.Version, Filings: facts.Filings}
	add := func(name, path string) (bool, error) {
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		parts = append(parts, part{name, path})
		man.Bytes += info.Size()
		return true, nil
	}
	for i, name := range keyNames {
		there, err := add(name, filepath.Join(s.Keys, name))
		if err == nil && !there && i == 0 {
			err = app.Fail(CodeRead, "数据文件夹里没有密钥文件“"+name+"”，备份了也打不开，所以没有备份。请先把它放回数据文件夹。")
		}
		if err != nil {
			return nil, man, err
		}
	}
	if _, err := add(databaseName, database); err != nil {
		return nil, man, err
	}
	for _, id := range facts.Pictures {
		name, _ := store.PictureName(id) // Inspect has looked at the ids
		there, err := add(pictureRoot+name, filepath.Join(s.Pictures, filepath.FromSlash(name)))
		if err != nil {
			return nil, man, err
		}
		if there {
			man.Pictures++
		} else {
			man.Missing++
		}
	}
	return parts, man, nil
}

// pack writes a snapshot as an age file. scratch is an empty folder for the
// copy of the database.
func (s Source) pack(ctx context.Context, w io.Writer, passphrase string, work int, made time.Time, scratch string, m *meter) (man Manifest, err error) {
	database := filepath.Join(scratch, "snapshot.db")
	release, err := s.Snapshot(ctx, database)
	if err != nil {
		return man, err
	}
	defer release()
	facts, err := store.Inspect(ctx, database)
	if err != nil {
		return man, err
	}
	parts, man, err := s.gather(facts, database)
	if err != nil {
		return man, err
	}
	man.Made = made.UTC().Truncate(time.Second)
	head, err := json.MarshalIndent(man, "", "  ")
	if err != nil {
		return man, fmt.Errorf("write the manifest as JSON: %w", err)
	}
	sealed, err := sealTo(w, passphrase, work)
	if err != nil {
		return man, err
	}
	m.total = 3 * man.Bytes // packed, unpacked, read back
	p := packer{tar: tar.NewWriter(sealed), made: man.Made, buf: make([]byte, chunk), meter: m}
	if err := p.bytes(manifestName, append(head, '\n')); err != nil {
		return man, err
	}
	for _, x := range parts {
		if err := p.file(x); err != nil {
			return man, err
		}
	}
	if err := p.bytes(sumsName, p.sums); err != nil {
		return man, err
	}
	if err := p.tar.Close(); err != nil {
		return man, err
	}
	if err := os.Remove(database); err != nil {
		return man, err
	}
	return man, sealed.Close()
}

// packer writes the parts and remembers their sums.
type packer struct {
	tar   *tar.Writer
	made  time.Time
	buf   []byte
	sums  []byte
	meter *meter
}

func (p *packer) header(name string, size int64) error {
	return p.tar.WriteHeader(&tar.Header{Name: name, Size: size, Mode: 0o600, ModTime: p.made, Typeflag: tar.TypeReg, Format: tar.FormatPAX})
}

func (p *packer) bytes(name string, data []byte) error {
	if err := p.header(name, int64(len(data))); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	p.note(name, sum[:])
	_, err := p.tar.Write(data)
	return err
}

func (p *packer) note(name string, sum []byte) { p.sums = fmt.Appendf(p.sums, "%x  %s\n", sum, name) }

// file packs what is there now: the size is that of the opened file, since the
// key ring may be replaced at any moment.
func (p *packer) file(x part) (err error) {
	f, err := os.Open(x.path)
	if errors.Is(err, fs.ErrNotExist) {
		return app.Wrap(err, CodeRead, "备份时有一个数据文件不见了，这次没有备份。请再试一次；仍不行时，请重新启动程序，它会检查图片。")
	}
	if err != nil {
		return err
	}
	defer f.Close() // only read from
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := p.header(x.name, info.Size()); err != nil {
		return err
	}
	h := sha256.New()
	n, err := p.meter.copyTo(io.MultiWriter(p.tar, h), io.LimitReader(f, info.Size()), p.buf)
	if err == nil && n != info.Size() {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return fmt.Errorf("pack %s: %w", x.name, err)
	}
	p.note(x.name, h.Sum(nil))
	return nil
}
