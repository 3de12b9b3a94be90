package desk

import (
	"context"
	"encoding/json"
	"strings"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
)

// Templates lists the holder templates (实名模板).
func (d *Desk) Templates(ctx context.Context) (list []Template, err error) {
	err = d.store.View(ctx, func(r Reader) error { list, err = r.Templates(); return err })
	return list, err
}

// SaveTemplate adds (ID "") or replaces a template.
func (d *Desk) SaveTemplate(ctx context.Context, t Template) (id string, err error) {
	if t.Name = strings.TrimSpace(t.Name); t.Name == "" {
		return "", app.Fail("template.name", "请给模板起一个名字，方便以后选用。").At("name")
	}
	t.Updated = d.now().UTC()
	err = d.update(ctx, MayChange, func(tx Tx) error {
		if id, err = tx.PutTemplate(t); err != nil {
			return err
		}
		return d.record(tx, did(DidTemplates), "")
	})
	_, err = d.told(View{}, err)
	return id, err
}

// DropTemplate removes a template; filings made with it keep their data.
func (d *Desk) DropTemplate(ctx context.Context, id string) error {
	err := d.update(ctx, MayChange, func(tx Tx) error {
		if err := tx.DropTemplate(id); err != nil {
			return err
		}
		return d.record(tx, did(DidTemplates), "")
	})
	_, err = d.told(View{}, err)
	return err
}

// ApplyTemplate fills a block ("organiser", "legal", "principal" or "agent")
// from a template.
func (d *Desk) ApplyTemplate(ctx context.Context, id string, rev int64, block, template string) (View, error) {
	return d.change(ctx, did(DidTemplate, block), id, rev, func(tx Tx, f *filing.Filing) error {
		if !f.State.Editable() {
			return app.Fail("state.locked", "订单正在“"+f.State.Name()+"”，资料已锁定。")
		}
		list, err := tx.Templates()
		if err != nil {
			return err
		}
		for _, t := range list {
			if t.ID != template {
				continue
			}
			switch {
			case block == "organiser" && t.Organiser != nil:
				f.Organiser = *t.Organiser
			case block == "legal" && t.Person != nil:
				f.Legal = *t.Person
			case block == "principal" && t.Person != nil:
				f.Principal = *t.Person
			case block == "agent" && t.Person != nil:
				f.Agent = *t.Person
			default:
				return app.Fail("template.kind", "这个模板不适用于这里，请另选一个。")
			}
			return nil
		}
		return app.Fail(app.CodeNotFound, "这个模板已被删除，请刷新。")
	})
}

const (
	keyOffice = "office"
	keyPrefs  = "prefs"

	codeSetting = "setting.damaged"
)

// Office returns the office profile; empty means that it appears nowhere.
func (d *Desk) Office(ctx context.Context) (o paper.Office, err error) {
	if err = d.setting(ctx, keyOffice, &o); err != nil {
		return paper.Office{}, err // not the half that could be read
	}
	return o, nil
}

// office is the profile for papers. One that cannot be read counts as empty,
// as its sentence says: it must not stop a package.
func (d *Desk) office(ctx context.Context) (paper.Office, error) {
	o, err := d.Office(ctx)
	if app.CodeOf(err) == codeSetting {
		return paper.Office{}, nil
	}
	return o, err
}

// SetOffice keeps the office profile.
func (d *Desk) SetOffice(ctx context.Context, o paper.Office) error {
	return d.setSetting(ctx, keyOffice, o)
}

// Prefs are how the window looks and works.
type Prefs struct {
	Theme     string  `json:"theme,omitempty"`      // "", "light", "dark"
	TextScale float32 `json:"text_scale,omitempty"` // 1, 1.1, 1.25, 1.5
	Provider  string  `json:"provider,omitempty"`   // profile for new filings
	HidePanel bool    `json:"hide_panel,omitempty"`
}

// Prefs returns the preferences, zero where nothing was chosen.
func (d *Desk) Prefs(ctx context.Context) (p Prefs, err error) {
	if err = d.setting(ctx, keyPrefs, &p); err != nil {
		return Prefs{}, err
	}
	return p, nil
}

// SetPrefs keeps the preferences.
func (d *Desk) SetPrefs(ctx context.Context, p Prefs) error {
	return d.keepSetting(ctx, mayAnything, keyPrefs, p) // how it looks is anybody's
}

func (d *Desk) setting(ctx context.Context, key string, into any) error {
	return d.store.View(ctx, func(r Reader) error { return readSetting(r, key, into) })
}

func readSetting(r Reader, key string, into any) error {
	b, err := r.Setting(key)
	if err != nil || b == nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return app.Wrap(err, codeSetting, "一项设置读不出来，已按默认值处理。请在“设置”里重新填写。")
	}
	return nil
}

func (d *Desk) setSetting(ctx context.Context, key string, v any) error {
	return d.keepSetting(ctx, MayChange, key, v)
}

func (d *Desk) keepSetting(ctx context.Context, may Action, key string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	err = d.update(ctx, may, func(tx Tx) error {
		if err := tx.SetSetting(key, b); err != nil || may == mayAnything {
			return err
		}
		return d.record(tx, did(DidSetting, key), "")
	})
	_, err = d.told(View{}, err)
	return err
}

// preferredProvider is the profile chosen for new filings, "" if none. A
// setting that cannot be read must not keep a person from adding a domain.
func preferredProvider(r Reader) (string, error) {
	var p Prefs
	err := readSetting(r, keyPrefs, &p)
	if app.CodeOf(err) == codeSetting {
		return "", nil // Prefs tells of the damage
	}
	return p.Provider, err
}
