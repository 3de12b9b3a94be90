package desk_test

import (
	"testing"

	"beiandesk/app/desk"
)

func TestOneSpelling(t *testing.T) {
	for in, want := range map[string]string{
		"Yangben.CN": "yangben.cn", " yangben.cn. ": "yangben.cn", "ｙａｎｇｂｅｎ．ｃｎ": "yangben.cn",
		"样本.cn": "xn--8pv1w.cn", "样本。cn": "xn--8pv1w.cn", "XN--8PV1W.cn": "xn--8pv1w.cn", "": "", "a_b?": "a_b?",
	} {
		if got := desk.EqualDomain(in); got != want {
			t.Errorf("domain %q becomes %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"91440101ma5xxxxx0x": "91440101MA5XXXXX0X", "１２３４５６７８-9": "123456789", "1234 5678\u3000９": "123456789", "": "",
	} {
		if got := desk.EqualNumber(in); got != want {
			t.Errorf("number %q becomes %q, want %q", in, got, want)
		}
	}
}
