package desk_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/paper"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

func consoleForm(t *testing.T, f *filing.Filing, provider string) []paper.ConsoleSection {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return paper.ConsoleForm(f, desk.Names(tables), provider)
}

func titles(form []paper.ConsoleSection) (out []string) {
	for _, s := range form {
		out = append(out, s.Page+" › "+s.Title)
	}
	return out
}

// For the generic console nothing is called otherwise, no row is lost, and no
// group is torn apart: all providers show the same values.
func TestEveryConsoleShowsEveryRowOnce(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, work := range []func(*filing.Filing){
		func(*filing.Filing) {},
		func(f *filing.Filing) { f.ByAgent = true },
		func(f *filing.Filing) {
			f.PrincipalElse, f.Remark, f.Number = true, "请先看附件", "粤ICP备1号-1"
			f.Answers.SubjectNumber, f.Answers.OldCertType, f.Site.FiledName = "粤ICP备1号", 1, "旧名"
			f.Legal.Landline, f.Legal.Remark, f.Organiser.Scope, f.Organiser.Remark = "010-1", "备注", "销售", "备注"
		},
	} {
		f := sample.Filing(start)
		work(f)
		plain := map[string]int{}
		n := 0
		for _, s := range paper.Form(f, desk.Names(tables)) {
			for _, r := range s.Rows {
				plain[r.Label+"\n"+r.Value]++
				n++
			}
		}
		for _, p := range tables.Providers {
			form := consoleForm(t, f, p.ID)
			seen, rows := map[string]int{}, 0
			for _, s := range form {
				if s.Page == "" || s.Title == "" {
					t.Errorf("%s: a group without a name", p.ID)
				}
				for _, r := range s.Rows {
					seen[r.Label+"\n"+r.Value]++
					rows++
					if r.Name == "" {
						t.Errorf("%s: %s has no row in the console's table", p.ID, r.Label)
					}
					if p.ID == table.GenericProvider && r.Ours() != "" {
						t.Errorf("the generic console calls %q %q", r.Label, r.Called())
					}
				}
			}
			if rows != n {
				t.Errorf("%s: %d rows of %d", p.ID, rows, n)
			}
			for k, c := range plain {
				if seen[k] != c {
					t.Errorf("%s: %q %d times", p.ID, k, seen[k])
				}
			}
			list := titles(form)
			slices.Sort(list)
			if len(slices.Compact(list)) != len(form) {
				t.Errorf("%s: a group is torn apart: %q", p.ID, titles(form))
			}
		}
	}
}

// Huawei asks in its own order and words, with ours beside them.
func TestTheConsoleOfAProvider(t *testing.T) {
	f := sample.Filing(start)
	form := consoleForm(t, f, "huawei")
	var organiser, site []string
	for _, s := range form {
		for _, r := range s.Rows {
			switch s.Title {
			case "主办单位":
				organiser = append(organiser, r.Called())
			case "网站":
				site = append(site, r.Called())
			}
			if r.Field == "site.home_url" && (r.Ours() != "首页网址" || !strings.Contains(r.Note, "不带 www")) {
				t.Errorf("home page: %+v", r)
			}
		}
	}
	if got := strings.Join(organiser[:4], " "); got != "证件所属区域 主体类型 主办单位名称 主办单位证件类型" {
		t.Errorf("organiser: %s", got)
	}
	if got := strings.Join(site[:4], " "); got != "网站名称 域名列表 首页URL 网站服务内容" {
		t.Errorf("site: %s", got)
	}
	auto := 0
	for _, s := range consoleForm(t, f, "aliyun") {
		for _, r := range s.Rows {
			if r.Auto {
				auto++
			}
		}
	}
	if auto < 4 {
		t.Errorf("Aliyun fills in %d fields by itself", auto)
	}
}

// 表单.xlsx goes by the filing's provider.
func TestTheTableInThePackageFollowsTheProvider(t *testing.T) {
	b := newBench(t)
	v := b.edit(b.add(), "provider", "huawei", "site.home_url", "yangben.com", "organiser.name", "广州样本科技有限公司")
	dest := filepath.Join(t.TempDir(), "a")
	if _, err := b.Export(t.Context(), v.Filing.ID, desk.ExportOptions{Dest: dest, Folder: true, Anyway: true}, nil); err != nil {
		t.Fatal(err)
	}
	x, err := excelize.OpenFile(filepath.Join(dest, "表单.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	rows, err := x.GetRows("备案信息")
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, r := range rows {
		if len(r) > 3 && r[0] == "首页URL" && r[1] == "yangben.com" && r[3] == "首页网址" {
			found = true
		}
	}
	if !found {
		t.Errorf("the console's name is missing: %q", rows)
	}
}

// The switches of the office hold in the comparison.
func TestCompareOverTheDesk(t *testing.T) {
	b := newBench(t)
	v := b.edit(b.add(), "organiser.nature", "5", "organiser.cert_type", "2")
	blocks := func() int {
		t.Helper()
		c, err := b.Compare(t.Context(), v.Filing.ID, "ucloud", "tencent")
		if err != nil || len(c.Sides) != 2 {
			t.Fatal(c.Sides, err)
		}
		return len(slices.DeleteFunc(slices.Clone(cellAt(t, c, rule.AspectFindings, 0).Points), func(p rule.Point) bool { return !strings.Contains(p.Text, "个人备案") }))
	}
	if blocks() != 1 {
		t.Error("UCloud takes no natural persons")
	}
	if err := b.SetSwitch(t.Context(), "ucloud", desk.Switch{NaturalPersons: "yes"}); err != nil {
		t.Fatal(err)
	}
	if blocks() != 0 {
		t.Error("the switch is not heeded")
	}
	if c, err := b.Compare(t.Context(), ""); err != nil || len(c.Sides) != 9 {
		t.Errorf("without a filing: %d sides, %v", len(c.Sides), err)
	}
	if _, err := b.Compare(t.Context(), "nobody"); err == nil {
		t.Error("a filing that is not there is compared")
	}
}

func cellAt(t *testing.T, c rule.Comparison, a rule.Aspect, i int) rule.Cell {
	t.Helper()
	for _, r := range c.Rows {
		if r.Aspect == a {
			return r.Cells[i]
		}
	}
	t.Fatalf("no row %s", a)
	return rule.Cell{}
}
