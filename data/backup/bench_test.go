package backup_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/data/backup"
)

// BenchmarkMake makes and proves backups of made-up pictures, 256 MB of them or
// as many as BACKUP_BENCH_MB says, at the work of scrypt of real ones. It tells
// MB of pictures per second, and how far the memory that Go holds, and that the
// system counts for the process (Linux), rises above idle.
func BenchmarkMake(b *testing.B) {
	mb := 256
	if s := os.Getenv("BACKUP_BENCH_MB"); s != "" {
		var err error
		if mb, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	backup.Dear()
	defer backup.Cheap()
	dir, out := b.TempDir(), b.TempDir()
	s, err := openStore(dir)
	if err != nil {
		b.Fatal(err)
	}
	const each = 2 // MB of one picture
	for i := range mb / each {
		data := make([]byte, each<<20)
		rand.Read(data)
		if err := s.Update(context.Background(), func(tx desk.Tx) error {
			f, row := desktest.Sample(fmt.Sprintf("f%d", i), i)
			id, err := tx.AddPicture(f.ID, data)
			if err != nil {
				return err
			}
			f.Materials[0].Picture = id
			return tx.Insert(f, row)
		}); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	debug.FreeOSMemory()
	idleGo, idleOS := heldByGo(), heldByOS()
	var peakGo, peakOS atomic.Uint64
	stop := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		for {
			peakGo.Store(max(peakGo.Load(), heldByGo()))
			peakOS.Store(max(peakOS.Load(), heldByOS()))
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	})
	b.SetBytes(int64(mb) << 20)
	n := 0
	for b.Loop() {
		k := keeper(dir, func() time.Time { return noon().Add(time.Duration(n) * time.Hour) })
		n++
		if _, err := k.Make(context.Background(), options(out), nil); err != nil {
			b.Fatal(err)
		}
	}
	close(stop)
	watch.Wait()
	b.ReportMetric(float64(peakGo.Load()-idleGo)/(1<<20), "MB-over-idle(Go)")
	b.ReportMetric(float64(peakOS.Load())/(1<<20)-float64(idleOS)/(1<<20), "MB-over-idle(RSS)")
}

func heldByGo() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys - m.HeapReleased
}

// heldByOS is VmRSS, 0 where there is none.
func heldByOS() uint64 {
	f, err := os.Open(filepath.Join("/proc", "self", "statm"))
	if err != nil {
		return 0
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		return 0
	}
	var size, resident uint64
	if _, err := fmt.Sscan(string(text), &size, &resident); err != nil {
		return 0
	}
	return resident * uint64(os.Getpagesize())
}
