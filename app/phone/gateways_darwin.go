package phone

import (
	"golang.org/x/net/route"
	"golang.org/x/sys/unix"
)

// gateways reads the kernel's routing table by sysctl, without cgo.
func gateways() (map[int]routeOf, error) {
	rib, err := route.FetchRIB(unix.AF_INET, unix.NET_RT_DUMP, 0)
	if err != nil {
		return nil, err
	}
	messages, err := route.ParseRIB(unix.NET_RT_DUMP, rib)
	if err != nil {
		return nil, err
	}
	out := map[int]routeOf{}
	for _, m := range messages {
		r, ok := m.(*route.RouteMessage)
		if !ok || r.Flags&unix.RTF_GATEWAY == 0 || r.Flags&unix.RTF_UP == 0 || len(r.Addrs) <= unix.RTAX_DST {
			continue
		}
		to, ok := r.Addrs[unix.RTAX_DST].(*route.Inet4Addr)
		if !ok || to.IP != [4]byte{} {
			continue
		}
		if len(r.Addrs) > unix.RTAX_NETMASK { // 0/1, as VPNs set it, is no default
			if mask, ok := r.Addrs[unix.RTAX_NETMASK].(*route.Inet4Addr); ok && mask.IP != [4]byte{} {
				continue
			}
		}
		out[r.Index] = routeOf{gateway: true}
	}
	return out, nil
}
