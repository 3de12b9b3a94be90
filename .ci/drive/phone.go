package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/phone"
	"beiandesk/app/phone/handset"
	"beiandesk/screens/part"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// reachable tells whether this machine has an address that phones could reach.
func (g *guide) reachable() bool {
	all, err := phone.Interfaces()
	if err != nil {
		g.fail("%v", err)
	}
	return len(phone.Choices(all, "")) > 0
}

// byPhone opens the page for phones, reads its code from the screen, sends the
// licence as a phone does, accepts it and comes back to the cards.
func (g *guide) byPhone(dir string) {
	g.at("step 4: a phone scans the code on the screen and sends the licence")
	fmt.Printf("            memory before the page %d MB\n", resident()>>20)
	g.press(text.PhoneShootAll)
	g.sees(text.PhoneNobody)
	g.wait("no cursor to blink where nobody sees it", func() bool { return part.Blinking() == 0 })
	if os.Getenv("BEIANDESK_HOSTILE") != "" {
		g.measure()
	}
	address := g.address()
	g.qr("09-phone", address)
	p, err := handset.New(address)
	if err != nil {
		g.fail("%v", err)
	}
	defer p.Close()
	if _, err := p.Start(""); err != nil {
		g.fail("the phone: %v", err)
	}
	g.sees(text.PhoneIn([]string{"iPhone"}))
	licence, err := os.ReadFile(filepath.Join(dir, "licence.jpg"))
	if err != nil {
		g.fail("%v", err)
	}
	if page, err := p.Upload(filing.SlotLicence, licence); err != nil {
		g.fail("the phone: %v: %s", err, page)
	}
	g.sees(text.PhoneGood)
	g.wait("its small picture", func() bool { return !text_(sight(), text.PhoneThumbSoon).ok() })
	g.shot("09-phone-arrived")
	g.tabs()
	g.press(text.PhoneTake)
	g.sees(text.PhoneTaken)
	if _, page, err := p.Get("seen/licence"); err != nil || !strings.Contains(page, "已收下") {
		g.fail("the phone is not told that it was taken: %v", err)
	}
	g.shot("09-phone-taken")
	g.press(text.PhoneFinish)
	g.sees(text.MaterialIntro[:12])
	g.wait("nothing to listen any more", func() bool {
		_, _, err := p.Get("")
		return err != nil
	})
	g.wait("the licence on its card", func() bool { return pressable(sight(), text.StraightenIt).ok() })
}

// measure lets a hostile client work on the page and prints how long the
// window took to answer meanwhile, and how much memory it took.
func (g *guide) measure() {
	g.latency("at rest", nil)
	for _, with := range []string{"strangers", "strangers, in the smallest window", "all"} {
		w := fyne.CurrentApp().Driver().AllWindows()[0]
		before := w.Canvas().Size()
		if strings.Contains(with, "smallest") {
			fyne.DoAndWait(func() { w.Resize(fyne.NewSize(1000, 700)) })
			g.wait("the smallest window", func() bool { return w.Canvas().Size().Width < before.Width })
			with = "strangers"
		}
		cmd := exec.Command("chrt", "--idle", "0", os.Getenv("BEIANDESK_HOSTILE"), g.address(), with, "20") // it would stand on another machine
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		g.latency(fmt.Sprintf("under misuse by %s, window %v", with, w.Canvas().Size()), cmd)
		fyne.DoAndWait(func() { w.Resize(before) })
		if pressable(sight(), text.PhoneOpenAt).ok() {
			g.press(text.PhoneOpenAt)
		} else {
			g.press(text.PhoneFresh)
		}
		g.sees(text.PhoneNobody)
	}
}

// address is what the page says.
func (g *guide) address() (address string) {
	g.wait("the address on the page", func() bool {
		if t, ok := text_(sight(), "http://").CanvasObject.(*part.Text); ok {
			address = t.Text()
		}
		return address != ""
	})
	return address
}

// latency asks the UI goroutine again and again while cmd runs, or for ten
// seconds without one.
func (g *guide) latency(what string, cmd *exec.Cmd) {
	g.at("measured, not judged: " + what)
	done := make(chan error, 1)
	if cmd == nil {
		time.AfterFunc(10*time.Second, func() { done <- nil })
	} else {
		if err := cmd.Start(); err != nil {
			g.fail("%v", err)
		}
		go func() { done <- cmd.Wait() }()
	}
	idle := resident()
	worked, began := processorTime(), time.Now()
	most := idle
	var took []time.Duration
	for {
		select {
		case err := <-done:
			if err != nil {
				g.fail("%s: %v", what, err)
			}
			slices.Sort(took)
			over := 0
			for _, d := range took {
				if d > 100*time.Millisecond {
					over++
				}
			}
			share := 100 * float64(processorTime()-worked) / float64(time.Since(began))
			fmt.Printf("            the window answered %d times: median %v, 99 %% within %v, the longest %v, %d above 100 ms; memory %d MB before, at most %d MB; the program took %.0f %% of one processor\n",
				len(took), took[len(took)/2], took[len(took)*99/100], took[len(took)-1], over, idle>>20, most>>20, share)
			return
		case <-time.After(10 * time.Millisecond):
		}
		began := time.Now()
		fyne.DoAndWait(func() {})
		took = append(took, time.Since(began))
		if len(took)%10 == 0 {
			most = max(most, resident())
		}
	}
}

// processorTime is what this process has worked so far.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// resident is the memory of this process that lies in RAM, bytes; 0 where the
// system does not tell.
func resident() int {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		var kb int
		if n, _ := fmt.Sscanf(s.Text(), "VmRSS: %d kB", &kb); n == 1 {
			return kb << 10
		}
	}
	return 0
}
