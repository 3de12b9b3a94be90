// Command draw paints the screens and the widgets into PNG files, without a
// display: light and dark at 100 %, and light with text at 125 %.
//
//	draw -out DIR [-only PART-OF-NAME] [-part K/N] [-widgets]
//
// Every picture keeps some 50 MB, which the test driver never frees. Without
// -only and -part the program therefore runs itself for small parts, two at a
// time.
package main

import (
	"errors"
	"flag"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"time"

	"beiandesk/screens/part/drawing"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

type look struct {
	name   string
	dark   bool
	factor float32
}

var looks = []look{{"light", false, 1}, {"dark", true, 1}, {"125", false, 1.25}}

// share of outOf equal ones is drawn.
var share, outOf int

// own is the size of -at; zero means each picture's own.
var own fyne.Size

func main() {
	out := flag.String("out", "out", "folder for the pictures")
	only := flag.String("only", "", "draw only names that contain this")
	widgets := flag.Bool("widgets", false, "draw the gallery of widgets instead of the pages")
	parts := flag.String("part", "", "draw the K-th of N parts, counted from 0, such as 0/8")
	at := flag.String("at", "", "draw pages at another size, such as 1280x800")
	letters := flag.Float64("text", 0, "draw pages with another text size, such as 1.5")
	flag.Parse()
	if *letters > 0 {
		looks = []look{{fmt.Sprintf("%.0f", *letters*100), false, float32(*letters)}}
	}
	if _, err := fmt.Sscanf(*at, "%fx%f", &own.Width, &own.Height); *at != "" && err != nil {
		fmt.Fprintln(os.Stderr, "draw: -at wants WIDTHxHEIGHT")
		os.Exit(1)
	}
	if *parts == "" && *only == "" && !*widgets {
		if err := inParts(os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, "draw:", err)
			os.Exit(1)
		}
		return
	}
	if *parts == "" {
		*parts = "0/1"
	}
	if n, err := fmt.Sscanf(*parts, "%d/%d", &share, &outOf); n != 2 || err != nil || share < 0 || share >= outOf {
		fmt.Fprintln(os.Stderr, "draw: -part wants K/N with 0 ≤ K < N")
		os.Exit(1)
	}
	err := run(*out, *only, *widgets)
	for _, dir := range left {
		err = errors.Join(err, os.RemoveAll(dir))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "draw:", err)
		os.Exit(1)
	}
}

func run(out, only string, widgets bool) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := drawing.Chinese(); err != nil {
		return err
	}
	if widgets {
		return each(out, only, gallery())
	}
	windows, err := windowScenes()
	if err != nil {
		return err
	}
	for i, w := range windows {
		if i%outOf != share {
			continue
		}
		if !own.IsZero() {
			w.sizes = []fyne.Size{own}
		}
		if strings.Contains(w.name, only) {
			if err := eachLook(out, w.name, w.sizes, func(l look, size fyne.Size) (image.Image, error) { return window(w, l, size) }); err != nil {
				return err
			}
		}
	}
	if share > 0 {
		return nil
	}
	if err := drawPapers(out, only); err != nil {
		return err
	}
	return each(out, only, append(helpScenes(), restoreScene()))
}

func each(out, only string, list []scene) error {
	for _, s := range list {
		if strings.Contains(s.name, only) {
			if err := eachLook(out, s.name, orOwn(s.sizes), func(l look, size fyne.Size) (image.Image, error) {
				return drawing.Render(s.build(), size, l.dark, l.factor), nil
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

// warm tells that a picture was drawn before. The first one of a process lacks
// icons and edges now and then: it is drawn twice.
var warm bool

// eachLook saves a picture in light and dark at each size, and one with larger
// text at the first.
func eachLook(out, name string, sizes []fyne.Size, paint func(look, fyne.Size) (image.Image, error)) error {
	for _, l := range looks {
		for i, size := range sizes {
			if l.factor > 1 && i > 0 {
				continue
			}
			drawing.Use(l.dark, l.factor)
			if !warm {
				if _, err := paint(l, size); err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				warm = true
			}
			img, err := paint(l, size)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if err := drawing.Save(filepath.Join(out, fileName(name, sizes, l, size)), reduced(img)); err != nil {
				return err
			}
		}
	}
	return nil
}

func window(w pageScene, l look, size fyne.Size) (image.Image, error) {
	v := theme.Light
	if l.dark {
		v = theme.Dark
	}
	s, err := w.open(v, l.factor)
	if err != nil {
		return nil, err
	}
	defer s.Window().Close()
	s.Window().Resize(size)
	if w.do != nil {
		drawing.Settle(s.Content(), size)
		if err := w.do(s); err != nil {
			return nil, err
		}
		if !w.busy && !s.WaitIdle(30*time.Second) {
			return nil, errors.New("the window did not come to rest")
		}
	}
	return drawing.Capture(s.Window().Canvas()), nil
}

func orOwn(sizes []fyne.Size) []fyne.Size {
	if len(sizes) == 0 {
		return []fyne.Size{{}}
	}
	return sizes
}

func fileName(name string, sizes []fyne.Size, l look, size fyne.Size) string {
	if len(sizes) < 2 {
		return fmt.Sprintf("%s-%s.png", name, l.name)
	}
	return fmt.Sprintf("%s-%s-%.0fx%.0f.png", name, l.name, size.Width, size.Height)
}
