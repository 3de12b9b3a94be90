package phone

import (
	"strconv"
	"strings"
)

// defaultRoutes lists the cards of a /proc/net/route that have a default
// route: destination and mask 0, flags "up" (1) and "gateway" (2). Numbers are
// hexadecimal (man proc_pid_net).
func defaultRoutes(table string) []string {
	var out []string
	for i, line := range strings.Split(table, "\n") {
		f := strings.Fields(line)
		if i == 0 || len(f) < 8 {
			continue
		}
		flags, err := strconv.ParseUint(f[3], 16, 32)
		if err != nil || flags&3 != 3 || f[1] != "00000000" || f[7] != "00000000" {
			continue
		}
		out = append(out, f[0])
	}
	return out
}
