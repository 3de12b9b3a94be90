package phone

import (
	"log/slog"
	"net"
	"net/netip"

	"beiandesk/app"
)

// Interfaces reads the addresses of this computer from the system. It asks
// nobody outside of it.
func Interfaces() ([]Interface, error) {
	cards, err := net.Interfaces()
	if err != nil {
		return nil, app.Wrap(err, "phone.network", "读不到这台电脑的网络设置。请确认已连接 Wi-Fi 或网线，再试一次；也可以改用拖放、粘贴或选择文件。")
	}
	routes, err := gateways()
	if err != nil {
		// The list is still right, only its order is less sure.
		slog.Warn("the default route cannot be read", "err", err)
	}
	var out []Interface
	for _, c := range cards {
		addrs, err := c.Addrs()
		if err != nil {
			slog.Warn("the addresses of a card cannot be read", "err", err)
			continue
		}
		for _, a := range addrs {
			ipnet, ok := a.(*net.IPNet)
			if !ok {
				continue
			}
			addr, ok := netip.AddrFromSlice(ipnet.IP)
			if !ok {
				continue
			}
			about := routes[c.Index]
			out = append(out, Interface{Name: c.Name, Description: about.description, Addr: addr.Unmap(),
				Up: c.Flags&net.FlagUp != 0 && c.Flags&net.FlagLoopback == 0, Gateway: about.gateway})
		}
	}
	return out, nil
}

// routeOf is what a system tells about a card beyond package net.
type routeOf struct {
	gateway     bool
	description string
}
