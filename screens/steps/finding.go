package steps

import (
	"beiandesk/app/desk"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// FindingRow shows a finding with its ways on: to its field, and to the other
// filing it speaks of.
func FindingRow(h screens.Host, d *desk.Desk, f rule.Finding, jump func()) fyne.CanvasObject {
	w := FindingWords(d, f)
	if o := f.Other; o.Filing != "" {
		w.More = text.OpenOther(o.Domain)
		w.OnMore = func() { h.Navigate(screens.Route{Page: screens.PageFiling, Filing: o.Filing}) }
	}
	return part.FindingRow(w, jump)
}
