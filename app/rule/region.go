package rule

import (
	"strings"

	"beiandesk/app/filing"
)

// creditRegion is the area in the organiser's credit code.
func (s *scan) creditRegion() (filing.Region, bool) {
	code := clean("organiser.cert_number", s.f.Organiser.CertNumber)
	if !CreditCode(code) {
		return filing.Region{}, false
	}
	return s.t.Regions.FromCreditCode(code)
}

var regionRules = []Rule{
	{ID: "CN-REGION-CHAIN", Title: "省、市、区县相配", Severity: Block, Basis: Stored, Confidence: "A", Source: "GBT2260; WX", Date: "2023-06-30",
		check: func(s *scan) {
			r := s.f.Region
			bad := func(p filing.Field, code, up string, of func(filing.Region) string) {
				if code == "" {
					return
				}
				full, ok := s.t.Regions.Of(code)
				if !ok {
					s.hit(p, "没有这个行政区划代码。", "请从列表里重新选择"+FieldName(p)+"。")
				} else if up != "" && of(full) != up {
					s.hit(p, "“"+s.t.Regions.Name(code)+"”不属于“"+s.t.Regions.Name(up)+"”。", "请从上一级开始重新选择。")
				}
			}
			province := func(x filing.Region) string { return x.Province }
			bad("region.province", r.Province, "", province)
			bad("region.city", r.City, r.Province, province)
			// A city without districts is its own district.
			if r.District != r.City {
				bad("region.district", r.District, r.City, func(x filing.Region) string { return x.City })
			}
			bad("organiser.address.district", s.f.Organiser.Address.District, "", province)
		}},
	{ID: "CN-REGION-CODE", Title: "信用代码的登记地", Severity: Warn, Basis: Derived, Source: "DERIVED; GB32100", Date: "2015",
		check: func(s *scan) {
			r, ok := s.creditRegion()
			if ok && s.f.Region.Province != "" && r.Province != s.f.Region.Province {
				s.hit("region.province", "信用代码的登记地是“"+s.t.Regions.Area(r)+"”，与所选省份不同。", "单位只能在发证的省份备案。迁过址的单位代码可能不变，请以证件上的登记机关为准。")
			}
		}},
	{ID: "CN-REGION-CITY", Title: "信用代码的登记城市", Severity: Info, Basis: Derived, Source: "DERIVED; GB32100", Date: "2015",
		check: func(s *scan) {
			r, ok := s.creditRegion()
			if ok && r.City != "" && s.f.Region.City != "" && r.Province == s.f.Region.Province && r.City != s.f.Region.City {
				s.hit("region.city", "信用代码的登记地是“"+s.t.Regions.Area(r)+"”，与所选城市不同。", "请以证件上的登记机关为准；区划调整过的可以不同。")
			}
		}},
	{ID: "CN-REGION-CERT", Title: "证件住所与备案省份", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:problem/problem2.md", Date: "2022-02-21",
		check: func(s *scan) {
			address := squeeze(s.f.Organiser.CertAddress)
			if s.f.Region.Province == "" || address == "" {
				return
			}
			if code := s.areaAtStart(address); code != "" && code[:2]+"0000" != s.f.Region.Province {
				s.hit("organiser.cert_address", "证件住所在“"+s.t.Regions.Name(code)+"”，与备案省份“"+s.province.Name+"”不同。", "请核对第二步的省份，单位须在证件所在省份备案。")
			}
		}},
}

// areaAtStart gives the code of the province or city by whose full name a
// text begins, "" if there is none.
func (s *scan) areaAtStart(text string) string {
	for _, p := range s.t.Regions.Provinces() {
		if strings.HasPrefix(text, p.Name) {
			return p.Code
		}
	}
	for _, p := range s.t.Regions.Provinces() {
		for _, c := range s.t.Regions.Cities(p.Code) {
			if strings.HasPrefix(text, c.Name) {
				return c.Code
			}
		}
	}
	return ""
}
