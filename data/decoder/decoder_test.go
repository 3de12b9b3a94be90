package decoder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"beiandesk/app/photo"
)

// The children of these tests are this test program with a decoder that does
// what the file tells it.
func TestMain(m *testing.M) {
	if Asked(os.Args[1:]) {
		os.Exit(serve(obey, 192<<20))
	}
	os.Exit(m.Run())
}

var (
	kept  [][]byte // memory that stays in use
	asked int
)

func obey(_ photo.Format, data []byte, page int) (photo.Rendition, error) {
	order, rest, _ := strings.Cut(string(data), " ")
	switch order {
	case "print":
		fmt.Println("a library that prints")
	case "panic":
		panic("a library that panics")
	case "locked":
		return photo.Rendition{}, fmt.Errorf("%w: test", photo.ErrLocked)
	case "exit":
		os.Exit(3)
	case "garbage":
		_, err := os.NewFile(1, "stdout").WriteString(strings.Repeat("no answer ", 100))
		return photo.Rendition{}, err
	case "page":
		return photo.Rendition{JPEG: []byte("done"), Pages: page}, nil
	case "no":
		return photo.Rendition{}, photo.ErrPage
	case "count":
		asked++
		return photo.Rendition{JPEG: []byte("done"), Pages: asked}, nil
	case "sleep":
		time.Sleep(time.Minute)
	case "memory":
		for range 64 {
			kept = append(kept, bytes.Repeat([]byte{1}, 16<<20))
			time.Sleep(time.Millisecond)
		}
	case "environment":
		return photo.Rendition{JPEG: []byte(strings.Join(os.Environ(), "\n")), Pages: 1}, nil
	case "write":
		err := os.WriteFile(rest, []byte("x"), 0o600)
		return photo.Rendition{JPEG: fmt.Append(nil, err), Pages: 1}, nil
	case "large":
		return photo.Rendition{JPEG: make([]byte, photo.MaxBytes+1), Pages: 1}, nil
	}
	return photo.Rendition{JPEG: []byte("done " + rest), Pages: 7}, nil
}

func ask(t *testing.T, ctx context.Context, order string) (photo.Rendition, error) {
	t.Helper()
	p := New()
	defer p.Close()
	return p.Decode(ctx, photo.PDF, []byte(order), 1)
}

func TestAChildAnswers(t *testing.T) {
	long := strings.Repeat("文件", 4<<20)
	for _, order := range []string{"do this", "print this", "do " + long} {
		_, rest, _ := strings.Cut(order, " ")
		out, err := ask(t, t.Context(), order)
		if err != nil || string(out.JPEG) != "done "+rest || out.Pages != 7 {
			t.Errorf("%.10s: %d bytes, %d pages, %v", order, len(out.JPEG), out.Pages, err)
		}
	}
}

func TestAChildThatFailsGivesTheReason(t *testing.T) {
	for order, want := range map[string]error{"panic": photo.ErrDamaged, "locked": photo.ErrLocked, "exit": photo.ErrDamaged,
		"garbage": photo.ErrDamaged, "memory": photo.ErrMemory, "large": photo.ErrMemory} {
		if out, err := ask(t, t.Context(), order); !errors.Is(err, want) || out.JPEG != nil {
			t.Errorf("%s: got %v with %d bytes, want %v", order, err, len(out.JPEG), want)
		}
	}
	p := New()
	p.program = func() (string, error) { return filepath.Join(t.TempDir(), "none"), nil }
	if _, err := p.Decode(t.Context(), photo.PDF, []byte("x"), 1); !errors.Is(err, photo.ErrStart) {
		t.Errorf("a program that is not there: %v", err)
	}
	p.program = func() (string, error) { return "", os.ErrNotExist }
	if _, err := p.Decode(t.Context(), photo.PDF, []byte("x"), 1); !errors.Is(err, photo.ErrStart) {
		t.Errorf("a program without a name: %v", err)
	}
	if _, err := New().Decode(t.Context(), photo.GIF, []byte("x"), 1); !errors.Is(err, photo.ErrDamaged) {
		t.Errorf("a GIF: %v", err)
	}
}

func TestAChildIsAskedForThePage(t *testing.T) {
	p := New()
	defer p.Close()
	for _, page := range []int{1, 2, maxPages} {
		if out, err := p.Decode(t.Context(), photo.PDF, []byte("page"), page); err != nil || out.Pages != page {
			t.Errorf("page %d: it was asked for %d, %v", page, out.Pages, err)
		}
	}
	if _, err := p.Decode(t.Context(), photo.PDF, []byte("no"), 9); !errors.Is(err, photo.ErrPage) {
		t.Errorf("a page that is not there: %v", err)
	}
	for _, page := range []int{-1, 0, maxPages + 1} {
		if _, err := p.Decode(t.Context(), photo.PDF, []byte("page"), page); !errors.Is(err, photo.ErrPage) {
			t.Errorf("page %d: %v", page, err)
		}
	}
}

func TestASlowChildIsKilled(t *testing.T) {
	p := New()
	p.limit = 300 * time.Millisecond
	if _, err := p.Decode(t.Context(), photo.HEIC, []byte("sleep"), 1); !errors.Is(err, photo.ErrSlow) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, cancel)
	if _, err := ask(t, ctx, "sleep"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestOneChildAtATime(t *testing.T) {
	p := New()
	defer p.Close()
	p.turn <- struct{}{} // somebody else's turn
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := p.Decode(ctx, photo.PDF, []byte("do"), 1); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it did not wait: %v", err)
	}
	<-p.turn
	if _, err := p.Decode(t.Context(), photo.PDF, []byte("do"), 1); err != nil {
		t.Error(err)
	}
}

func TestAChildThatAnsweredIsKeptAndOneThatFailedIsNot(t *testing.T) {
	p := New()
	defer p.Close()
	for i, want := range []int{1, 2, 0, 1, 2} {
		if want == 0 {
			if _, err := p.Decode(t.Context(), photo.PDF, []byte("panic"), 1); !errors.Is(err, photo.ErrDamaged) {
				t.Errorf("panic: %v", err)
			}
			continue
		}
		if out, err := p.Decode(t.Context(), photo.PDF, []byte("count"), 1); err != nil || out.Pages != want {
			t.Errorf("request %d is the child's %dth, want %d: %v", i, out.Pages, want, err)
		}
	}
	p.kept.kill() // by the system, while it has nothing to do
	if _, err := p.Decode(t.Context(), photo.PDF, []byte("count"), 1); err != nil {
		t.Errorf("a kept child that died: %v", err)
	}
}

func TestAChildWithoutWorkEnds(t *testing.T) {
	p := New()
	p.idle = time.Millisecond
	if _, err := p.Decode(t.Context(), photo.PDF, []byte("count"), 1); err != nil {
		t.Fatal(err)
	}
	for {
		p.turn <- struct{}{}
		gone := p.kept == nil
		<-p.turn
		if gone {
			return // the test's own time limit is the failure
		}
		time.Sleep(time.Millisecond)
	}
}

func TestAChildKnowsNothingOfTheUser(t *testing.T) {
	t.Setenv("BEIANDESK_TEST_SECRET", "样本")
	t.Setenv("LD_LIBRARY_PATH", "")
	out, err := ask(t, t.Context(), "environment")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(out.JPEG), "\n") {
		if name, _, _ := strings.Cut(line, "="); name != "GOTRACEBACK" && !strings.EqualFold(name, "SYSTEMROOT") {
			t.Errorf("the environment has %s", line)
		}
	}
}

func TestAChildCannotWriteAFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("SKIPPED: Windows has no limit on the size of files")
	}
	path := filepath.Join(t.TempDir(), "x")
	out, err := ask(t, t.Context(), "write "+path)
	if data, _ := os.ReadFile(path); len(data) > 0 {
		t.Errorf("it wrote %q (%s, %v)", data, out.JPEG, err)
	}
}

func TestAChildEndsWithTheProgramThatStartedIt(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	order := []byte("sleep")
	head, err := requestHead(photo.PDF, 1, len(order))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, self, Argument)
	cmd.Stdin = bytes.NewReader(append(head, order...)) // which then ends
	if err := cmd.Run(); err == nil || ctx.Err() != nil {
		t.Errorf("ended with %v, %v", err, ctx.Err())
	}
}

func TestOnlyTheHiddenArgumentAsks(t *testing.T) {
	for _, args := range [][]string{nil, {"check"}, {Argument, "a.pdf"}, {"-" + Argument}} {
		if Asked(args) {
			t.Errorf("%v starts a child", args)
		}
	}
	if !Asked([]string{Argument}) {
		t.Error("the argument starts none")
	}
}

func TestBrokenAnswersAreRefused(t *testing.T) {
	var whole bytes.Buffer
	if err := writeAnswer(&whole, photo.Rendition{JPEG: []byte("bytes"), Pages: 2}, nil); err != nil {
		t.Fatal(err)
	}
	for n := range whole.Len() {
		if _, err := readAnswer(bytes.NewReader(whole.Bytes()[:n])); err == nil {
			t.Errorf("%d of %d bytes were an answer", n, whole.Len())
		}
	}
	change := func(at int, to ...byte) []byte {
		out := bytes.Clone(whole.Bytes())
		copy(out[at:], to)
		return out
	}
	for what, answer := range map[string][]byte{
		"magic": change(0, 'X'), "status": change(4, 99), "pages": change(5, 0xff), "no pages": change(5, 0, 0, 0, 0),
		"length": change(9, 0xff, 0xff, 0xff, 0xff), "no bytes": change(9, 0, 0, 0, 0),
	} {
		if out, err := readAnswer(bytes.NewReader(answer)); err == nil {
			t.Errorf("%s: %+v", what, out)
		}
	}
	for i, want := range statuses {
		var b bytes.Buffer
		if err := writeAnswer(&b, photo.Rendition{JPEG: []byte("x"), Pages: 1}, want); err != nil {
			t.Fatal(err)
		}
		if _, err := readAnswer(&b); !errors.Is(err, want) {
			t.Errorf("status %d came as %v", i, err)
		}
	}
	for what, head := range map[string]string{"format": "\x03\x00\x00\x00\x01", "page 0": "\x02\x00\x00\x00\x00", "page": "\x02\xff\x00\x00\x00"} {
		if r, err := readRequest(strings.NewReader(magic + head + "\x00\x00\x00\x00")); err == nil {
			t.Errorf("%s: the request %+v was taken", what, r)
		}
	}
	if _, err := readAnswer(io.MultiReader()); err == nil {
		t.Error("nothing was an answer")
	}
}
