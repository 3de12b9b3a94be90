package parcel_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/parcel"
	"beiandesk/app/rule"
)

var now = time.Date(2026, 11, 23, 17, 5, 0, 0, time.UTC) // already the 24th in China

// picture draws something that looks different for each seed.
func picture(seed int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, 640, 400))
	for y := range 400 {
		for x := range 640 {
			img.Set(x, y, color.NRGBA{uint8(x/3 + seed*40), uint8(y/2 + seed*20), uint8((x ^ y) & 0xFF), 0xFF})
		}
	}
	return img
}

func jpegOf(img image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func pngOf(img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// stored are the pictures as the store would give them.
var stored = map[string][]byte{"p1": jpegOf(picture(1)), "p2": pngOf(picture(2)), "p3": jpegOf(picture(3))}

// full is a filing in which every part is filled in.
func full() *filing.Filing {
	at := func(h int) time.Time { return time.Date(2026, 11, 20, h, 30, 0, 123456789, time.UTC) }
	f := &filing.Filing{Schema: 1, ID: "0123456789abcdef", Rev: 7, Kind: filing.KindFirst, State: filing.Returned, Provider: "generic", Note: "老客户",
		Answers: filing.Answers{Mainland: "yes", SubjectFiled: "no", DomainFiled: "no", Chosen: true},
		Region:  filing.Region{Province: "440000", City: "440300", District: "440305"},
		Organiser: filing.Organiser{Name: "样本科技（深圳）有限公司", Nature: 4, CertType: 1, CertNumber: "91440300MA5EXAMPL0", CertAddress: "样本路1号",
			CertValidTo: filing.LongTerm, Scope: "软件开发 < > & \"引号\"", Address: filing.Address{Street: "样本路", Door: "1号", NoFloor: true}},
		Site: filing.Site{Name: "样本科技官网", HomeURL: "www.example.com", Contents: []int{12, 1}, Languages: []int{1},
			Approvals: []filing.Approval{{Item: 9, Number: "样本许1号"}}},
		Domain:  filing.Domain{Name: "example.com", Holder: "样本科技（深圳）有限公司", Expires: "2028-01-02"},
		Legal:   filing.Person{Name: "样本𠮷", CertType: 2, CertNumber: "11010519491231002X", Mobile: "13800000001", Email: "jia@example.com", ValidTo: "2035-01-01"},
		ByAgent: true, Agent: filing.Person{Name: "样本乙", CertType: 2, CertNumber: "440524188001010014", Mobile: "13800000002"},
		Emergency1: filing.Contact{Name: "样本丙", Mobile: "13800000003"},
		Portrait:   filing.Portrait{Status: filing.PortraitReturned, Confirmed: true, Started: at(1), Submitted: at(2), Note: "背景不是白色"},
		SMS:        []filing.SMSCheck{{Role: filing.RolePrincipal, Sent: at(3), Wrong: 2, Done: at(4), By: "样本丙"}, {Role: filing.RoleManager, Sent: at(3)}},
		Log:        []filing.Entry{{At: at(1), Actor: "样本丙", Action: filing.ActSubmit, From: filing.Draft, To: filing.FirstReview}, {At: at(5), Actor: "接入商", Action: filing.ActReturn, From: filing.FirstReview, To: filing.Returned, Note: "照片模糊"}},
		Duties:     []filing.Duty{{ID: "footer", Done: at(6)}},
		Created:    at(0), Updated: at(6), Submitted: at(1), Since: at(5),
	}
	f.Materials = []filing.Material{
		{Slot: filing.SlotLegalFront, Picture: "p2", Format: "png", Width: 640, Height: 400, Bytes: int64(len(stored["p2"])), Turn: 1, Outcome: filing.Doubtful,
			Issues: []filing.Issue{{Code: "blur", Outcome: filing.Doubtful, Text: "不够清晰", Measured: 2.1, Limit: 2.2, Unit: "q"}}, Anyway: "原件如此", Added: at(1)},
		{Slot: filing.SlotLicence, Picture: "p1", Format: "jpeg", Width: 640, Height: 400, Bytes: int64(len(stored["p1"])), Outcome: filing.Pass, Added: at(1)},
		{Slot: filing.SlotOther(2), Picture: "p3", Outcome: filing.Pass},
	}
	return f
}

func input() parcel.Input {
	return parcel.Input{Filing: full(), Now: now, Watermark: "仅供备案使用", Office: paper.Office{Name: "样本备案服务部"},
		Needs: []rule.Need{
			{Slot: filing.SlotLicence, Title: "营业执照", Required: true}, {Slot: filing.SlotLegalFront, Title: "法定代表人身份证人像面", Required: true},
			{Slot: filing.SlotLegalBack, Title: "法定代表人身份证国徽面", Required: true}, {Slot: filing.SlotLetterAgent, Title: "授权委托书", Required: true}},
		Findings: []rule.Finding{{ID: "X-1", Severity: rule.Warn, Field: "legal.valid_to", Text: "证件快到期。", Remedy: "请先换证。", Source: "UC", Date: "2026-02-27"}},
		Picture:  func(_ context.Context, m filing.Material) ([]byte, error) { return stored[m.Picture], nil },
	}
}

func blocked() parcel.Input {
	in := input()
	in.Findings = append(in.Findings, rule.Finding{ID: "X-2", Severity: rule.Block, Field: "organiser.cert_number", Text: "校验位不对。"})
	return in
}

func build(t *testing.T, in parcel.Input) (string, parcel.Result) {
	t.Helper()
	dest := filepath.Join(t.TempDir(), parcel.SuggestName("example.com", now, in.Folder))
	res, err := parcel.Build(t.Context(), in, dest, nil)
	if err != nil {
		t.Fatal(err)
	}
	return dest, res
}

// unpack reads a ZIP into memory.
func unpack(t *testing.T, path string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

var wantFiles = []string{
	"01-营业执照.jpg", "原图/01-营业执照.jpg",
	"02-法定代表人证件人像面.jpg", "原图/02-法定代表人证件人像面.png",
	"03-其他材料2.jpg", "原图/03-其他材料2.jpg",
	"备案资料表.pdf", "授权委托书.pdf", "承诺书.pdf", "短信核验提示单.pdf", "表单.xlsx", "filing.json", "说明.txt"}

func TestAPackageHoldsWhatAClerkNeeds(t *testing.T) {
	dest, res := build(t, input())
	if filepath.Base(dest) != "备案材料-example.com-20261124.zip" {
		t.Errorf("name %s", filepath.Base(dest))
	}
	if !slices.Equal(res.Files, wantFiles) || res.Draft {
		t.Errorf("draft %v, files %q", res.Draft, res.Files)
	}
	files := unpack(t, dest)
	// The user's quarter turn is applied to what the provider gets.
	if c, err := jpeg.DecodeConfig(bytes.NewReader(files["02-法定代表人证件人像面.jpg"])); err != nil || c.Width != 400 || c.Height != 640 {
		t.Errorf("turned picture: %v %v", c, err)
	}
	if !bytes.Equal(files["原图/02-法定代表人证件人像面.png"], stored["p2"]) {
		t.Error("the original is not what was added")
	}
	plain := input()
	plain.Watermark = ""
	bare, _ := build(t, plain)
	unmarked := unpack(t, bare)
	for _, name := range wantFiles {
		if strings.HasSuffix(name, ".jpg") && !strings.Contains(name, "/") && bytes.Equal(files[name], unmarked[name]) {
			t.Errorf("%s bears no watermark", name)
		}
	}
	if !strings.Contains(string(unmarked["说明.txt"]), "图片水印：没有加") {
		t.Error("说明.txt does not say that the pictures bear no watermark")
	}
	readme := string(files["说明.txt"])
	for _, w := range []string{"\ufeff", "不会自动提交", "\r\n", "原图", "样本备案服务部", "图片水印：仅供备案使用"} {
		if !strings.Contains(readme, w) {
			t.Errorf("说明.txt lacks %q", w)
		}
	}
	for name, data := range files {
		if strings.Contains(name, "样本") {
			t.Errorf("file name %s holds a name", name)
		}
		if strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".txt") {
			if bytes.Contains(data, []byte("草稿")) || bytes.Contains(data, []byte(`"draft": true`)) {
				t.Errorf("%s calls itself a draft", name)
			}
		}
	}
}

func TestTheTableKeepsNumbersAsText(t *testing.T) {
	in := input()
	in.Filing.Site.Remark = "=1+1\x00"
	dest, _ := build(t, in)
	x, err := excelize.OpenReader(bytes.NewReader(unpack(t, dest)["表单.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if got := x.GetSheetList(); !slices.Equal(got, []string{"备案信息", "材料清单", "检查结果"}) {
		t.Errorf("sheets %q", got)
	}
	rows, err := x.GetRows("备案信息")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(rows[1], []string{"控制台的字段", "内容", "说明", "本程序的名称"}) {
		t.Errorf("head %q", rows[1])
	}
	seen := map[string]bool{}
	for i, r := range rows {
		for j, c := range r {
			cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if kind, err := x.GetCellType("备案信息", cell); err != nil || kind != excelize.CellTypeSharedString {
				t.Errorf("%s %q has type %v, want text (%v)", cell, c, kind, err)
			}
			if f, _ := x.GetCellFormula("备案信息", cell); f != "" {
				t.Errorf("%s holds a formula %q", cell, f)
			}
			seen[c] = true
		}
	}
	for _, w := range []string{"440524188001010014", "91440300MA5EXAMPL0", "13800000001", "=1+1", "样本𠮷"} {
		if !seen[w] {
			t.Errorf("%q is not in the table", w)
		}
	}
}

func TestABlockMarksEveryFile(t *testing.T) {
	const mark = "草稿（有未解决的问题）"
	dest, res := build(t, blocked())
	if !res.Draft || !slices.Equal(res.Files, wantFiles) {
		t.Errorf("draft %v, files %q", res.Draft, res.Files)
	}
	for name, data := range unpack(t, dest) {
		switch {
		case strings.HasPrefix(name, "原图/"):
			if !bytes.Equal(data, stored["p1"]) && !bytes.Equal(data, stored["p2"]) && !bytes.Equal(data, stored["p3"]) {
				t.Errorf("%s was changed", name)
			}
		case strings.HasSuffix(name, ".jpg"):
			if !bytes.Contains(data, []byte(mark)) {
				t.Errorf("%s has no comment", name)
			}
			img, err := jpeg.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			b := img.Bounds()
			if b.Dy() == 400 || b.Dy() == 640 {
				t.Errorf("%s has no strip below the picture: %v", name, b)
			}
			if r, g, _, _ := img.At(2, b.Max.Y-3).RGBA(); r>>8 < 140 || g>>8 > 80 {
				t.Errorf("%s: the strip is not red", name)
			}
		case strings.HasSuffix(name, ".json"):
			if !bytes.Contains(data, []byte(`"draft": true`)) {
				t.Errorf("%s is not marked", name)
			}
		case strings.HasSuffix(name, ".txt"):
			if !strings.Contains(string(data), mark) {
				t.Errorf("%s is not marked", name)
			}
		case strings.HasSuffix(name, ".xlsx"):
			x, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			for _, sheet := range x.GetSheetList() {
				if v, err := x.GetCellValue(sheet, "A1"); err != nil || v != mark {
					t.Errorf("sheet %s begins with %q (%v)", sheet, v, err)
				}
			}
			if err := x.Close(); err != nil {
				t.Error(err)
			}
		case strings.HasSuffix(name, ".pdf"):
			tool, err := exec.LookPath("pdftotext")
			if err != nil {
				t.Log("SKIPPED: pdftotext is not installed, so the marks in the PDFs were not read")
				continue
			}
			c := exec.Command(tool, "-", "-")
			c.Stdin = bytes.NewReader(data)
			out, err := c.Output()
			if err != nil {
				t.Fatal(err)
			}
			pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
			for i, p := range pages {
				if !strings.Contains(regexp.MustCompile(`\s`).ReplaceAllString(p, ""), mark) {
					t.Errorf("%s page %d is not marked", name, i+1)
				}
			}
		default:
			t.Errorf("%s: nothing checks its mark", name)
		}
	}
}

func TestAnExistingDestinationIsKept(t *testing.T) {
	dir := t.TempDir()
	dest := filepath.Join(dir, "包.zip")
	if err := os.WriteFile(dest, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := parcel.Build(t.Context(), input(), dest, nil)
	if data, _ := os.ReadFile(dest); app.CodeOf(err) != parcel.CodeExists || string(data) != "mine" {
		t.Errorf("got %v, file %q", err, data)
	}
	onlyHas(t, dir, "包.zip")
	in := input()
	in.Overwrite = true
	if _, err := parcel.Build(t.Context(), in, dest, nil); err != nil {
		t.Fatal(err)
	}
	if len(unpack(t, dest)) != len(wantFiles) {
		t.Error("not overwritten")
	}
	onlyHas(t, dir, "包.zip")

	folder := filepath.Join(dir, "夹")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	in.Folder = true
	if _, err := parcel.Build(t.Context(), in, folder, nil); err != nil {
		t.Errorf("an empty folder is in the way: %v", err)
	}
	if _, err := parcel.Build(t.Context(), in, folder, nil); app.CodeOf(err) != parcel.CodeExists {
		t.Errorf("a folder with content was replaced: %v", err)
	}
	in.Folder = false
	if _, err := parcel.Build(t.Context(), in, folder, nil); app.CodeOf(err) != parcel.CodeExists {
		t.Errorf("a folder was replaced by a ZIP: %v", err)
	}
	onlyHas(t, dir, "包.zip", "夹")
}

// onlyHas fails if something half-written lies about.
func onlyHas(t *testing.T, dir string, want ...string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range list {
		got = append(got, e.Name())
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

func TestCancelLeavesNothing(t *testing.T) {
	for _, folder := range []bool{false, true} {
		in := input()
		in.Folder = folder
		total := 0
		if _, err := parcel.Build(t.Context(), in, filepath.Join(t.TempDir(), "a"), func(done, n int, _ string) { total = n }); err != nil {
			t.Fatal(err)
		}
		steps := []int{total} // when all is written and compared, before it has its name
		for at := 1; at < total; at += 7 {
			steps = append(steps, at) // while writing and while reading back
		}
		for _, at := range steps {
			dir := t.TempDir()
			ctx, cancel := context.WithCancel(t.Context())
			_, err := parcel.Build(ctx, in, filepath.Join(dir, "a"), func(done, _ int, _ string) {
				if done == at {
					cancel()
				}
			})
			cancel()
			if app.CodeOf(err) != app.CodeCanceled {
				t.Errorf("canceled at %d of %d: %v", at, total, err)
			}
			onlyHas(t, dir)
		}
	}
}

func TestProgressCountsToTheEnd(t *testing.T) {
	last, total := 0, 0
	_, err := parcel.Build(t.Context(), input(), filepath.Join(t.TempDir(), "a.zip"), func(done, n int, what string) {
		if done != last+1 || what == "" || strings.Contains(what, "样本") {
			t.Errorf("step %d after %d: %q", done, last, what)
		}
		last, total = done, n
	})
	if err != nil || last != total || total == 0 {
		t.Errorf("%d of %d, %v", last, total, err)
	}
}

func TestADamagedPictureIsNamed(t *testing.T) {
	in := input()
	in.Picture = func(_ context.Context, m filing.Material) ([]byte, error) {
		if m.Slot == filing.SlotLegalFront {
			return stored["p2"][:500], nil
		}
		return stored[m.Picture], nil
	}
	dir := t.TempDir()
	_, err := parcel.Build(t.Context(), in, filepath.Join(dir, "a.zip"), nil)
	if app.CodeOf(err) != parcel.CodePicture || app.FieldOf(err) != "material.legal-front" || !strings.Contains(app.MessageOf(err), "法定代表人证件人像面") {
		t.Errorf("got %v", err)
	}
	in.Picture = func(context.Context, filing.Material) ([]byte, error) {
		return nil, errors.New("sealed file is damaged")
	}
	if _, err = parcel.Build(t.Context(), in, filepath.Join(dir, "a.zip"), nil); app.CodeOf(err) != parcel.CodePicture {
		t.Errorf("got %v", err)
	}
	onlyHas(t, dir)
}

func TestAReadOnlyOrMissingFolderIsTold(t *testing.T) {
	dir := t.TempDir()
	_, err := parcel.Build(t.Context(), input(), filepath.Join(dir, "gone", "a.zip"), nil)
	if app.CodeOf(err) != parcel.CodeNoFolder {
		t.Errorf("missing folder: %v", err)
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) }) // so that it can be removed
	if os.Getuid() == 0 {
		t.Log("SKIPPED in part: this user may write everywhere; TestWriteErrorsHaveSentences covers the error itself")
		return
	}
	if _, err := parcel.Build(t.Context(), input(), filepath.Join(dir, "a.zip"), nil); app.CodeOf(err) != parcel.CodeReadOnly {
		t.Errorf("read-only folder: %v", err)
	}
}

func TestOtherProgramsUnpackIt(t *testing.T) {
	tool, err := exec.LookPath("unzip")
	if err != nil {
		t.Skip("SKIPPED: unzip is not installed, so no other program has read the ZIP")
	}
	dest, _ := build(t, input())
	dir := t.TempDir()
	c := exec.Command(tool, "-q", dest, "-d", dir)
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, name := range wantFiles {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Errorf("%s is not unpacked under its name", name)
		}
	}
}

func TestSuggestedNamesHoldNoPersonAndNoBadSign(t *testing.T) {
	for domain, want := range map[string]string{
		"":               "备案材料-未填域名-20261124",
		"Example.COM.":   "备案材料-example.com-20261124",
		"样本.公益":          "备案材料-样本.公益-20261124",
		`a/b\c:d*e?"<>|`: "备案材料-a-b-c-d-e------20261124",
	} {
		if got := parcel.SuggestName(domain, now, true); got != want {
			t.Errorf("%q: %s, want %s", domain, got, want)
		}
	}
	if long := parcel.SuggestName(strings.Repeat("长", 300), now, false); len([]rune(long)) > 100 {
		t.Errorf("%d characters", len([]rune(long)))
	}
}

// Pictures of an agent stay with a filing that its legal representative now
// handles; 说明.txt does not send anyone to upload them.
func TestAPictureThatIsNotNeededIsNotToBeUploaded(t *testing.T) {
	in := input()
	in.Needs = slices.DeleteFunc(slices.Clone(in.Needs), func(n rule.Need) bool { return n.Slot == in.Filing.Materials[0].Slot })
	dest, _ := build(t, in)
	readme := string(unpack(t, dest)["说明.txt"])
	spare, upload := 0, 0
	for line := range strings.Lines(readme) {
		if strings.Contains(line, ".jpg　　") {
			if strings.Contains(line, "不要上传") {
				spare++
			} else if strings.Contains(line, "上传到平台") {
				upload++
			}
		}
	}
	if all, _ := build(t, input()); strings.Count(string(unpack(t, all)["说明.txt"]), "用不到") != spare-1 || upload+spare != 3 {
		t.Errorf("%d pictures to upload, %d not:\n%s", upload, spare, readme)
	}
}
