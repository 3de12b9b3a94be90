// Package decoder runs the decoders of app/photo/foreign in a child process of
// the same program: beiandesk decode-picture. A file that crashes, fills the
// memory or never ends takes the child with it and nothing else.
//
// The child gets the file on its standard input and answers on its standard
// output; it gets no file name, writes no file, and its environment is empty.
package decoder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"beiandesk/app/photo"
)

// Argument is the first argument of the child.
const Argument = "decode-picture"

const (
	// MemoryLimit of a child, bytes. Measured peaks: a PDF 434 MB, of which
	// PDFium's machine code is most; HEIC of 12 megapixels 380 MB, of 24 (the
	// size iPhones take today) 630 MB, of 48 (their largest) 964 MB. A quarter
	// is added for files that are packed otherwise; a machine with 4 GB bears it.
	MemoryLimit = 1280 << 20

	// TimeLimit for one file.
	TimeLimit = 20 * time.Second

	// IdleTime is how long a child is kept without work.
	IdleTime = 30 * time.Second

	// afterKill is the time to wait for the pipes of a killed child.
	afterKill = 2 * time.Second

	// wordsKept of what a child prints, bytes: its last words are enough.
	wordsKept = 4096
)

// Process is the photo.Decoder that starts the children, one at a time. The
// others wait for their turn. A child that has answered is kept for a moment:
// most of the time of a single file goes into making machine code of the
// decoder, and pictures come in heaps. One that failed is not used again.
type Process struct {
	program func() (string, error)
	limit   time.Duration // for one file, with the start of the child
	idle    time.Duration // how long a child without work is kept
	turn    chan struct{}

	// Only who has the turn touches these.
	kept *child
	rest *time.Timer
}

// New uses the running program itself.
func New() *Process {
	return &Process{program: os.Executable, limit: TimeLimit, idle: IdleTime, turn: make(chan struct{}, 1)}
}

// Decode implements photo.Decoder. It returns as soon as ctx ends; the child
// is dead by then.
func (p *Process) Decode(ctx context.Context, format photo.Format, data []byte, page int) (photo.Rendition, error) {
	none := photo.Rendition{}
	request, err := requestHead(format, page, len(data))
	if err != nil {
		return none, err
	}
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return none, ctx.Err()
	}
	timed, cancel := context.WithTimeoutCause(ctx, p.limit, photo.ErrSlow)
	defer cancel()
	if c := p.take(); c != nil {
		out, err := p.try(timed, c, request, data)
		var said *failure
		if err == nil || timed.Err() != nil || errors.As(err, &said) {
			return out, err
		}
		// It may have died while it had nothing to do, or of what the files
		// before have left. A new one tells.
	}
	c, err := p.start()
	if err != nil {
		return none, err
	}
	return p.try(timed, c, request, data)
}

// try gives a child one file, and keeps it when all went well.
func (p *Process) try(ctx context.Context, c *child, request, data []byte) (photo.Rendition, error) {
	stop := context.AfterFunc(ctx, c.kill)
	out, err := c.exchange(request, data)
	if !stop() {
		_ = c.end() // killed; what it said is of no use, nor is how it ended
		return photo.Rendition{}, context.Cause(ctx)
	}
	if err != nil {
		return photo.Rendition{}, c.obituary(err)
	}
	p.keep(c)
	return out, nil
}

// take returns the child that is kept, if it is still there.
func (p *Process) take() *child {
	c := p.kept
	if c != nil {
		p.kept = nil
		p.rest.Stop()
	}
	return c
}

// keep lets a child wait for the next file and ends it when none comes.
func (p *Process) keep(c *child) {
	p.kept = c
	p.rest = time.AfterFunc(p.idle, func() {
		p.turn <- struct{}{}
		defer func() { <-p.turn }()
		if p.kept == c {
			p.kept = nil
			_ = c.end() // it was asked to go; how it went does not matter
		}
	})
}

// Close ends the child that is kept. It waits for one that works.
func (p *Process) Close() {
	p.turn <- struct{}{}
	defer func() { <-p.turn }()
	if c := p.take(); c != nil {
		_ = c.end()
	}
}

// child is a running process.
type child struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     io.Reader
	words   *tail // the last of what it prints
	release func()
}

func (p *Process) start() (*child, error) {
	fail := func(err error) (*child, error) { return nil, fmt.Errorf("%w: %w", photo.ErrStart, err) }
	program, err := p.program()
	if err != nil {
		return fail(err)
	}
	c := &child{cmd: exec.Command(program, Argument), words: &tail{most: wordsKept}}
	c.cmd.Env = environment()
	c.cmd.WaitDelay = afterKill
	c.cmd.Stderr = c.words
	hide(c.cmd)
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return fail(err)
	}
	if c.out, err = c.cmd.StdoutPipe(); err != nil {
		return fail(err)
	}
	if err := c.cmd.Start(); err != nil {
		return fail(err)
	}
	// The child does nothing before it has a file, so it is confined in time.
	if c.release, err = confine(c.cmd.Process); err != nil {
		c.release = func() {}
		return fail(errors.Join(err, c.end()))
	}
	return c, nil
}

// exchange sends one file and reads the answer.
func (c *child) exchange(request, data []byte) (photo.Rendition, error) {
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		// A child that dies early breaks the pipe, which its end then explains.
		_, _ = io.Copy(c.in, io.MultiReader(bytes.NewReader(request), bytes.NewReader(data)))
	}()
	out, err := readAnswer(c.out)
	if err != nil {
		c.kill() // it may still be reading or writing
	}
	<-sent
	return out, err
}

func (c *child) kill() { _ = c.cmd.Process.Kill() } // one that has ended cannot be killed

// end kills the child and takes it off the system's list. The error is how it
// ended.
func (c *child) end() error {
	c.kill()
	err := c.cmd.Wait()
	c.release()
	return err
}

// obituary ends a child that gave no answer, or the answer no, and tells why.
func (c *child) obituary(answer error) error {
	end := c.end()
	var said *failure
	if errors.As(answer, &said) {
		return said
	}
	return reason(end, answer, c.words.String())
}

// reason tells why a child died without an answer.
func reason(end, answer error, words string) error {
	why := fmt.Errorf("%w: %w", photo.ErrDamaged, errors.Join(answer, end))
	var exit *exec.ExitError
	if !errors.As(end, &exit) {
		return why
	}
	for _, sign := range []string{"out of memory", "cannot allocate memory", "VirtualAlloc", "mmap"} {
		if strings.Contains(words, sign) {
			return fmt.Errorf("%w: %w", photo.ErrMemory, end)
		}
	}
	if exit.ExitCode() == exitMemory {
		return fmt.Errorf("%w: %w", photo.ErrMemory, end)
	}
	return why
}

// environment is all that a child needs: on Linux the places of libraries that
// the program itself was started with, on Windows (added by os/exec) SYSTEMROOT.
func environment() []string {
	env := []string{"GOTRACEBACK=none"}
	if path := os.Getenv("LD_LIBRARY_PATH"); path != "" && runtime.GOOS == "linux" {
		env = append(env, "LD_LIBRARY_PATH="+path)
	}
	return env
}

// tail keeps the last bytes that are written to it.
type tail struct {
	bytes []byte
	most  int
}

func (t *tail) Write(p []byte) (int, error) {
	t.bytes = append(t.bytes, p...)
	t.bytes = t.bytes[max(0, len(t.bytes)-t.most):]
	return len(p), nil
}

func (t *tail) String() string { return string(t.bytes) }
