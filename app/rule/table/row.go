package table

// Origin says where a row comes from. Source is a list of tags of sources.json
// ("UC:rule/rule1/beijing.md; HW-管局"), Date the day, month or year of the
// newest of them, or "不详".
type Origin struct {
	Source string `json:"source,omitempty"`
	Date   string `json:"date,omitempty"`
}

// Source explains a tag.
type Source struct {
	Tag  string `json:"tag"`
	Name string `json:"name"`
	Date string `json:"date"`
}

// Subject is a 单位性质 (filing-fields.md 1.2).
type Subject struct {
	Code   int    `json:"code"`
	Name   string `json:"name"`
	Person bool   `json:"person,omitempty"` // natural person
	// CodePrefixes are the first two characters of fitting credit codes;
	// general knowledge, good for a warning only.
	CodePrefixes []string `json:"code_prefixes,omitempty"`
	Note         string   `json:"note,omitempty"`
	Origin
}

// Certificate is a 证件类型 (filing-fields.md 1.3, 1.4).
type Certificate struct {
	Code     int    `json:"code"`
	Subject  int    `json:"subject"` // the nature it belongs to
	Name     string `json:"name"`
	Person   bool   `json:"person,omitempty"`
	Pattern  string `json:"pattern,omitempty"`   // regular expression, "" = any text
	Format   string `json:"format,omitempty"`    // the pattern in words
	Check    string `json:"check,omitempty"`     // uscc, uscc|reg15, id18, org9 or ""
	Basis    string `json:"basis,omitempty"`     // of the pattern: stored or general
	OneSided bool   `json:"one_sided,omitempty"` // only one picture (passport)
	Remark   string `json:"remark,omitempty"`
	Origin
}

// Language is a 网站语言.
type Language struct {
	Code int    `json:"code"`
	Name string `json:"name"`
	Origin
}

// Content is a 服务内容. List is "website" or "app".
type Content struct {
	List            string `json:"list"`
	Code            int    `json:"code"`
	Group           string `json:"group"`
	Name            string `json:"name"`
	MayNeedApproval bool   `json:"may_need_approval,omitempty"`
	Origin
}

// Approval is a 前置审批 item.
type Approval struct {
	Code       int                 `json:"code"`
	Name       string              `json:"name"`
	Document   string              `json:"document,omitempty"` // the licence it needs, "" = none
	Authority  string              `json:"authority,omitempty"`
	Status     string              `json:"status"` // active, abolished, none (code 24)
	Note       string              `json:"note,omitempty"`
	Triggers   []string            `json:"triggers,omitempty"`    // words that point at it
	TriggersIn map[string][]string `json:"triggers_in,omitempty"` // more words, by province code
	Provinces  []string            `json:"provinces,omitempty"`   // only asked for there; empty = everywhere
	Origin
}

// Kind explains a kind of filing; ID is a filing.Kind.
type Kind struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	When   string `json:"when"`   // how it is recognised
	Effect string `json:"effect"` // what happens to the site
	SMS    string `json:"sms"`    // who must verify
	How    string `json:"how"`    // what to do
	Origin
}

// Province is what one provincial administration wants (filing-fields.md 2.6).
type Province struct {
	Code                 string `json:"code"`   // 110000
	Name                 string `json:"name"`   // 北京
	Prefix               string `json:"prefix"` // letter of the filing number, 京
	Principal            string `json:"principal"`
	ForeignMustDelegate  bool   `json:"foreign_must_delegate,omitempty"`
	CertificateMonths    int    `json:"certificate_months,omitempty"` // validity that must be left, 0 = not stated
	ShellMayAdd          bool   `json:"shell_may_add,omitempty"`
	OutsidePerson        string `json:"outside_person,omitempty"` // natural persons from elsewhere: free, permit, no
	LicenceHint          string `json:"licence_hint,omitempty"`
	EmergencyRemark      string `json:"emergency_remark,omitempty"`
	ResponsibilityNotice bool   `json:"responsibility_notice,omitempty"`
	Conflict             string `json:"conflict,omitempty"` // where sources disagree
	Origin
}

// Values of Province.Principal: must the 主体负责人 be the legal representative?
const (
	PrincipalLegal    = "legal"    // yes
	PrincipalDelegate = "delegate" // another one may, then he is the manager as well
	PrincipalDisputed = "disputed" // sources disagree: warn
)

// Suffix is a domain suffix.
type Suffix struct {
	Suffix        string   `json:"suffix"` // without the dot, "com.cn", "公益"
	ASCII         string   `json:"ascii,omitempty"`
	For           string   `json:"for,omitempty"` // who may hold it
	Region        string   `json:"region,omitempty"`
	Beijing       bool     `json:"beijing,omitempty"` // in Beijing's own list of 2019
	Accepted      bool     `json:"accepted,omitempty"`
	SecondLevel   bool     `json:"second_level,omitempty"`
	RefusedIn     []string `json:"refused_in,omitempty"` // provinces that refuse it
	RefusedSource string   `json:"refused_source,omitempty"`
	RefusedDate   string   `json:"refused_date,omitempty"`
	Origin
}

// Material explains a material; ID is a filing.Slot or one of the further
// documents (no-approval, staffing-approval, …).
type Material struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	When    string `json:"when"`
	Signed  string `json:"signed,omitempty"`
	Picture string `json:"picture,omitempty"`
	Origin
}

// PictureSize is what a page takes as pictures; 0 or nothing = not known.
// A row with Kind adds limits for that kind of picture to the rows in Of.
type PictureSize struct {
	ID           string   `json:"id"` // of a provider, where it is one
	Name         string   `json:"name"`
	Of           []string `json:"of,omitempty"`
	Kind         string   `json:"kind,omitempty"` // as filing.Slot.PhotoKind
	Formats      []string `json:"formats,omitempty"`
	MinBytes     int      `json:"min_bytes,omitempty"`
	MaxBytes     int      `json:"max_bytes,omitempty"`
	ShortMin     int      `json:"short_min,omitempty"` // pixels
	LongMin      int      `json:"long_min,omitempty"`
	SideMax      int      `json:"side_max,omitempty"`
	NameMax      int      `json:"name_max,omitempty"`     // characters of a file name
	Recompresses bool     `json:"recompresses,omitempty"` // the page shrinks by itself
	Note         string   `json:"note,omitempty"`
	Origin
}

// Provider is the profile of an access provider.
type Provider struct {
	ID             string   `json:"id"`
	Name           string   `json:"name"`
	NaturalPersons string   `json:"natural_persons"` // yes, no, unknown
	Tibet          string   `json:"tibet"`           // yes, no, unknown; a switch, see rule.Env
	ValidMonths    int      `json:"valid_months"`    // validity left of certificates
	DomainMonths   int      `json:"domain_months,omitempty"`
	HomeURL        string   `json:"home_url,omitempty"`      // www or bare, "" = either
	AgentLetter    bool     `json:"agent_letter,omitempty"`  // wants the letter whatever the province says
	RemarkMin      int      `json:"remark_min,omitempty"`    // characters of the site's remark
	PortraitLink   bool     `json:"portrait_link,omitempty"` // has a capture link of its own to paste
	NameWords      []string `json:"name_words,omitempty"`    // words refused in site names
	Again          []string `json:"again,omitempty"`         // must be done again at the provider
	Notes          []string `json:"notes,omitempty"`
	// What follows has source, date and confidence of its own; see provider.go.
	Portrait  *Portrait `json:"portrait,omitempty"`
	Quotas    []Quota   `json:"quotas,omitempty"`
	OpenOrder *Fact     `json:"open_order,omitempty"` // one order of a 主体 at a time
	Stages    []Days    `json:"days,omitempty"`
	Facts     []About   `json:"facts,omitempty"`
	Origin
}
