// Command empty is what the program is measured against (make bench): a
// window of the same size with the same two fonts, one word in each weight,
// and nothing else. With -measure-start it prints the milliseconds from its
// start to the first painted frame and quits.
package main

import (
	"fmt"
	"image/color"
	"os"
	"sync"
	"time"

	"beiandesk/assets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

var started = time.Now()

type fonts struct {
	fyne.Theme
	regular, bold fyne.Resource
}

func (f fonts) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return f.Theme.Font(s)
	case s.Bold:
		return f.bold
	}
	return f.regular
}

func main() {
	a := app.NewWithID("cn.beiandesk.empty")
	a.Settings().SetTheme(fonts{theme.DefaultTheme(), fyne.NewStaticResource("r.ttf", assets.FontRegular()), fyne.NewStaticResource("b.ttf", assets.FontBold())})
	w := a.NewWindow("备案台空窗")
	w.SetMaster()
	w.Resize(fyne.NewSize(1280, 800))
	var content fyne.CanvasObject = container.NewVBox(widget.NewLabel("空窗口"),
		widget.NewLabelWithStyle("空窗口", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
	if len(os.Args) > 1 && os.Args[1] == "-measure-start" {
		var once sync.Once
		content = container.NewStack(content, canvas.NewRasterWithPixels(func(_, _, _, _ int) color.Color {
			once.Do(func() {
				fyne.Do(func() {
					fmt.Println(time.Since(started).Milliseconds())
					a.Quit()
				})
			})
			return color.Transparent
		}))
	}
	w.SetContent(content)
	w.Show()
	a.Run()
}
