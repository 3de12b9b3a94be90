package accuracy_test

import (
	"os"
	"path/filepath"
	"testing"

	"beiandesk/app/photo"
	"beiandesk/app/photo/accuracy"
)

// shared is the folder of test pictures beside the checkout, which may not be
// part of it.
func shared(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "..", "shared", "photos")
	if _, err := os.Stat(filepath.Join(dir, "index.csv")); err != nil {
		t.Skip("SKIPPED: the test pictures are not on this machine; the accuracy of the picture checks was not measured")
	}
	return dir
}

func hold(t *testing.T, goals []accuracy.Goal, least int) {
	t.Helper()
	if len(goals) < least {
		t.Errorf("only %d goals were measured, want %d", len(goals), least)
	}
	for _, g := range goals {
		t.Log(g)
		if !g.Kept() {
			t.Errorf("%v\nmissed by %q", g, g.Miss)
		}
	}
}

func TestSpecimensAreJudgedAsPromised(t *testing.T) {
	cases, err := accuracy.Truth(filepath.Join(shared(t), "synth"), "synth")
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 250 {
		t.Errorf("only %d pictures, the folder is incomplete", len(cases))
	}
	hold(t, accuracy.Goals(accuracy.Run(t.Context(), cases)), 20)
}

func TestRealDocumentsAreJudgedAsPromised(t *testing.T) {
	cases, err := accuracy.Index(shared(t), "realblur")
	if err != nil {
		t.Fatal(err)
	}
	hold(t, accuracy.RealGoals(accuracy.Run(t.Context(), cases)), 2)
}

func TestPortraitsAreJudgedAsPromised(t *testing.T) {
	cases, err := accuracy.Portraits(shared(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 330 {
		t.Errorf("only %d portraits, persons are missing", len(cases))
	}
	hold(t, accuracy.PortraitGoals(accuracy.Run(t.Context(), cases)), 20)
}

// The drawn specimen needs no folder: this one is never skipped.
func TestTheDrawnPortraitIsJudgedAsPromised(t *testing.T) {
	cases, err := accuracy.DrawnPortraits()
	if err != nil {
		t.Fatal(err)
	}
	hold(t, accuracy.PortraitGoals(accuracy.Run(t.Context(), cases)), 20)
}

// A goal that nothing was measured for is not kept, and one fault too many
// breaks a promise.
func TestGoalsCanBreak(t *testing.T) {
	for _, c := range []struct {
		goal accuracy.Goal
		kept bool
	}{
		{accuracy.Goal{Least: 0.98}, false},
		{accuracy.Goal{Hits: 98, Of: 100, Least: 0.98}, true},
		{accuracy.Goal{Hits: 97, Of: 100, Least: 0.98}, false},
		{accuracy.Goal{Hits: 1, Of: 100, Least: 0.01, Most: true}, true},
		{accuracy.Goal{Hits: 2, Of: 100, Least: 0.01, Most: true}, false},
		{accuracy.Goal{Hits: 1, Of: 1000, Most: true}, false},
	} {
		if c.goal.Kept() != c.kept {
			t.Errorf("%v: kept is %v", c.goal, !c.kept)
		}
	}
	white := accuracy.Result{Case: accuracy.Case{Cond: "white clothes"}, Verdict: photo.Verdict{Outcome: photo.Pass}}
	for _, g := range accuracy.PortraitGoals([]accuracy.Result{white}) {
		if g.Name == "white clothes caught" && (g.Kept() || len(g.Miss) != 1) {
			t.Errorf("white clothes that pass break nothing: %+v", g)
		}
	}
	blurred := accuracy.Result{Case: accuracy.Case{Cond: "motion", Level: 0.9}, Verdict: photo.Verdict{Outcome: photo.Pass}}
	for _, g := range accuracy.Goals([]accuracy.Result{blurred}) {
		if g.Name == "illegible pictures passed" && (g.Kept() || len(g.Miss) != 1) {
			t.Errorf("a lost picture that passed breaks nothing: %+v", g)
		}
	}
}
