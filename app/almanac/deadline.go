// Package almanac knows days: working days, the deadlines of a filing and the
// duties after approval. It never reads the clock; now is passed in.
package almanac

import (
	"time"

	"beiandesk/app/filing"
)

// Deadline is a moment that matters for a filing.
type Deadline struct {
	ID     string    // sms-principal, sms-manager, portrait-code, first-review, admin-review, real-name, domain-expiry, …
	Title  string    // 主体负责人短信核验
	Start  time.Time // when the period began, zero if it has no beginning
	At     time.Time // its end
	Hard   bool      // missing it has a consequence; otherwise an expectation
	Source string    // tags of sources.json
}

// Left is the time until a deadline.
type Left struct {
	Days, Hours, Minutes int  // all positive, also when over
	Over                 bool // the deadline has passed
	ClockBack            bool // the clock stands before Start: it was set back
}

// Until gives the time left of d at now. A clock set back before the start
// never shows more than the whole period, and says so.
func Until(d Deadline, now time.Time) Left { return Left{} }

// Deadlines lists the deadlines that run for f at now, earliest first.
func Deadlines(f *filing.Filing, now time.Time) []Deadline { return nil }

// Next is the earliest deadline that is not over, hard ones before expectations
// on the same moment; ok is false if none runs.
func Next(list []Deadline, now time.Time) (d Deadline, ok bool) { return Deadline{}, false }

// Duty is something to do after approval.
type Duty struct {
	ID     string // footer, police, dns, …; filing.Duty.ID when ticked
	Title  string
	How    string    // what to do, in steps separated by "\n"
	Due    time.Time // zero if it has no date
	Source string
}

// Duties lists the duties of a filed filing; nil before approval.
func Duties(f *filing.Filing) []Duty { return nil }

// AddWorkingDays gives the n-th working day after day (n ≥ 0), at the same
// time of day in China. Saturdays and Sundays are skipped. Public holidays are
// NOT known (no source for the calendar is stored), so the real day may be later.
func AddWorkingDays(day time.Time, n int) time.Time { return day }
