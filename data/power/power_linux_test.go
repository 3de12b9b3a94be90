package power

import (
	"testing"

	"github.com/godbus/dbus/v5"
)

func TestSignalsOfLogind(t *testing.T) {
	sleep := func(v ...any) *dbus.Signal {
		return &dbus.Signal{Name: "org.freedesktop.login1.Manager.PrepareForSleep", Body: v}
	}
	if b, lock := means(sleep(true)); b == nil || !*b || lock {
		t.Error("going to sleep is not heard")
	}
	if b, _ := means(sleep(false)); b == nil || *b {
		t.Error("waking up is not heard")
	}
	if _, lock := means(&dbus.Signal{Name: "org.freedesktop.login1.Session.Lock"}); !lock {
		t.Error("a locked session is not heard")
	}
	for _, s := range []*dbus.Signal{sleep(), sleep("true"), sleep(true, true), {Name: "org.freedesktop.login1.Session.Unlock"}, {}} {
		if b, lock := means(s); b != nil || lock {
			t.Errorf("%v is taken for one", s)
		}
	}
}

// Whoever does not finish does not keep the machine awake.
func TestWithinDoesNotWaitForEver(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	within(1, func() { <-release })
	ran := false
	within(most, func() { ran = true })
	if !ran {
		t.Error("did not wait for the work")
	}
}
