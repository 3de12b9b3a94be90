package seal_test

import (
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/seal"
)

const letters = "ACDEFGHJKMNPQRTWXY34679"

func TestACodeIsReadHoweverItIsTyped(t *testing.T) {
	for range 50 {
		r := seal.NewRecovery()
		if g := r.Groups(); len(g) != seal.RecoveryGroups || len(g[0]) != 5 || strings.Trim(strings.Join(g, ""), letters) != "" {
			t.Fatalf("a code of %d groups of other characters", len(g))
		}
		wide := strings.Map(func(c rune) rune {
			if c >= '!' && c <= '~' {
				return c + 0xfee0
			}
			return c
		}, string(r))
		for _, typed := range []string{string(r), strings.ToLower(string(r)), strings.ReplaceAll(string(r), "-", " "),
			strings.ReplaceAll(string(r), "-", ""), wide, " " + strings.ReplaceAll(string(r), "-", "－") + "\n"} {
			if got, err := seal.ParseRecovery(typed); err != nil || got != r {
				t.Fatalf("%d characters typed another way: %v", len(typed), err)
			}
		}
	}
}

// Every single wrong character and every exchange of two characters of a group
// is told as a typing error, and in which group.
func TestTypingErrorsAreToldWithTheirGroup(t *testing.T) {
	r := seal.NewRecovery()
	groups := r.Groups()
	for g, group := range groups {
		refuse := func(spoilt string) {
			t.Helper()
			if spoilt == group {
				return
			}
			all := append(append(append([]string{}, groups[:g]...), spoilt), groups[g+1:]...)
			_, err := seal.ParseRecovery(strings.Join(all, "-"))
			if app.CodeOf(err) != seal.CodeTyping || !strings.Contains(app.MessageOf(err), "第 "+string(rune('1'+g))+" 组") {
				t.Errorf("group %d: %v", g+1, app.CodeOf(err))
			}
		}
		for i := range group {
			for _, c := range letters + "0OIL1Z2" {
				refuse(group[:i] + string(c) + group[i+1:])
			}
			for j := range group {
				b := []byte(group)
				b[i], b[j] = b[j], b[i]
				refuse(string(b))
			}
		}
	}
	swapped := append([]string{}, groups...)
	swapped[2], swapped[5] = swapped[5], swapped[2]
	if _, err := seal.ParseRecovery(strings.Join(swapped, "-")); groups[2] != groups[5] && app.CodeOf(err) != seal.CodeTyping {
		t.Error("groups in another order are taken")
	}
	for _, short := range []string{"", string(r)[:len(r)-1], string(r) + "A", "恢复码"} {
		if _, err := seal.ParseRecovery(short); app.CodeOf(err) != seal.CodeTyping {
			t.Errorf("%d characters: %v", len(short), err)
		}
	}
}

func TestAGroupIsComparedByItself(t *testing.T) {
	r := seal.NewRecovery()
	for g, group := range r.Groups() {
		if !r.SameGroup(g, " "+strings.ToLower(group)) || r.SameGroup(g, group[:4]) || r.SameGroup(g, "") || seal.CheckGroup(g, group) != nil {
			t.Errorf("group %d", g+1)
		}
	}
	if r.SameGroup(8, "") || r.SameGroup(-1, "") {
		t.Error("there is a ninth group")
	}
}

func TestCodesDiffer(t *testing.T) {
	seen := map[seal.Recovery]bool{}
	count := map[rune]int{}
	for range 500 {
		r := seal.NewRecovery()
		if seen[r] {
			t.Fatal("drawn twice")
		}
		seen[r] = true
		for _, g := range r.Groups() {
			for _, c := range g[:4] {
				count[c]++
			}
		}
	}
	for _, c := range letters { // 16000 drawn, 696 of each expected
		if n := count[c]; n < 500 || n > 900 {
			t.Errorf("%c was drawn %d times of 16000", c, n)
		}
	}
}

func FuzzParseRecovery(f *testing.F) {
	f.Add("ACDEF-GHJKM-NPQRT-WXY34-679AC-DEFGH-JKMNP-QRTWX")
	f.Add(string(seal.NewRecovery()))
	f.Add("ａｃｄｅｆ\u200b-")
	f.Fuzz(func(t *testing.T, typed string) {
		r, err := seal.ParseRecovery(typed)
		if err != nil {
			if app.CodeOf(err) != seal.CodeTyping {
				t.Errorf("code %q", app.CodeOf(err))
			}
			return
		}
		again, err := seal.ParseRecovery(string(r))
		if err != nil || again != r || len(r.Secret()) != 40 {
			t.Errorf("%q does not read as itself: %v", r, err)
		}
	})
}
