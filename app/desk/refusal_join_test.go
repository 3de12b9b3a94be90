package desk_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"beiandesk/app/bundle"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// both are two desks that hold the same filing with one refusal.
func both(t *testing.T) (here, there *bench, id string) {
	t.Helper()
	here, there = newBench(t), newBench(t)
	id = submitted(t, here).Filing.ID
	here.now = here.now.Add(time.Hour)
	here.must(here.TakeRefusal(t.Context(), id, here.open(id).Filing.Rev, filing.ActReject, desk.Reading{Text: withFace}))
	there.now = here.now
	there.takeOver(handOver(t, here, there, id), map[string]desk.Choice{id: {Take: desk.TakeTheirs}})
	if len(there.open(id).Filing.Refusals) != 1 {
		t.Fatal("the refusal was not handed over")
	}
	return here, there, id
}

// from takes the filing of another desk in the place of the own one.
func (b *bench) from(other *bench, id string) filing.Filing {
	b.t.Helper()
	other.now, b.now = other.now.Add(time.Minute), b.now.Add(time.Minute)
	path := handOver(b.t, other, b, id)
	offers := b.look(path).Offers
	if len(offers) != 1 {
		b.t.Fatalf("%+v", offers)
	}
	if offers[0].Standing == bundle.Same {
		return b.open(id).Filing
	}
	b.takeOver(path, map[string]desk.Choice{id: {Take: desk.TakeTheirs, MyRev: offers[0].MyRev}})
	return b.open(id).Filing
}

// gone checks that nothing of the refusal is left on a desk.
func (b *bench) gone(id string, want filing.State) {
	b.t.Helper()
	f := b.open(id).Filing
	data, err := json.Marshal(f)
	if err != nil {
		b.t.Fatal(err)
	}
	if len(f.Refusals) != 0 || f.LastRefusal() != "" || strings.Contains(string(data), "反光") || f.State != want {
		b.t.Errorf("it came back: %s %+v\n%+v", f.State, f.Refusals, f.Log)
	}
	if c, err := b.RefusedCounts(b.t.Context()); err != nil || len(c) != 0 {
		b.t.Errorf("counted again: %+v, %v", c, err)
	}
}

// TestARemovedRefusalStaysRemoved when the filing goes to the other place, and
// when it comes from there, where the refusal still is.
func TestARemovedRefusalStaysRemoved(t *testing.T) {
	for name, toThere := range map[string]bool{"handed there": true, "come from there": false} {
		t.Run(name, func(t *testing.T) {
			here, there, id := both(t)
			here.must(here.RemoveRefusal(t.Context(), id, here.open(id).Filing.Rev, 0))
			there.edit(there.open(id), "site.name", "样本商贸的网站")
			if toThere {
				there.from(here, id)
				there.gone(id, filing.FirstReview)
				return
			}
			f := here.from(there, id)
			here.gone(id, filing.FirstReview)
			if f.Site.Name != "样本商贸的网站" || f.Portrait.Status != filing.PortraitSubmitted {
				t.Errorf("%s %+v", f.Site.Name, f.Portrait)
			}
			there.from(here, id)
			there.gone(id, filing.FirstReview)
		})
	}
}

// TestAnOrderThatWentOnElsewhereKeepsItsState: only the words go.
func TestAnOrderThatWentOnElsewhereKeepsItsState(t *testing.T) {
	here, there, id := both(t)
	here.must(here.RemoveRefusal(t.Context(), id, here.open(id).Filing.Rev, 0))
	there.now = there.now.Add(time.Hour)
	there.do(there.open(id), filing.ActResubmit)
	here.from(there, id)
	here.gone(id, filing.ReReview)
}

// TestANewerRefusalStays beside a removed one.
func TestANewerRefusalStays(t *testing.T) {
	here, there, id := both(t)
	here.must(here.RemoveRefusal(t.Context(), id, here.open(id).Filing.Rev, 0))
	there.now = there.now.Add(time.Hour)
	there.must(there.TakeRefusal(t.Context(), id, there.open(id).Filing.Rev, "", desk.Reading{Text: "域名已过期"}))
	f := here.from(there, id)
	if len(f.Refusals) != 1 || f.Task("1-1") == nil || f.Task("1-1").Reason != "domain-expired" || f.State != filing.Returned {
		t.Errorf("%s %+v", f.State, f.Refusals)
	}
}

// TestAnUndoneRemovalLeavesNoMark, and done again there is one.
func TestAnUndoneRemovalLeavesNoMark(t *testing.T) {
	here, there, id := both(t)
	v := here.must(here.RemoveRefusal(t.Context(), id, here.open(id).Filing.Rev, 0))
	v = here.must(here.UndoRefusal(t.Context(), v.Undo))
	if len(v.Filing.RefusalsRemoved) != 0 {
		t.Error("a mark of what is there")
	}
	there.edit(there.open(id), "site.name", "样本商贸的网站")
	if f := here.from(there, id); len(f.Refusals) != 1 || f.State != filing.Returned {
		t.Fatalf("%s %+v", f.State, f.Refusals)
	}
	v = here.must(here.RemoveRefusal(t.Context(), id, here.open(id).Filing.Rev, 0))
	v = here.must(here.UndoRefusal(t.Context(), v.Undo))
	here.must(here.UndoRefusal(t.Context(), v.Undo))
	there.edit(there.open(id), "site.name", "样本商贸")
	here.from(there, id)
	here.gone(id, filing.FirstReview)
}

// TestARestoredVersionBringsNoRemovedRefusalBack.
func TestARestoredVersionBringsNoRemovedRefusalBack(t *testing.T) {
	b := newBench(t)
	id := submitted(t, b).Filing.ID
	b.now = b.now.Add(time.Hour)
	b.must(b.TakeRefusal(t.Context(), id, b.open(id).Filing.Rev, filing.ActReturn, desk.Reading{Text: withFace}))
	b.now = b.now.Add(time.Hour)
	v := b.must(b.TakeRefusal(t.Context(), id, b.open(id).Filing.Rev, "", desk.Reading{Text: "域名已过期"}))
	v = b.must(b.RemoveRefusal(t.Context(), id, v.Filing.Rev, 1))
	list, err := b.Versions(t.Context(), id)
	if err != nil || len(list) == 0 {
		t.Fatal(err)
	}
	f := b.must(b.Restore(t.Context(), id, v.Filing.Rev, list[len(list)-1].ID)).Filing
	if len(f.Refusals) != 1 || len(f.RefusalsRemoved) != 1 {
		t.Errorf("%+v %v", f.Refusals, f.RefusalsRemoved)
	}
}
