package app

import "strings"

// Version reads the program's version out of FyneApp.toml, which is its one
// place. It understands just what that file holds, a line Version = "0.1.0"
// under [Details], and returns "" if there is none.
func Version(toml []byte) string {
	section := ""
	for line := range strings.Lines(string(toml)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			section = strings.Trim(line, "[] ")
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok || section != "Details" || strings.TrimSpace(key) != "Version" {
			continue
		}
		value, _, _ = strings.Cut(value, "#")
		return strings.Trim(strings.TrimSpace(value), `"'`)
	}
	return ""
}
