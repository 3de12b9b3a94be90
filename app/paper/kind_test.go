package paper_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/rule"
)

func in(province string) paper.Input {
	x := input()
	x.Filing.Region = filing.Region{Province: province}
	return x
}

func TestACommitmentFollowsItsProvince(t *testing.T) {
	for _, c := range []struct {
		name, province string
		want           []string
		not            []string
	}{
		{"广东", "440000", []string{"备案者承诺书", "2026-01版", "主体负责人签字", "单位公章", "以管局/接入商最新模板为准"}, nil},
		{"江苏", "320000", []string{"ICP备案信息真实性承诺书", "本人为上述网站申请", "互联网信息服务负责人签字", "样本乙"}, []string{"单位公章日期", "法定代表人签字"}},
		{"河南", "410000", []string{"网站备案承诺书", "法定代表人签字", "单位公章"}, nil},
		{"云南", "530000", []string{"互联网信息服务备案承诺书", "法定代表人签字"}, []string{"专用文本“"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages := text(t, make1(t, paper.Commitment, in(c.province)))
			wantText(t, pages, c.want...)
			for _, n := range c.not {
				if strings.Contains(strings.Join(pages, ""), n) {
					t.Errorf("the letter says %q", n)
				}
			}
		})
	}
	t.Run("江苏 has no ring for a seal", func(t *testing.T) {
		if all := strings.Join(text(t, make1(t, paper.TruthNotice, in("320000"))), ""); strings.Contains(all, "单位公章日期") || !strings.Contains(all, "真实性责任告知书") {
			t.Error(all)
		}
	})
}

func TestAStatementNamesTheWordsThatWereFound(t *testing.T) {
	x := in("330000")
	x.Touched = []rule.Touch{{Item: 13, Name: "互联网金融", Field: "organiser.scope", Words: []string{"资产管理", "支付"}}}
	wantText(t, text(t, make1(t, paper.NoApproval, x)), "互联网金融", "“资产管理”“支付”", "经营范围", "接入商公章", "不从事互联网金融承诺书", "基金业协会")
	x = in("340000")
	wantText(t, text(t, make1(t, paper.NoApproval, x)), "咨询记录", "咨询的部门")
}

func TestTouchesAreTheItemsThatWereNotChosen(t *testing.T) {
	f := example()
	f.Organiser.Scope = "软件开发；资产管理；药品零售"
	got := rule.Touches(f, rule.Env{Now: now})
	var items []int
	for _, x := range got {
		items = append(items, x.Item)
	}
	if !slices.Contains(items, 13) || !slices.Contains(items, 5) || slices.Contains(items, 9) {
		t.Errorf("got %+v; 9 was chosen, 13 and 5 stand in the scope", got)
	}
	f.PutMaterial(filing.Material{Slot: rule.SlotNoApproval, Picture: "x"})
	if len(rule.Touches(f, rule.Env{Now: now})) != len(got) {
		t.Error("an uploaded statement hides what it must deny")
	}
}

func offer(t *testing.T, x paper.Input, k paper.Kind) paper.Offer {
	t.Helper()
	for _, o := range paper.Offers(x) {
		if o.Kind == k {
			return o
		}
	}
	t.Fatalf("%s is not offered", k)
	return paper.Offer{}
}

func TestOffersSayWhatIsNeededAndWhatIsMissing(t *testing.T) {
	x := in("430000")
	x.Filing.Kind = filing.KindNewSite
	if o := offer(t, x, paper.SitePlan); !o.Needed || !o.Package || o.Source == "" {
		t.Errorf("湖南 wants a plan from the second site on: %+v", o)
	}
	x.Filing.Kind = filing.KindFirst
	if o := offer(t, x, paper.SitePlan); o.Needed {
		t.Errorf("not for the first one: %+v", o)
	}
	x.Filing.Agent.Mobile = ""
	if o := offer(t, x, paper.LetterAgent); !o.Package || !slices.Equal(o.Missing, []filing.Field{"agent.mobile"}) {
		t.Errorf("got %+v", o)
	}
	if o := offer(t, x, paper.LetterPrincipal); o.Package || o.Missing != nil {
		t.Errorf("the legal representative is the principal: %+v", o)
	}
	for _, k := range []paper.Kind{paper.Consent, paper.CustomerSheet, paper.Cover} {
		if offer(t, x, k).Package {
			t.Errorf("%s is the office's own and goes to nobody", k)
		}
	}
	if got := paper.InPackage(x); !slices.Equal(got, []paper.Kind{paper.LetterAgent, paper.SMSCard}) {
		t.Errorf("the package takes %v", got)
	}
}

func TestEveryPaperHasATitleThatNamesNobody(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range paper.Kinds {
		if k.Title() == "" || seen[k.Title()] || strings.ContainsAny(k.FileName()+k.WordName(), `\/:*?"<>| `) {
			t.Errorf("%s: %q", k, k.Title())
		}
		seen[k.Title()] = true
	}
}

func TestTheTableOfFormsIsRead(t *testing.T) {
	rows, err := paper.FormRows()
	if err != nil || len(rows) < 80 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
}

func TestACustomerIsAskedOnlyForWhatIsMissing(t *testing.T) {
	x := input()
	all := strings.Join(text(t, make1(t, paper.CustomerSheet, x)), "")
	if !strings.Contains(all, "法定代表人身份证国徽面") || strings.Contains(all, "主办单位的证件，每种备案都要") {
		t.Errorf("what is missing is not asked for, or what is there already is: %s", all)
	}
	if strings.Contains(all, "11010519491231002X") {
		t.Error("the sheet shows a number that is known already")
	}
	blank := paper.Input{Filing: &filing.Filing{}, Now: now, Names: words{}}
	wantText(t, text(t, make1(t, paper.CustomerSheet, blank)), "主办单位证件", "授权委托书", "主办单位名称", "24小时", "经办人和电话")
}

func TestThePapersOfOneFilingAreOnePDF(t *testing.T) {
	x := input()
	pdf, err := paper.Letters("全部文件", paper.InPackage(x), x)
	if err != nil {
		t.Fatal(err)
	}
	pages := text(t, pdf)
	wantText(t, pages, "授权委托书", "短信核验提示单")
	if len(pages) < 2 || !strings.Contains(pages[0], "第1页，共1页") {
		t.Errorf("%d pages; each paper has numbers of its own: %s", len(pages), pages[0])
	}
	if _, err := paper.Letters("", nil, x); app.CodeOf(err) != "paper.kind" {
		t.Errorf("nothing chosen: %v", err)
	}
}

// wordText reads a DOCX back: every part must be well-formed; the text of the
// document is returned without blanks.
func wordText(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var body strings.Builder
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, ".png") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		inText := false
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			switch x := tok.(type) {
			case xml.StartElement:
				inText = x.Name.Local == "t"
			case xml.EndElement:
				inText = false
			case xml.CharData:
				if inText && f.Name == "word/document.xml" {
					body.Write(x)
					body.WriteByte('|') // texts of two cells do not run together
				}
			}
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if dir := os.Getenv("BEIANDESK_PAPERS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+".docx"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return regexp.MustCompile(`\s+`).ReplaceAllString(body.String(), "")
}

// TestPDFAndWordSayTheSame compares the texts: every value, clause and label of
// the one stands in the other.
func TestPDFAndWordSayTheSame(t *testing.T) {
	for _, k := range paper.Kinds {
		if !k.Editable() {
			if _, err := paper.Word(k, input()); app.CodeOf(err) != "paper.kind" {
				t.Errorf("%s: %v", k, err)
			}
			continue
		}
		t.Run(string(k), func(t *testing.T) {
			x := input()
			x.Filing.Organiser.Name = "样本𠮷䶮" + strings.Repeat("科技", 60) + "有限公司"
			data, err := paper.Word(k, x)
			if err != nil {
				t.Fatal(err)
			}
			again, err := paper.Word(k, x)
			if err != nil || !bytes.Equal(data, again) {
				t.Errorf("differs from one time to the next: %v", err)
			}
			word := wordText(t, data)
			if !strings.Contains(word, x.Filing.Organiser.Name) {
				t.Errorf("the whole name with its rare characters is not there: %s", word)
			}
			pdf := strings.Join(text(t, make1(t, k, x)), "")
			for _, sentence := range regexp.MustCompile(`[一-龥，。；、：]{6,}`).FindAllString(word, -1) {
				for len([]rune(sentence)) > 6 { // lines break anywhere
					part := string([]rune(sentence)[:6])
					sentence = string([]rune(sentence)[6:])
					if !strings.Contains(pdf, part) && !strings.Contains(x.Filing.Organiser.Name, part) && !strings.Contains(part, "科技") {
						t.Errorf("%q stands in the DOCX only", part)
					}
				}
			}
		})
	}
}

// TestAnotherProgramReadsTheWordFile asks python-docx, which knows the format
// independently of us.
func TestAnotherProgramReadsTheWordFile(t *testing.T) {
	const python = "/usr/bin/python3"
	if exec.Command(python, "-c", "import docx").Run() != nil {
		t.Skip("SKIPPED: python-docx is not installed (package python3-docx), so no other program read the DOCX")
	}
	const script = `import docx, sys
d = docx.Document(sys.argv[1])
s = d.sections[0]
assert abs(s.page_width.mm - 210) < 0.1 and abs(s.page_height.mm - 297) < 0.1, "no A4"
assert min(s.left_margin.mm, s.right_margin.mm, s.top_margin.mm, s.bottom_margin.mm, s.footer_distance.mm) >= 14.9, "margins"
assert s.different_first_page_header_footer, "the office stands on every page"
head = s.first_page_header
for p in head.paragraphs + s.header.paragraphs: print(p.text)
row = head.tables[0].rows[0].cells
for p in row[1].paragraphs: print(p.text)
logo = [x for x in row[0]._tc.iter() if x.tag.endswith("}inline")]
assert len(logo) == 1 and len(row) == 2, "no logo at the left of the office"
mm = [int(logo[0].extent.cx) / 36000, int(logo[0].extent.cy) / 36000]
assert abs(mm[0] - 22) < 0.1 and abs(mm[1] - 11) < 0.1, "logo of %s mm" % mm
id = [x for x in logo[0].iter() if x.tag.endswith("}blip")][0].get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed")
assert head.part.related_parts[id].blob.startswith(b"\x89PNG"), "the logo is no PNG"
for p in d.paragraphs: print(p.text)
for t in d.tables:
    for r in t.rows:
        for c in r.cells: print(c.text)
`
	for _, k := range paper.Kinds {
		if !k.Editable() {
			continue
		}
		x := input()
		x.Draft = true
		data, err := paper.Word(k, x)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "paper.docx")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(python, "-c", script, path)
		cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8")
		out, err := cmd.CombinedOutput()
		for _, want := range []string{"样本科技（深圳）有限公司", paper.DraftMark, "样本备案服务部"} {
			if err != nil || !strings.Contains(string(out), want) {
				t.Errorf("%s: %q is not read: %v\n%s", k, want, err, out)
			}
		}
	}
}

func BenchmarkWord(b *testing.B) {
	x := input()
	for b.Loop() {
		if _, err := paper.Word(paper.Verification, x); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLetter(b *testing.B) {
	x := input()
	for b.Loop() {
		if _, err := paper.Letter(paper.LetterAgent, x); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOffers(b *testing.B) {
	x := input()
	for b.Loop() {
		paper.Offers(x)
	}
}
