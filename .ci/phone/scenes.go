package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"strings"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/phone"
	"beiandesk/app/phone/phonetest"
)

type scene struct {
	name                  string
	pin, wechat, noScript bool
	act                   func(*stage, *phonetest.Phone, *phone.Server) error
}

// steps runs one after another until one fails.
func steps(all ...func() error) error {
	for _, f := range all {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

func in(_ *stage, p *phonetest.Phone, _ *phone.Server) error {
	return steps(func() error { return p.Tap("form.start button") }, func() error { return p.See(`body[data-page="open"]`) })
}

// send chooses a picture and waits for one of the states its tile may get.
func (s *stage) send(p *phonetest.Phone, slot, file, state string) error {
	return steps(func() error { return p.Choose("#"+slot+" input[name=camera]", s.file(file)) },
		func() error {
			if err := p.See(fmt.Sprintf(`#%s[data-state="%s"]`, slot, state)); err != nil {
				got, _ := phonetest.Ask[string](p, fmt.Sprintf(`document.getElementById(%q).getAttribute("data-state")`, slot))
				return fmt.Errorf("%s is %s, not %s: %w", slot, got, state, err)
			}
			return nil
		})
}

func (s *stage) id(slot filing.Slot) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.arrived[slot]
}

var scenes = []scene{
	{name: "start"},
	{name: "pin", pin: true, act: func(s *stage, p *phonetest.Phone, d *phone.Server) error {
		return steps(func() error { return p.Type("#pin", "000000") }, func() error { return p.Tap("form.start button") }, func() error { return p.See(".bad") })
	}},
	{name: "wechat", wechat: true},
	{name: "tiles", act: in},
	{name: "noscript", noScript: true, act: in},
	{name: "verdicts", act: func(s *stage, p *phonetest.Phone, d *phone.Server) error {
		return steps(func() error { return in(s, p, d) },
			func() error { return s.send(p, "licence", "licence", "good") },
			func() error { return s.send(p, "legal-front", "blurred", "bad") },
			func() error { return s.send(p, "legal-back", "dim", "doubtful") },
			func() error { return s.send(p, "domain", "torn", "unreadable") },
			func() error { return s.send(p, "letter-agent", "letter", "good") },
			func() error { return s.send(p, "portrait", "portrait", "good") },
			func() error { return d.Accept(s.id(filing.SlotLicence)) },
			func() error { return d.Return(s.id(filing.SlotPortrait), "眼镜反光，请侧一点光再拍") },
			func() error { return p.Type(`input[name="principal.name"]`, "样本张三") },
			func() error { return p.Type(`input[name="principal.mobile"]`, "13800000000") },
			func() error { return p.Tap("form.texts button") },
			func() error { return p.See(`[data-field="principal.mobile"][data-state="sent"]`) },
			func() error { return d.TakeField("principal.name") },
			func() error { return d.LeaveField("principal.mobile", "和备案里的不一样") },
			func() error { return p.See(`[data-field="principal.mobile"][data-state="left"]`) },
			func() error { return p.See(`#portrait[data-state="returned"]`) },
		)
	}},
	{name: "sending", act: func(s *stage, p *phonetest.Phone, d *phone.Server) error {
		s.mu.Lock()
		s.hold = make(chan struct{})
		s.mu.Unlock()
		return steps(func() error { return in(s, p, d) },
			func() error { return p.Choose("#licence input[name=camera]", s.file("licence")) },
			func() error {
				return p.See(`#licence[data-state="sending"] progress[value="100"], #licence[data-state="sending"] .progress:not([hidden])`)
			})
	}},
	{name: "result", noScript: true, act: func(s *stage, p *phonetest.Phone, d *phone.Server) error {
		return steps(func() error { return in(s, p, d) },
			func() error { return p.Choose("#legal-front input[name=album]", s.file("blurred")) },
			func() error { return p.Tap("#legal-front button.send") },
			func() error { return p.See(`body[data-page="result"]`) })
	}},
	{name: "message", noScript: true, act: func(s *stage, p *phonetest.Phone, d *phone.Server) error {
		return steps(func() error { return in(s, p, d) },
			func() error { return p.Tap("#legal-front button.send") },
			func() error { return p.See(`body[data-page="message"]`) })
	}},
	{name: "waiting", act: func(s *stage, p *phonetest.Phone, d *phone.Server) error {
		return steps(func() error { return other(d.Code().URL) }, func() error { return p.Tap("form.start button") }, func() error { return p.See(`body[data-page="waiting"]`) })
	}},
	{name: "away", act: func(s *stage, p *phonetest.Phone, d *phone.Server) error {
		return steps(func() error { return other(d.Code().URL) }, func() error { return p.Tap("form.start button") }, func() error { return p.See(`body[data-page="waiting"]`) },
			func() error { return d.TurnAway(2) }, func() error { return p.See(`body[data-page="away"]`) })
	}},
	{name: "over", act: func(s *stage, p *phonetest.Phone, d *phone.Server) error {
		url := d.Code().URL
		s.mu.Lock()
		s.now = s.now.Add(11 * time.Minute)
		s.mu.Unlock()
		return steps(func() error { return p.Open(url) }, func() error { return p.See(`body[data-page="over"]`) })
	}},
	{name: "lost", act: func(s *stage, p *phonetest.Phone, d *phone.Server) error {
		return steps(func() error { return in(s, p, d) }, func() error { d.Stop(); return nil }, func() error { return p.See(`.lost:not([hidden])`) })
	}},
	{name: "done", act: func(s *stage, p *phonetest.Phone, d *phone.Server) error {
		return steps(func() error { return in(s, p, d) }, func() error { d.Finish(); return nil }, func() error { return p.See(`body[data-page="done"]`) })
	}},
}

// other is a first phone that presses the button and comes back once.
func other(url string) error {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	c := &http.Client{Jar: jar}
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	page, err := io.ReadAll(resp.Body)
	if err = closing(resp, err); err != nil {
		return err
	}
	action := regexp.MustCompile(`start\?k=[0-9a-f]+`).FindString(string(page))
	resp, err = c.Post(url+action, "application/x-www-form-urlencoded", strings.NewReader(""))
	if err != nil {
		return err
	}
	return closing(resp, nil)
}

func closing(r *http.Response, err error) error {
	if e := r.Body.Close(); err == nil {
		err = e
	}
	return err
}
