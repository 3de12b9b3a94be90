package phone

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"beiandesk/app/filing"
)

func TestTheLimitOfABodyIsEnforcedBeforeAndWhileReading(t *testing.T) {
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	h.start("")
	cookie := h.c.Jar.Cookies(mustURL(h.base))[0].String()
	head := "POST /" + token(d) + "/up/licence HTTP/1.1\r\nHost: " + d.host + "\r\nOrigin: " + h.origin + "\r\nCookie: " + cookie + "\r\nAccept: application/json\r\nContent-Type: multipart/form-data; boundary=b\r\n"
	for name, c := range map[string]struct {
		rest string
		want int
	}{
		"five gigabytes announced": {"Content-Length: 5368709120\r\n\r\n", 413},
		"no length":                {"Transfer-Encoding: chunked\r\n\r\n5\r\n--b\r\n", 411},
		"length zero":              {"Content-Length: 0\r\n\r\n", 400},
		"not even multipart":       {"Content-Length: 5\r\n\r\nhello", 400},
		"two lengths":              {"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400},
		"a head that is too large": {"X-Large: " + strings.Repeat("x", 20<<10) + "\r\nContent-Length: 5\r\n\r\nhello", 431},
	} {
		resp, body := raw(t, d.host, head+c.rest)
		if resp.StatusCode != c.want {
			t.Errorf("%s: %d %s, want %d", name, resp.StatusCode, body, c.want)
		}
	}
	// One byte more than a picture may have, in a body that is within its limit.
	if code, page := h.upload(filing.SlotLicence, strings.Repeat("x", MaxPicture+1)); code != 413 || !strings.Contains(page, "超过 30 MB") {
		t.Errorf("30 MB and a byte: %d %.300s", code, page)
	}
	if d.held != 0 {
		t.Errorf("%d bytes are still set aside", d.held)
	}
}

func TestCraftedFormsAreRefusedAndCostNothing(t *testing.T) {
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	h.start("")
	part := "--b\r\nContent-Disposition: form-data; name=\"camera\"; filename=\"a.jpg\"\r\n\r\n"
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"empty":                       {" ", 400},
		"no end":                      {part + "good", 400},
		"no part":                     {"--b--\r\n", 400},
		"an empty part":               {part + "\r\n--b--\r\n", 400},
		"a preamble of a megabyte":    {strings.Repeat("x", 1<<20) + "\r\n" + part + "good\r\n--b--\r\n", 400},
		"a megabyte of part headers":  {"--b\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\ngood\r\n--b--\r\n", 400},
		"a hundred thousand headers":  {"--b\r\n" + strings.Repeat("A: b\r\n", 100_000) + "\r\ngood\r\n--b--\r\n", 400},
		"two pictures":                {part + "good\r\n" + part + "good\r\n--b--\r\n", 400},
		"three parts":                 {part + "\r\n" + part + "\r\n" + part + "good\r\n--b--\r\n", 400},
		"a hundred thousand parts":    {strings.Repeat(part+"\r\n", 100_000) + "--b--\r\n", 400},
		"a boundary inside":           {part + "good\r\n--bad\r\n--b--\r\n", 200},
		"a nested multipart":          {"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n", 200},
		"a transfer encoding of mail": {"--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=41\r\n--b--\r\n", 200},
	} {
		code, page := h.do("POST", "up/licence?k="+h.key, "multipart/form-data; boundary=b", strings.NewReader(c.body))
		if code != c.want {
			t.Errorf("%s: %d %.200s, want %d", name, code, page, c.want)
		}
	}
	if d.tiles[0].bytes > 100 || d.held > 100 {
		t.Errorf("%d bytes are held", d.held)
	}
	for _, boundary := range []string{"", "; boundary=" + strings.Repeat("b", 6000)} {
		if code, _ := h.do("POST", "up/licence?k="+h.key, "multipart/form-data"+boundary, strings.NewReader("x")); code != 400 {
			t.Errorf("boundary %.20q: %d", boundary, code)
		}
	}
}

func TestSlowClientsAreCutOff(t *testing.T) {
	d := opened(t, also(func(l *limits) {
		l.header, l.request, l.stall, l.idle = time.Second, 2*time.Second, time.Second, time.Second
	}))
	h := newHandset(t, d.Code().URL)
	h.start("")
	cookie := h.c.Jar.Cookies(mustURL(h.base))[0].String()
	var wg sync.WaitGroup
	for name, request := range map[string]string{
		"says nothing":               "",
		"half a head":                "GET /" + token(d) + "/ HTTP/1.1\r\nHost: x\r\n",
		"a head and half a form":     "POST /" + token(d) + "/start?k=" + d.startKey() + " HTTP/1.1\r\nHost: " + d.host + "\r\nContent-Type: " + formKind + "\r\nContent-Length: 10\r\n\r\np",
		"a head and half a picture":  "POST /" + token(d) + "/up/licence?k=" + h.key + " HTTP/1.1\r\nHost: " + d.host + "\r\nOrigin: " + h.origin + "\r\nCookie: " + cookie + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n--b\r\n",
		"one request and then quiet": "GET /" + token(d) + "/ HTTP/1.1\r\nHost: " + d.host + "\r\n\r\n",
	} {
		wg.Go(func() {
			c, err := net.Dial("tcp", d.host)
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Close()
			if _, err := io.WriteString(c, request); err != nil {
				t.Error(err)
			}
			// Far above the limits: only a server that never cuts fails here.
			if err := c.SetReadDeadline(time.Now().Add(30 * time.Second)); err != nil {
				t.Error(err)
			}
			var late net.Error
			if _, err := io.Copy(io.Discard, c); errors.As(err, &late) && late.Timeout() {
				t.Errorf("%s: the connection stays open", name)
			}
		})
	}
	wg.Wait()
	if d.held != 0 {
		t.Errorf("%d bytes are still set aside", d.held)
	}
}

func TestNoMoreThanFourUploadsAtOnce(t *testing.T) {
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	h.start("")
	cookie := h.c.Jar.Cookies(mustURL(h.base))[0].String()
	var open []net.Conn
	defer func() {
		for _, c := range open {
			c.Close()
		}
	}()
	for range 4 {
		c, err := net.Dial("tcp", d.host)
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, c)
		fmt.Fprintf(c, "POST /%s/up/licence?k=%s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: %s\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n--b\r\n", token(d), h.key, d.host, h.origin, cookie)
	}
	for len(d.busy) < 4 { // until the server has begun with all of them
		time.Sleep(time.Millisecond)
	}
	code, page := h.upload(filing.SlotPortrait, "good")
	if code != http.StatusServiceUnavailable || !strings.Contains(page, "请等几秒") {
		t.Errorf("a fifth upload: %d %.300s", code, page)
	}
	if code, _ := h.get(""); code != 200 {
		t.Errorf("the page is not served meanwhile: %d", code)
	}
	for _, c := range open {
		c.Close()
	}
	for len(d.busy) > 0 {
		time.Sleep(time.Millisecond)
	}
	if code, _ := h.upload(filing.SlotPortrait, "good"); code != 200 {
		t.Errorf("afterwards: %d", code)
	}
}

func TestPicturesThatWaitForTheComputerAreLimitedToo(t *testing.T) {
	d := opened(t, also(func(l *limits) { l.memory = 2000 }))
	h := newHandset(t, d.Code().URL)
	h.start("")
	if code, _ := h.upload(filing.SlotLicence, strings.Repeat("x", 1000)); code != 200 {
		t.Fatalf("the first: %d", code)
	}
	code, page := h.upload(filing.SlotPortrait, strings.Repeat("x", 1000))
	if code != http.StatusServiceUnavailable || !strings.Contains(page, "等电脑那边处理") {
		t.Errorf("beyond the limit: %d %.300s", code, page)
	}
	if err := d.Accept(next[Looked](t, d.told).ID); err != nil {
		t.Fatal(err)
	}
	if code, _ := h.upload(filing.SlotPortrait, strings.Repeat("x", 1000)); code != 200 {
		t.Errorf("after accepting: %d", code)
	}
}

func TestConnectionsAreLimitedPerAddressSoThatNobodyTakesAll(t *testing.T) {
	d := opened(t, also(func(l *limits) { l.connections, l.perAddress = 6, 4 }))
	var open []net.Conn
	defer func() {
		for _, c := range open {
			c.Close()
		}
	}()
	dial := func(from string) net.Conn {
		c, err := (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}).Dial("tcp", d.host)
		if err != nil {
			t.Skipf("LOUD SKIP: this system has no second loopback address: %v", err)
		}
		open = append(open, c)
		return c
	}
	for range 10 {
		dial("127.0.0.1")
	}
	c := dial("127.0.0.2")
	fmt.Fprintf(c, "GET /%s/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", token(d), d.host)
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil || resp.StatusCode != 200 {
		t.Fatalf("another machine is not served: %v", err)
	}
	resp.Body.Close()
	for _, c := range open[4:10] {
		if err := c.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
			t.Fatal(err)
		}
		var late net.Error
		if _, err := c.Read(make([]byte, 1)); err == nil || errors.As(err, &late) && late.Timeout() {
			t.Error("a connection beyond the share stays open")
		}
	}
}
