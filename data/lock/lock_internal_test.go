package lock

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
)

// The test program starts itself again as the first program: it takes the lock
// of the folder it is given, says so, and says "shown" when it is asked.
func TestMain(m *testing.M) {
	if dir := os.Getenv("LOCK_TEST_DIR"); dir != "" {
		os.Exit(first(dir))
	}
	os.Exit(m.Run())
}

func first(dir string) int {
	l, err := Take(dir)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println("holding")
	if os.Getenv("LOCK_TEST_LATE") != "" { // the window comes up only after a second start
		time.Sleep(300 * time.Millisecond)
	}
	l.OnShow(func() { fmt.Println("shown") })
	// ends when the test closes its standard input, or kills it
	if _, err := bufio.NewReader(os.Stdin).ReadByte(); err == nil {
		return 2
	}
	if err := l.Release(); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// start runs the first program until it holds the folder.
func start(t *testing.T, dir string, env ...string) (says func() string, end, kill func()) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// a first program that never says what is waited for is ended, so that the test fails
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(stop)
	cmd := exec.CommandContext(ctx, self)
	cmd.Env = append(append(os.Environ(), "LOCK_TEST_DIR="+dir), env...)
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
	lines := bufio.NewScanner(out)
	says = func() string {
		t.Helper()
		if !lines.Scan() {
			t.Fatal("the first program has ended")
		}
		return lines.Text()
	}
	t.Cleanup(func() {
		if cmd.ProcessState == nil {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	})
	if line := says(); line != "holding" {
		t.Fatalf("first program: %s", line)
	}
	end = func() {
		t.Helper()
		if err := errors.Join(in.Close(), cmd.Wait()); err != nil {
			t.Error(err)
		}
	}
	kill = func() {
		t.Helper()
		if err := cmd.Process.Kill(); err != nil {
			t.Error(err)
		}
		_ = cmd.Wait() // "killed", as wanted
	}
	return says, end, kill
}

func folders(t *testing.T) map[string]string {
	t.Helper()
	dirs := map[string]string{}
	for name, sub := range map[string]string{
		"plain":   "data",
		"Chinese": "样本用户/备案 数据 #1 100%",
		"long":    strings.Repeat("很长的文件夹名/", 12) + "备案",
	} {
		dir := filepath.Join(t.TempDir(), filepath.FromSlash(sub))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		dirs[name] = dir
	}
	return dirs
}

func TestSecondStartShowsTheFirst(t *testing.T) {
	for name, dir := range folders(t) {
		t.Run(name, func(t *testing.T) {
			says, end, _ := start(t, dir)
			for range 2 {
				l, err := Take(dir)
				if l != nil || !errors.Is(err, ErrShown) {
					t.Fatalf("got %v, %v", l, err)
				}
				if line := says(); line != "shown" {
					t.Errorf("first program says %q", line)
				}
			}
			end()
			left, err := filepath.Glob(filepath.Join(dir, "show*"))
			if err != nil || len(left) > 0 {
				t.Errorf("left behind: %v %v", left, err)
			}
			l, err := Take(dir)
			if err != nil {
				t.Fatalf("after the first has ended: %v", err)
			}
			if err := errors.Join(l.Deaf(), l.Release()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestShowBeforeTheWindowIsThere(t *testing.T) {
	dir := t.TempDir()
	says, end, _ := start(t, dir, "LOCK_TEST_LATE=1")
	if _, err := Take(dir); !errors.Is(err, ErrShown) {
		t.Fatal(err)
	}
	if line := says(); line != "shown" {
		t.Errorf("first program says %q", line)
	}
	end()
}

func TestKilledProgramLeavesNoObstacle(t *testing.T) {
	for name, dir := range folders(t) {
		t.Run(name, func(t *testing.T) {
			_, _, kill := start(t, dir)
			kill()
			if _, err := os.Stat(filepath.Join(dir, whereName)); err != nil {
				t.Fatalf("the killed program should have left its file behind: %v", err)
			}
			says, end, _ := start(t, dir)
			text, err := os.ReadFile(filepath.Join(dir, whereName))
			if err != nil {
				t.Fatal(err)
			}
			if name == "plain" && runtime.GOOS != "windows" && !strings.Contains(string(text), socketName) {
				t.Errorf("the dead socket is in the way: %s", text)
			}
			if _, err := Take(dir); !errors.Is(err, ErrShown) {
				t.Error(err)
			}
			if line := says(); line != "shown" {
				t.Errorf("first program says %q", line)
			}
			end()
		})
	}
}

func TestFilesAreForTheUserAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: Windows keeps rights in another way")
	}
	dir := t.TempDir()
	l, err := Take(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{lockName, whereName, socketName} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has mode %o", name, mode)
		}
	}
	if err := l.Release(); err != nil {
		t.Error(err)
	}
}

// A long path leads to the temporary folder, never to a socket that is cut off.
func TestLongPathUsesShortSocket(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: Windows listens at a port")
	}
	dir := folders(t)["long"]
	tmp := filepath.Join(os.TempDir(), "beiandesk-")
	l, err := Take(dir)
	if err != nil || l.Deaf() != nil {
		t.Fatal(err, l.Deaf())
	}
	address := l.ear.listener.Addr().String()
	if !strings.HasPrefix(address, tmp) {
		t.Errorf("listens at %s", address)
	}
	if err := l.Release(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(address); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("socket left: %v", err)
	}
}

// The way Windows goes, and every disk without sockets.
func TestPortAndToken(t *testing.T) {
	dir := t.TempDir()
	heard := make(chan bool, 10)
	listener, err := loopback()
	if err != nil {
		t.Fatal(err)
	}
	e := &ear{path: filepath.Join(dir, whereName), token: "right", listener: listener, done: make(chan struct{}), heard: func() { heard <- true }}
	if err := e.publish(); err != nil {
		t.Fatal(err)
	}
	go e.serve()
	if err := knock(dir); err != nil || len(heard) != 1 {
		t.Errorf("with the right token: %v, heard %d", err, len(heard))
	}
	for _, line := range []string{"beiandesk wrong\nshow\n", "beiandesk \nshow\n", "show\n", "GET / HTTP/1.1\r\n\r\n", strings.Repeat("x", 1000), "beiandesk right\nquit\n"} {
		c, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Write([]byte(line)); err != nil {
			t.Fatal(err)
		}
		if err := c.SetReadDeadline(time.Now().Add(answerTime)); err != nil {
			t.Fatal(err)
		}
		_ = c.(*net.TCPConn).CloseWrite() // fails if the other side has hung up already
		if answer, _ := bufio.NewReader(c).ReadString('k'); strings.Contains(answer, "ok") {
			t.Errorf("%q got %q", line, answer)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := knock(dir); err != nil || len(heard) != 2 {
		t.Errorf("after strangers: %v, heard %d", err, len(heard))
	}
	if err := e.close(); err != nil {
		t.Error(err)
	}
}

func TestAddressOutsideIsRefused(t *testing.T) {
	dir := t.TempDir()
	for _, w := range []where{{"tcp", "192.0.2.1:80", "t"}, {"tcp", "example.com:80", "t"}, {"udp", "127.0.0.1:9", "t"}, {"tcp", "127.0.0.1", "t"}} {
		text, err := json.Marshal(w)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, whereName), text, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := knock(dir); err == nil || !strings.HasPrefix(err.Error(), "read show.json") {
			t.Errorf("%v: %v", w, err)
		}
	}
}

// A program that holds the lock and does not answer: a sentence, no hanging.
func TestNoAnswerIsASentence(t *testing.T) {
	patience = 200 * time.Millisecond
	t.Cleanup(func() { patience = 5 * time.Second })
	dir := t.TempDir()
	_, _, kill := start(t, dir)
	defer kill()
	for name, content := range map[string]string{"empty": "", "damaged": "{", "nobody there": `{"network":"tcp","address":"127.0.0.1:1","token":"x"}`} {
		if err := os.WriteFile(filepath.Join(dir, whereName), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Take(dir); app.CodeOf(err) != CodeNoAnswer || !strings.Contains(app.MessageOf(err), "请") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMissingFolderIsASentence(t *testing.T) {
	if _, err := Take(filepath.Join(t.TempDir(), "没有")); app.CodeOf(err) != CodeRefused {
		t.Errorf("got %v", err)
	}
}

// If nothing can be listened at, the folder is held all the same.
func TestDeafProgramStillHoldsTheFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, whereName), 0o700); err != nil { // cannot be replaced by a file
		t.Fatal(err)
	}
	l, err := Take(dir)
	if err != nil {
		t.Fatal(err)
	}
	if l.Deaf() == nil {
		t.Error("nobody can read where it listens, yet it says all is well")
	}
	if err := l.Release(); err != nil {
		t.Error(err)
	}
}
