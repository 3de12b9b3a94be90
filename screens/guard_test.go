package screens_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// words may stand outside screens/text only here, and for these reasons.
var words = map[string]string{
	"steps/drop.go": "parts of file names that are recognised, never shown",
}

// calls that belong to screens/ui, which owns the goroutines, the clock and
// the window; the other places and their reasons.
var calls = map[string]map[string]string{
	"go":       {},
	"time.Now": {"shell/queue.go": "the queue that tests and drawing pump by real time"},
	"fyne.CurrentApp": {
		"part/actual.go":          lookUp,
		"part/date.go":            lookUp,
		"part/field.go":           lookUp,
		"part/field_pick.go":      lookUp,
		"part/menu.go":            lookUp,
		"part/focus.go":           lookUp,
		"part/keys.go":            "which modifier the system uses",
		"part/scroll.go":          lookUp,
		"part/drawing/drawing.go": "draws without a window and sets the theme",
		"draw/window.go":          "draws without a window",
		"draw/backup.go":          "draws without a window",
		"draw/phone.go":           "draws without a window",
		"draw/door.go":            "draws without a window",
		"help/page.go":            lookUp,
		"home/table.go":           lookUp,
		"library/page.go":         lookUp,
		"theme/theme.go":          "the system's light or dark",
	},
}

const lookUp = "Fyne tells the canvas and the place of a widget only through the driver"

// TestScreensKeepTheirHouseRules reads every Go file of the screens: sentences
// live in screens/text, where they can be read and mended in one place;
// goroutines, clock and application in screens/ui, so that a screen runs the
// same in a test.
func TestScreensKeepTheirHouseRules(t *testing.T) {
	files, seenWords, seenCalls := 0, map[string]bool{}, map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		path = filepath.ToSlash(path)
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		files++
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if n.Kind == token.STRING && chinese(n.Value) && !under(path, "text/", "draw/") {
					if seenWords[path] = true; words[path] == "" {
						t.Errorf("%s: %s belongs into screens/text", set.Position(n.Pos()), n.Value)
					}
				}
			case *ast.GoStmt:
				report(t, set.Position(n.Pos()), "go", path, seenCalls)
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok {
					report(t, set.Position(n.Pos()), x.Name+"."+n.Sel.Name, path, seenCalls)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 80 {
		t.Errorf("only %d files read: the guard looks in the wrong place", files)
	}
	for path := range words {
		if !seenWords[path] {
			t.Errorf("%s is excused and needs no excuse any more", path)
		}
	}
	for call, places := range calls {
		for path := range places {
			if !seenCalls[call+" "+path] {
				t.Errorf("%s is excused from %s and needs no excuse any more", path, call)
			}
		}
	}
}

func report(t *testing.T, at token.Position, call, path string, seen map[string]bool) {
	t.Helper()
	places, guarded := calls[call]
	if !guarded || under(path, "ui/") {
		return
	}
	if seen[call+" "+path] = true; places[path] == "" {
		t.Errorf("%s: %s belongs to screens/ui; a screen asks its Host", at, call)
	}
}

func chinese(literal string) bool {
	s, err := strconv.Unquote(literal)
	return err == nil && strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

func under(path string, folders ...string) bool {
	for _, f := range folders {
		if strings.HasPrefix(path, f) {
			return true
		}
	}
	return false
}
