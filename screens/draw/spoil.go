package main

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"os"
	"path/filepath"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"

	"github.com/disintegration/imaging"
)

// spoiled is a specimen with a fault, and the verdict that a check would give
// of it: the pictures of the documentation show each kind of finding, whatever
// the limits in force are.
type spoiled struct {
	slot  filing.Slot
	spoil func(*image.NRGBA) *image.NRGBA
	found func(*filing.Material)
}

// faults are one card each: a blurred corner, a reflection, a side cut off, a
// picture that lies on its side, one that is used anyway.
func faults() []spoiled {
	return []spoiled{
		{filing.SlotLicence, func(p *image.NRGBA) *image.NRGBA { return softened(p, 0.10, 0.52, 0.62, 0.82) }, func(m *filing.Material) {
			m.Outcome, m.Outline = filing.Reject, []float64{0.062, 0.058, 0.935, 0.062, 0.938, 0.938, 0.058, 0.942}
			m.Issues = []filing.Issue{{Code: "blur", Outcome: filing.Reject, Text: "左下部模糊，小字看不清。", Remedy: "点一下屏幕对焦，拿稳手机后重拍。",
				Measured: 4.1, Limit: 3, Unit: "%", Places: [][4]float64{{0.10, 0.51, 0.36, 0.61}, {0.36, 0.51, 0.62, 0.61}, {0.42, 0.69, 0.62, 0.77}}}}
			m.Asked, m.Mend = []string{"watermark", "retouched", "colour-copy"}, &filing.Cut{Corners: m.Outline}
		}},
		{filing.SlotLegalFront, func(p *image.NRGBA) *image.NRGBA { return glared(p, 0.40, 0.42, 0.13, 0.16) }, func(m *filing.Material) {
			m.Outcome, m.Outline = filing.Doubtful, []float64{0.045, 0.05, 0.955, 0.045, 0.957, 0.95, 0.043, 0.955}
			m.Issues = []filing.Issue{{Code: "glare", Outcome: filing.Doubtful, Text: "中间有一块反光，可能盖住了字。", Remedy: "换个角度避开灯光，再拍一张。",
				Measured: 1.4, Limit: 1, Unit: "%", Places: [][4]float64{{0.27, 0.26, 0.53, 0.58}}}}
			m.Asked = []string{"retouched", "colour-copy"}
		}},
		{filing.SlotLegalBack, func(p *image.NRGBA) *image.NRGBA {
			b := p.Bounds()
			return imaging.Crop(p, image.Rect(0, 0, b.Dx()*84/100, b.Dy()))
		}, func(m *filing.Material) {
			m.Outcome = filing.Reject
			m.Issues = []filing.Issue{{Code: "cropped", Outcome: filing.Reject, Text: "右边被切掉了，证件不完整。", Remedy: "退后一点，让四条边都在画面里。",
				Measured: 1, Limit: 0, Unit: "", Places: [][4]float64{{0.97, 0.02, 1, 0.98}}}}
		}},
		{filing.SlotAgentFront, func(p *image.NRGBA) *image.NRGBA { return imaging.Rotate90(p) }, func(m *filing.Material) {
			m.Outcome, m.Mend = filing.Reject, &filing.Cut{Turn: 1}
			m.Issues = []filing.Issue{{Code: "rotated", Outcome: filing.Reject, Text: "照片横着，文字要转过来才能读。", Remedy: "点“转正”即可，不用重拍。"}}
		}},
		{filing.SlotAgentBack, func(p *image.NRGBA) *image.NRGBA { return softened(p, 0, 0, 1, 1) }, func(m *filing.Material) {
			m.Outcome, m.Anyway = filing.Reject, "证件磨损，只能拍成这样"
			m.Issues = []filing.Issue{{Code: "blur", Outcome: filing.Reject, Text: "照片模糊，小字看不清。", Remedy: "点一下屏幕对焦，拿稳手机后重拍。", Measured: 5, Limit: 3, Unit: "%"}}
		}},
	}
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
		judged, _ := v.Filing.Material(f.slot)
		judged.Issues, judged.Mend, judged.Outline, judged.Asked, judged.Anyway = nil, nil, nil, nil, ""
		f.found(&judged)
		if _, err := d.PutMaterial(ctx, id, judged); err != nil {
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

// softened blurs a part, given in shares.
func softened(p *image.NRGBA, x0, y0, x1, y1 float64) *image.NRGBA {
	b := p.Bounds()
	part := image.Rect(int(x0*float64(b.Dx())), int(y0*float64(b.Dy())), int(x1*float64(b.Dx())), int(y1*float64(b.Dy())))
	out := imaging.Clone(p)
	soft := imaging.Blur(imaging.Crop(p, part), 7)
	draw.Draw(out, part, soft, image.Point{}, draw.Src)
	return out
}

// glared puts a white reflection around a point; radii in shares.
func glared(p *image.NRGBA, cx, cy, rx, ry float64) *image.NRGBA {
	out := imaging.Clone(p)
	b := out.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			dx, dy := (float64(x)/float64(b.Dx())-cx)/rx, (float64(y)/float64(b.Dy())-cy)/ry
			w := math.Min(1, 0.97*math.Exp(-1.6*(dx*dx+dy*dy)))
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
