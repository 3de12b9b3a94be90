package parcel

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// check refuses values that no filing can have, since the rest of the program
// relies on them: states, kinds, roles, slots. What a person may mistype (a
// number, a date) passes and becomes a finding.
func (r *reader) check(f *filing.Filing) error {
	if f.State == "" {
		f.State = filing.Draft
	}
	tri := []string{"", "yes", "no"}
	checks := []struct {
		path, value string
		allowed     []string
	}{
		{"state", string(f.State), names(filing.States)},
		{"kind", string(f.Kind), append([]string{""}, names(filing.Kinds)...)},
		{"answers.mainland", f.Answers.Mainland, tri},
		{"answers.subject_filed", f.Answers.SubjectFiled, append(tri[:3:3], "shell")},
		{"answers.domain_filed", f.Answers.DomainFiled, tri},
		{"answers.same_subject", f.Answers.SameSubject, tri},
		{"answers.same_provider", f.Answers.SameProvider, tri},
		{"portrait.status", string(f.Portrait.Status), names([]filing.PortraitStatus{filing.PortraitNone, filing.PortraitSubmitted, filing.PortraitReturned})},
	}
	for _, c := range checks {
		if !slices.Contains(c.allowed, c.value) {
			return r.misvalued(c.path, c.value, c.allowed)
		}
	}
	if f.Schema < 1 {
		return r.misvalued("schema", fmt.Sprint(f.Schema), []string{"1"})
	}
	if f.Rev < 0 {
		return r.misvalued("rev", fmt.Sprint(f.Rev), []string{"0 或更大的整数"})
	}
	if err := r.checkMaterials(f.Materials); err != nil {
		return err
	}
	roles := names([]filing.Role{filing.RolePrincipal, filing.RoleManager})
	seen := map[filing.Role]bool{}
	for i, s := range f.SMS {
		path := fmt.Sprintf("sms[%d].role", i)
		if !slices.Contains(roles, string(s.Role)) {
			return r.misvalued(path, string(s.Role), roles)
		}
		if seen[s.Role] {
			return r.twice(path, string(s.Role))
		}
		seen[s.Role] = true
	}
	states := append([]string{""}, names(filing.States)...)
	for i, e := range f.Log {
		if !slices.Contains(states, string(e.From)) {
			return r.misvalued(fmt.Sprintf("log[%d].from", i), string(e.From), states)
		}
		if !slices.Contains(states, string(e.To)) {
			return r.misvalued(fmt.Sprintf("log[%d].to", i), string(e.To), states)
		}
	}
	return nil
}

// maxPages of a PDF; data/decoder claims no more.
const maxPages = 1_000_000

func (r *reader) checkMaterials(ms []filing.Material) error {
	outcomes := names([]filing.Outcome{"", filing.Pass, filing.Doubtful, filing.Reject})
	seen := map[filing.Slot]bool{}
	for i, m := range ms {
		path := fmt.Sprintf("materials[%d]", i)
		if !knownSlot(m.Slot) {
			return r.misvalued(path+".slot", string(m.Slot), slotWords())
		}
		if seen[m.Slot] {
			return r.twice(path+".slot", string(m.Slot))
		}
		seen[m.Slot] = true
		if m.Turn < 0 || m.Turn > 3 {
			return r.misvalued(path+".turn", fmt.Sprint(m.Turn), []string{"0", "1", "2", "3"})
		}
		for name, n := range map[string]int{"page": m.Page, "pages": m.Pages} {
			if n < 0 || n > maxPages {
				return r.misvalued(path+"."+name, fmt.Sprint(n), []string{fmt.Sprintf("1 到 %d", maxPages)})
			}
		}
		if !slices.Contains(outcomes, string(m.Outcome)) {
			return r.misvalued(path+".outcome", string(m.Outcome), outcomes)
		}
		for n, issue := range m.Issues {
			if !slices.Contains(outcomes, string(issue.Outcome)) {
				return r.misvalued(fmt.Sprintf("%s.issues[%d].outcome", path, n), string(issue.Outcome), outcomes)
			}
		}
	}
	return nil
}

var fixedSlots = []filing.Slot{filing.SlotLicence, filing.SlotLegalFront, filing.SlotLegalBack,
	filing.SlotPrincipalFront, filing.SlotPrincipalBack, filing.SlotAgentFront, filing.SlotAgentBack,
	filing.SlotDomain, filing.SlotLetterAgent, filing.SlotLetterLegal, filing.SlotCommitment, filing.SlotPortrait}

// knownSlot takes the fixed slots and "approval-9", "other-1". File names are
// made from slots, so their form matters.
func knownSlot(s filing.Slot) bool {
	if slices.Contains(fixedSlots, s) {
		return true
	}
	if !s.IsApproval() && !s.IsOther() {
		return false
	}
	_, number, _ := strings.Cut(string(s), "-")
	if len(number) < 1 || len(number) > 3 || number[0] == '0' {
		return false
	}
	return strings.Trim(number, "0123456789") == ""
}

func slotWords() []string { return append(names(fixedSlots), "approval-数字", "other-数字") }

func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

func (r *reader) where(path string) string {
	if line, ok := r.lines[path]; ok {
		return fmt.Sprintf("第 %d 行的", line)
	}
	return "里的"
}

func (r *reader) misvalued(path, value string, allowed []string) error {
	var words []string
	for _, a := range allowed {
		if a != "" {
			words = append(words, a)
		}
	}
	return app.Fail(CodeJSONValue, fmt.Sprintf("filing.json %s“%s”不能是“%s”，可以写：%s。请改好后再导入。",
		r.where(path), path, short(value), strings.Join(words, "、"))).At(path)
}

func (r *reader) twice(path, value string) error {
	return app.Fail(CodeJSONValue, fmt.Sprintf("filing.json %s“%s”与前面重复（%s）。每一种只能有一项，请删去多余的。",
		r.where(path), path, short(value))).At(path)
}
