// Package portrait makes the capture session of step 5 and its QR code.
//
// A session is a random token that lives 24 hours (six-steps.md C5). Its code
// carries the access provider's own capture link if there is one; otherwise
// the words of the session, until the screen opens the phone page of app/phone.
// A new session ends the former one at once: only the token kept in the
// filing is valid. What opens the phone page is a Ticket: it lives ten minutes
// unless a phone has come, and a session hands out as many as are asked for.
package portrait

import (
	"crypto/rand"
	"encoding/hex"
	"image"
	"net/url"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"

	"github.com/skip2/go-qrcode"
)

// tokenBytes are 128 bit, more than can be guessed in a day.
const tokenBytes = 16

// Open starts a session at now and ends a running one.
func Open(p *filing.Portrait, now time.Time) error {
	b := make([]byte, tokenBytes)
	if _, err := rand.Read(b); err != nil {
		return errRandom(err)
	}
	p.Token, p.Started = hex.EncodeToString(b), now.UTC()
	if p.Status == filing.PortraitReturned {
		p.Status = filing.PortraitNone
	}
	return nil
}

// CheckLink tells whether a provider's capture link can be put into a code:
// an http(s) address of at most 1,000 characters. An empty link is fine.
func CheckLink(link string) error {
	if link == "" {
		return nil
	}
	u, err := url.Parse(link)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || len(link) > 1000 {
		return app.Fail("portrait.link", "采集链接应以 https:// 开头。请从接入商控制台完整复制后再粘贴。").At("portrait.link")
	}
	return nil
}

// Words are what the code carries: the provider's link, or the session in
// plain words. They name no person.
func Words(f *filing.Filing) string {
	if l := strings.TrimSpace(f.Portrait.Link); l != "" {
		return l
	}
	return "备案台 人像采集\n域名：" + f.Domain.Name +
		"\n会话：" + f.Portrait.Token[:min(8, len(f.Portrait.Token))] +
		"\n有效至：" + f.Portrait.Started.Add(filing.PortraitLife).In(filing.China).Format("2006-01-02 15:04") +
		"\n请用接入商指定的方式拍摄；本码只用于核对。"
}

// Code draws words as a QR code of size × size pixels: black on white with
// the quiet zone, level M, in light and dark windows alike, because many
// scanners refuse inverted codes.
func Code(words string, size int) (image.Image, error) {
	q, err := qrcode.New(words, qrcode.Medium)
	if err != nil {
		return nil, app.Wrap(err, "portrait.code", "内容太长，二维码画不下。请检查粘贴的采集链接。").At("portrait.link")
	}
	return q.Image(size), nil
}
