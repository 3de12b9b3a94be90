package store_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/data/store"
)

// childEnv makes the test program write filings without end into the folder it
// names, and print each id after it was stored.
const childEnv = "BEIANDESK_STORE_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		if err := child(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func child(dir string) error {
	s, _, err := store.Open(places(dir), testKey, clock)
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		id := fmt.Sprintf("p%d-%d", os.Getpid(), i)
		f, row := desktest.Sample(id, i)
		var picture string
		if err := s.Update(context.Background(), func(tx desk.Tx) (err error) {
			if picture, err = tx.AddPicture(id, []byte("样本图"+id)); err != nil {
				return err
			}
			f.Materials[0].Picture = picture
			return tx.Insert(f, row)
		}); err != nil {
			return err
		}
		f.Remark = "第二次"
		if err := s.Update(context.Background(), func(tx desk.Tx) error { return tx.Save(f, row) }); err != nil {
			return err
		}
		fmt.Println(id, picture) // acknowledged
	}
}

func TestWhatWasAcknowledgedOutlivesAKill(t *testing.T) {
	dir := t.TempDir()
	at := places(dir)
	acknowledged := map[string]string{}
	for round := range 5 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childEnv+"="+dir)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			id, picture, _ := strings.Cut(lines.Text(), " ")
			acknowledged[id] = picture
			if n == 5+3*round { // somewhere in the midst of the next write
				time.Sleep(time.Duration(round) * 700 * time.Microsecond)
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if cmd.Wait() == nil {
			t.Fatal("the child was not killed")
		}
		s, report := openReport(t, at)
		if !report.Unclean {
			t.Error("the kill was not noticed")
		}
		if len(report.Missing) > 0 || report.Unmended > 0 || report.Absent > 0 || report.Lost > 1 {
			t.Errorf("round %d: %+v", round, report)
		}
		view(t, s, func(r desk.Reader) error {
			for id, picture := range acknowledged {
				f, err := r.Filing(id)
				if err != nil {
					t.Fatalf("round %d: acknowledged filing %s: %v", round, id, err)
				}
				if f.Remark != "第二次" || f.Rev != 2 {
					t.Errorf("round %d: the acknowledged save of %s is gone: %q, revision %d", round, id, f.Remark, f.Rev)
				}
				if data, err := r.Picture(picture); err != nil || string(data) != "样本图"+id {
					t.Errorf("round %d: picture of %s: %q, %v", round, id, data, err)
				}
			}
			return nil
		})
		closeStore(t, s)
		if s, report = openReport(t, at); report.Unclean {
			t.Error("a clean exit was taken for a crash")
		}
		closeStore(t, s)
	}
	if len(acknowledged) < 30 {
		t.Errorf("only %d saves were tried", len(acknowledged))
	}
}

func TestTwoWindowsOnOneFolder(t *testing.T) {
	at := places(t.TempDir())
	one := openAt(t, at)
	withPicture(t, one, "a", 1)
	two, report := openReport(t, at)
	if report.Unclean || report.Mended() {
		t.Errorf("the second one took the first for a crash: %+v", report)
	}
	var mine, theirs *filing.Filing
	view(t, one, func(r desk.Reader) (err error) { mine, err = r.Filing("a"); return err })
	view(t, two, func(r desk.Reader) (err error) { theirs, err = r.Filing("a"); return err })
	mine.Remark, theirs.Remark = "窗口", "命令行"
	update(t, one, func(tx desk.Tx) error { return tx.Save(mine, desktest.RowOf(mine)) })
	err := two.Update(t.Context(), func(tx desk.Tx) error { return tx.Save(theirs, desktest.RowOf(theirs)) })
	if app.CodeOf(err) != app.CodeConflict || theirs.Remark != "命令行" {
		t.Errorf("the later save: %v, text %q", err, theirs.Remark)
	}
	view(t, two, func(r desk.Reader) error {
		f, err := r.Filing("a")
		if err == nil && f.Remark != "窗口" {
			t.Errorf("stored %q", f.Remark)
		}
		return err
	})
	// Many writes from both sides wait for each other.
	done := make(chan error)
	for i, s := range []*store.Store{one, two} {
		go func() {
			for n := range 20 {
				f, row := desktest.Sample(strconv.Itoa(i)+"-"+strconv.Itoa(n), n)
				if err := s.Update(context.Background(), func(tx desk.Tx) error { return tx.Insert(f, row) }); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	closeStore(t, one)
	if _, err := os.Stat(at.Database + ".open"); err != nil {
		t.Errorf("the first one to leave called it a clean exit: %v", err)
	}
	closeStore(t, two)
	for _, suffix := range []string{".open", "-wal", "-shm"} {
		if _, err := os.Stat(at.Database + suffix); !os.IsNotExist(err) {
			t.Errorf("%s is left behind (%v)", suffix, err)
		}
	}
}

func TestASecondStartDoesNotTakeAPictureBeingAddedForLost(t *testing.T) {
	at := places(t.TempDir())
	one := openAt(t, at)
	withPicture(t, one, "a", 1)
	added, opened := make(chan struct{}), make(chan store.Report, 1)
	go func() {
		<-added
		s, report, err := store.Open(at, testKey, clock)
		if err != nil {
			t.Error(err)
		} else if err := s.Close(); err != nil {
			t.Error(err)
		}
		opened <- report
	}()
	var picture string
	update(t, one, func(tx desk.Tx) (err error) {
		picture, err = tx.AddPicture("a", []byte("中途"))
		close(added)
		time.Sleep(100 * time.Millisecond) // the other one reaches its sweep and must wait
		return err
	})
	if report := <-opened; report.Lost != 0 {
		t.Errorf("report %+v", report)
	}
	view(t, one, func(r desk.Reader) error { _, err := r.Picture(picture); return err })
}
