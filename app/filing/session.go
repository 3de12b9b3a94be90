package filing

import "time"

// PortraitStatus of step 5.
type PortraitStatus string

const (
	PortraitNone      PortraitStatus = ""          // 未采集
	PortraitSubmitted PortraitStatus = "submitted" // 已提交
	PortraitReturned  PortraitStatus = "returned"  // 退回
)

// PortraitLife is how long a capture code lives (six-steps.md C5).
const PortraitLife = 24 * time.Hour

// Portrait is the capture of the site's responsible person.
type Portrait struct {
	Status    PortraitStatus `json:"status,omitempty"`
	Confirmed bool           `json:"confirmed,omitempty"` // name and number were checked
	Link      string         `json:"link,omitempty"`      // the provider's own capture link
	Token     string         `json:"token,omitempty"`     // of the running session, 128 bit hex
	Started   time.Time      `json:"started,omitzero"`
	Submitted time.Time      `json:"submitted,omitzero"`
	Note      string         `json:"note,omitempty"` // why it was returned
}

// Running tells whether a session is open at now. A clock set back before the
// start counts as not running, so that a code never lives longer than a day.
func (p Portrait) Running(now time.Time) bool {
	return p.Token != "" && !now.Before(p.Started) && now.Before(p.Started.Add(PortraitLife))
}

// SMSLife is how long the ministry waits for the code (filing-fields.md 8.1).
const SMSLife = 24 * time.Hour

// SMSTries is how many wrong entries are allowed; the next one returns the
// order (filing-fields.md 8.1, HW-短信).
const SMSTries = 5

// SMSCheck is the SMS verification of one person.
type SMSCheck struct {
	Role   Role      `json:"role"`
	Sent   time.Time `json:"sent,omitzero"` // the message's time, entered by the user
	Wrong  int       `json:"wrong,omitempty"`
	Failed bool      `json:"failed,omitempty"`
	Done   time.Time `json:"done,omitzero"`
	By     string    `json:"by,omitempty"` // who entered the code
}

// Deadline of the check, zero if no message is known yet.
func (s SMSCheck) Deadline() time.Time {
	if s.Sent.IsZero() {
		return time.Time{}
	}
	return s.Sent.Add(SMSLife)
}

// SMSFor returns the check of a role.
func (f *Filing) SMSFor(r Role) (SMSCheck, bool) {
	for _, s := range f.SMS {
		if s.Role == r {
			return s, true
		}
	}
	return SMSCheck{Role: r}, false
}

// PutSMS stores the check of a role.
func (f *Filing) PutSMS(s SMSCheck) {
	for i := range f.SMS {
		if f.SMS[i].Role == s.Role {
			f.SMS[i] = s
			return
		}
	}
	f.SMS = append(f.SMS, s)
}

// SMSRoles lists who must verify for a kind of filing, by the stricter of the
// sources in filing-fields.md 8.1: both for a first filing (once if it is one
// person), the site's person for a new site and for an access.
func SMSRoles(f *Filing) []Role {
	switch f.Kind {
	case KindFirst:
		if f.SamePerson() {
			return []Role{RolePrincipal}
		}
		return []Role{RolePrincipal, RoleManager}
	case KindNewSite, KindNewSiteElsewhere, KindAccess:
		return []Role{RoleManager}
	case KindCancelSubject:
		return []Role{RolePrincipal}
	case KindChange:
		return []Role{RolePrincipal, RoleManager}
	case KindCancelSite:
		return []Role{RoleManager}
	}
	return nil
}

// SMSAllDone tells whether everybody has verified.
func SMSAllDone(f *Filing) bool {
	roles := SMSRoles(f)
	for _, r := range roles {
		if s, ok := f.SMSFor(r); !ok || s.Done.IsZero() {
			return false
		}
	}
	return len(roles) > 0
}

// Entry is one line of the review log.
type Entry struct {
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"`
	Action Action    `json:"action"`
	From   State     `json:"from,omitempty"`
	To     State     `json:"to,omitempty"`
	Note   string    `json:"note,omitempty"`
}

// Duty is a duty after approval that the user has ticked off.
type Duty struct {
	ID   string    `json:"id"` // of almanac.Duties
	Done time.Time `json:"done"`
}
