package backup

import (
	"context"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/app/bundle"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// Ways to encrypt a hand-over file.
const (
	byPass = "pass"
	byKey  = "key"
)

// tableHeight shows five rows; the table scrolls.
const tableHeight float32 = 280

// out is the part of the page that writes hand-over files.
type out struct {
	page    *Page
	own     *fyne.Container // the office's public key
	key     *part.Text
	rows    []desk.Row
	chosen  map[string]bool
	count   *part.Text
	table   *part.DataTable[desk.Row]
	how     *part.Field
	secrets [2]*part.Field
	theirs  *part.Field
	content *fyne.Container
	find    string
}

func (o *out) init(p *Page) {
	o.page, o.chosen = p, map[string]bool{}
	o.key, o.count = part.Hint("").Clip(), part.Muted(text.HandChosen(0))
	o.table = part.NewDataTable(p.host, []part.Col[desk.Row]{
		{ID: "domain", Label: text.ColDomain, Width: 240, Stretch: true, Update: func(r desk.Row, c fyne.CanvasObject) {
			c.(*part.Cell).SetTwo(r.Domain, r.Organiser)
		}},
		{ID: "act", Label: "", Width: 64, Create: func() fyne.CanvasObject { return part.LinkCell() }, Update: func(r desk.Row, c fyne.CanvasObject) {
			words := text.HandAdd
			if o.chosen[r.ID] {
				words = text.HandTake
			}
			part.SetLinkCell(c, words, func() { o.Toggle(r.ID) })
		}},
	})
	o.table.OnOpen = func(r desk.Row) { o.Toggle(r.ID) }
	search := part.NewSearch(text.HandFind, func(words string) {
		o.find = strings.ToLower(strings.TrimSpace(words))
		o.filter()
	})
	o.how = part.NewRadio(part.Spec{Path: "how", Label: text.HandHow}, []part.Option{{Value: byPass, Label: text.HandByPass}, {Value: byKey, Label: text.HandByKey}})
	o.how.SetValue(byPass)
	o.how.OnChanged = func(_, _ string) { o.fields() }
	o.secrets[0] = part.NewSecret(p.host, part.Spec{Path: "passphrase", Label: text.HandPass, Hint: text.HandPassHint, Limit: 200})
	o.secrets[1] = part.NewSecret(p.host, part.Spec{Path: "again", Label: text.HandPassAgain, Limit: 200})
	o.theirs = part.NewText(p.host, part.Spec{Path: "recipient", Label: text.HandTheirKey, Hint: text.HandTheirHint, Limit: 200})
	o.own = part.Column(theme.S4,
		part.Row(theme.S2, part.Stretch(part.Column(0, part.Body(text.HandKey), o.key, part.Hint(text.HandKeyHint))),
			part.Quiet(text.Copy, func() { p.host.Copy(o.key.Text()) }).With(part.GlyphCopy).Small()),
		part.Rule())
	o.own.Hide()
	o.content = part.Section(text.HandSection, text.HandLead, o.own,
		part.Row(theme.S3, p.when(desk.MayChange, part.Plain(text.HandIn, p.pickBundle)), part.Stretch(part.Hint(text.HandInHint))),
		part.Rule(),
		part.Strong(text.HandOut), part.Row(theme.S3, part.Stretch(search), o.count), part.AtLeast(0, tableHeight, o.table),
		o.how, o.secrets[0], o.secrets[1], o.theirs,
		part.Row(0, p.when(desk.MayExport, part.Plain(text.HandExport, o.Export).With(part.GlyphExport))))
	addIf(o.content, p.mayNot(desk.MayExport, text.HandSection))
	o.fields()
}

func (o *out) fields() {
	key := o.how.Value() == byKey
	for _, f := range o.secrets {
		f.Hidden = key
	}
	o.theirs.Hidden = !key
	o.content.Refresh()
}

func (o *out) show(key string, rows []desk.Row) {
	o.key.SetText(key)
	o.own.Hidden = key == ""
	o.rows = rows
	o.filter()
}

func (o *out) filter() {
	var fit []desk.Row
	for _, r := range o.rows {
		if o.find == "" || strings.Contains(strings.ToLower(r.Domain), o.find) || strings.Contains(strings.ToLower(r.Organiser), o.find) {
			fit = append(fit, r)
		}
	}
	o.table.SetRows(fit, nil)
}

// Toggle puts a filing among those to hand over, or takes it out.
func (o *out) Toggle(id string) {
	o.chosen[id] = !o.chosen[id]
	o.count.SetText(text.HandChosen(len(o.ids())))
	o.table.Refresh()
}

func (o *out) ids() (list []string) {
	for _, r := range o.rows {
		if o.chosen[r.ID] {
			list = append(list, r.ID)
		}
	}
	return list
}

// Export asks for the place and writes the file.
func (o *out) Export() {
	p, ids := o.page, o.ids()
	if len(ids) == 0 {
		p.host.Toast(text.HandNobody, nil)
		return
	}
	var key bundle.Key
	if o.how.Value() == byKey {
		key.Recipients = []string{strings.TrimSpace(o.theirs.Value())}
	} else {
		if o.secrets[0].Value() != o.secrets[1].Value() {
			o.secrets[1].SetError(part.Refused, text.HandPassDiff)
			return
		}
		key.Passphrase = o.secrets[0].Value()
	}
	if err := key.Check(); err != nil {
		field := o.secrets[0]
		if app.FieldOf(err) == "recipient" {
			field = o.theirs
		}
		field.SetError(part.Refused, app.MessageOf(err))
		return
	}
	p.host.PickSave("beiandesk-"+p.host.Now().In(filing.China).Format("20060102")+bundle.Ending, func(path string) {
		if path == "" {
			return
		}
		p.run(text.HandRunning, func(ctx context.Context, progress func(done, total int64)) error {
			return p.desk.HandOver(ctx, path, key, p.version, ids, func(done, total int) { progress(int64(done), int64(total)) })
		}, func() {
			o.chosen = map[string]bool{}
			o.count.SetText(text.HandChosen(0))
			for _, f := range o.secrets {
				f.ForceValue("")
			}
			p.host.Toast(text.HandOutDone(len(ids), filepath.Base(path)), nil)
		})
	})
}
