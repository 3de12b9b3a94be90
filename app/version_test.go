package app_test

import (
	"os"
	"regexp"
	"testing"

	"beiandesk/app"
)

func TestVersionComesFromFyneApp(t *testing.T) {
	toml, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if v := app.Version(toml); !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(v) {
		t.Errorf("version %q", v)
	}
}

func TestVersion(t *testing.T) {
	for toml, want := range map[string]string{
		"[Details]\nVersion = \"1.2.3\"\n":                             "1.2.3",
		"Version = \"9\"\r\n[Details]\r\nVersion='1.2.3' # note\r\n":   "1.2.3",
		"[Release]\nVersion = \"9\"\n[ Details ]\nVersion=\"10.0.11\"": "10.0.11",
		"[Details]\nVersionName = \"1\"":                               "",
		"":                                                             "",
	} {
		if got := app.Version([]byte(toml)); got != want {
			t.Errorf("Version(%q) = %q, want %q", toml, got, want)
		}
	}
}
