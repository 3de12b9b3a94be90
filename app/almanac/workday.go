// Package almanac knows days: working days, the deadlines of a filing and the
// duties after approval. It never reads the clock; now is passed in.
package almanac

import (
	"time"

	"beiandesk/app/filing"
)

// HolidaysKnown tells whether AddWorkingDays knows the public holidays. No
// source for the calendar is stored, so it knows weekends only and a screen
// should say that holidays make it later.
const HolidaysKnown = false

// IsWorkingDay tells whether t falls on Monday to Friday in China.
func IsWorkingDay(t time.Time) bool {
	wd := t.In(filing.China).Weekday()
	return wd != time.Saturday && wd != time.Sunday
}

// AddWorkingDays gives the n-th working day after day, at the same time of day
// in China; n ≤ 0 gives day itself. Saturdays and Sundays are skipped, public
// holidays are not known, and Saturdays that are worked count as free.
func AddWorkingDays(day time.Time, n int) time.Time {
	t := day.In(filing.China)
	for n > 0 {
		t = t.AddDate(0, 0, 1)
		if IsWorkingDay(t) {
			n--
		}
	}
	return t
}

// parseDay reads a date of the filing as midnight in China; ok is false for
// an empty or broken one and for 长期.
func parseDay(s string) (time.Time, bool) {
	t, err := time.ParseInLocation(time.DateOnly, s, filing.China)
	return t, err == nil
}

// endOf is the last second of a day: a date is kept until it is over.
func endOf(day time.Time) time.Time { return day.AddDate(0, 0, 1).Add(-time.Second) }
