package paper_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"regexp"
	"strings"
	"testing"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/paper"
)

func thumb(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewNRGBA(image.Rect(0, 0, w, h)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hostile is a report whose words try to become markup.
func hostile(t *testing.T, n int) paper.PhotoReport {
	r := paper.PhotoReport{Table: "照片标准：第 1 版", Program: "备案台 9.9.9", Stopped: "已停下：9 张里检查了 3 张。", Now: time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)}
	for i := range n {
		l := paper.PhotoLine{File: fmt.Sprintf(`%d<script>alert(1)</script>"><img src=http://x onerror=y>.jpg`, i), Kind: "按“营业执照”检查", Size: "JPG",
			Outcome: []filing.Outcome{filing.Pass, filing.Doubtful, filing.Reject}[i%3],
			Facts:   [][2]string{{"清晰度", "1.32"}, {"</dl>", "</style>"}}, Asked: []string{"有没有水印？"}}
		if i%4 != 3 {
			l.Picture = thumb(t, 300+8*i, 100+200*(i%4))
		}
		for range i % 3 * 20 {
			l.Issues = append(l.Issues, paper.PhotoIssue{Outcome: l.Outcome, Text: "照片模糊，小字多半看不清。<b>", Remedy: "拿稳后重拍。", Number: "测得 1.3，限值 1.6"})
		}
		r.Lines = append(r.Lines, l)
	}
	return r
}

func TestTheReportPageStandsByItself(t *testing.T) {
	r := hostile(t, 8)
	data, err := r.HTML()
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	for _, w := range []string{"<!DOCTYPE html>", `lang="zh-CN"`, "prefers-color-scheme: dark", "@media print", "共 8 张：合格 3，存疑 3，不合格 2", "含有证件照片和个人信息", "由您导出",
		"2026-11-25 12:00", "已停下", "拿稳后重拍", "测得 1.3", "有没有水印", "&lt;script&gt;", "default-src 'none'"} {
		if !strings.Contains(page, w) {
			t.Errorf("no %q", w)
		}
	}
	if n := strings.Count(page, "<img "); n != 6 {
		t.Errorf("%d pictures, want 6", n)
	}
	// Neither markup nor an address may come out of a name.
	for _, m := range regexp.MustCompile(`(?i)<(script|b|link|iframe)[ >]|\ssrc="[^d]|onerror=y>|url\(|@import|href=`).FindAllString(page, -1) {
		t.Errorf("%q in the page", m)
	}
	if strings.Contains(page, "ZgotmplZ") {
		t.Error("the template refused something")
	}
	// What opens is closed.
	for _, tag := range []string{"article", "ul", "li", "dl", "div", "p", "span", "small", "main", "html", "body", "header"} {
		open := len(regexp.MustCompile(`<`+tag+`[ >]`).FindAllString(page, -1))
		if shut := strings.Count(page, "</"+tag+">"); open != shut {
			t.Errorf("%d <%s>, %d </%s>", open, tag, shut, tag)
		}
	}
}

func TestTheReportAsPDFHoldsAllPictures(t *testing.T) {
	data, err := hostile(t, 9).PDF()
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(data, []byte("/Subtype /Image")); n != 7 {
		t.Errorf("%d pictures, want 7", n)
	}
	if n := bytes.Count(data, []byte("/Type /Page\n")); n < 4 {
		t.Errorf("%d pages: long findings do not go on", n)
	}
	again, err := hostile(t, 9).PDF()
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same report gives other bytes: %v", err)
	}
	if _, err := (paper.PhotoReport{Lines: []paper.PhotoLine{{File: "a", Picture: []byte("no picture")}}}).PDF(); err != nil {
		t.Errorf("a picture that is none: %v", err)
	}
}
