package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/data/store"
)

// busyEnv makes the test program do everything that writes, without end, in
// the folder it names, and print each thing after it was acknowledged. Old data
// that lie there are taken over first.
const busyEnv = "BEIANDESK_STORE_BUSY"

func busyChild(dir string) error {
	fmt.Println("up")
	s, _, err := store.Open(places(dir), testKey, clock)
	if err != nil {
		return err
	}
	fmt.Println("open")
	ctx := context.Background()
	var mine []string
	for i := 0; ; i++ {
		id := fmt.Sprintf("p%d-%d", os.Getpid(), i)
		f, row := desktest.Sample(id, i)
		var picture string
		if err := s.Update(ctx, func(tx desk.Tx) (err error) { // an import
			if picture, err = tx.AddPicture(id, []byte("样本图"+id)); err != nil {
				return err
			}
			f.Materials[0].Picture = picture
			return tx.Insert(f, row)
		}); err != nil {
			return err
		}
		if err := s.Update(ctx, func(tx desk.Tx) error { // an edit, kept and exported
			f.Remark = "第二次"
			if _, err := tx.Keep(f, 1, today); err != nil {
				return err
			}
			if err := tx.Record(desk.Entry{Action: desk.DidExport, Filing: id}); err != nil {
				return err
			}
			return tx.Save(f, row)
		}); err != nil {
			return err
		}
		fmt.Println("saved", id, picture)
		mine = append(mine, id)
		if i%4 == 3 {
			gone := mine[0]
			mine = mine[1:]
			fmt.Println("erasing", gone)
			if err := s.Update(ctx, func(tx desk.Tx) error {
				if err := tx.Purge(gone); err != nil {
					return err
				}
				_, err := tx.PutErasure(desk.Erasure{Filing: gone})
				return err
			}); err != nil {
				return err
			}
			fmt.Println("erased", gone)
			if err := s.Scour(ctx); err != nil {
				return err
			}
			s.Lock()
			if err := s.Unlock(testKey); err != nil {
				return err
			}
		}
	}
}

// kills is how often the program is killed in each of the folders at once:
// half of the rounds begin with data of the old form.
const kills, folders = 100, 3

func TestThreeHundredKills(t *testing.T) {
	seed := rand.Uint64()
	t.Log("seed", seed)
	var all sync.WaitGroup
	for n := range folders {
		all.Go(func() { killAndLook(t, t.TempDir(), rand.New(rand.NewPCG(seed, uint64(n)))) })
	}
	all.Wait()
}

func killAndLook(t *testing.T, dir string, r *rand.Rand) {
	saved, erasing, erased := map[string]string{}, map[string]bool{}, map[string]bool{}
	old := 0
	for round := range kills {
		if round%2 == 0 { // a fresh folder of the old form
			dir = t.TempDir()
			saved, erasing, erased, old = map[string]string{}, map[string]bool{}, map[string]bool{}, 8
			if err := store.OldData(places(dir), testKey, old, 2); err != nil {
				t.Error(err)
				return
			}
		}
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), busyEnv+"="+dir)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Error(err)
			return
		}
		lines := bufio.NewScanner(out)
		var timer *time.Timer
		for lines.Scan() {
			word, rest, _ := strings.Cut(lines.Text(), " ")
			switch word {
			case "up": // from here on at any moment: taking over, or the writing after it
				timer = time.AfterFunc(time.Duration(r.IntN(120_000))*time.Microsecond, func() { cmd.Process.Kill() }) // ended already: seen below
			case "saved":
				id, picture, _ := strings.Cut(rest, " ")
				saved[id] = picture
			case "erasing":
				erasing[rest] = true
			case "erased":
				erased[rest] = true
			}
		}
		if cmd.Wait() == nil || stderr.Len() > 0 || timer == nil {
			t.Errorf("round %d: the child was not killed: %s", round, stderr.String())
			return
		}
		s, report, err := store.Open(places(dir), testKey, clock)
		if err != nil {
			t.Errorf("round %d: %v", round, err)
			return
		}
		if len(report.Missing) > 0 || report.Unmended > 0 || report.Absent > 0 {
			t.Errorf("round %d: %+v", round, report)
		}
		err = s.View(context.Background(), func(v desk.Reader) error {
			for id, picture := range saved {
				f, err := v.Filing(id)
				switch {
				case erased[id] && err == nil:
					t.Errorf("round %d: %s was erased and is back", round, id)
				case erased[id] || erasing[id] && err != nil:
				case err != nil || f.Remark != "第二次":
					t.Errorf("round %d: acknowledged %s: %v", round, id, err)
				default:
					if data, err := v.Picture(picture); err != nil || string(data) != "样本图"+id {
						t.Errorf("round %d: picture of %s: %v", round, id, err)
					}
				}
			}
			for i := range old {
				if f, err := v.Filing(fmt.Sprintf("old-%d", i)); err != nil || f.Rev != 3 {
					t.Errorf("round %d: old filing %d: %v", round, i, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		clean(t, places(dir))
		if t.Failed() {
			return
		}
	}
}
