package paper

import (
	"bytes"
	"image"
	"image/jpeg" // a logo may be JPEG
	"image/png"
	"strings"

	xdraw "golang.org/x/image/draw"

	"beiandesk/app"
)

// Office is the reseller's office that a paper names at its head. The zero
// Office appears nowhere.
type Office struct {
	Name   string   `json:"name,omitempty"`
	Phones []string `json:"phones,omitempty"`
	Logo   []byte   `json:"logo,omitempty"` // PNG or JPEG, at most MaxLogo bytes
}

// Limits of a logo.
const (
	MaxLogo     = 2 << 20 // bytes of the file
	maxLogoSide = 4000    // pixels
	logoSide    = 400     // pixels on paper, enough for 12 mm
)

// Empty reports whether nothing of the office would be printed.
func (o Office) Empty() bool {
	return strings.TrimSpace(o.Name) == "" && len(o.phones()) == 0 && len(o.Logo) == 0
}

func (o Office) phones() []string {
	var out []string
	for _, p := range o.Phones {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// CheckLogo reports whether a picture can serve as a logo; the error is an
// *app.Error with code paper.logo and field office.logo. Nil is no logo and
// no error.
func CheckLogo(data []byte) error {
	if len(data) == 0 {
		return nil
	}
	_, _, _, err := readLogo(data)
	return err
}

// readLogo decodes the logo and makes a small plain PNG of it, the one form
// that every PDF writer and reader takes.
func readLogo(data []byte) (pngData []byte, w, h int, err error) {
	bad := func(cause error) error {
		return app.Wrap(cause, "paper.logo", "办公信息里的标志图片不能使用。请在“设置 → 办公信息”里换成 2 MB 以内、边长不超过 4000 像素的 PNG 或 JPG，或先移除标志。").At("office.logo")
	}
	if len(data) > MaxLogo {
		return nil, 0, 0, bad(nil)
	}
	// By content, and never image.Decode: that would try every format that any
	// part of the program knows.
	decodeConfig, decode := png.DecodeConfig, png.Decode
	if bytes.HasPrefix(data, []byte("\xff\xd8\xff")) {
		decodeConfig, decode = jpeg.DecodeConfig, jpeg.Decode
	}
	config, err := decodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, 0, 0, bad(err)
	}
	if config.Width < 1 || config.Height < 1 ||
		config.Width > maxLogoSide || config.Height > maxLogoSide {
		return nil, 0, 0, bad(nil)
	}
	img, err := decode(bytes.NewReader(data))
	if err != nil {
		return nil, 0, 0, bad(err)
	}
	b := img.Bounds()
	w, h = b.Dx(), b.Dy()
	if m := max(w, h); m > logoSide {
		w, h = max(1, w*logoSide/m), max(1, h*logoSide/m)
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	xdraw.CatmullRom.Scale(out, out.Rect, img, b, xdraw.Src, nil)
	var buf bytes.Buffer
	if err := png.Encode(&buf, out); err != nil {
		return nil, 0, 0, bad(err)
	}
	return buf.Bytes(), w, h, nil
}

// logoHeight and logoWidth are what a logo takes at most, in millimetres.
const (
	logoHeight = 11.0
	logoWidth  = 45.0
)

// logoSize is the size on paper of a logo of w × h pixels.
func logoSize(w, h int) (wide, high float64) {
	wide, high = logoHeight*float64(w)/float64(h), logoHeight
	if wide > logoWidth {
		wide, high = logoWidth, logoWidth*float64(h)/float64(w)
	}
	return wide, high
}

// officeHead draws the office at the top of the first page; of an empty
// office it draws nothing and takes no room.
func (s *sheet) officeHead(o Office) error {
	if o.Empty() {
		return nil
	}
	x := marginSide
	y := s.y - 4
	if s.draft {
		y = draftLine + 1.5 // below the mark
	}
	if len(o.Logo) > 0 {
		data, w, h, err := readLogo(o.Logo)
		if err != nil {
			return err
		}
		s.images["logo"] = data
		lw, lh := logoSize(w, h)
		s.add(op{image: &imageOp{"logo", x, y + (logoHeight-lh)/2, lw, lh}})
		x += lw + 4
	}
	width := marginSide + textWidth - x
	end := y
	name := style{size: 11, bold: true, ink: ink}
	for _, l := range s.wrapIf(strings.TrimSpace(o.Name), name, width) {
		s.putIn(l, name, x, width, end, left)
		end += name.leading()
	}
	if p := o.phones(); len(p) > 0 {
		for _, l := range s.faces.wrap("电话 "+strings.Join(p, "　"), small, width) {
			s.putIn(l, small, x, width, end, left)
			end += small.leading()
		}
	}
	if len(o.Logo) > 0 {
		end = max(end, y+logoHeight)
	}
	s.y = end + 2
	s.stroke(marginSide, s.y, marginSide+textWidth, s.y, 0.2, hairline)
	s.y += 5
	return nil
}

func (s *sheet) wrapIf(text string, st style, width float64) []string {
	if text == "" {
		return nil
	}
	return s.faces.wrap(text, st, width)
}
