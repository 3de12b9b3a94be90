package logfile_test

import (
	"errors"
	"fmt"
	"io/fs"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/data/logfile"
)

// personal are made-up data in the forms people type them.
var personal = []string{
	"11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002X", "110105-19491231-002X", "110105491231002",
	"91350100M000100Y43", "91350100m000100y43",
	"13800138000", "138 0013 8000", "138-0013-8000", "+8613800138000", "+86 138-0013-8000", "１３８００１３８０００", "1\u200b3800138000",
	"010-65521234", "(0571) 8765 4321", "02165521234",
	"yangben.ren@example.com", "ｙａｎｇｂｅｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "样本@例子.中国",
}

// traces are what must not be found afterwards: runs of their digits with
// anything between them, and what stands around the at sign.
var traces = regexp.MustCompile(`1\W*1\W*0\W*1\W*0\W*5|9135|100Y43|100y43|3\W*8\W*0\W*0\W*1\W*3|3\W*8\W*0013|6552|8765|yangben|ｙａｎｇ|例子|０`)

type stringer string

func (s stringer) String() string { return "about " + string(s) }

type person struct{ ID, Phone string }

type valuer string

func (v valuer) LogValue() slog.Value { return slog.GroupValue(slog.String("inner", string(v))) }

func open(t *testing.T, level slog.Level) (*logfile.Log, func() string) {
	t.Helper()
	l, err := logfile.Open(t.TempDir(), level)
	if err != nil {
		t.Fatal(err)
	}
	return l, func() string {
		t.Helper()
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(l.Path())
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}

func TestNoPersonalNumberReachesTheFile(t *testing.T) {
	for _, p := range personal {
		l, text := open(t, slog.LevelDebug)
		l.Install()
		err := fmt.Errorf("save person: %w", errors.New("value "+p+" refused"))
		slog.Info("校验 " + p + " 失败")
		slog.Info("first line\n" + p + "\r\nlast line")
		slog.Debug("text", "value", p, "quoted", "“"+p+"”", p, "as a key")
		slog.Error("error", "err", err, "joined", errors.Join(err, errors.New(p)))
		slog.Warn("app error", "err", app.Fail("rule.id", "号码 "+p+" 有误"))
		slog.Info("group", slog.Group("person", slog.String("x", p), slog.Group("deep", slog.Any("y", []string{p, p}))))
		slog.Info("others", "stringer", stringer(p), "struct", person{p, p}, "pointer", &person{p, p}, "valuer", valuer(p), "bytes", []byte(p), "map", map[string]string{"a": p})
		slog.With("with", p).WithGroup("g").With("more", p).Info("done")
		slog.Info("ints", "a", 13800138000, "b", uint64(110105491231002))
		log.Printf("Fyne error:  cannot show %s", p)
		log.Print("  Cause: " + p)
		got := text()
		if n := strings.Count(got, "\n"); n != 11 {
			t.Errorf("%s: %d lines, want 11:\n%s", p, n, got)
		}
		if found := traces.FindAllString(got, -1); len(found) > 0 {
			t.Errorf("%s: %q in\n%s", p, found, got)
		}
	}
}

// What the values alone do not show: the name of a group, and bytes, which
// print as a row of numbers.
func TestNumbersHiddenInTheLine(t *testing.T) {
	l, text := open(t, slog.LevelInfo)
	l.Logger().WithGroup("13800138000").Info("x", "bytes", []byte("13800138000"))
	if got := text(); !strings.Contains(got, "[电话].bytes=[电话]") {
		t.Errorf("got %s", got)
	}
}

// The expression above must be able to find each of the samples.
func TestTracesFindTheSamples(t *testing.T) {
	for _, p := range personal {
		if !traces.MatchString(strings.ReplaceAll(p, "\u200b", "")) {
			t.Errorf("nothing found in %q", p)
		}
	}
}

func TestKeysHideNames(t *testing.T) {
	l, text := open(t, slog.LevelInfo)
	l.Logger().Info("x", "name", "样本人", "contactName", "样本人", "legal_person", "Sample", "姓名", "样本人", "holder", "样本人",
		"mobile", "1380013", "idNo", "A1", "emergency.phone", 5551234, "address", "样本路 1 号",
		"file", `D:\客户\样本人身份证.JPG`)
	l.Logger().Info("y", "err", fmt.Errorf("open picture: %w", &fs.PathError{Op: "open", Path: "/客户/样本人.png", Err: fs.ErrNotExist}),
		slog.Group("rename", "err", &os.LinkError{Op: "rename", Old: "/客户/样本人.zip.part", New: "/客户/样本人.zip", Err: fs.ErrPermission}))
	got := text()
	for _, s := range []string{"样本", "Sample", "客户", "1380013", "A1", "5551234"} {
		if strings.Contains(got, s) {
			t.Errorf("%q in %s", s, got)
		}
	}
	for _, s := range []string{"name=[姓名]", "mobile=[电话]", "idNo=[证件号码]", "address=[地址]", "file=[文件].jpg", "open picture: open [文件].png: file does not exist"} {
		if !strings.Contains(got, s) {
			t.Errorf("%q missing in %s", s, got)
		}
	}
}

func TestOrdinaryLinesStayReadable(t *testing.T) {
	l, text := open(t, slog.LevelInfo)
	at := time.Date(2026, 11, 23, 11, 53, 10, 123456789, time.UTC)
	l.Logger().Info("opened", "took", 13812345678*time.Nanosecond, "id", "9f86d081884c7d65", "rows", 10000, "at", at,
		"ratio", 13.812345678, "font", "Noto", "name", "regular", "ok", true, "err", nil,
		"rule", "id-card.check", "version", "0.1.0")
	want := `msg=opened took=13.812345678s id=9f86d081884c7d65 rows=10000 at=2026-11-23T11:53:10.123Z ratio=13.812345678 ` +
		`font=Noto name=regular ok=true err=<nil> rule=id-card.check version=0.1.0`
	if got := text(); !strings.Contains(got, want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestLevelAndInstallAreUndone(t *testing.T) {
	before := log.Writer()
	l, text := open(t, slog.LevelWarn)
	l.Install()
	slog.Info("too low")
	slog.Warn("kept")
	log.Print("from a library")
	got := text()
	if strings.Contains(got, "too low") || !strings.Contains(got, "kept") || !strings.Contains(got, "level=WARN msg=\"from a library\"") {
		t.Errorf("got %s", got)
	}
	if log.Writer() != before {
		t.Error("the standard log still points into the closed file")
	}
}

func TestFileRotatesAndIsPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "样本 100% #1")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	l, err := logfile.Open(dir, slog.LevelInfo)
	if err != nil {
		t.Fatal(err)
	}
	line := strings.Repeat("一行很长的记录。", 4000)
	for range 30 {
		l.Logger().Info(line)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 2 {
		t.Errorf("no rotation: %v", files)
	}
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > 2<<20 {
			t.Errorf("%s has %d bytes", filepath.Base(f), info.Size())
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %o", filepath.Base(f), info.Mode().Perm())
		}
	}
}

func TestFolderThatIsMissing(t *testing.T) {
	_, err := logfile.Open(filepath.Join(t.TempDir(), "没有"), slog.LevelInfo)
	if app.CodeOf(err) != logfile.CodeNotWritable {
		t.Errorf("got %v", err)
	}
}

func TestLevelNames(t *testing.T) {
	for name, want := range map[string]slog.Level{"": slog.LevelInfo, "debug": slog.LevelDebug, " WARN ": slog.LevelWarn, "error": slog.LevelError} {
		if got, err := logfile.Level(name); err != nil || got != want {
			t.Errorf("%q: %v, %v", name, got, err)
		}
	}
	if _, err := logfile.Level("laut"); app.CodeOf(err) != logfile.CodeLevel || !strings.Contains(app.MessageOf(err), "-log-level") {
		t.Errorf("got %v", err)
	}
}
