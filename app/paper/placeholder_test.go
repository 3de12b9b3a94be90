package paper_test

import (
	"bytes"
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
