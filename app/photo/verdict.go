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
	IssueWrongExtension IssueCode = "wrong-extension"
	// IssueNotJudged stands alone when the table of limits cannot be read.
	IssueNotJudged IssueCode = "not-judged"
)

// Issue is one thing that is wrong with a picture.
type Issue struct {
	Code     IssueCode
	Outcome  Outcome         // how serious; Pass for a mere remark
	Text     string          // Chinese: what is wrong and what to do
	Measured float64         // in Unit; 0 when there is no number
	Limit    float64         // the limit that was missed, in Unit
	Unit     string          // "px", "q", or ""
	Place    image.Rectangle // upright pixels; empty means the whole picture
}

// Verdict is the judgement of one picture. Outcome is the worst of Issues,
// which are ordered most serious first.
type Verdict struct {
	Outcome Outcome
	Issues  []Issue
	Facts   Facts
}
