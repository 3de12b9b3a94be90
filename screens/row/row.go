// Package row says how one filing of the list looks, wherever it is listed:
// the words and marks for its state, its portrait and its deadline, and where
// its next action leads. It holds no widgets.
package row

import (
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"

	"golang.org/x/net/idna"
)

// Domain is the name as a person reads it: 样本.cn instead of xn--….
func Domain(r desk.Row) string {
	if r.Domain == "" {
		return text.UntitledDomain
	}
	if s, err := idna.ToUnicode(r.Domain); err == nil {
		return s
	}
	return r.Domain
}

// Organiser is the name of the organiser, or a word that it is missing.
func Organiser(r desk.Row) string {
	if r.Organiser == "" {
		return text.NoOrganiser
	}
	return r.Organiser
}

// Mark is how a state is marked: with the person, with somebody else, to look
// at, refused or done.
func Mark(s filing.State) part.State {
	switch s {
	case filing.Draft, filing.SMSWaiting:
		return part.Now
	case filing.FirstReview, filing.ReReview, filing.Forwarding, filing.AdminReview:
		return part.Waiting
	case filing.Returned:
		return part.LookHere
	case filing.FirstRefuse, filing.Refused:
		return part.Refused
	case filing.Filed:
		return part.Done
	}
	return part.Todo
}

// Portrait gives the words and the mark of the portrait.
func Portrait(p filing.PortraitStatus) (string, part.State) {
	switch p {
	case filing.PortraitSubmitted:
		return text.ListPortraitDone, part.Done
	case filing.PortraitReturned:
		return text.ListPortraitBack, part.LookHere
	}
	return text.ListPortraitNone, part.Todo
}

// Urgency marks a deadline: over, within a day, or further off.
func Urgency(due, now time.Time) part.State {
	switch d := due.Sub(now); {
	case due.IsZero():
		return part.Todo
	case d <= 0:
		return part.Refused
	case d <= 24*time.Hour:
		return part.LookHere
	}
	return part.Todo
}

// Action tells whether the next step is the person's own, so that it is shown
// as a link; waiting and having nothing to do are plain words.
func Action(n desk.Next) bool {
	return n != desk.NextWait && n != desk.NextNone && n != ""
}

// NextRoute is where the next action of a filing is done.
func NextRoute(r desk.Row) screens.Route {
	to := screens.Route{Page: screens.PageFiling, Filing: r.ID, Step: int(r.Step)}
	switch r.Next {
	case desk.NextCheck:
		to.Page, to.Step = screens.PageChecks, 0
	case desk.NextSubmit:
		to.Page, to.Step = screens.PageExport, 0
	case desk.NextWait, desk.NextForward, desk.NextDuties, desk.NextNone:
		to.Page, to.Step = screens.PageHistory, 0
	case desk.NextErase:
		to.Page, to.Step, to.Arg = screens.PageRecords, 0, "erase"
	case desk.NextAmend:
		if r.Step == 0 { // refused: the way back into the form begins in the history
			to.Page = screens.PageHistory
		}
	}
	return to
}

// OpenRoute is where a filing opens: at the step where it goes on.
func OpenRoute(r desk.Row) screens.Route {
	return screens.Route{Page: screens.PageFiling, Filing: r.ID, Step: int(r.Step)}
}

// EndOfDay is the midnight that ends now's day in China, EndOfWeek the one
// that ends its Sunday.
func EndOfDay(now time.Time) time.Time {
	y, m, d := now.In(filing.China).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, filing.China)
}

// EndOfWeek is the midnight in China that ends the Sunday of now's week.
func EndOfWeek(now time.Time) time.Time {
	day := now.In(filing.China)
	y, m, d := day.Date()
	left := (7 - int(day.Weekday())) % 7 // days until Sunday
	return time.Date(y, m, d+left+1, 0, 0, 0, 0, filing.China)
}
