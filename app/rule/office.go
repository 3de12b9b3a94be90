package rule

import (
	"fmt"

	"beiandesk/app/filing"
)

// Habit is a reason for which filings of this office are often refused by this
// provider in this province.
type Habit struct {
	Field  filing.Field // where it is mended in the filing at hand
	Text   string       // the reason, without a stop
	Remedy string
	N      int    // how often within Months
	Last   string // month of the latest, 2006-01
}

// HabitMonths is how far back habits are counted, HabitLeast how often makes
// one, and HabitMost how many are told of one filing.
const (
	HabitMonths = 24
	HabitLeast  = 3
	HabitMost   = 3
)

var officeRules = []Rule{{ID: "OFFICE-REFUSED", Title: "本办公室常见的退回原因", Severity: Info, Basis: Derived, Source: "OFFICE", Date: "不详",
	check: func(s *scan) {
		if !s.f.State.Editable() {
			return
		}
		where := "本省"
		if s.known {
			where = s.province.Name
		}
		for _, h := range s.env.Habits {
			s.hitFrom(h.Field, fmt.Sprintf("本办公室在%s常因“%s”被退（近两年 %d 次）。", where, h.Text, h.N), h.Remedy, s.rule.Source, h.Last)
		}
	}}}
