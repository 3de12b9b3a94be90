package ui

import (
	"context"
	"sync"
	"time"

	"beiandesk/app"
	"beiandesk/screens/text"

	"golang.design/x/clipboard"
)

// Fyne's clipboard knows words only; a screenshot of a domain certificate is
// a picture.

var (
	clipOnce sync.Once
	clipErr  error
	clipBusy = make(chan struct{}, 1)
)

// clipWait is how long another program may take to hand over its picture.
const clipWait = 3 * time.Second

// ClipboardPicture returns the picture on the system's clipboard as PNG, nil
// if there is none. It may take as long as clipWait; never call it on the UI
// goroutine. Errors are *app.Errors (clipboard.unavailable, clipboard.slow).
func ClipboardPicture(ctx context.Context) ([]byte, error) {
	clipOnce.Do(func() { clipErr = clipboard.Init() })
	if clipErr != nil {
		return nil, app.Wrap(clipErr, "clipboard.unavailable", text.NoClipboard)
	}
	got := make(chan []byte, 1)
	select {
	case clipBusy <- struct{}{}:
	default: // an earlier read still waits for a program that does not answer
		return nil, app.Fail("clipboard.slow", text.ClipboardSlow)
	}
	go func() {
		defer func() { <-clipBusy }()
		got <- clipboard.Read(clipboard.FmtImage)
	}()
	select {
	case png := <-got:
		return png, nil
	case <-time.After(clipWait):
		return nil, app.Fail("clipboard.slow", text.ClipboardSlow)
	case <-ctx.Done():
		return nil, app.Wrap(ctx.Err(), app.CodeCanceled, text.ClipboardSlow)
	}
}
