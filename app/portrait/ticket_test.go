package portrait_test

import (
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/portrait"
)

func TestACodeLivesTenMinutesUnlessAPhoneHasConnected(t *testing.T) {
	end := noon.Add(filing.PortraitLife)
	for _, c := range []struct {
		at        time.Duration
		connected bool
		want      portrait.TicketState
		left      time.Duration
	}{
		{0, false, portrait.TicketGood, 10 * time.Minute},
		{10*time.Minute - time.Second, false, portrait.TicketGood, time.Second},
		{10 * time.Minute, false, portrait.TicketOver, 0},
		{10 * time.Minute, true, portrait.TicketGood, 24*time.Hour - 10*time.Minute},
		{24*time.Hour - time.Second, true, portrait.TicketGood, time.Second},
		{24 * time.Hour, true, portrait.TicketSessionOver, 0},
		{24 * time.Hour, false, portrait.TicketSessionOver, 0},
		{-time.Second, true, portrait.TicketSessionOver, 0}, // the clock was set back
	} {
		k, err := portrait.NewTicket(noon, end)
		if err != nil {
			t.Fatal(err)
		}
		if c.connected {
			k.Connect()
		}
		if got := k.State(noon.Add(c.at)); got != c.want {
			t.Errorf("after %v, connected %v: %v, want %v", c.at, c.connected, got, c.want)
		}
		if got := k.Left(noon.Add(c.at)); got != c.left {
			t.Errorf("after %v, connected %v: %v left, want %v", c.at, c.connected, got, c.left)
		}
	}
}

func TestACodeNeverOutlivesItsSession(t *testing.T) {
	k, err := portrait.NewTicket(noon, noon.Add(3*time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	if left := k.Left(noon); left != 3*time.Minute {
		t.Errorf("%v left of a session that ends in three minutes", left)
	}
}

func TestTokensCarry128BitAndNeverRepeat(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		k, err := portrait.NewTicket(noon, noon.Add(time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		if len(k.Token()) != 26 || seen[k.Token()] { // 26 × 5 bit hold 128
			t.Fatalf("token %q", k.Token())
		}
		seen[k.Token()] = true
	}
}

func TestAReopenedWindowContinuesTheSessionUntilItsDayIsOver(t *testing.T) {
	var p filing.Portrait
	if _, err := portrait.Resume(p, noon); app.CodeOf(err) != "portrait.over" {
		t.Errorf("a session that never began: %v", err)
	}
	if err := portrait.Open(&p, noon); err != nil {
		t.Fatal(err)
	}
	token := p.Token
	until, err := portrait.Resume(p, noon.Add(23*time.Hour))
	if err != nil || !until.Equal(noon.Add(24*time.Hour)) || p.Token != token {
		t.Errorf("after 23 hours: until %v, %v", until, err)
	}
	if _, err := portrait.Resume(p, noon.Add(24*time.Hour)); app.CodeOf(err) != "portrait.over" {
		t.Errorf("after 24 hours: %v", err)
	}
}
