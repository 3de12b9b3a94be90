package phone

import (
	"net"
	"net/netip"
	"sync"

	"beiandesk/app"
)

// listen opens a port on addr, and on nothing else.
func listen(addr netip.Addr) (net.Listener, error) {
	addr = addr.Unmap()
	if !addr.Is4() || !addr.IsPrivate() && !addr.IsLoopback() {
		return nil, app.Fail("phone.address", "这个网络地址不在局域网里，手机不能从这里连接。请在“网络”里换一个地址。")
	}
	l, err := net.ListenTCP("tcp4", net.TCPAddrFromAddrPort(netip.AddrPortFrom(addr, 0)))
	if err != nil {
		return nil, app.Wrap(err, "phone.listen", "这个网络地址现在用不了，Wi-Fi 或网线可能刚刚断开或换了。请在“网络”里重新选一个，或改用拖放、粘贴、选择文件。")
	}
	return l, nil
}

// crowd is a listener that holds a number of connections and no more. One
// beyond it is closed at once: a phone tries again, and a hostile machine
// finds no queue to fill. Nobody may take all: an address has a share.
type crowd struct {
	net.Listener
	most, share int

	mu   sync.Mutex
	all  int
	from map[netip.Addr]int // open connections; entries leave with the last one
}

func newCrowd(l net.Listener, most, share int) *crowd {
	return &crowd{Listener: l, most: most, share: share, from: map[netip.Addr]int{}}
}

func (c *crowd) Accept() (net.Conn, error) {
	for {
		conn, err := c.Listener.Accept()
		if err != nil {
			return nil, err
		}
		addr := remote(conn.RemoteAddr())
		if c.enter(addr) {
			return &member{Conn: conn, leave: sync.OnceFunc(func() { c.leave(addr) })}, nil
		}
		_ = conn.Close() // whatever it says: an error of Accept would end the server
	}
}

func (c *crowd) enter(a netip.Addr) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all >= c.most || c.from[a] >= c.share {
		return false
	}
	c.all++
	c.from[a]++
	return true
}

func (c *crowd) leave(a netip.Addr) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all--
	if c.from[a]--; c.from[a] == 0 {
		delete(c.from, a)
	}
}

func remote(a net.Addr) netip.Addr {
	if t, ok := a.(*net.TCPAddr); ok {
		return t.AddrPort().Addr().Unmap()
	}
	return netip.Addr{}
}

type member struct {
	net.Conn
	leave func()
}

func (m *member) Close() error {
	m.leave()
	return m.Conn.Close()
}
