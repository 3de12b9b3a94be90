package assets

import _ "embed"

//go:embed face/facefinder
var faceFinder []byte

// FaceFinder returns the trained cascade with which app/photo finds faces
// (pigo, MIT: face/LICENSE).
func FaceFinder() []byte { return faceFinder }
