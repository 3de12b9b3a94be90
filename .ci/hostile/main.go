// Command hostile misuses the page for phones of a running window, to measure
// what it costs the window (drive.sh with DRIVE_HOSTILE=1):
//
//	hostile ADDRESS strangers|all SECONDS
//
// ADDRESS is that of the code. All at once: wrong tokens as fast as they are
// answered, 200 connections that send a byte now and then, bodies of 5 GB,
// crafted forms, and with “all”, as a phone that was let in, pictures of 30 MB
// from six hands at once. It prints what it did.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/phone/handset"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "hostile:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 4 {
		return fmt.Errorf("wants ADDRESS strangers|all SECONDS")
	}
	u, err := url.Parse(os.Args[1])
	if err != nil {
		return err
	}
	seconds, err := strconv.Atoi(os.Args[3])
	if err != nil {
		return err
	}
	end := time.Now().Add(time.Duration(seconds) * time.Second)
	var guesses, refused, slow, pictures atomic.Int64
	var sent atomic.Int64
	var wg sync.WaitGroup
	each := func(n int, work func(i int)) {
		for i := range n {
			wg.Go(func() {
				for time.Now().Before(end) {
					work(i)
				}
			})
		}
	}
	if os.Args[2] == "all" { // first: a phone that was crowded out would try again until it was in
		p, err := handset.New(os.Args[1])
		if err != nil {
			return err
		}
		defer p.Close()
		if _, err := p.Start(""); err != nil {
			return err
		}
		picture := append([]byte{0xFF, 0xD8, 0xFF, 0xE0}, make([]byte, 30<<20-1024)...)
		each(6, func(int) {
			if _, err := p.Upload(filing.SlotLicence, picture); err == nil {
				pictures.Add(1)
			} else {
				time.Sleep(50 * time.Millisecond)
			}
		})
	}
	each(8, func(i int) { // wrong tokens
		c, err := net.DialTimeout("tcp", u.Host, time.Second)
		if err != nil {
			refused.Add(1)
			time.Sleep(time.Millisecond)
			return
		}
		defer c.Close()
		_ = c.SetDeadline(time.Now().Add(5 * time.Second))
		fmt.Fprintf(c, "GET /%026d/ HTTP/1.1\r\nHost: %s\r\n\r\n", i, u.Host)
		if resp, err := http.ReadResponse(bufio.NewReader(c), nil); err != nil {
			refused.Add(1)
		} else {
			guesses.Add(1)
			_ = resp.Body.Close()
		}
	})
	each(200, func(int) { // slow ones
		c, err := net.DialTimeout("tcp", u.Host, time.Second)
		if err != nil {
			time.Sleep(100 * time.Millisecond)
			return
		}
		defer c.Close()
		slow.Add(1)
		for _, b := range []byte("GET / HTTP/1.1\r\nHost: " + u.Host + "\r\nX: ") {
			if _, err := c.Write([]byte{b}); err != nil {
				return
			}
			time.Sleep(300 * time.Millisecond)
		}
	})
	each(4, func(i int) { // 5 GB, and forms without an end
		c, err := net.DialTimeout("tcp", u.Host, time.Second)
		if err != nil {
			time.Sleep(100 * time.Millisecond)
			return
		}
		defer c.Close()
		_ = c.SetDeadline(end)
		kind := "application/octet-stream"
		if i%2 == 1 {
			kind = "multipart/form-data; boundary=x"
		}
		fmt.Fprintf(c, "POST %sup/licence HTTP/1.1\r\nHost: %s\r\nOrigin: %s://%s\r\nContent-Type: %s\r\nContent-Length: 5368709120\r\n\r\n", u.Path, u.Host, u.Scheme, u.Host, kind)
		n, _ := io.Copy(c, endless{})
		sent.Add(n)
	})
	wg.Wait()
	fmt.Printf("wrong tokens answered %d, connections refused %d, slow connections %d, bytes of bodies without end %d MB, pictures of 30 MB taken %d\n",
		guesses.Load(), refused.Load(), slow.Load(), sent.Load()>>20, pictures.Load())
	return nil
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
