package photo

import (
	"fmt"
	"strings"

	"beiandesk/app/rule"
)

// What package rule says of a licence's code.
type (
	Match   = rule.Match
	QRMatch = rule.LicenceMatch
)

const (
	MatchUnknown = rule.MatchUnknown
	MatchSame    = rule.MatchSame
	MatchDiffers = rule.MatchDiffers
)

// MatchQR compares the content of a licence's QR code with the typed credit
// code and name of the organisation, see rule.MatchLicence.
func MatchQR(text, code, name string) QRMatch { return rule.MatchLicence(text, code, name) }

// IssueQRUnread is a mere remark: a licence's code was not found or not
// legible, so nothing could be compared.
const IssueQRUnread IssueCode = "qr-unread"

// qrIssues is what a licence's code has to say about what was typed.
func qrIssues(qr *QR, ask Ask) []Issue {
	if qr == nil {
		return []Issue{{Code: IssueQRUnread, Outcome: Pass,
			Text: "没有读到执照上的二维码，因此没有用它核对代码和名称。这不影响使用，请自己核对一遍。"}}
	}
	m := MatchQR(qr.Text, ask.Code, ask.Name)
	var differs []string
	if m.Code == MatchDiffers {
		differs = append(differs, "统一社会信用代码")
	}
	if m.Name == MatchDiffers {
		differs = append(differs, "名称")
	}
	if len(differs) == 0 {
		return nil
	}
	issue := Issue{Code: IssueQRMismatch, Outcome: Doubtful,
		Text:   fmt.Sprintf("执照二维码里的%s与填写的不一致。", strings.Join(differs, "和")),
		Remedy: "请对照执照改正填写的内容；若放错了执照，请换成本单位最新的执照。"}
	if !qr.Place.Empty() {
		issue.Places = append(issue.Places, qr.Place)
	}
	return []Issue{issue}
}
