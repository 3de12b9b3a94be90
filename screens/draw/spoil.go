package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"os"
	"path/filepath"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"

	"github.com/disintegration/imaging"
)

// spoiled is a specimen with a fault; the verdict on it is the program's own.
type spoiled struct {
	slot   filing.Slot
	spoil  func(*image.NRGBA) *image.NRGBA
	code   string // of the gravest finding that the pictures are to show
	anyway string // the reason to use it nevertheless
}

// faults are one card each: a blurred picture, a reflection, a side cut off, a
// picture that lies on its side, one that is used anyway, one that is doubtful.
func faults() []spoiled {
	return []spoiled{
		{filing.SlotLicence, func(p *image.NRGBA) *image.NRGBA { return imaging.Blur(p, 4) }, "blur", ""},
		{filing.SlotLegalFront, func(p *image.NRGBA) *image.NRGBA { return glared(p, 0.40, 0.42, 0.13, 0.16) }, "glare", ""},
		{filing.SlotLegalBack, func(p *image.NRGBA) *image.NRGBA {
			b := p.Bounds()
			return imaging.Crop(p, image.Rect(0, 0, b.Dx()*84/100, b.Dy()))
		}, "cropped", ""},
		{filing.SlotAgentFront, func(p *image.NRGBA) *image.NRGBA { return imaging.Rotate90(p) }, "rotated", ""},
		{filing.SlotAgentBack, func(p *image.NRGBA) *image.NRGBA { return imaging.Blur(p, 7) }, "blur", "证件磨损，只能拍成这样"},
		{filing.SlotLetterAgent, func(p *image.NRGBA) *image.NRGBA { return askew(p, 10) }, "skewed", ""},
	}
}

// threePages puts a picture into a filing as the second page of a PDF.
func threePages(d *desk.Desk, id string) error {
	ctx := context.Background()
	clean, err := d.AddSample(ctx)
	if err != nil {
		return err
	}
	m, _ := clean.Filing.Material(filing.SlotDomain)
	data, err := d.Picture(ctx, m.Picture)
	if err != nil {
		return err
	}
	v, err := d.AddMaterial(ctx, id, filing.SlotDomain, "a.jpg", data)
	if err != nil {
		return err
	}
	m, _ = v.Filing.Material(filing.SlotDomain)
	m.Page, m.Pages = 2, 3
	_, err = d.PutMaterial(ctx, id, m)
	return errors.Join(err, d.Trash(ctx, clean.Filing.ID))
}

// spoil puts the faulty pictures into a filing.
func spoil(d *desk.Desk, id string) (err error) {
	ctx := context.Background()
	clean, err := d.AddSample(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Trash(ctx, clean.Filing.ID)) }()
	for _, f := range faults() {
		m, ok := clean.Filing.Material(f.slot)
		if !ok {
			return errors.New("the sample lacks " + string(f.slot))
		}
		img, err := d.Shown(ctx, m, 0, 0)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, f.spoil(img), &jpeg.Options{Quality: 90}); err != nil {
			return err
		}
		v, err := d.AddMaterial(ctx, id, f.slot, string(f.slot)+".jpg", b.Bytes())
		if err != nil {
			return err
		}
		if m, _ := v.Filing.Material(f.slot); len(m.Issues) == 0 || m.Issues[0].Code != f.code {
			return fmt.Errorf("%s: found %v, want %s first", f.slot, m.Issues, f.code)
		}
		if f.anyway == "" {
			continue
		}
		if _, err := d.KeepAnyway(ctx, id, f.slot, f.anyway); err != nil {
			return err
		}
	}
	return nil
}

// dropped is a handful of picture files, to be dropped on the window; one of
// them is no picture. The caller removes the folder.
func dropped() (dir string, paths []string, err error) {
	if dir, err = os.MkdirTemp("", "draw"); err != nil {
		return "", nil, err
	}
	pictures, err := sample.Pictures(sample.Filing(now))
	if err != nil {
		return dir, nil, err
	}
	names := map[filing.Slot]string{filing.SlotLicence: "营业执照", filing.SlotLegalFront: "法人身份证人像面", filing.SlotLegalBack: "法人身份证国徽面",
		filing.SlotAgentFront: "代办人身份证人像面", filing.SlotAgentBack: "代办人身份证国徽面", filing.SlotDomain: "域名证书", filing.SlotLetterAgent: "授权书"}
	for _, p := range pictures {
		name := names[p.Slot]
		if name == "" {
			continue
		}
		data := p.Data
		if p.Slot == filing.SlotAgentFront { // torn
			data = data[:len(data)/2]
		}
		path := filepath.Join(dir, name+".jpg")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			return dir, nil, err
		}
		paths = append(paths, path)
	}
	return dir, paths, nil
}

// askew is a sheet photographed on a desk, turned by some degrees.
func askew(p *image.NRGBA, degrees float64) *image.NRGBA {
	desk := color.NRGBA{96, 84, 74, 255}
	sheet := imaging.AdjustBrightness(imaging.Fit(p, 1600, 2200, imaging.Box), -12)
	b := sheet.Bounds()
	ground := imaging.New(b.Dx()*106/100, b.Dy()*106/100, desk)
	return imaging.Rotate(imaging.PasteCenter(ground, sheet), degrees, desk)
}

// glared puts a white reflection around a point of a picture taken in plain
// light; radii in shares.
func glared(p *image.NRGBA, cx, cy, rx, ry float64) *image.NRGBA {
	out := imaging.AdjustBrightness(p, -12)
	b := out.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			dx, dy := (float64(x)/float64(b.Dx())-cx)/rx, (float64(y)/float64(b.Dy())-cy)/ry
			w := math.Min(1, 1.7*math.Exp(-1.6*(dx*dx+dy*dy))) // burnt out in the middle
			if w < 0.02 {
				continue
			}
			c := out.NRGBAAt(x, y)
			mix := func(v uint8) uint8 { return uint8(float64(v)*(1-w) + 255*w) }
			out.SetNRGBA(x, y, color.NRGBA{mix(c.R), mix(c.G), mix(c.B), 255})
		}
	}
	return out
}
