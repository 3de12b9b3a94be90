package review_test

import (
	"path/filepath"
	"slices"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/review"
	"beiandesk/screens/text"
)

// markBox is the check box of the watermark, the first on the page.
func markBox(t *testing.T, p *review.Export) *part.Check {
	t.Helper()
	boxes := hosttest.All[*part.Check](lay(p))
	if len(boxes) == 0 || !hosttest.Shows(p.Content(), text.WatermarkWhy) {
		t.Fatal("the watermark is not offered, or not explained")
	}
	return boxes[0]
}

// TestTheWatermarkIsOnForEachExportAnew, and that the last one went without is
// said.
func TestTheWatermarkIsOnForEachExportAnew(t *testing.T) {
	w := newWorld(t, nil)
	f := w.stored().Filing
	name := w.desk.TargetFor(&f).Name
	p := review.NewExport(w.host, w.desk, w.route())
	box := markBox(t, p)
	if !box.Checked() {
		t.Fatal("the watermark is not on by default")
	}
	box.Tapped(nil)
	if box.Checked() || !hosttest.Shows(lay(p), text.PlainNoted) {
		t.Error("what follows is not said")
	}
	if _, err := w.desk.Export(t.Context(), w.id, desk.ExportOptions{Dest: filepath.Join(t.TempDir(), "a.zip"), NoWatermark: true, Anyway: true}, nil); err != nil {
		t.Fatal(err)
	}
	p = review.NewExport(w.host, w.desk, w.route())
	if !markBox(t, p).Checked() || !hosttest.Shows(p.Content(), text.PlainBefore(name)) {
		t.Errorf("off without being asked, or the last export is not recalled: %q", hosttest.Words(p.Content()))
	}
}

// TestTheRowsToCopyAreMasked: a person's values with an eye, and what is copied
// is the value, in the way for personal data; an organisation's code is clear.
func TestTheRowsToCopyAreMasked(t *testing.T) {
	w := newWorld(t, nil)
	p := review.NewExport(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), text.OpenIt)
	lay(p)
	f := w.stored().Filing
	for what, v := range map[string]string{"number": f.Legal.CertNumber, "mobile": f.Legal.Mobile, "mail": f.Legal.Email, "street": f.Organiser.Address.Street} {
		if v == "" {
			t.Fatalf("the sample has no %s", what)
		}
		if slices.Contains(hosttest.Words(p.Content()), v) {
			t.Errorf("the %s stands there in clear", what)
		}
	}
	if !hosttest.Shows(p.Content(), f.Organiser.CertNumber) || !hosttest.Shows(p.Content(), f.Organiser.Name) {
		t.Error("what the ministry publishes is hidden")
	}
	for _, b := range hosttest.All[*part.Button](p.Content()) {
		if b.Label() == text.Copy {
			b.Tapped(nil)
		}
	}
	if !slices.Contains(w.host.Personal, f.Legal.CertNumber) || !slices.Contains(w.host.Copied, f.Organiser.CertNumber) || slices.Contains(w.host.Copied, f.Legal.Mobile) {
		t.Errorf("copied %d personal and %d other values", len(w.host.Personal), len(w.host.Copied))
	}
	log, err := w.desk.Log(t.Context(), 0, 50)
	if err != nil || !slices.ContainsFunc(log, func(e desk.Entry) bool {
		return e.Action == desk.DidUnmask && slices.Contains(e.Kinds, "legal.cert_number")
	}) {
		t.Error("what was copied in full is not in the log", err)
	}
}
