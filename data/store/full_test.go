package store_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/data/smalldisk"
	"beiandesk/data/store"
)

// wantFull wants the sentence of a full disk.
func wantFull(t *testing.T, what string, err error) {
	t.Helper()
	if app.CodeOf(err) != store.CodeFull || !strings.Contains(app.MessageOf(err), "磁盘空间") || !strings.Contains(app.MessageOf(err), "请") {
		t.Errorf("%s: %v", what, err)
	}
}

// The disk is full at a later and a later moment, until it is large enough.
func TestAFullDiskWhileOldDataAreTakenOver(t *testing.T) {
	d := smalldisk.New(t, 4<<20)
	const filings, pictures = 4, 3
	failed := 0
	for room := int64(0); ; room += 16 << 10 {
		at := places(filepath.Join(d.Dir, fmt.Sprint(room)))
		if err := store.OldData(at, testKey, filings, pictures); err != nil {
			t.Fatal(err)
		}
		d.Leave(room)
		s, _, err := store.Open(at, testKey, clock)
		d.Clear()
		if err == nil {
			closeStore(t, s)
		} else {
			failed++
			wantFull(t, fmt.Sprint("with room for ", room), err)
		}
		taken(t, at, filings, pictures)
		if t.Failed() || err == nil {
			break
		}
		if err := os.RemoveAll(filepath.Dir(at.Database)); err != nil {
			t.Fatal(err)
		}
	}
	if failed < 5 {
		t.Errorf("the disk was full %d times only", failed)
	}
}

func TestAFullDiskWhileErasing(t *testing.T) {
	disk := smalldisk.New(t, 8<<20)
	kept, halfway := 0, 0
	for room := int64(0); ; room += 8 << 10 {
		dir := filepath.Join(disk.Dir, fmt.Sprint(room))
		at := places(dir)
		s, _, err := store.Open(at, testKey, clock)
		if err != nil {
			t.Fatal(err)
		}
		f, row := desktest.Sample("zap", 77)
		f.Note = strings.Repeat("样本", 5000)
		picture := bytes.Repeat([]byte("样本图"), 10_000)
		update(t, s, func(tx desk.Tx) (err error) {
			if f.Materials[0].Picture, err = tx.AddPicture("zap", picture); err != nil {
				return err
			}
			return tx.Insert(f, row)
		})
		for i := range 20 {
			withPicture(t, s, fmt.Sprint("stays", i), i)
		}
		traces := [][]byte{[]byte(f.Domain.Name), []byte(f.Organiser.Name)}
		disk.Leave(room)
		_, err = deskOn(t, s).Erase(t.Context(), "zap", desk.EraseAsked)
		done := err == nil
		there := false
		view(t, s, func(r desk.Reader) error {
			got, err := r.Filing("zap")
			if there = err == nil; there {
				data, err := r.Picture(got.Materials[0].Picture)
				if err != nil || !bytes.Equal(data, picture) {
					t.Errorf("room %d: half erased: %v", room, err)
				}
			} else if app.CodeOf(err) != app.CodeNotFound {
				t.Errorf("room %d: %v", room, err)
			}
			return nil
		})
		switch {
		case done && there:
			t.Errorf("room %d: said to be erased and is there", room)
		case !done && there:
			kept++
			wantFull(t, fmt.Sprint("room ", room), err)
		case !done:
			halfway++
			wantFull(t, fmt.Sprint("room ", room), err)
			if !strings.Contains(app.MessageOf(err), "已删除") {
				t.Errorf("room %d: erased, but the sentence says %q", room, app.MessageOf(err))
			}
		}
		disk.Clear()
		closeStore(t, s)
		s, _, err = store.Open(at, testKey, clock)
		if err != nil {
			t.Fatal(err)
		}
		closeStore(t, s)
		clean(t, at)
		if !there && holding(t, dir, traces...) != 0 {
			t.Errorf("room %d: after the next start the data are still in the files", room)
		}
		if t.Failed() || done {
			break
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	if kept == 0 || halfway == 0 {
		t.Errorf("full before the erasing %d times, after it %d times", kept, halfway)
	}
}

// A window must start although there is no room to clear up what an erasure
// has left.
func TestAFullDiskDoesNotKeepTheStoreFromOpening(t *testing.T) {
	disk := smalldisk.New(t, 8<<20)
	at := places(disk.Dir)
	s, _, err := store.Open(at, testKey, clock)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 100 {
		withPicture(t, s, fmt.Sprint("f", i), i)
	}
	update(t, s, func(tx desk.Tx) error { return tx.Purge("f7") })
	closeStore(t, s)
	sqlOn(t, at.Database, "INSERT INTO meta (key, value) VALUES ('scour', x'01') ON CONFLICT DO NOTHING")
	disk.Leave(80 << 10) // the side files of the database, and little more
	s, report, err := store.Open(at, testKey, clock)
	if err != nil || !report.Unscoured {
		t.Fatalf("%+v, %v", report, err)
	}
	view(t, s, func(r desk.Reader) error { _, err := r.Filing("f8"); return err })
	disk.Clear()
	closeStore(t, s)
	s, report, err = store.Open(at, testKey, clock)
	if err != nil || report.Unscoured {
		t.Fatalf("%+v, %v", report, err)
	}
	closeStore(t, s)
	clean(t, at)
}
