package tables_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/rule/table"
	"beiandesk/data/tables"
)

var _ desk.Shelf = tables.Folder{}

func TestPutAndDrop(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tables")
	f := tables.In(dir)
	for _, text := range []string{"first", "second"} {
		if err := f.Put("languages", []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := fs.ReadFile(f.Files(), "languages.json"); err != nil || string(got) != text {
			t.Errorf("reads %q, %v", got, err)
		}
	}
	if err := f.Keep("languages", []byte("copy")); err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(f.Files(), table.KeptFile("languages")); err != nil || string(got) != "copy" {
		t.Errorf("the copy reads %q, %v", got, err)
	}
	if got, err := fs.ReadFile(f.Files(), "languages.json"); err != nil || string(got) != "second" {
		t.Errorf("the copy changed the file: %q, %v", got, err)
	}
	list, err := os.ReadDir(dir)
	if err != nil || len(list) != 2 {
		t.Errorf("left beside it: %v %v", list, err)
	}
	for range 2 { // gone already is no error
		if err := f.Drop("languages"); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 0 {
		t.Errorf("still there: %v %v", list, err)
	}
}

func TestAFailureLeavesTheFormerFile(t *testing.T) {
	dir := t.TempDir()
	f := tables.In(dir)
	// A folder in the way: the new file cannot take the name.
	if err := os.MkdirAll(filepath.Join(dir, "languages.json", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.Put("languages", []byte("new")); app.CodeOf(err) != "table.write" {
		t.Errorf("put over a folder: %v", err)
	}
	list, err := os.ReadDir(dir)
	if err != nil || len(list) != 1 {
		t.Errorf("left beside it: %v %v", list, err)
	}
	blocked := filepath.Join(dir, "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := tables.In(filepath.Join(blocked, "tables")).Put("languages", nil); app.CodeOf(err) != "table.write" {
		t.Errorf("no folder can be made: %v", err)
	}
}
