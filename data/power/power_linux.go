package power

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"github.com/godbus/dbus/v5"
)

const (
	logind  = "org.freedesktop.login1"
	manager = dbus.ObjectPath("/org/freedesktop/login1")
)

// socket is the system bus; without it the library would look elsewhere.
const socket = "/run/dbus/system_bus_socket"

func watch(fn func()) (func(), error) {
	if _, err := os.Stat(socket); err != nil && os.Getenv("DBUS_SYSTEM_BUS_ADDRESS") == "" {
		return nil, fmt.Errorf("no system bus: %w", err)
	}
	conn, err := dbus.ConnectSystemBus()
	if err != nil {
		return nil, fmt.Errorf("connect to the system bus: %w", err)
	}
	err = conn.AddMatchSignal(dbus.WithMatchInterface(logind+".Manager"), dbus.WithMatchMember("PrepareForSleep"))
	if err == nil {
		err = conn.AddMatchSignal(dbus.WithMatchInterface(logind+".Session"), dbus.WithMatchMember("Lock"))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("listen to logind: %w", err), conn.Close())
	}
	signals := make(chan *dbus.Signal, 8)
	conn.Signal(signals)
	go serve(conn, signals, fn)
	return func() { conn.Close() }, nil // its error tells nothing any more
}

// serve ends when the connection is closed.
func serve(conn *dbus.Conn, signals <-chan *dbus.Signal, fn func()) {
	delay := inhibit(conn)
	for s := range signals {
		sleep, lock := means(s)
		switch {
		case lock:
			fn()
		case sleep != nil && *sleep:
			within(most, fn)
			delay()
		case sleep != nil:
			delay = inhibit(conn) // awake again
		}
	}
	delay()
}

// means reads a signal: whether sleep begins or has ended, or the session is
// locked.
func means(s *dbus.Signal) (sleep *bool, lock bool) {
	switch s.Name {
	case logind + ".Session.Lock":
		return nil, true
	case logind + ".Manager.PrepareForSleep":
		if len(s.Body) == 1 {
			if begins, ok := s.Body[0].(bool); ok {
				return &begins, false
			}
		}
	}
	return nil, false
}

// inhibit asks for the delay and returns what gives it back. Without it (a
// system that does not allow it) sleep simply does not wait.
func inhibit(conn *dbus.Conn) (release func()) {
	var fd dbus.UnixFD
	err := conn.Object(logind, manager).Call(logind+".Manager.Inhibit", 0, "sleep", "beiandesk", "lock the data", "delay").Store(&fd)
	if err != nil {
		return func() {}
	}
	open := true
	return func() {
		if open {
			open = false
			syscall.Close(int(fd)) // nothing can be done about an error
		}
	}
}
