package desk_test

import (
	"slices"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

func find(list []rule.Finding, id string) (rule.Finding, bool) {
	i := slices.IndexFunc(list, func(f rule.Finding) bool { return f.ID == id })
	if i < 0 {
		return rule.Finding{}, false
	}
	return list[i], true
}

// A clerk types a mobile that is in a file of another customer: the finding
// comes with the save, names that file and leads there, and goes when the
// number or the other file goes.
func TestANumberOfAnotherCustomerIsFoundWhileTyping(t *testing.T) {
	w := newBench(t)
	open := func(domain, organiser, code string) desk.View {
		t.Helper()
		v, err := w.Add(t.Context(), domain, false)
		if err != nil {
			t.Fatal(err)
		}
		v, err = w.Edit(t.Context(), v.Filing.ID, v.Filing.Rev, filing.Edit{Field: "organiser.name", Value: organiser}, filing.Edit{Field: "organiser.cert_number", Value: code},
			filing.Edit{Field: "organiser.nature", Value: "4"})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	edit := func(v desk.View, field filing.Field, value string) desk.View {
		t.Helper()
		v, err := w.Edit(t.Context(), v.Filing.ID, v.Filing.Rev, filing.Edit{Field: field, Value: value})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	a := open("a-yangben.cn", "样本甲公司", "SAMPLE000000000001")
	edit(a, "legal.mobile", "13800001234")
	b := open("b-yangben.cn", "样本乙公司", "SAMPLE000000000002")
	if _, ok := find(b.Findings, "CN-CROSS-MOBILE"); ok {
		t.Error("found before anything is shared")
	}
	b = edit(b, "legal.mobile", "１３８ 0000 1234")
	f, ok := find(b.Findings, "CN-CROSS-MOBILE")
	if !ok || f.Field != "legal.mobile" || f.Other != (rule.Related{Filing: a.Filing.ID, Domain: "a-yangben.cn"}) {
		t.Fatalf("%+v", f)
	}
	again, err := w.Open(t.Context(), a.Filing.ID) // and the other way round
	if f, ok := find(again.Findings, "CN-CROSS-MOBILE"); err != nil || !ok || f.Other.Filing != b.Filing.ID {
		t.Errorf("%+v, %v", f, err)
	}
	if h, err := w.Hints(t.Context(), b.Filing.ID); err != nil || h.SubjectNumber != "" || h.OpenElsewhere != "" {
		t.Errorf("a shared number became a hint: %+v, %v", h, err)
	}
	// A second file of the same customer shares as it likes, and says instead
	// that only one order may be open.
	c := edit(open("c-yangben.cn", "样本乙公司", "SAMPLE000000000002"), "legal.mobile", "13800001234")
	if f, ok := find(c.Findings, "CN-ORDER-DRAFT"); !ok || f.Other.Filing != b.Filing.ID || f.Field != "organiser.cert_number" {
		t.Errorf("%+v", f)
	}
	if f, _ := find(c.Findings, "CN-CROSS-MOBILE"); f.Other.Filing != a.Filing.ID {
		t.Errorf("leads to %+v, not to the other customer", f.Other)
	}
	if err := w.Trash(t.Context(), a.Filing.ID); err != nil {
		t.Fatal(err)
	}
	b, err = w.Open(t.Context(), b.Filing.ID)
	if _, ok := find(b.Findings, "CN-CROSS-MOBILE"); ok || err != nil {
		t.Errorf("still found: %v", err)
	}
}
