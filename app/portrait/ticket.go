package portrait

import (
	"crypto/rand"
	"encoding/base32"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// TicketLife is how long a code may be scanned before a phone has connected,
// as long as the consoles give it (peers.md D.3: Huawei 10 minutes).
const TicketLife = 10 * time.Minute

// Resume takes up the session that runs, for a window that was closed and is
// opened again, and says until when it lives. A session that never began or is
// over is refused: Open begins a new one.
func Resume(p filing.Portrait, now time.Time) (until time.Time, err error) {
	if !p.Running(now) {
		return time.Time{}, app.Fail("portrait.over", "这次采集已超过 24 小时，二维码不能再用。请点“刷新二维码”，开始新的一次。").At("portrait")
	}
	return p.Started.Add(filing.PortraitLife), nil
}

// Ticket is one code on the screen: the secret in the address of the phone
// page. Many tickets may follow each other in one session; a new one ends the
// former at once, because only the newest is kept.
type Ticket struct {
	token     string
	made      time.Time
	until     time.Time // the end of the session
	connected bool
}

// NewTicket makes a code at now for a session that lives until then.
func NewTicket(now, until time.Time) (Ticket, error) {
	b := make([]byte, tokenBytes)
	if _, err := rand.Read(b); err != nil {
		return Ticket{}, errRandom(err)
	}
	// Lower-case letters and 2–7: nothing to confuse when it is typed by hand.
	token := strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b))
	return Ticket{token: token, made: now, until: until}, nil
}

func errRandom(err error) error {
	return app.Wrap(err, "portrait.random", "系统没有给出随机数，二维码无法生成。请重新打开程序再试。")
}

// TicketState is what a ticket is good for.
type TicketState int

const (
	TicketGood        TicketState = iota
	TicketOver                    // nobody scanned it within TicketLife
	TicketSessionOver             // the session's time is over
)

// Token is the secret: 26 characters of a–z and 2–7 that carry 128 bit.
func (t Ticket) Token() string { return t.token }

// Connect notes that a phone has come: from now on the code lives as long as
// its session.
func (t *Ticket) Connect() { t.connected = true }

// State at now. A clock that was set back before the ticket was made ends it.
func (t Ticket) State(now time.Time) TicketState {
	switch {
	case !now.Before(t.until) || now.Before(t.made):
		return TicketSessionOver
	case !t.connected && !now.Before(t.made.Add(TicketLife)):
		return TicketOver
	}
	return TicketGood
}

// Left is how long the ticket is still good, 0 when it is over.
func (t Ticket) Left(now time.Time) time.Duration {
	if t.State(now) != TicketGood {
		return 0
	}
	left := t.until.Sub(now)
	if !t.connected {
		left = min(left, t.made.Add(TicketLife).Sub(now))
	}
	return left
}
