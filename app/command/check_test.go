package command_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/command"
	"beiandesk/app/filing/specimen/specimentest"
	"beiandesk/app/photo"
	"beiandesk/assets"
)

// checkedPictures are the pictures of a check, by base name.
func (r ran) pictures(t *testing.T) (order []string, by map[string]map[string]any) {
	t.Helper()
	by = map[string]map[string]any{}
	for _, x := range r.object(t)["pictures"].([]any) {
		p := x.(map[string]any)
		name := filepath.Base(p["file"].(string))
		order = append(order, name)
		by[name] = p
	}
	return order, by
}

func firstIssue(t *testing.T, p map[string]any) map[string]any {
	t.Helper()
	list, _ := p["issues"].([]any)
	if len(list) == 0 {
		t.Fatalf("no issue in %v", p)
	}
	return list[0].(map[string]any)
}

// dated is how a table of limits says its version.
var dated = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

func TestCheck(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "客户 资料 #1 100%")
	good := write(t, filepath.Join(dir, "营业执照 副本#1.jpg"), good(t))
	bad := write(t, filepath.Join(dir, "模糊.jpg"), blurred(t))
	for _, kind := range []string{"licence", "other"} {
		run(t, "check", "--kind", kind, good).says(t, command.ExitOK, "合格  ", "2000×1414 像素", good)
	}
	run(t, "check", good, bad, "--kind=other").says(t, command.ExitFindings, "不合格", "模糊.jpg", "共 2 张")
	r := run(t, "check", "--json", "--kind", "licence", good, bad)
	m := r.object(t)
	list := m["pictures"].([]any)
	if r.code != command.ExitFindings || keys(m) != "kind limits pictures stopped summary" || m["kind"] != "licence" || len(list) != 2 || m["stopped"] != false {
		t.Fatalf("exit %d, %v", r.code, m)
	}
	if l := m["limits"].(map[string]any); !dated.MatchString(l["version"].(string)) || !dated.MatchString(l["date"].(string)) || l["file"] != nil {
		t.Errorf("limits %v", l)
	}
	one := list[1].(map[string]any)
	for _, k := range []string{"bytes", "facts", "file", "format", "height", "issues", "kind", "kind_from", "outcome", "width"} {
		if one[k] == nil {
			t.Errorf("no %s in %v", k, one)
		}
	}
	if one["outcome"] != "reject" || one["file"] != bad || one["format"] != "jpeg" || one["kind"] != "licence" || one["kind_from"] != "given" {
		t.Errorf("%v", one)
	}
	if i := firstIssue(t, one); i["code"] == "" || i["outcome"] != "reject" || i["text"] == "" || i["error"] != nil {
		t.Errorf("%v", i)
	}
	f := one["facts"].(map[string]any)
	for _, k := range []string{"q", "light", "chroma", "red", "skew", "turn", "turn_sure", "qr"} {
		if _, ok := f[k]; !ok {
			t.Errorf("facts lack %s: %v", k, f)
		}
	}
}

// TestCheckGoesOnAfterABadFile: each file has its own line.
func TestCheckGoesOnAfterABadFile(t *testing.T) {
	dir := t.TempDir()
	good := good(t)
	files := map[string]struct {
		data        []byte
		code, error string
	}{
		"empty.jpg":   {nil, "unreadable", "photo.empty"},
		"cut.jpg":     {good[:len(good)/2], "unreadable", "photo.truncated"},
		"renamed.jpg": {[]byte("GIF89a\x01\x00\x01\x00"), "format", "photo.format-gif"},
		"hostile.png": {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02\x00\x00\x00"), "", ""},
		"text.jpg":    {[]byte("这不是图片"), "format", "photo.format-unknown"},
	}
	args := []string{"check", "--json", "--kind", "other"}
	for name, f := range files {
		args = append(args, write(t, filepath.Join(dir, name), f.data))
	}
	empty := filepath.Join(dir, "空文件夹")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	args = append(args, empty, filepath.Join(dir, "gone.jpg"), filepath.Join(dir, "*.bmp"), filepath.Join(dir, "[a"),
		write(t, filepath.Join(dir, "good.jpg"), good))
	r := run(t, args...)
	if r.code != command.ExitFindings {
		t.Fatalf("%+v", r)
	}
	files["空文件夹"] = struct {
		data        []byte
		code, error string
	}{nil, "unreadable", "check.no-pictures"}
	for name, e := range map[string]string{"gone.jpg": "file.open", "*.bmp": "check.no-match", "[a": "check.no-match"} {
		files[name] = struct {
			data        []byte
			code, error string
		}{nil, "unreadable", e}
	}
	order, got := r.pictures(t)
	for name, want := range files {
		p := got[name]
		if p == nil || p["outcome"] != "reject" {
			t.Errorf("%s: %v", name, p)
			continue
		}
		i := firstIssue(t, p)
		if want.code != "" && (i["code"] != want.code || i["error"] != want.error) || i["error"] == "internal" {
			t.Errorf("%s: %s %s, want %s %s", name, i["code"], i["error"], want.code, want.error)
		}
		if !strings.Contains(i["text"].(string), "。") {
			t.Errorf("%s says %q", name, i["text"])
		}
	}
	if len(order) != len(files)+1 || order[len(order)-1] != "good.jpg" || got["good.jpg"]["outcome"] != "pass" {
		t.Errorf("order %v", order)
	}
}

// TestFoldersAndPatternsGiveThePicturesInThem, in the order of their names and
// each once; the shells of Windows leave patterns to the program.
func TestFoldersAndPatternsGiveThePicturesInThem(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "某公司[2026]")
	small := small(t)
	for _, name := range []string{"b.jpg", "a.PNG", "身份证/2-反面.jpg", "身份证/1-正面.jpeg", "无后缀", ".隐藏.jpg", ".缓存/c.jpg", "深/更深/d.jpg"} {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), small)
	}
	write(t, filepath.Join(dir, "filing.json"), []byte("{}"))
	write(t, filepath.Join(dir, "说明.txt"), []byte("文字"))
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{dir}, []string{"a.PNG", "b.jpg", "无后缀", "d.jpg", "1-正面.jpeg", "2-反面.jpg"}},
		{[]string{filepath.Join(dir, "b.jpg"), dir, filepath.Join(dir, "b.jpg")}, []string{"b.jpg", "a.PNG", "无后缀", "d.jpg", "1-正面.jpeg", "2-反面.jpg"}},
		{[]string{filepath.Join(filepath.Dir(dir), "某*", "?.*")}, []string{"a.PNG", "b.jpg"}},
		{[]string{filepath.Join(filepath.Dir(dir), "某*", "身份*")}, []string{"1-正面.jpeg", "2-反面.jpg"}},
		// A file that is named is checked whatever it is.
		{[]string{filepath.Join(dir, "说明.txt")}, []string{"说明.txt"}},
	} {
		order, _ := run(t, append([]string{"check", "--json"}, c.args...)...).pictures(t)
		if !slices.Equal(order, c.want) {
			t.Errorf("%v\n got %v\nwant %v", c.args, order, c.want)
		}
	}
}

func TestTheKindIsGuessedAndSaid(t *testing.T) {
	dir := t.TempDir()
	data := good(t)
	licence := write(t, filepath.Join(dir, "营业执照.jpg"), data)
	scan := write(t, filepath.Join(dir, "域名证书", "IMG_1.jpg"), data)
	plain := write(t, filepath.Join(dir, "x", "IMG_2.jpg"), data)
	_, by := run(t, "check", "--json", licence, scan, plain).pictures(t)
	for name, want := range map[string]string{"营业执照.jpg": "licence name", "IMG_1.jpg": "domain-certificate folder", "IMG_2.jpg": "other none"} {
		if got := fmt.Sprint(by[name]["kind"], " ", by[name]["kind_from"]); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	r := run(t, "check", licence, scan, plain)
	for _, w := range []string{"按“营业执照”检查，由文件名判断", "按“域名证书”检查，由文件夹名判断", "按“其他材料”检查，文件名看不出是什么"} {
		if !strings.Contains(r.out, w) {
			t.Errorf("no %q in\n%s", w, r.out)
		}
	}
	if r := run(t, "check", "--kind", "other", licence); strings.Contains(r.out, "检查") {
		t.Errorf("what was given is repeated: %s", r.out)
	}
}

func TestAStopIsNoVerdict(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	path := write(t, filepath.Join(t.TempDir(), "a.jpg"), good(t))
	runIn(t, ctx, "check", "--json", "--kind", "other", path).failure(t, "canceled")
}

// until is a context that ends once it was asked a number of times: a stop in
// the middle that no clock decides.
type until struct {
	context.Context
	end   context.CancelFunc
	asked chan struct{}
}

func (u *until) Err() error {
	select {
	case <-u.asked:
	default:
		u.end()
	}
	return u.Context.Err()
}

func newUntil(t *testing.T, times int) *until {
	ctx, cancel := context.WithCancel(t.Context())
	u := &until{ctx, cancel, make(chan struct{}, times)}
	for range times {
		u.asked <- struct{}{}
	}
	return u
}

// TestAStopKeepsWhatIsDone: the rest is neither good nor bad.
func TestAStopKeepsWhatIsDone(t *testing.T) {
	dir := t.TempDir()
	for i := range 12 {
		write(t, filepath.Join(dir, fmt.Sprintf("%02d.jpg", i)), small(t))
	}
	report := filepath.Join(t.TempDir(), "a.html")
	for times := 8; ; times *= 2 {
		r := runIn(t, newUntil(t, times), "check", "--json", "--kind", "other", "--report", report, dir)
		m := r.object(t)
		if m["error"] != nil {
			continue // stopped before the first was done
		}
		if m["stopped"] != true {
			t.Fatalf("never stopped in the middle; with %d questions all were done", times)
		}
		n := len(m["pictures"].([]any))
		if r.code != command.ExitFailure || n == 0 || n >= 12 {
			t.Errorf("exit %d, %d done", r.code, n)
		}
		page, err := os.ReadFile(report)
		if err != nil || !strings.Contains(string(page), fmt.Sprintf("12 张里检查了 %d 张", n)) {
			t.Errorf("the report does not say so: %v", err)
		}
		return
	}
}

// TestLimitsCanBeGiven for one call, and lie in the data folder.
func TestLimitsCanBeGiven(t *testing.T) {
	t.Cleanup(func() { photo.UseTable(nil) })
	dir := t.TempDir()
	path := write(t, filepath.Join(dir, "a.jpg"), good(t))
	strict := write(t, filepath.Join(dir, "limits.json"), stricter(t))
	run(t, "check", "--kind", "other", path).says(t, command.ExitOK, "合格")
	r := run(t, "check", "--kind", "other", "--json", "--limits", strict, path)
	if l := r.object(t)["limits"].(map[string]any); r.code != command.ExitFindings || l["file"] != strict {
		t.Errorf("exit %d, limits %v", r.code, l)
	}
	run(t, "check", "--kind", "other", path).says(t, command.ExitOK) // for that call alone

	damaged := write(t, filepath.Join(dir, "bad.json"), stricter(t)[:200])
	run(t, "check", "--json", "--kind", "other", "--limits", filepath.Join(dir, "gone.json"), path).failure(t, "file.open")
	if r := run(t, "check", "--kind", "other", "--limits", damaged, path); r.code != command.ExitFailure || !strings.Contains(r.err, "bad.json") || r.out != "" {
		t.Errorf("%+v", r)
	}
	// In the data folder: a good one is used, a damaged one told and passed over.
	if r := runWith(t, command.Env{LimitsFile: damaged}, "check", "--kind", "other", path); r.code != command.ExitOK || !strings.Contains(r.err, "没有采用") {
		t.Errorf("%+v", r)
	}
	if r := runWith(t, command.Env{LimitsFile: filepath.Join(dir, "gone.json")}, "check", "--kind", "other", path); r.code != command.ExitOK || r.err != "" {
		t.Errorf("%+v", r)
	}
	if r := runWith(t, command.Env{LimitsFile: strict}, "check", "--kind", "other", path); r.code != command.ExitFindings || r.err != "" {
		t.Errorf("%+v", r)
	}
}

// stricter is the program's table with a long side that nothing has.
func stricter(t *testing.T) []byte {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(assets.PhotoLimits(), &m); err != nil {
		t.Fatal(err)
	}
	for _, x := range m["rows"].([]any) {
		if row := x.(map[string]any); row["kind"] == "other" && row["measure"] == "long-side" {
			row["reject"], row["doubtful"] = 9000, 9500
		}
	}
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestAReportIsWrittenBesideAndRenamed: a page or a PDF, readable by the user
// alone, and nothing is left where it cannot be written.
func TestAReportIsWrittenBesideAndRenamed(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	good := write(t, filepath.Join(dir, "营业执照 <b>.jpg"), good(t))
	if _, err := os.Stat(good); err != nil {
		good = write(t, filepath.Join(dir, "营业执照.jpg"), specimentest.Good(t, "licence"))
	}
	bad := write(t, filepath.Join(dir, "模糊.jpg"), blurred(t))
	gone := filepath.Join(dir, "没有.jpg")
	for _, name := range []string{"报告 #1.html", "报告.PDF"} {
		path := filepath.Join(out, name)
		run(t, "check", "--report", path, good, bad, gone).says(t, command.ExitFindings, "报告已写入", name)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(name) == ".PDF" {
			if !strings.HasPrefix(string(data), "%PDF-") || strings.Count(string(data), "/Subtype /Image") != 2 {
				t.Error("no PDF with two pictures")
			}
			continue
		}
		for _, w := range []string{"共 3 张", "data:image/jpeg;base64,", "没有.jpg", "不合格", "像素", "程序自带"} {
			if !strings.Contains(string(data), w) {
				t.Errorf("the page lacks %q", w)
			}
		}
		if strings.Contains(string(data), "<b>") {
			t.Error("the name of a file became markup")
		}
		m := run(t, "check", "--json", "--report", path, good).object(t)
		if m["report"] != path {
			t.Errorf("report %v", m["report"])
		}
	}
	if list, err := os.ReadDir(out); err != nil || len(list) != 2 {
		t.Errorf("left: %v", list)
	}
	run(t, "check", "--json", "--report", filepath.Join(out, "fehlt", "a.html"), good).failure(t, "file.write")
}

// TestWhatACodeHoldsIsNeverTold, only whether it agrees.
func TestWhatACodeHoldsIsNeverTold(t *testing.T) {
	dir := sharedQR(t)
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	r := run(t, append([]string{"check", "--json", "--kind", "licence"}, files...)...)
	_, by := r.pictures(t)
	for name, p := range by {
		f, _ := p["facts"].(map[string]any)
		if f == nil {
			continue // unreadable
		}
		if w := f["qr"]; w != "none" && w != "read" {
			t.Errorf("%s: %v, though there was nothing to compare with", name, w)
		}
	}
}

func sharedQR(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "photos", "qr")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("SKIPPED: the test pictures qr are not on this machine; nothing was checked")
	}
	return dir
}
