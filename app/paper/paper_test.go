package paper_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/rule"
)

var now = time.Date(2026, 11, 23, 12, 5, 0, 0, time.UTC)

// words stands for the tables.
type words struct{}

func (words) Area(code string) string {
	return map[string]string{"440305": "广东省深圳市南山区", "440300": "广东省深圳市"}[code]
}
func (words) Nature(code int) string { return map[int]string{4: "企业"}[code] }
func (words) Certificate(code int) string {
	return map[int]string{1: "营业执照", 2: "居民身份证"}[code]
}
func (words) Content(code int) string {
	return map[int]string{1: "即时通信", 12: "单位门户网站"}[code]
}
func (words) Language(code int) string { return map[int]string{1: "中文简体"}[code] }
func (words) Approval(code int) string { return map[int]string{9: "药品和医疗器械"}[code] }
func (words) Source(tag string) string { return map[string]string{"UC": "优刻得备案文档"}[tag] }

// example is the filing of a firm that does not exist.
func example() *filing.Filing {
	f := &filing.Filing{Schema: 1, ID: "sample", Kind: filing.KindFirst, State: filing.Draft,
		Region: filing.Region{Province: "440000", City: "440300", District: "440305"},
		Organiser: filing.Organiser{Name: "样本科技（深圳）有限公司", Nature: 4, CertType: 1, CertNumber: "91440300MA5EXAMPL0",
			CertAddress: "广东省深圳市南山区样本路1号样本大厦8层801室", CertValidTo: filing.LongTerm,
			Address:  filing.Address{Street: "样本路", Door: "1号样本大厦", NoFloor: true},
			Investor: "样本甲"},
		Site: filing.Site{Name: "样本科技官网", HomeURL: "www.example.com", Contents: []int{12}, Languages: []int{1},
			Approvals: []filing.Approval{{Item: 9, Number: "样本许〔2026〕1号"}}, Remark: "展示本单位的产品和联系方式。"},
		Domain: filing.Domain{Name: "example.com", Holder: "样本科技（深圳）有限公司", HolderType: 1, Registrar: "样本域名注册商",
			Registered: "2025-01-02", Expires: "2028-01-02", RealNameOn: "2025-01-05"},
		Legal:      filing.Person{Name: "样本甲", CertType: 2, CertNumber: "11010519491231002X", ValidFrom: "2015-03-01", ValidTo: filing.LongTerm, Mobile: "13800000001", Email: "jia@example.com"},
		ByAgent:    true,
		Agent:      filing.Person{Name: "样本乙", CertType: 2, CertNumber: "440524188001010014", ValidFrom: "2015-03-01", ValidTo: "2035-03-01", Mobile: "13800000002", Email: "yi@example.com"},
		Emergency1: filing.Contact{Name: "样本丙", Mobile: "13800000003"},
		Emergency2: filing.Contact{Name: "样本丁", Mobile: "13800000004"},
	}
	f.Materials = []filing.Material{
		{Slot: filing.SlotLicence, Picture: "1", Width: 3000, Height: 2000, Bytes: 1_234_567, Outcome: filing.Pass},
		{Slot: filing.SlotLegalFront, Picture: "2", Width: 1600, Height: 1000, Bytes: 345_678, Outcome: filing.Reject,
			Issues: []filing.Issue{{Code: "blur", Outcome: filing.Reject, Text: "照片模糊，小字多半看不清。请重拍。"}}},
		{Slot: filing.SlotDomain, Picture: "3", Width: 1200, Height: 900, Bytes: 245_678, Outcome: filing.Doubtful, Anyway: "域名证书只有截图"},
	}
	f.Log = []filing.Entry{
		{At: now.Add(-48 * time.Hour), Actor: "样本乙", Action: filing.ActCreate, To: filing.Draft, From: filing.Draft},
		{At: now.Add(-24 * time.Hour), Actor: "样本乙", Action: filing.ActSubmit, From: filing.Draft, To: filing.FirstReview},
		{At: now.Add(-2 * time.Hour), Actor: "接入商", Action: filing.ActReturn, From: filing.FirstReview, To: filing.Returned, Note: "身份证照片模糊，请重新上传。"},
	}
	return f
}

func needs() []rule.Need {
	var out []rule.Need
	for _, n := range []struct {
		slot  filing.Slot
		title string
		why   string
	}{
		{filing.SlotLicence, "营业执照", "主办单位的证件，每种备案都要。"},
		{filing.SlotLegalFront, "法定代表人身份证人像面", "核对法定代表人身份。"},
		{filing.SlotLegalBack, "法定代表人身份证国徽面", "核对证件有效期。"},
		{filing.SlotLetterAgent, "授权委托书", "由代办人办理，需要法定代表人授权。"},
		{filing.SlotDomain, "域名证书", "核对域名所有者。"},
	} {
		out = append(out, rule.Need{Slot: n.slot, Title: n.title, Why: n.why, Required: true})
	}
	return append(out, rule.Need{Slot: filing.SlotOther(1), Title: "其他材料"})
}

func findings() []rule.Finding {
	return []rule.Finding{
		{ID: "CN-1", Severity: rule.Block, Field: "organiser.cert_number", Text: "证件号码的校验位不对。", Remedy: "请对照营业执照逐位核对，重点看第 18 位。", Source: "UC", Date: "2026-02-27"},
		{ID: "CN-2", Severity: rule.Block, Field: filing.MaterialField(filing.SlotLegalBack), Text: "还没有上传法定代表人身份证国徽面。", Remedy: "请在“上传资料”里添加。", Source: "UC", Date: "2026-02-27"},
		{ID: "CN-3", Severity: rule.Warn, Field: "legal.valid_to", Text: "身份证 100 天后到期。", Remedy: "建议先换证。", Source: "HW-材料", Date: "2025-12-31"},
		{ID: "CN-4", Severity: rule.Info, Field: "site.name", Text: "网站名称含有单位简称，符合建议。"},
	}
}

func input() paper.Input {
	return paper.Input{Filing: example(), Needs: needs(), Findings: findings()[2:], Names: words{}, Now: now,
		Office: paper.Office{Name: "样本备案服务部", Phones: []string{"400-000-0000", "0755-00000000"}, Logo: logo()}}
}

func logo() []byte {
	img := image.NewNRGBA(image.Rect(0, 0, 240, 120))
	for y := range 120 {
		for x := range 240 {
			if (x/30+y/30)%2 == 0 {
				img.Set(x, y, color.NRGBA{0x1F, 0x5F, 0xBF, 0xFF})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// text of a PDF as a reader copies it, page by page, without line ends.
func text(t *testing.T, pdf []byte) []string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("SKIPPED: pdftotext is not installed (package poppler-utils), so what the papers say was not read back")
	}
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	for i, p := range pages {
		pages[i] = regexp.MustCompile(`\s+`).ReplaceAllString(p, "")
	}
	// BEIANDESK_PAPERS keeps the papers for a look.
	if dir := os.Getenv("BEIANDESK_PAPERS"); dir != "" {
		name := strings.ReplaceAll(t.Name(), "/", "-") + ".pdf"
		if err := os.WriteFile(filepath.Join(dir, name), pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return pages
}

func wantText(t *testing.T, pages []string, want ...string) {
	t.Helper()
	all := strings.Join(pages, "")
	for _, w := range want {
		if !strings.Contains(all, strings.Join(strings.Fields(w), "")) {
			t.Errorf("the paper does not say %q; it says %s", w, all)
		}
	}
}

func make1(t *testing.T, k paper.Kind, in paper.Input) []byte {
	t.Helper()
	pdf, err := paper.Letter(k, in)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestTheLetterOfAuthorityIsFilledFromTheFiling(t *testing.T) {
	pages := text(t, make1(t, paper.LetterAgent, input()))
	wantText(t, pages, "授权委托书", "样本科技（深圳）有限公司", "91440300MA5EXAMPL0", "样本乙", "440524188001010014", "13800000002",
		"居民身份证", "样本科技官网", "example.com", "首次备案", "法定代表人签字", "受托人签字", "单位公章", "年", "月", "日",
		"以管局/接入商最新模板为准", "样本备案服务部", "400-000-0000", "第1页，共1页")
	if len(pages) != 1 {
		t.Errorf("an ordinary letter takes %d pages, want 1", len(pages))
	}
	if all := strings.Join(pages, ""); strings.Contains(all, "草稿") {
		t.Error("a letter without blocking findings is marked as a draft")
	}
}

func TestTheOtherLettersAreFilled(t *testing.T) {
	in := input()
	in.Filing.PrincipalElse = true
	in.Filing.Principal = filing.Person{Name: "样本戊", CertType: 2, CertNumber: "11010519491231002X", Mobile: "13800000005"}
	wantText(t, text(t, make1(t, paper.LetterPrincipal, in)), "主体负责人授权委托书", "样本戊", "13800000005", "ICP备案主体负责人")
	t.Run("commitment", func(t *testing.T) {
		in := in
		in.Filing = example()
		in.Filing.Region = filing.Region{Province: "530000"} // no form of its own is known
		pages := text(t, make1(t, paper.Commitment, in))
		wantText(t, pages, "互联网信息服务备案承诺书", "样本科技（深圳）有限公司", "真实、准确、完整", "法定代表人签字")
		if len(pages) != 1 {
			t.Errorf("%d pages, want 1", len(pages))
		}
	})
	t.Run("sms", func(t *testing.T) {
		in := input()
		pages := text(t, make1(t, paper.SMSCard, in))
		wantText(t, pages, "短信核验提示单", "样本甲", "样本乙", "138****0001", "138****0002", "31002X", "010014", "24小时", "https://beian.miit.gov.cn")
		if all := strings.Join(pages, ""); strings.Contains(all, "13800000001") {
			t.Error("the card shows the whole mobile number")
		}
		if len(pages) != 1 {
			t.Errorf("%d pages, want 1", len(pages))
		}
	})
}

func TestAnEmptyFilingGivesPapersToWriteOn(t *testing.T) {
	in := paper.Input{Filing: &filing.Filing{}, Now: now}
	for _, k := range paper.Kinds {
		title := k.Title()
		if k == paper.Cover {
			title = "网站备案资料袋"
		}
		t.Run(string(k), func(t *testing.T) { wantText(t, text(t, make1(t, k, in)), title) })
	}
	t.Run("overview", func(t *testing.T) {
		pdf, err := paper.Overview(in)
		if err != nil {
			t.Fatal(err)
		}
		wantText(t, text(t, pdf), "备案资料表", "未填写", "没有发现问题")
	})
}

func TestTheOverviewHoldsEverything(t *testing.T) {
	in := input()
	in.Findings, in.Draft = findings(), true
	pdf, err := paper.Overview(in)
	if err != nil {
		t.Fatal(err)
	}
	pages := text(t, pdf)
	wantText(t, pages, "样本备案服务部", "example.com", "91440300MA5EXAMPL0", "广东省深圳市南山区", "企业", "营业执照", "单位门户网站", "中文简体",
		"药品和医疗器械（批文号样本许〔2026〕1号）", "此为最详细地址", "11010519491231002X", "13800000004", "样本域名注册商",
		"材料清单", "未上传", "需重拍", "3000×2000像素", "已上传，仍然使用", "使用理由：域名证书只有截图", "照片模糊",
		"必须处理（2）", "提醒（1）", "供参考（1）", "重点看第18位", "来源：优刻得备案文档，2026-02-27", "来源：HW-材料，2025-12-31",
		"审核日志", "接入商退回修改", "身份证照片模糊，请重新上传", "2026-11-2318:05")
	for i, p := range pages {
		if !strings.Contains(p, "草稿（有未解决的问题）") {
			t.Errorf("page %d of a draft is not marked", i+1)
		}
	}
}

func TestAnEmptyOfficeIsNowhere(t *testing.T) {
	in := input()
	in.Office = paper.Office{Phones: []string{" "}}
	with, without := text(t, make1(t, paper.Commitment, input())), text(t, make1(t, paper.Commitment, in))
	if !strings.Contains(with[0], "电话") || strings.Contains(strings.ReplaceAll(without[0], "负责人电话", ""), "电话") {
		t.Errorf("with an office: %s\nwithout: %s", with[0], without[0])
	}
}

func TestManyMissingCharactersAreListedAtTheEnd(t *testing.T) {
	in := input()
	var name []rune
	for r := rune(0x20000); len(name) < 200; r++ {
		name = append(name, r)
	}
	in.Filing.Organiser.Name = string(name)
	pages := text(t, make1(t, paper.LetterAgent, in))
	all := strings.Join(pages[1:], "")
	_, list, _ := strings.Cut(all, "括号里是这个字的统一码编号")
	for _, code := range []string{"U+20000", "U+20064", "U+200C7"} {
		if !strings.Contains(list, code) {
			t.Errorf("%s is not listed at the end: %s", code, list)
		}
	}
	wantText(t, pages, "全部列在末页")
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	for _, k := range paper.Kinds {
		if !bytes.Equal(make1(t, k, input()), make1(t, k, input())) {
			t.Errorf("%s differs from one time to the next", k)
		}
	}
	in := input()
	a, err := paper.Overview(in)
	if err != nil {
		t.Fatal(err)
	}
	in.Now = in.Now.Add(time.Hour)
	b, err := paper.Overview(in)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(a, b) {
		t.Error("the time of making is not part of the paper")
	}
}

func TestAnUnusableLogoIsTold(t *testing.T) {
	for name, data := range map[string][]byte{"no picture": []byte("no picture"), "torn": logo()[:60], "too large": make([]byte, paper.MaxLogo+1)} {
		in := input()
		in.Office.Logo = data
		_, err := paper.Letter(paper.Commitment, in)
		if app.CodeOf(err) != "paper.logo" || app.FieldOf(err) != "office.logo" {
			t.Errorf("%s: %v", name, err)
		}
		if app.CodeOf(paper.CheckLogo(data)) != "paper.logo" {
			t.Errorf("%s passes CheckLogo", name)
		}
	}
	if err := paper.CheckLogo(logo()); err != nil {
		t.Error(err)
	}
}

func TestUnknownKindIsRefused(t *testing.T) {
	if _, err := paper.Letter("poem", input()); app.CodeOf(err) != "paper.kind" {
		t.Errorf("got %v", err)
	}
}

func TestPrintableNamesWhatTheFontsLack(t *testing.T) {
	ok, lacking := paper.Printable("样本𠮷䶮𠮷")
	if ok || string(lacking) != "𠮷䶮" {
		t.Errorf("got %v %q", ok, string(lacking))
	}
	if ok, lacking := paper.Printable("样本科技\u200b有限公司\n"); !ok {
		t.Errorf("lacking %q", string(lacking))
	}
}

func BenchmarkOverview(b *testing.B) {
	in := input()
	in.Findings = findings()
	for b.Loop() {
		if _, err := paper.Overview(in); err != nil {
			b.Fatal(err)
		}
	}
}
