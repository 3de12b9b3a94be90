package backup_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/data/backup"
)

func TestARestoreCanBeTakenBack(t *testing.T) {
	dir := swappable(t)
	s, err := backup.Swap(dir)
	if err != nil || !s.Done || s.Gone {
		t.Fatalf("%+v, %v", s, err)
	}
	k := keeper(dir, func() time.Time { return noon().Add(time.Hour) })
	if err := k.Plan(s.Kept); err != nil {
		t.Fatal(err)
	}
	if err := k.DropFormer(s.Kept); app.CodeOf(err) != backup.CodeSwap {
		t.Errorf("what waits to be put in place was removed: %v", err)
	}
	if s, err = backup.Swap(dir); err != nil || !s.Done {
		t.Fatalf("%+v, %v", s, err)
	}
	holds(t, dir, 3)
	if err := k.DropFormer(s.Kept); err != nil {
		t.Error(err)
	}
	if l, err := k.Former(); err != nil || len(l) != 0 {
		t.Errorf("%v, %v", l, err)
	}
}

func TestAPlanCanBeTakenBack(t *testing.T) {
	dir := swappable(t)
	k := keeper(dir, noon)
	if err := k.Unplan(); err != nil || k.Planned() != "" {
		t.Errorf("%q, %v", k.Planned(), err)
	}
	if s, err := backup.Swap(dir); err != nil || s.Done {
		t.Errorf("%+v, %v", s, err)
	}
	holds(t, dir, 3)
	if l, _ := filepath.Glob(filepath.Join(dir, backup.RestoredPrefix+"*")); len(l) != 0 {
		t.Errorf("left %v", l)
	}
}

func TestARestoredFolderThatIsGoneChangesNothing(t *testing.T) {
	dir := swappable(t)
	if err := os.RemoveAll(filepath.Join(dir, keeper(dir, noon).Planned())); err != nil {
		t.Fatal(err)
	}
	s, err := backup.Swap(dir)
	if err != nil || s.Done || !s.Gone {
		t.Errorf("%+v, %v", s, err)
	}
	holds(t, dir, 3)
}

// The restored data are lost in the middle of the swap: the former come back.
func TestARestoredFolderThatIsLostOnTheWayBringsTheFormerBack(t *testing.T) {
	defer backup.AfterStep(func() {})
	for at := 1; at < 9; at++ {
		dir := swappable(t)
		restored := filepath.Join(dir, keeper(dir, noon).Planned())
		steps := 0
		backup.AfterStep(func() {
			if steps++; steps == at {
				panic("killed")
			}
		})
		func() {
			defer func() {
				if recover() == nil {
					t.Fatalf("there is no step %d", at)
				}
			}()
			_, err := backup.Swap(dir)
			t.Logf("step %d: %v", at, err)
		}()
		backup.AfterStep(func() {})
		if _, err := os.Stat(filepath.Join(restored, "beiandesk.db")); err != nil {
			break // in place already
		}
		if err := os.RemoveAll(restored); err != nil {
			t.Fatal(err)
		}
		s, err := backup.Swap(dir)
		if err != nil || s.Done || !s.Gone {
			t.Fatalf("step %d: %+v, %v", at, s, err)
		}
		holds(t, dir, 3)
	}
}

func TestADamagedPlanOpensNothing(t *testing.T) {
	for _, text := range []string{"", "{}", `{"restored":"../elsewhere","kept":"before-restore-1","stage":"out"}`,
		`{"restored":"restored-1","kept":"../x","stage":"out"}`, `{"restored":"restored-1/../pictures","kept":"before-restore-1","stage":"in"}`} {
		dir := filled(t, 1)
		if err := os.WriteFile(filepath.Join(dir, "swap.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := backup.Swap(dir); app.CodeOf(err) != backup.CodeSwap {
			t.Errorf("%q: %v", text, err)
		}
		holds(t, dir, 1)
	}
}

func TestOnlyAWholeRestoredFolderIsPlanned(t *testing.T) {
	dir := filled(t, 1)
	k := keeper(dir, noon)
	if err := os.MkdirAll(filepath.Join(dir, "restored-1"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"restored-1", "restored-2", "pictures", "../" + filepath.Base(dir), ""} {
		if err := k.Plan(name); app.CodeOf(err) != backup.CodeSwap {
			t.Errorf("%q: %v", name, err)
		}
	}
}
