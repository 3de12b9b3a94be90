package filing

import (
	"slices"
	"strings"
	"time"
)

// Slot is the place of a material in the filing. Slots of prior approvals
// carry the item's code ("approval-9"), others their running number
// ("other-1").
type Slot string

const (
	SlotLicence        Slot = "licence"         // 主办单位证件
	SlotLegalFront     Slot = "legal-front"     // 法定代表人证件人像面
	SlotLegalBack      Slot = "legal-back"      // 法定代表人证件国徽面
	SlotPrincipalFront Slot = "principal-front" // 主体负责人, if somebody else
	SlotPrincipalBack  Slot = "principal-back"
	SlotAgentFront     Slot = "agent-front" // 代办人
	SlotAgentBack      Slot = "agent-back"
	SlotDomain         Slot = "domain"           // 域名证书
	SlotLetterAgent    Slot = "letter-agent"     // 互联网信息服务负责人授权书
	SlotLetterLegal    Slot = "letter-principal" // 主体负责人授权书
	SlotCommitment     Slot = "commitment"       // 承诺书
	SlotPortrait       Slot = "portrait"         // 负责人照片
	slotApproval            = "approval-"
	slotOther               = "other-"
)

// SlotApproval is the slot for the document of a prior approval.
func SlotApproval(item int) Slot { return Slot(slotApproval + itoa(item)) }

// SlotOther is the n-th slot for anything else, counted from 1.
func SlotOther(n int) Slot { return Slot(slotOther + itoa(n)) }

// IsOther tells whether s is one of SlotOther.
func (s Slot) IsOther() bool { return strings.HasPrefix(string(s), slotOther) }

// IsApproval tells whether s is one of SlotApproval.
func (s Slot) IsApproval() bool { return strings.HasPrefix(string(s), slotApproval) }

// PhotoKind is the kind by which app/photo judges a picture in this slot: one
// of licence, id-front, id-back, domain-certificate, letter, portrait, other.
func (s Slot) PhotoKind() string {
	switch s {
	case SlotLicence:
		return "licence"
	case SlotLegalFront, SlotPrincipalFront, SlotAgentFront:
		return "id-front"
	case SlotLegalBack, SlotPrincipalBack, SlotAgentBack:
		return "id-back"
	case SlotDomain:
		return "domain-certificate"
	case SlotLetterAgent, SlotLetterLegal, SlotCommitment:
		return "letter"
	case SlotPortrait:
		return "portrait"
	}
	return "other"
}

// Outcome of a look at a picture.
type Outcome string

const (
	Pass     Outcome = "pass"
	Doubtful Outcome = "doubtful"
	Reject   Outcome = "reject"
)

// Material is one picture that belongs to the filing. The picture itself lies
// sealed under Picture; only facts that name nobody are kept here.
type Material struct {
	Slot    Slot      `json:"slot"`
	Picture string    `json:"picture"` // id of the sealed picture; in a package: its file name
	SHA256  string    `json:"sha256,omitempty"`
	Format  string    `json:"format,omitempty"` // jpeg or png
	Width   int       `json:"width,omitempty"`  // upright, pixels
	Height  int       `json:"height,omitempty"`
	Bytes   int64     `json:"bytes,omitempty"`
	Source  string    `json:"source,omitempty"`  // id of the untouched HEIC, WebP or PDF that Picture was taken from; in a package: its file name
	Page    int       `json:"page,omitempty"`    // of a PDF that Picture was taken from, counted from 1; 0: the first, or no PDF
	Pages   int       `json:"pages,omitempty"`   // how many that PDF has; 0: one, or not known
	Corners []float64 `json:"corners,omitempty"` // cut out by the user: x, y of four corners, clockwise from the upper left, shares 0…1 of the upright picture; empty: whole
	Turn    int       `json:"turn,omitempty"`    // quarter turns clockwise added by the user after cutting out, 0–3
	Outline []float64 `json:"outline,omitempty"` // where the document lies, found: as Corners, but in shares of the edited picture
	Outcome Outcome   `json:"outcome,omitempty"`
	Issues  []Issue   `json:"issues,omitempty"`
	Anyway  string    `json:"anyway,omitempty"` // the user's reason to use it nevertheless
	Asked   []string  `json:"asked,omitempty"`  // what no check can tell and a person must look at: watermark, retouched, colour-copy
	Seen    []string  `json:"seen,omitempty"`   // of Asked, what the user has looked at and found right
	Mend    *Cut      `json:"mend,omitempty"`   // what the check proposes instead of Corners and Turn; nil when there is nothing to mend
	QR      string    `json:"qr,omitempty"`     // content of the licence's code, compared with the form by a rule; never logged
	// Watermark is the text on a picture that was imported as an exported copy,
	// so that the next export does not mark it twice.
	Watermark string    `json:"watermark,omitempty"`
	Added     time.Time `json:"added,omitzero"`
}

// Cut is a change of a picture: Corners and Turn as in Material.
type Cut struct {
	Corners []float64 `json:"corners,omitempty"`
	Turn    int       `json:"turn,omitempty"`
}

// Unseen lists what the user is asked to look at and has not ticked.
func (m Material) Unseen() []string {
	var out []string
	for _, code := range m.Asked {
		if !slices.Contains(m.Seen, code) {
			out = append(out, code)
		}
	}
	return out
}

// Issue is one thing a picture check found.
type Issue struct {
	Code     string  `json:"code"` // blur, low-resolution, …
	Outcome  Outcome `json:"outcome"`
	Text     string  `json:"text"`
	Remedy   string  `json:"remedy,omitempty"`
	Measured float64 `json:"measured,omitempty"`
	Limit    float64 `json:"limit,omitempty"`
	Unit     string  `json:"unit,omitempty"`
	// Places are where it is, worst first: x0, y0, x1, y1 in shares 0…1 of the
	// edited picture; none means the whole.
	Places [][4]float64 `json:"places,omitempty"`
}

// MaterialStatus is what the card says.
type MaterialStatus string

const (
	MaterialMissing  MaterialStatus = "missing"  // 未上传
	MaterialUploaded MaterialStatus = "uploaded" // 已上传
	MaterialRetake   MaterialStatus = "retake"   // 需重拍
)

// Status of a material: rejected pictures ask for a retake unless the user
// has given a reason to keep them.
func (m Material) Status() MaterialStatus {
	switch {
	case m.Picture == "":
		return MaterialMissing
	case m.Outcome == Reject && m.Anyway == "":
		return MaterialRetake
	}
	return MaterialUploaded
}

// Material returns the material in a slot.
func (f *Filing) Material(s Slot) (Material, bool) {
	for _, m := range f.Materials {
		if m.Slot == s {
			return m, true
		}
	}
	return Material{Slot: s}, false
}

// PutMaterial adds m or replaces what lies in its slot; it returns the
// replaced one.
func (f *Filing) PutMaterial(m Material) (old Material, replaced bool) {
	for i := range f.Materials {
		if f.Materials[i].Slot == m.Slot {
			old, f.Materials[i] = f.Materials[i], m
			return old, true
		}
	}
	f.Materials = append(f.Materials, m)
	return Material{}, false
}

// DropMaterial takes the material out of a slot.
func (f *Filing) DropMaterial(s Slot) (Material, bool) {
	for i, m := range f.Materials {
		if m.Slot == s {
			f.Materials = append(f.Materials[:i:i], f.Materials[i+1:]...)
			return m, true
		}
	}
	return Material{}, false
}
