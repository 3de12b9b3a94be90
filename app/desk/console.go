package desk

import (
	"context"

	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// console is a provider's console as papers ask for it.
type console struct{ c table.Console }

// Console returns how a provider's console asks, "" = the generic one.
func (n names) Console(provider string) paper.Console { return console{n.t.Console(provider)} }

func (c console) Field(p filing.Field) (paper.Asked, bool) { return c.asked(c.c.Field(p)) }

func (c console) Slot(s filing.Slot) (paper.Asked, bool) { return c.asked(c.c.Slot(s)) }

func (c console) asked(f table.ConsoleField, ok bool) (paper.Asked, bool) {
	return paper.Asked{Name: f.Name, Page: f.Page, Group: f.Group, Order: f.Order, Hint: f.Hint, Auto: f.Auto,
		Own: f.Provider != table.GenericProvider}, ok
}

// ConsoleForm lists the fields of a filing in the order and with the names of a
// provider's console, for copying. The filing's own provider need not be that.
func (d *Desk) ConsoleForm(v *View, provider string) []paper.ConsoleSection {
	return paper.ConsoleForm(&v.Filing, Names(d.Tables()), provider)
}

// Compare looks at a filing as each of the providers would, all of them if none
// is named; the office's switches hold. With an empty id the profiles are
// compared by themselves.
func (d *Desk) Compare(ctx context.Context, id string, providers ...string) (c rule.Comparison, err error) {
	err = d.store.View(ctx, func(r Reader) error {
		f := &filing.Filing{}
		env := rule.Env{Now: d.now(), Tables: d.Tables()}
		if id != "" {
			if f, err = r.Filing(id); err != nil {
				return err
			}
			if env, err = d.env(r, f); err != nil {
				return err
			}
		}
		env.Profiles = map[string]table.Provider{}
		for _, p := range d.Tables().Providers {
			with, err := d.provider(r, &filing.Filing{Provider: p.ID})
			if err != nil {
				return err
			}
			env.Profiles[p.ID] = *with
		}
		c = rule.Compare(f, env, providers...)
		return nil
	})
	return c, err
}
