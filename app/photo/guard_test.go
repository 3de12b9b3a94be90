package photo

import (
	"context"
	"errors"
	"image"
	"io"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"beiandesk/app"
)

// These tests give guard decoders that no file could bring about.

func TestADecoderThatPanicsBecomesASentence(t *testing.T) {
	_, err := guard(context.Background(), time.Second, true, nil, func(io.Reader) (image.Image, error) {
		var none []int
		return nil, errors.New(string(rune(none[5])))
	})
	if app.CodeOf(err) != CodeUnreadable {
		t.Errorf("got %v", err)
	}
	// The place of the big picture is free again.
	if _, err := guard(context.Background(), time.Second, true, nil, oneDot); err != nil {
		t.Error(err)
	}
}

func oneDot(io.Reader) (image.Image, error) { return image.NewGray(image.Rect(0, 0, 1, 1)), nil }

func TestASlowDecoderIsStoppedAndStarved(t *testing.T) {
	starved := make(chan error, 1)
	endless := func(r io.Reader) (image.Image, error) {
		for {
			if _, err := r.Read(make([]byte, 1)); err != nil && err != io.EOF {
				starved <- err
				return nil, err
			}
			time.Sleep(time.Millisecond)
		}
	}
	_, err := guard(context.Background(), 20*time.Millisecond, false, make([]byte, 9), endless)
	if app.CodeOf(err) != CodeTimeout {
		t.Errorf("got %v", err)
	}
	if err := <-starved; !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the decoder saw %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	_, err = guard(ctx, time.Minute, false, make([]byte, 9), endless)
	if app.CodeOf(err) != app.CodeCanceled {
		t.Errorf("got %v", err)
	}
	<-starved
}

func TestBigPicturesAreDecodedOneAtATime(t *testing.T) {
	var now, most atomic.Int32
	busy := func(io.Reader) (image.Image, error) {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(3 * time.Millisecond)
		now.Add(-1)
		return oneDot(nil)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := guard(context.Background(), time.Minute, true, nil, busy); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most.Load() != 1 {
		t.Errorf("%d at a time", most.Load())
	}
}

func TestWaitingForTheTurnCanBeCancelled(t *testing.T) {
	bigDecode <- struct{}{}
	defer func() { <-bigDecode }()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	if _, err := guard(ctx, time.Minute, true, nil, oneDot); app.CodeOf(err) != app.CodeCanceled {
		t.Errorf("got %v", err)
	}
}
