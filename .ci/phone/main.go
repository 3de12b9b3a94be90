// Command phone draws the phone page in all its states, on phones of three
// widths, light and dark, in Chromium:
//
//	go run -tags migrated_fynedo,nodynamic ./.ci/phone -out docs/pictures [-only start]
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/specimen"
	"beiandesk/app/phone"
	"beiandesk/app/phone/phonetest"

	"github.com/disintegration/imaging"
)

func main() {
	out := flag.String("out", "docs/pictures", "")
	only := flag.String("only", "", "")
	flag.Parse()
	if err := run(*out, *only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

var slots = []phone.Slot{
	{ID: filing.SlotLicence, Title: "营业执照", Why: "正本或副本的原件，四条边都拍进去"},
	{ID: filing.SlotLegalFront, Title: "法定代表人证件人像面"},
	{ID: filing.SlotLegalBack, Title: "法定代表人证件国徽面"},
	{ID: filing.SlotDomain, Title: "域名证书", Why: "截图也可以"},
	{ID: filing.SlotLetterAgent, Title: "互联网信息服务负责人授权书", Why: "盖好红色公章再拍"},
	{ID: filing.SlotPortrait, Title: "负责人照片"},
}

var fields = []phone.Field{
	{Path: "principal.name", Label: "姓名", Kind: phone.FieldName},
	{Path: "principal.mobile", Label: "手机号码", Kind: phone.FieldMobile},
	{Path: "organiser.comm_address", Label: "通信地址", Kind: phone.FieldAddress},
}

// stage is a server, a browser and the files of a made-up album.
type stage struct {
	browser *phonetest.Browser
	dir     string
	out     string

	mu      sync.Mutex
	arrived map[filing.Slot]int
	hold    chan struct{} // while it is open and not nil, nothing is judged
	now     time.Time
}

func run(out, only string) error {
	b, err := phonetest.Start()
	if err != nil {
		return err
	}
	defer b.Close()
	dir, err := os.MkdirTemp("", "album")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	s := &stage{browser: b, dir: dir, out: out}
	if err := s.album(); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, x := range scenes {
		if only != "" && !strings.Contains(x.name, only) {
			continue
		}
		if err := s.play(x); err != nil {
			return fmt.Errorf("%s: %w", x.name, err)
		}
	}
	return nil
}

// album writes the pictures that the phone sends: specimens, some spoilt.
func (s *stage) album() error {
	blur := func(img image.Image) image.Image { return imaging.Blur(img, 7) }
	dim := func(img image.Image) image.Image {
		return imaging.AdjustFunc(img, func(c color.NRGBA) color.NRGBA { return color.NRGBA{c.R / 2, c.G / 2, c.B / 2, c.A} })
	}
	for name, x := range map[string]struct {
		kind  specimen.Kind
		spoil func(image.Image) image.Image
	}{"licence": {specimen.Licence, nil}, "blurred": {specimen.IDFront, blur}, "dim": {specimen.IDBack, dim}, "letter": {specimen.Letter, nil}, "portrait": {specimen.Portrait, nil}} {
		img, err := specimen.Draw(x.kind, specimen.Data{})
		if err != nil {
			return err
		}
		if x.spoil != nil {
			img = x.spoil(img)
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
			return err
		}
		if err := os.WriteFile(s.file(name), b.Bytes(), 0o600); err != nil {
			return err
		}
	}
	torn, err := os.ReadFile(s.file("letter"))
	if err != nil {
		return err
	}
	return os.WriteFile(s.file("torn"), torn[:len(torn)/3], 0o600)
}

func (s *stage) file(name string) string { return filepath.Join(s.dir, name+".jpg") }

type judged struct{ m filing.Material }

func (j judged) Material() filing.Material { return j.m }

func (s *stage) look(ctx context.Context, slot filing.Slot, data []byte) (phone.Judged, error) {
	s.mu.Lock()
	hold := s.hold
	s.mu.Unlock()
	if hold != nil {
		select {
		case <-hold:
		case <-ctx.Done():
		}
	}
	m, err := desk.Judge(ctx, slot, "", data)
	return judged{m}, err
}

func (s *stage) on(e phone.Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a, ok := e.(phone.Arrived); ok {
		s.arrived[a.Slot] = a.ID
	}
}

// save writes a picture as small as a PNG can be; the browser hardly packs it.
func save(path string, shot []byte) error {
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// play opens a scene once for each theme and draws it at three widths.
func (s *stage) play(x scene) error {
	for _, theme := range []string{"light", "dark"} {
		s.arrived, s.hold, s.now = map[filing.Slot]int{}, nil, time.Now()
		opt := phone.Options{Addr: netip.MustParseAddr("127.0.0.1"), Title: "example.com 的备案材料", Slots: slots, Fields: fields, PIN: x.pin,
			Look: s.look, On: s.on, Now: func() time.Time { s.mu.Lock(); defer s.mu.Unlock(); return s.now }, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
		server, err := phone.Open(opt)
		if err != nil {
			return err
		}
		err = s.draw(x, theme, server)
		server.Stop()
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *stage) draw(x scene, theme string, server *phone.Server) error {
	m := phonetest.IPhone
	if x.wechat {
		m = phonetest.WeChat
	}
	m.Dark, m.NoScript, m.Scale = theme == "dark", x.noScript, 1
	p, err := s.browser.Phone(m)
	if err != nil {
		return err
	}
	defer p.Close()
	if err := p.Open(server.Code().URL); err != nil {
		return err
	}
	if x.act != nil {
		if err := x.act(s, p, server); err != nil {
			return err
		}
	}
	for _, width := range []int64{320, 390} {
		m.Width, m.Height = width, 700
		if err := p.Look(m); err != nil {
			return err
		}
		shot, err := p.Picture()
		if err != nil {
			return err
		}
		name := fmt.Sprintf("phone-%s-%s-%d.png", x.name, theme, width)
		if err := save(filepath.Join(s.out, name), shot); err != nil {
			return err
		}
		fmt.Println(name)
	}
	return nil
}
