package command

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/app/photo"
)

// Codes of files that cannot be checked, beside those of packages photo and
// desk.
const (
	codeNoPictures = "check.no-pictures" // a folder without any
	codeNoMatch    = "check.no-match"    // a pattern that fits no file
)

// target is one file to check, or why there is none.
type target struct {
	path   string
	folder string // name of the folder it was found in, for guessing the kind
	err    error
}

// expand turns arguments into files: a folder into all pictures below it, in
// the order of their names, and a pattern (*, ?, [a-z]) into what fits, since
// the shells of Windows leave that to the program. A file that is named is
// taken whatever it is; of the others only what looks like a picture. A file
// that comes twice is checked once.
func expand(args []string) []target {
	var out []target
	seen := map[string]bool{}
	add := func(list ...target) (any bool) {
		for _, t := range list {
			key, err := filepath.Abs(t.path)
			if err != nil {
				key = t.path
			}
			any = true
			if t.err == nil && seen[key] {
				continue
			}
			seen[key] = true
			out = append(out, t)
		}
		return any
	}
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case err == nil && info.IsDir():
			if !add(inFolder(arg)...) {
				add(target{path: arg, err: app.Fail(codeNoPictures, "这个文件夹里没有图片。请换一个文件夹，或直接给出图片。")})
			}
		case err == nil:
			add(named(arg))
		case strings.ContainsAny(arg, "*?["):
			if !add(matching(arg)...) {
				add(target{path: arg, err: app.Fail(codeNoMatch, "没有与“"+arg+"”相符的图片。请检查写法：* 代表任意几个字，? 代表一个字。")})
			}
		default:
			add(named(arg)) // reading it says what is wrong
		}
	}
	return out
}

func named(path string) target {
	folder := ""
	if abs, err := filepath.Abs(path); err == nil {
		folder = filepath.Base(filepath.Dir(abs))
	}
	return target{path: path, folder: folder}
}

// matching lists what fits a pattern: pictures, and those in folders that fit.
func matching(pattern string) []target {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return []target{{path: pattern, err: app.Wrap(err, codeNoMatch, "看不懂“"+pattern+"”。请检查方括号是否成对。")}}
	}
	var out []target
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			out = append(out, inFolder(name)...)
		} else if picture(name) {
			out = append(out, named(name))
		}
	}
	return out
}

// inFolder lists the pictures below a folder. What cannot be listed is told
// in its place and does not stop the rest. Links to other folders are not
// followed, so that no circle can be walked.
func inFolder(dir string) []target {
	var out []target
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			out = append(out, target{path: path, err: app.Wrap(err, "file.open", "打不开这个文件夹。请检查它是否还在、您是否有权限。")})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir() && path != dir && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.Type().IsRegular() && !strings.HasPrefix(d.Name(), ".") && picture(path):
			out = append(out, named(path))
		}
		return nil
	})
	if err != nil { // the walk itself returns none but those above
		out = append(out, target{path: dir, err: app.Wrap(err, "file.open", "这个文件夹没有读完。请检查磁盘后再试。")})
	}
	return out
}

// picture tells whether a file may be one. A file that cannot be opened is
// judged by its name; checking it says what is wrong.
func picture(path string) bool {
	begin := make([]byte, 16)
	n := 0
	if f, err := os.Open(path); err == nil {
		n, err = io.ReadFull(f, begin)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			n = 0
		}
		if err := f.Close(); err != nil {
			n = 0
		}
	}
	return photo.LooksLikePicture(filepath.Base(path), begin[:n])
}
