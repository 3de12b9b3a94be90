// Package drawing paints widgets and whole screens into pictures without a
// display, for tests and for the pictures in docs. It uses Fyne's software
// painter and a test application, so it must not be used inside the running
// program: it sets the application's theme.
package drawing

import (
	"fmt"
	"image"
	"image/png"
	"os"

	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test" // its init makes the test application
)

// Use sets the theme that everything made afterwards is drawn with. factor is
// the text size, 1…1.5. Call it before building the content, since some
// widgets measure text when they are made.
func Use(dark bool, factor float32) {
	v := theme.Light
	if dark {
		v = theme.Dark
	}
	fyne.CurrentApp().Settings().SetTheme(theme.New(v, factor))
}

// Chinese makes Fyne's own words Chinese; call it once.
func Chinese() error { return text.ForceChinese() }

// Render draws content at a size in pixels (one pixel per unit), in light or
// dark, with text at scale (1…1.5). A size of zero means the content's own.
func Render(content fyne.CanvasObject, size fyne.Size, dark bool, scale float32) image.Image {
	Use(dark, scale)
	return Capture(Canvas(content, size))
}

// Canvas puts content on a canvas of that size in the theme in use, laid out;
// for tests that focus, tap or type before they look.
func Canvas(content fyne.CanvasObject, size fyne.Size) fyne.Canvas {
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(content)
	if size.IsZero() {
		size = content.MinSize()
	}
	c.Resize(size)
	Settle(content, size)
	return c
}

// Capture draws what is on a canvas now.
func Capture(c fyne.Canvas) image.Image {
	if o := c.Content(); o != nil {
		Settle(o, c.Size())
		defer cover(o)()
	}
	return c.Capture()
}

// cover hides what has scrolled out of sight and clips by itself, such as a
// text field, and returns what shows it again: the software painter clips by
// the innermost alone and would draw it over the page's head. A real window
// clips by all of them.
func cover(o fyne.CanvasObject) func() {
	var hidden []fyne.CanvasObject
	var walk func(o fyne.CanvasObject, at fyne.Position, top, bottom float32)
	walk = func(o fyne.CanvasObject, at fyne.Position, top, bottom float32) {
		if !o.Visible() {
			return
		}
		if _, clips := o.(fyne.Scrollable); clips {
			if at.Y >= bottom || at.Y+o.Size().Height <= top {
				o.Hide()
				hidden = append(hidden, o)
				return
			}
			top, bottom = max(top, at.Y), min(bottom, at.Y+o.Size().Height)
		}
		var inside []fyne.CanvasObject
		switch x := o.(type) {
		case *fyne.Container:
			inside = x.Objects
		case fyne.Widget:
			inside = test.WidgetRenderer(x).Objects()
		}
		for _, i := range inside {
			walk(i, at.Add(i.Position()), top, bottom)
		}
	}
	walk(o, fyne.Position{}, 0, o.Size().Height)
	return func() {
		for _, h := range hidden {
			h.Show()
		}
	}
}

// Settle lays content out until nothing moves any more. A real window does so
// frame by frame; without one a text that wraps would keep its first height.
func Settle(o fyne.CanvasObject, size fyne.Size) {
	for range 3 {
		o.Refresh()
		o.Resize(size.AddWidthHeight(1, 0))
		o.Resize(size)
	}
}

// Save writes a picture as PNG.
func Save(path string, img image.Image) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("save picture: %w", err)
	}
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	if err := enc.Encode(f, img); err != nil {
		f.Close()
		return fmt.Errorf("save picture %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("save picture %s: %w", path, err)
	}
	return nil
}
