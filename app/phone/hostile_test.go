package phone

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"beiandesk/app/filing"
)

// The hostile client attacks a server in a process of its own, so that only
// the server's memory is measured: what the Go runtime ever took from the
// system (MemStats.Sys never falls).

const childEnv = "BEIANDESK_PHONE_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		serveChild()
		return
	}
	os.Exit(m.Run())
}

type childSays struct {
	URL string
	Sys uint64
}

// serveChild obeys lines on standard input: "open" the server as the program
// does, "patient" without an end to misses, anything: tell the memory.
func serveChild() {
	var s *Server
	out := json.NewEncoder(os.Stdout)
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		if word := in.Text(); word == "open" || word == "patient" {
			if s != nil {
				s.Stop()
			}
			opt := Options{Addr: local, Slots: three, Fields: texts, Look: fakeLook}
			if word == "patient" {
				opt.lim = func(l limits) limits { l.misses, l.delay = 1<<30, 0; return l }
			}
			var err error
			if s, err = Open(opt); err != nil {
				panic(err)
			}
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		if err := out.Encode(childSays{s.Code().URL, m.Sys}); err != nil {
			panic(err)
		}
	}
}

type child struct {
	t   *testing.T
	in  io.Writer
	out *json.Decoder
}

func startChild(t *testing.T) *child {
	t.Helper()
	me, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(me)
	cmd.Env = append(os.Environ(), childEnv+"=1")
	cmd.Stderr = io.Discard // its log
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("the server's process: %v", err)
		}
	})
	return &child{t, in, json.NewDecoder(out)}
}

func (c *child) say(word string) childSays {
	c.t.Helper()
	if _, err := fmt.Fprintln(c.in, word); err != nil {
		c.t.Fatal(err)
	}
	var s childSays
	if err := c.out.Decode(&s); err != nil {
		c.t.Fatal(err)
	}
	return s
}

const mostOverIdle = 150 << 20

func TestAHostileClientDoesNotFillTheMemory(t *testing.T) {
	c := startChild(t)
	c.say("open")
	idle := c.say("").Sys
	report := func(what string) {
		over := int64(c.say("").Sys) - int64(idle)
		t.Logf("%s: %.1f MB over idle (%.1f MB)", what, float64(over)/1e6, float64(idle)/1e6)
		if over > mostOverIdle {
			t.Errorf("%s: %d bytes over idle", what, over)
		}
	}
	guess(t, hostOf(c.say("open").URL), 21, true)
	report("guesses until it shuts")
	guess(t, hostOf(c.say("patient").URL), 10_000, false)
	report("10,000 wrong tokens")
	slowCrowd(t, c.say("patient").URL)
	report("200 slow connections")
	huge(t, c.say("patient").URL)
	report("5 GB announced and 5 GB in chunks")
	flood(t, c.say("open").URL)
	report("pictures of 30 MB from many hands, crafted forms")
}

func hostOf(u string) string { return mustURL(u).Host }

// guess tries wrong tokens, eight at a time.
func guess(t *testing.T, host string, n int, shuts bool) {
	t.Helper()
	var answered, refused atomic.Int64
	work := make(chan int)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range work {
				c, err := net.Dial("tcp", host)
				if err != nil {
					refused.Add(1)
					continue
				}
				fmt.Fprintf(c, "GET /%026d/ HTTP/1.1\r\nHost: %s\r\n\r\n", i, host)
				resp, err := http.ReadResponse(bufio.NewReader(c), nil)
				if err != nil {
					refused.Add(1)
				} else {
					if resp.StatusCode != http.StatusNotFound {
						t.Errorf("guess %d: %s", i, resp.Status)
					}
					resp.Body.Close()
					answered.Add(1)
				}
				c.Close()
			}
		})
	}
	for i := range n {
		work <- i
	}
	close(work)
	wg.Wait()
	if shuts && answered.Load() >= 20 {
		t.Errorf("%d guesses were answered", answered.Load())
	}
	if !shuts && answered.Load() < int64(n)*9/10 {
		t.Errorf("only %d of %d guesses were answered: the test measures nothing", answered.Load(), n)
	}
}

// slowCrowd opens 200 connections from three addresses that send a byte now
// and then, while a phone at a fourth is served. Only Linux answers on all of
// 127/8; elsewhere all come from one address and the phone has to wait.
func slowCrowd(t *testing.T, url string) {
	t.Helper()
	host := hostOf(url)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for i := range 200 {
		from := &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+i%3))}
		if runtime.GOOS != "linux" {
			from = nil
		}
		c, err := (&net.Dialer{LocalAddr: from}).Dial("tcp", host)
		if err != nil {
			continue // beyond what is queued
		}
		wg.Go(func() {
			defer c.Close()
			for _, b := range []byte("GET / HTTP/1.1\r\nHost: slow") {
				if _, err := c.Write([]byte{b}); err != nil {
					return // cut off
				}
				select {
				case <-done:
					return
				case <-time.After(50 * time.Millisecond):
				}
			}
		})
	}
	if runtime.GOOS == "linux" {
		h := newHandset(t, url)
		if code, _ := h.start(""); code != 200 {
			t.Errorf("a phone among slow connections: %d", code)
		}
		if code, _ := h.upload(filing.SlotLicence, "good"); code != 200 {
			t.Errorf("an upload among slow connections: %d", code)
		}
	}
	close(done)
	wg.Wait()
}

// huge sends bodies of 5 GB until they are cut.
func huge(t *testing.T, url string) {
	t.Helper()
	h := newHandset(t, url)
	h.start("")
	u := mustURL(h.base)
	cookie := h.c.Jar.Cookies(u)[0].String()
	for _, length := range []string{"Content-Length: 5368709120", "Transfer-Encoding: chunked", "Content-Length: 31000000"} {
		c, err := net.Dial("tcp", u.Host)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(c, "POST %sup/licence HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: %s\r\nContent-Type: multipart/form-data; boundary=b\r\n%s\r\n\r\n", u.Path, u.Host, h.origin, cookie, length)
		chunk := []byte("10000\r\n" + strings.Repeat("x", 1<<16) + "\r\n")
		sent := int64(0)
		for sent < 5<<30 {
			n, err := c.Write(chunk)
			sent += int64(n)
			if err != nil {
				break
			}
		}
		c.Close()
		if sent > 64<<20 {
			t.Errorf("%s: %d MB were taken", length, sent>>20)
		}
	}
}

// flood lets a phone that is in send as much as it can in many connections.
func flood(t *testing.T, url string) {
	t.Helper()
	h := newHandset(t, url)
	h.start("")
	picture := strings.Repeat("x", MaxPicture)
	var ok, full atomic.Int64
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			for _, slot := range three {
				kind, body := wrap(t, picture, "")
				req, err := http.NewRequest("POST", h.base+"up/"+string(slot.ID)+"?k="+h.key, body)
				if err != nil {
					t.Error(err)
					return
				}
				req.Header.Set("Content-Type", kind)
				req.Header.Set("Origin", h.origin)
				resp, err := h.c.Do(req)
				if err != nil {
					continue // cut off
				}
				resp.Body.Close()
				switch resp.StatusCode {
				case 200:
					ok.Add(1)
				case http.StatusServiceUnavailable:
					full.Add(1)
				default:
					t.Errorf("hand %d: %s", i, resp.Status)
				}
			}
		})
	}
	wg.Wait()
	if ok.Load() == 0 || full.Load() == 0 {
		t.Errorf("%d taken, %d refused: the limit was not reached", ok.Load(), full.Load())
	}
	for range 20 {
		h.do("POST", "up/portrait?k="+h.key, "multipart/form-data; boundary=b", strings.NewReader("--b\r\n"+strings.Repeat("A: b\r\n", 1_000_000)+"\r\n"))
	}
}
