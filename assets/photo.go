package assets

import _ "embed"

//go:embed photo_limits.json
var photoLimits []byte

// PhotoLimits returns the table of picture limits: for each kind of document
// and each measure the values below or above which a picture is doubtful or
// refused, with source and date. app/photo reads it.
func PhotoLimits() []byte { return photoLimits }
