// Package crash keeps what Go prints when the program dies of a panic or a
// fatal error. A program with a window has no place to print it.
//
// While the program runs, the text goes to crash/active.pending. A clean exit
// removes that file. If it is still there at the next start, the last run ended
// badly; if it also holds a trace, it becomes a dated report without personal
// data, which the window offers to show.
package crash

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/data/redact"
)

// Keep is the number of reports that stay; older ones are removed.
const Keep = 5

// CaughtCode is the exit code after a panic that Catch recorded.
const CaughtCode = 5

// CodeNotWritable is the code of every error of this package.
const CodeNotWritable = "crash.not-writable"

const (
	pendingName = "active.pending"
	endOfHead   = "----\n"
	limit       = 1 << 20 // bytes of a report; a trace of all goroutines is far smaller
)

// Recorder receives the text of a crash of this run.
type Recorder struct {
	path    string
	file    *os.File
	unclean bool
}

// Open turns what the last run left behind into a report and starts recording.
// It must run after the data folder is locked, or it would take the file of a
// running program for the rest of a dead one. about is a line on the program
// (name, version, system) for the head of the report. previous is the path of
// the report of the last run, or "". The error is an *app.Error; the program
// can go on without a recorder.
func Open(dir, about string) (r *Recorder, previous string, err error) {
	r = &Recorder{path: filepath.Join(dir, pendingName)}
	if previous, r.unclean, err = rotate(dir, r.path); err != nil {
		return nil, "", app.Wrap(err, CodeNotWritable, "上次的故障报告无法保存，程序可以照常使用。请检查磁盘空间和数据文件夹的权限。")
	}
	if err := r.start(about); err != nil {
		return nil, previous, app.Wrap(err, CodeNotWritable, "故障报告文件无法建立，程序可以照常使用。请检查磁盘空间和数据文件夹的权限。")
	}
	return r, previous, nil
}

func (r *Recorder) start(about string) error {
	file, err := os.OpenFile(r.path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err = fmt.Fprintf(file, "%s\n%s", strings.TrimSpace(about), endOfHead); err == nil {
		err = debug.SetCrashOutput(file, debug.CrashOptions{})
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	r.file = file
	return nil
}

// Caught records a panic that was recovered on the way out, with what it said
// left out before it reaches the disk. The program must end afterwards, without
// Close.
func (r *Recorder) Caught(value any) error {
	words := fmt.Sprintf("a value of type %T", value)
	if known, ok := value.(runtime.Error); ok {
		words = known.Error()
	}
	_, err := fmt.Fprintf(r.file, "panic: %s\n\n%s", words, debug.Stack())
	return errors.Join(err, r.file.Sync())
}

// Catch is deferred by the main goroutine: it records a panic without what it
// said and ends the program with CaughtCode. Otherwise the runtime would write
// the words to the disk as they are, where they lie until the next start. A nil
// Recorder lets the panic go on.
func (r *Recorder) Catch(exit func(code int)) {
	if r == nil {
		return
	}
	value := recover()
	if value == nil {
		return
	}
	if err := r.Caught(value); err != nil {
		slog.Error("no crash report", "err", err)
	}
	exit(CaughtCode)
}

// LastRunEndedBadly tells whether the run before this one was cut off: by a
// crash, by the power switch, by the task manager. The store then checks itself.
func (r *Recorder) LastRunEndedBadly() bool { return r.unclean }

// Close ends recording and removes the file, since the program ends as it
// should. A nil Recorder has nothing to end.
func (r *Recorder) Close() error {
	if r == nil {
		return nil
	}
	err := errors.Join(debug.SetCrashOutput(nil, debug.CrashOptions{}), r.file.Close(), os.Remove(r.path))
	if err != nil {
		return fmt.Errorf("close crash recorder: %w", err)
	}
	return nil
}

// rotate turns a pending file that holds a trace into a dated report.
func rotate(dir, pending string) (report string, found bool, err error) {
	text, when, err := readPending(pending)
	if errors.Is(err, fs.ErrNotExist) {
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	if _, trace, ok := bytes.Cut(text, []byte(endOfHead)); ok && len(bytes.TrimSpace(trace)) == 0 {
		return "", true, nil // cut off without a word; start overwrites the file
	}
	if report, err = writeReport(dir, text, when); err != nil {
		return "", true, err
	}
	return report, true, prune(dir)
}

// readPending returns the text and the time of its last change, which is the
// time of the crash.
func readPending(path string) ([]byte, time.Time, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, time.Time{}, err
	}
	text, err := io.ReadAll(io.LimitReader(file, limit))
	info, statErr := file.Stat()
	if err := errors.Join(err, statErr, file.Close()); err != nil {
		return nil, time.Time{}, err
	}
	return text, info.ModTime(), nil
}

func writeReport(dir string, text []byte, when time.Time) (string, error) {
	clean := fmt.Sprintf("%s\n%s", when.Format("2006-01-02 15:04:05 -07:00"), redact.Text(withoutMessages(string(text))))
	name := "crash-" + when.Format("20060102-150405")
	for n := 1; ; n++ {
		path := filepath.Join(dir, name+".txt")
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s-%02d.txt", name, n))
		}
		file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, fs.ErrExist) && n < 100 {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = file.WriteString(clean)
		if err := errors.Join(err, file.Close()); err != nil {
			return "", errors.Join(err, os.Remove(path))
		}
		return path, nil
	}
}

// panicked is the line on which Go prints what a program panicked with; the
// lines of a longer message follow indented.
var panicked = regexp.MustCompile(`(?m)^((?:\t)?panic: )(.*(?:\n\t.*)*)$`)

// withoutMessages leaves out what a program panicked with, save what the
// runtime says of itself: a value may be anything, a person's name as well, and
// no pattern knows a name.
func withoutMessages(trace string) string {
	head, rest, _ := strings.Cut(trace, "\ngoroutine ")
	head = panicked.ReplaceAllStringFunc(head, func(line string) string {
		start := strings.Index(line, "panic: ") + len("panic: ")
		if strings.HasPrefix(line[start:], "runtime error: ") || strings.HasPrefix(line[start:], "a value of type ") {
			return line
		}
		return line[:start] + "（内容已略去）"
	})
	if rest == "" {
		return head
	}
	return head + "\ngoroutine " + rest
}

// Reports lists the reports in a folder, the newest first.
func Reports(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("list crash reports: %w", err)
	}
	var reports []string
	for _, e := range entries { // sorted by name, which is by time
		if strings.HasPrefix(e.Name(), "crash-") && strings.HasSuffix(e.Name(), ".txt") {
			reports = append(reports, filepath.Join(dir, e.Name()))
		}
	}
	slices.Reverse(reports)
	return reports, nil
}

func prune(dir string) error {
	reports, err := Reports(dir)
	if err != nil {
		return err
	}
	for len(reports) > Keep {
		last := len(reports) - 1
		if err := os.Remove(reports[last]); err != nil {
			return err
		}
		reports = reports[:last]
	}
	return nil
}

// Listed is Reports for callers that go on without: the reason goes to the log.
func Listed(dir string) []string {
	list, err := Reports(dir)
	if err != nil {
		slog.Warn("crash reports cannot be listed", "err", err)
	}
	return list
}
