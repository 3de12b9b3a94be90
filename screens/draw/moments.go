package main

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// moment is a page in which somebody has just done something: a list is open,
// a check has failed, the disk is full.
type moment struct {
	name string
	o    office
	r    screens.Route
	do   func(s *shell.Shell) error
	busy bool // is drawn while something is under way
}

// small is the one size of a moment.
var small = []fyne.Size{fyne.NewSize(1000, 700)}

// shaky is a store that can be told to refuse to write.
type shaky struct {
	*desktest.Store
	err error
}

func (d *shaky) Update(ctx context.Context, work func(desk.Tx) error) error {
	if d.err != nil {
		return d.err
	}
	return d.Store.Update(ctx, work)
}

func moments() ([]pageScene, error) {
	store := &shaky{Store: desktest.New()}
	o, err := newOffice(store)
	if err != nil {
		return nil, err
	}
	bad, err := o.with("fanguang.example", "91310115MA0AAAA1XY", "样本文化传播有限公司", unfit)
	if err != nil {
		return nil, err
	}
	spoilt, err := o.with("zhaopian.example", "91310115MA0AAAA1XY", "样本文化传播有限公司", spoil)
	if err != nil {
		return nil, err
	}
	queued, err := o.with("duilie.example", "91310115MA0AAAA1XY", "样本文化传播有限公司", func(*desk.Desk, string) error { return nil })
	if err != nil {
		return nil, err
	}
	pages, err := o.with("yeshu.example", "91310115MA0AAAA1XY", "样本文化传播有限公司", threePages)
	if err != nil {
		return nil, err
	}
	long, err := o.with(strings.Repeat("yangben-", 7)+"shop.com", "91330106MA0AAAA1XC",
		"内蒙古自治区呼和浩特市回民区样本电子商务与供应链管理及跨境贸易综合服务信息技术咨询股份有限公司第一分公司样本门店部",
		func(*desk.Desk, string) error { return nil })
	if err != nil {
		return nil, err
	}
	step := func(id string, s filing.Step, field string) screens.Route {
		return screens.Route{Page: screens.PageFiling, Filing: id, Step: int(s), Field: field}
	}
	fails := func(e error) func(*shell.Shell) error {
		return func(s *shell.Shell) error {
			store.err = e
			defer func() { store.err = nil }()
			return enter(s, "organiser.name", "样本科技发展有限公司")
		}
	}
	list := []moment{
		{"moment-wrong-number", o, step(bad.id, filing.StepType, ""), func(s *shell.Shell) error {
			return enter(s, "organiser.cert_number", "91310115MA0AAAA1X8")
		}, false},
		{"moment-pick", o, step(o.id, filing.StepRegion, "region.city"), func(s *shell.Shell) error { return tapField(s, "region.city") }, false},
		{"moment-contents", o, step(o.id, filing.StepInfo, "site.contents"), func(s *shell.Shell) error { return press(s, text.ChangeChoice) }, false},
		{"moment-unfit", o, step(bad.id, filing.StepMaterial, ""), nil, false},
		{"moment-viewer", o, step(bad.id, filing.StepMaterial, ""), func(s *shell.Shell) error { return press(s, text.View) }, false},
		{"moment-found", spoilt, step(spoilt.id, filing.StepMaterial, ""), nil, false},
		{"moment-found-viewer", spoilt, step(spoilt.id, filing.StepMaterial, ""), func(s *shell.Shell) error { return press(s, text.View) }, false},
		{"moment-found-place", spoilt, step(spoilt.id, filing.StepMaterial, ""), pressAll(text.View, text.PlaceOf(1, 12)), false},
		{"moment-anyway", spoilt, step(spoilt.id, filing.StepMaterial, ""), pressAll(text.UseAnyway), false},
		{"moment-straighten", spoilt, step(spoilt.id, filing.StepMaterial, ""), pressAll(text.StraightenIt), false},
		{"moment-straightened", spoilt, step(spoilt.id, filing.StepMaterial, ""), func(s *shell.Shell) error {
			if hosttest.Button(s.Content(), text.MendCut) == nil {
				return nil // mended for the picture before
			}
			return press(s, text.MendCut)
		}, false},
		{"moment-pages", pages, step(pages.id, filing.StepMaterial, ""), pressAll(text.PageOnCard(2, 3)), false},
		{"moment-queue", queued, step(queued.id, filing.StepMaterial, ""), queued.dropAll, true},
		{"moment-queue-end", queued, step(queued.id, filing.StepMaterial, ""), queued.dropAll, false},
		{"moment-conflict", o, step(o.id, filing.StepInfo, "organiser.name"), fails(app.Fail(app.CodeConflict, "这份备案刚在别处保存过。")), false},
		{"moment-disk-full", o, step(o.id, filing.StepInfo, "organiser.name"), fails(app.Fail("store.full", "磁盘空间不足，刚才的修改没有存上。请清理磁盘后再试。")), false},
		{"moment-long", long, step(long.id, filing.StepInfo, "organiser.name"), nil, false},
		{"moment-long-checks", long, screens.Route{Page: screens.PageChecks, Filing: long.id}, nil, false},
		{"moment-long-home", long, screens.Route{Page: screens.PageHome}, nil, false},
		{"moment-add", o, screens.Route{Page: screens.PageHome}, func(s *shell.Shell) error { return press(s, text.AddDomain) }, false},
		{"moment-toast", o, step(bad.id, filing.StepMaterial, ""), func(s *shell.Shell) error { return press(s, text.Remove) }, false},
		{"moment-confirm", o, screens.Route{Page: screens.PageExport, Filing: bad.id}, func(s *shell.Shell) error { return press(s, text.ExportAnyway) }, false},
		{"moment-copy-rows", o, screens.Route{Page: screens.PageExport, Filing: o.id}, func(s *shell.Shell) error { return press(s, text.OpenIt) }, false},
		{"moment-template", o, screens.Route{Page: screens.PageLibrary}, func(s *shell.Shell) error { return press(s, "广州样本科技有限公司") }, false},
		{"moment-keys", o, screens.Route{Page: screens.PageHome}, func(s *shell.Shell) error { s.Shortcuts(); return nil }, false},
	}
	var out []pageScene
	for _, m := range list {
		out = append(out, pageScene{m.name, small, func(v theme.Variant, factor float32) (*shell.Shell, error) { return m.o.open(v, factor, m.r) }, func(s *shell.Shell) error {
			s.Open(m.r)
			if m.do == nil {
				return nil
			}
			return m.do(s)
		}, m.busy})
	}
	return out, nil
}

// enter types a value into a field in one go and leaves the field.
func enter(s *shell.Shell, path, value string) error {
	f := field(s, path)
	if f == nil {
		return errors.New("no field " + path)
	}
	f.Focus()
	f.ForceValue(value)
	f.OnChanged(path, value)
	if !s.WaitIdle(30 * time.Second) {
		return errors.New("saving did not come to rest")
	}
	return nil
}

func tapField(s *shell.Shell, path string) error {
	f := field(s, path)
	if f == nil {
		return errors.New("no field " + path)
	}
	t, ok := f.Focusable().(fyne.Tappable)
	if !ok {
		return errors.New("nothing to tap at " + path)
	}
	t.Tapped(&fyne.PointEvent{})
	return nil
}

func field(s *shell.Shell, path string) *part.Field {
	for _, f := range hosttest.All[*part.Field](s.Content()) {
		if f.Path() == path {
			return f
		}
	}
	return nil
}

func press(s *shell.Shell, word string) error {
	b := hosttest.Button(s.Content(), word)
	if b == nil {
		return errors.New("no button " + word)
	}
	b.Tapped(&fyne.PointEvent{})
	return nil
}

// pressAll presses buttons one after another, each when the page has come to
// rest.
func pressAll(words ...string) func(s *shell.Shell) error {
	return func(s *shell.Shell) error {
		for _, w := range words {
			if err := press(s, w); err != nil {
				return err
			}
			if !s.WaitIdle(30 * time.Second) {
				return errors.New("the page did not come to rest")
			}
		}
		return nil
	}
}

// dropAll drops a handful of files and says that they go where their names say.
func (o office) dropAll(s *shell.Shell) (err error) {
	v, err := o.desk.Open(context.Background(), o.id)
	if err != nil {
		return err
	}
	for _, m := range v.Filing.Materials { // of the picture before
		if _, err := o.desk.DropMaterial(context.Background(), o.id, m.Slot); err != nil {
			return err
		}
	}
	if !s.WaitIdle(30 * time.Second) {
		return errors.New("the page did not come to rest")
	}
	dir, paths, err := dropped()
	if err != nil {
		return err
	}
	s.Drop(paths)
	drawing.Settle(s.Content(), s.Window().Canvas().Size())
	if err := press(s, text.PutThem); err != nil {
		return err
	}
	left = append(left, dir) // the files are read while the picture is drawn
	return nil
}

// left are folders to remove in the end.
var left []string

// unfit gives a filing a licence that is much too small, and one of a card
// that is dark.
func unfit(d *desk.Desk, id string) error {
	ctx := context.Background()
	clean, err := d.AddSample(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Trash(ctx, clean.Filing.ID)) }()
	for slot, side := range map[filing.Slot]int{filing.SlotLicence: 420, filing.SlotLegalFront: 1700, filing.SlotLegalBack: 1700} {
		m, ok := clean.Filing.Material(slot)
		if !ok {
			return errors.New("the sample lacks " + string(slot))
		}
		img, err := d.Shown(ctx, m, side, side)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, darker(img, slot == filing.SlotLegalFront), &jpeg.Options{Quality: 80}); err != nil {
			return err
		}
		if _, err := d.AddMaterial(ctx, id, slot, string(slot)+".jpg", b.Bytes()); err != nil {
			return err
		}
	}
	return err
}

func darker(img image.Image, on bool) image.Image {
	if !on {
		return img
	}
	out := image.NewRGBA(img.Bounds())
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			r, g, b, _ := img.At(x, y).RGBA()
			i := out.PixOffset(x, y)
			out.Pix[i], out.Pix[i+1], out.Pix[i+2], out.Pix[i+3] = byte(r>>10), byte(g>>10), byte(b>>10), 255
		}
	}
	return out
}
