package phone

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"errors"
	"log"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/portrait"
)

// Server serves the page of one capture session. Its methods may be called
// from any goroutine and return at once; none waits for a phone.
type Server struct {
	opt         Options
	lim         limits
	host        string // "192.168.1.2:49152", what a request's Host must be
	origin      string // "http://" + host
	fingerprint string
	page        *pages
	http        *http.Server
	post        *post
	ctx         context.Context // ends with the server
	cancel      context.CancelFunc
	stop        sync.Once
	secret      [32]byte // of the form keys and of what addresses are hashed with
	busy        chan struct{}
	tidying     tidying
	same        func(a, b []byte) int // compares hashes of tokens, in constant time

	mu      sync.Mutex
	ticket  portrait.Ticket
	hash    [32]byte // of the ticket's token
	former  [formerCodes]former
	pin     string
	pinLeft int
	devices []*device
	taken   bool // a first phone came by this code
	last    int  // the newest device's number
	tiles   []*tile
	coming  []*coming
	arrival int   // the newest arrival's number
	held    int64 // bytes of pictures in memory
	misses  int
	texts   int
	fields  map[filing.Field]answer
	ended   bool      // Finish was called
	used    time.Time // by a phone that is let in, or by a call
	looked  time.Time // of the janitor
}

// formerCodes is how many codes of before are still told that they are over;
// older ones are addresses like any other that is none.
const formerCodes = 8

type former struct {
	hash [32]byte
	why  overReason
}

// Open listens and serves until Stop, or until one of the reasons of Stopped.
// Errors are *app.Error: phone.address, phone.listen, phone.certificate,
// phone.slots, portrait.over, portrait.random.
func Open(opt Options) (*Server, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	now := opt.Now()
	if opt.Until.IsZero() {
		opt.Until = now.Add(filing.PortraitLife)
	}
	if len(opt.Slots) == 0 || opt.Look == nil {
		return nil, app.Fail("phone.slots", "没有需要拍的材料。请先在“资料”或“人像”一步里看看还缺什么。")
	}
	lim := defaultLimits()
	if opt.lim != nil {
		lim = opt.lim(lim)
	}
	s := &Server{opt: opt, lim: lim, busy: make(chan struct{}, lim.uploads), used: now, looked: now, fields: map[filing.Field]answer{},
		same: subtle.ConstantTimeCompare}
	for _, slot := range opt.Slots {
		s.tiles = append(s.tiles, &tile{slot: slot, state: tileEmpty})
	}
	if _, err := rand.Read(s.secret[:]); err != nil {
		return nil, app.Wrap(err, "portrait.random", "系统没有给出随机数，二维码无法生成。请重新打开程序再试。")
	}
	var err error
	if s.page, err = loadPages(); err != nil {
		return nil, err
	}
	if err := s.renew(now, overRenewed); err != nil {
		return nil, err
	}
	l, err := listen(opt.Addr)
	if err != nil {
		return nil, err
	}
	s.host, s.origin = l.Addr().String(), "http://"+l.Addr().String()
	s.post = newPost(opt.On)
	s.ctx, s.cancel = context.WithCancel(context.Background())
	one := new(http.Protocols)
	one.SetHTTP1(true)
	s.http = &http.Server{
		Handler:           s,
		Protocols:         one,
		ReadHeaderTimeout: lim.header,
		ReadTimeout:       lim.request,
		WriteTimeout:      lim.write,
		IdleTimeout:       lim.idle,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          log.New(&quiet{opt.Log}, "", 0),
		BaseContext:       func(net.Listener) context.Context { return s.ctx },
	}
	var served net.Listener = newCrowd(l, lim.connections, lim.perAddress)
	if opt.HTTPS {
		cert, fp, err := certificate(opt.Addr, now, opt.Until)
		if err != nil {
			return nil, errors.Join(err, l.Close())
		}
		s.origin, s.fingerprint = "https://"+s.host, fp
		served = tls.NewListener(served, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}})
	}
	go func() {
		if err := s.http.Serve(served); !errors.Is(err, http.ErrServerClosed) {
			opt.Log.Warn("phone: the listener failed", "err", err)
			s.end(StopNetwork)
		}
	}()
	if lim.tick > 0 {
		go s.watch()
	}
	opt.Log.Info("phone: open", "https", opt.HTTPS, "slots", len(opt.Slots))
	return s, nil
}

// Stop closes the listener and all connections; what was not accepted is gone.
// Stopped is the last event.
func (s *Server) Stop() { s.end(StopClosed) }

func (s *Server) end(why Reason) {
	s.stop.Do(func() {
		s.cancel()
		if err := s.http.Close(); err != nil {
			s.opt.Log.Warn("phone: closing", "err", err)
		}
		s.mu.Lock()
		for _, t := range s.tiles {
			s.drop(t)
		}
		s.mu.Unlock()
		s.opt.Log.Info("phone: stopped", "why", string(why))
		s.post.last(Stopped{why})
	})
}

// Code is what the computer shows.
type Code struct {
	URL         string        // for the QR code and in text
	PIN         string        // six digits, "" for none
	Left        time.Duration // until it ends, 0 when it has
	Connected   bool          // a phone has come
	Fingerprint string        // SHA-256 of the certificate, "" on plain HTTP
}

// Code returns the code in force.
func (s *Server) Code() Code {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := Code{URL: s.origin + "/" + s.ticket.Token() + "/", PIN: s.pin, Left: s.ticket.Left(s.now()), Fingerprint: s.fingerprint}
	c.Connected = s.inside()
	if s.pinned() && !c.Connected {
		c.Left = 0
	}
	return c
}

// Refresh ends the code in force and everything that came in through it at
// once: the phones must scan the new one. Pictures that have arrived stay.
func (s *Server) Refresh() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.renew(s.now(), overRenewed)
}

// renew is called with the lock held, or before there is anybody else.
func (s *Server) renew(now time.Time, why overReason) error {
	if !now.Before(s.opt.Until) {
		return app.Fail("portrait.over", "这次采集已超过 24 小时，二维码不能再用。请点“刷新二维码”，开始新的一次。").At("portrait")
	}
	t, err := portrait.NewTicket(now, s.opt.Until)
	if err != nil {
		return err
	}
	pin := ""
	if s.opt.PIN {
		if pin, err = newPIN(); err != nil {
			return err
		}
	}
	if s.ticket.Token() != "" {
		copy(s.former[1:], s.former[:])
		s.former[0] = former{s.hash, why}
	}
	s.ticket, s.hash = t, sha256.Sum256([]byte(t.Token()))
	s.pin, s.pinLeft, s.devices, s.taken, s.used = pin, s.lim.pins, nil, false, now
	return nil
}

// Finish shows the last page on the phones even if something is missing.
func (s *Server) Finish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended, s.used = true, s.now()
}

func (s *Server) now() time.Time { return s.opt.Now() }

// watch stops a server that is of no use any more.
func (s *Server) watch() {
	t := time.NewTicker(s.lim.tick)
	defer t.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-t.C:
			if why := s.due(s.now()); why != "" {
				s.end(why)
				return
			}
		}
	}
}

// grace is how long after its end a session's page still says so.
const grace = 10 * time.Minute

// due tells why the server should stop at now, "" if it should not. The clock
// is read without its monotonic part, which stands still while a computer
// sleeps.
func (s *Server) due(now time.Time) Reason {
	s.mu.Lock()
	defer s.mu.Unlock()
	gap := now.Round(0).Sub(s.looked.Round(0))
	s.looked = now
	switch {
	case s.lim.tick > 0 && gap > s.lim.tick+s.lim.slept:
		return StopSlept
	case !now.Before(s.opt.Until.Add(grace)):
		return StopOver
	case now.Sub(s.used) >= s.lim.unused:
		return StopUnused
	}
	return ""
}

// quiet takes what net/http writes to its log: it names the addresses of
// visitors, so only that something happened is passed on.
type quiet struct{ log *slog.Logger }

func (q *quiet) Write(p []byte) (int, error) {
	q.log.Debug("phone: net/http complained about a connection")
	return len(p), nil
}
