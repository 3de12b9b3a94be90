package main

import (
	"context"
	"errors"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/screens"
	"beiandesk/screens/gate"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

const doorPass = "xiao-yu-dian 7"

// doorScenes show what stands before the data: first start, recovery code,
// unlock page, the page 安全.
func doorScenes(full office) []pageScene {
	door := func(name string, prepare func(*vaulttest.World, *vault.Vault) error, do func(*shell.Shell) error) pageScene {
		return pageScene{name, both, func(v theme.Variant, factor float32) (*shell.Shell, error) {
			w := vaulttest.New()
			va, err := w.Start()
			if err != nil {
				return nil, err
			}
			if prepare != nil {
				if err := prepare(w, va); err != nil {
					return nil, err
				}
			}
			s := shell.New(shell.Deps{App: fyne.CurrentApp(), Version: "0.1.0", Theme: theme.New(v, factor), Queue: &shell.Queue{}, Now: clock,
				Door: &shell.Door{Vault: va, Leave: func() {}, Restore: noRestore, Enter: func(context.Context, vault.Opened, func(int, int)) (shell.Inside, error) {
					return shell.Inside{Desk: full.desk}, nil
				}}})
			if !s.WaitIdle(30 * time.Second) {
				return nil, errors.New("the door does not come to rest")
			}
			return s, nil
		}, do, false}
	}
	several := func(w *vaulttest.World, v *vault.Vault) error {
		ctx := context.Background()
		if _, err := v.Create(ctx, vault.Setup{Label: "前台", Passphrase: doorPass, System: true}); err != nil {
			return err
		}
		if _, err := v.AddPassphrase(ctx, "小李", "lao-jie-kou 9"); err != nil {
			return err
		}
		v.Lock()
		return nil
	}
	opened := func(s *shell.Shell) error {
		if err := press(s, text.GateSystem); err != nil {
			return err
		}
		if !s.WaitIdle(30 * time.Second) {
			return errors.New("the window did not come to rest")
		}
		return nil
	}
	return []pageScene{
		door("gate-first", nil, nil),
		door("gate-plain", func(w *vaulttest.World, _ *vault.Vault) error { w.Secrets.Absent = true; return nil }, nil),
		door("gate-unlock", several, nil),
		door("gate-wrong", func(w *vaulttest.World, v *vault.Vault) error {
			if err := several(w, v); err != nil {
				return err
			}
			w.Attempts.Failed, w.Attempts.Last = 5, w.Clock
			return nil
		}, nil),
		door("gate-recovery", several, func(s *shell.Shell) error { return press(s, text.GateRecovery) }),
		door("gate-code", func(w *vaulttest.World, _ *vault.Vault) error { return nil }, func(s *shell.Shell) error {
			for _, f := range hosttest.All[interface {
				fyne.CanvasObject
				Path() string
				Choose(string)
			}](s.Content()) {
				if f.Path() == "vault.way" {
					f.Choose("system")
				}
			}
			return press(s, text.Continue)
		}),
		door("vault-add", several, func(s *shell.Shell) error {
			if err := opened(s); err != nil {
				return err
			}
			s.Open(screens.Route{Page: screens.PageVault})
			return pressAll(text.WayAdd)(s)
		}),
		door("vault-clerk", several, func(s *shell.Shell) error {
			if err := opened(s); err != nil {
				return err
			}
			full.desk.Act(desk.Operator{ID: "clerk", Name: "小李", Role: desk.Clerk})
			defer full.desk.Act(desk.Operator{})
			s.Open(screens.Route{Page: screens.PageVault})
			if !s.WaitIdle(30 * time.Second) {
				return errors.New("the page of the vault does not come to rest")
			}
			return nil
		}),
		door("vault", several, func(s *shell.Shell) error {
			if err := opened(s); err != nil {
				return err
			}
			s.Open(screens.Route{Page: screens.PageVault})
			return nil
		}),
	}
}

// restoreScene is the first start with the file of a backup chosen.
func restoreScene() scene {
	return scene{"gate-restore", both, func() fyne.CanvasObject {
		h := hosttest.New(nil)
		h.Files = []string{"beiandesk-20261123-074200.age"}
		v, err := vaulttest.New().Start()
		if err != nil {
			return part.Body(err.Error())
		}
		p := gate.New(h, gate.Options{Vault: v, Restore: noRestore})
		if b := hosttest.Button(p.Content(), text.GateRestore); b != nil {
			b.Tapped(&fyne.PointEvent{})
		}
		return p.Content()
	}}
}

func noRestore(context.Context, string, string, func(done, total int64)) error { return nil }
