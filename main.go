// Command beiandesk prepares ICP filings (备案) on the desktop. This file only
// joins the parts: arguments → paths, log, lock, store, use cases → window or
// command line.
package main

import (
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime"
	"time"

	"beiandesk/app"
	"beiandesk/app/command"
	"beiandesk/app/photo"
	"beiandesk/app/photo/foreign"
	"beiandesk/app/rule/table"
	"beiandesk/app/vault"
	"beiandesk/data/backup"
	"beiandesk/data/closing"
	"beiandesk/data/console"
	"beiandesk/data/crash"
	"beiandesk/data/decoder"
	"beiandesk/data/house"
	"beiandesk/data/idle"
	"beiandesk/data/lock"
	"beiandesk/data/logfile"
	"beiandesk/data/msgbox"
	"beiandesk/data/paths"
	"beiandesk/data/power"
	"beiandesk/screens/pages"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"

	fyneapp "fyne.io/fyne/v2/app"
)

//go:embed FyneApp.toml
var manifest []byte

// started is taken as early as a program can.
var started = time.Now()

// Exit codes of the window; those of the command line are in app/command.
const (
	exitOK       = 0
	exitFailure  = 1
	exitUsage    = 2
	exitNoWindow = 4
)

func main() { os.Exit(run(os.Args[1:])) }

type flags struct {
	data     string
	safe     bool
	logLevel string
	measure  bool
}

func run(args []string) int {
	if decoder.Asked(args) {
		return decoder.Serve(foreign.Decode) // a child: nothing of the program is opened
	}
	photo.SetDecoder(decoder.New())
	version := app.Version(manifest)
	if command.Known(args) {
		return runCommand(version, args)
	}
	var f flags
	fs := flag.NewFlagSet("beiandesk", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&f.data, "data", "", "")
	fs.BoolVar(&f.safe, "safe", false, "")
	fs.StringVar(&f.logLevel, "log-level", "info", "")
	fs.BoolVar(&f.measure, "measure-start", false, "")
	err := fs.Parse(args)
	level, levelErr := logfile.Level(f.logLevel)
	if err != nil || levelErr != nil || fs.NArg() > 0 {
		console.Attach()
		if errors.Is(err, flag.ErrHelp) {
			command.Usage(os.Stdout)
			return exitOK
		}
		if err == nil && levelErr != nil {
			fmt.Fprintln(os.Stderr, app.MessageOf(levelErr))
			return exitUsage
		}
		command.Misused(os.Stderr, err, fs.Args())
		return exitUsage
	}
	if err := window(f, level, version); err != nil {
		if errors.Is(err, lock.ErrShown) {
			return exitOK
		}
		if err := msgbox.Show(text.AppName, app.MessageOf(err)); err != nil {
			slog.Warn("no message box", "err", err)
		}
		if app.CodeOf(err) == "window.none" {
			return exitNoWindow
		}
		return exitFailure
	}
	return exitOK
}

func runCommand(version string, args []string) int {
	console.Attach()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	tables, err := table.Builtin()
	if err != nil {
		fmt.Fprintln(os.Stderr, app.MessageOf(err))
		return exitFailure
	}
	return command.Run(ctx, command.Env{Out: os.Stdout, Err: os.Stderr, In: os.Stdin, Version: version, Now: time.Now, Tables: tables,
		LimitsFile: paths.LimitsFile(), Disk: house.Disk{Version: version}, Examine: func(login string, ask func(string) (string, error)) command.Examiner {
			return &house.Examiner{Options: house.Options{Version: version}, Login: login, Ask: ask}
		}}, args)
}

// window runs the program until its window is closed. What it opens is ended in
// the reverse order, on the way out or by pages.Run when the loop is stuck.
func window(f flags, level slog.Level, version string) (err error) {
	p, err := paths.Open(f.data)
	if err != nil {
		return err
	}
	held, err := lock.Take(p.Dir())
	if err != nil {
		return err
	}
	var opened closing.List
	defer func() { err = opened.Close(err) }()
	opened.Add(func(error) error { return held.Release() })
	log, err := logfile.Open(p.Log(), level)
	if err != nil {
		return err
	}
	log.Install()
	opened.Add(func(err error) error {
		if err != nil {
			slog.Error("ended by an error", "code", app.CodeOf(err), "err", err)
		}
		return log.Close()
	})
	slog.Info("start", "version", version, "os", runtime.GOOS, "arch", runtime.GOARCH, "safe", f.safe)
	if deaf := held.Deaf(); deaf != nil {
		slog.Warn("a second start cannot raise this window", "err", deaf)
	}
	recorder, report, err := crash.Open(p.Crash(), text.AppName+" "+version+" "+runtime.GOOS)
	if err != nil {
		slog.Warn("no crash reports", "err", err) // the program works without
	}
	defer recorder.Catch(os.Exit)
	swapped, err := backup.Swap(p.Dir())
	if err != nil {
		return err
	}
	var sh *shell.Shell
	h, err := house.New(p, house.Options{Version: version, Tell: func(err error) { sh.TellBackup(err) }})
	if err != nil {
		return err
	}
	opened.Add(func(error) error { return h.Close() })
	door, in, err := doorOf(h)
	if err != nil {
		return err
	}
	if err := pages.ForceChinese(); err != nil {
		slog.Warn("Fyne's own words stay in the system's language", "err", err)
	}
	a := pages.Discreet(fyneapp.NewWithID("cn.beiandesk.app"))
	sh = shell.New(shell.Deps{App: a, Desk: in.Desk, Log: log.Logger(), Version: version, CrashReport: report, Crashes: crash.Listed(p.Crash()),
		Mended: in.Mended, Refused: in.Refused, DataDir: p.Dir(), LogPath: log.Path(), Safe: f.safe,
		News: pages.Swapped(swapped.Done, swapped.Gone, swapped.Kept), Sources: in.Sources, Pages: in.Pages, Unsaved: in.Unsaved, Door: door})
	if f.measure {
		pages.QuitAfterFirstFrame(a, sh.Window(), func() {
			console.Attach()
			fmt.Printf("%d\n", time.Since(started).Milliseconds())
		})
	}
	if err := pages.Open(sh.Window()); err != nil {
		return err
	}
	held.OnShow(sh.Raise)
	if in.Entered != nil {
		in.Entered()
	}
	unwatch := power.Watched(sh.LockWhenAsked)
	opened.Add(func(error) error { unwatch(); return nil })
	opened.Add(func(error) error { slog.Info("end"); return recorder.Close() })
	pages.Run(a, sh.Window(), func() {
		if opened.Close(nil) != nil {
			os.Exit(exitFailure)
		}
		os.Exit(exitOK)
	})
	return nil
}

// doorOf joins the window to the data. in is empty unless the key store of the
// system opened them at once.
func doorOf(h *house.House) (door *shell.Door, in shell.Inside, err error) {
	door = &shell.Door{Vault: h.Vault(), Leave: h.Leave, Restore: h.Restore}
	door.Enter = func(_ context.Context, o vault.Opened, _ func(done, total int)) (shell.Inside, error) {
		r, err := h.Enter(o)
		if err != nil || in.Desk == r.Desk {
			return in, err
		}
		f := r.Found
		in = pages.Inside(r.Desk, pages.Repairs{Attached: f.Attached, Lost: f.Lost, Missing: len(f.Missing), Absent: f.Absent,
			Unmended: f.Unmended, Stuck: f.Stuck}, r.Refused, h.Begin)
		return in, nil
	}
	door.Idle = idle.Known()
	o, ok, asked := h.BySystem()
	if door.Ask = asked; !ok {
		return door, in, nil
	}
	in, err = door.Enter(context.Background(), o, nil)
	return door, in, err
}
