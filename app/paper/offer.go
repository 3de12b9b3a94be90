package paper

import (
	"slices"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// Offer is a paper as it is offered for a filing.
type Offer struct {
	Kind    Kind
	Why     string         // one or more sentences
	Needed  bool           // this filing needs it
	Package bool           // it is put into the package for the provider
	Missing []filing.Field // empty fields that become lines to write on
	Forms   []FormRow      // the province's own forms
	Source  string         // tags, "" = the program's own practice
	Date    string
}

// Offers lists all papers for a filing in the order of Kinds: those that it
// needs and those for other times. Wording and reasons follow from Needs,
// Touched and the table of forms.
func Offers(in Input) []Offer {
	f := in.Filing
	out := make([]Offer, 0, len(Kinds))
	for _, k := range Kinds {
		o := Offer{Kind: k, Forms: forms(k, f)}
		o.Why, o.Needed = why(k, in, o.Forms)
		if i := slices.IndexFunc(in.Needs, func(n rule.Need) bool { got, ok := OfSlot(n.Slot); return ok && got == k }); i >= 0 {
			need := in.Needs[i]
			o.Why, o.Needed, o.Source, o.Date = need.Why, need.Required || k == NoApproval && len(in.Touched) > 0, need.Source, need.Date
			o.Package = true
		} else if r, ok := asked(o.Forms, func(r FormRow) bool { return r.Needed || r.SecondSite }); ok && o.Needed {
			o.Source, o.Date = r.Source, r.Date
		}
		o.Package = o.Package || o.Needed && k != Consent && k != CustomerSheet && k != Cover
		if k.Editable() && k != Cover && k != CustomerSheet && (o.Needed || o.Package || applies(k, f)) {
			d := build(k, in)
			o.Missing = d.missing(f)
		}
		out = append(out, o)
	}
	return out
}

// InPackage are the papers that go with the package, in the order of Kinds.
func InPackage(in Input) []Kind {
	var out []Kind
	for _, o := range Offers(in) {
		if o.Package {
			out = append(out, o.Kind)
		}
	}
	return out
}

// applies tells whether a paper that is not needed now would be filled from
// this filing; a letter for somebody whom it does not name would not.
func applies(k Kind, f *filing.Filing) bool {
	switch k {
	case LetterAgent:
		return f.ByAgent
	case LetterPrincipal:
		return f.PrincipalElse
	}
	return true
}

// why says what a paper is for, and whether the filing needs it though no
// material asks for it.
func why(k Kind, in Input, rows []FormRow) (string, bool) {
	f := in.Filing
	_, wanted := asked(rows, func(r FormRow) bool { return r.Needed && f.Kind.Prepared() })
	_, second := asked(rows, func(r FormRow) bool { return r.SecondSite })
	note := ""
	if len(rows) > 0 {
		note = rows[0].Note
	}
	switch k {
	case LetterAgent:
		return "互联网信息服务负责人不是法定代表人时要交。", false
	case LetterPrincipal:
		return "主体负责人不是法定代表人时要交。", false
	case Commitment:
		return firstOf(note, "管局或接入商要求时交；本省没有列为必交。"), wanted
	case SMSCard:
		return "交给要做短信核验的负责人，写明步骤和时限。", len(filing.SMSRoles(f)) > 0
	case TruthNotice:
		return firstOf(note, "江苏要求；其他省接入商要求时用。"), wanted
	case NoApproval:
		return "名称、经营范围里有审批字样而业务不涉及时交。", len(in.Touched) > 0
	case SitePlan:
		again := f.Kind == filing.KindNewSite || f.Kind == filing.KindNewSiteElsewhere || f.Kind == filing.KindShell
		return firstOf(note, "同一主办者网站较多时，管局可能要求。"), second && again
	case Guarantee:
		return firstOf(note, "重庆网站较多时与方案书一起交；其他省没有见到要求。"), false
	case Verification:
		return firstOf(note, "接入商没有电子核验时才用纸质核验单。"), wanted
	case ChangeRequest:
		return firstOf(note, "备案信息有变化、接入商要求书面申请时用。"), f.Kind == filing.KindChange
	case CancelRequest:
		ends := f.Kind == filing.KindCancelSubject || f.Kind == filing.KindCancelSite || f.Kind == filing.KindCancelAccess
		return firstOf(note, "网站停办、域名不再持有时用。"), ends
	case Consent:
		return "收集他人证件前，请本人签字；由代办处保管，不交给接入商。", f.Kind == filing.KindUnknown || f.Kind.Prepared()
	case CustomerSheet:
		return "列出还缺的材料和内容，先发给客户准备。", f.State == filing.Draft || f.State == filing.Returned
	}
	return "贴在纸质资料袋上，写明袋内有什么；不含证件号码和电话。", false
}
