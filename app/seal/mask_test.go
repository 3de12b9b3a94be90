package seal_test

import (
	"testing"

	"beiandesk/app/seal"
)

func TestMasks(t *testing.T) {
	for _, c := range []struct {
		name     string
		mask     func(string) string
		in, want string
	}{
		{"id", seal.MaskID, "440501199001010010", "4405**********0010"},
		{"id", seal.MaskID, "E12345678", "E1*****78"},
		{"id", seal.MaskID, "12345", "1****"},
		{"id", seal.MaskID, "", ""},
		{"mobile", seal.MaskMobile, "13800001234", "138****1234"},
		{"mobile", seal.MaskMobile, "+8613800001234", "+86138****1234"},
		{"mobile", seal.MaskMobile, "87654321", "87****21"},
		{"mobile", seal.MaskMobile, "12345", "*****"},
		{"name", seal.MaskName, "样本", "样*"},
		{"name", seal.MaskName, "样本甲", "样*甲"},
		{"name", seal.MaskName, "𠮷样本䶮", "𠮷**䶮"},
		{"name", seal.MaskName, "样", "*"},
		{"email", seal.MaskEmail, "yangben@example.cn", "y***@example.cn"},
		{"email", seal.MaskEmail, "y@example.cn", "***@example.cn"},
		{"email", seal.MaskEmail, "yangben", "*******"},
		{"email", seal.MaskEmail, "@example.cn", "***********"},
		{"address", seal.MaskAddress, "广东省汕头市金平区样本路1号2楼", "广东省汕头市金平区******"},
		{"address", seal.MaskAddress, "广西壮族自治区南宁市青秀区样本路1号", "广西壮族自治区南宁市青秀区******"},
		{"address", seal.MaskAddress, "样本路1号", "******"},
		{"address", seal.MaskAddress, "", ""},
	} {
		if got := c.mask(c.in); got != c.want {
			t.Errorf("%s: %q is shown as %q, want %q", c.name, c.in, got, c.want)
		}
	}
}
