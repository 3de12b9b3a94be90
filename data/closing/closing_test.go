package closing_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"beiandesk/data/closing"
)

func TestTheLastIsClosedFirstAndOnlyOnce(t *testing.T) {
	var l closing.List
	var order []string
	before, own := errors.New("before"), errors.New("own")
	l.Add(func(soFar error) error {
		order = append(order, "first")
		if !errors.Is(soFar, before) || !errors.Is(soFar, own) {
			t.Errorf("the first is told %v", soFar)
		}
		return nil
	})
	l.Add(func(error) error { order = append(order, "second"); return own })
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if err := l.Close(before); !errors.Is(err, before) || !errors.Is(err, own) {
				t.Errorf("Close says %v", err)
			}
		})
	}
	wg.Wait()
	if !slices.Equal(order, []string{"second", "first"}) {
		t.Errorf("closed in the order %v", order)
	}
}
