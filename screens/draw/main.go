// Command draw paints the screens and the widgets into PNG files, without a
// display: light and dark at 100 %, and light with text at 125 %.
//
//	draw -out DIR [-only PART-OF-NAME]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/screens/part/drawing"

	"fyne.io/fyne/v2"
)

type look struct {
	name   string
	dark   bool
	factor float32
}

var looks = []look{{"light", false, 1}, {"dark", true, 1}, {"125", false, 1.25}}

func main() {
	out := flag.String("out", "out", "folder for the pictures")
	only := flag.String("only", "", "draw only names that contain this")
	flag.Parse()
	if err := run(*out, *only); err != nil {
		fmt.Fprintln(os.Stderr, "draw:", err)
		os.Exit(1)
	}
}

func run(out, only string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := drawing.Chinese(); err != nil {
		return err
	}
	for _, s := range scenes() {
		if !strings.Contains(s.name, only) {
			continue
		}
		for _, l := range looks {
			for _, size := range orOwn(s.sizes) {
				drawing.Use(l.dark, l.factor)
				img := drawing.Render(s.build(), size, l.dark, l.factor)
				if err := drawing.Save(filepath.Join(out, fileName(s, l, size)), img); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func orOwn(sizes []fyne.Size) []fyne.Size {
	if len(sizes) == 0 {
		return []fyne.Size{{}}
	}
	return sizes
}

func fileName(s scene, l look, size fyne.Size) string {
	if len(s.sizes) < 2 {
		return fmt.Sprintf("%s-%s.png", s.name, l.name)
	}
	return fmt.Sprintf("%s-%s-%.0fx%.0f.png", s.name, l.name, size.Width, size.Height)
}
