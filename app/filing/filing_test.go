package filing_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"beiandesk/app"
	"beiandesk/app/filing"
)

func TestEveryFieldCanBeSetAndReadBack(t *testing.T) {
	for _, p := range filing.Fields() {
		var f filing.Filing
		for _, v := range []string{"true", "9=沪文123\n5=", "7", "1,12", "文字"} {
			if f.Set(p, v) != nil {
				continue
			}
			if got, ok := f.Get(p); !ok || got != v {
				t.Errorf("%s: set %q, got %q", p, v, got)
			}
			if err := f.Set(p, ""); err != nil {
				t.Errorf("%s cannot be emptied: %v", p, err)
			}
			if got, _ := f.Get(p); got != "" {
				t.Errorf("%s emptied reads %q", p, got)
			}
			break
		}
	}
	if n := len(filing.Fields()); n < 60 {
		t.Errorf("only %d fields found", n)
	}
}

func TestFormsCannotTouchStateOrRevision(t *testing.T) {
	var f filing.Filing
	for _, p := range []filing.Field{"state", "rev", "id", "log", "refusals_removed", "portrait.token", "nonsense", ""} {
		if err := f.Set(p, "x"); app.CodeOf(err) != "field.unknown" {
			t.Errorf("%q: %v", p, err)
		}
	}
	if err := f.Set("organiser.nature", "四"); app.CodeOf(err) != "field.value" || app.FieldOf(err) != "organiser.nature" {
		t.Errorf("a word for a code: %v", err)
	}
}

func TestAFilingSurvivesJSON(t *testing.T) {
	f := filing.Filing{Schema: 1, ID: "a", Kind: filing.KindFirst, State: filing.Draft,
		Site:      filing.Site{Name: "样本𠮷网", Contents: []int{8}, Approvals: []filing.Approval{{Item: 9, Number: "x"}}},
		Materials: []filing.Material{{Slot: filing.SlotLicence, Picture: "p", Width: 1}}}
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var g filing.Filing
	if err := json.Unmarshal(b, &g); err != nil || !reflect.DeepEqual(f, g) {
		t.Errorf("%v\n%+v\n%+v", err, f, g)
	}
}

func TestKindFollowsFromTheAnswers(t *testing.T) {
	yes, no := "yes", "no"
	for _, c := range []struct {
		a    filing.Answers
		want filing.Kind
	}{
		{filing.Answers{}, filing.KindUnknown},
		{filing.Answers{Mainland: no}, filing.KindNotNeeded},
		{filing.Answers{Mainland: yes, SubjectFiled: no, DomainFiled: no}, filing.KindFirst},
		{filing.Answers{Mainland: yes, SubjectFiled: yes, DomainFiled: no}, filing.KindUnknown},
		{filing.Answers{Mainland: yes, SubjectFiled: yes, DomainFiled: no, SameProvider: yes}, filing.KindNewSite},
		{filing.Answers{Mainland: yes, SubjectFiled: yes, DomainFiled: no, SameProvider: no}, filing.KindNewSiteElsewhere},
		{filing.Answers{Mainland: yes, SubjectFiled: yes, DomainFiled: yes, SameSubject: yes, SameProvider: no}, filing.KindAccess},
		{filing.Answers{Mainland: yes, SubjectFiled: yes, DomainFiled: yes, SameSubject: yes, SameProvider: yes}, filing.KindChange},
		{filing.Answers{Mainland: yes, SubjectFiled: yes, DomainFiled: yes, SameSubject: no}, filing.KindMigrate},
		{filing.Answers{Mainland: yes, SubjectFiled: "shell", DomainFiled: no}, filing.KindShell},
		{filing.Answers{Mainland: yes, SubjectFiled: no, DomainFiled: yes, SameSubject: yes}, filing.KindUnknown},
	} {
		if got, why := filing.Derive(c.a); got != c.want {
			t.Errorf("%+v: %s (%s), want %s", c.a, got, why, c.want)
		}
	}
}

func TestWhoMustVerify(t *testing.T) {
	f := &filing.Filing{Kind: filing.KindFirst}
	if got := filing.SMSRoles(f); len(got) != 1 {
		t.Errorf("one person, one code: %v", got)
	}
	f.ByAgent = true
	if got := filing.SMSRoles(f); len(got) != 2 {
		t.Errorf("two people: %v", got)
	}
	f.Kind = filing.KindAccess
	if got := filing.SMSRoles(f); len(got) != 1 || got[0] != filing.RoleManager {
		t.Errorf("access: %v", got)
	}
}
