package pages_test

import (
	"fmt"
	"log/slog"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/data/leaktest"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/pages"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/records"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// lookAtEverything opens every page of a filing in a window without a screen,
// types, holds the eyes, copies, searches, and lets a callback fail.
func lookAtEverything(d *desk.Desk, id string) {
	drawing.Use(false, 1)
	a := pages.Discreet(fyne.CurrentApp())
	sh := shell.New(shell.Deps{App: a, Desk: d, Log: slog.Default(), Version: "0", Queue: &shell.Queue{}, Sources: pages.Sources(d), Pages: pages.All(d, nil)})
	settle := func() {
		if !sh.WaitIdle(time.Minute) {
			panic("the window did not come to rest")
		}
		drawing.Canvas(sh.Content(), fyne.NewSize(1000, 700))
	}
	routes := []screens.Route{{Page: screens.PageHome}, {Page: screens.PageAgenda}, {Page: screens.PageLibrary}, {Page: screens.PageSettings},
		{Page: screens.PageHelp}, {Page: screens.PageTrash}, {Page: screens.PageBackup}, {Page: screens.PageRecords},
		{Page: screens.PageRecords, Arg: records.ArgLog}, {Page: screens.PageRecords, Arg: records.ArgConsent}, {Page: screens.PageRecords, Arg: records.ArgErase},
		{Page: screens.PageChecks, Filing: id}, {Page: screens.PageChecklist, Filing: id}, {Page: screens.PageTables}, {Page: screens.PageHistory, Filing: id}, {Page: screens.PageExport, Filing: id},
		{Page: screens.PageCompare, Filing: id}, {Page: screens.PagePapers, Filing: id}, {Page: screens.PageRefused}, {Page: screens.PagePhone, Filing: id}}
	for _, s := range filing.Steps {
		routes = append(routes, screens.Route{Page: screens.PageFiling, Filing: id, Step: int(s)})
	}
	routes = append(routes, screens.Route{Page: screens.PageFiling, Filing: id, Step: int(filing.StepInfo), Field: "legal.name"})
	eyes := 0
	for _, r := range routes {
		sh.Open(r)
		settle()
		if r.Page == screens.PageExport {
			hosttest.Button(sh.Content(), text.OpenIt).Tapped(nil)
			settle()
		}
		for _, e := range hosttest.All[*part.Eye](sh.Content()) {
			e.KeyDown(&fyne.KeyEvent{Name: fyne.KeySpace})
			e.KeyUp(&fyne.KeyEvent{Name: fyne.KeySpace})
			eyes++
		}
		for _, f := range hosttest.All[*part.Field](sh.Content()) {
			if f.Masked() != "" {
				f.Focusable().FocusGained()
				f.Focusable().FocusLost()
			}
		}
		for _, w := range a.Driver().AllWindows() {
			if hits := leaktest.In([]byte(w.Title()), "window title", secrets()); hits != nil {
				panic(fmt.Sprint(hits))
			}
		}
	}
	if eyes < 8 {
		panic(fmt.Sprintf("only %d eyes were held", eyes))
	}
	part.Guard(func() { panic(planted.legal.Name + " " + planted.legal.Mobile) })
	settle()
}
