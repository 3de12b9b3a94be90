// Package library keeps the holder templates (实名模板): organisers and people
// whose data are filled in again and again.
package library

import (
	"strings"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
	"beiandesk/app/seal"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
)

// block is where a template's data stand in a filing, so that its fields have
// the same paths, rules and normalising as in the form.
func block(t desk.Template) string {
	if t.Organiser != nil {
		return "organiser."
	}
	return "legal."
}

// asFiling puts a template into an empty filing.
func asFiling(t desk.Template) *filing.Filing {
	f := &filing.Filing{Schema: filing.Schema}
	if t.Organiser != nil {
		f.Organiser = *t.Organiser
	}
	if t.Person != nil {
		f.Legal = *t.Person
	}
	return f
}

// Get returns a field of a template; path is that of a filing.
func Get(t desk.Template, path filing.Field) string {
	v, _ := asFiling(t).Get(path)
	return v
}

// Set returns the template with a field changed and cleaned as a filing's is.
func Set(t desk.Template, path filing.Field, value string) (desk.Template, error) {
	f := asFiling(t)
	value, _ = rule.Normalise(path, value)
	if err := f.Set(path, value); err != nil {
		return t, err
	}
	switch {
	case t.Organiser != nil:
		o := f.Organiser
		t.Organiser = &o
	case t.Person != nil:
		p := f.Legal
		t.Person = &p
	}
	return t, nil
}

// Title is what a template is called: its own name, or the one in it.
func Title(t desk.Template) string {
	if n := strings.TrimSpace(t.Name); n != "" {
		return n
	}
	return inner(t)
}

func inner(t desk.Template) string {
	switch {
	case t.Organiser != nil:
		return strings.TrimSpace(t.Organiser.Name)
	case t.Person != nil:
		return strings.TrimSpace(t.Person.Name)
	}
	return ""
}

// Under is the second line in the list, with masked numbers.
func Under(t desk.Template) string {
	switch {
	case t.Organiser != nil:
		return text.TemplateOf(seal.Number.Mask(t.Organiser.CertNumber), "")
	case t.Person != nil:
		return text.TemplateOf(seal.Number.Mask(t.Person.CertNumber), seal.Phone.Mask(t.Person.Mobile))
	}
	return ""
}

// Judge says what is wrong with the fields that are filled in, by path. What
// is missing is no fault of a template.
func Judge(t desk.Template, tables *table.Set, now time.Time) map[filing.Field]rule.Finding {
	out := map[filing.Field]rule.Finding{}
	head := block(t)
	for _, x := range desk.Look(asFiling(t), tables, now).Findings {
		if x.Missing || !strings.HasPrefix(string(x.Field), head) || Get(t, x.Field) == "" {
			continue
		}
		if _, known := out[x.Field]; !known { // the gravest comes first
			out[x.Field] = x
		}
	}
	return out
}

// mark is how a finding is marked in a field.
func mark(s rule.Severity) part.State {
	switch s {
	case rule.Block:
		return part.Refused
	case rule.Warn:
		return part.LookHere
	}
	return part.Info
}
