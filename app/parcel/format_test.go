package parcel_test

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/parcel"
)

func document(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../docs/filing-format.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestTheExampleInTheDocumentDecodes keeps docs/filing-format.md true.
func TestTheExampleInTheDocumentDecodes(t *testing.T) {
	_, rest, ok := strings.Cut(document(t), "```jsonc\n")
	example, _, ok2 := strings.Cut(rest, "```")
	if !ok || !ok2 {
		t.Fatal("the document has no example")
	}
	plain := regexp.MustCompile(`(?m)^\s*//.*$`).ReplaceAllString(example, "")
	f, warnings, err := parcel.Decode([]byte(plain))
	if err != nil || len(warnings) > 0 {
		t.Fatalf("%v %v", err, warnings)
	}
	if f.Domain.Name != "example.com" || len(f.Materials) != 4 || f.Materials[1].Turn != 1 || f.Organiser.Address.Floor == "" || !f.ByAgent {
		t.Errorf("decoded to %+v", f)
	}
	// Every picture named there is taken from the folder.
	dir := t.TempDir()
	put(t, dir, "filing.json", plain)
	for _, m := range f.Materials {
		put(t, dir, m.Picture, string(stored["p1"]))
	}
	o, err := parcel.Open(t.Context(), dir)
	if err != nil || len(o.Warnings) > 0 || len(o.Pictures) != 4 {
		t.Errorf("%v %v, %d pictures", err, o.Warnings, len(o.Pictures))
	}
}

// TestTheDocumentNamesEveryField fails when a field is added and not described.
func TestTheDocumentNamesEveryField(t *testing.T) {
	text := document(t)
	named := func(name string) bool { return regexp.MustCompile("[\"`.]" + name + "[\"`\\[]").MatchString(text) }
	var walk func(reflect.Type)
	walk = func(ty reflect.Type) {
		for i := range ty.NumField() {
			f := ty.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if !named(name) && ty != reflect.TypeFor[filing.Issue]() && ty != reflect.TypeFor[filing.Duty]() {
				t.Errorf("%s.%s is not in docs/filing-format.md", ty.Name(), name)
			}
			ft := f.Type
			if ft.Kind() == reflect.Slice {
				ft = ft.Elem()
			}
			if ft.Kind() == reflect.Struct && strings.HasSuffix(ft.PkgPath(), "app/filing") {
				walk(ft)
			}
		}
	}
	walk(reflect.TypeFor[filing.Filing]())
}
