package vault

import (
	"context"
	"fmt"
	"time"

	"beiandesk/app"
	"beiandesk/app/seal"
)

// free is how many wrong passphrases cost no wait; after them the wait doubles
// from one second to mostWait.
const (
	free     = 2
	mostWait = 5 * time.Minute
)

// waitAfter is how long the door stays shut after so many failures in a row.
func waitAfter(failed int) time.Duration {
	if failed <= free {
		return 0
	}
	if failed-free > 20 {
		return mostWait
	}
	return min(mostWait, time.Second<<(failed-free-1))
}

// Wait is how long the door is still shut. Where the clock was put back to
// before the last failure the wait begins anew by the clock of now: it would
// else last until the clock is there again.
func (v *Vault) Wait() (time.Duration, error) {
	failed, last, err := v.o.Attempts.Load()
	if err != nil {
		return 0, err
	}
	whole, now := waitAfter(failed), v.o.Now()
	if whole > 0 && last.After(now) {
		if err := v.o.Attempts.Save(failed, now); err != nil {
			return 0, err
		}
		last = now
	}
	return max(0, last.Add(whole).Sub(now)), nil
}

// OpenByPassphrase opens with the passphrase of a slot; about a second. What
// is wrong is not said, and after some failures the door stays shut for a
// while, which a restart does not shorten: the failure is written down before
// the passphrase is tried.
func (v *Vault) OpenByPassphrase(ctx context.Context, slot, pass string) (Opened, error) {
	return v.try(ctx, func(r *seal.Ring) (seal.Key, string, error) {
		k, err := r.ByPassphrase(slot, pass)
		return k, slot, err
	}, "密码不对。请检查大小写和输入法后再试。")
}

// OpenByRecovery opens with a recovery code as typed. A typing error is told
// and counts as no failure.
func (v *Vault) OpenByRecovery(ctx context.Context, code string) (Opened, error) {
	r, err := seal.ParseRecovery(code)
	if err != nil {
		return Opened{}, err
	}
	o, err := v.try(ctx, func(ring *seal.Ring) (seal.Key, string, error) { return ring.BySecret(seal.KindRecovery, r.Secret()) },
		"这个恢复码打不开这份数据。它可能已被新的恢复码取代，请找出最近一次打印的那张。")
	o.ByRecovery = err == nil
	return o, err
}

// try is called without the lock: a passphrase takes a second, and the window
// asks for the state meanwhile.
func (v *Vault) try(ctx context.Context, by func(*seal.Ring) (seal.Key, string, error), wrong string) (Opened, error) {
	wait, err := v.Wait()
	if err != nil {
		return Opened{}, err
	}
	if wait > 0 {
		return Opened{}, app.Fail(CodeWait, fmt.Sprintf("试错次数较多，请在 %d 秒后再试。", int((wait+time.Second-1)/time.Second)))
	}
	r, err := v.ringNow()
	if err != nil {
		return Opened{}, err
	}
	failed, _, err := v.o.Attempts.Load()
	if err != nil {
		return Opened{}, err
	}
	if err := v.o.Attempts.Save(failed+1, v.o.Now()); err != nil {
		return Opened{}, err
	}
	k, slot, err := by(r)
	switch app.CodeOf(err) {
	case "":
	case seal.CodeWrong:
		return Opened{}, app.Wrap(err, seal.CodeWrong, wrong)
	default:
		return Opened{}, err
	}
	if ctx.Err() != nil {
		k.Wipe()
		return Opened{}, app.Wrap(ctx.Err(), app.CodeCanceled, "已取消。")
	}
	if err := v.o.Attempts.Save(0, time.Time{}); err != nil {
		k.Wipe()
		return Opened{}, err
	}
	return v.opened(k, slot), nil
}

func (v *Vault) ringNow() (*seal.Ring, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.ring == nil {
		return nil, app.Fail(seal.CodeKeyMissing, "还没有设置打开方式。请关闭程序后重新启动。")
	}
	return v.ring, nil
}

func (v *Vault) opened(k seal.Key, slot string) Opened {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.key, v.slot = &k, slot
	return Opened{Keys: v, Slot: slot}
}

// OpenBySystem opens with the secret in the key store of the system. The key
// store may ask the person to unlock it; ctx ends the waiting. It counts no
// failure: nobody guesses there.
func (v *Vault) OpenBySystem(ctx context.Context) (Opened, error) {
	r, err := v.ringNow()
	if err != nil {
		return Opened{}, err
	}
	secret, err := v.o.Secrets.Get(ctx, account(r.Key))
	if err != nil {
		return Opened{}, err
	}
	defer clear(secret)
	k, slot, err := r.BySecret(seal.KindSystem, secret)
	if app.CodeOf(err) == seal.CodeWrong {
		return Opened{}, app.Wrap(err, seal.CodeWrong, "系统钥匙串里的条目打不开这份数据。请用密码或恢复码打开，再到“安全”里重新启用。")
	}
	if err != nil {
		return Opened{}, err
	}
	return v.opened(k, slot), nil
}
