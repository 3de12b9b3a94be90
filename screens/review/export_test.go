package review_test

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/parcel"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/review"
	"beiandesk/screens/text"
)

func list(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestWithBlocksOnlyADraftAndOnlyOnDemand.
func TestWithBlocksOnlyADraftAndOnlyOnDemand(t *testing.T) {
	w := newWorld(t, nil)
	dir := t.TempDir()
	w.host.SavePath = filepath.Join(dir, "材料 #1 100%.zip")
	p := review.NewExport(w.host, w.desk, w.route())
	if hosttest.Button(lay(p), text.ExportNow) != nil || !hosttest.Shows(p.Content(), text.ExportBlocked) {
		t.Fatal("blocks, and the package is offered as if it were fine")
	}
	hosttest.Press(t, p.Content(), text.ExportAnyway) // and no
	if len(w.host.Questions) != 1 || len(list(t, dir)) != 0 {
		t.Fatalf("asked %d times, %v written", len(w.host.Questions), list(t, dir))
	}
	w.host.Yes = true
	hosttest.Press(t, lay(p), text.ExportAnyway)
	if got := list(t, dir); len(got) != 1 || !hosttest.Shows(lay(p), text.ExportDoneDraft) {
		t.Fatalf("%v written, shown %q", got, hosttest.Words(p.Content()))
	}
	if in, err := parcel.Open(t.Context(), w.host.SavePath); err != nil || !in.Draft {
		t.Errorf("draft %v, %v", in.Draft, err)
	}
	if hosttest.Button(p.Content(), text.ExportMark) != nil {
		t.Error("a draft is offered for handing in")
	}
	if len(w.host.Suggested) != 1 || strings.Contains(w.host.Suggested[0], "样本") || !strings.HasSuffix(w.host.Suggested[0], ".zip") {
		t.Errorf("suggested %v", w.host.Suggested)
	}
	hosttest.Press(t, p.Content(), text.ExportOpen)
	if len(w.host.Opened) != 1 || w.host.Opened[0] != dir {
		t.Errorf("opened %v", w.host.Opened)
	}
	w.host.NoAlerts()
}

// The dialog that chose the place has asked already: a second question would
// be one too many.
func TestAnExistingPackageThatWasChosenIsReplaced(t *testing.T) {
	w := newWorld(t, nil)
	w.host.SavePath = filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(w.host.SavePath, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	answers := 0
	p := review.NewExport(&firstYes{Host: w.host, n: &answers}, w.desk, w.route())
	hosttest.Press(t, lay(p), text.ExportAnyway)
	if answers != 1 {
		t.Errorf("asked %d times, once for the draft was enough", answers)
	}
	if data, _ := os.ReadFile(w.host.SavePath); !bytes.HasPrefix(data, []byte("PK")) {
		t.Error("not replaced")
	}
	w.host.NoAlerts()
}

// firstYes says yes to the first question and no to the rest.
type firstYes struct {
	*hosttest.Host
	n *int
}

func (h *firstYes) Confirm(q text.Question, answer func(bool)) {
	*h.n++
	answer(*h.n == 1)
}

// TestAFolderGetsANameOfItsOwn: an existing one is never touched.
func TestAFolderGetsANameOfItsOwn(t *testing.T) {
	w := newWorld(t, nil)
	w.host.Yes, w.host.Folder = true, t.TempDir()
	p := review.NewExport(w.host, w.desk, w.route())
	for _, c := range hosttest.All[*part.Check](lay(p)) {
		if hosttest.Shows(c, text.OptFolder) {
			c.Tapped(nil)
		}
	}
	for range 3 {
		hosttest.Press(t, lay(p), text.ExportAnyway)
	}
	name := w.desk.SuggestName(w.stored(), true)
	if got := strings.Join(list(t, w.host.Folder), " "); got != name+" "+name+"-2 "+name+"-3" {
		t.Errorf("folders %s", got)
	}
	w.host.NoAlerts()
}

func TestNothingChosenNothingDone(t *testing.T) {
	w := newWorld(t, nil)
	w.host.Yes = true // and no path
	p := review.NewExport(w.host, w.desk, w.route())
	before := len(w.stored().Filing.Log)
	hosttest.Press(t, lay(p), text.ExportAnyway)
	hosttest.Press(t, lay(p), text.OverviewPaper)
	if p.Busy() || len(w.stored().Filing.Log) != before || len(w.host.Opened) != 0 {
		t.Error("a cancelled dialog did something")
	}
	w.host.NoAlerts()
}

// TestCancelWhileItRuns: a button is there, nothing remains, nothing alarms.
func TestCancelWhileItRuns(t *testing.T) {
	for _, how := range []string{"button", "close"} {
		w := newWorld(t, nil)
		dir := t.TempDir()
		w.host.Yes, w.host.SavePath = true, filepath.Join(dir, "a.zip")
		p := review.NewExport(w.host, w.desk, w.route())
		lay(p)
		w.host.Hold = true
		hosttest.Press(t, p.Content(), text.ExportAnyway)
		if !p.Busy() || hosttest.Button(lay(p), text.ExportAnyway) != nil {
			t.Fatal("running, and it can be started again")
		}
		if how == "button" {
			hosttest.Press(t, p.Content(), text.ExportCancel)
		} else {
			p.Close()
		}
		w.host.Release()
		if got := list(t, dir); len(got) != 0 || p.Busy() {
			t.Errorf("%s: left %v, busy %v", how, got, p.Busy())
		}
		if how == "button" && hosttest.Button(lay(p), text.ExportAnyway) == nil {
			t.Error("after a cancel it cannot be started again")
		}
		w.host.NoAlerts()
	}
}

func TestAFolderThatCannotBeWrittenGivesASentence(t *testing.T) {
	w := newWorld(t, nil)
	w.host.Yes, w.host.SavePath = true, filepath.Join(t.TempDir(), "gone", "a.zip")
	p := review.NewExport(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), text.ExportAnyway)
	if len(w.host.Alerts) != 1 || p.Busy() || hosttest.Button(lay(p), text.ExportAnyway) == nil {
		t.Errorf("alerts %v, busy %v", w.host.Alerts, p.Busy())
	}
	hosttest.Press(t, p.Content(), text.OverviewPaper)
	if len(w.host.Alerts) != 2 || len(w.host.Opened) != 0 {
		t.Errorf("alerts %v, opened %v", w.host.Alerts, w.host.Opened)
	}
}

// TestPapersAreSavedAndOpened, each under a name without a person in it.
func TestPapersAreSavedAndOpened(t *testing.T) {
	w := newWorld(t, nil)
	v := w.stored()
	p := review.NewExport(w.host, w.desk, w.route())
	for _, k := range w.desk.Papers(&v) {
		w.host.SavePath = filepath.Join(t.TempDir(), k.FileName())
		hosttest.Press(t, lay(p), k.Title())
		if data, err := os.ReadFile(w.host.SavePath); err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
			t.Errorf("%s: %v", k, err)
		}
	}
	if len(w.host.Opened) != len(w.desk.Papers(&v)) || len(w.host.Opened) == 0 {
		t.Errorf("opened %v", w.host.Opened)
	}
	w.host.NoAlerts()
}

func TestFieldsAreCopiedOneByOne(t *testing.T) {
	w := newWorld(t, nil)
	p := review.NewExport(w.host, w.desk, w.route())
	if hosttest.Shows(lay(p), "张样本") {
		t.Error("the fields stand open")
	}
	hosttest.Press(t, p.Content(), text.OpenIt)
	if !hosttest.Shows(lay(p), "广州样本科技有限公司") || !hosttest.Shows(p.Content(), "张样本") {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	for _, b := range hosttest.All[*part.Button](p.Content()) {
		if b.Label() == text.Copy {
			b.Tapped(nil)
			break
		}
	}
	if len(w.host.Copied) != 1 || w.host.Copied[0] == "" {
		t.Errorf("copied %q", w.host.Copied)
	}
}

// TestACleanPackageLeadsToHandingIn with the whole sample.
func TestACleanPackageLeadsToHandingIn(t *testing.T) {
	w := newWorld(t, nil)
	v, err := w.desk.AddSample(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	w.id = v.Filing.ID
	w.host.SavePath = filepath.Join(t.TempDir(), "a.zip")
	p := review.NewExport(w.host, w.desk, w.route())
	if hosttest.Button(lay(p), text.ExportAnyway) != nil {
		t.Fatalf("the sample is blocked: %q", hosttest.Words(p.Content()))
	}
	hosttest.Press(t, p.Content(), text.ExportNow)
	if len(w.host.Questions) != 0 || !hosttest.Shows(lay(p), text.ExportDone) || !hosttest.Shows(p.Content(), "01-营业执照.jpg") {
		t.Fatalf("%q", hosttest.Words(p.Content()))
	}
	hosttest.Press(t, p.Content(), text.ExportMark)
	if r := w.last(); w.stored().Filing.State != filing.FirstReview || r.Page != screens.PageHistory || r.Filing != w.id {
		t.Errorf("state %s, leads to %+v", w.stored().Filing.State, r)
	}
	w.host.NoAlerts()
}

// TestThePicturesAreSizedForWhomThePersonChooses, and the page says what that
// means, from where, and what is not known.
func TestThePicturesAreSizedForWhomThePersonChooses(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.Provider = "tencent" })
	p := review.NewExport(w.host, w.desk, w.route())
	lay(p)
	for _, words := range []string{text.SizesOfProvider("腾讯云"), "1.9 MB", "没有查到“腾讯云”"} {
		if !hosttest.Shows(p.Content(), words) {
			t.Errorf("%q is not shown: %q", words, hosttest.Words(p.Content()))
		}
	}
	hosttest.Field(t, p.Content(), "target").Choose("police")
	for _, words := range []string{"每张不超过 400 KB", "一位站长", "日期不详", "以页面为准"} {
		if !hosttest.Shows(lay(p), words) {
			t.Errorf("%q is not shown: %q", words, hosttest.Words(p.Content()))
		}
	}
	p.Close()
	// Remembered for this filing and this run.
	p = review.NewExport(w.host, w.desk, w.route())
	if !hosttest.Shows(lay(p), "每张不超过 400 KB") || hosttest.Field(t, p.Content(), "target").Value() != "police" {
		t.Error("the choice was forgotten")
	}
	hosttest.Field(t, p.Content(), "target").Choose("provider")
	if !hosttest.Shows(lay(p), "1.9 MB") || w.desk.ChosenTarget(w.id) != "" {
		t.Error("it does not follow the provider again")
	}
	w.host.NoAlerts()
}

// TestThePoliceGetThePicturesAlone from the duties after the approval.
func TestThePoliceGetThePicturesAlone(t *testing.T) {
	w := newWorld(t, nil)
	v, err := w.desk.AddSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.id = v.Filing.ID
	w.host.SavePath = filepath.Join(t.TempDir(), "a.zip")
	r := w.route()
	r.Arg = review.ArgPolice
	p := review.NewExport(w.host, w.desk, r)
	if !hosttest.Shows(lay(p), "每张不超过 400 KB") {
		t.Fatalf("%q", hosttest.Words(p.Content()))
	}
	hosttest.Press(t, p.Content(), text.ExportNow)
	if !hosttest.Shows(lay(p), "01-营业执照.jpg") || hosttest.Button(p.Content(), text.ExportMark) != nil {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	z, err := zip.OpenReader(w.host.SavePath)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if f.UncompressedSize64 > 400_000 || f.Name != parcel.ReadmeFile && filepath.Ext(f.Name) != ".jpg" {
			t.Errorf("%s, %d bytes", f.Name, f.UncompressedSize64)
		}
	}
	if len(z.File) < 3 || !strings.HasPrefix(w.host.Suggested[0], "备案图片-") || w.desk.ChosenTarget(w.id) != "" {
		t.Errorf("%d files, suggested %v, remembered %q", len(z.File), w.host.Suggested, w.desk.ChosenTarget(w.id))
	}
	w.host.NoAlerts()
}
