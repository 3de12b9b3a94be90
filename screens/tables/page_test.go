package tables_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/tables"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// folder is a data folder's tables in memory.
type folder struct{ files fstest.MapFS }

func (f *folder) Files() fs.FS { return f.files }
func (f *folder) Put(name string, data []byte) error {
	f.files[name+".json"] = &fstest.MapFile{Data: data}
	return nil
}
func (f *folder) Keep(name string, data []byte) error {
	f.files[table.KeptFile(name)] = &fstest.MapFile{Data: data}
	return nil
}
func (f *folder) Drop(name string) error {
	delete(f.files, name+".json")
	delete(f.files, table.KeptFile(name))
	return nil
}

type bench struct {
	t      *testing.T
	host   *hosttest.Host
	desk   *desk.Desk
	folder *folder
	page   *tables.Page
}

// begin opens the page over a data folder with these files.
func begin(t *testing.T, files fstest.MapFS) *bench {
	t.Helper()
	if files == nil {
		files = fstest.MapFS{}
	}
	b := &bench{t: t, host: hosttest.New(t), folder: &folder{files}}
	set, _, err := table.Load(assets.Tables(), files)
	if err != nil {
		t.Fatal(err)
	}
	b.desk = desk.New(desktest.New(), desk.Options{Tables: set, Now: b.host.Now})
	b.desk.UseTables(b.folder)
	b.page = tables.New(b.host, b.desk)
	b.lay()
	return b
}

func (b *bench) lay() fyne.CanvasObject {
	drawing.Canvas(b.page.Content(), fyne.NewSize(1200, 2000))
	return b.page.Content()
}

// file is a table of the program, changed and with a checksum that fits.
func file(t *testing.T, name, version string, change func(rows []map[string]any) []map[string]any) []byte {
	t.Helper()
	data, err := fs.ReadFile(assets.Tables(), name+".json")
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]json.RawMessage
	var rows []map[string]any
	must(t, json.Unmarshal(data, &members))
	must(t, json.Unmarshal(members["rows"], &rows))
	if change != nil {
		rows = change(rows)
	}
	write := func(key string, v any) {
		raw, err := json.Marshal(v)
		must(t, err)
		members[key] = raw
	}
	write("rows", rows)
	write("version", version)
	data, err = json.Marshal(members)
	must(t, err)
	sum, err := table.Checksum(data)
	must(t, err)
	write("checksum", sum)
	data, err = json.Marshal(members)
	must(t, err)
	return data
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// pick lets the page choose a file with this content.
func (b *bench) pick(data []byte) {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "table.json")
	must(b.t, os.WriteFile(path, data, 0o600))
	b.host.Files = []string{path}
	hosttest.Press(b.t, b.page.Content(), text.TableUpdate)
	b.lay()
}

// languages with one name changed, one row gone and one new.
func newer(t *testing.T) []byte {
	return file(t, "languages", "2031-01-01", func(rows []map[string]any) []map[string]any {
		added := map[string]any{}
		for k, v := range rows[3] {
			added[k] = v
		}
		added["code"], added["name"] = 99, "样本语"
		rows[0]["name"] = "简体中文"
		return append(slices.Delete(rows, len(rows)-1, len(rows)), added)
	})
}

// A list of changes is in words for people, whichever table it is about.
func TestEveryMemberOfATableHasAName(t *testing.T) {
	for _, n := range table.Names {
		data, err := fs.ReadFile(assets.Tables(), n+".json")
		must(t, err)
		var doc struct{ Rows []map[string]json.RawMessage }
		must(t, json.Unmarshal(data, &doc))
		told := map[string]bool{}
		for _, r := range doc.Rows {
			for k := range r {
				if text.TableMember(k) == k && !told[k] {
					told[k] = true
					t.Errorf("%s: %s", n, k)
				}
			}
		}
	}
}

func TestATableIsSavedForChanging(t *testing.T) {
	b := begin(t, nil)
	b.host.SavePath = filepath.Join(t.TempDir(), "x.json")
	hosttest.Press(t, b.page.Content(), text.TableSave) // of the first row
	data, err := os.ReadFile(b.host.SavePath)
	must(t, err)
	own, err := fs.ReadFile(assets.Tables(), table.Names[0]+".json")
	must(t, err)
	if string(data) != string(own) {
		t.Errorf("%d bytes, want %d", len(data), len(own))
	}
	if last := b.host.Toasts[len(b.host.Toasts)-1]; last.Sentence != text.TableSaved(table.Names[0]) {
		t.Errorf("said %+v", last)
	}
}

func TestEveryTableIsListedWithWhereItComesFrom(t *testing.T) {
	b := begin(t, fstest.MapFS{"languages.json": {Data: newer(t)}})
	words := hosttest.Words(b.page.Content())
	set := b.desk.Tables()
	for _, n := range table.Names {
		if text.TableName(n) == n {
			t.Errorf("%s has no name for people", n)
		}
		for _, w := range []string{text.TableName(n), set.Versions[n]} {
			if !slices.Contains(words, w) {
				t.Errorf("%s: %q is not shown", n, w)
			}
		}
		if !slices.ContainsFunc(words, func(s string) bool { return strings.HasPrefix(s, text.TableRows(set.Count(n), "")) }) {
			t.Errorf("%s: its %d rows are not told", n, set.Count(n))
		}
	}
	own, installed := 0, 0
	for _, tag := range hosttest.All[*part.Tag](b.page.Content()) {
		switch tag.Word() {
		case text.TableOwn:
			own++
		case text.TableInstalled:
			installed++
		}
	}
	if own != len(table.Names)-1 || installed != 1 {
		t.Errorf("%d are said to be the program's and %d of the data folder", own, installed)
	}
}

func TestAFileIsShownAndThenAdoptedOrNot(t *testing.T) {
	b := begin(t, nil)
	b.pick(newer(t))
	if b.host.Picked[0] != screens.KindRules || !hosttest.Shows(b.page.Content(), text.ChangeCount(1, 1, 1)) {
		t.Fatalf("shown: %q", hosttest.Words(b.page.Content()))
	}
	list := hosttest.All[*part.DataTable[table.Change]](b.page.Content())[0]
	for _, x := range []struct{ chip, what string }{{text.WithCount(text.ChangeAdded, 1), table.Added}, {text.WithCount(text.ChangeRemoved, 1), table.Removed}, {text.WithCount(text.ChangeAltered, 1), table.Altered}} {
		hosttest.Press(t, b.page.Content(), x.chip)
		if rows := list.Rows(); len(rows) != 1 || rows[0].What != x.what {
			t.Errorf("%s lets through %+v", x.chip, rows)
		}
	}
	list.Select(0)
	b.lay()
	for _, side := range []string{"名称：中文简体", "名称：简体中文"} {
		if !hosttest.Shows(b.page.Content(), side) {
			t.Errorf("%s is not shown beside the other side", side)
		}
	}
	search := hosttest.All[*part.Search](b.page.Content())[0]
	hosttest.Press(t, b.page.Content(), text.WithCount(text.ChangeAll, 3))
	if search.SetWords("样本语"); len(list.Rows()) != 1 || list.Rows()[0].ID != "99" {
		t.Errorf("the search finds %+v", list.Rows())
	}

	hosttest.Press(t, b.page.Content(), text.Cancel)
	if l, _ := b.desk.Tables().Language(1); l.Name != "中文简体" || len(b.folder.files) != 0 {
		t.Fatalf("cancelled, and yet %q, %d files", l.Name, len(b.folder.files))
	}
	b.pick(newer(t))
	hosttest.Press(t, b.page.Content(), text.TableAdopt)
	b.lay()
	if l, _ := b.desk.Tables().Language(1); l.Name != "简体中文" || len(b.folder.files) != 2 {
		t.Errorf("adopted, and yet %q, %d files", l.Name, len(b.folder.files))
	}
	if !hosttest.Shows(b.page.Content(), text.TableInstalled) || hosttest.Button(b.page.Content(), text.TableRestore) == nil {
		t.Errorf("the list: %q", hosttest.Words(b.page.Content()))
	}
	entries, err := b.desk.Log(t.Context(), 0, 0)
	must(t, err)
	if n := len(entries); n != 1 || entries[0].Action != desk.DidTables || !slices.Equal(entries[0].Kinds, []string{"languages", "2031-01-01"}) {
		t.Errorf("logged %+v", entries)
	}
	b.host.NoAlerts()

	b.host.Yes = true
	hosttest.Press(t, b.page.Content(), text.TableRestore)
	b.lay()
	if l, _ := b.desk.Tables().Language(1); l.Name != "中文简体" || len(b.folder.files) != 0 || len(b.host.Questions) != 1 {
		t.Errorf("restored, and yet %q, %d files, %d questions", l.Name, len(b.folder.files), len(b.host.Questions))
	}
}

func TestADamagedFileChangesNothingAndSaysWhy(t *testing.T) {
	good := newer(t)
	for name, data := range map[string][]byte{
		"cut short":     good[:len(good)/2],
		"changed later": []byte(strings.Replace(string(good), "简体中文", "繁体中文", 1)),
		"too big":       append(slices.Clone(good), make([]byte, table.MaxFile)...),
		"older":         file(t, "languages", "2020-01-01", nil),
		"unknown table": []byte(strings.Replace(string(good), `"languages"`, `"tongues"`, 1)),
	} {
		b := begin(t, nil)
		b.pick(data)
		if len(b.host.Alerts) != 1 || !strings.HasSuffix(app.MessageOf(b.host.Alerts[0]), "。") || app.CodeOf(b.host.Alerts[0]) == app.CodeInternal {
			t.Errorf("%s: said %v", name, b.host.Alerts)
		}
		if hosttest.Button(b.lay(), text.TableAdopt) != nil || len(b.folder.files) != 0 || b.desk.Tables().Replaced["languages"] {
			t.Errorf("%s: it can be adopted", name)
		}
	}
}

func TestWhatLiesInTheDataFolderAndIsNotUsedIsTold(t *testing.T) {
	b := begin(t, fstest.MapFS{"regions.json": {Data: []byte("{")}, "materials.json": {Data: file(t, "materials", "2020-01-01", nil)}})
	b.folder.files["languages.json"] = &fstest.MapFile{Data: newer(t)} // put there by hand, after the start
	b.page.Reload()
	b.lay()
	for _, w := range []string{"regions.json", text.TableIdle("materials", "2020-01-01"), text.TableLater("languages", "2031-01-01")} {
		if !hosttest.Shows(b.page.Content(), w) {
			t.Errorf("%q is not told", w)
		}
	}
	before := len(b.folder.files)
	hosttest.Press(t, b.page.Content(), text.TableDropFile) // and no
	if len(b.folder.files) != before || len(b.host.Questions) != 1 || !b.host.Questions[0].Danger {
		t.Errorf("deleted without a yes: %+v", b.host.Questions)
	}
	b.host.Yes = true
	for range 2 {
		hosttest.Press(t, b.page.Content(), text.TableDropFile)
		b.lay()
	}
	if len(b.folder.files) != 1 || b.folder.files["languages.json"] == nil {
		t.Errorf("left: %d files", len(b.folder.files))
	}
	b.host.NoAlerts()
}

// A damaged file of which the last good one is in force: the page says so, and
// going back leaves neither.
func TestTheLastGoodOneIsToldAndCanBeLeft(t *testing.T) {
	b := begin(t, fstest.MapFS{"languages.json": {Data: []byte("{")}, table.KeptFile("languages"): {Data: newer(t)}})
	for _, w := range []string{text.TableKept, "2031-01-01", "languages.json"} {
		if !hosttest.Shows(b.page.Content(), w) {
			t.Errorf("%q is not told: %q", w, hosttest.Words(b.page.Content()))
		}
	}
	if hosttest.Button(b.page.Content(), text.TableDropFile) != nil {
		t.Error("a file to delete is offered, but the copy would go, too")
	}
	b.host.Yes = true
	hosttest.Press(t, b.page.Content(), text.TableRestore)
	b.lay()
	if len(b.folder.files) != 0 || hosttest.Shows(b.page.Content(), text.TableKept) || hosttest.Button(b.page.Content(), text.TableRestore) != nil {
		t.Errorf("left: %d files, %q", len(b.folder.files), hosttest.Words(b.page.Content()))
	}
	b.host.NoAlerts()
}

func TestOnlyAnOwnerMayChangeTables(t *testing.T) {
	for _, role := range []desk.Role{desk.Clerk, desk.Onlook} {
		b := begin(t, fstest.MapFS{"languages.json": {Data: newer(t)}, "regions.json": {Data: []byte("{")}})
		b.desk.Act(desk.Operator{Role: role})
		b.page.Reload()
		content := b.lay()
		if !hosttest.Button(content, text.TableUpdate).Disabled() || hosttest.Button(content, text.TableRestore) != nil || hosttest.Button(content, text.TableDropFile) != nil {
			t.Errorf("%s may change tables", role)
		}
		if !hosttest.Shows(content, role.Name()) || !hosttest.Shows(content, text.TableName("languages")) {
			t.Errorf("%s is not told why, or sees nothing", role)
		}
		b.page.Dropped([]string{"x.json"})
		if len(b.host.Alerts) != 0 || hosttest.Button(b.lay(), text.TableAdopt) != nil {
			t.Errorf("%s: a dropped file is looked at", role)
		}
	}
}

// Both views fit into the smallest window with letters of 125 %: 1000×700 less
// the rail, the menu, a notice and the way back.
func TestThePageFitsTheSmallestWindow(t *testing.T) {
	drawing.Use(false, 1.25)
	defer drawing.Use(false, 1)
	b := begin(t, fstest.MapFS{"languages.json": {Data: newer(t)}})
	narrow := func(what string) {
		t.Helper()
		drawing.Canvas(b.page.Content(), fyne.NewSize(908, 545))
		if m := b.page.Content().MinSize(); m.Width > 908 || m.Height > 545 {
			t.Errorf("%s is at least %v", what, m)
		}
	}
	narrow("the list")
	b.pick(file(t, "subject_types", "2031-01-01", func(rows []map[string]any) []map[string]any {
		rows[0]["name"] = "另一个名称"
		return rows
	}))
	narrow("a change")
}
