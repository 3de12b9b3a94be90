package store_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/data/store"
)

// many is the store of a busy office (docs/performance.md).
const many = 10_000

// fill adds n made-up filings of the size of a real one. They share few
// transactions, so that setting up takes seconds.
func fill(b *testing.B, s *store.Store, n int) {
	b.Helper()
	for from := 0; from < n; from += 1000 {
		update(b, s, func(tx desk.Tx) error {
			for i := from; i < min(from+1000, n); i++ {
				f, row := full(fmt.Sprintf("f%05d", i), i)
				if err := tx.Insert(f, row); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// full is a filing with everything filled in, about 6 KB of JSON.
func full(id string, n int) (*filing.Filing, desk.Row) {
	f, _ := desktest.Sample(id, n)
	f.Note = fmt.Sprintf("样本备注 %d：资料已齐，等客户寄回承诺书原件；下周三回访。", n)
	f.Organiser.Scope = string(bytes.Repeat([]byte("样本经营范围、"), 60))
	f.Principal, f.Agent = f.Legal, f.Legal
	f.Materials = nil
	for _, slot := range []filing.Slot{filing.SlotLicence, filing.SlotLegalFront, filing.SlotLegalBack, filing.SlotAgentFront,
		filing.SlotAgentBack, filing.SlotDomain, filing.SlotLetterAgent, filing.SlotCommitment, filing.SlotPortrait} {
		f.Materials = append(f.Materials, filing.Material{Slot: slot, Picture: fmt.Sprintf("%032x", n), SHA256: fmt.Sprintf("%064x", n),
			Format: "jpeg", Width: 2400, Height: 3200, Bytes: 900_000, Outcome: filing.Doubtful, Added: today,
			Issues: []filing.Issue{{Code: "blur", Outcome: filing.Doubtful, Text: "有点模糊，建议重拍。", Measured: 2.1, Limit: 2.2}}})
	}
	for i := range 6 {
		f.Record(filing.ActNote, "本机", "样本记录", today.Add(time.Duration(i)*time.Hour))
	}
	return f, desktest.RowOf(f)
}

func office(b *testing.B) (*store.Store, store.Places) {
	b.Helper()
	at := places(b.TempDir())
	s := openAt(b, at)
	fill(b, s, many)
	return s, at
}

func BenchmarkRows(b *testing.B) {
	s, _ := office(b)
	for b.Loop() {
		view(b, s, func(r desk.Reader) error {
			rows, err := r.Rows(false)
			if len(rows) != many || rows[0].Note == "" {
				b.Fatalf("%d rows", len(rows))
			}
			return err
		})
	}
}

func BenchmarkOpenFiling(b *testing.B) {
	s, _ := office(b)
	n := 0
	for b.Loop() {
		n = (n + 7919) % many
		view(b, s, func(r desk.Reader) error {
			_, err := r.Filing(fmt.Sprintf("f%05d", n))
			return err
		})
	}
}

func BenchmarkAutosave(b *testing.B) {
	s, _ := office(b)
	f, row := sampleOfB(b, s, "f04711")
	n := 0
	for b.Loop() {
		n++
		f.Site.Remark = fmt.Sprint("键入", n)
		update(b, s, func(tx desk.Tx) error { return tx.Save(f, row) })
	}
}

func sampleOfB(b *testing.B, s *store.Store, id string) (f *filing.Filing, row desk.Row) {
	b.Helper()
	view(b, s, func(r desk.Reader) (err error) { f, err = r.Filing(id); return err })
	return f, desktest.RowOf(f)
}

func BenchmarkKeepVersion(b *testing.B) {
	s, _ := office(b)
	f, _ := sampleOfB(b, s, "f04711")
	n := 0
	for b.Loop() {
		n++
		f.Site.Remark = fmt.Sprint("第", n, "版")
		update(b, s, func(tx desk.Tx) error { _, err := tx.Keep(f, filing.StepInfo, today); return err })
	}
}

func BenchmarkSameOrganiser(b *testing.B) {
	s, _ := office(b)
	for b.Loop() {
		view(b, s, func(r desk.Reader) error {
			ids, err := r.SameOrganiser("SAMPLE000000004711")
			if len(ids) != 1 {
				b.Fatalf("%d found", len(ids))
			}
			return err
		})
	}
}

func BenchmarkPicture(b *testing.B) {
	s := openAt(b, places(b.TempDir()))
	withPicture(b, s, "a", 1)
	data := bytes.Repeat([]byte("0123456789abcdef"), 1<<16) // 1 MiB
	var last string
	b.Run("add", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			update(b, s, func(tx desk.Tx) (err error) { last, err = tx.AddPicture("a", data); return err })
		}
	})
	b.Run("open", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			view(b, s, func(r desk.Reader) error { _, err := r.Picture(last); return err })
		}
	})
}

// BenchmarkStart opens and closes the office's store with two pictures per
// filing in their files, so that the sweep has something to look through.
func BenchmarkStart(b *testing.B) {
	s, at := office(b)
	for from := 0; from < 2*many; from += 2000 {
		update(b, s, func(tx desk.Tx) error {
			for i := range 2000 {
				if _, err := tx.AddPicture(fmt.Sprintf("f%05d", (from+i)/2), []byte("x")); err != nil {
					return err
				}
			}
			return nil
		})
	}
	closeStore(b, s)
	b.ResetTimer()
	for b.Loop() {
		s, report, err := store.Open(at, testKey, clock)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if report.Mended() || report.Unclean {
			b.Fatalf("%+v", report)
		}
		closeStore(b, s)
		b.StartTimer()
	}
}
