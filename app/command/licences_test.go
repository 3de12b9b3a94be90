package command_test

import (
	"os"
	"strings"
	"testing"
)

// The LGPL wants its text to travel with the program.
func TestLicencesOfThePartsAreShown(t *testing.T) {
	r := run(t, "licences")
	for _, want := range []string{"libheif", "libde265", "PDFium", "GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE", "Apache License", "Redistribution and use", "Permission is hereby granted"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("nothing about %s", want)
		}
	}
	if r.code != 0 {
		t.Errorf("exit code %d", r.code)
	}
	if r := run(t, "licences", "extra"); r.code != 2 {
		t.Errorf("exit code %d for an argument too many", r.code)
	}
}

// The versions that the licences name are those of go.mod.
func TestLicencesNameTheVersionsInUse(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	out := run(t, "licences").out
	for _, module := range []string{"github.com/gen2brain/heic", "github.com/klippa-app/go-pdfium", "github.com/tetratelabs/wazero", "golang.org/x/image",
		"github.com/zalando/go-keyring", "github.com/danieljoos/wincred", "github.com/godbus/dbus/v5", "github.com/jezek/xgb", "golang.org/x/crypto", "golang.org/x/text", "golang.org/x/term", "github.com/santhosh-tekuri/jsonschema/v6", "filippo.io/age", "filippo.io/hpke"} {
		_, rest, found := strings.Cut(string(mod), module+" ")
		version, _, _ := strings.Cut(rest, "\n")
		if !found || !strings.Contains(out, module+" "+strings.Fields(version)[0]) {
			t.Errorf("the licences do not name %s %s", module, version)
		}
	}
}
