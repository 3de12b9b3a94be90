package assets

import (
	"embed"
	"io/fs"
)

//go:embed phone/*
var phoneFiles embed.FS

// Phone returns the page that app/phone serves to phones: templates, style,
// script, and a drawing for each kind of picture (SVG, our own).
func Phone() fs.FS {
	sub, err := fs.Sub(phoneFiles, "phone")
	if err != nil {
		return phoneFiles // "phone" is a valid path, so Sub cannot refuse it
	}
	return sub
}
