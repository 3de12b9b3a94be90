package phone

import (
	"net"
	"net/http"
	"strings"
	"sync"
)

// cutter breaks connections of uploads: some before they are read, some after
// they were answered but before the answer leaves.
type cutter struct {
	inner http.Handler
	mu    sync.Mutex
	left  map[string]int
}

func (c *cutter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.Contains(r.URL.Path, "/up/") {
		c.inner.ServeHTTP(w, r)
		return
	}
	c.mu.Lock()
	before, after := c.left["before"] > 0, c.left["after"] > 0
	if before {
		c.left["before"]--
	} else if after {
		c.left["after"]--
	}
	c.mu.Unlock()
	switch {
	case before:
		drop(w)
	case after:
		c.inner.ServeHTTP(mute{w}, r)
		drop(w)
	default:
		c.inner.ServeHTTP(w, r)
	}
}

// drop closes a connection as a phone that leaves the Wi-Fi would see it.
func drop(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	if t, ok := conn.(*net.TCPConn); ok {
		_ = t.SetLinger(0)
	}
	_ = conn.Close()
}

// mute swallows an answer.
type mute struct{ http.ResponseWriter }

func (m mute) Unwrap() http.ResponseWriter       { return m.ResponseWriter }
func (m mute) Header() http.Header               { return http.Header{} }
func (m mute) WriteHeader(int)                   {}
func (m mute) Write(p []byte) (n int, err error) { return len(p), nil }
