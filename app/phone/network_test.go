package phone

import (
	"net/netip"
	"testing"
)

func card4(name, description, addr string, gateway bool) Interface {
	return Interface{Name: name, Description: description, Addr: netip.MustParseAddr(addr), Up: true, Gateway: gateway}
}

func TestTheCardOfTheLocalNetworkIsProposed(t *testing.T) {
	for _, c := range []struct {
		machine string
		cards   []Interface
		want    string // name of the first choice, "" for none
	}{
		{"Windows with VMware, WSL and a VPN", []Interface{
			card4("VMware Network Adapter VMnet8", "VMware Virtual Ethernet Adapter for VMnet8", "192.168.126.1", false),
			card4("vEthernet (WSL)", "Hyper-V Virtual Ethernet Adapter", "172.25.16.1", false),
			card4("Tailscale", "Tailscale Tunnel", "100.101.3.4", false),
			card4("本地连接", "TAP-Windows Adapter V9", "10.8.0.6", true),
			card4("WLAN", "Intel(R) Wi-Fi 6 AX201 160MHz", "192.168.1.23", true),
		}, "WLAN"},
		{"Windows with its own hotspot and no other network", []Interface{
			card4("本地连接* 10", "Microsoft Wi-Fi Direct Virtual Adapter #2", "192.168.137.1", false),
			card4("VirtualBox Host-Only Network", "VirtualBox Host-Only Ethernet Adapter", "192.168.56.1", false),
		}, "本地连接* 10"},
		{"Windows on a cable, Chinese names", []Interface{
			card4("蓝牙网络连接", "Bluetooth Device (Personal Area Network)", "192.168.44.1", false),
			card4("以太网 2", "Realtek PCIe GbE Family Controller", "10.20.3.4", true),
		}, "以太网 2"},
		{"macOS with a VPN, sharing to a virtual machine", []Interface{
			card4("utun4", "", "10.255.0.2", true),
			card4("bridge100", "", "192.168.64.1", false),
			card4("awdl0", "", "169.254.3.4", false),
			card4("en0", "", "192.168.3.17", true),
		}, "en0"},
		{"Linux with Docker and libvirt", []Interface{
			card4("docker0", "", "172.17.0.1", false),
			card4("br-1a2b3c4d5e6f", "", "172.18.0.1", false),
			card4("virbr0", "", "192.168.122.1", false),
			card4("wlp2s0", "", "10.0.0.8", true),
		}, "wlp2s0"},
		{"on an iPhone's hotspot", []Interface{card4("WLAN", "", "172.20.10.2", true)}, "WLAN"},
		{"two cards, one leads out", []Interface{card4("eth0", "", "192.168.0.5", false), card4("eth1", "", "10.1.1.5", true)}, "eth1"},
		{"only public and carrier addresses", []Interface{card4("eth0", "", "203.0.113.7", true), card4("ppp0", "", "100.64.1.2", true)}, ""},
		{"only link-local and loopback", []Interface{card4("以太网", "", "169.254.9.9", false), card4("lo", "", "127.0.0.1", false)}, ""},
		{"a proxy's virtual card", []Interface{card4("Meta", "Mihomo Tunnel", "198.18.0.1", true), card4("WLAN", "", "192.168.1.2", true)}, "WLAN"},
		{"only IPv6", []Interface{card4("en0", "", "fd00::1", true)}, ""},
		{"switched off", []Interface{{Name: "WLAN", Addr: netip.MustParseAddr("192.168.1.2"), Gateway: true}}, ""},
		{"written as IPv6", []Interface{card4("en0", "", "::ffff:192.168.1.2", true)}, "en0"},
	} {
		got := ""
		if all := Choices(c.cards, ""); len(all) > 0 {
			got = all[0].Name
		}
		if got != c.want {
			t.Errorf("%s: %q is proposed, want %q", c.machine, got, c.want)
		}
	}
}

func TestVirtualCardsAreMarkedAndTheRememberedOneComesFirst(t *testing.T) {
	cards := []Interface{
		card4("WLAN", "", "192.168.1.2", true),
		card4("以太网", "", "10.0.0.2", false),
		card4("vboxnet0", "", "192.168.56.1", false),
	}
	all := Choices(cards, "以太网")
	if len(all) != 3 || all[0].Name != "以太网" || !all[0].Remembered || all[1].Name != "WLAN" || all[1].Remembered {
		t.Errorf("with 以太网 remembered: %+v", all)
	}
	if !all[2].Virtual || all[0].Virtual {
		t.Errorf("virtual marks: %+v", all)
	}
	if all := Choices(cards, "WLAN 9"); all[0].Name != "WLAN" {
		t.Errorf("a card that is gone changes nothing: %+v", all)
	}
}

func TestDefaultRoutesAreReadFromTheKernelsTable(t *testing.T) {
	const table = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
wlp2s0	00000000	0100A8C0	0003	0	0	600	00000000	0	0	0
docker0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0
tun0	00000000	0100080A	0003	0	0	50	00000080	0	0	0
eth0	00000000	00000000	0001	0	0	100	00000000	0	0	0
short line
wg0	00000000	0100A8C0	zz	0	0	600	00000000	0	0	0
`
	got := defaultRoutes(table)
	if len(got) != 1 || got[0] != "wlp2s0" {
		t.Errorf("default routes through %q", got)
	}
	if got := defaultRoutes(""); got != nil {
		t.Errorf("an empty table gives %q", got)
	}
}

func TestThisComputersCardsCanBeRead(t *testing.T) {
	all, err := Interfaces()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Error("not even the loopback is listed")
	}
	for _, i := range all {
		if !i.Addr.IsValid() || i.Name == "" {
			t.Errorf("%+v", i)
		}
		if i.Addr.IsLoopback() {
			if _, _, ok := Score(i); ok {
				t.Error("the loopback is offered to phones")
			}
		}
	}
}
