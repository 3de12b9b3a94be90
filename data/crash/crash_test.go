package crash_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/data/crash"
)

// The test program starts itself again as a child that opens the recorder in
// the folder it is given and ends in the way it is told.
func TestMain(m *testing.M) {
	if dir := os.Getenv("CRASH_TEST_DIR"); dir != "" {
		os.Exit(child(dir, os.Getenv("CRASH_TEST_END")))
	}
	os.Exit(m.Run())
}

func child(dir, end string) int {
	r, previous, err := crash.Open(dir, "beiandesk 9.8.7 test/arch")
	if err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Printf("previous=%s unclean=%v\n", filepath.Base(previous), r.LastRunEndedBadly())
	switch end {
	case "panic":
		var err error = errors.New("no filing for 样本 13800138000 11010519491231002X")
		panic(err)
	case "caught":
		defer r.Catch(os.Exit)
		panic(errors.New("no filing for 样本 13800138000"))
	case "goroutine":
		go func() {
			fmt.Println(os.Args[len(os.Args)])
		}()
		select {}
	case "deadlock": // a fatal error, which recover cannot catch
		select {}
	case "killed":
		return 0
	}
	if err := r.Close(); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

func run(t *testing.T, dir, end string) (out string, failed bool) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "CRASH_TEST_DIR="+dir, "CRASH_TEST_END="+end)
	text, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(text)), exit != nil
}

func TestPanicIsOfferedAtTheNextStart(t *testing.T) {
	for end, trace := range map[string]string{
		"panic":     "panic: （内容已略去）",
		"caught":    "panic: a value of type *errors.errorString",
		"goroutine": "index out of range",
		"deadlock":  "select (no cases)", // its first line goes to stderr alone
	} {
		t.Run(end, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "样本 [1] 100%")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if out, failed := run(t, dir, end); !failed || out != "previous=. unclean=false" {
				t.Fatalf("first run: %q failed=%v", out, failed)
			}
			r, previous, err := crash.Open(dir, "second")
			if err != nil {
				t.Fatal(err)
			}
			if previous == "" || !r.LastRunEndedBadly() {
				t.Fatalf("previous=%q unclean=%v", previous, r.LastRunEndedBadly())
			}
			text, err := os.ReadFile(previous)
			if err != nil {
				t.Fatal(err)
			}
			report := string(text)
			for _, want := range []string{trace, "beiandesk 9.8.7 test/arch", "goroutine ", "crash_test.go"} {
				if !strings.Contains(report, want) {
					t.Errorf("%q missing in\n%s", want, report)
				}
			}
			for _, secret := range []string{"13800138000", "1101051949", "no filing for", "for 样本"} {
				if strings.Contains(report, secret) {
					t.Errorf("%q in\n%s", secret, report)
				}
			}
			info, err := os.Stat(previous)
			if err != nil {
				t.Fatal(err)
			}
			if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
				t.Errorf("mode %o", info.Mode().Perm())
			}
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
			if out, failed := run(t, dir, "clean"); failed || out != "previous=. unclean=false" {
				t.Errorf("a report is offered twice: %q failed=%v", out, failed)
			}
		})
	}
}

func TestCleanExitLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, "clean")
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

// Cut off without a trace: nothing to offer, but the store should look twice.
func TestKilledRunIsToldApart(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, "killed")
	if out, _ := run(t, dir, "clean"); out != "previous=. unclean=true" {
		t.Errorf("got %q", out)
	}
	if reports, err := crash.Reports(dir); err != nil || len(reports) != 0 {
		t.Errorf("reports %v, %v", reports, err)
	}
}

func TestFiveReportsAreKept(t *testing.T) {
	dir := t.TempDir()
	start := time.Date(2026, 11, 23, 8, 0, 0, 0, time.Local)
	for i := range 8 {
		pending := filepath.Join(dir, "active.pending")
		if err := os.WriteFile(pending, fmt.Appendf(nil, "head\n----\npanic: number %d\n", i), 0o600); err != nil {
			t.Fatal(err)
		}
		at := start.Add(time.Duration(i) * time.Minute)
		if err := os.Chtimes(pending, at, at); err != nil {
			t.Fatal(err)
		}
		r, previous, err := crash.Open(dir, "head")
		if err != nil {
			t.Fatal(err)
		}
		if want := at.Format("crash-20060102-150405.txt"); filepath.Base(previous) != want {
			t.Errorf("report %q, want %q", filepath.Base(previous), want)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	reports, err := crash.Reports(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(reports) != crash.Keep || filepath.Base(reports[0]) != "crash-20261123-080700.txt" || filepath.Base(reports[4]) != "crash-20261123-080300.txt" {
		t.Errorf("kept %v", reports)
	}
}

// Two crashes within one second, and a file of another program's making.
func TestReportsDoNotOverwriteEachOther(t *testing.T) {
	dir := t.TempDir()
	at := time.Date(2026, 11, 23, 8, 0, 0, 0, time.Local)
	for range 2 {
		pending := filepath.Join(dir, "active.pending")
		if err := os.WriteFile(pending, []byte("no head at all"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(pending, at, at); err != nil {
			t.Fatal(err)
		}
		r, _, err := crash.Open(dir, "head")
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if reports, err := crash.Reports(dir); err != nil || len(reports) != 2 {
		t.Errorf("reports %v, %v", reports, err)
	}
}

func TestMissingFolderIsASentence(t *testing.T) {
	_, _, err := crash.Open(filepath.Join(t.TempDir(), "没有"), "head")
	if app.CodeOf(err) != crash.CodeNotWritable {
		t.Errorf("got %v", err)
	}
}
