package filing

// Kind of filing (filing_types.json).
type Kind string

const (
	KindUnknown          Kind = ""                   // step 1 not answered yet
	KindFirst            Kind = "first"              // 首次备案
	KindNewSite          Kind = "new-site"           // 新增网站, subject known to this provider
	KindNewSiteElsewhere Kind = "new-site-elsewhere" // 新增网站, subject filed at another provider
	KindAccess           Kind = "access"             // 新增接入 / 转入备案
	KindChange           Kind = "change"             // 变更备案
	KindMigrate          Kind = "migrate"            // 迁移
	KindShell            Kind = "shell"              // 空壳主体
	KindCancelSubject    Kind = "cancel-subject"     // 注销主体
	KindCancelSite       Kind = "cancel-site"        // 注销网站
	KindCancelAccess     Kind = "cancel-access"      // 取消接入
	KindNotNeeded        Kind = "not-needed"         // server outside the mainland
)

// Kinds in the order in which they are explained.
var Kinds = []Kind{KindFirst, KindNewSite, KindNewSiteElsewhere, KindAccess, KindChange, KindMigrate,
	KindShell, KindCancelSubject, KindCancelSite, KindCancelAccess, KindNotNeeded}

var kindNames = map[Kind]string{
	KindUnknown: "未判定", KindFirst: "首次备案", KindNewSite: "新增网站", KindNewSiteElsewhere: "新增网站（无主体）",
	KindAccess: "转入备案", KindChange: "变更备案", KindMigrate: "备案迁移", KindShell: "空壳主体",
	KindCancelSubject: "注销主体", KindCancelSite: "注销网站", KindCancelAccess: "取消接入", KindNotNeeded: "无需备案",
}

// Name in Chinese, as the ministry and the providers write it.
func (k Kind) Name() string {
	if n, ok := kindNames[k]; ok {
		return n
	}
	return string(k)
}

// Prepared tells whether the program leads through this kind to the end. The
// others are recognised and explained.
func (k Kind) Prepared() bool {
	switch k {
	case KindFirst, KindNewSite, KindNewSiteElsewhere, KindAccess:
		return true
	}
	return false
}

// SiteSuspended tells whether the domain must stay closed during the review.
func (k Kind) SiteSuspended() bool {
	return k == KindFirst || k == KindNewSite || k == KindNewSiteElsewhere
}

// Reason is why a kind was derived; each has a sentence in screens/text.
type Reason string

const (
	ReasonUnanswered    Reason = "unanswered"
	ReasonOutside       Reason = "outside"           // server outside the mainland
	ReasonNeitherFiled  Reason = "neither-filed"     // subject and domain both not filed
	ReasonSubjectHere   Reason = "subject-here"      // subject filed here, domain not
	ReasonSubjectElse   Reason = "subject-elsewhere" // subject filed elsewhere, domain not
	ReasonDomainElse    Reason = "domain-elsewhere"  // domain filed by the same subject at another provider
	ReasonDomainHere    Reason = "domain-here"       // … at this provider: change, or nothing
	ReasonOtherSubject  Reason = "other-subject"     // domain filed by another subject
	ReasonShell         Reason = "shell"             // the subject has no site left
	ReasonContradictory Reason = "contradictory"     // subject not filed, domain filed by the same subject
)

// Derive gives the kind of filing for the answers of step 1, after the
// decision table filing_types.json, and why.
func Derive(a Answers) (Kind, Reason) {
	switch {
	case a.Mainland == "no":
		return KindNotNeeded, ReasonOutside
	case a.Mainland == "" || a.DomainFiled == "":
		return KindUnknown, ReasonUnanswered
	case a.DomainFiled == "yes":
		switch {
		case a.SameSubject == "":
			return KindUnknown, ReasonUnanswered
		case a.SameSubject == "no":
			return KindMigrate, ReasonOtherSubject
		case a.SubjectFiled == "no":
			return KindUnknown, ReasonContradictory
		case a.SameProvider == "":
			return KindUnknown, ReasonUnanswered
		case a.SameProvider == "yes":
			return KindChange, ReasonDomainHere
		}
		return KindAccess, ReasonDomainElse
	case a.SubjectFiled == "no":
		return KindFirst, ReasonNeitherFiled
	case a.SubjectFiled == "shell":
		return KindShell, ReasonShell
	case a.SubjectFiled == "yes" && a.SameProvider == "yes":
		return KindNewSite, ReasonSubjectHere
	case a.SubjectFiled == "yes" && a.SameProvider == "no":
		return KindNewSiteElsewhere, ReasonSubjectElse
	}
	return KindUnknown, ReasonUnanswered
}
