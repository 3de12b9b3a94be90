package main

import (
	"beiandesk/screens/shell"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// scene is one picture to draw of a widget or a page by itself.
type scene struct {
	name  string                   // file name without look and size: "gallery-buttons"
	sizes []fyne.Size              // one picture per size; none means the content's own
	build func() fyne.CanvasObject // called anew for each picture, theme already set
}

// pageScene is one picture of the whole window.
type pageScene struct {
	name  string
	sizes []fyne.Size
	open  func(v theme.Variant, factor float32) (*shell.Shell, error)
	do    func(*shell.Shell) error // once the window has its size; may be nil
	busy  bool                     // is drawn while something is under way
}
