package rule_test

import (
	"testing"

	"beiandesk/app/rule"
)

// The vectors of filing-fields.md section 6.
func TestCreditCode(t *testing.T) {
	good := []string{"12100000400000624D", "91330100799655058B", "91110000802100433B", "914403001922038216", "913301087458306077",
		"91440300708461136T", "9144030071526726XG", "91100000100003962T", "911100007109250324", "91440300192317458F",
		"9144030010001686XA", "9144030027939873X7", "91520900MA6J6CBN9Q", "12100000400002259P"}
	for _, c := range good {
		if !rule.CreditCode(c) || !rule.OrgCode(c[8:17]) {
			t.Errorf("%s refused", c)
		}
		// Any single wrong character is found.
		for i := range c {
			b := []byte(c)
			if b[i] = '7'; c[i] == '7' {
				b[i] = '8'
			}
			if rule.CreditCode(string(b)) {
				t.Errorf("%s accepted, made from %s", b, c)
			}
		}
	}
	for _, c := range []string{"", "91330100799655058", "91330100799655058b", "9133O100799655058B", "一二三四五六"} {
		if rule.CreditCode(c) {
			t.Errorf("%q accepted", c)
		}
	}
}

func TestOrgCode(t *testing.T) {
	for c, want := range map[string]bool{"74583060-7": true, "745830607": true, "71526726X": true, "745830608": false, "MA6J6CBN9": true, "ma6j6cbn9": false, "1234": false} {
		if rule.OrgCode(c) != want {
			t.Errorf("OrgCode(%q) = %v", c, !want)
		}
	}
}

func TestIDCard(t *testing.T) {
	for c, want := range map[string]bool{"11010519491231002X": true, "440524188001010014": true, "110105199001011234": false, "11010519491231002x": false, "1101051949123100": false} {
		if rule.IDCard(c) != want {
			t.Errorf("IDCard(%q) = %v", c, !want)
		}
	}
	if born, ok := rule.BirthDate("11010519491231002X"); !ok || born.Format("2006-01-02") != "1949-12-31" {
		t.Errorf("born %s", born)
	}
	if _, ok := rule.BirthDate("110105194902310021"); ok {
		t.Error("31 February is a birthday")
	}
}

func TestRegNumber(t *testing.T) {
	for c, want := range map[string]bool{"440301103097413": true, "330108000003512": true, "110108000000016": true, "440301103097414": false, "44030110309741": false} {
		if rule.RegNumber(c) != want {
			t.Errorf("RegNumber(%q) = %v", c, !want)
		}
	}
}

func TestCodeHint(t *testing.T) {
	for code, want := range map[string]string{
		"9133O100799655058B": "看起来把数字 0、1、2、5 输成了字母 O、I、Z、S，信用代码里没有这几个字母。",
		"91330100799655058":  "信用代码应为 18 位，现在是 17 位。",
		"91330100796955058B": "第 11、12 位可能写反了。",
		"91330100799655057B": "",
	} {
		if got := rule.CodeHint(code); got != want {
			t.Errorf("CodeHint(%q) = %q, want %q", code, got, want)
		}
	}
}
