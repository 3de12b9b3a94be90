package filing_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
)

var update = flag.Bool("update", false, "write docs/states.md anew")

var t0 = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

// full is a filing for which every guard but the note holds.
func full(s filing.State) *filing.Filing {
	f := &filing.Filing{State: s, Kind: filing.KindFirst, Number: "粤ICP备12345678号-1"}
	f.PutSMS(filing.SMSCheck{Role: filing.RolePrincipal, Done: t0})
	return f
}

func TestEveryStateAndActionIsInTheTableOrRefused(t *testing.T) {
	for _, s := range filing.States {
		allowed := map[filing.Action]filing.Transition{}
		for _, tr := range filing.Transitions {
			if tr.From == s {
				if _, twice := allowed[tr.Action]; twice {
					t.Errorf("%s %s stands twice", s, tr.Action)
				}
				allowed[tr.Action] = tr
			}
		}
		for _, tr := range filing.Transitions {
			a := tr.Action
			f := full(s)
			if a == filing.ActNoSMS {
				f.Kind = filing.KindCancelAccess
			}
			err := f.Do(a, "我", "原因", t0)
			want, ok := allowed[a]
			switch {
			case ok && err != nil:
				t.Errorf("%s %s: %v", s, a, err)
			case ok && (f.State != want.To || len(f.Log) != 1 || f.Log[0].To != want.To):
				t.Errorf("%s %s leads to %s with log %v", s, a, f.State, f.Log)
			case !ok && (app.CodeOf(err) != "state.not-allowed" || f.State != s || len(f.Log) != 0):
				t.Errorf("%s %s must be refused and change nothing: %v", s, a, err)
			}
		}
	}
}

func TestNoStateIsDeadOrUnreachable(t *testing.T) {
	reached := map[filing.State]bool{filing.Draft: true}
	for range filing.States {
		for _, tr := range filing.Transitions {
			if reached[tr.From] {
				reached[tr.To] = true
			}
		}
	}
	for _, s := range filing.States {
		if !reached[s] {
			t.Errorf("nothing leads to %s", s)
		}
		if s != filing.Filed && len(filing.Allowed(s)) == 0 {
			t.Errorf("nothing leads out of %s", s)
		}
		if s.Name() == string(s) {
			t.Errorf("%s has no Chinese name", s)
		}
	}
}

func TestGuardsHold(t *testing.T) {
	for _, c := range []struct {
		name string
		f    filing.Filing
		a    filing.Action
		note string
		code string
	}{
		{"a return needs its reason", filing.Filing{State: filing.FirstReview}, filing.ActReturn, "", "state.note"},
		{"approval needs the number", filing.Filing{State: filing.AdminReview}, filing.ActApprove, "", "state.number"},
		{"codes must be entered first", filing.Filing{State: filing.SMSWaiting, Kind: filing.KindFirst}, filing.ActSMSDone, "", "state.sms-open"},
		{"a first filing cannot skip the code", filing.Filing{State: filing.Forwarding, Kind: filing.KindFirst}, filing.ActNoSMS, "", "state.sms-needed"},
	} {
		if err := c.f.Do(c.a, "我", c.note, t0); app.CodeOf(err) != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestStatesDocument prints the table into docs/states.md, so that the page
// cannot drift: go test ./app/filing -run StatesDocument -update
func TestStatesDocument(t *testing.T) {
	var b bytes.Buffer
	fmt.Fprintln(&b, "# 备案的状态\n\n由 `app/filing` 的状态表打印，请勿手改（`go test ./app/filing -run StatesDocument -update`）。")
	fmt.Fprintln(&b, "\n| 状态 | 代码 | 四段进度 | 可修改资料 |\n|---|---|---|---|")
	for _, s := range filing.States {
		phase := "—"
		if p := s.Phase(); p > 0 {
			phase = []string{"填写备案信息", "接入商审核", "管局审核", "备案完成"}[p-1]
		}
		can := "否"
		if s.Editable() {
			can = "是"
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", s.Name(), s, phase, can)
	}
	fmt.Fprintln(&b, "\n| 当前状态 | 动作 | 之后 | 条件 |\n|---|---|---|---|")
	guards := map[filing.Guard]string{filing.GuardNone: "", filing.GuardSMSDone: "所有人已核验", filing.GuardNumber: "已填备案号",
		filing.GuardNote: "已填原因", filing.GuardNoSMS: "此类备案无需短信"}
	for _, tr := range filing.Transitions {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", tr.From.Name(), tr.Action.Name(), tr.To.Name(), guards[tr.Guard])
	}
	fmt.Fprintln(&b, "\n```mermaid\nstateDiagram-v2\n  [*] --> draft")
	for _, s := range filing.States {
		fmt.Fprintf(&b, "  state \"%s\" as %s\n", s.Name(), id(s))
	}
	for _, tr := range filing.Transitions {
		fmt.Fprintf(&b, "  %s --> %s: %s\n", id(tr.From), id(tr.To), tr.Action.Name())
	}
	fmt.Fprintln(&b, "  filed --> [*]\n```")
	path := filepath.Join("..", "..", "docs", "states.md")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(old, []byte("\r\n"), []byte("\n")), b.Bytes()) {
		t.Error("docs/states.md is not what the table says; run with -update")
	}
}

func id(s filing.State) string {
	return string(bytes.ReplaceAll([]byte(s), []byte("-"), []byte("_")))
}
