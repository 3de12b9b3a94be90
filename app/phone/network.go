package phone

import (
	"net/netip"
	"slices"
	"strings"
)

// Interface is one IPv4 address of this computer with what is known about the
// card it belongs to.
type Interface struct {
	Name        string // "以太网", "WLAN", "en0", "wlp2s0"
	Description string // Windows: the driver's name, "Intel(R) Wi-Fi 6 AX201"; else ""
	Addr        netip.Addr
	Up          bool
	Gateway     bool // a default route leaves through it
}

// Choice is an address that phones may reach, with its rank.
type Choice struct {
	Interface
	Score      int
	Virtual    bool // of a virtual machine, a VPN or the like, told by its name
	Remembered bool // chosen by the user the last time
}

// Points of Score. A gateway outweighs the rest: a card without a way out is
// hardly the one the phone's Wi-Fi belongs to.
const (
	pointsGateway    = 40
	pointsHome       = 10 // 192.168/16: what routers in homes and shops give
	pointsOffice     = 6  // 10/8: offices, campuses, carriers
	pointsRest       = 4  // 172.16/12: rare outside of virtual machines
	pointsKnownCard  = 8  // Wi-Fi or cable by its name
	pointsHotspot    = 20 // the computer's own hotspot: it has no gateway
	pointsVirtual    = -60
	pointsRemembered = 200
)

// Score ranks an address; ok is false for one that no phone may be sent to:
// not private, not up, or not IPv4. Loopback never is a choice.
func Score(i Interface) (score int, virtual, ok bool) {
	a := i.Addr.Unmap()
	if !i.Up || !a.Is4() || !a.IsPrivate() {
		return 0, false, false
	}
	switch b := a.As4(); {
	case b[0] == 192:
		score += pointsHome
	case b[0] == 10:
		score += pointsOffice
	default:
		score += pointsRest
	}
	if i.Gateway {
		score += pointsGateway
	}
	switch kind := kindOf(i.Name, i.Description); {
	case kind == cardHotspot:
		score += pointsHotspot
	case kind == cardVirtual:
		score += pointsVirtual
		virtual = true
	case kind == cardKnown:
		score += pointsKnownCard
	}
	return score, virtual, true
}

// Choices lists the addresses that phones may reach, best first. remembered is
// the name of the card that the user chose the last time, "" for none; the
// name is kept and not the address, which the router may change.
func Choices(all []Interface, remembered string) []Choice {
	var out []Choice
	for _, i := range all {
		score, virtual, ok := Score(i)
		if !ok {
			continue
		}
		c := Choice{Interface: i, Score: score, Virtual: virtual, Remembered: remembered != "" && i.Name == remembered}
		c.Addr = i.Addr.Unmap()
		if c.Remembered {
			c.Score += pointsRemembered
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b Choice) int {
		if a.Score != b.Score {
			return b.Score - a.Score
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}

type card int

const (
	cardUnknown card = iota
	cardKnown
	cardHotspot
	cardVirtual
)

// Words by which cards are told, lower case. They are names that drivers and
// systems give; a word that may be part of another one is left out.
var (
	hotspotWords = []string{"wi-fi direct virtual"} // Windows: 移动热点, 192.168.137.1

	virtualWords = []string{
		"virtual", "vmware", "vmnet", "vbox", "hyper-v", "vethernet", "parallels", "vnic", "qemu",
		"docker", "podman", "wsl", "container", "sandbox",
		"vpn", "wireguard", "tailscale", "zerotier", "hamachi", "radmin", "openvpn", "tap-windows", "wintun", "tunnel", "teredo", "isatap",
		"anyconnect", "fortinet", "easyconnect", "sangfor", "globalprotect", "softether",
		"clash", "mihomo", "sing-box", "v2ray", "npcap", "loopback", "bluetooth", "蓝牙", "虚拟",
	}

	// virtualNames are how Linux and macOS begin the names of cards that are none.
	virtualNames = []string{
		"docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "wg", "tailscale", "zt", "lxc", "lxd", "incus",
		"cni", "flannel", "cali", "kube", "podman", "ppp", "ipsec", "nebula",
		"utun", "awdl", "llw", "bridge", "vmenet", "gif", "stf", "anpi", "vnic", "feth",
	}

	// knownNames are how real cards are named: Linux by place and kind, macOS
	// en0 …, Windows in Chinese and English.
	knownNames = []string{"eth", "en", "wl", "以太网", "ethernet", "wlan", "wi-fi", "无线网络连接", "本地连接"}
)

func kindOf(name, description string) card {
	n, d := strings.ToLower(name), strings.ToLower(description)
	has := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(n, w) || strings.Contains(d, w) })
	}
	begins := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(n, w) })
	}
	switch {
	case has(hotspotWords):
		return cardHotspot
	case has(virtualWords) || begins(virtualNames):
		return cardVirtual
	case begins(knownNames):
		return cardKnown
	}
	return cardUnknown
}
