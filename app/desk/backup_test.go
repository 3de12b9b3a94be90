package desk_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
)

// shelf is a desk.Backups that only remembers.
type shelf struct {
	mu    sync.Mutex
	made  []desk.BackupOptions
	list  []desk.Backup
	now   func() time.Time
	fail  error
	stuck bool // Make waits for its context
	code  string
	plan  string
}

func (s *shelf) Folder() string         { return "默认" }
func (s *shelf) SameDisk(f string) bool { return f == "默认" }
func (s *shelf) Make(ctx context.Context, o desk.BackupOptions, _ func(done, total int64)) (desk.Backup, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.made = append(s.made, o)
	if s.stuck {
		<-ctx.Done()
		return desk.Backup{}, app.Wrap(ctx.Err(), app.CodeCanceled, "已取消。")
	}
	if s.fail != nil {
		return desk.Backup{}, s.fail
	}
	b := desk.Backup{Path: o.Folder, Made: s.now(), Good: true, Kind: o.Kind}
	s.list = append(s.list, b)
	return b, nil
}
func (s *shelf) Check(_ context.Context, _, p string, _ func(done, total int64)) (desk.Backup, error) {
	s.code = p
	return desk.Backup{}, nil
}
func (s *shelf) List(string) ([]desk.Backup, error) { return slices.Clone(s.list), nil }
func (s *shelf) Last() (desk.Backup, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.list) == 0 {
		return desk.Backup{}, false, nil
	}
	return s.list[len(s.list)-1], true, nil
}
func (s *shelf) Restore(_ context.Context, _, p string, _ func(done, total int64)) (desk.Restored, error) {
	s.code = p
	return desk.Restored{Folder: "restored-1"}, nil
}
func (s *shelf) Plan(f string) error       { s.plan = f; return nil }
func (s *shelf) Planned() string           { return s.plan }
func (s *shelf) Unplan() error             { s.plan = ""; return nil }
func (s *shelf) Former() ([]string, error) { return nil, nil }
func (s *shelf) DropFormer(string) error   { return nil }

func withShelf(t *testing.T, code string) (*bench, *shelf) {
	b := newBench(t)
	s := &shelf{now: func() time.Time { return b.now }}
	b.UseBackups(s)
	if code != "" {
		if err := b.store.Update(t.Context(), func(tx desk.Tx) error { return tx.SetSetting("backup-code", []byte(code)) }); err != nil {
			t.Fatal(err)
		}
	}
	return b, s
}

func TestABackupUsesTheOfficesCodeAndFolder(t *testing.T) {
	b, s := withShelf(t, "CODE")
	if _, err := b.BackupNow(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := b.SetBackupFolder(t.Context(), "U盘"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.BackupNow(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	want := []desk.BackupOptions{{Folder: "默认", Passphrase: "CODE", Code: true, Kind: desk.BackupAsked}, {Folder: "U盘", Passphrase: "CODE", Code: true, Kind: desk.BackupAsked}}
	if !slices.Equal(s.made, want) {
		t.Errorf("%+v", s.made)
	}
	st, err := b.Backups(t.Context())
	if err != nil || !st.Code || st.Folder != "U盘" || !st.Own || st.SameDisk || !st.HasLast || len(st.List) != 2 {
		t.Errorf("%+v, %v", st, err)
	}
	if _, err := b.RestoreBackup(t.Context(), "x", "", nil); err != nil || s.code != "CODE" {
		t.Errorf("%q, %v", s.code, err)
	}
	if _, err := b.CheckBackup(t.Context(), "x", "typed", nil); err != nil || s.code != "typed" {
		t.Errorf("%q, %v", s.code, err)
	}
}

func TestWithoutACodeThereIsNoBackup(t *testing.T) {
	b, s := withShelf(t, "")
	_, err := b.BackupNow(t.Context(), nil)
	wantCode(t, err, desk.CodeNoCode)
	_, err = b.RestoreBackup(t.Context(), "x", "", nil)
	wantCode(t, err, desk.CodeNoCode)
	if len(s.made) > 0 {
		t.Errorf("%+v", s.made)
	}
	if st, err := b.Backups(t.Context()); err != nil || st.Code || !st.SameDisk || st.Own {
		t.Errorf("%+v, %v", st, err)
	}
}

func TestABackupIsDueOnceADayWhateverTheClockDoes(t *testing.T) {
	b, _ := withShelf(t, "CODE")
	due := func(want bool) {
		t.Helper()
		if got, err := b.BackupDue(t.Context()); err != nil || got != want {
			t.Errorf("at %v due: %v, %v", b.now, got, err)
		}
	}
	due(true)
	if _, err := b.BackupNow(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	due(false)
	day := b.now
	b.now = day.AddDate(0, 0, 1)
	due(true)
	b.now = day.AddDate(-3, 0, 0) // set back
	due(true)
	b.now = day.AddDate(10, 0, 0)
	due(true)
}

func TestTheDailyBackupTellsTroubleOnceAndStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, s := withShelf(t, "CODE")
		s.fail = app.Fail("backup.full", "满了。")
		var told []string
		stop := b.BackupDaily(time.Second, time.Hour, func(err error) { told = append(told, app.CodeOf(err)) })
		time.Sleep(3*time.Hour + time.Minute)
		synctest.Wait()
		if !slices.Equal(told, []string{"backup.full"}) || len(s.made) != 4 {
			t.Errorf("told %v, %d tries", told, len(s.made))
		}
		s.fail = nil
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if !slices.Equal(told, []string{"backup.full", ""}) || len(s.list) != 1 || s.list[0].Kind != desk.BackupDaily {
			t.Errorf("told %v, made %+v", told, s.list)
		}
		stop()
	})
}

func TestARunningBackupEndsWithTheWindowAndTheLock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, s := withShelf(t, "CODE")
		s.stuck = true
		var told []error
		stop := b.BackupDaily(time.Second, time.Hour, func(err error) { told = append(told, err) })
		time.Sleep(time.Minute)
		synctest.Wait()
		b.StopBackup() // locked
		synctest.Wait()
		if len(s.made) != 1 || len(told) > 0 {
			t.Errorf("%d runs, told %v", len(s.made), told)
		}
		time.Sleep(time.Hour + time.Minute) // the next look makes up for it
		synctest.Wait()
		if len(s.made) != 2 {
			t.Errorf("%d runs", len(s.made))
		}
		stop()
		if len(told) > 0 {
			t.Errorf("told %v", told)
		}
	})
}

func TestADeskWithoutADiskSaysSo(t *testing.T) {
	b := newBench(t)
	_, err := b.BackupNow(t.Context(), nil)
	var told *app.Error
	if !errors.As(err, &told) {
		t.Error(err)
	}
}
