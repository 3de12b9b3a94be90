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
	// MemoryLimit of a child, bytes. A HEIC picture of 12 megapixels takes about
	// 440 MB, one of 24 (today's iPhones) about twice that, since libheif holds
	// the tiles, the whole and the copy that is handed over; a PDF takes about
	// 350 MB. Above it lie only the 48-megapixel mode and hostile files.
	MemoryLimit = 1 << 30

	// TimeLimit of a child, from its start.
	TimeLimit = 20 * time.Second

	// afterKill is the time to wait for the pipes of a killed child.
	afterKill = 2 * time.Second

	// wordsKept of what a dying child writes, bytes: enough for the first line.
	wordsKept = 4096
)

// Process is the photo.Decoder that starts the children, one at a time. The
// others wait for their turn.
type Process struct {
	program func() (string, error)
	limit   time.Duration
	turn    chan struct{}
}

// New uses the running program itself.
func New() *Process {
	return &Process{program: os.Executable, limit: TimeLimit, turn: make(chan struct{}, 1)}
}

// Decode implements photo.Decoder. It returns as soon as ctx ends; the child
// is dead by then.
func (p *Process) Decode(ctx context.Context, format photo.Format, data []byte) (photo.Rendition, error) {
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return photo.Rendition{}, ctx.Err()
	}
	timed, cancel := context.WithTimeoutCause(ctx, p.limit, photo.ErrSlow)
	defer cancel()
	out, err := p.run(timed, format, data)
	if err != nil && timed.Err() != nil {
		return photo.Rendition{}, context.Cause(timed) // what a killed child said is of no use
	}
	return out, err
}

func (p *Process) run(ctx context.Context, format photo.Format, data []byte) (photo.Rendition, error) {
	none := photo.Rendition{}
	request, err := requestHead(format, len(data))
	if err != nil {
		return none, err
	}
	program, err := p.program()
	if err != nil {
		return none, fmt.Errorf("%w: %w", photo.ErrStart, err)
	}
	cmd := exec.CommandContext(ctx, program, Argument)
	cmd.Env = environment()
	cmd.WaitDelay = afterKill
	words := &head{most: wordsKept}
	cmd.Stderr = words
	hide(cmd)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return none, fmt.Errorf("%w: %w", photo.ErrStart, err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return none, fmt.Errorf("%w: %w", photo.ErrStart, err)
	}
	if err := cmd.Start(); err != nil {
		return none, fmt.Errorf("%w: %w", photo.ErrStart, err)
	}
	// The child does nothing before it has its file, so it is confined in time.
	release, err := confine(cmd.Process)
	if err != nil {
		return none, errors.Join(fmt.Errorf("%w: %w", photo.ErrStart, err), cmd.Process.Kill(), cmd.Wait())
	}
	defer release()
	go func() {
		// A child that dies early breaks the pipe, which its end then explains.
		// Not closed: the end of the input tells the child that we are gone.
		_, _ = io.Copy(stdin, io.MultiReader(bytes.NewReader(request), bytes.NewReader(data)))
	}()
	out, answer := readAnswer(stdout)
	if answer != nil {
		_ = cmd.Process.Kill() // it may still be writing; an ended one cannot be killed
	}
	end := cmd.Wait()
	var said *failure
	switch {
	case answer == nil:
		return out, nil // whole and checked; how the child ended does not matter
	case errors.As(answer, &said):
		return none, said.error
	}
	return none, obituary(end, answer, words.String())
}

// obituary tells why a child died without an answer.
func obituary(end, answer error, words string) error {
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

// head keeps the first bytes that are written to it.
type head struct {
	buffer bytes.Buffer
	most   int
}

func (h *head) Write(p []byte) (int, error) {
	h.buffer.Write(p[:min(len(p), max(0, h.most-h.buffer.Len()))])
	return len(p), nil
}

func (h *head) String() string { return h.buffer.String() }
