package desk_test

import (
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
)

func TestTemplatesFillTheirBlock(t *testing.T) {
	b := newBench(t)
	person := filing.Person{Name: "张样本", Mobile: "13800138000"}
	organiser := filing.Organiser{Name: "广州样本科技有限公司", Nature: 4}
	who, err := b.SaveTemplate(t.Context(), desk.Template{Name: " 张样本 ", Person: &person})
	if err != nil {
		t.Fatal(err)
	}
	firm, err := b.SaveTemplate(t.Context(), desk.Template{Name: "样本科技", Organiser: &organiser})
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.SaveTemplate(t.Context(), desk.Template{Name: " 　"})
	wantCode(t, err, "template.name")
	list, err := b.Templates(t.Context())
	if err != nil || len(list) != 2 {
		t.Fatalf("%v, %v", list, err)
	}
	for _, x := range list {
		if x.ID == who && (x.Name != "张样本" || !x.Updated.Equal(start)) {
			t.Errorf("kept as %+v", x)
		}
	}
	v := b.add()
	for _, block := range []string{"legal", "principal", "agent"} {
		v = b.must(b.ApplyTemplate(t.Context(), v.Filing.ID, v.Filing.Rev, block, who))
	}
	v = b.must(b.ApplyTemplate(t.Context(), v.Filing.ID, v.Filing.Rev, "organiser", firm))
	if f := v.Filing; f.Legal != person || f.Principal != person || f.Agent != person || f.Organiser != organiser {
		t.Errorf("filled in %+v", f)
	}
	for _, c := range [][2]string{{"organiser", who}, {"legal", firm}, {"site", firm}} {
		_, err := b.ApplyTemplate(t.Context(), v.Filing.ID, v.Filing.Rev, c[0], c[1])
		b.refused(err, "template.kind", v)
	}
	_, err = b.ApplyTemplate(t.Context(), v.Filing.ID, v.Filing.Rev-1, "legal", who)
	b.refused(err, app.CodeConflict, v)
	person.Name = "改名"
	if _, err := b.SaveTemplate(t.Context(), desk.Template{ID: who, Name: "改名", Person: &person}); err != nil {
		t.Fatal(err)
	}
	b.unchanged(v) // a filing made with it keeps its data
	if err := b.DropTemplate(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	_, err = b.ApplyTemplate(t.Context(), v.Filing.ID, v.Filing.Rev, "legal", who)
	b.refused(err, app.CodeNotFound, v)
	v = b.do(v, filing.ActSubmit)
	_, err = b.ApplyTemplate(t.Context(), v.Filing.ID, v.Filing.Rev, "organiser", firm)
	b.refused(err, "state.locked", v)
}

func TestOfficeAndPreferencesComeBack(t *testing.T) {
	b := newBench(t)
	if o, err := b.Office(t.Context()); err != nil || o.Name != "" {
		t.Errorf("at first %+v, %v", o, err)
	}
	if err := b.SetOffice(t.Context(), paper.Office{Name: "样本备案服务部", Phones: []string{"400-000-0000"}}); err != nil {
		t.Fatal(err)
	}
	want := desk.Prefs{Theme: "dark", TextScale: 1.25, Provider: "ucloud"}
	if err := b.SetPrefs(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	o, err := b.Office(t.Context())
	p, perr := b.Prefs(t.Context())
	if err != nil || perr != nil || o.Name != "样本备案服务部" || len(o.Phones) != 1 || p != want {
		t.Errorf("%+v %v, %+v %v", o, err, p, perr)
	}
}

// TestADamagedSettingCountsAsEmpty: the settings page says so, and the papers
// are drawn without it.
func TestADamagedSettingCountsAsEmpty(t *testing.T) {
	b := newBench(t)
	v := b.add()
	for _, key := range []string{"office", "prefs"} {
		if err := b.store.Update(t.Context(), func(tx desk.Tx) error {
			return tx.SetSetting(key, []byte(`{"name":"半个","theme":"dark","phones":7`))
		}); err != nil {
			t.Fatal(err)
		}
	}
	o, err := b.Office(t.Context())
	wantCode(t, err, "setting.damaged")
	p, perr := b.Prefs(t.Context())
	wantCode(t, perr, "setting.damaged")
	if o.Name != "" || p != (desk.Prefs{}) {
		t.Errorf("half of a damaged setting is used: %+v %+v", o, p)
	}
	if _, err := b.Letter(t.Context(), v.Filing.ID, paper.Commitment); err != nil {
		t.Errorf("a damaged office profile stops the letters: %v", err)
	}
	if err := b.SetOffice(t.Context(), paper.Office{Name: "新"}); err != nil {
		t.Fatal(err)
	}
	if o, err := b.Office(t.Context()); err != nil || o.Name != "新" {
		t.Errorf("filled in again: %+v, %v", o, err)
	}
}
