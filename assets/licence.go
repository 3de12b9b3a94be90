package assets

import (
	_ "embed"
	"strings"
)

var (
	//go:embed licence/README.txt
	partLicences string
	//go:embed licence/LGPL-3.0.txt
	lgpl string
	//go:embed licence/Apache-2.0.txt
	apache string
)

// Licences returns the third-party parts that decode HEIC and PDF, with the
// texts of their licences: libheif and libde265 are under the LGPL, which wants
// its text to travel with the program. FontLicence is that of the fonts.
func Licences() string {
	return strings.Join([]string{partLicences, lgpl, apache}, "\n"+strings.Repeat("=", 78)+"\n\n")
}
