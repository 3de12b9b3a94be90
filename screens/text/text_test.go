package text_test

import (
	"encoding/json"
	"os"
	"regexp"
	"testing"
	"time"

	"beiandesk/screens/text"

	"fyne.io/fyne/v2/lang"
)

// After ForceChinese each of Fyne's own keys is answered in Chinese.
func TestFynesOwnWordsAreChinese(t *testing.T) {
	if err := text.ForceChinese(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("builtin.json")
	if err != nil {
		t.Fatal(err)
	}
	var table map[string]any
	if err := json.Unmarshal(raw, &table); err != nil {
		t.Fatal(err)
	}
	if len(table) != 39 {
		t.Errorf("%d keys, Fyne 2.8.1 has 39", len(table))
	}
	han := regexp.MustCompile(`\p{Han}`)
	for key := range table {
		if got := lang.X(key, "fallback"); !han.MatchString(got) {
			t.Errorf("%s is %q", key, got)
		}
	}
	if got := lang.L("Cancel"); got != "取消" {
		t.Errorf("Cancel is %q", got)
	}
}

func TestLeft(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Second:     "已过期",
		30 * time.Second: "还剩不到 1 分钟",
		59 * time.Minute: "还剩 59 分钟",
		3 * time.Hour:    "还剩 3 小时",
		49 * time.Hour:   "还剩 2 天",
	} {
		if got := text.Left(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}

func TestCounting(t *testing.T) {
	for d, want := range map[time.Duration]string{
		24 * time.Hour:                    "还剩 24 小时",
		24*time.Hour - time.Second:        "还剩 24 小时",
		23*time.Hour + 59*time.Minute:     "还剩 23 小时 59 分钟",
		time.Hour + time.Second:           "还剩 1 小时 1 分钟",
		10 * time.Minute:                  "还剩 10 分钟",
		9*time.Minute + time.Nanosecond:   "还剩 10 分钟",
		time.Minute:                       "还剩 1 分钟",
		50*time.Second + time.Millisecond: "还剩 1 分钟",
		50 * time.Second:                  "还剩 50 秒",
		time.Second:                       "还剩 10 秒",
	} {
		if got := text.Counting(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}

// The time of an autosave is China's on a computer that runs on another clock.
func TestTheAutosaveIsTimedInChina(t *testing.T) {
	if got := text.SavedAt(time.Date(2026, 11, 23, 14, 15, 0, 0, time.UTC)); got != text.SavedAuto+" 22:15" {
		t.Errorf("saved at %q", got)
	}
}
