package app_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows says who may import whom inside the module: screens → desk → what the
// program knows ← data; main.go joins them. An entry ending in "/" stands for
// the folder and all below it. The first entry that fits a file decides.
var arrows = []struct {
	from string
	to   []string
}{
	{"main", []string{"app", "app/", "assets", "data/", "screens/"}},
	{"screens/", []string{"app", "app/", "assets", "screens", "screens/"}},
	{"data/house/", []string{"app", "app/desk", "app/rule", "app/rule/table", "app/seal", "app/vault", "assets", "data/"}},
	{"data/decoder/", []string{"app", "app/photo"}},
	{"data/", []string{"app", "app/desk", "app/filing", "app/seal", "assets", "data/"}},
	{"assets/", nil},
	{"app/command/", []string{"app", "app/", "assets"}},
	{"app/desk/", []string{"app", "app/", "assets"}},
	{"app/bundle/", []string{"app", "app/filing", "app/parcel"}},
	{"app/parcel/", []string{"app", "app/filing", "app/rule", "app/photo", "app/paper", "app/almanac", "app/seal", "assets"}},
	{"app/paper/", []string{"app", "app/filing", "app/rule", "app/almanac", "app/seal", "assets"}},
	{"app/phone/", []string{"app", "app/filing", "app/portrait", "assets"}},
	{"app/", []string{"app", "app/filing", "app/filing/", "app/rule", "app/rule/", "app/seal", "assets"}},
}

// only says which outside packages belong to one place alone.
var only = []struct {
	pkg   string
	where []string
}{
	{"fyne.io/fyne/v2/app", []string{"main", "screens/draw/"}},
	{"fyne.io/fyne/v2/test", []string{"screens/draw/", "screens/part/drawing/", "screens/hosttest/"}},
	{"fyne.io/", []string{"main", "screens/"}},
	{"database/sql", []string{"data/store/"}},
	{"github.com/mattn/go-sqlite3", []string{"data/store/"}},
	{"net/http", []string{"app/phone/"}},
	{"filippo.io/age", []string{"data/backup/", "app/bundle/"}},
	{"golang.org/x/crypto/", []string{"app/seal/"}},
	{"github.com/zalando/go-keyring", []string{"data/keystore/"}},
	{"github.com/godbus/dbus/v5", []string{"data/power/"}},
	{"github.com/jezek/xgb", []string{"data/idle/"}},
	{"github.com/jezek/xgb/", []string{"data/idle/"}},
	{"github.com/gen2brain/heic", []string{"app/photo/foreign/"}},
	{"github.com/klippa-app/go-pdfium", []string{"app/photo/foreign/"}},
	{"github.com/klippa-app/go-pdfium/", []string{"app/photo/foreign/"}},
	{"github.com/tetratelabs/", []string{"app/photo/foreign/"}},
	{"github.com/santhosh-tekuri/jsonschema/v6", []string{"app/miniapp/"}},
	{"golang.org/x/image/webp", []string{"app/photo/"}},
}

// pure packages compute; they are given the time and never ask for it.
var pure = []string{"app/rule/", "app/filing/", "app/almanac/", "app/paper/"}

func TestImportsFollowTheArrows(t *testing.T) {
	root := ".."
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(path, root+string(filepath.Separator)))
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && rel != root || slices.Contains([]string{"bin", "dist", "out", "docs"}, rel)) && path != root {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasPrefix(d.Name(), "deps_tmp") {
			return nil
		}
		files++
		check(t, path, rel)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("only %d Go files read: the guard looks in the wrong place", files)
	}
}

func check(t *testing.T, path, rel string) {
	src, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
		return
	}
	f, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ImportsOnly)
	if err != nil {
		t.Errorf("%s: %v", rel, err)
		return
	}
	test := strings.HasSuffix(rel, "_test.go")
	dir, _, _ := cut(rel)
	for _, im := range f.Imports {
		p, _ := strconv.Unquote(im.Path.Value)
		if ours, ok := strings.CutPrefix(p, "beiandesk/"); ok && !test {
			if !mayImport(dir, ours) {
				t.Errorf("%s imports %s: no arrow leads there (architecture: screens → desk → the rest ← data)", rel, p)
			}
			continue
		}
		for _, o := range only {
			if p != o.pkg && !(strings.HasSuffix(o.pkg, "/") && strings.HasPrefix(p, o.pkg)) {
				continue
			}
			if !within(dir, o.where) && !(test && (within(dir, []string{"screens/", "main"}) || strings.HasPrefix(p, "database/"))) {
				t.Errorf("%s imports %s, which belongs to %v alone", rel, p, o.where)
			}
			break
		}
	}
	if !test && within(dir, pure) && strings.Contains(string(src), "time.Now(") {
		t.Errorf("%s asks for the time; rules are given it", rel)
	}
}

// cut gives the folder of a file with a slash at its end, "main" at the top.
func cut(rel string) (dir, name string, ok bool) {
	i := strings.LastIndex(rel, "/")
	if i < 0 {
		return "main", rel, true
	}
	return rel[:i+1], rel[i+1:], true
}

func mayImport(dir, to string) bool {
	for _, a := range arrows {
		if dir != a.from && !(strings.HasSuffix(a.from, "/") && strings.HasPrefix(dir, a.from)) {
			continue
		}
		if to+"/" == dir || strings.HasPrefix(to+"/", dir) || strings.HasPrefix(dir, to+"/") && to != "app" && strings.Count(to, "/") > 0 {
			return true // a package and the parts of it
		}
		for _, x := range a.to {
			if to == x || strings.HasSuffix(x, "/") && strings.HasPrefix(to, x) {
				return true
			}
		}
		return false
	}
	return false
}

func within(dir string, where []string) bool {
	for _, w := range where {
		if dir == w || strings.HasSuffix(w, "/") && strings.HasPrefix(dir, w) {
			return true
		}
	}
	return false
}

func TestMainStaysSmall(t *testing.T) {
	b, err := os.ReadFile("../main.go")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(b), "\n"); n >= 230 {
		t.Errorf("main.go has %d lines; it only joins the parts (under 230)", n)
	}
}
