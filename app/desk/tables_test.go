package desk_test

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
)

// memoryShelf is a folder of tables in memory.
type memoryShelf struct {
	files  fstest.MapFS
	full   bool
	noCopy bool
}

func newShelf() *memoryShelf { return &memoryShelf{files: fstest.MapFS{}} }

func (m *memoryShelf) Files() fs.FS { return maps.Clone(m.files) }

func (m *memoryShelf) Put(name string, data []byte) error {
	if m.full {
		return app.Fail("table.write", "磁盘已满。请腾出空间。")
	}
	m.files[name+".json"] = &fstest.MapFile{Data: slices.Clone(data)}
	return nil
}

func (m *memoryShelf) Keep(name string, data []byte) error {
	if m.noCopy {
		return app.Fail("table.write", "磁盘已满。请腾出空间。")
	}
	m.files[table.KeptFile(name)] = &fstest.MapFile{Data: slices.Clone(data)}
	return nil
}

func (m *memoryShelf) Drop(name string) error {
	delete(m.files, name+".json")
	delete(m.files, table.KeptFile(name))
	return nil
}

// newerTable is a table with one word changed, a later version and its checksum.
func newerTable(t *testing.T, name, version, from, to string) []byte {
	t.Helper()
	b, err := fs.ReadFile(assets.Tables(), name+".json")
	if err != nil {
		t.Fatal(err)
	}
	s := string(b)
	i := strings.Index(s, `"version": "`) + len(`"version": "`)
	s = strings.Replace(s[:i]+version+s[i+len(version):], from, to, 1)
	sum, err := table.Checksum([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.Replace(s, `"rows": [`, `"checksum": "`+sum+`", "rows": [`, 1))
}

func language(d *desk.Desk) string {
	l, _ := d.Tables().Language(1)
	return l.Name
}

func TestInstallingATable(t *testing.T) {
	b, shelf := newBench(t), newShelf()
	b.UseTables(shelf)
	good := newerTable(t, "languages", "2031-01-01", "中文简体", "简体中文")
	o, err := b.TryTable(good)
	if err != nil || len(o.Changes) != 1 || language(b.Desk) != "中文简体" || len(shelf.files) != 0 {
		t.Fatalf("trying changes something: %+v %v", o.Changes, err)
	}
	if o, err = b.InstallTable(t.Context(), good); err != nil || len(o.Changes) != 1 {
		t.Fatal(err)
	}
	if language(b.Desk) != "简体中文" || len(shelf.files) != 2 || !slices.Equal(shelf.files[table.KeptFile("languages")].Data, good) || len(b.told) == 0 {
		t.Errorf("language %q, files %v", language(b.Desk), shelf.files)
	}
	log, err := b.Log(t.Context(), 0, 1)
	if err != nil || log[0].Action != desk.DidTables || !slices.Equal(log[0].Kinds, []string{"languages", "2031-01-01"}) {
		t.Errorf("log %+v %v", log, err)
	}
	// A damaged newer one is refused, and the last good one stays.
	bad := newerTable(t, "languages", "2032-01-01", "中文简体", "汉语")
	bad = []byte(strings.Replace(string(bad), "汉语", "漢語", 1))
	if _, err := b.InstallTable(t.Context(), bad); app.CodeOf(err) != table.CodeDamaged {
		t.Errorf("damaged: %v", err)
	}
	if language(b.Desk) != "简体中文" || !slices.Equal(shelf.files["languages.json"].Data, good) {
		t.Error("the last good one is gone")
	}
	if err := b.DropTable(t.Context(), "languages"); err != nil || language(b.Desk) != "中文简体" || len(shelf.files) != 0 {
		t.Errorf("dropped: %v, language %q", err, language(b.Desk))
	}
	if err := b.DropTable(t.Context(), "languages"); app.CodeOf(err) != table.CodeUnknown {
		t.Errorf("dropped twice: %v", err)
	}
}

func TestATableIsInstalledWhollyOrNotAtAll(t *testing.T) {
	b, shelf := newBench(t), newShelf()
	good := newerTable(t, "languages", "2031-01-01", "中文简体", "简体中文")
	if _, err := b.InstallTable(t.Context(), good); app.CodeOf(err) != desk.CodeNoShelf {
		t.Errorf("without a folder: %v", err)
	}
	b.UseTables(shelf)
	shelf.full = true
	if _, err := b.InstallTable(t.Context(), good); app.CodeOf(err) != "table.write" || language(b.Desk) != "中文简体" {
		t.Errorf("disk full: %v", err)
	}
	shelf.full, shelf.noCopy = false, true
	if _, err := b.InstallTable(t.Context(), good); app.CodeOf(err) != "table.write" || language(b.Desk) != "中文简体" || len(shelf.files) != 0 {
		t.Errorf("no copy: %v, files %v", err, shelf.files)
	}
	shelf.noCopy = false
	before, err := b.Log(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	// The file is written, the log is not: the file goes again.
	d := desk.New(unsure{b.store}, desk.Options{Tables: b.Tables(), Now: b.Now})
	d.UseTables(shelf)
	if _, err := d.InstallTable(t.Context(), good); !errors.Is(err, errLost) || len(shelf.files) != 0 || language(d) != "中文简体" {
		t.Errorf("no commit: %v, files %v", err, shelf.files)
	}
	after, err := b.Log(t.Context(), 0, 0)
	if err != nil || len(after) != len(before) {
		t.Errorf("log grew to %d from %d, %v", len(after), len(before), err)
	}
	b.Act(desk.Operator{ID: "o1", Role: desk.Clerk})
	if _, err := b.InstallTable(t.Context(), good); app.CodeOf(err) != desk.CodeDenied {
		t.Errorf("a clerk installs: %v", err)
	}
	if err := b.DropTable(t.Context(), "languages"); app.CodeOf(err) != desk.CodeDenied {
		t.Errorf("a clerk drops: %v", err)
	}
}

var errLost = errors.New("power lost")

// unsure is a store whose transactions never commit.
type unsure struct{ desk.Store }

func (u unsure) Update(ctx context.Context, work func(desk.Tx) error) error {
	return u.Store.Update(ctx, func(tx desk.Tx) error { return errors.Join(work(tx), errLost) })
}

// What is saved is what is in force, and can be tried again.
func TestSavingATable(t *testing.T) {
	b, shelf := newBench(t), newShelf()
	b.UseTables(shelf)
	path := filepath.Join(t.TempDir(), "languages.json")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	saved := func() string {
		t.Helper()
		must(b.SaveTable(t.Context(), "languages", path))
		data, err := os.ReadFile(path)
		must(err)
		return string(data)
	}
	own, err := fs.ReadFile(assets.Tables(), "languages.json")
	must(err)
	if saved() != string(own) {
		t.Error("not the program's own")
	}
	good := newerTable(t, "languages", "2031-01-01", "中文简体", "简体中文")
	_, err = b.InstallTable(t.Context(), good)
	must(err)
	if saved() != string(good) {
		t.Error("not the one in force")
	}
	delete(shelf.files, "languages.json") // gone since the start
	if saved() != string(good) {
		t.Error("without its file another table is saved than the one in force")
	}
	if err := b.SaveTable(t.Context(), "colours", path); app.CodeOf(err) != table.CodeUnknown {
		t.Errorf("%v", err)
	}
}
