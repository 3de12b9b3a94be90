package desk_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
)

// started is a desk that begins over the shelf, as at the start of the program.
func started(t *testing.T, shelf *memoryShelf) *desk.Desk {
	t.Helper()
	set, _, err := table.Load(assets.Tables(), shelf.Files())
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(newBench(t).store, desk.Options{Tables: set})
	d.UseTables(shelf)
	if err := d.KeepTables(); err != nil {
		t.Fatal(err)
	}
	return d
}

func state(t *testing.T, d *desk.Desk, name string) desk.TableState {
	t.Helper()
	list, err := d.TableStates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list[slices.IndexFunc(list, func(s desk.TableState) bool { return s.Name == name })]
}

// A file of the data folder that is damaged there, after it was in force: the
// last good one stays, also after the next start, until a whole one mends it.
func TestATableDamagedOnDiskLeavesTheLastGoodOne(t *testing.T) {
	good := newerTable(t, "languages", "2031-01-01", "中文简体", "简体中文")
	for _, by := range []string{"the window", "hand"} {
		shelf := newShelf()
		d := started(t, shelf)
		if by == "hand" {
			shelf.files["languages.json"] = &fstest.MapFile{Data: good}
			d = started(t, shelf)
		} else if _, err := d.InstallTable(t.Context(), good); err != nil {
			t.Fatal(err)
		}
		shelf.files["languages.json"] = &fstest.MapFile{Data: good[:len(good)/2]}
		for _, d := range []*desk.Desk{d, started(t, shelf)} {
			s := state(t, d, "languages")
			if language(d) != "简体中文" || s.Version != "2031-01-01" || !s.Installed || s.Refused == nil || s.Dated == "" {
				t.Fatalf("%s: %q %+v", by, language(d), s)
			}
			if m := app.MessageOf(s.Refused); !strings.Contains(m, "留存") || !strings.Contains(m, "2031-01-01") {
				t.Errorf("%s: does not say what is used: %s", by, m)
			}
		}
		d = started(t, shelf)
		if !state(t, d, "languages").Kept || !slices.Equal(shelf.files[table.KeptFile("languages")].Data, good) {
			t.Errorf("%s: the copy is not what is in force", by)
		}
		// The same version, whole, mends it.
		if _, err := d.InstallTable(t.Context(), good); err != nil {
			t.Fatal(by, err)
		}
		if s := state(t, d, "languages"); s.Refused != nil || s.Kept || !s.Installed {
			t.Errorf("%s: mended: %+v", by, s)
		}
	}
}

// With the copy damaged as well the program's own is used, and that is said;
// a running program says what it uses now and after the next start.
func TestATableAndItsCopyDamaged(t *testing.T) {
	shelf := newShelf()
	d := started(t, shelf)
	if _, err := d.InstallTable(t.Context(), newerTable(t, "languages", "2031-01-01", "中文简体", "简体中文")); err != nil {
		t.Fatal(err)
	}
	shelf.files["languages.json"] = &fstest.MapFile{Data: []byte("{")}
	shelf.files[table.KeptFile("languages")] = &fstest.MapFile{Data: []byte("{")}
	own := state(t, started(t, newShelf()), "languages").Version
	if m := app.MessageOf(state(t, d, "languages").Refused); language(d) != "简体中文" || !strings.Contains(m, "现在还用启动时读到的 2031-01-01 版") || !strings.Contains(m, own) {
		t.Errorf("running on: %q", m)
	}
	d = started(t, shelf)
	s := state(t, d, "languages")
	if m := app.MessageOf(s.Refused); language(d) != "中文简体" || s.Installed || s.Kept || !strings.Contains(m, "和它的留存都有问题") || !strings.Contains(m, own) {
		t.Errorf("%q %+v %q", language(d), s, m)
	}
}

func TestGoingBackRemovesTheCopy(t *testing.T) {
	shelf := newShelf()
	good := newerTable(t, "languages", "2031-01-01", "中文简体", "简体中文")
	shelf.files["languages.json"] = &fstest.MapFile{Data: []byte("{")}
	shelf.files[table.KeptFile("languages")] = &fstest.MapFile{Data: good}
	d := started(t, shelf)
	if language(d) != "简体中文" {
		t.Fatal("the copy is not in force")
	}
	if err := d.DropTable(t.Context(), "languages"); err != nil || len(shelf.files) != 0 || language(d) != "中文简体" {
		t.Errorf("%v, files %v, %q", err, shelf.files, language(d))
	}
}

// A file that was written but not logged leaves no copy of itself.
func TestAFailedInstallLeavesTheFormerCopy(t *testing.T) {
	shelf := newShelf()
	d := started(t, shelf)
	first := newerTable(t, "languages", "2031-01-01", "中文简体", "简体中文")
	if _, err := d.InstallTable(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	lost := desk.New(unsure{newBench(t).store}, desk.Options{Tables: d.Tables()})
	lost.UseTables(shelf)
	if _, err := lost.InstallTable(t.Context(), newerTable(t, "languages", "2032-01-01", "中文简体", "汉语")); err == nil {
		t.Fatal("installed without a log")
	}
	for _, file := range []string{"languages.json", table.KeptFile("languages")} {
		if !slices.Equal(shelf.files[file].Data, first) {
			t.Errorf("%s is not the former", file)
		}
	}
}
