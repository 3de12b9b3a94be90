package pages

import (
	"image/color"

	"beiandesk/app"
	"beiandesk/screens/text"
	"beiandesk/screens/ui"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver"
)

// ForceChinese makes Fyne's own words Chinese. It must run before the first
// window.
func ForceChinese() error { return text.ForceChinese() }

// Discreet keeps the folders of file dialogs out of Fyne's preferences.
func Discreet(a fyne.App) fyne.App { return ui.Discreet(a) }

// Run runs the application until its window is closed. Where the loop does not
// come back then, left is called on another goroutine and must end the process.
func Run(a fyne.App, w fyne.Window, left func()) { ui.Run(a, w, left) }

// HasNative tells whether the system made a window for w, which must have been
// shown. Where there is no OpenGL, Fyne only writes a line on standard error
// and lives on without a window.
func HasNative(w fyne.Window) bool {
	n, ok := w.(driver.NativeWindow)
	if !ok {
		return true // a driver without native windows, such as the one of tests
	}
	opened := false
	n.RunNative(func(c any) {
		switch c := c.(type) {
		case driver.WindowsWindowContext:
			opened = c.HWND != 0
		case driver.X11WindowContext:
			opened = c.WindowHandle != 0
		case driver.WaylandWindowContext:
			opened = c.WaylandSurface != 0
		case driver.MacWindowContext:
			opened = c.NSWindow != 0
		default:
			opened = true
		}
	})
	return opened
}

// QuitAfterFirstFrame calls report when the window is painted for the first
// time, and then ends the application. Call it before the window is shown: the
// first frame is painted while it opens, when the application cannot be ended
// yet. The one pixel it adds is asked for its colour while a frame is made.
func QuitAfterFirstFrame(a fyne.App, w fyne.Window, report func()) {
	var painted, running bool
	end := func() {
		if painted && running {
			a.Quit()
		}
	}
	pixel := canvas.NewRasterWithPixels(func(_, _, _, _ int) color.Color {
		if !painted {
			painted = true
			report()
			fyne.Do(end)
		}
		return color.Transparent
	})
	w.SetContent(container.NewStack(w.Content(), pixel))
	a.Lifecycle().SetOnStarted(func() {
		running = true
		end()
	})
}

// Open shows the window and proves that the system made it. Without OpenGL
// Fyne goes on without a window and without a word, and the lock would refuse
// every later start.
func Open(w fyne.Window) error {
	w.Show()
	if !HasNative(w) {
		return app.Fail("window.none", text.NoOpenGL)
	}
	return nil
}
