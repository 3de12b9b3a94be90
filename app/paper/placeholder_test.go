package paper_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/assets"
)

// TestOurPapersAreABeginningForTheOfficesOwn takes each start template through
// the way of an office's own.
func TestOurPapersAreABeginningForTheOfficesOwn(t *testing.T) {
	for _, k := range paper.Kinds {
		if !k.Editable() {
			continue
		}
		t.Run(string(k), func(t *testing.T) {
			start, err := paper.StartTemplate(k, input())
			if err != nil {
				t.Fatal(err)
			}
			r, err := paper.CheckTemplate(start)
			if err != nil || r.Unknown != nil || !slices.Contains(r.Filled, "主办单位名称") && k != paper.CustomerSheet {
				t.Fatalf("%+v, %v", r, err)
			}
			x := input()
			x.Filing.Organiser.Name = "样本<𠮷>&有限公司"
			x.Draft = true
			data, _, err := paper.FillTemplate(start, x)
			if err != nil {
				t.Fatal(err)
			}
			word := wordText(t, data)
			if strings.Contains(word, "{{") || !strings.Contains(word, "样本<𠮷>&有限公司") || !strings.HasPrefix(word, "草稿（有未解决的问题）") {
				t.Errorf("filled: %s", word)
			}
			again, _, err := paper.FillTemplate(start, x)
			if err != nil || !bytes.Equal(data, again) {
				t.Errorf("differs from one time to the next: %v", err)
			}
		})
	}
}

func TestEveryPlaceholderHasItsValue(t *testing.T) {
	x := input()
	x.Filing.Organiser.Scope, x.Filing.Number, x.Filing.Answers.SubjectNumber, x.Provider = "软件开发", "粤ICP备12345678号-1", "粤ICP备12345678号", "样本云"
	x.Filing.Region.City = "440300"
	x.Touched = touched
	start := blankLetter(t)
	data, r, err := paper.FillTemplate(start, x)
	if err != nil || r.Empty != nil || r.Unknown != nil || len(r.Filled) != len(paper.Placeholders()) {
		t.Fatalf("%+v, %v", r, err)
	}
	word := wordText(t, data)
	for _, want := range []string{"主办单位名称=样本科技（深圳）有限公司", "主体负责人姓名=样本甲", "网站负责人手机=13800000002", "通信地址=广东省深圳市南山区样本路1号样本大厦",
		"服务内容=单位门户网站", "单位性质=企业", "年=2026", "月=11", "日=23", "今天=2026年11月23日", "不涉及的审批项目=互联网金融", "应急联系人2姓名=样本丁", "代办处电话=400-000-0000、0755-00000000"} {
		if !strings.Contains(word, want) {
			t.Errorf("%q is not there: %s", want, word)
		}
	}
	_, r, err = paper.FillTemplate(start, paper.Input{Filing: &filing.Filing{}, Now: now})
	if err != nil || !slices.Contains(r.Empty, "主办单位名称") || !slices.Contains(r.Filled, "年") || slices.Contains(r.Filled, "备案类型") {
		t.Errorf("of an empty filing: %+v, %v", r, err)
	}
}

// TestTheHelpNamesEveryPlaceholder keeps the list of the article complete.
func TestTheHelpNamesEveryPlaceholder(t *testing.T) {
	f, err := assets.Help().Open("paper-templates.md")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(f); err != nil {
		t.Fatal(err)
	}
	for _, p := range paper.Placeholders() {
		if !strings.Contains(b.String(), p.Name) {
			t.Errorf("the article does not name %s", p.Name)
		}
	}
}

// TestATemplateMadeByAnotherProgramIsFilled lets python-docx make one as people
// do, with placeholders divided over runs of different looks, in a table, in
// the head and in the foot, and read it again when it is filled.
func TestATemplateMadeByAnotherProgramIsFilled(t *testing.T) {
	const python = "/usr/bin/python3"
	if exec.Command(python, "-c", "import docx").Run() != nil {
		t.Skip("SKIPPED: python-docx is not installed (package python3-docx), so no template of another program was filled")
	}
	const makes = `import docx, sys
d = docx.Document()
d.sections[0].header.paragraphs[0].text = "{{代办处名称}}"
d.sections[0].footer.paragraphs[0].text = "制表 {{今天}}"
p = d.add_paragraph()
for i, s in enumerate(["兹授权 {", "{网站", "负责人姓名", "}}（{{网站负责人", "证件号码}", "}）办理 ", "｛｛域名｝｝", "，{{不认识}}"]):
    p.add_run(s).bold = i % 2 == 0
t = d.add_table(rows=1, cols=2)
t.cell(0, 0).text = "单位"
for s in "{{主办单位名称}}": t.cell(0, 1).paragraphs[0].add_run(s)
d.save(sys.argv[1])
`
	const reads = `import docx, sys
d = docx.Document(sys.argv[1])
s = d.sections[0]
for p in s.header.paragraphs + d.paragraphs + d.tables[0].cell(0, 1).paragraphs + s.footer.paragraphs: print(p.text)
`
	path := filepath.Join(t.TempDir(), "own.docx")
	run := func(script string) string {
		cmd := exec.Command(python, "-c", script, path)
		cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8", "PYTHONUTF8=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return string(out)
	}
	run(makes)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	x := input()
	x.Filing.Organiser.Name = strings.Repeat("样本科技", 20) + "𠮷䶮<有限>公司"
	filled, r, err := paper.FillTemplate(data, x)
	if err != nil || !slices.Equal(r.Unknown, []string{"不认识"}) {
		t.Fatalf("%+v %v", r, err)
	}
	if err := os.WriteFile(path, filled, 0o600); err != nil {
		t.Fatal(err)
	}
	want := []string{"样本备案服务部", "兹授权 样本乙（440524188001010014）办理 example.com，{{不认识}}", x.Filing.Organiser.Name, "制表 2026年11月23日"}
	if got := strings.Split(strings.TrimSpace(run(reads)), "\n"); !slices.Equal(got, want) {
		t.Errorf("it reads\n%q\nwant\n%q", got, want)
	}
}

// TestASheetToHandOutBeginsWithAllThatIsAsked: a template of the customer's
// sheet has no filing from which to know what is there already.
func TestASheetToHandOutBeginsWithAllThatIsAsked(t *testing.T) {
	data, err := paper.StartTemplate(paper.CustomerSheet, input())
	if err != nil {
		t.Fatal(err)
	}
	said := wordText(t, data)
	for _, want := range []string{"{{域名}}", "{{主办单位名称}}", "前置审批文件", "证件号码", "电子邮箱"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not asked", want)
		}
	}
	if strings.Contains(said, "齐了") {
		t.Error("it thanks for materials that nobody has given")
	}
}
