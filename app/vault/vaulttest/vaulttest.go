// Package vaulttest has the ports of a vault in memory, for tests and for the
// pictures of the screens.
package vaulttest

import (
	"context"
	"time"

	"beiandesk/app"
	"beiandesk/app/seal"
	"beiandesk/app/vault"
)

// Files is a ring in memory. Full makes Save fail.
type Files struct {
	Ring  *seal.Ring
	Plain *seal.Key
	Full  bool
	Saves int
}

// Load implements vault.Files.
func (f *Files) Load() (*seal.Ring, *seal.Key, error) {
	if f.Ring != nil {
		r := *f.Ring
		return &r, nil, nil
	}
	if f.Plain != nil {
		k := *f.Plain
		return nil, &k, nil
	}
	return nil, nil, nil
}

// Save implements vault.Files.
func (f *Files) Save(r seal.Ring) error {
	if f.Full {
		return app.Fail(seal.CodeKeyFile, "磁盘已满。请清理后再试。")
	}
	if err := r.Check(); err != nil {
		return err
	}
	f.Ring, f.Plain = &r, nil
	f.Saves++
	return nil
}

// Secrets is a key store in memory. Absent makes it answer nothing.
type Secrets struct {
	Absent bool
	Held   map[string][]byte
}

func (s *Secrets) err() error {
	if s.Absent {
		return app.Fail(seal.CodeKeystoreAbsent, "这台电脑的系统钥匙串没有响应，暂时不能用它打开。请用密码或恢复码打开。")
	}
	return nil
}

// Available implements vault.Secrets.
func (s *Secrets) Available(context.Context) error { return s.err() }

// Get implements vault.Secrets.
func (s *Secrets) Get(_ context.Context, account string) ([]byte, error) {
	if err := s.err(); err != nil {
		return nil, err
	}
	b, ok := s.Held[account]
	if !ok {
		return nil, app.Fail(seal.CodeKeystoreNone, "系统钥匙串里没有这份数据的条目。请用密码或恢复码打开。")
	}
	return append([]byte{}, b...), nil
}

// Set implements vault.Secrets.
func (s *Secrets) Set(_ context.Context, account string, secret []byte) error {
	if err := s.err(); err != nil {
		return err
	}
	if s.Held == nil {
		s.Held = map[string][]byte{}
	}
	s.Held[account] = append([]byte{}, secret...)
	return nil
}

// Delete implements vault.Secrets.
func (s *Secrets) Delete(_ context.Context, account string) error {
	delete(s.Held, account)
	return s.err()
}

// Attempts counts in memory.
type Attempts struct {
	Failed int
	Last   time.Time
}

// Load implements vault.Attempts.
func (a *Attempts) Load() (int, time.Time, error) { return a.Failed, a.Last, nil }

// Save implements vault.Attempts.
func (a *Attempts) Save(failed int, last time.Time) error {
	a.Failed, a.Last = failed, last
	return nil
}

// Cheap are the cheapest parameters that are allowed; some 20 ms.
func Cheap() seal.KDF {
	return seal.KDF{Memory: seal.MinMemory, Passes: seal.MinPasses, Threads: 1}
}

// World is a vault with its ports in reach.
type World struct {
	Files    *Files
	Secrets  *Secrets
	Attempts *Attempts
	Clock    time.Time
	Data     bool // there are sealed data
}

// New returns an empty world.
func New() *World {
	return &World{Files: &Files{}, Secrets: &Secrets{}, Attempts: &Attempts{}, Clock: time.Date(2026, 11, 23, 10, 42, 0, 0, time.UTC)}
}

// Start finds the vault, as a start of the program does.
func (w *World) Start() (*vault.Vault, error) {
	return vault.Find(vault.Options{Files: w.Files, Secrets: w.Secrets, Attempts: w.Attempts, Tune: Cheap,
		Now: func() time.Time { return w.Clock }, HasData: func() (bool, error) { return w.Data, nil }})
}
