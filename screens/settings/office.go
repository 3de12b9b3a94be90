package settings

import (
	"bytes"
	"context"
	"image"
	_ "image/jpeg" // a logo may be JPEG
	_ "image/png"  // or PNG
	"io"
	"os"
	"strings"

	"beiandesk/app"
	"beiandesk/app/paper"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func (p *Page) officeSection() fyne.CanvasObject {
	p.name = part.NewText(p.host, part.Spec{Path: "office.name", Label: text.OfficeName, Limit: 60})
	p.phones = part.NewText(p.host, part.Spec{Path: "office.phones", Label: text.OfficePhones, Hint: text.OfficePhonesTip, Limit: 80})
	changed := func(string, string) { p.saveOffice() }
	p.name.OnChanged, p.phones.OnChanged = changed, changed
	p.logo = part.Row(theme.S3)
	p.showLogo()
	logo := part.Column(theme.S1, part.Body(text.OfficeLogo), p.logo, part.Hint(text.OfficeLogoHint))
	return part.Section(text.OfficeTitle, text.OfficeLead, part.Columns(2, theme.Px(240), theme.S4, p.name, p.phones), logo,
		part.Rule(), p.place(text.OwnSettings, text.OwnSettingsHint, "", part.Plain(text.OpenIt, func() {
			p.host.Navigate(screens.Route{Page: screens.PagePapers})
		}).Small()))
}

func (p *Page) showOffice() {
	p.name.SetValue(p.office.Name)
	p.phones.SetValue(strings.Join(p.office.Phones, "，"))
	p.showLogo()
}

func (p *Page) showLogo() {
	p.logo.RemoveAll()
	switch img, _, err := image.Decode(bytes.NewReader(p.office.Logo)); {
	case len(p.office.Logo) == 0:
		p.logo.Add(part.Muted(text.LogoNone).One())
	case err != nil:
		p.logo.Add(part.Muted(text.LogoUnreadable).One())
	default:
		c := canvas.NewImageFromImage(img)
		c.FillMode = canvas.ImageFillContain
		p.logo.Add(part.AtLeast(120, 48, c))
	}
	p.logo.Add(part.Plain(text.LogoChoose, p.pickLogo).Small())
	if len(p.office.Logo) > 0 {
		p.logo.Add(part.Quiet(text.LogoRemove, p.removeLogo).Small())
	}
	p.logo.Refresh()
}

// Phones splits what was typed at commas, half and full width, and semicolons.
func Phones(typed string) []string {
	var out []string
	for _, s := range strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(",，;；、\n", r) }) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// saveOffice saves name and phones as they stand; one save after another.
func (p *Page) saveOffice() {
	if !p.ready {
		return
	}
	p.office.Name = strings.TrimSpace(p.name.Value())
	p.office.Phones = Phones(p.phones.Value())
	p.putOffice()
}

func (p *Page) putOffice() {
	if p.saving {
		p.again = true
		return
	}
	p.saving, p.again = true, false
	o := p.office
	p.host.Go("settings-office", func(ctx context.Context) error {
		return p.desk.SetOffice(context.WithoutCancel(ctx), o)
	}, func(err error) {
		p.saving = false
		if err != nil {
			p.name.SetError(part.Refused, app.MessageOf(err))
			p.host.Alert(err)
			return
		}
		p.kept = textOf(o)
		p.name.SetError(part.Done, text.SavedAt(p.host.Now()))
		if p.again {
			p.putOffice()
		}
	})
}

func (p *Page) pickLogo() {
	p.host.PickFiles(screens.KindImage, func(files []string) {
		if len(files) > 0 {
			p.takeLogo(files[0])
		}
	})
}

// Dropped implements screens.Dropper: a picture becomes the logo.
func (p *Page) Dropped(files []string) {
	if len(files) > 0 {
		p.takeLogo(files[0])
	}
}

func (p *Page) takeLogo(file string) {
	var data []byte
	p.host.Go("settings-logo", func(context.Context) (err error) {
		data, err = readLogo(file)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		if p.ready {
			p.office.Logo = data
			p.showLogo()
			p.putOffice()
		}
	})
}

// readLogo reads no more than a logo may have, whatever the file's size.
func readLogo(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, app.Wrap(err, "settings.logo", text.LogoUnreadable)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, paper.MaxLogo+1))
	if err != nil {
		return nil, app.Wrap(err, "settings.logo", text.LogoUnreadable)
	}
	if len(data) == 0 {
		return nil, app.Fail("settings.logo", text.LogoUnreadable)
	}
	return data, paper.CheckLogo(data)
}

func (p *Page) removeLogo() {
	was := p.office.Logo
	p.office.Logo = nil
	p.showLogo()
	p.putOffice()
	p.host.Toast(text.LogoRemoved, func() {
		p.office.Logo = was
		p.showLogo()
		p.putOffice()
	})
}
