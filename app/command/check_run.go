package command

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/photo"
)

// checkWorkers is how many pictures are held decoded at a time. Two keep two
// processors busy, one reading while the other measures, and need less than
// 200 MB at 12 megapixels each.
const checkWorkers = 2

// reportSide is the longer side of a picture in a report, pixels: enough to
// see where a mark lies, and 200 pictures stay below 20 MB.
const reportSide = 720

// Where the kind of a picture comes from.
const (
	kindGiven      = "given"
	kindFromName   = "name"
	kindFromFolder = "folder"
	kindUnknown    = "none"
)

// judgeAll checks all files, each by itself, and returns the results in their
// order; those that a stop left out are nil.
func judgeAll(ctx context.Context, e Env, f checkFlags, files []target) ([]*checked, error) {
	results := make([]*checked, len(files))
	errs := make([]error, len(files))
	next := make(chan int)
	show := newProgress(e, len(files))
	var wait sync.WaitGroup
	for range min(checkWorkers, len(files)) {
		wait.Go(func() {
			for i := range next {
				results[i], errs[i] = checkFile(ctx, f, files[i])
				show.done(files[i].path)
			}
		})
	}
	for i := range files {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wait.Wait()
	show.end()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return results, nil
}

// checkFile judges one file. What is wrong with the file itself is a result
// and stops nothing; nil without an error means that ctx ended.
func checkFile(ctx context.Context, f checkFlags, file target) (*checked, error) {
	r := &checked{File: file.path, Issues: []issue{}}
	r.Kind, r.KindFrom = kindOf(f.kind, file)
	refuse := func(err error) (*checked, error) {
		if ctx.Err() != nil {
			return nil, nil
		}
		r.Outcome = photo.Reject
		r.Issues = append(r.Issues, issue{Code: string(photo.IssueOf(err)), Error: app.CodeOf(err), Outcome: photo.Reject, Text: app.MessageOf(err)})
		return r, nil
	}
	if file.err != nil {
		return refuse(file.err)
	}
	data, err := desk.ReadPicture(file.path)
	if err != nil {
		return refuse(err)
	}
	r.Bytes = int64(len(data))
	p, err := photo.Read(ctx, filepath.Base(file.path), data)
	if err != nil {
		return refuse(err)
	}
	v, err := photo.Judge(ctx, p, photo.Ask{Kind: r.Kind, Code: f.code, Name: f.name})
	if err != nil {
		return refuse(err)
	}
	r.take(p, v, f)
	if f.report != "" {
		var thumb bytes.Buffer
		if err := jpeg.Encode(&thumb, photo.Marked(p, v, reportSide), &jpeg.Options{Quality: 82}); err != nil {
			return nil, app.Wrap(err, "report.picture", "报告里的小图没有画成，报告没有写。请再试一次。")
		}
		r.thumb = thumb.Bytes()
	}
	return r, nil
}

// kindOf takes the kind that was given, else guesses it.
func kindOf(given string, file target) (kind photo.Kind, from string) {
	if given != "" {
		return photo.Kind(given), kindGiven
	}
	if k, ok := photo.GuessKind(strings.TrimSuffix(filepath.Base(file.path), filepath.Ext(file.path))); ok {
		return k, kindFromName
	}
	if k, ok := photo.GuessKind(file.folder); ok {
		return k, kindFromFolder
	}
	return photo.Other, kindUnknown
}

// progress shows one line on a terminal's standard error that is written over.
type progress struct {
	e       Env
	mu      sync.Mutex
	n, all  int
	visible bool
}

func newProgress(e Env, all int) *progress {
	p := &progress{e: e, all: all}
	if f, ok := e.Err.(*os.File); ok && all > 1 {
		info, err := f.Stat()
		p.visible = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

func (p *progress) done(path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.n++; p.visible {
		name := []rune(filepath.Base(path))
		if len(name) > 24 {
			name = append(name[:23], '…')
		}
		fmt.Fprintf(p.e.Err, "\r\x1b[K%d/%d  %s", p.n, p.all, string(name))
	}
}

func (p *progress) end() {
	if p.visible {
		fmt.Fprint(p.e.Err, "\r\x1b[K")
	}
}
