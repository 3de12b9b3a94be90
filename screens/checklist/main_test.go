package checklist_test

import (
	"os"
	"testing"

	"beiandesk/screens/part/drawing"
)

func TestMain(m *testing.M) {
	drawing.Use(false, 1)
	os.Exit(m.Run())
}
