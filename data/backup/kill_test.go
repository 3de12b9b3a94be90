package backup_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/data/backup"
)

// child works without end until it is killed; it says what it has finished.
func child(job, dir, out string) error {
	n := 0
	k := keeper(dir, func() time.Time { return noon().Add(time.Duration(n) * time.Hour) })
	if job == "swap" {
		fmt.Println("ready")
		_, err := backup.Swap(dir)
		return err
	}
	for {
		n++
		b, err := k.Make(context.Background(), options(out), nil)
		if err != nil {
			return err
		}
		fmt.Println(b.Path)
		if job == "restore" {
			r, err := k.Restore(context.Background(), b.Path, code, nil)
			if err != nil {
				return err
			}
			fmt.Println(r.Folder)
		}
	}
}

// killed runs a child until a moment after its first word and returns the lines
// it had finished.
func killed(t *testing.T, job, dir, out string, after time.Duration) (lines []string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+job, childEnv+"_DIR="+dir, childEnv+"_OUT="+out)
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(pipe)
	first, err := r.ReadString('\n')
	if err != nil {
		t.Fatalf("the child said nothing: %v", err)
	}
	lines = append(lines, strings.TrimSpace(first))
	time.Sleep(after)
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range strings.SplitAfter(string(rest), "\n") {
		if strings.HasSuffix(l, "\n") {
			lines = append(lines, strings.TrimSpace(l))
		}
	}
	_ = cmd.Wait() // killed
	return lines
}

// killRounds is the number of kills of each kind.
func killRounds(t *testing.T, n int) int {
	if testing.Short() {
		return n / 10
	}
	return n
}

func TestABackupThatIsKilledLeavesTheEarlierOnes(t *testing.T) {
	dir, out := filled(t, 30), t.TempDir()
	spread := time.Duration(0)
	{ // how long one takes here
		begin := time.Now()
		if _, err := keeper(dir, noon).Make(t.Context(), options(t.TempDir()), nil); err != nil {
			t.Fatal(err)
		}
		spread = 2 * time.Since(begin)
	}
	for round := range killRounds(t, 60) {
		lines := killed(t, "make", dir, out, rand.N(spread))
		k := keeper(dir, func() time.Time { return noon().AddDate(0, 0, round+1) })
		last, ok, err := k.Last()
		if err != nil || !ok {
			t.Fatalf("round %d: no good backup: %v", round, err)
		}
		newest := lines[len(lines)-1]
		if last.Path < newest {
			t.Errorf("round %d: %s was acknowledged, the newest is %s", round, newest, last.Path)
		}
		if _, err := k.Check(t.Context(), last.Path, code, nil); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
		if err := k.Clean(); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
		if l := leftovers(t, out); len(l) > 0 {
			t.Errorf("round %d: left %v", round, l)
		}
		if l, err := filepath.Glob(filepath.Join(out, "*.age")); err != nil || len(l) > 2 {
			t.Errorf("round %d: %d backups of one day are left: a kill during the rotation was not made good", round, len(l))
		}
	}
	holds(t, dir, 30)
}

func TestARestoreThatIsKilledIsWholeOrNotThere(t *testing.T) {
	dir, out := filled(t, 20), t.TempDir()
	for round := range killRounds(t, 40) {
		lines := killed(t, "restore", dir, out, rand.N(250*time.Millisecond))
		k := keeper(dir, noon)
		if err := k.Clean(); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
		if l := leftovers(t, dir); len(l) > 0 {
			t.Errorf("round %d: left %v", round, l)
		}
		there, err := filepath.Glob(filepath.Join(dir, backup.RestoredPrefix+"*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines {
			if strings.HasPrefix(line, backup.RestoredPrefix) {
				if _, err := os.Stat(filepath.Join(dir, line)); err != nil {
					t.Errorf("round %d: acknowledged, but not there: %v", round, err)
				}
			}
		}
		for _, folder := range there {
			holds(t, folder, 20)
			if err := os.RemoveAll(folder); err != nil {
				t.Fatal(err)
			}
		}
	}
	holds(t, dir, 20)
}

// swappable makes a data folder of 3 filings with a plan to put 2 in its place.
func swappable(t *testing.T) (dir string) {
	t.Helper()
	old := filled(t, 2)
	out := t.TempDir()
	b, err := keeper(old, noon).Make(t.Context(), options(out), nil)
	if err != nil {
		t.Fatal(err)
	}
	dir = filled(t, 3)
	k := keeper(dir, noon)
	r, err := k.Restore(t.Context(), b.Path, code, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.Plan(r.Folder); err != nil {
		t.Fatal(err)
	}
	if k.Planned() != r.Folder {
		t.Fatalf("planned %q", k.Planned())
	}
	return dir
}

func TestASwapThatIsKilledAtAnyStepIsFinishedByTheNextStart(t *testing.T) {
	defer backup.AfterStep(func() {})
	type stop struct{}
	for at := 1; ; at++ {
		dir := swappable(t)
		steps := 0
		backup.AfterStep(func() {
			if steps++; steps == at {
				panic(stop{}) // nothing after this point happens, as after a kill
			}
		})
		done := func() (done bool) {
			defer func() {
				if r := recover(); r != nil {
					if _, ours := r.(stop); !ours {
						panic(r)
					}
				}
			}()
			s, err := backup.Swap(dir)
			if err != nil {
				t.Fatalf("step %d: %v", at, err)
			}
			return s.Done
		}()
		backup.AfterStep(func() {})
		if !done {
			if _, err := backup.Swap(dir); err != nil {
				t.Fatalf("after step %d: %v", at, err)
			}
		}
		bothWhole(t, dir)
		if done {
			if at < 8 {
				t.Errorf("only %d steps", at)
			}
			return
		}
	}
}

func TestASwapThatIsKilledAtRandom(t *testing.T) {
	for range killRounds(t, 30) {
		dir := swappable(t)
		killed(t, "swap", dir, "", rand.N(2*time.Millisecond))
		if _, err := backup.Swap(dir); err != nil {
			t.Fatal(err)
		}
		bothWhole(t, dir)
	}
}

// bothWhole fails unless the restored data are in place and those of before are
// kept whole.
func bothWhole(t *testing.T, dir string) {
	t.Helper()
	holds(t, dir, 2)
	former, err := keeper(dir, noon).Former()
	if err != nil || len(former) != 1 {
		t.Fatalf("%v, %v", former, err)
	}
	copied := filepath.Join(t.TempDir(), "former")
	if err := os.CopyFS(copied, os.DirFS(filepath.Join(dir, former[0]))); err != nil {
		t.Fatal(err)
	}
	holds(t, copied, 3)
	if left, err := filepath.Glob(filepath.Join(dir, backup.RestoredPrefix+"*")); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "swap.json")); !os.IsNotExist(err) {
		t.Errorf("the plan is left: %v", err)
	}
}
