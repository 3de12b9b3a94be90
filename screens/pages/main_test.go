package pages_test

import (
	"os"
	"testing"

	"beiandesk/screens/part/drawing"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(plantedIn); dir != "" {
		os.Exit(plantedChild(dir))
	}
	drawing.Use(false, 1)
	os.Exit(m.Run())
}
