// Command fill makes a data folder with many made-up filings, for measuring
// the program as a busy office has it (make bench):
//
//	go run .ci/fill/main.go DIR 10000
package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/seal"
	"beiandesk/app/vault"
	"beiandesk/data/keys"
	"beiandesk/data/keystore"
	"beiandesk/data/paths"
	"beiandesk/data/store"
)

func main() {
	if err := fill(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func fill(dir, count string) error {
	n, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	p, err := paths.Open(dir)
	if err != nil {
		return err
	}
	// The key is opened by the system, as in most offices: whoever measures the
	// start must run a key store (.ci/secrets).
	v, err := vault.Find(vault.Options{Files: keys.At(p.Key()), Secrets: keystore.Store{}, Attempts: keys.Attempts{Path: p.Attempts()}, Now: time.Now})
	if err != nil {
		return err
	}
	if _, err := v.Create(context.Background(), vault.Setup{System: true}); err != nil {
		return err
	}
	source := seal.Keys(v)
	s, _, err := store.Open(store.Places{Database: p.Database(), Pictures: p.Pictures(), Backup: p.Backup()}, source, time.Now)
	if err != nil {
		return err
	}
	states := []filing.State{filing.Draft, filing.Draft, filing.FirstReview, filing.Returned, filing.Forwarding, filing.SMSWaiting, filing.AdminReview, filing.Filed, filing.Filed, filing.Filed}
	for from := 0; from < n; from += 1000 {
		err := s.Update(context.Background(), func(tx desk.Tx) error {
			for i := from; i < min(from+1000, n); i++ {
				f := sample.Filing(time.Now().Add(-time.Duration(i) * time.Minute))
				f.ID, f.Sample, f.State = fmt.Sprintf("f%05d", i), false, states[i%len(states)]
				f.Domain.Name = fmt.Sprintf("yangben-%05d.cn", i)
				f.Organiser.Name = fmt.Sprintf("样本商贸第%05d有限公司", i)
				f.Note = fmt.Sprintf("样本备注 %d：资料已齐，等客户寄回承诺书原件。", i)
				if f.State == filing.Filed {
					f.Number = fmt.Sprintf("粤ICP备%08d号-1", i)
				}
				if err := tx.Insert(f, desktest.RowOf(f)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return s.Close()
}
