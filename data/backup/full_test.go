package backup_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/data/backup"
	"beiandesk/data/smalldisk"
)

// The disk is full at later and later moments of a backup: the former one stays,
// nothing of the data changes, and the next one is made when there is room.
func TestAFullDiskWhileABackupIsMade(t *testing.T) {
	disk := smalldisk.New(t, 16<<20)
	dir := filepath.Join(disk.Dir, "data")
	if err := os.CopyFS(dir, os.DirFS(filled(t, 30))); err != nil {
		t.Fatal(err)
	}
	clock := noon()
	k := keeper(dir, func() time.Time { return clock })
	first, err := k.Make(t.Context(), options(k.Folder()), nil)
	if err != nil {
		t.Fatal(err)
	}
	data := func() map[string]string {
		all := tree(t, dir)
		for name := range all {
			if strings.HasPrefix(name, "backup/") || strings.HasPrefix(name, "beiandesk.db-") || strings.HasPrefix(name, "beiandesk.db.") {
				delete(all, name)
			}
		}
		return all
	}
	before := data()
	failed := 0
	for room := int64(0); ; room += 192 << 10 {
		clock = clock.AddDate(0, 0, 1) // or the same day's would go
		disk.Leave(room)
		b, err := k.Make(t.Context(), options(k.Folder()), nil)
		disk.Clear()
		if err == nil {
			if _, err := k.Check(t.Context(), b.Path, code, nil); err != nil {
				t.Error(err)
			}
			break
		}
		failed++
		what := fmt.Sprint("with room for ", room, ": ")
		if app.CodeOf(err) != backup.CodeFull || !strings.Contains(app.MessageOf(err), "没有备份") {
			t.Errorf("%s%v", what, err)
		}
		if last, ok, err := k.Last(); err != nil || !ok || last.Path != first.Path {
			t.Errorf("%sthe last backup is %+v, %v, %v", what, last, ok, err)
		}
		if list, err := k.List(k.Folder()); err != nil || len(list) != 1 {
			t.Errorf("%s%d backups, %v", what, len(list), err)
		}
		if err := k.Clean(); err != nil { // as the next start
			t.Error(err)
		}
		if left := leftovers(t, dir); len(left) > 0 {
			t.Errorf("%sleft: %v", what, left)
		}
		if after := data(); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("%sthe data were changed", what)
		}
		if t.Failed() {
			return
		}
	}
	if failed < 4 {
		t.Errorf("the disk was full %d times only", failed)
	}
	if _, err := k.Check(t.Context(), first.Path, code, nil); err != nil {
		t.Errorf("the first backup: %v", err)
	}
	holds(t, dir, 30)
}

func TestAReadOnlyBackupFolder(t *testing.T) {
	disk := smalldisk.New(t, 4<<20)
	dir := filled(t, 3)
	disk.ReadOnly(true)
	k := keeper(dir, noon)
	_, err := k.Make(t.Context(), options(disk.Dir), nil)
	if app.CodeOf(err) != backup.CodeReadOnly {
		t.Errorf("%v", err)
	}
	disk.ReadOnly(false)
	if _, err := k.Make(t.Context(), options(disk.Dir), nil); err != nil {
		t.Error(err)
	}
}
