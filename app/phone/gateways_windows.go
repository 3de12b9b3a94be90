package phone

import (
	"errors"
	"unsafe"

	"golang.org/x/sys/windows"
)

// gateways asks Windows for the adapters with their gateways and the names of
// their drivers.
func gateways() (map[int]routeOf, error) {
	const flags = windows.GAA_FLAG_INCLUDE_GATEWAYS | windows.GAA_FLAG_SKIP_ANYCAST | windows.GAA_FLAG_SKIP_MULTICAST | windows.GAA_FLAG_SKIP_DNS_SERVER
	size := uint32(16 << 10) // bytes, as Microsoft recommends to begin with
	for range 4 {            // adapters may come between two calls
		buf := make([]byte, size)
		first := (*windows.IpAdapterAddresses)(unsafe.Pointer(&buf[0]))
		err := windows.GetAdaptersAddresses(windows.AF_INET, flags, 0, first, &size)
		if errors.Is(err, windows.ERROR_BUFFER_OVERFLOW) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out := map[int]routeOf{}
		for a := first; a != nil; a = a.Next {
			out[int(a.IfIndex)] = routeOf{gateway: a.FirstGatewayAddress != nil, description: windows.UTF16PtrToString(a.Description)}
		}
		return out, nil
	}
	return nil, windows.ERROR_BUFFER_OVERFLOW
}
