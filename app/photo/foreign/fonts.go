package foreign

import (
	"bytes"
	"io"
	"io/fs"
	"time"

	"github.com/tetratelabs/wazero"

	"beiandesk/assets"
)

// fonts is all of a disk that PDFium sees: the program's own font, where it
// looks for those of the system. Certificates are often made with fonts that
// the PDF only names (宋体); without one their words would be missing.
func fonts() wazero.FSConfig {
	return wazero.NewFSConfig().WithFSMount(fontDisk{}, "/")
}

const (
	fontFolder = "usr/share/fonts"
	fontName   = "NotoSansSC-Regular.ttf"
)

// fontDisk is a disk with one file in one folder. PDFium gives up a folder when
// it cannot look at the one above, so the whole path is there.
type fontDisk struct{}

func (fontDisk) Open(name string) (fs.File, error) {
	switch name {
	case ".", "usr", "usr/share":
		return &folderFile{listed: true}, nil
	case fontFolder:
		return &folderFile{}, nil
	case fontFolder + "/" + fontName:
		return fontFile{bytes.NewReader(assets.FontRegular())}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// folderFile lists the font once, or nothing when that is done.
type folderFile struct{ listed bool }

func (*folderFile) Stat() (fs.FileInfo, error) { return info{folder: true}, nil }
func (*folderFile) Close() error               { return nil }
func (*folderFile) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: ".", Err: fs.ErrInvalid}
}

func (f *folderFile) ReadDir(n int) ([]fs.DirEntry, error) {
	if f.listed {
		if n > 0 {
			return nil, io.EOF
		}
		return nil, nil
	}
	f.listed = true
	return []fs.DirEntry{fs.FileInfoToDirEntry(info{})}, nil
}

// fontFile reads, seeks and reads at an offset.
type fontFile struct{ *bytes.Reader }

func (fontFile) Stat() (fs.FileInfo, error) { return info{}, nil }
func (fontFile) Close() error               { return nil }

type info struct{ folder bool }

func (i info) IsDir() bool      { return i.folder }
func (info) ModTime() time.Time { return time.Time{} }
func (info) Sys() any           { return nil }

func (i info) Name() string {
	if i.folder {
		return "."
	}
	return fontName
}

func (i info) Size() int64 {
	if i.folder {
		return 0
	}
	return int64(len(assets.FontRegular()))
}

func (i info) Mode() fs.FileMode {
	if i.folder {
		return fs.ModeDir | 0o555
	}
	return 0o444
}
