package table

import (
	"fmt"
	"regexp"
	"strconv"
)

// link fills the look-ups and checks what a JSON decoder cannot: unique ids,
// known sources and dates, references between tables.
func (s *Set) link(heads map[string]head, regions []regionRow) error {
	var first error
	fail := func(format string, args ...any) {
		if first == nil {
			first = fmt.Errorf(format, args...)
		}
	}

	s.source = index(s.Sources, "sources", fail, func(r *Source) string { return r.Tag })
	for n, h := range heads {
		o := Origin{h.Source, h.Date}
		s.origin(n, "head", &o, h, fail)
	}

	s.subject = index(s.Subjects, "subject_types", fail, func(r *Subject) int { return r.Code })
	s.certificate = index(s.Certificates, "certificate_types", fail, func(r *Certificate) int { return r.Code })
	s.language = index(s.Languages, "languages", fail, func(r *Language) int { return r.Code })
	s.approval = index(s.Approvals, "prior_approval_items", fail, func(r *Approval) int { return r.Code })
	s.kind = index(s.Kinds, "filing_types", fail, func(r *Kind) string { return r.ID })
	s.province = index(s.Provinces, "filing_province_rules", fail, func(r *Province) string { return r.Code })
	s.suffix = index(s.Suffixes, "accepted_tlds", fail, func(r *Suffix) string { return r.Suffix })
	s.material = index(s.Materials, "materials", fail, func(r *Material) string { return r.ID })
	s.provider = index(s.Providers, "providers", fail, func(r *Provider) string { return r.ID })
	s.pictureSize = index(s.PictureSizes, "picture_sizes", fail, func(r *PictureSize) string { return r.ID })
	contents := index(s.Contents, "service_content_types", fail, func(r *Content) string { return r.List + " " + strconv.Itoa(r.Code) })
	s.content = map[int]*Content{}
	for _, c := range contents {
		if c.List == WebsiteList {
			s.content[c.Code] = c
		}
	}

	for i := range s.Subjects {
		r := &s.Subjects[i]
		s.origin("subject_types", r.Name, &r.Origin, heads["subject_types"], fail)
	}
	for i := range s.Certificates {
		r := &s.Certificates[i]
		s.origin("certificate_types", r.Name, &r.Origin, heads["certificate_types"], fail)
		if s.subject[r.Subject] == nil {
			fail("certificate_types: %d belongs to unknown nature %d", r.Code, r.Subject)
		}
		if _, err := regexp.Compile(r.Pattern); err != nil {
			fail("certificate_types: %d: %w", r.Code, err)
		}
		if (r.Pattern != "") != (r.Basis == "stored" || r.Basis == "general") {
			fail("certificate_types: %d: pattern without basis", r.Code)
		}
		switch r.Check {
		case "", "uscc", "uscc|reg15", "id18", "org9":
		default:
			fail("certificate_types: %d: unknown check %q", r.Code, r.Check)
		}
	}
	for i := range s.Languages {
		r := &s.Languages[i]
		s.origin("languages", r.Name, &r.Origin, heads["languages"], fail)
	}
	for i := range s.Contents {
		r := &s.Contents[i]
		s.origin("service_content_types", r.Name, &r.Origin, heads["service_content_types"], fail)
		if r.List != WebsiteList && r.List != AppList {
			fail("service_content_types: unknown list %q", r.List)
		}
	}
	for i := range s.Approvals {
		r := &s.Approvals[i]
		s.origin("prior_approval_items", r.Name, &r.Origin, heads["prior_approval_items"], fail)
	}
	for i := range s.Kinds {
		r := &s.Kinds[i]
		s.origin("filing_types", r.ID, &r.Origin, heads["filing_types"], fail)
	}
	for i := range s.Provinces {
		r := &s.Provinces[i]
		s.origin("filing_province_rules", r.Name, &r.Origin, heads["filing_province_rules"], fail)
		switch r.Principal {
		case PrincipalLegal, PrincipalDelegate, PrincipalDisputed:
		default:
			fail("filing_province_rules: %s: principal %q", r.Name, r.Principal)
		}
	}
	for i := range s.Suffixes {
		r := &s.Suffixes[i]
		s.origin("accepted_tlds", r.Suffix, &r.Origin, heads["accepted_tlds"], fail)
		if r.ASCII != "" && s.suffix[r.ASCII] == nil {
			s.suffix[r.ASCII] = r
		}
	}
	for i := range s.Materials {
		r := &s.Materials[i]
		s.origin("materials", r.ID, &r.Origin, heads["materials"], fail)
	}
	s.linkProviders(heads["providers"], fail)
	s.linkConsoles(heads["console_fields"], fail)
	s.linkPictures(heads["picture_sizes"], fail)
	s.linkBureau(heads["province_rules"], fail)
	s.linkStatements(fail)
	s.linkRefusals(heads["refusal_reasons"], fail)

	for n, ok := range map[string]bool{"generic provider": s.provider[GenericProvider] != nil,
		"subjects": len(s.Subjects) > 0, "languages": len(s.Languages) > 0, "website contents": len(s.content) > 0} {
		if !ok {
			fail("%s is missing", n)
		}
	}

	seen := map[string]bool{}
	for _, r := range regions {
		if !isArea.MatchString(r.Code) || r.Name == "" || seen[r.Code] {
			fail("regions: bad or repeated row %q", r.Code)
			return first
		}
		seen[r.Code] = true
		if p := r.Code[:2] + "0000"; !seen[p] {
			fail("regions: %s before its province", r.Code)
		}
	}
	s.Regions = newRegions(regions)
	for _, p := range s.Provinces {
		if s.Regions.Name(p.Code) == "" {
			fail("filing_province_rules: %s is no province", p.Code)
		}
	}
	if len(s.Provinces) != len(s.Regions.Provinces()) {
		fail("filing_province_rules: %d rows for %d provinces", len(s.Provinces), len(s.Regions.Provinces()))
	}
	return first
}

func index[K comparable, V any](rows []V, table string, fail func(string, ...any), key func(*V) K) map[K]*V {
	m := make(map[K]*V, len(rows))
	var none K
	for i := range rows {
		k := key(&rows[i])
		if k == none || m[k] != nil {
			fail("%s: id %v is empty or used twice", table, k)
		}
		m[k] = &rows[i]
	}
	return m
}

// origin completes a row's origin from its table and checks it.
func (s *Set) origin(table, row string, o *Origin, h head, fail func(string, ...any)) {
	if o.Source == "" {
		o.Source = h.Source
	}
	if o.Date == "" {
		o.Date = h.Date
	}
	if !isDate.MatchString(o.Date) {
		fail("%s: %s has no date", table, row)
	}
	for _, tag := range s.Tags(o.Source) {
		if s.source[tag] == nil {
			fail("%s: %s has unknown source %q", table, row, tag)
		}
	}
}
