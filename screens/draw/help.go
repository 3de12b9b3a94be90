package main

import (
	"beiandesk/screens/help"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// helpScenes shows the help: the flow chart, the two comparisons, and the
// short form beside a field.
func helpScenes() []scene {
	sizes := []fyne.Size{fyne.NewSize(1000, 700), fyne.NewSize(1600, 1000)}
	topic := func(id string) func() fyne.CanvasObject {
		return func() fyne.CanvasObject { return help.New(hosttest.New(nil), id).Content() }
	}
	return []scene{
		{"help-flow", sizes, topic("flow")},
		{"help-two-filings", sizes, topic("two-filings")},
		{"help-kinds", sizes, topic("filing-kinds")},
		{"help-panel", []fyne.Size{fyne.NewSize(300, 360)}, func() fyne.CanvasObject {
			return part.Sheet(part.Inset(theme.S4, help.Panel(hosttest.New(nil), "organiser.address.street")))
		}},
	}
}
