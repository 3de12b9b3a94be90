package text_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/screens/text"
)

// Every action of the log has words and stands in one group of the filter.
func TestEveryActionOfTheLogHasWords(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "../../app/desk/log.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	in := map[string]int{}
	for _, g := range text.LogGroups {
		if g.ID == "" || g.Name == "" {
			t.Errorf("a group without a name: %+v", g)
		}
		for _, a := range g.Actions {
			in[a]++
		}
	}
	seen := 0
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(v.Names[0].Name, "Did") || len(v.Values) != 1 {
			return true
		}
		code, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		seen++
		if text.LogAction(code) == "" {
			t.Errorf("%s has no words", v.Names[0].Name)
		}
		if in[code] != 1 {
			t.Errorf("%s stands in %d groups", v.Names[0].Name, in[code])
		}
		return true
	})
	if seen < 30 || seen != len(in) {
		t.Errorf("%d actions, %d in groups", seen, len(in))
	}
}

func TestEveryReasonRoleAndKindHasWords(t *testing.T) {
	for _, r := range desk.EraseReasons {
		if text.EraseReason(r) == "" {
			t.Errorf("reason %s", r)
		}
	}
	for _, r := range desk.Roles {
		if text.RoleMay(r) == "" {
			t.Errorf("role %s", r)
		}
	}
	for _, k := range []string{"organiser", "legal", "principal", "agent", "emergency", "site", "note", "portrait", "pictures"} {
		if text.EraseKind(k) == "" {
			t.Errorf("kind %s", k)
		}
	}
}

// What the log says of a deed is Chinese, and tells whose a field is.
func TestKindsOfTheLogAreWords(t *testing.T) {
	person := func(id string) string { return map[string]string{"7": "李经办"}[id] }
	for _, c := range []struct {
		e    desk.Entry
		want string
	}{
		{desk.Entry{Action: desk.DidUnmask, Kinds: []string{"legal.cert_number", "organiser.cert_number"}}, "法定代表人证件号码、证件号码"},
		{desk.Entry{Action: desk.DidMaterial, Kinds: []string{"material.domain"}}, "域名证书"},
		{desk.Entry{Action: desk.DidState, Kinds: []string{"submit"}}, "已提交接入商"},
		{desk.Entry{Action: desk.DidRefusal, Kinds: []string{"return", "refuse", "added", "task"}}, "接入商退回、管局驳回、补记原因、勾任务"},
		{desk.Entry{Action: desk.DidOperator, Kinds: []string{"operator.7", "clerk"}}, "李经办、经办人"},
		{desk.Entry{Action: desk.DidOperatorGo, Kinds: []string{"operator.8"}}, ""},
		{desk.Entry{Action: desk.DidConsent, Kinds: []string{"police", "paper"}}, "公安联网备案平台、签字的纸质同意书"},
		{desk.Entry{Action: desk.DidErase, Kinds: []string{"over"}}, "保存期满"},
		{desk.Entry{Action: desk.DidBackup, Kinds: []string{"daily"}}, "每天自动"},
		{desk.Entry{Action: desk.DidPaper, Kinds: []string{desk.PaperLog}}, "操作记录"},
		{desk.Entry{Action: desk.DidSetting, Kinds: []string{"retention"}}, "保存时间"},
		{desk.Entry{Action: desk.DidKeys, Kinds: []string{"passphrase-added"}}, "添加密码"},
		{desk.Entry{Action: desk.DidKeys, Kinds: []string{"passphrase-changed"}}, "改密码"},
		{desk.Entry{Action: desk.DidKeys, Kinds: []string{"passphrase-removed"}}, "移除密码"},
		{desk.Entry{Action: desk.DidKeys, Kinds: []string{"system-on"}}, "启用系统账户"},
		{desk.Entry{Action: desk.DidKeys, Kinds: []string{"system-off"}}, "停用系统账户"},
		{desk.Entry{Action: desk.DidKeys, Kinds: []string{"recovery-new"}}, "重新生成恢复码"},
		{desk.Entry{Action: desk.DidKeys, Kinds: []string{"recovery-confirmed"}}, "确认恢复码"},
	} {
		if got := text.LogWhatTouched(c.e, person); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.e.Action, c.e.Kinds, got, c.want)
		}
	}
}
