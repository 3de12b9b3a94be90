package desk_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/photo"
	"beiandesk/assets"
)

// TestADamagedTableOfLimitsIsRefused with a sentence and the row in the cause;
// the program's own stays in force.
func TestADamagedTableOfLimitsIsRefused(t *testing.T) {
	t.Cleanup(func() { photo.UseTable(nil) })
	good := assets.PhotoLimits()
	file := filepath.Join(t.TempDir(), desk.LimitsName)
	d := desk.New(desktest.New(), desk.Options{})
	own := d.Limits()
	if err := d.UseLimits(file); err != nil || d.Limits() != own || own.File != "" || own.Version == "" {
		t.Fatalf("no file: %v %+v", err, d.Limits())
	}
	for name, data := range map[string][]byte{
		"cut": good[:len(good)/2], "empty": nil, "unknown key": bytes.Replace(good, []byte(`"reject"`), []byte(`"rejekt"`), 1),
		"no source": bytes.Replace(good, []byte(`"source": "own`), []byte(`"quelle": "own`), 1), "huge": append(bytes.Clone(good), bytes.Repeat([]byte(" "), 2<<20)...),
	} {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		err := d.UseLimits(file)
		if app.CodeOf(err) != desk.CodeLimits || !strings.Contains(app.MessageOf(err), desk.LimitsName) || strings.Contains(app.MessageOf(err), filepath.Dir(file)) || d.Limits() != own {
			t.Errorf("%s: %v, in force %+v", name, err, d.Limits())
		}
	}
	if err := os.WriteFile(file, good, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.UseLimits(file); err != nil || d.Limits().File != file {
		t.Fatalf("%v %+v", err, d.Limits())
	}
	// What replaces it is saved as it stands, with its blanks.
	path := filepath.Join(t.TempDir(), "a.json")
	if err := d.SaveLimits(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); err != nil || !bytes.Equal(data, good) {
		t.Errorf("saved otherwise: %v", err)
	}
	if err := d.DropLimits(t.Context()); err != nil || d.Limits() != own {
		t.Errorf("%v %+v", err, d.Limits())
	}
	if err := d.DropLimits(t.Context()); err != nil { // twice does no harm
		t.Error(err)
	}
	if _, err := os.Stat(file + ".off"); err != nil {
		t.Error("the file is lost")
	}
}
