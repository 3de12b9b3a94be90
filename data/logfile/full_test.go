package logfile_test

import (
	"log/slog"
	"os"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/data/logfile"
	"beiandesk/data/smalldisk"
)

// A log that cannot be written stops nothing and goes on when there is room.
func TestALogOnAFullDisk(t *testing.T) {
	disk := smalldisk.New(t, 1<<20)
	l, err := logfile.Open(disk.Dir, slog.LevelInfo)
	if err != nil {
		t.Fatal(err)
	}
	l.Logger().Info("first")
	disk.Leave(0)
	for range 200 { // more than the page that is begun holds
		l.Logger().Warn("lost", "text", strings.Repeat("x", 200))
	}
	disk.Clear()
	l.Logger().Info("last")
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(l.Path())
	if err != nil {
		t.Fatal(err)
	}
	if s := string(text); !strings.Contains(s, "msg=first") || !strings.Contains(s, "msg=last") || strings.Count(s, "msg=lost") == 200 {
		t.Errorf("%d bytes, %d of the lines in between", len(s), strings.Count(s, "msg=lost"))
	}

	disk.ReadOnly(true)
	if _, err := logfile.Open(disk.Dir, slog.LevelInfo); app.CodeOf(err) != logfile.CodeNotWritable {
		t.Errorf("read-only: %v", err)
	}
	disk.ReadOnly(false)
}
