package hosttest_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"beiandesk/screens/hosttest"
)

func TestALaterJobDropsTheEarlierResult(t *testing.T) {
	h := hosttest.New(t)
	h.Hold = true
	var got []string
	job := func(name string) {
		h.Go("search", func(context.Context) error { return nil }, func(error) { got = append(got, name) })
	}
	job("old")
	job("new")
	h.Release()
	if len(got) != 1 || got[0] != "new" {
		t.Errorf("results %v, want only the new one", got)
	}
}

func TestALaterJobCancelsTheEarlierOne(t *testing.T) {
	h := hosttest.New(t)
	h.Hold = true
	var ended error
	h.Go("check", func(ctx context.Context) error { ended = ctx.Err(); return nil }, nil)
	h.Go("check", func(context.Context) error { return nil }, nil)
	if got := h.Step(); got != "check" || ended == nil {
		t.Errorf("ran %q, its context says %v", got, ended)
	}
	if len(h.Held()) != 1 || h.Step() != "check" || h.Step() != "" {
		t.Error("the rest was not kept, or not run")
	}
}

func TestAnErrorNobodyHandlesIsAnAlert(t *testing.T) {
	h := hosttest.New(t)
	h.Go("x", func(context.Context) error { return errors.New("boom") }, nil)
	if len(h.Alerts) != 1 {
		t.Errorf("%d alerts, want 1", len(h.Alerts))
	}
}

func TestTheClockMovesOnlyWhenTold(t *testing.T) {
	h := hosttest.New(t)
	h.Pauses = true
	ticks, paused := 0, false
	stop := h.Tick(time.Second, func(time.Time) { ticks++ })
	h.After(1500*time.Millisecond, func() { paused = true })
	h.Advance(time.Second)
	if ticks != 1 || paused {
		t.Errorf("after 1 s: %d ticks, paused %v", ticks, paused)
	}
	h.Advance(2 * time.Second)
	if ticks != 3 || !paused {
		t.Errorf("after 3 s: %d ticks, paused %v", ticks, paused)
	}
	stop()
	h.Advance(time.Hour)
	if ticks != 3 || h.Ticking() != 0 {
		t.Errorf("%d ticks after stop", ticks)
	}
}
