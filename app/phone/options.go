package phone

import (
	"context"
	"log/slog"
	"net/netip"
	"time"

	"beiandesk/app/filing"
)

// Options of Open.
type Options struct {
	Addr   netip.Addr // the one address to listen on: private IPv4, or loopback for tests
	Until  time.Time  // the end of the session (portrait.Resume); zero: a day from now
	Title  string     // headline of the page, "example.com 的备案材料"; no personal data: it is shown before a phone is let in
	Slots  []Slot     // pictures that are asked for, in this order
	Fields []Field    // texts that the phone may propose, none hides that part
	PIN    bool       // ask for six digits that are shown on the computer
	HTTPS  bool       // with a certificate made for this window

	Look Look                // required
	On   func(Event)         // told of everything, one after another, on a goroutine of its own; nil: nobody
	Now  func() time.Time    // nil: time.Now
	Log  *slog.Logger        // nil: slog.Default; no addresses and no names are written to it
	lim  func(limits) limits // tests
}

// Slot is one picture that the phone is asked for.
type Slot struct {
	ID    filing.Slot
	Title string // "营业执照"
	Why   string // a sentence under the title, may be empty
}

// FieldKind tells which keyboard and limits a text has.
type FieldKind string

// The kinds of text that a phone may propose.
const (
	FieldName    FieldKind = "name"
	FieldMobile  FieldKind = "mobile"
	FieldAddress FieldKind = "address"
)

// Field is a text that the owner, standing beside the clerk, may type.
type Field struct {
	Path  filing.Field
	Label string
	Kind  FieldKind
}

// Judged is a picture that was read and judged, in the program a desk.Judged.
// Only outcome and issues of the material are used.
type Judged interface{ Material() filing.Material }

// Look reads and judges a picture for a slot; in the program desk.LookAt. An
// error means that the picture cannot be read at all and carries a sentence
// for a person (app.Error).
type Look func(ctx context.Context, slot filing.Slot, data []byte) (Judged, error)

// MaxPicture is the largest picture taken, bytes: what the fence of app/photo
// takes.
const MaxPicture = 30 << 20

// limits against misuse. docs/phone.md says why each is what it is.
type limits struct {
	connections int           // at once
	perAddress  int           // of them from one address
	header      time.Duration // for the head of a request
	request     time.Duration // for a whole request but an upload
	idle        time.Duration // between two requests of a connection
	stall       time.Duration // without a byte of an upload
	upload      time.Duration // for a whole upload
	write       time.Duration // for an answer

	body    int64 // bytes of an upload with its wrapping
	part    int64 // bytes of the head of one part
	uploads int   // at once
	memory  int64 // bytes of all pictures that are read or wait for the computer

	misses   int           // wrong addresses until the listener shuts
	delay    time.Duration // slow-down, times the misses so far
	maxDelay time.Duration
	pins     int // wrong PINs until the code ends
	phones   int // let in or waiting
	texts    int // proposals in a session

	unused time.Duration // without a phone or a call until the listener stops
	slept  time.Duration // a jump of the clock that means the computer slept
	tick   time.Duration // how often these two are looked at, 0: never

	wait func(ctx context.Context, d time.Duration) // the slow-down
}

func defaultLimits() limits {
	return limits{
		connections: 64, perAddress: 16,
		header: 5 * time.Second, request: 15 * time.Second, idle: 30 * time.Second,
		stall: 15 * time.Second, upload: 5 * time.Minute, write: 30 * time.Second,
		body: MaxPicture + 64<<10, part: 8 << 10, uploads: 4, memory: 64 << 20,
		misses: 20, delay: 100 * time.Millisecond, maxDelay: 2 * time.Second, pins: 5, phones: 6, texts: 50,
		unused: 30 * time.Minute, slept: 30 * time.Second, tick: 2 * time.Second,
		wait: pause,
	}
}

// maxHeader is for all lines of a request's head, bytes; net/http adds 4 KB.
const maxHeader = 8 << 10

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
