// Package settings is where the look, the office, the provider for new filings
// and the places on disk are shown and chosen. Everything is saved at once.
package settings

import (
	"cmp"
	"context"

	"beiandesk/app/desk"
	"beiandesk/app/paper"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// Values of desk.Prefs.Theme.
const (
	System = "system" // kept as ""
	Light  = "light"
	Dark   = "dark"
)

// Sections of the page, the Arg of a route.
const (
	ArgLook     = "look"
	ArgOffice   = "office"
	ArgProvider = "provider"
	ArgPlaces   = "places"
	ArgProtect  = "protect"
	ArgVault    = "vault"
	ArgBackup   = "backup"
	ArgRecords  = "records"
	ArgAbout    = "about"
)

// edge keeps the frames of cards clear of the edge of a scroll area, which
// would cut them.
const edge = theme.S1

// Desk is what the settings ask of the use cases.
type Desk interface {
	Prefs(ctx context.Context) (desk.Prefs, error)
	SetPrefs(ctx context.Context, p desk.Prefs) error
	Office(ctx context.Context) (paper.Office, error)
	SetOffice(ctx context.Context, o paper.Office) error
	Switches(ctx context.Context) (map[string]desk.Switch, error)
	SetSwitch(ctx context.Context, provider string, s desk.Switch) error
	Tables() *table.Set
	Limits() desk.Limits
	SaveLimits(ctx context.Context, path string) error
	DropLimits(ctx context.Context) error
}

// Info are facts about this program and this machine.
type Info struct {
	Version string
	DataDir string
	LogPath string
	Crashes []string // reports kept, newest first
	Safe    bool
}

// Page shows the settings.
type Page struct {
	host   screens.Host
	desk   Desk
	info   Info
	prefs  desk.Prefs
	office paper.Office
	ready  bool // the office was read; before that nothing of it is saved

	colour, scale, provider *part.Field
	natural, tibet          *part.Field // of the provider chosen above
	switches                map[string]desk.Switch
	name, phones            *part.Field
	logo                    *fyne.Container
	saving, again           bool // of the office
	kept                    officeText
	draft                   *officeText
	sections                map[string]fyne.CanvasObject
	limits                  *fyne.Container // the row of the picture limits
	scroll                  *part.Scroller
	content                 fyne.CanvasObject
}

// New makes the page; r.Arg names a section to stand on.
func New(h screens.Host, d Desk, info Info, r screens.Route) *Page {
	p := &Page{host: h, desk: d, info: info, sections: map[string]fyne.CanvasObject{}}
	list := part.Column(theme.S4)
	for _, s := range []struct {
		arg string
		o   fyne.CanvasObject
	}{
		{ArgLook, p.look()}, {ArgOffice, p.officeSection()}, {ArgProvider, p.providerSection()},
		{ArgPlaces, p.places()}, {ArgVault, p.vault()}, {ArgBackup, p.backups()}, {ArgRecords, p.records()}, {ArgProtect, p.protect()}, {ArgAbout, p.about()},
	} {
		card := part.Card(s.o)
		p.sections[s.arg] = card
		list.Add(card)
	}
	p.scroll = part.Scroll(part.Pad(0, theme.S5, theme.S5, edge, part.TextColumn(list)))
	p.content = part.Pad(theme.S5, 0, 0, theme.S5-edge, part.Column(theme.S4, part.Pad(0, 0, 0, edge, part.PageHead(text.SettingsTitle, "")), part.Stretch(p.scroll)))
	p.Reload()
	if o, ok := p.sections[r.Arg]; ok {
		h.After(0, func() { p.scroll.ShowObject(o) }) // once it is laid out
	}
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements screens.Screen.
func (p *Page) Close() { p.Save() }

// Save implements screens.Saver.
func (p *Page) Save() {
	p.name.Flush()
	p.phones.Flush()
}

// Reload implements screens.Reloader.
func (p *Page) Reload() {
	var prefs desk.Prefs
	var office paper.Office
	var switches map[string]desk.Switch
	p.host.Go("settings-read", func(ctx context.Context) (err error) {
		if prefs, err = p.desk.Prefs(ctx); err != nil {
			return err
		}
		if switches, err = p.desk.Switches(ctx); err != nil {
			return err
		}
		office, err = p.desk.Office(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.prefs = prefs
		p.colour.SetValue(cmp.Or(prefs.Theme, System))
		p.scale.SetValue(scaleValue(prefs.TextScale))
		p.provider.SetValue(prefs.Provider)
		p.switches = switches
		p.showSwitches()
		if !p.saving {
			p.office, p.ready, p.kept = office, true, textOf(office)
			p.showOffice()
		}
		p.putDraft()
	})
}

// setPrefs changes preferences; what other pages changed meanwhile stays.
func (p *Page) setPrefs(change func(*desk.Prefs)) {
	p.host.Go("settings-prefs", func(ctx context.Context) error {
		ctx = context.WithoutCancel(ctx)
		now, err := p.desk.Prefs(ctx)
		if err != nil {
			return err
		}
		change(&now)
		return p.desk.SetPrefs(ctx, now)
	}, nil)
}

func scaleValue(f float32) string {
	if f == 0 {
		f = 1
	}
	return text.Percent(f)
}

func (p *Page) look() fyne.CanvasObject {
	p.colour = part.NewRadio(part.Spec{Path: "theme", Label: text.ThemeLabel, Hint: text.ThemeHint}, []part.Option{
		{Value: System, Label: text.ThemeSystem}, {Value: Light, Label: text.ThemeLight}, {Value: Dark, Label: text.ThemeDark}})
	p.colour.SetValue(System)
	p.colour.OnChanged = func(_, v string) {
		if v == System {
			v = ""
		}
		p.setPrefs(func(x *desk.Prefs) { x.Theme = v })
	}
	var scales []part.Option
	for _, f := range theme.Scales {
		scales = append(scales, part.Option{Value: text.Percent(f), Label: text.Percent(f)})
	}
	p.scale = part.NewRadio(part.Spec{Path: "text_scale", Label: text.ScaleLabel, Hint: text.ScaleHint}, scales)
	p.scale.SetValue(scaleValue(1))
	p.scale.OnChanged = func(_, v string) {
		for _, f := range theme.Scales {
			if text.Percent(f) == v {
				p.setPrefs(func(x *desk.Prefs) { x.TextScale = f })
			}
		}
	}
	note := ""
	if p.info.Safe {
		note = text.SafeModeNote
	}
	return part.Section(text.LookTitle, note, p.colour, p.scale)
}

func (p *Page) providerSection() fyne.CanvasObject {
	opts := []part.Option{{Value: "", Label: text.ProviderGeneric}}
	for _, x := range p.desk.Tables().Providers {
		if x.ID != table.GenericProvider {
			opts = append(opts, part.Option{Value: x.ID, Label: x.Name})
		}
	}
	p.provider = part.NewPick(part.Spec{Path: "provider", Label: text.ProviderLabel, Hint: text.ProviderHint, Placeholder: text.ProviderGeneric}, opts)
	p.provider.OnChanged = func(_, v string) {
		p.setPrefs(func(x *desk.Prefs) { x.Provider = v })
		p.showSwitches()
	}
	p.natural = p.newSwitch("natural_persons", text.NaturalLabel, func(s *desk.Switch, v string) { s.NaturalPersons = v })
	p.tibet = p.newSwitch("tibet", text.TibetLabel, func(s *desk.Switch, v string) { s.Tibet = v })
	p.showSwitches()
	return part.Section(text.ProviderTitle, "", p.provider,
		part.Row(0, part.Link(text.CompareTitle, func() { p.host.Navigate(screens.Route{Page: screens.PageCompare}) })), p.natural, p.tibet)
}

// newSwitch asks for what the office knows better than the built-in profile.
func (p *Page) newSwitch(path, label string, set func(*desk.Switch, string)) *part.Field {
	f := part.NewRadio(part.Spec{Path: path, Label: label, Hint: text.SwitchHint}, []part.Option{
		{Value: "", Label: text.SwitchBuiltin}, {Value: "yes", Label: text.SwitchYes}, {Value: "no", Label: text.SwitchNo}})
	f.OnChanged = func(_, v string) {
		id := p.desk.Tables().Provider(p.provider.Value()).ID
		s := p.switches[id]
		set(&s, v)
		p.host.Go("settings-switch", func(ctx context.Context) error { return p.desk.SetSwitch(context.WithoutCancel(ctx), id, s) }, nil)
	}
	return f
}

// showSwitches shows those of the provider chosen above, and what the built-in
// profile says.
func (p *Page) showSwitches() {
	x := p.desk.Tables().Provider(p.provider.Value())
	s := p.switches[x.ID]
	p.natural.SetValue(s.NaturalPersons)
	p.natural.SetHint(text.SwitchSays(x.Name, x.NaturalPersons, x.Date))
	p.tibet.SetValue(s.Tibet)
	p.tibet.SetHint(text.SwitchSays(x.Name, x.Tibet, x.Date))
}
