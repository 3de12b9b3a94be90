package desktest_test

import (
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
)

func TestTheStoreInMemoryKeepsTheContract(t *testing.T) {
	desktest.Contract(t, func(*testing.T) desk.Store { return desktest.New() })
}
