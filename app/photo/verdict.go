package photo

import "image"

// Outcome is what becomes of a picture.
type Outcome string

const (
	Pass     Outcome = "pass"
	Doubtful Outcome = "doubtful" // a person should look at the place at 100 %
	Reject   Outcome = "reject"   // would be refused by a reviewer
)

// worse reports whether o is more serious than than.
func (o Outcome) worse(than Outcome) bool { return o.rank() > than.rank() }

func (o Outcome) rank() int {
	switch o {
	case Reject:
		return 2
	case Doubtful:
		return 1
	}
	return 0
}

// IssueCode names what is wrong; stable, for tests and the command line.
type IssueCode string

const (
	IssueBlur           IssueCode = "blur"
	IssueLowResolution  IssueCode = "low-resolution"
	IssueDark           IssueCode = "dark"
	IssueOverexposed    IssueCode = "overexposed"
	IssueGlare          IssueCode = "glare"
	IssueGreyCopy       IssueCode = "grey-copy"
	IssueCropped        IssueCode = "cropped"
	IssueSmallInFrame   IssueCode = "small-in-frame"
	IssueRotated        IssueCode = "rotated"
	IssueSkewed         IssueCode = "skewed"
	IssueScreen         IssueCode = "screen"
	IssueNoStamp        IssueCode = "no-stamp"
	IssueNoFace         IssueCode = "no-face"
	IssueManyFaces      IssueCode = "many-faces"
	IssueFaceSmall      IssueCode = "face-small"
	IssueBackground     IssueCode = "background"
	IssueClothes        IssueCode = "clothes"
	IssueFormat         IssueCode = "format"
	IssueTooLarge       IssueCode = "too-large"
	IssueTooSmall       IssueCode = "too-small"
	IssueUnreadable     IssueCode = "unreadable"
	IssueWrongExtension IssueCode = "wrong-extension"
	IssueQRMismatch     IssueCode = "qr-mismatch"

	// IssueNotJudged stands alone when the table of limits cannot be read.
	IssueNotJudged IssueCode = "not-judged"
)

// Issue is one thing that is wrong with a picture.
type Issue struct {
	Code     IssueCode
	Outcome  Outcome // how serious; Pass for a mere remark
	Text     string  // Chinese: what is wrong, with the number
	Remedy   string  // Chinese: what to do about it, one sentence; empty for a remark
	Measured float64 // in Unit; 0 when there is no number
	Limit    float64 // the limit that was missed, in Unit
	Unit     string  // "px", "%", "level", …; "" without number

	// Places where it is, upright pixels, worst first; none means the whole
	// picture. At most maxPlaces.
	Places []image.Rectangle
}

const maxPlaces = 12

// Verdict is the judgement of one picture. Outcome is the worst of Issues,
// which are ordered most serious first.
type Verdict struct {
	Outcome Outcome
	Issues  []Issue
	Facts   Facts
	Asked   []Question // what no measure can tell: a person answers
	Mend    Edit       // proposal: cut out along the outline, turn upright; None when there is nothing to mend
}

// Has reports whether an issue of that code was found.
func (v Verdict) Has(code IssueCode) bool {
	for _, i := range v.Issues {
		if i.Code == code {
			return true
		}
	}
	return false
}
