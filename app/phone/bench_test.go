package phone

import (
	"bufio"
	"bytes"
	"fmt"
	"image/jpeg"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/disintegration/imaging"

	"beiandesk/app/filing/specimen"
)

// BenchmarkVerdictAfterTheLastByte is how long a phone waits from the last
// byte of a licence of 12 megapixels to the verdict in its hand: the goal is
// one second. Sending is not counted, judging by app/desk is.
func BenchmarkVerdictAfterTheLastByte(b *testing.B) {
	img, err := specimen.Draw(specimen.Licence, specimen.Data{})
	if err != nil {
		b.Fatal(err)
	}
	side := img.Bounds().Size()
	w, h := 4000, 3000
	if side.Y > side.X {
		w, h = h, w
	}
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, imaging.Resize(img, w, h, imaging.Linear), &jpeg.Options{Quality: 92}); err != nil {
		b.Fatal(err)
	}
	o := newOffice(b)
	d := opened(b, func(opt *Options) { opt.Look = o.look })
	hand := newHandset(b, d.Code().URL)
	hand.start("")
	cookie := hand.c.Jar.Cookies(mustURL(hand.base))[0].String()
	kind, body := wrap(b, picture.String())
	all := body.Bytes()
	conn, err := net.Dial("tcp", d.host)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	answers := bufio.NewReader(conn)
	worst := time.Duration(0)
	for b.Loop() {
		b.StopTimer()
		fmt.Fprintf(conn, "POST /%s/up/licence HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: %s\r\nAccept: application/json\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n", token(d), d.host, hand.origin, cookie, kind, len(all))
		if _, err := conn.Write(all[:len(all)-1]); err != nil {
			b.Fatal(err)
		}
		time.Sleep(50 * time.Millisecond) // all but the last byte is there
		b.StartTimer()
		start := time.Now()
		if _, err := conn.Write(all[len(all)-1:]); err != nil {
			b.Fatal(err)
		}
		resp, err := http.ReadResponse(answers, nil)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != 200 {
			b.Fatal(resp.Status, err)
		}
		worst = max(worst, time.Since(start))
	}
	b.ReportMetric(float64(worst.Milliseconds()), "ms/worst")
	b.ReportMetric(float64(picture.Len())/1e6, "MB/picture")
}

// BenchmarkPage is the page with all tiles.
func BenchmarkPage(b *testing.B) {
	d := opened(b, nil)
	h := newHandset(b, d.Code().URL)
	h.start("")
	for b.Loop() {
		if code, _ := h.get(""); code != 200 {
			b.Fatal(code)
		}
	}
}
