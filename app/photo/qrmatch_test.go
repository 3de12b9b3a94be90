package photo

import (
	"strings"
	"testing"
)

func TestMatchQR(t *testing.T) {
	const code, name = "91440300000000123F", "样本青禾文化（深圳）有限公司"
	for _, c := range []struct {
		why, text string
		want      QRMatch
	}{
		{"labelled lines", "统一社会信用代码：91440300000000123F\n名称：样本青禾文化（深圳）有限公司", QRMatch{MatchSame, MatchSame}},
		{"half-width brackets, full-width digits, spaces", "统一社会信用代码:９１４４０３００００００００123f；名 称: 样本青禾文化(深圳) 有限公司；法定代表人：样本张三", QRMatch{MatchSame, MatchSame}},
		{"one line parted by spaces", "统一社会信用代码:91440300000000123F 名称:样本青禾文化【深圳】有限公司 登记机关:样本市市场监督管理局", QRMatch{MatchSame, MatchSame}},
		{"no labels", "样本 91440300000000123F 样本青禾文化（深圳）有限公司", QRMatch{MatchSame, MatchSame}},
		{"another code", "统一社会信用代码：91110000000000123F\n名称：样本青禾文化（深圳）有限公司", QRMatch{MatchDiffers, MatchSame}},
		{"another name", "91440300000000123F,样本青禾文化（深圳）有限公司第一分公司", QRMatch{MatchSame, MatchDiffers}},
		{"another company altogether", "企业名称：样本白鹭贸易有限公司；统一社会信用代码：91110000000000123F", QRMatch{MatchDiffers, MatchDiffers}},
		{"a name over two lines", "名称：\n样本青禾文化（深圳）有限公司", QRMatch{MatchUnknown, MatchSame}},
		{"an opaque link", "http://example.invalid/info?id=8a80814d6f1c5b1e016f1c8d0a1b2c3d4e5f", QRMatch{MatchUnknown, MatchUnknown}},
		{"a link with the code", "https://example.invalid/%E6%89%A7%E7%85%A7?uniscid=91440300000000123F", QRMatch{MatchSame, MatchUnknown}},
		{"a link with another code and the name", "https://example.invalid/q?entName=样本青禾文化(深圳)有限公司&c=91110000000000123F", QRMatch{MatchDiffers, MatchSame}},
		{"18 characters with a wrong check character", "914403000000001231", QRMatch{MatchUnknown, MatchUnknown}},
		{"the code inside a longer number", "X91440300000000123F7", QRMatch{MatchUnknown, MatchUnknown}},
		{"the registering office is no name", "登记机关：样本市市场监督管理委员会", QRMatch{MatchUnknown, MatchUnknown}},
		{"nothing", "", QRMatch{MatchUnknown, MatchUnknown}},
		{"broken escapes", "100%% 91440300000000123F", QRMatch{MatchSame, MatchUnknown}},
	} {
		if got := MatchQR(c.text, code, name); got != c.want {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
	if got := MatchQR(licenceText, "", " "); got != (QRMatch{MatchUnknown, MatchUnknown}) {
		t.Errorf("nothing typed: %v", got)
	}
}

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
