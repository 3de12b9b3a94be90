package backup_test

import (
	"fmt"
	"os"
	"testing"

	"beiandesk/data/backup"
)

// childEnv makes the test program a child that is to be killed; see kill_test.go.
const childEnv = "BEIANDESK_BACKUP_CHILD"

func TestMain(m *testing.M) {
	backup.Cheap()
	if job := os.Getenv(childEnv); job != "" {
		if err := child(job, os.Getenv(childEnv+"_DIR"), os.Getenv(childEnv+"_OUT")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}
