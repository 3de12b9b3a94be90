package redact_test

import (
	"strings"
	"testing"

	"beiandesk/data/redact"
)

// Numbers are made up; those with check digits carry right ones.
func TestTakesOut(t *testing.T) {
	cases := []struct{ text, want string }{
		// identity cards, 18 and 15 digits
		{"11010519491231002X", "[证件号码]"},
		{"证件号码11010519491231002x有误", "证件号码[证件号码]有误"},
		{"１１０１０５１９４９１２３１００２Ｘ", "[证件号码]"},
		{"110105 19491231 002X", "[证件号码]"},
		{"110105-19491231-002X", "[证件号码]"},
		{"1101 0519 4912 3100 2X", "[证件号码]"},
		{"1\u200b10105\u200b19491231002X", "[证件号码]"},
		{"no=110105491231002", "no=[证件号码]"},
		{"110105 491231 002", "[证件号码]"},
		{"1101051949123100211", "[证件号码]"}, // one digit too many
		{"1101051949123100", "[证件号码]"},    // two too few
		{"id110105194912310021", "id[证件号码]"},
		// credit codes
		{"91350100M000100Y43", "[证件号码]"},
		{"信用代码：91350100m000100y43。", "信用代码：[证件号码]。"},
		{"9135 0100 M000 100Y 43", "[证件号码]"},
		{"９１３５０１００Ｍ０００１００Ｙ４３", "[证件号码]"},
		// mobiles
		{"13800138000", "[电话]"},
		{"138 0013 8000", "[电话]"},
		{"138-0013-8000", "[电话]"},
		{"138－0013－8000", "[电话]"},
		{"138.0013.8000", "[电话]"},
		{"1 3 8 0 0 1 3 8 0 0 0", "[电话]"},
		{"+8613800138000", "[电话]"},
		{"+86 138 0013 8000", "[电话]"},
		{"（＋８６）１３８００１３８０００", "[电话]"},
		{"008613800138000", "[电话]"},
		{"8613800138000", "[电话]"},
		{"013800138000", "[电话]"},
		{"tel13800138000,13900139000", "tel[电话],[电话]"},
		{"_13800138000_.jpg", "_[电话]_.jpg"},
		{"2026-11-23 13800138000", "2026-11-23 [电话]"},
		{"2026-11-23T10:00:00 138 0013 8000 ok", "2026-11-23T10:00:00 [电话] ok"},
		// landlines
		{"010-65521234", "[电话]"},
		{"(010) 6552 1234", "[电话]"},
		{"（0571）87654321", "[电话]"},
		{"0571-8765432转801", "[电话]"},
		{"02165521234-8001", "[电话]"},
		{"+86 10 6552 1234", "[电话]"},
		{"+86-571-87654321", "[电话]"},
		{"400-123-4567", "[电话]"},
		// e-mails
		{"zhang.san+icp@mail.example.com", "[邮箱]"},
		{"<zhang@example.com>", "<[邮箱]>"},
		{"ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", "[邮箱]"},
		{"样本@例子.中国", "[邮箱]"},
		{"?to=zhang%40example.com&x=1", "?to=[邮箱]&x=1"},
		{"10001@qq.com;13800138000@139.com", "[邮箱];[邮箱]"},
		// several lines
		{"第一行 13800138000\n第二行 11010519491231002X\r\na@example.com", "第一行 [电话]\n第二行 [证件号码]\r\n[邮箱]"},
	}
	for _, c := range cases {
		if got := redact.Text(c.text); got != c.want {
			t.Errorf("Text(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestLeavesReadable(t *testing.T) {
	for _, s := range []string{
		"",
		"已打开数据文件夹，用时 12.345678901s",
		"13.812345678s",
		"1m38.001380001s",
		"2026-11-23T11:53:10.123456789+08:00",
		"2026-11-23 13:10:55 至 2026-12-23 13:10:55",
		"20261123115310", // time stamp in a file name
		"rev=42 rows=10000 bytes=209715200",
		"unix=1795434780 ms=1795434780123 ns=1795434780123456789",
		"id=9f86d081884c7d65",
		"id=a13800138000bcde", // 16 hexadecimal digits that look like a mobile by chance
		"sha256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"01890a5d-ac96-774b-bcce-b302099a8057",
		"sizes 1024 768 100 20 15 30 1000 700",
		"goroutine 1 [running]: runtime/panic.go:792 +0x132",
		"github.com/skip2/go-qrcode@v0.0.0-20200617195104-da1b6568686e/qrcode.go:88",
		"fyne.io/fyne/v2@v2.8.1/app/app.go",
		"main.go:120 0x7ff6a1b2c3d4",
		"京ICP备12345678号-1",
		"filing.organiser.id-number: rule.id-card.check",
		"127.0.0.1:53112",
		"v0.1.0",
	} {
		if got := redact.Text(s); got != s {
			t.Errorf("Text(%q) = %q", s, got)
		}
	}
}

func TestHomeFolderIsNotNamed(t *testing.T) {
	for _, home := range []string{"/home/样本用户", `C:\Users\样本用户`} {
		t.Setenv("HOME", home)
		t.Setenv("USERPROFILE", home)
		got := redact.Text("open " + home + "/beiandesk.db: no such file")
		if strings.Contains(got, "样本用户") || !strings.Contains(got, "~/beiandesk.db") {
			t.Errorf("got %q", got)
		}
	}
}

func TestPathTellsTheTypeAlone(t *testing.T) {
	for path, want := range map[string]string{
		"/x/样本人/样本人身份证.JPG": "[文件].jpg",
		"licence":           "[文件]",
		"a.样本人":             "[文件]",
		"a.thisislong":      "[文件]",
	} {
		if got := redact.Path(path); got != want {
			t.Errorf("Path(%q) = %q, want %q", path, got, want)
		}
	}
}

func BenchmarkText(b *testing.B) {
	for name, text := range map[string]string{
		"line":     "time=2026-11-23T11:53:10Z level=INFO msg=\"已打开数据文件夹\" rows=10000 took=12.3ms",
		"longWord": strings.Repeat("a1", 1<<15),
		"digits":   strings.Repeat("1 3 ", 1<<14),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				redact.Text(text)
			}
		})
	}
}

// Whatever surrounds a number, nothing of it may stay: no run of seven of its
// digits.
func FuzzText(f *testing.F) {
	f.Add("电话", "。")
	f.Add("x", "y")
	f.Add("2026-11-23 ", " 42")
	f.Fuzz(func(t *testing.T, before, after string) {
		const number = "13800138000"
		if strings.ContainsAny(before+after, "0123456789") {
			t.Skip("digits around it make another number of it")
		}
		if strings.ContainsFunc(before+after, func(r rune) bool { return r >= '０' && r <= '９' || r >= 'a' && r <= 'f' }) {
			t.Skip("likewise, or makes a random id of it")
		}
		if got := redact.Text(before + number + after); strings.Contains(got, number) {
			t.Errorf("%q", got)
		}
	})
}
