package store_test

import (
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/seal"
	"beiandesk/data/store"
)

func TestALockedStoreAnswersNothing(t *testing.T) {
	s := openAt(t, places(t.TempDir()))
	_, picture := withPicture(t, s, "a", 1)
	look := func(desk.Reader) error { t.Error("work ran in a locked store"); return nil }
	for range 2 {
		s.Lock()
		s.Lock() // twice is as good
		if err := s.View(t.Context(), look); app.CodeOf(err) != store.CodeLocked {
			t.Errorf("View: %v", err)
		}
		if err := s.Update(t.Context(), func(desk.Tx) error { return look(nil) }); app.CodeOf(err) != store.CodeLocked {
			t.Errorf("Update: %v", err)
		}
		if err := s.Unlock(seal.NewKey()); app.CodeOf(err) != seal.CodeWrongKey {
			t.Errorf("another key: %v", err)
		}
		if err := s.View(t.Context(), look); app.CodeOf(err) != store.CodeLocked {
			t.Errorf("after a wrong key: %v", err)
		}
		for range 2 {
			if err := s.Unlock(testKey); err != nil {
				t.Fatal(err)
			}
		}
		view(t, s, func(r desk.Reader) error {
			_, err := r.Picture(picture)
			_, err2 := r.Filing("a")
			if err2 != nil {
				t.Error(err2)
			}
			return err
		})
	}
	s.Lock()
	closeStore(t, s)
	if err := s.Unlock(testKey); app.CodeOf(err) != store.CodeClosed {
		t.Errorf("after Close: %v", err)
	}
}

func TestLockWaitsForWhatIsUnderWay(t *testing.T) {
	s := openAt(t, places(t.TempDir()))
	_, picture := withPicture(t, s, "a", 1)
	inside, locked := make(chan struct{}), make(chan struct{})
	go func() {
		<-inside
		s.Lock()
		close(locked)
	}()
	view(t, s, func(r desk.Reader) error {
		close(inside)
		for end := time.Now().Add(5 * time.Second); time.Now().Before(end); { // until Lock has begun
			if err := s.View(t.Context(), func(desk.Reader) error { return nil }); app.CodeOf(err) == store.CodeLocked {
				break
			}
		}
		select {
		case <-locked:
			t.Error("locked in the midst of a transaction")
		default:
		}
		_, err := r.Picture(picture) // the keys are still there
		return err
	})
	<-locked
}
