//go:build !linux && !windows && !darwin

package phone

import "errors"

func gateways() (map[int]routeOf, error) {
	return nil, errors.New("no way to read the default route on this system")
}
