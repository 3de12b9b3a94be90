package rule

import (
	"strings"

	"beiandesk/app/filing"
)

// What single administrations ask of a site's name; which of them do is in
// province_rules.

// nameHasLatin tells whether a name has letters of the Latin alphabet.
func nameHasLatin(name string) bool {
	return strings.ContainsFunc(squeeze(name), func(r rune) bool { return r < 128 && (r|32) >= 'a' && (r|32) <= 'z' })
}

// namePlace is the area by which a name begins and the organiser's does not,
// "" if there is none. Short names count.
func (s *scan) namePlace(name string) string {
	short := func(_, rest string) bool { return hanCount(rest) >= 2 }
	r := s.t.Regions.Read(name, s.f.Region, short)
	if r.Length == 0 || strings.HasPrefix(squeeze(s.f.Organiser.Name), r.Parts[0]) {
		return ""
	}
	return name[:r.Length]
}

// nameCollege is the word for a college in a name whose organiser is none.
func (s *scan) nameCollege(name string) string {
	for _, w := range []string{"学院", "大学"} {
		if strings.Contains(name, w) && !strings.Contains(s.f.Organiser.Name, w) && !strings.Contains(name, "内部学院") && !strings.Contains(name, "非独立机构") {
			return w
		}
	}
	return ""
}

// nameUnrelated tells whether a unit's site name shares nothing with its own.
func (s *scan) nameUnrelated(name string) bool {
	return s.organisation() && s.f.Organiser.Name != "" && hanCount(name) >= 2 && !sharesWord(name, s.plainOrganiser())
}

// nameTwice is another filing with the same name, nil if there is none; own
// looks at those of the same organiser alone.
func (s *scan) nameTwice(name string, own bool) *OtherFiling {
	for i := range s.env.Others {
		o := &s.env.Others[i]
		if o.ID != s.f.ID && o.State != filing.Abandoned && o.SiteName != "" && (o.SameOrganiser || !own) && squeeze(o.SiteName) == squeeze(name) {
			return o
		}
	}
	return nil
}
