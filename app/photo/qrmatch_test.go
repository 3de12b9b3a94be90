package photo

import (
	"strings"
	"testing"
)

func TestQRIssues(t *testing.T) {
	ask := Ask{Kind: Licence, Code: "91440300000000123F", Name: "样本青禾文化有限公司"}
	if got := qrIssues(&QR{Text: licenceText}, ask); len(got) != 0 {
		t.Errorf("all the same: %v", got)
	}
	if got := qrIssues(nil, ask); len(got) != 1 || got[0].Outcome != Pass || got[0].Code != IssueQRUnread || !strings.HasSuffix(got[0].Text, "。") {
		t.Errorf("unread: %v", got)
	}
	ask.Name = "样本白鹭贸易有限公司"
	got := qrIssues(&QR{Text: licenceText}, ask)
	if len(got) != 1 || got[0].Outcome != Doubtful || got[0].Code != IssueQRMismatch || !strings.Contains(got[0].Text, "名称") ||
		strings.Contains(got[0].Text, "信用代码") || !strings.HasSuffix(got[0].Remedy, "。") {
		t.Errorf("another name: %v", got)
	}
}

func FuzzMatchQR(f *testing.F) {
	f.Add(licenceText, "91440300000000123F", "样本青禾文化有限公司")
	f.Add("https://example.invalid/q?entName=甲&c=91110000000000123F", "91110000000000123F", "甲")
	f.Add("名称：", "%", "％")
	f.Fuzz(func(t *testing.T, text, code, name string) {
		m := MatchQR(text, code, name)
		if strings.TrimSpace(code) == "" && m.Code != MatchUnknown || strings.TrimSpace(name) == "" && m.Name != MatchUnknown {
			t.Errorf("nothing typed and compared: %v", m)
		}
		for _, issue := range qrIssues(&QR{Text: text}, Ask{Code: code, Name: name}) {
			if code != "" && len(code) > 9 && strings.Contains(issue.Text, code) {
				t.Error("the message repeats the code")
			}
		}
	})
}
