// Package filing holds the words of the trade: a Filing (备案) with its
// organiser (主办单位), people (负责人), site (网站), domain, materials,
// portrait session and SMS checks, the six steps, and the one table of states.
//
// A Filing is a document. Its JSON form is what the store seals, what
// filing.json carries from one machine to another, and what the command line
// reads. It holds no pictures, only their ids.
package filing

import "time"

// Schema is the version of the JSON form written by this program.
const Schema = 1

// Filing is one registration of one domain, from the first question to its
// number and the duties after it. Times are UTC. Dates are "2006-01-02", or
// LongTerm where a certificate has no end.
type Filing struct {
	Schema   int    `json:"schema"`
	ID       string `json:"id"`
	Rev      int64  `json:"rev"` // grows by one with every save
	Kind     Kind   `json:"kind"`
	State    State  `json:"state"`
	Provider string `json:"provider"`       // id of a provider profile, "" = generic
	Note     string `json:"note,omitempty"` // the office's own note, ≤ 1,000 characters
	Sample   bool   `json:"sample,omitempty"`

	Answers   Answers   `json:"answers"` // step 1
	Region    Region    `json:"region"`  // step 2
	Organiser Organiser `json:"organiser"`
	Site      Site      `json:"site"`
	Domain    Domain    `json:"domain"`

	Legal         Person  `json:"legal"`          // 法定代表人, in most provinces also 主体负责人
	PrincipalElse bool    `json:"principal_else"` // 主体负责人 is somebody else
	Principal     Person  `json:"principal"`      // used only if PrincipalElse
	ByAgent       bool    `json:"by_agent"`       // 代办人 is 互联网信息服务负责人
	Agent         Person  `json:"agent"`          // used only if ByAgent
	Emergency1    Contact `json:"emergency1"`     // for the principal
	Emergency2    Contact `json:"emergency2"`     // for the site's person

	Materials []Material `json:"materials,omitempty"`
	Remark    string     `json:"remark,omitempty"` // remark to the reviewer with the material
	// Asked holds the answers to questions that no data can decide: id of a row
	// of province_rules → yes (it is so), no, n/a.
	Asked    map[string]string `json:"asked,omitempty"`
	Portrait Portrait          `json:"portrait"`
	SMS      []SMSCheck        `json:"sms,omitempty"`

	Number   string    `json:"number,omitempty"`   // of the site, 粤ICP备12345678号-1, once filed
	Log      []Entry   `json:"log,omitempty"`      // 审核日志, oldest first
	Refusals []Refusal `json:"refusals,omitempty"` // what reviewers wanted, oldest first
	// RefusalsRemoved are the times (Refusal.At) of those that were taken out as
	// recorded by mistake, oldest first: from another place they do not come back.
	RefusalsRemoved []time.Time `json:"refusals_removed,omitempty"`

	Duties    []Duty    `json:"duties,omitempty"` // ticked duties after approval
	Created   time.Time `json:"created,omitzero"`
	Updated   time.Time `json:"updated,omitzero"`
	Submitted time.Time `json:"submitted,omitzero"` // first handed to the provider
	Since     time.Time `json:"since,omitzero"`     // entered the present state
	FiledOn   string    `json:"filed_on,omitempty"` // date of approval
}

// LongTerm stands for "no end" in a date of validity.
const LongTerm = "长期"

// Answers are the plain questions of step 1; Tri values are "", "yes", "no".
type Answers struct {
	Mainland      string `json:"mainland,omitempty"`      // server in the mainland?
	SubjectFiled  string `json:"subject_filed,omitempty"` // has the organiser a filing?  also "shell"
	DomainFiled   string `json:"domain_filed,omitempty"`  // is this domain filed?
	SameSubject   string `json:"same_subject,omitempty"`  // …by the same organiser?
	SameProvider  string `json:"same_provider,omitempty"` // …at this provider?
	OldCertType   int    `json:"old_cert_type,omitempty"` // certificate under which it was filed
	OldCertNumber string `json:"old_cert_number,omitempty"`
	SubjectNumber string `json:"subject_number,omitempty"` // 粤ICP备12345678号
	Chosen        bool   `json:"chosen,omitempty"`         // the user confirmed the kind
}

// Region is where the organiser's certificate was issued: GB/T 2260 codes,
// six digits, "" if not chosen.
type Region struct {
	Province string `json:"province,omitempty"`
	City     string `json:"city,omitempty"`
	District string `json:"district,omitempty"`
}

// Organiser is the 主办单位.
type Organiser struct {
	Name        string  `json:"name,omitempty"`
	Nature      int     `json:"nature,omitempty"`    // subject_types.json
	CertType    int     `json:"cert_type,omitempty"` // certificate_types.json
	CertNumber  string  `json:"cert_number,omitempty"`
	CertAddress string  `json:"cert_address,omitempty"` // as printed on the certificate
	CertValidTo string  `json:"cert_valid_to,omitempty"`
	Scope       string  `json:"scope,omitempty"` // 经营范围, pasted
	Address     Address `json:"address"`         // 通信地址
	Investor    string  `json:"investor,omitempty"`
	Remark      string  `json:"remark,omitempty"`
}

// Address is a communication address in parts; the area comes from District,
// or from Region when it is "".
type Address struct {
	District string `json:"district,omitempty"` // GB/T 2260
	Street   string `json:"street,omitempty"`   // 路、街、村
	Door     string `json:"door,omitempty"`     // 门牌号、楼栋
	Floor    string `json:"floor,omitempty"`    // 楼层、房间
	NoFloor  bool   `json:"no_floor,omitempty"` // nothing finer exists
}

// MostDetailed is the remark reviewers want when an address ends at the door.
const MostDetailed = "此为最详细地址"

// Detail is the line without province, city and district.
func (a Address) Detail() string { return a.Street + a.Door + a.Floor }

// Line is the whole address; area is the name of province, city and district
// run together. The remark is not part of it, see NeedsRemark.
func (a Address) Line(area string) string { return area + a.Detail() }

// NeedsRemark tells whether MostDetailed belongs into the organiser's remark.
func (a Address) NeedsRemark() bool { return a.NoFloor }

// Site is the 网站.
type Site struct {
	Name        string     `json:"name,omitempty"`
	FiledName   string     `json:"filed_name,omitempty"`   // on transfer-in: the name on file
	FiledNumber string     `json:"filed_number,omitempty"` // on transfer-in: the number on file
	SubDomain   bool       `json:"sub_domain,omitempty"`   // the filed domain is not a main domain
	HomeURL     string     `json:"home_url,omitempty"`     // without http://
	Contents    []int      `json:"contents,omitempty"`     // service_content_types.json, list "website"
	Languages   []int      `json:"languages,omitempty"`    // languages.json
	Approvals   []Approval `json:"approvals,omitempty"`    // empty or NoApproval = none
	Remark      string     `json:"remark,omitempty"`
}

// Approval is one prior approval (前置审批).
type Approval struct {
	Item   int    `json:"item"` // prior_approval_items.json
	Number string `json:"number,omitempty"`
}

// NoApproval is the item "以上都不涉及".
const NoApproval = 24

// Domain holds the facts on the domain certificate.
type Domain struct {
	Name         string `json:"name"`
	Holder       string `json:"holder,omitempty"`
	HolderType   int    `json:"holder_type,omitempty"`
	HolderNumber string `json:"holder_number,omitempty"`
	Registrar    string `json:"registrar,omitempty"`
	Registered   string `json:"registered,omitempty"`
	Expires      string `json:"expires,omitempty"`
	RealNameOn   string `json:"real_name_on,omitempty"` // day the real-name check passed
}

// Person is one of the people of a filing.
type Person struct {
	Name       string `json:"name,omitempty"`
	CertType   int    `json:"cert_type,omitempty"`
	CertNumber string `json:"cert_number,omitempty"`
	ValidFrom  string `json:"valid_from,omitempty"`
	ValidTo    string `json:"valid_to,omitempty"` // date or LongTerm
	Mobile     string `json:"mobile,omitempty"`
	Email      string `json:"email,omitempty"`
	Landline   string `json:"landline,omitempty"`
	Remark     string `json:"remark,omitempty"`
}

// Contact is an emergency contact.
type Contact struct {
	Name   string `json:"name,omitempty"`
	Mobile string `json:"mobile,omitempty"`
}

// Role names one of the people.
type Role string

const (
	RolePrincipal Role = "principal" // 主体负责人
	RoleManager   Role = "manager"   // 互联网信息服务负责人
)

// PersonOf returns the person who holds a role, and the path of that block
// ("legal", "principal" or "agent").
func (f *Filing) PersonOf(r Role) (Person, string) {
	switch {
	case r == RoleManager && f.ByAgent:
		return f.Agent, "agent"
	case f.PrincipalElse:
		return f.Principal, "principal"
	}
	return f.Legal, "legal"
}

// SamePerson tells whether both roles are held by one person.
func (f *Filing) SamePerson() bool {
	_, a := f.PersonOf(RolePrincipal)
	_, b := f.PersonOf(RoleManager)
	return a == b
}
