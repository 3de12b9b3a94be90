package backup

import (
	"path/filepath"
	"strings"
)

// sameDisk compares drive letters; two letters of one disk count as two.
func sameDisk(a, b string) bool {
	return strings.EqualFold(filepath.VolumeName(a), filepath.VolumeName(b))
}
