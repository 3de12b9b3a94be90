package table_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beiandesk/app"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
)

// newer is a table of the program with a version that replaces it.
func newer(t *testing.T, name string) string {
	t.Helper()
	data := file(t, name)
	i := strings.Index(data, `"version": "`) + len(`"version": "`)
	return data[:i] + "2031-01-01" + data[i+len("2031-01-01"):]
}

func TestRowsThatCannotBeAreRefused(t *testing.T) {
	good := newer(t, "province_rules")
	if _, refused, err := table.Load(assets.Tables(), fstest.MapFS{"province_rules.json": {Data: sealed(t, good)}}); err != nil || len(refused) > 0 {
		t.Fatal("the program's own rows are refused", refused, err)
	}
	for name, swap := range map[string][2]string{
		"id twice":                {`"id": "BJ-LIC-02"`, `"id": "BJ-LIC-01"`},
		"no province":             {`"id": "BJ-REP-01", "province": "110000"`, `"id": "BJ-REP-01", "province": "119900"`},
		"unknown provider":        {`"provider": "ucloud"`, `"provider": "nobody"`},
		"unknown subject":         {`"subject": "age"`, `"subject": "wage"`},
		"severity":                {`"severity": "warn"`, `"severity": "stop"`},
		"C that blocks":           {`"id": "BJ-AGE-01", "province": "110000", "subject": "age", "severity": "warn"`, `"id": "BJ-AGE-01", "province": "110000", "subject": "age", "severity": "block"`},
		"confidence":              {`"confidence": "D"`, `"confidence": "E"`},
		"nature":                  {`"nature": "individual"`, `"nature": "person"`},
		"nature of a code":        {`"natures": [2, 3]`, `"natures": [2, 77]`},
		"kind":                    {`"kinds": ["new-site"`, `"kinds": ["old-site"`},
		"stage":                   {`"stage": "pre-change"`, `"stage": "sometime"`},
		"no sentence":             {`负责人须满18周岁。"`, `负责人须满18周岁"`},
		"place":                   {`"place": "ask"`, `"place": "tell"`},
		"unknown predicate":       {`"predicate": "min-age"`, `"predicate": "max-wage"`},
		"parameter missing":       {`"params": {"min_age": 18}`, `"params": {"proof_below": 18}`},
		"parameter not taken":     {`"params": {"min_age": 18}`, `"params": {"min_age": 18, "days": 3}`},
		"parameter unknown":       {`"params": {"min_age": 18}`, `"params": {"min_age": 18, "expr": "age<18"}`},
		"check without predicate": {`"place": "check", "predicate": "one-person",`, `"place": "check",`},
		"registry asked":          {`"place": "check", "predicate": "registry"`, `"place": "ask", "predicate": "registry"`},
		"replaces nothing":        {`"replaces": ["CN-PHU-01"]`, `"replaces": ["CN-PHU-99"]`},
		"side without a source":   {`"source": "DECK", "date": "不详", "confidence": "C"}`, `"source": "QQ", "date": "不详", "confidence": "C"}`},
		"side without confidence": {`"source": "DECK", "date": "不详", "confidence": "C"}`, `"source": "DECK", "date": "不详", "confidence": ""}`},
		"unknown source":          {`"source": "SEG"`, `"source": "QQ"`},
	} {
		bad := strings.Replace(good, swap[0], swap[1], 1)
		if name == "unknown source" {
			bad = strings.Replace(good, "; SEG\"", "; QQ\"", 1)
		}
		if bad == good {
			t.Errorf("%s: %s is not in the table", name, swap[0])
			continue
		}
		if _, refused, err := table.Load(assets.Tables(), fstest.MapFS{"province_rules.json": {Data: sealed(t, bad)}}); err != nil || len(refused) != 1 {
			t.Errorf("%s: %v %v", name, refused, err)
		}
	}
}

func TestReplacementNeedsItsChecksum(t *testing.T) {
	data := newer(t, "languages")
	good := string(sealed(t, data))
	_, refused, err := table.Load(assets.Tables(), fstest.MapFS{"languages.json": {Data: []byte(data)}})
	if err != nil || len(refused) != 1 || app.CodeOf(refused[0]) != table.CodeDamaged {
		t.Errorf("without one: %v %v", refused, err)
	}
	s, refused, err := table.Load(assets.Tables(), fstest.MapFS{"languages.json": {Data: []byte(strings.Replace(good, "中文简体", "中文繁體", 1))}})
	if l, _ := s.Language(1); err != nil || len(refused) != 1 || l.Name != "中文简体" {
		t.Errorf("a row that was changed afterwards: %v %v", refused, err)
	}
	// Blanks and the order of keys do not count, the order of rows does.
	var v map[string]json.RawMessage
	if err := json.Unmarshal([]byte(good), &v); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if _, refused, err := table.Load(assets.Tables(), fstest.MapFS{"languages.json": {Data: again}}); err != nil || len(refused) > 0 {
		t.Errorf("written anew by another program: %v %v", refused, err)
	}
}

// A built-in file may carry a checksum; then it must fit. None has to.
func TestBuiltinChecksumsFitWhereTheyAre(t *testing.T) {
	for _, n := range table.Names {
		var h struct{ Checksum string }
		if err := json.Unmarshal([]byte(file(t, n)), &h); err != nil {
			t.Fatal(err)
		}
		sum, err := table.Checksum([]byte(file(t, n)))
		if err != nil || h.Checksum != "" && h.Checksum != sum {
			t.Errorf("%s: %q, should be %q (%v)", n, h.Checksum, sum, err)
		}
	}
}

func TestDiffListsWhatChanged(t *testing.T) {
	old := builtin(t)
	if c := table.Diff(old, old); len(c) != 0 {
		t.Errorf("nothing changed: %+v", c)
	}
	data := newer(t, "languages")
	data = strings.Replace(data, "中文简体", "简体中文", 1)
	data = strings.Replace(data, `"code": 17`, `"code": 117`, 1)
	now, refused, err := table.Load(assets.Tables(), fstest.MapFS{"languages.json": {Data: sealed(t, data)}})
	if err != nil || len(refused) > 0 {
		t.Fatal(refused, err)
	}
	got := table.Diff(old, now)
	if len(got) != 3 {
		t.Fatalf("%+v", got)
	}
	by := func(what string) table.Change {
		i := slices.IndexFunc(got, func(c table.Change) bool { return c.What == what })
		if i < 0 {
			t.Fatalf("none is %s: %+v", what, got)
		}
		return got[i]
	}
	if c := by(table.Altered); c.Table != "languages" || c.ID != "1" || !slices.Equal(c.Fields, []string{"name"}) || c.Before != `"中文简体"` || c.After != `"简体中文"` {
		t.Errorf("%+v", c)
	}
	if c := by(table.Removed); c.ID != "17" || !strings.Contains(c.Before, `"code": 17`) || c.After != "" {
		t.Errorf("%+v", c)
	}
	if c := by(table.Added); c.ID != "117" || c.Before != "" {
		t.Errorf("%+v", c)
	}
}

// Every row of every table has a name of its own, by which a change is told.
func TestARemovedRowIsToldByItsName(t *testing.T) {
	old := builtin(t)
	for _, name := range table.Names {
		var head map[string]json.RawMessage
		var rows []json.RawMessage
		if err := json.Unmarshal([]byte(file(t, name)), &head); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(head["rows"], &rows); err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for _, c := range table.Diff(&table.Set{}, old) {
			if c.Table == name {
				if c.ID == "" || ids[c.ID] || c.What != table.Added {
					t.Errorf("%s: %q is no name of a row", name, c.ID)
				}
				ids[c.ID] = true
			}
		}
		if len(ids) != len(rows) {
			t.Errorf("%s: %d names for %d rows", name, len(ids), len(rows))
		}
	}
}

// Whoever wrote a table is told what to do about it.
func TestTryTellsWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, data, words string }{
		{"cut off", string(sealed(t, newer(t, "languages"))[:200]), "不完整，或者不是资料表"},
		{"no table", `{"a": 1}`, "不完整，或者不是资料表"},
		{"no checksum", newer(t, "languages"), "rules checksum 文件.json"},
		{"changed", strings.Replace(string(sealed(t, newer(t, "languages"))), "中文简体", "简体中文", 1), "被改动过"},
		{"a wrong row", string(sealed(t, strings.Replace(newer(t, "subject_types"), `"code": 4,`, `"code": 99,`, 1))), "rules check 文件.json"},
		{"the same version", string(sealed(t, file(t, "languages"))), "改成更晚的日期"},
	} {
		_, err := table.Try(assets.Tables(), nil, []byte(c.data))
		if m := app.MessageOf(err); !strings.Contains(m, c.words) || !strings.HasSuffix(m, "。") {
			t.Errorf("%s: %s (%v)", c.name, m, err)
		}
	}
}

func TestTryRefusesWhatIsNotNewerOrNotWhole(t *testing.T) {
	good := sealed(t, strings.Replace(newer(t, "languages"), "中文简体", "简体中文", 1))
	o, err := table.Try(assets.Tables(), nil, good)
	if err != nil || o.Table != "languages" || o.Version != "2031-01-01" || len(o.Changes) != 1 || !o.Set.Replaced["languages"] {
		t.Fatalf("%+v %v", o, err)
	}
	in := fstest.MapFS{"languages.json": {Data: good}}
	for name, c := range map[string]struct {
		data string
		code string
	}{
		"the same again":  {string(good), table.CodeOlder},
		"older":           {string(sealed(t, file(t, "subject_types"))), table.CodeOlder},
		"cut off":         {string(good[:len(good)/2]), table.CodeDamaged},
		"no checksum":     {newer(t, "subject_types"), table.CodeDamaged},
		"changed":         {strings.Replace(string(sealed(t, newer(t, "subject_types"))), "企业", "公司", 1), table.CodeDamaged},
		"unknown":         {strings.Replace(string(good), `"table": "languages"`, `"table": "colours"`, 1), table.CodeUnknown},
		"breaks another":  {string(sealed(t, strings.Replace(newer(t, "subject_types"), `"code": 4,`, `"code": 99,`, 1))), table.CodeDamaged},
		"not a table":     {`[]`, table.CodeDamaged},
		"much too big":    {string(good) + strings.Repeat(" ", 9<<20), table.CodeTooBig},
		"version no date": {strings.Replace(string(good), "2031-01-01", "2031", 1), table.CodeDamaged},
	} {
		if _, err := table.Try(assets.Tables(), in, []byte(c.data)); app.CodeOf(err) != c.code || !strings.HasSuffix(app.MessageOf(err), "。") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
