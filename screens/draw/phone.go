package main

import (
	"bytes"
	"context"
	"errors"
	"image/jpeg"
	"net/netip"
	"sync/atomic"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/phone"
	"beiandesk/app/phone/handset"
	"beiandesk/screens"
	"beiandesk/screens/capture"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/pages"
	"beiandesk/screens/part"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"github.com/disintegration/imaging"
)

// phoneScenes show the page 手机拍照 with phones that come over the loopback.
func phoneScenes(full office) ([]pageScene, error) {
	o, err := full.with("shouji.example", "91310115MA0AAAA1XY", "样本文化传播有限公司", func(*desk.Desk, string) error { return nil })
	if err != nil {
		return nil, err
	}
	good, bad, err := o.shots()
	if err != nil {
		return nil, err
	}
	scene := func(name string, sizes []fyne.Size, arg string, do func(w *phoneWindow) error) pageScene {
		w := &phoneWindow{o: o, queue: &shell.Queue{}}
		return pageScene{name, sizes, func(v theme.Variant, factor float32) (*shell.Shell, error) {
			w.ahead.Store(0)
			w.gone.Store(false)
			all := pages.All(o.desk, nil)
			all[screens.PagePhone] = func(h screens.Host, r screens.Route) screens.Screen {
				return capture.New(h, capture.Options{Desk: o.desk, Choices: w.networks}, r)
			}
			w.s = shell.New(shell.Deps{App: fyne.CurrentApp(), Desk: o.desk, Version: "0.1.0", Theme: theme.New(v, factor), Queue: w.queue,
				Now: func() time.Time { return now.Add(time.Duration(w.ahead.Load())) }, Sources: pages.Sources(o.desk), Pages: all})
			step := screens.Route{Page: screens.PageFiling, Filing: o.id, Step: int(filing.StepMaterial)}
			for _, r := range []screens.Route{{Page: screens.PageHome}, step, {Page: screens.PagePhone, Filing: o.id, Arg: arg}} {
				w.s.Open(r)
				if !w.s.WaitIdle(30 * time.Second) {
					return nil, errors.New("the page for phones does not come to rest")
				}
			}
			return w.s, nil
		}, func(*shell.Shell) error {
			if do == nil {
				return nil
			}
			return do(w)
		}, true}
	}
	return []pageScene{
		scene("phone-window", both, "", nil),
		scene("phone-window-help", small, "", func(w *phoneWindow) error {
			w.ahead.Store(int64(25 * time.Second))
			return w.until(text.PhoneHelpTitle)
		}),
		scene("phone-window-setup", both, "", func(w *phoneWindow) error {
			for _, path := range []string{"phone.pin", "phone.https"} {
				if err := press(w.s, text.PhoneSetup); err != nil && hosttest.Button(w.s.Content(), text.PhoneSetupShut) == nil {
					return err
				}
				f := field(w.s, path)
				if f == nil {
					return errors.New("no field " + path)
				}
				f.ForceValue("true")
				f.OnChanged(path, "true")
				if !w.s.WaitIdle(30 * time.Second) {
					return errors.New("the page did not come to rest")
				}
			}
			return o.desk.SetPhoneSetup(context.Background(), desk.PhoneSetup{}) // for the picture after
		}),
		scene("phone-window-arrivals", both, "", func(w *phoneWindow) error { return w.arrivals(good, bad) }),
		scene("phone-window-return", small, "", func(w *phoneWindow) error {
			if err := w.arrivals(good, bad); err != nil {
				return err
			}
			var last *part.Button // of the blurred one
			for _, b := range hosttest.All[*part.Button](w.s.Content()) {
				if b.Label() == text.PhoneReturn {
					last = b
				}
			}
			last.Tapped(&fyne.PointEvent{})
			return nil
		}),
		scene("phone-window-stopped", small, "", func(w *phoneWindow) error {
			w.gone.Store(true)
			w.ahead.Store(int64(time.Minute))
			return w.until(text.PhoneStopped(phone.StopNetwork))
		}),
		scene("phone-window-portrait", small, string(filing.SlotPortrait), nil),
	}, nil
}

// phoneWindow is the window with the page, and phones before it.
type phoneWindow struct {
	o     office
	s     *shell.Shell
	queue *shell.Queue
	ahead atomic.Int64 // of the window's clock
	gone  atomic.Bool  // the network is
}

// networks are made up, but for the address: the pictures are drawn with a
// server that listens on it.
func (w *phoneWindow) networks(string) ([]phone.Choice, error) {
	if w.gone.Load() {
		return nil, nil
	}
	at := netip.MustParseAddr("127.0.0.1")
	return []phone.Choice{{Interface: phone.Interface{Name: "WLAN", Description: "Intel(R) Wi-Fi 6 AX201", Addr: at}},
		{Interface: phone.Interface{Name: "vEthernet (WSL)", Addr: netip.MustParseAddr("172.20.32.1")}, Virtual: true}}, nil
}

// until waits for words.
func (w *phoneWindow) until(words string) error {
	for range 1500 { // half a minute
		time.Sleep(20 * time.Millisecond)
		w.queue.Run()
		if hosttest.Shows(w.s.Content(), words) {
			return nil
		}
	}
	return errors.New("the page does not show " + words)
}

// scan is a phone at the address on the page.
func (w *phoneWindow) scan() (*handset.Phone, error) {
	if err := w.until("http"); err != nil {
		return nil, err
	}
	for _, words := range hosttest.Words(w.s.Content()) {
		if len(words) > 40 && words[:4] == "http" {
			return handset.New(words)
		}
	}
	return nil, errors.New("no address on the page")
}

// arrivals lets a phone send two pictures and texts, and another one knock.
func (w *phoneWindow) arrivals(good, bad []byte) error {
	p, err := w.scan()
	if err != nil {
		return err
	}
	defer p.Close()
	other, err := w.scan()
	if err != nil {
		return err
	}
	defer other.Close()
	other.Agent = "Mozilla/5.0 (Linux; Android 15) Chrome/138.0.0.0 Mobile"
	_, err1 := p.Start("")
	_, err2 := p.Upload(filing.SlotLicence, good)
	_, err3 := p.Upload(filing.SlotLegalFront, bad)
	_, err4 := p.Text(map[filing.Field]string{"legal.mobile": "13912345678"})
	_, err5 := other.Start("")
	return errors.Join(err1, err2, err3, err4, err5, w.until(text.PhoneGood), w.until(text.PhoneBad), w.until(text.PhoneTexts), w.until(text.PhoneLetIn), w.rest())
}

func (w *phoneWindow) rest() error {
	if !w.s.WaitIdle(30 * time.Second) {
		return errors.New("the page did not come to rest")
	}
	return nil
}

// shots are a licence as it should be, and a card that is blurred.
func (o office) shots() (good, bad []byte, err error) {
	list, err := sample.Pictures(sample.Filing(now))
	if err != nil {
		return nil, nil, err
	}
	for _, x := range list {
		switch x.Slot {
		case filing.SlotLicence:
			good = x.Data
		case filing.SlotLegalFront:
			img, err := jpeg.Decode(bytes.NewReader(x.Data))
			if err != nil {
				return nil, nil, err
			}
			var b bytes.Buffer
			if err := jpeg.Encode(&b, imaging.Blur(img, 5), &jpeg.Options{Quality: 85}); err != nil {
				return nil, nil, err
			}
			bad = b.Bytes()
		}
	}
	return good, bad, nil
}
