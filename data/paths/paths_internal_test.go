package paths

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"beiandesk/app"
)

// awkward are folder names that people have: a Chinese user name, blanks, and
// the characters that break paths which were glued together as URLs.
var awkward = []string{"数据 库", "a b  c", "a#b", "100%", "a%20b", "甲？乙&丙", strings.Repeat("很长的文件夹", 10)}

func noUserDir() (string, error) { return "", errors.New("HOME is not defined") }

func userDir(dir string) func() (string, error) {
	return func() (string, error) { return dir, nil }
}

func TestFlagWinsAndIsMade(t *testing.T) {
	for _, name := range awkward {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name, "子文件夹")
			p, err := open(dir, "", noUserDir)
			if err != nil {
				t.Fatal(err)
			}
			if p.Dir() != dir || p.Portable() {
				t.Errorf("got %q portable=%v, want %q", p.Dir(), p.Portable(), dir)
			}
			for _, sub := range []string{p.Dir(), p.Pictures(), p.Log(), p.Crash(), p.Tables(), p.Backup()} {
				info, err := os.Stat(sub)
				if err != nil {
					t.Fatal(err)
				}
				if mode := info.Mode().Perm(); runtime.GOOS != "windows" && mode != 0o700 {
					t.Errorf("%s has mode %o, want 700", sub, mode)
				}
			}
			for _, file := range []string{p.Database(), p.Key(), p.Limits()} {
				if filepath.Dir(file) != dir {
					t.Errorf("%s is not in %s", file, dir)
				}
			}
			left, err := filepath.Glob(filepath.Join(filepath.Dir(dir), "子文件夹", ".probe-*"))
			if err != nil || len(left) > 0 {
				t.Errorf("probe left behind: %v %v", left, err)
			}
		})
	}
}

// TestTheFileOfLimitsIsFoundAndNothingMade: a command leaves no folder behind.
func TestTheFileOfLimitsIsFoundAndNothingMade(t *testing.T) {
	base := t.TempDir()
	if got, want := limitsFile("", userDir(base)), filepath.Join(base, "beiandesk", "photo_limits.json"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if list, err := os.ReadDir(base); err != nil || len(list) > 0 {
		t.Errorf("made: %v %v", list, err)
	}
	if got := limitsFile("", noUserDir); got != "" {
		t.Errorf("without a place for data: %q", got)
	}
}

func TestFlagMayBeRelative(t *testing.T) {
	t.Chdir(t.TempDir())
	p, err := open("数据", "", noUserDir)
	if err != nil {
		t.Fatal(err)
	}
	if !filepath.IsAbs(p.Dir()) || filepath.Base(p.Dir()) != "数据" {
		t.Errorf("got %q", p.Dir())
	}
}

func TestUserFolderWithoutFlag(t *testing.T) {
	base := filepath.Join(t.TempDir(), "样本用户", "AppData")
	p, err := open("  ", filepath.Join(t.TempDir(), "beiandesk.exe"), userDir(base))
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(base, "beiandesk"); p.Dir() != want || p.Portable() {
		t.Errorf("got %q portable=%v, want %q", p.Dir(), p.Portable(), want)
	}
}

func TestPortableFolderBesideTheProgram(t *testing.T) {
	for _, program := range []string{"beiandesk", "beiandesk.app/Contents/MacOS/beiandesk"} {
		top, err := filepath.EvalSymlinks(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		want := filepath.Join(top, PortableName)
		if err := os.Mkdir(want, 0o700); err != nil {
			t.Fatal(err)
		}
		exe := filepath.Join(top, filepath.FromSlash(program))
		if err := os.MkdirAll(filepath.Dir(exe), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(exe, nil, 0o700); err != nil {
			t.Fatal(err)
		}
		p, err := open("", exe, userDir(t.TempDir()))
		if err != nil {
			t.Fatal(err)
		}
		if p.Dir() != want || !p.Portable() {
			t.Errorf("%s: got %q portable=%v, want %q", program, p.Dir(), p.Portable(), want)
		}
		flagged, err := open(t.TempDir(), exe, noUserDir)
		if err != nil || flagged.Portable() {
			t.Errorf("the flag must win over portable mode: %v %v", flagged, err)
		}
	}
}

func TestPortableFolderIsFoundThroughALink(t *testing.T) {
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(top, PortableName), 0o700); err != nil {
		t.Fatal(err)
	}
	exe, link := filepath.Join(top, "beiandesk"), filepath.Join(t.TempDir(), "备案台")
	if err := os.WriteFile(exe, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(exe, link); err != nil {
		t.Skip("skipped: this system lets nobody make links here:", err)
	}
	p, err := open("", link, userDir(t.TempDir()))
	if err != nil || !p.Portable() {
		t.Errorf("got %+v, %v", p, err)
	}
}

// A file of that name is no portable folder; it must not stop the start.
func TestPortableFileIsIgnored(t *testing.T) {
	top := t.TempDir()
	if err := os.WriteFile(filepath.Join(top, PortableName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := open("", filepath.Join(top, "beiandesk"), userDir(t.TempDir()))
	if err != nil || p.Portable() {
		t.Errorf("got %+v, %v", p, err)
	}
}

func TestRefusalsSayWhatToDo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "文件.txt")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, flag string
		user       func() (string, error)
		code       string
	}{
		{"a file", file, noUserDir, CodeNotFolder},
		{"below a file", filepath.Join(file, "数据"), noUserDir, CodeNotWritable},
		{"no place", "", noUserDir, CodeNoPlace},
	}
	for _, c := range cases {
		_, err := open(c.flag, "", c.user)
		if app.CodeOf(err) != c.code {
			t.Errorf("%s: code %q, want %q (%v)", c.name, app.CodeOf(err), c.code, err)
			continue
		}
		if m := app.MessageOf(err); !strings.Contains(m, "请") || strings.Contains(m, "HOME") {
			t.Errorf("%s: %q names no next step or shows a Go error", c.name, m)
		}
	}
}

func TestReadOnlyFolderIsRefused(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("skipped: the administrator may write everywhere")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Error(err)
		}
	})
	if _, err := open(dir, "", noUserDir); app.CodeOf(err) != CodeNotWritable {
		t.Errorf("got %v", err)
	}
}
