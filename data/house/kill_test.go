package house_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/data/house"
	"beiandesk/data/paths"
)

// busyEnv makes the test program open the folder it names with the recovery
// code beside it, and change passphrases and filings at the same time, without
// end. Every change is printed before it is begun and after it was acknowledged.
const busyEnv = "BEIANDESK_HOUSE_BUSY"

func TestMain(m *testing.M) {
	if at := os.Getenv(busyEnv); at != "" {
		dir, code, _ := strings.Cut(at, "|")
		if err := busyChild(dir, code); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func busyChild(dir, code string) error {
	p, err := paths.Open(dir)
	if err != nil {
		return err
	}
	h, err := house.New(p, house.Options{Version: "0", Secrets: &vaulttest.Secrets{}, Tune: vaulttest.Cheap})
	if err != nil {
		return err
	}
	ctx := context.Background()
	o, err := h.Vault().OpenByRecovery(ctx, code)
	if err != nil {
		return err
	}
	room, err := h.Enter(o)
	if err != nil {
		return err
	}
	fmt.Println("up")
	failed := make(chan error, 2)
	go func() {
		for i := 0; ; i++ {
			v, err := room.Desk.Add(ctx, fmt.Sprintf("y%d-%d.cn", os.Getpid(), i), true)
			if err != nil {
				failed <- err
				return
			}
			fmt.Println("saved", v.Filing.ID)
		}
	}()
	go func() {
		for i := 0; ; i++ {
			if err := changeWays(ctx, h.Vault(), fmt.Sprintf("%d-%d", os.Getpid(), i)); err != nil {
				failed <- err
				return
			}
		}
	}()
	return <-failed
}

// changeWays changes the first passphrase, adds another, changes that, and
// removes it.
func changeWays(ctx context.Context, v *vault.Vault, n string) error {
	first := v.Logins()[0]
	do := func(what, label, pass string, work func() error) error {
		fmt.Printf("begin\t%s\t%s\t%s\n", what, label, pass)
		if err := work(); err != nil {
			return err
		}
		fmt.Printf("done\t%s\t%s\t%s\n", what, label, pass)
		return nil
	}
	label, slot := "店员"+n, ""
	return errors.Join(
		do("set", first.Label, "xin kou ling "+n, func() error { return v.ChangePassphrase(ctx, first.Slot, "xin kou ling "+n) }),
		do("set", label, "dian yuan "+n, func() (err error) { slot, err = v.AddPassphrase(ctx, label, "dian yuan "+n); return err }),
		do("set", label, "di er ge "+n, func() error { return v.ChangePassphrase(ctx, slot, "di er ge "+n) }),
		do("remove", label, "", func() error { return v.Remove(ctx, slot) }),
	)
}

const keyKills = 40

// ways is what the parent knows: the acknowledged passphrase of each label, and
// the change that was under way ("" = label removed).
type ways struct {
	acked               map[string]string
	label, pass, before string // before: the passphrase that an acknowledged change replaced
	under               bool
}

func (w *ways) hear(line string) {
	word, rest, _ := strings.Cut(line, "\t")
	f := strings.Split(rest, "\t")
	if len(f) != 3 {
		return
	}
	label, pass := f[1], f[2]
	if word == "begin" {
		w.label, w.pass, w.under = label, pass, true
		return
	}
	w.under, w.before = false, w.acked[label]
	if w.acked[label] = pass; pass == "" {
		delete(w.acked, label)
	}
}

func TestKilledWhileKeysChange(t *testing.T) {
	seed := rand.Uint64()
	t.Log("seed", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	b := lean(t, filepath.Join(t.TempDir(), "data"), false)
	w := &ways{acked: map[string]string{"柜台": passphrase}}
	saved, undecided := []string{b.id}, 0
	for round := range keyKills {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), busyEnv+"="+b.p.Dir()+"|"+b.code)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		killed := false
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if id, ok := strings.CutPrefix(lines.Text(), "saved "); ok {
				saved = append(saved, id)
			} else if lines.Text() == "up" {
				killed = true
				time.AfterFunc(time.Duration(r.IntN(150_000))*time.Microsecond, func() { cmd.Process.Kill() }) // ended already: seen below
			} else {
				w.hear(lines.Text())
			}
		}
		if cmd.Wait() == nil || !killed || strings.Contains(stderr.String(), "Error") || strings.Contains(stderr.String(), "panic") {
			t.Fatalf("round %d: the child was not killed: %s", round, stderr.String())
		}
		if w.under {
			undecided++
		}
		look(t, b, w, saved)
		if t.Failed() {
			t.Fatalf("in round %d, %+v", round, *w)
		}
	}
	if len(saved) < keyKills || undecided < keyKills/4 {
		t.Errorf("%d filings saved, %d kills in the midst of a change", len(saved), undecided)
	}
}

// look opens with what was acknowledged and settles what was under way.
func look(t *testing.T, b built, w *ways, saved []string) {
	t.Helper()
	h := open(t, b)
	v := h.Vault()
	slots := map[string]string{}
	for _, l := range v.Logins() {
		slots[l.Label] = l.Slot
	}
	opens := func(label, pass string) bool {
		_, err := v.OpenByPassphrase(t.Context(), slots[label], pass)
		return err == nil
	}
	if w.under {
		switch slot := slots[w.label]; {
		case w.pass == "" && slot == "":
			delete(w.acked, w.label)
		case w.pass != "" && slot != "" && opens(w.label, w.pass):
			w.acked[w.label] = w.pass
		case w.acked[w.label] == "" && slot != "":
			t.Errorf("%s is there and its passphrase does not open", w.label)
		}
		w.under = false
	} else if w.label != "" && w.before != "" && slots[w.label] != "" && opens(w.label, w.before) {
		t.Errorf("%s: the replaced passphrase still opens", w.label)
	}
	for label, pass := range w.acked {
		if slots[label] == "" || !opens(label, pass) {
			t.Errorf("%s: the acknowledged passphrase does not open", label)
		}
		delete(slots, label)
	}
	if len(slots) > 0 {
		t.Errorf("ways that were removed, or never made: %v", slots)
	}
	for label := range w.acked {
		if label != "柜台" { // left by the kill; the next child makes its own
			delete(w.acked, label)
			if err := removeWay(t, v, label); err != nil {
				t.Error(err)
			}
		}
	}
	faults := verify(t, examiner(t, b, w.acked["柜台"]), b)
	if len(faults) > 0 {
		t.Errorf("verify found %+v", faults)
	}
	o, err := v.Opened()
	if err != nil {
		t.Fatal(err)
	}
	room, err := h.Enter(o)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := room.Desk.Rows(t.Context())
	if err != nil {
		t.Error(err)
	}
	for _, id := range saved {
		if !slices.ContainsFunc(rows, func(r desk.Row) bool { return r.ID == id }) {
			t.Errorf("acknowledged filing %s is gone", id)
		}
	}
	if err := h.Close(); err != nil {
		t.Error(err)
	}
	*w = ways{acked: w.acked}
}

func removeWay(t *testing.T, v *vault.Vault, label string) error {
	t.Helper()
	for _, l := range v.Logins() {
		if l.Label == label {
			return v.Remove(t.Context(), l.Slot)
		}
	}
	return nil
}
