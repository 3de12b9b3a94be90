package review_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/screens/hosttest"
	"beiandesk/screens/review"
	"beiandesk/screens/text"
)

// Without a program for PDF the paper is saved all the same, and said to be.
func TestAPaperThatNothingOpensIsStillSaved(t *testing.T) {
	w := newWorld(t, nil)
	w.host.SavePath = filepath.Join(t.TempDir(), "资料表.pdf")
	w.host.OpenErr = errors.New("no program")
	p := review.NewExport(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), text.OverviewPaper)
	if data, err := os.ReadFile(w.host.SavePath); err != nil || !strings.HasPrefix(string(data), "%PDF") {
		t.Fatalf("nothing was saved: %v", err)
	}
	w.host.NoAlerts()
	if n := len(w.host.Toasts); n == 0 || !strings.Contains(w.host.Toasts[n-1].Sentence, "已保存“资料表.pdf”") {
		t.Errorf("said %+v", w.host.Toasts)
	}
}
