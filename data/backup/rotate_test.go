package backup_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"beiandesk/data/backup"
)

// run makes a backup at each time, rotating after each, and returns what is left.
func run(times []time.Time) (left []backup.Kept) {
	for i, at := range times {
		left = append(left, backup.Kept{N: int64(i + 1), At: at})
		drop := backup.Rotate(left)
		left = slices.DeleteFunc(left, func(k backup.Kept) bool { return slices.Contains(drop, k.N) })
	}
	return left
}

// days gives noon of so many days in a row.
func days(from time.Time, n int) (list []time.Time) {
	for i := range n {
		list = append(list, from.AddDate(0, 0, i))
	}
	return list
}

func TestRotateKeepsSevenDaysFourWeeksTwelveMonths(t *testing.T) {
	start := time.Date(2024, 1, 1, 12, 0, 0, 0, beijing)
	for _, x := range []struct {
		name  string
		times []time.Time
		want  []string
	}{
		{"none", nil, nil},
		{"one", days(start, 1), []string{"2024-01-01"}},
		{"a week", days(start, 7), []string{"2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-06", "2024-01-07"}},
		{"several a day: the last", []time.Time{start, start.Add(time.Hour), start.Add(2 * time.Hour)}, []string{"2024-01-01"}},
		{"two years", days(start, 731), []string{ // ends at Wednesday 2025-12-31
			"2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31", "2025-06-30", "2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30",
			"2025-12-14", "2025-12-21", "2025-12-25", "2025-12-26", "2025-12-27", "2025-12-28", "2025-12-29", "2025-12-30", "2025-12-31"}},
		{"one a month", []time.Time{start, start.AddDate(0, 1, 0), start.AddDate(0, 2, 0)}, []string{"2024-01-01", "2024-02-01", "2024-03-01"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			var got []string
			for _, k := range run(x.times) {
				got = append(got, k.At.Format("2006-01-02"))
			}
			if !slices.Equal(got, x.want) {
				t.Errorf("left %v\nwant %v", got, x.want)
			}
		})
	}
}

func TestRotateDoesNotFollowTheClock(t *testing.T) {
	start := time.Date(2026, 3, 2, 12, 0, 0, 0, beijing)
	good := days(start, 60)
	before := run(good)
	for _, x := range []struct {
		name string
		then []time.Time
	}{
		{"set back ten years", days(start.AddDate(-10, 0, 0), 1)},
		{"set forward ten years", days(start.AddDate(10, 0, 0), 1)},
		{"back to the same days", good[:1]},
		{"forward and back again", append(days(start.AddDate(10, 0, 0), 1), good[59].AddDate(0, 0, 1))},
	} {
		t.Run(x.name, func(t *testing.T) {
			left := run(slices.Concat(good, x.then))
			if n := int64(len(good) + len(x.then)); left[len(left)-1].N != n {
				t.Errorf("the newest one is gone: %v", left)
			}
			// The right ones of before lose at most one day, one week and one month to every new one.
			lost := 0
			for _, k := range before {
				if !slices.ContainsFunc(left, func(l backup.Kept) bool { return l.N == k.N }) {
					lost++
				}
			}
			if lost > 3*len(x.then) {
				t.Errorf("%d of %d good ones went with %d new ones", lost, len(before), len(x.then))
			}
		})
	}
}

func TestRotateNeverDropsTheNewest(t *testing.T) {
	for seed := range 200 {
		var list []backup.Kept
		for i := range 1 + seed%40 {
			list = append(list, backup.Kept{N: int64(i), At: time.Unix(int64(seed*7919+i*104729)%2_000_000_000, 0).In(beijing)})
		}
		newest := list[len(list)-1].N
		drop := backup.Rotate(list)
		if slices.Contains(drop, newest) {
			t.Fatal(fmt.Sprint("seed ", seed, ": the newest one is dropped"))
		}
		if kept := len(list) - len(drop); kept > backup.KeepDays+backup.KeepWeeks+backup.KeepMonths {
			t.Errorf("seed %d: %d kept", seed, kept)
		}
	}
}
