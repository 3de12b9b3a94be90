package capture

import (
	"fmt"
	"io"
	"net"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"
)

// BenchmarkLook is what the page does on the UI goroutine five times a second,
// and all of it drawn anew as if something had happened each time: the program's
// own part of an answer, without the painting of a driver. In "misused" 80
// strangers from five addresses stand at the listener meanwhile, in the same
// process: most send a byte now and then until they are cut off, some announce
// 5 GB and send what is taken. The longest and the 99th of a hundred are in
// milliseconds.
func BenchmarkLook(b *testing.B) {
	for _, how := range []string{"at rest", "misused"} {
		b.Run(how, func(b *testing.B) {
			w := newWorld(b)
			w.open("")
			if how == "misused" {
				defer misuse(b, w.url())()
			}
			var took []time.Duration
			for b.Loop() {
				began := time.Now()
				w.host.Advance(look)
				w.Page.show() // as if something had happened every time
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)*99/100].Seconds()*1000, "p99-ms")
			b.ReportMetric(took[len(took)-1].Seconds()*1000, "longest-ms")
		})
	}
}

// misuse stands at the listener until the returned function is called.
func misuse(b *testing.B, address string) (stop func()) {
	u, err := url.Parse(address)
	if err != nil {
		b.Fatal(err)
	}
	done := make(chan struct{})
	var wg sync.WaitGroup
	for i := range 80 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					visit(u, i, done)
				}
			}
		})
	}
	return func() { close(done); wg.Wait() }
}

// visit is one connection: every tenth sends 5 GB, the others a byte now and
// then.
func visit(u *url.URL, i int, done chan struct{}) {
	from := net.Dialer{Timeout: time.Second, LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+i%5))}} // one address may have few connections
	c, err := from.Dial("tcp", u.Host)
	if err != nil {
		time.Sleep(10 * time.Millisecond)
		return
	}
	defer c.Close()
	go func() { <-done; c.Close() }()
	if i%10 == 0 {
		fmt.Fprintf(c, "POST %sup/licence HTTP/1.1\r\nHost: %s\r\nContent-Length: 5368709120\r\n\r\n", u.Path, u.Host)
		_, _ = io.Copy(c, endless{})
		return
	}
	for _, x := range []byte("GET / HTTP/1.1\r\nHost: ") {
		if _, err := c.Write([]byte{x}); err != nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
