package table

import (
	"sort"
	"strings"

	"beiandesk/app/filing"
)

// Level of an area.
type Level int

const (
	AnyLevel      Level = iota
	ProvinceLevel       // 省、自治区、直辖市
	CityLevel           // 地级市、州、盟; also counties that a province runs directly
	DistrictLevel       // 区、县
)

// Area is a row of the GB/T 2260 table.
type Area struct {
	Code string // six digits
	Name string
}

// Regions is the table of provinces, cities and districts as of 2023-06-30,
// without Hong Kong, Macao and Taiwan.
//
// Two kinds of area need care, so that a form always has three choices:
// a municipality (北京市) has one city, named like itself (110100 北京市); a
// county run by its province (仙桃市 429004) and a city without districts
// (东莞市 441900) appear as a city and as the only district of themselves.
type Regions struct {
	names     map[string]string
	provinces []Area
	cities    map[string][]Area // by province
	districts map[string][]Area // by city
	search    []hit
	areas     areaIndex
}

type hit struct {
	Area
	level Level
}

var municipality = map[string]bool{"11": true, "12": true, "31": true, "50": true}

// cityCode gives the city of a district's code.
func cityCode(code string) string {
	switch {
	case municipality[code[:2]]:
		return code[:2] + "0100"
	case code[2:4] == "90":
		return code
	}
	return code[:4] + "00"
}

type regionRow struct {
	Code string `json:"c"`
	Name string `json:"n"`
}

func newRegions(rows []regionRow) *Regions {
	r := &Regions{names: make(map[string]string, len(rows)+8), cities: map[string][]Area{}, districts: map[string][]Area{}}
	add := func(level Level, code, name string) {
		a := Area{code, name}
		if _, twice := r.names[code]; !twice {
			r.names[code] = name
			r.search = append(r.search, hit{a, level})
		}
		switch level {
		case ProvinceLevel:
			r.provinces = append(r.provinces, a)
		case CityLevel:
			r.cities[code[:2]+"0000"] = append(r.cities[code[:2]+"0000"], a)
		case DistrictLevel:
			r.districts[cityCode(code)] = append(r.districts[cityCode(code)], a)
		}
	}
	for _, row := range rows {
		c := row.Code
		switch {
		case c[2:] == "0000":
			add(ProvinceLevel, c, row.Name)
			if municipality[c[:2]] {
				// named like the province, so searching must not find it twice
				r.names[c[:2]+"0100"] = row.Name
				add(CityLevel, c[:2]+"0100", row.Name)
			}
		case c[4:] == "00":
			add(CityLevel, c, row.Name)
		case c[2:4] == "90":
			add(CityLevel, c, row.Name)
			add(DistrictLevel, c, row.Name)
		default:
			add(DistrictLevel, c, row.Name)
		}
	}
	for _, list := range r.cities {
		for _, c := range list {
			if len(r.districts[c.Code]) == 0 {
				r.districts[c.Code] = []Area{c}
			}
		}
	}
	sort.Slice(r.search, func(i, j int) bool { return r.search[i].Code < r.search[j].Code })
	r.areas = newAreaIndex(r.search)
	return r
}

// Provinces lists the 31 provinces by code. The slice is shared.
func (r *Regions) Provinces() []Area { return r.provinces }

// Cities lists a province's cities by code.
func (r *Regions) Cities(province string) []Area { return r.cities[province] }

// Districts lists a city's districts by code; never empty for a known city.
func (r *Regions) Districts(city string) []Area { return r.districts[city] }

// Name of an area, "" if the code is unknown.
func (r *Regions) Name(code string) string { return r.names[code] }

// Of completes a code to the whole path; a province's or city's code leaves
// the lower parts empty. ok is false if the code is unknown.
func (r *Regions) Of(code string) (region filing.Region, ok bool) {
	if len(code) != 6 || r.names[code] == "" {
		return filing.Region{}, false
	}
	region.Province = code[:2] + "0000"
	switch {
	case code[2:] == "0000":
	case code[4:] == "00":
		region.City = code
	default:
		region.City, region.District = cityCode(code), code
	}
	return region, true
}

// Area writes a region's names in one run, "广东省广州市天河区"; names that
// repeat are written once ("北京市东城区", "广东省东莞市").
func (r *Regions) Area(region filing.Region) string {
	var b strings.Builder
	last := ""
	for _, code := range []string{region.Province, region.City, region.District} {
		if n := r.names[code]; n != "" && n != last {
			b.WriteString(n)
			last = n
		}
	}
	return b.String()
}

// AreaOf is Area for one code.
func (r *Regions) AreaOf(code string) string {
	region, _ := r.Of(code)
	return r.Area(region)
}

// FromCreditCode reads the place of registration out of digits 3 to 8 of a
// unified social credit code. A district that no longer exists gives its city,
// a city that no longer exists its province. ok is false if not even the
// province is known (100000 is the national registry).
func (r *Regions) FromCreditCode(uscc string) (region filing.Region, ok bool) {
	if len(uscc) < 8 {
		return filing.Region{}, false
	}
	c := uscc[2:8]
	for _, try := range []string{c, cityOf(c), c[:2] + "0000"} {
		if region, ok = r.Of(try); ok {
			return region, true
		}
	}
	return filing.Region{}, false
}

func cityOf(code string) string {
	if municipality[code[:2]] {
		return code[:2] + "0100"
	}
	return code[:4] + "00"
}

// Found is a hit of Search.
type Found struct {
	Region filing.Region // completed
	Level  Level
	Area   string // "广东省广州市天河区"
}

// Search lists areas whose name contains text, at one level or AnyLevel: names
// that begin with text first, then by level and code, at most 50. Empty text
// finds nothing.
func (r *Regions) Search(text string, level Level) []Found {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	var first, then []hit
	for _, h := range r.search {
		if level != AnyLevel && h.level != level {
			continue
		}
		switch i := strings.Index(h.Name, text); {
		case i == 0:
			first = append(first, h)
		case i > 0:
			then = append(then, h)
		}
	}
	byLevel := func(list []hit) {
		sort.SliceStable(list, func(i, j int) bool { return list[i].level < list[j].level })
	}
	byLevel(first)
	byLevel(then)
	all := append(first, then...)
	if len(all) > 50 {
		all = all[:50]
	}
	out := make([]Found, len(all))
	for i, h := range all {
		region, _ := r.Of(h.Code)
		out[i] = Found{Region: region, Level: h.level, Area: r.Area(region)}
	}
	return out
}
