package desk_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/miniapp"
)

// Writing whole numbers of persons needs the right to export and stands in the
// log; what the platform would refuse is written only when asked for.
func TestAMiniProgramsBodyIsAnExport(t *testing.T) {
	w := newBench(t)
	v, err := w.AddSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	id := v.Filing.ID
	x := miniapp.Extra{Contents: []int{161}, Comment: "介绍本公司的软件产品、服务案例和联系方式，不提供交易。", FaceTask: "t1"}
	path := filepath.Join(t.TempDir(), "a.json")
	problems, err := w.SaveMiniapp(t.Context(), id, miniapp.WeChat, miniapp.Extra{}, path, false)
	if app.CodeOf(err) != desk.CodePacked || len(problems) == 0 {
		t.Fatalf("%v, %v", problems, err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("written all the same")
	}
	if _, err := w.SaveMiniapp(t.Context(), id, miniapp.WeChat, x, path, false); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil || !json.Valid(data) || !strings.Contains(string(data), v.Filing.Legal.Mobile) {
		t.Errorf("%v: %s", err, data)
	}
	log, err := w.Log(t.Context(), 0, 1)
	if err != nil || len(log) != 1 || log[0].Action != desk.DidPaper || log[0].Filing != id || strings.Join(log[0].Kinds, " ") != desk.PaperMiniapp+"wechat" {
		t.Errorf("%+v, %v", log, err)
	}
	after, err := w.Open(t.Context(), id)
	if text, _ := json.Marshal(after.Filing); err != nil || strings.Contains(string(text), "t1\"") || after.Filing.Rev != v.Filing.Rev {
		t.Errorf("the export changed the filing: %v", err)
	}
	w.Act(desk.Operator{Name: "王查看", Role: desk.Onlook})
	if _, err := w.SaveMiniapp(t.Context(), id, miniapp.WeChat, x, path, true); app.CodeOf(err) != desk.CodeDenied {
		t.Errorf("a reader exports: %v", err)
	}
	if name := w.SuggestMiniapp(after, miniapp.Douyin); !strings.HasPrefix(name, "douyin-") || !strings.HasSuffix(name, ".json") || strings.Contains(name, "样本") {
		t.Errorf("name %q", name)
	}
	if list := w.MiniappContents(); len(list) != 176 {
		t.Errorf("%d contents", len(list))
	}
}
