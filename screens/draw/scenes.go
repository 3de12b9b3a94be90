package main

import "fyne.io/fyne/v2"

// scene is one picture to draw.
type scene struct {
	name  string                   // file name without look and size: "gallery-buttons"
	sizes []fyne.Size              // one picture per size; none means the content's own
	build func() fyne.CanvasObject // called anew for each picture, theme already set
}

// scenes is everything that is drawn. Screens are added here.
func scenes() []scene {
	return append(gallery(), helpScenes()...)
}
