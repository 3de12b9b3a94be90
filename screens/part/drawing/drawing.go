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
	_ "fyne.io/fyne/v2/test" // its init makes the test application
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
	}
	return c.Capture()
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
