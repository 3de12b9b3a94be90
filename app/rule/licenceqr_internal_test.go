package rule

import "testing"

func TestMatchLicence(t *testing.T) {
	const code, name = "91440300000000123F", "样本青禾文化（深圳）有限公司"
	for _, c := range []struct {
		why, text string
		want      LicenceMatch
	}{
		{"labelled lines", "统一社会信用代码：91440300000000123F\n名称：样本青禾文化（深圳）有限公司", LicenceMatch{MatchSame, MatchSame}},
		{"half-width brackets, full-width digits, spaces", "统一社会信用代码:９１４４０３００００００００123f；名 称: 样本青禾文化(深圳) 有限公司；法定代表人：样本张三", LicenceMatch{MatchSame, MatchSame}},
		{"one line parted by spaces", "统一社会信用代码:91440300000000123F 名称:样本青禾文化【深圳】有限公司 登记机关:样本市市场监督管理局", LicenceMatch{MatchSame, MatchSame}},
		{"no labels", "样本 91440300000000123F 样本青禾文化（深圳）有限公司", LicenceMatch{MatchSame, MatchSame}},
		{"another code", "统一社会信用代码：91110000000000123F\n名称：样本青禾文化（深圳）有限公司", LicenceMatch{MatchDiffers, MatchSame}},
		{"another name", "91440300000000123F,样本青禾文化（深圳）有限公司第一分公司", LicenceMatch{MatchSame, MatchDiffers}},
		{"another company altogether", "企业名称：样本白鹭贸易有限公司；统一社会信用代码：91110000000000123F", LicenceMatch{MatchDiffers, MatchDiffers}},
		{"a name over two lines", "名称：\n样本青禾文化（深圳）有限公司", LicenceMatch{MatchUnknown, MatchSame}},
		{"an opaque link", "http://example.invalid/info?id=8a80814d6f1c5b1e016f1c8d0a1b2c3d4e5f", LicenceMatch{MatchUnknown, MatchUnknown}},
		{"a link with the code", "https://example.invalid/%E6%89%A7%E7%85%A7?uniscid=91440300000000123F", LicenceMatch{MatchSame, MatchUnknown}},
		{"a link with another code and the name", "https://example.invalid/q?entName=样本青禾文化(深圳)有限公司&c=91110000000000123F", LicenceMatch{MatchDiffers, MatchSame}},
		{"18 characters with a wrong check character", "914403000000001231", LicenceMatch{MatchUnknown, MatchUnknown}},
		{"the code inside a longer number", "X91440300000000123F7", LicenceMatch{MatchUnknown, MatchUnknown}},
		{"the registering office is no name", "登记机关：样本市市场监督管理委员会", LicenceMatch{MatchUnknown, MatchUnknown}},
		{"nothing", "", LicenceMatch{MatchUnknown, MatchUnknown}},
		{"broken escapes", "100%% 91440300000000123F", LicenceMatch{MatchSame, MatchUnknown}},
	} {
		if got := MatchLicence(c.text, code, name); got != c.want {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
	if got := MatchLicence("统一社会信用代码：91440300000000123F\n名称：样本青禾文化有限公司", "", " "); got != (LicenceMatch{MatchUnknown, MatchUnknown}) {
		t.Errorf("nothing typed: %v", got)
	}
}
