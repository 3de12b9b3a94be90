package backup_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// needs finds a program of the system or skips loudly; in CI it must be there.
func needs(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed; .ci/setup.sh test does it", name)
		}
		t.Skipf("SKIPPED: %s is not installed, so nothing shows that other tools open our backups", name)
	}
	return path
}

// ageDecrypt runs the standard tool. It reads a passphrase from a terminal
// alone; script gives it one, and takes its input as typed.
func ageDecrypt(t *testing.T, passphrase, from, into string) error {
	t.Helper()
	age, script := needs(t, "age"), needs(t, "script")
	cmd := exec.Command(script, "-qec", fmt.Sprintf("%s -d -o '%s' '%s'", age, into, from), "/dev/null")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	buf := make([]byte, 1024)
	typed := false
	for {
		n, err := out.Read(buf)
		said.Write(buf[:n])
		if !typed && strings.Contains(said.String(), "passphrase") { // only now does it listen
			typed = true
			if _, err := io.WriteString(in, passphrase+"\n"); err != nil {
				t.Fatal(err)
			}
		}
		if err != nil {
			break
		}
	}
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("%w: %s", err, said.String())
	}
	return nil
}

func TestTheStandardToolsOpenABackup(t *testing.T) {
	sqlite, untar, sums := needs(t, "sqlite3"), needs(t, "tar"), needs(t, "sha256sum")
	dir, out := filled(t, 4), t.TempDir()
	b, err := keeper(dir, noon).Make(t.Context(), options(out), nil)
	if err != nil {
		t.Fatal(err)
	}
	work := t.TempDir()
	inner := filepath.Join(work, "inner.tar")
	if err := ageDecrypt(t, "wrong", b.Path, inner); err == nil {
		t.Error("age opens it with a wrong passphrase: the test proves nothing")
	}
	if err := ageDecrypt(t, code, b.Path, inner); err != nil {
		t.Fatalf("age: %v", err)
	}
	run := func(name string, args ...string) string {
		cmd := exec.Command(name, args...)
		cmd.Dir = work
		said, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v: %s", name, err, said)
		}
		return strings.TrimSpace(string(said))
	}
	run(untar, "xf", inner)
	if said := run(sums, "-c", "SHA256SUMS"); strings.Count(said, "OK") != 4+3 {
		t.Errorf("sha256sum says %s", said)
	}
	if said := run(sqlite, "beiandesk.db", "pragma integrity_check"); said != "ok" {
		t.Errorf("sqlite3 says %s", said)
	}
	if said := run(sqlite, "beiandesk.db", "pragma foreign_key_check"); said != "" {
		t.Errorf("sqlite3 says %s", said)
	}
	// What a person has unpacked by hand is a data folder.
	for _, name := range []string{"manifest.json", "SHA256SUMS", "inner.tar"} {
		if err := os.Remove(filepath.Join(work, name)); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, work, 4)
}
