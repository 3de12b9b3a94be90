package table_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
)

func builtin(t testing.TB) *table.Set {
	t.Helper()
	s, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func file(t *testing.T, name string) string {
	t.Helper()
	b, err := fs.ReadFile(assets.Tables(), name+".json")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sealed writes the checksum into a table file, as whoever hands one out must.
func sealed(t *testing.T, data string) []byte {
	t.Helper()
	sum, err := table.Checksum([]byte(data))
	if err != nil {
		return []byte(data) // damaged on purpose
	}
	return []byte(strings.Replace(data, `"rows": [`, `"checksum": "`+sum+`", "rows": [`, 1))
}

func TestBuiltinTables(t *testing.T) {
	s := builtin(t)
	if len(s.Provinces) != 31 || len(s.WebsiteContents()) < 24 || len(s.Languages) != 17 || len(s.Subjects) != 18 || len(s.Certificates) != 38 {
		t.Errorf("sizes: %d provinces, %d contents, %d languages, %d natures, %d certificates", len(s.Provinces), len(s.WebsiteContents()), len(s.Languages), len(s.Subjects), len(s.Certificates))
	}
	for _, k := range filing.Kinds {
		if _, ok := s.Kind(k); !ok {
			t.Errorf("kind %s is not explained", k)
		}
	}
	for _, slot := range []filing.Slot{filing.SlotLicence, filing.SlotLegalFront, filing.SlotLegalBack, filing.SlotPrincipalFront, filing.SlotPrincipalBack,
		filing.SlotAgentFront, filing.SlotAgentBack, filing.SlotDomain, filing.SlotLetterAgent, filing.SlotLetterLegal, filing.SlotCommitment,
		filing.SlotPortrait, filing.SlotApproval(9), filing.SlotOther(2)} {
		if _, ok := s.Material(string(slot)); !ok {
			t.Errorf("material %s is not explained", slot)
		}
	}
	if p := s.Provider("nobody"); p.ID != table.GenericProvider {
		t.Errorf("an unknown provider gives %q", p.ID)
	}
	if list := s.PersonCertificates(); list[0].Code != 2 || len(list) != 7 {
		t.Errorf("person certificates: %v", list)
	}
	if src, ok := s.Source("UC:rule/rule1/beijing.md"); !ok || src.Tag != "UC" {
		t.Errorf("source of a page: %+v", src)
	}
	if _, ok := s.Source("XY:z"); ok {
		t.Error("an unknown source is explained")
	}
}

func TestNewerFileReplacesATable(t *testing.T) {
	newer := strings.Replace(strings.Replace(file(t, "languages"), "2026-11-23", "2027-01-01", 1), "中文简体", "简体中文", 1)
	older := strings.Replace(file(t, "subject_types"), "2026-11-23", "2020-01-01", 1)
	s, refused, err := table.Load(assets.Tables(), fstest.MapFS{"languages.json": {Data: sealed(t, newer)}, "subject_types.json": {Data: []byte(older)}})
	if err != nil || len(refused) > 0 {
		t.Fatal(err, refused)
	}
	if l, _ := s.Language(1); l.Name != "简体中文" || !s.Replaced["languages"] || s.Versions["languages"] != "2027-01-01" {
		t.Errorf("not replaced: %+v", l)
	}
	if s.Replaced["subject_types"] {
		t.Error("an older file replaced a newer table")
	}
}

func TestDamagedFileIsRefused(t *testing.T) {
	good := strings.Replace(file(t, "languages"), "2026-11-23", "2027-01-01", 1)
	for name, data := range map[string]string{
		"cut short":       good[:len(good)/2],
		"empty":           "",
		"unknown key":     strings.Replace(good, `"name"`, `"nome"`, 1),
		"id twice":        strings.Replace(good, `"code": 2`, `"code": 1`, 1),
		"unknown source":  strings.Replace(good, `"source": "EXT; XR"`, `"source": "QQ"`, 1),
		"no date":         strings.Replace(good, `"date": "2023-10"`, `"date": "bald"`, 1),
		"other table":     strings.Replace(good, `"table": "languages"`, `"table": "regions"`, 1),
		"bad version":     strings.Replace(good, "2027-01-01", "neu", 1),
		"text at the end": good + "{}",
		"too big":         good + strings.Repeat(" ", 9<<20),
	} {
		s, refused, err := table.Load(assets.Tables(), fstest.MapFS{"languages.json": {Data: sealed(t, data)}})
		if err != nil || len(refused) != 1 {
			t.Errorf("%s: err %v, refused %v", name, err, refused)
			continue
		}
		if c := app.CodeOf(refused[0]); c != table.CodeDamaged && c != table.CodeTooBig || !strings.Contains(app.MessageOf(refused[0]), "languages.json") {
			t.Errorf("%s: %v", name, refused[0])
		}
		if l, ok := s.Language(1); !ok || l.Name != "中文简体" {
			t.Errorf("%s: the built-in table is gone", name)
		}
	}
}

// TestPictureSizesThatCannotBeAreRefused.
func TestPictureSizesThatCannotBeAreRefused(t *testing.T) {
	good := strings.Replace(file(t, "picture_sizes"), `"version": "2026-11-25"`, `"version": "2031-01-01"`, 1)
	if s, refused, err := table.Load(assets.Tables(), fstest.MapFS{"picture_sizes.json": {Data: sealed(t, good)}}); err != nil || len(refused) > 0 || !s.Replaced["picture_sizes"] {
		t.Fatal("the program's own table is refused", refused, err)
	}
	for name, swap := range map[string][2]string{
		"no JPEG":           {`"max_bytes": 4000000, "name_max"`, `"formats2": [], "max_bytes": 4000000, "name_max"`},
		"PNG alone":         {`"id": "inspur", "name": "浪潮云", "formats": ["jpeg"]`, `"id": "inspur", "name": "浪潮云", "formats": ["png"]`},
		"unknown format":    {`"formats": ["jpeg", "png"], "max_bytes": 2000000`, `"formats": ["jpeg", "gif"], "max_bytes": 2000000`},
		"least above most":  {`"min_bytes": 204800, "max_bytes": 1900000`, `"min_bytes": 2048000, "max_bytes": 1900000`},
		"tiny most":         {`"max_bytes": 400000`, `"max_bytes": 400`},
		"negative":          {`"max_bytes": 400000`, `"max_bytes": 400000, "side_max": -1`},
		"sides contradict":  {`"short_min": 720, "long_min": 1280`, `"short_min": 1280, "long_min": 720`},
		"unknown page":      {`"of": ["aliyun"]`, `"of": ["aliyun2"]`},
		"kind without of":   {`"of": ["aliyun"], `, ``},
		"unknown kind":      {`"kind": "portrait"`, `"kind": "selfie"`},
		"no generic":        {`"id": "generic"`, `"id": "general"`},
		"generic unknown":   {`"side_max": 5000, "name_max": 100, "note": "微信`, `"name_max": 100, "note": "微信`},
		"no police":         {`"id": "police"`, `"id": "polizei"`},
		"unknown source":    {`"source": "PS-记录"`, `"source": "QQ"`},
		"no name":           {`"name": "公安联网备案"`, `"name": ""`},
		"twice the same id": {`"id": "douyin"`, `"id": "wechat"`},
	} {
		bad := strings.Replace(good, swap[0], swap[1], 1)
		if bad == good {
			t.Errorf("%s: %s is not in the table", name, swap[0])
		}
		if _, refused, err := table.Load(assets.Tables(), fstest.MapFS{"picture_sizes.json": {Data: sealed(t, bad)}}); err != nil || len(refused) != 1 {
			t.Errorf("%s: %v %v", name, refused, err)
		}
	}
	s := builtin(t)
	for _, p := range s.Providers {
		if row, own := s.PictureSize(p.ID); !own && p.ID != "baidu" && p.ID != "west" || row.Kind != "" {
			t.Errorf("%s: %v %+v", p.ID, own, row)
		}
	}
}

// A table is also judged by what others say about it.
func TestFileThatBreaksAReferenceIsRefused(t *testing.T) {
	data := strings.Replace(strings.Replace(file(t, "subject_types"), "2026-11-23", "2027-01-01", 1), `"code": 4,`, `"code": 99,`, 1)
	_, refused, err := table.Load(assets.Tables(), fstest.MapFS{"subject_types.json": {Data: sealed(t, data)}})
	if err != nil || len(refused) != 1 {
		t.Fatal(err, refused)
	}
}

// The copy of the last good file stands in for a damaged one only, and only if
// it is itself newer than the program's table and wholly valid.
func TestTheLastGoodFileStandsInForADamagedOne(t *testing.T) {
	good := sealed(t, strings.Replace(strings.Replace(file(t, "languages"), "2026-11-23", "2027-01-01", 1), "中文简体", "简体中文", 1))
	newest := sealed(t, strings.Replace(file(t, "languages"), "2026-11-23", "2028-01-01", 1))
	old := sealed(t, strings.Replace(file(t, "languages"), "2026-11-23", "2020-01-01", 1))
	for name, c := range map[string]struct {
		file, copy    []byte
		version, said string
		kept          bool
	}{
		"file damaged":      {[]byte("{"), good, "2027-01-01", "留存的最后一份完好的资料（2027-01-01 版）", true},
		"checksum broken":   {[]byte(strings.Replace(string(newest), "中文简体", "汉语", 1)), good, "2027-01-01", "留存的最后一份完好的资料（2027-01-01 版）", true},
		"both damaged":      {[]byte("{"), good[:99], "2026-11-23", "和它的留存都有问题，没有采用，程序现在使用自带的资料（2026-11-23 版）", false},
		"copy of other":     {[]byte("{"), sealed(t, strings.Replace(file(t, "regions"), `"version": "`, `"version": "3`, 1)), "2026-11-23", "都有问题", false},
		"copy is older":     {[]byte("{"), old, "2026-11-23", "自带的资料（2026-11-23 版）", false},
		"no copy":           {[]byte("{"), nil, "2026-11-23", "自带的资料（2026-11-23 版）", false},
		"file good":         {newest, good, "2028-01-01", "", false},
		"file gone by hand": {nil, good, "2026-11-23", "", false},
	} {
		dir := fstest.MapFS{}
		if c.file != nil {
			dir["languages.json"] = &fstest.MapFile{Data: c.file}
		}
		if c.copy != nil {
			dir[table.KeptFile("languages")] = &fstest.MapFile{Data: c.copy}
		}
		s, refused, err := table.Load(assets.Tables(), dir)
		if err != nil || len(refused) > 1 || (len(refused) == 1) != (c.said != "") {
			t.Errorf("%s: %v, refused %v", name, err, refused)
			continue
		}
		if c.said != "" && !strings.Contains(app.MessageOf(refused[0]), c.said) {
			t.Errorf("%s: says %s", name, app.MessageOf(refused[0]))
		}
		if s.Versions["languages"] != c.version || s.Kept["languages"] != c.kept || (s.File("languages") != nil) != s.Replaced["languages"] || c.kept && string(s.File("languages")) != string(c.copy) {
			t.Errorf("%s: version %s, kept %v", name, s.Versions["languages"], s.Kept)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, _, err := table.Load(assets.Tables(), nil); err != nil {
			b.Fatal(err)
		}
	}
}
