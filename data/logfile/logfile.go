// Package logfile writes the program's log: one line per event into a file
// that rotates, with personal data taken out before it reaches the disk.
//
// Everything that logs goes through it: log/slog, and the standard log package
// that libraries such as Fyne use.
package logfile

import (
	"errors"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"gopkg.in/natefinch/lumberjack.v2"

	"beiandesk/app"
)

// Name is the file that is written now; older ones carry a time in the name.
const Name = "beiandesk.log"

const (
	sizeMB = 2 // of one file
	older  = 4 // files kept beside the one that is written
)

// Codes of the errors of this package.
const (
	CodeNotWritable = "log.not-writable"
	CodeLevel       = "log.level"
)

// Log is an open log file.
type Log struct {
	file   *lumberjack.Logger
	logger *slog.Logger
	undo   func()
}

// Open starts the log in a folder. Lines below level are left out. The error
// is an *app.Error; the program can go on without a log.
func Open(dir string, level slog.Leveler) (*Log, error) {
	path := filepath.Join(dir, Name)
	// lumberjack opens late and would swallow a refusal inside slog.
	probe, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err == nil {
		err = probe.Close()
	}
	if err != nil {
		return nil, app.Wrap(err, CodeNotWritable, "日志文件无法写入，程序可以照常使用。请检查磁盘空间和数据文件夹的权限。")
	}
	file := &lumberjack.Logger{Filename: path, MaxSize: sizeMB, MaxBackups: older, LocalTime: true}
	return &Log{file: file, logger: slog.New(NewHandler(file, level))}, nil
}

// Logger is the logger that writes into the file.
func (l *Log) Logger() *slog.Logger { return l.logger }

// Path is the file that is written now.
func (l *Log) Path() string { return l.file.Filename }

// Install makes the file the target of log/slog's default logger and of the
// standard log package, whose lines become warnings: only libraries use it, and
// they use it to complain. Close undoes it.
func (l *Log) Install() {
	before, out, flags, prefix := slog.Default(), log.Writer(), log.Flags(), log.Prefix()
	slog.SetDefault(l.logger) // also turns the standard log towards slog, at level info
	log.SetFlags(0)
	log.SetPrefix("")
	log.SetOutput(standard{l.logger})
	l.undo = func() {
		slog.SetDefault(before)
		log.SetFlags(flags)
		log.SetPrefix(prefix)
		log.SetOutput(out)
	}
}

// Close ends the log. Later lines go where they went before Install.
func (l *Log) Close() error {
	if l.undo != nil {
		l.undo()
		l.undo = nil
	}
	return l.file.Close()
}

// standard is the standard log's target.
type standard struct{ to *slog.Logger }

func (s standard) Write(line []byte) (int, error) {
	s.to.Warn(strings.TrimRight(string(line), "\r\n"), "from", "library")
	return len(line), nil
}

// Level reads the value of -log-level: debug, info, warn or error.
func Level(name string) (slog.Level, error) {
	var level slog.Level
	switch name = strings.ToLower(strings.TrimSpace(name)); name {
	case "":
		return slog.LevelInfo, nil
	case "debug", "info", "warn", "error":
		return level, level.UnmarshalText([]byte(name))
	}
	return level, app.Wrap(errors.New("unknown level "+name), CodeLevel,
		"不认识这个日志级别。请用 -log-level debug、info、warn 或 error。")
}

// NewHandler returns the handler behind Open, for a log that goes elsewhere,
// such as the standard error of the command line.
func NewHandler(w io.Writer, level slog.Leveler) slog.Handler {
	return slog.NewTextHandler(cleaned{w}, &slog.HandlerOptions{Level: level, ReplaceAttr: replace})
}
