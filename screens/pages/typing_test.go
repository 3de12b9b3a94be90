package pages_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/pages"
	"beiandesk/screens/shell"

	"fyne.io/fyne/v2"
)

// spinning is a store that takes as long as a disk does, so that typing,
// saving and reading overlap.
type spinning struct{ *desktest.Store }

func (s spinning) Update(ctx context.Context, work func(desk.Tx) error) error {
	time.Sleep(2 * time.Millisecond)
	return s.Store.Update(ctx, work)
}

func (s spinning) View(ctx context.Context, work func(desk.Reader) error) error {
	err := s.Store.View(ctx, work)
	time.Sleep(15 * time.Millisecond) // what was read is old when it arrives
	return err
}

// TestNothingTypedIsLostInTheWholeWindow: real shell, real host with its
// goroutines, pages that reload after every save. Choices follow each other
// faster than they are saved; the window is closed right after the last word.
func TestNothingTypedIsLostInTheWholeWindow(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(spinning{desktest.New()}, desk.Options{Tables: tables, Now: func() time.Time { return hosttest.Start }})
	v, err := d.Add(t.Context(), "example.com", false)
	if err != nil {
		t.Fatal(err)
	}
	queue := &shell.Queue{}
	s := shell.New(shell.Deps{App: fyne.CurrentApp(), Desk: d, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "0.0.0", Safe: true,
		Queue: queue, Now: func() time.Time { return hosttest.Start }, Pages: pages.All(d, nil), Sources: pages.Sources(d)})
	idle := func() {
		t.Helper()
		if !s.WaitIdle(20 * time.Second) {
			t.Fatal("the window never comes to rest")
		}
	}
	s.Open(screens.Route{Page: screens.PageFiling, Filing: v.Filing.ID, Step: 3, Field: "organiser.name"})
	idle()
	name, nature := hosttest.Field(t, s.Content(), "organiser.name"), hosttest.Field(t, s.Content(), "organiser.nature")
	for i := range 40 {
		nature.Choose([]string{"4", "2"}[i%2]) // saved at once
		name.Type(fmt.Sprintf("样本%d", i))
		if i%3 == 0 {
			s.Save()
		}
		for range 5 {
			time.Sleep(time.Millisecond)
			queue.Run()
		}
	}
	if name.Value() != "样本39" || nature.Value() != "2" {
		t.Errorf("shown %q and %q", name.Value(), nature.Value())
	}
	nature.Choose("4")
	name.Type("最后一个字")
	s.Leave()
	idle()
	if top := s.Window().Canvas().Overlays().Top(); top != nil {
		t.Errorf("a question stands in the way: %q", hosttest.Words(top))
	}
	got, err := d.Open(t.Context(), v.Filing.ID)
	if err != nil {
		t.Fatal(err)
	}
	if o := got.Filing.Organiser; o.Name != "最后一个字" || o.Nature != 4 {
		t.Errorf("stored %q, %d", o.Name, o.Nature)
	}
}
