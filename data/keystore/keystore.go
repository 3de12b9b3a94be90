// Package keystore keeps the secret of system unlock in the key store of the
// system: the Credential Manager of Windows, the Keychain of macOS, the Secret
// Service of Linux desktops (GNOME Keyring, KWallet, KeePassXC).
package keystore

import (
	"context"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"github.com/zalando/go-keyring"

	"beiandesk/app"
	"beiandesk/app/seal"
)

// service is the name under which a person finds the entry.
const service = "beiandesk"

// Store is the key store of the person who runs the program. It may ask the
// person to unlock it, so every call may take long: give it a context.
type Store struct{}

// Get returns the secret of an account (codes seal.CodeKeystore…).
func (Store) Get(ctx context.Context, account string) ([]byte, error) {
	words := ""
	if err := call(ctx, func() (err error) { words, err = keyring.Get(service, account); return err }); err != nil {
		return nil, err
	}
	secret, err := base64.StdEncoding.DecodeString(words)
	if err != nil {
		return nil, app.Wrap(err, seal.CodeKeystoreNone, "系统钥匙串里的条目被改动过，用不了。请用密码或恢复码打开，再到“安全”里重新启用。")
	}
	return secret, nil
}

// Set keeps a secret and proves that it can be had again.
func (s Store) Set(ctx context.Context, account string, secret []byte) error {
	if err := call(ctx, func() error { return keyring.Set(service, account, base64.StdEncoding.EncodeToString(secret)) }); err != nil {
		return err
	}
	back, err := s.Get(ctx, account)
	if err != nil {
		return err
	}
	if string(back) != string(secret) {
		return absent(errors.New("another secret came back"))
	}
	return nil
}

// Delete removes the secret; that it is already gone is no error.
func (Store) Delete(ctx context.Context, account string) error {
	err := call(ctx, func() error { return keyring.Delete(service, account) })
	if app.CodeOf(err) == seal.CodeKeystoreNone {
		return nil
	}
	return err
}

// Available tells whether there is a key store that answers; nil is yes.
func (s Store) Available(ctx context.Context) error {
	_, err := s.Get(ctx, "probe")
	if app.CodeOf(err) == seal.CodeKeystoreNone {
		return nil
	}
	return err
}

// call waits for the key store no longer than ctx. The libraries of the
// systems cannot be interrupted: a call that hangs keeps its goroutine.
func call(ctx context.Context, work func() error) error {
	if !reachable() {
		return absent(errors.New("no session bus"))
	}
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		switch {
		case err == nil:
			return nil
		case errors.Is(err, keyring.ErrNotFound):
			return app.Wrap(err, seal.CodeKeystoreNone, "系统钥匙串里没有这份数据的条目。请用密码或恢复码打开，再到“安全”里重新启用。")
		}
		return absent(err)
	case <-ctx.Done():
		return absent(ctx.Err())
	}
}

func absent(cause error) error {
	return app.Wrap(cause, seal.CodeKeystoreAbsent, "这台电脑的系统钥匙串没有响应，暂时不能用它打开。请用密码或恢复码打开。")
}

// mocked is set by tests, which have no bus.
var mocked bool

// reachable tells whether a session bus is there already; asking the library
// without one would start one, which nobody ends.
func reachable() bool {
	if mocked || runtime.GOOS == "windows" || runtime.GOOS == "darwin" || os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if dir == "" {
		return false
	}
	_, err := os.Stat(filepath.Join(dir, "bus"))
	return err == nil
}
