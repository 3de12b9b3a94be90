package command_test

import (
	"archive/zip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/command"
	"beiandesk/app/filing"
	"beiandesk/app/filing/specimen/specimentest"
	"beiandesk/app/parcel"
)

// names lists what a ZIP holds.
func names(t *testing.T, path string) []string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var out []string
	for _, f := range z.File {
		out = append(out, f.Name)
	}
	return out
}

// zips lists the packages in a folder, and fails on anything else in it.
func zips(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".zip") {
			t.Errorf("%s is left in the folder", e.Name())
		}
		list = append(list, filepath.Join(dir, e.Name()))
	}
	return list
}

// change rewrites a filing.json.
func change(t *testing.T, dir string, work func(m map[string]any)) {
	t.Helper()
	path := filepath.Join(dir, parcel.FilingFile)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	work(m)
	if data, err = json.Marshal(m); err != nil {
		t.Fatal(err)
	}
	write(t, path, data)
}

// TestTheSampleBecomesAPackage is the way that make run goes without a display.
func TestTheSampleBecomesAPackage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "样本 客户 #1 100%")
	out := filepath.Join(t.TempDir(), "材料包 #2", "深一层")
	run(t, "sample", dir).says(t, command.ExitOK, "filing.json", "beiandesk prepare")
	// The portrait is captured on the provider's page; the rest is whole.
	change(t, dir, func(m map[string]any) {
		m["portrait"] = map[string]any{"status": "submitted", "confirmed": true}
	})
	r := run(t, "prepare", dir, "--originals", "--out", out)
	r.says(t, command.ExitOK, "合格", "已生成材料包：")
	list := zips(t, out)
	if len(list) != 1 || !strings.Contains(r.out, list[0]) {
		t.Fatalf("packages %v", list)
	}
	in := names(t, list[0])
	for _, want := range []string{"01-营业执照.jpg", "表单.xlsx", "备案资料表.pdf", "filing.json", "原图/01-营业执照.jpg"} {
		if !slices.Contains(in, want) {
			t.Errorf("no %s among %v", want, in)
		}
	}
	r = run(t, "prepare", "--json", "--no-watermark", "--out", out, dir) // again, over the old one
	m := r.object(t)
	if r.code != command.ExitOK || keys(m) != "block checklist domain draft files findings info kind notes package pictures questions unchecked warn" || m["draft"] != false ||
		m["package"] != list[0] || len(m["files"].([]any)) == 0 || len(m["pictures"].([]any)) != 9 {
		t.Errorf("exit %d, %s", r.code, r.out)
	}
	first := m["pictures"].([]any)[0].(map[string]any)
	if first["slot"] != "licence" || first["outcome"] != "pass" || first["sha256"] == "" {
		t.Errorf("%v", first)
	}
	again := names(t, zips(t, out)[0])
	if slices.ContainsFunc(again, func(n string) bool { return strings.HasPrefix(n, "原图/") }) {
		t.Errorf("originals that nobody asked for: %v", again)
	}
}

// TestADraftSurvivesBadPictures: what cannot be read is left out and said; the
// rest is made. Without --draft nothing is written.
func TestADraftSurvivesBadPictures(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	good := good(t)
	write(t, filepath.Join(dir, "filing.json"), []byte(`{"schema":1,"state":"draft","kind":"first","domain":{"name":"example.com"},"materials":[
		{"slot":"licence","picture":"good.jpg"},
		{"slot":"legal-front","picture":"empty.jpg","outcome":"pass","anyway":"可以"},
		{"slot":"legal-back","picture":"cut.jpg"},
		{"slot":"domain","picture":"blurred.jpg","outcome":"pass"},
		{"slot":"commitment","picture":"none.jpg"}]}`))
	write(t, filepath.Join(dir, "good.jpg"), good)
	write(t, filepath.Join(dir, "empty.jpg"), nil)
	write(t, filepath.Join(dir, "cut.jpg"), good[:len(good)/2])
	write(t, filepath.Join(dir, "blurred.jpg"), specimentest.Blurred(t, "domain-certificate"))

	run(t, "prepare", dir, "--out", out).says(t, command.ExitFindings, "没有生成材料包", "--draft", "none.jpg")
	if list := zips(t, out); len(list) != 0 {
		t.Fatalf("written without --draft: %v", list)
	}
	r := run(t, "prepare", dir, "--draft", "--out", out, "--json")
	if r.code != command.ExitFindings {
		t.Fatalf("%+v", r)
	}
	m := r.object(t)
	list := zips(t, out)
	if m["draft"] != true || len(list) != 1 || m["package"] != list[0] {
		t.Fatalf("%v, packages %v", m["package"], list)
	}
	outcomes := map[string]string{}
	for _, x := range m["pictures"].([]any) {
		p := x.(map[string]any)
		outcomes[p["slot"].(string)] = p["outcome"].(string)
	}
	if outcomes["licence"] != "pass" || outcomes["legal-front"] != "reject" || outcomes["legal-back"] != "reject" || outcomes["domain"] != "reject" {
		t.Errorf("outcomes %v", outcomes)
	}
	notes := ""
	for _, n := range m["notes"].([]any) {
		notes += n.(string) + "\n"
	}
	for _, word := range []string{"none.jpg", "人像面", "国徽面", "不放进材料包"} {
		if !strings.Contains(notes, word) {
			t.Errorf("notes do not mention %s:\n%s", word, notes)
		}
	}
	in, err := parcel.Open(t.Context(), list[0])
	if err != nil {
		t.Fatal(err)
	}
	slots := map[filing.Slot]bool{}
	for _, x := range in.Filing.Materials {
		slots[x.Slot] = true
	}
	if !in.Draft || !slots[filing.SlotLicence] || !slots[filing.SlotDomain] || slots[filing.SlotLegalFront] || slots[filing.SlotLegalBack] {
		t.Errorf("draft %v, materials %v", in.Draft, slots)
	}
}

func TestPrepareSaysWhenItCannotWrite(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "filing.json"), []byte(`{"schema":1,"state":"draft","domain":{"name":"example.com"}}`))
	blocked := write(t, filepath.Join(t.TempDir(), "file"), []byte("x"))
	run(t, "prepare", dir, "--draft", "--json", "--out", filepath.Join(blocked, "out")).failure(t, "file.write")
	run(t, "prepare", dir, "--draft", "--json", "--out", blocked).failure(t, "file.write")
	if r := run(t, "sample", filepath.Join(blocked, "x")); r.code != command.ExitFailure || !strings.Contains(r.err, "样本没有写成") {
		t.Errorf("%+v", r)
	}
}

// TestPicturesAreSizedForTheProviderOrWhoIsNamed.
func TestPicturesAreSizedForTheProviderOrWhoIsNamed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "样本")
	run(t, "sample", dir)
	change(t, dir, func(m map[string]any) {
		m["provider"] = "xinnet"
		m["materials"] = m["materials"].([]any)[:2] // two are enough
	})
	largest := func(args ...string) (most uint64) {
		out := t.TempDir()
		run(t, append([]string{"prepare", dir, "--draft", "--out", out}, args...)...)
		list := zips(t, out)
		if len(list) != 1 {
			t.Fatalf("%v: packages %v", args, list)
		}
		z, err := zip.OpenReader(list[0])
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		for _, f := range z.File {
			if filepath.Ext(f.Name) == ".jpg" && !strings.Contains(f.Name, "/") {
				most = max(most, f.UncompressedSize64)
			}
		}
		return most
	}
	if n := largest(); n > 81_920 || n < 60_000 {
		t.Errorf("for the provider: %d bytes", n)
	}
	if n := largest("--size", "police"); n > 400_000 || n < 300_000 {
		t.Errorf("for the police: %d bytes", n)
	}
	if r := run(t, "prepare", dir, "--out", t.TempDir(), "--size", "portrait-2010x"); r.code != command.ExitUsage || !strings.Contains(r.err, "police") || strings.Contains(r.err, "portrait-2010、") {
		t.Errorf("%+v", r)
	}
}

// A folder that holds somebody's filing is not written over by the sample.
func TestSampleKeepsAFilingThatIsThere(t *testing.T) {
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "filing.json"), []byte("{}"))
	run(t, "sample", dir).says(t, command.ExitFailure, "已有 filing.json", "换一个空文件夹")
	if got, err := os.ReadFile(file); err != nil || string(got) != "{}" {
		t.Errorf("%s %v", got, err)
	}
}
