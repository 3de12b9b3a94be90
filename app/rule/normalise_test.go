package rule_test

import (
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

func TestNormalise(t *testing.T) {
	for _, c := range []struct {
		field       filing.Field
		value, want string
	}{
		{"organiser.cert_number", "９１３３０１００ 799655058b", "91330100799655058B"},
		{"organiser.cert_number", "9133O100799655058B", "9133O100799655058B"}, // O stays O
		{"legal.cert_number", " 11010519491231002x\u200b", "11010519491231002X"},
		{"legal.mobile", "+86 138-0013-8000", "13800138000"},
		{"legal.mobile", "１３８００１３８０００", "13800138000"},
		{"legal.email", " name＠example。com ", "name@example.com"},
		{"domain.name", "HTTPS://Example.COM/", "example.com"},
		{"domain.name", "例子。中国", "例子.中国"},
		{"site.home_url", "http://WWW.example.com/Index", "www.example.com/Index"},
		{"legal.valid_to", "2030年1月2日", "2030-01-02"},
		{"legal.valid_to", "20300102", "2030-01-02"},
		{"legal.valid_to", "长期有效", "长期"},
		{"organiser.name", "　样本（杭州）有限公司 ", "样本（杭州）有限公司"},
		{"organiser.cert_address", "滨江区 1 号", "滨江区 1 号"}, // printed addresses stay as printed
		{"site.contents", "8,24", "8,24"},
	} {
		got, changed := rule.Normalise(c.field, c.value)
		if got != c.want || changed != (c.value != c.want) {
			t.Errorf("%s %q → %q (%v), want %q", c.field, c.value, got, changed, c.want)
		}
		if again, _ := rule.Normalise(c.field, got); again != got {
			t.Errorf("%s: not stable, %q → %q", c.field, got, again)
		}
	}
}
