package agenda_test

import (
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/agenda"
	"beiandesk/screens/text"
)

var now = time.Date(2026, 11, 23, 10, 42, 0, 0, filing.China) // a Monday

func TestDeadlinesStandInGroupsNearestFirst(t *testing.T) {
	at := func(id string, d time.Duration) desk.Row { return desk.Row{ID: id, Due: now.Add(d)} }
	plan := agenda.Plan([]desk.Row{
		at("later", 40*24*time.Hour), at("today-late", 8*time.Hour), {ID: "none"}, at("over", -time.Minute),
		at("week", 3*24*time.Hour), at("today", time.Hour),
	}, now)
	var got []string
	for _, d := range plan {
		got = append(got, d.Group.Name())
		for _, r := range d.Rows {
			got = append(got, r.ID)
		}
	}
	want := []string{"已过期", "over", "今天", "today", "today-late", "本周", "week", "以后", "later"}
	if len(got) != len(want) {
		t.Fatalf("plan %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("plan %v, want %v", got, want)
		}
	}
}

func TestADeadlineAtMidnightBelongsToTheDayItEnds(t *testing.T) {
	midnight := time.Date(2026, 11, 24, 0, 0, 0, 0, filing.China)
	if g := agenda.GroupOf(midnight, now); g != agenda.Today {
		t.Errorf("midnight tonight is %s", g.Name())
	}
	if g := agenda.GroupOf(time.Date(2026, 11, 30, 0, 0, 0, 0, filing.China), now); g != agenda.Week {
		t.Errorf("Sunday's midnight is %s", g.Name())
	}
}

func TestMomentsInWords(t *testing.T) {
	for at, want := range map[time.Time]string{
		time.Date(2026, 11, 23, 14, 5, 0, 0, filing.China): "今天 14:05",
		time.Date(2026, 11, 25, 9, 0, 0, 0, filing.China):  "11-25 周三 09:00",
		time.Date(2027, 1, 4, 0, 0, 0, 0, filing.China):    "2027-01-04",
	} {
		if got := text.AgendaTime(at, now); got != want {
			t.Errorf("%v: %s, want %s", at, got, want)
		}
	}
}
