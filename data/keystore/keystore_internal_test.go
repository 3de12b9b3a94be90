package keystore

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"beiandesk/app"
	"beiandesk/app/seal"
)

func mock(t *testing.T, err error) {
	t.Helper()
	mocked = true
	t.Cleanup(func() { mocked = false })
	if err != nil {
		keyring.MockInitWithError(err)
		return
	}
	keyring.MockInit()
}

func TestASecretIsKeptFoundAndRemoved(t *testing.T) {
	mock(t, nil)
	ctx, s := t.Context(), Store{}
	if err := s.Available(ctx); err != nil {
		t.Errorf("an empty key store: %v", err)
	}
	secret := []byte{0, 1, 2, 0xff, '\n'}
	if err := s.Set(ctx, "a", secret); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Get(ctx, "a"); err != nil || string(got) != string(secret) {
		t.Errorf("%v, %v", got, err)
	}
	for range 2 {
		if err := s.Delete(ctx, "a"); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Get(ctx, "a"); app.CodeOf(err) != seal.CodeKeystoreNone {
		t.Errorf("removed: %v", err)
	}
	if err := keyring.Set(service, "a", "not base64"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(ctx, "a"); app.CodeOf(err) != seal.CodeKeystoreNone {
		t.Errorf("changed by hand: %v", err)
	}
}

func TestNoKeyStoreIsSaid(t *testing.T) {
	mock(t, errors.New("The name org.freedesktop.secrets was not provided"))
	s := Store{}
	_, err := s.Get(t.Context(), "a")
	for what, err := range map[string]error{"get": err, "set": s.Set(t.Context(), "a", nil), "delete": s.Delete(t.Context(), "a"), "available": s.Available(t.Context())} {
		if app.CodeOf(err) != seal.CodeKeystoreAbsent || !strings.Contains(app.MessageOf(err), "请") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// Without a session bus the library is not asked: it would start one.
func TestWithoutABusNothingIsStarted(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("other systems have no session bus")
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	if err := (Store{}).Available(t.Context()); app.CodeOf(err) != seal.CodeKeystoreAbsent {
		t.Errorf("%v", err)
	}
}

// A key store that waits for a person does not hold the window up.
func TestAKeyStoreThatHangsIsGivenUp(t *testing.T) {
	mocked = true
	t.Cleanup(func() { mocked = false })
	release := make(chan struct{})
	defer close(release)
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(time.Millisecond, stop)
	if err := call(ctx, func() error { <-release; return nil }); app.CodeOf(err) != seal.CodeKeystoreAbsent {
		t.Errorf("%v", err)
	}
}
