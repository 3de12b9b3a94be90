// Package portrait makes the capture session of step 5 and its QR code.
//
// A session is a random token that lives 24 hours (six-steps.md C5). A code
// carries the access provider's own capture link, or the address of the page
// for phones (app/phone) while the window has it open.
// A new session ends the former one at once: only the token kept in the
// filing is valid. What opens the phone page is a Ticket: it lives ten minutes
// unless a phone has come, and a session hands out as many as are asked for.
package portrait

import (
	"crypto/rand"
	"encoding/hex"
	"image"
	"net/url"
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
