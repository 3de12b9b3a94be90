package decoder

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"beiandesk/app/photo"
)

// Exit codes of a child. Go itself ends with 2 when a limit of the system
// stops it.
const (
	exitOK     = 0
	exitFailed = 1
	exitMemory = 9
)

// watchEvery is how often a child looks at its memory. A gigabyte takes longer
// than this to be touched.
const watchEvery = 10 * time.Millisecond

// Asked tells whether this process was started to decode one picture. main
// asks before anything else is opened.
func Asked(args []string) bool { return len(args) == 1 && args[0] == Argument }

// Serve is the life of a child: it answers requests until the program that
// started it is gone or ends it. The result is the exit code.
func Serve(decode func(format photo.Format, data []byte, page int) (photo.Rendition, error)) int {
	return serve(decode, MemoryLimit)
}

func serve(decode func(photo.Format, []byte, int) (photo.Rendition, error), memory uint64) int {
	in, out := os.Stdin, os.Stdout
	// Libraries print to os.Stdout; the answers must stay alone on it.
	os.Stdout = os.Stderr
	if err := confineSelf(memory); err != nil {
		fmt.Fprintln(os.Stderr, "the limits cannot be set:", err)
		return exitFailed
	}
	debug.SetMemoryLimit(int64(memory / 2)) // collect early; the hard limit is the watchdog's
	go watch(memory)
	requests := make(chan request)
	go listen(in, requests)
	for r := range requests {
		late := time.AfterFunc(TimeLimit+afterKill, func() { os.Exit(exitFailed) })
		rendition, failed := guarded(decode, r)
		late.Stop()
		if err := writeAnswer(out, rendition, failed); err != nil {
			fmt.Fprintln(os.Stderr, "the answer was not taken:", err)
			return exitFailed
		}
		debug.FreeOSMemory() // it may wait long for the next
	}
	return exitOK
}

type request struct {
	format photo.Format
	page   int // of a PDF, from 1
	data   []byte
}

// listen reads the requests. The end of the input is the end of the child,
// even in the middle of a file: nobody waits for it any more.
func listen(in io.Reader, requests chan<- request) {
	for {
		r, err := readRequest(in)
		if err != nil {
			os.Exit(exitFailed)
		}
		requests <- r
	}
}

// guarded turns a panic of a library into an answer.
func guarded(decode func(photo.Format, []byte, int) (photo.Rendition, error), r request) (out photo.Rendition, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, err = photo.Rendition{}, fmt.Errorf("%w: panic: %v", photo.ErrDamaged, p)
		}
	}()
	return decode(r.format, r.data, r.page)
}

// watch ends the child above the limit, on every system alike. It counts what
// Go holds, and the memory of WebAssembly is a part of that.
func watch(limit uint64) {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for {
		metrics.Read(sample)
		if sample[0].Value.Uint64()-sample[1].Value.Uint64() > limit {
			os.Exit(exitMemory)
		}
		time.Sleep(watchEvery)
	}
}
