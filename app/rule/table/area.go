package table

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beiandesk/app/filing"
)

// areaIndex finds areas by name: full ("广州市") and short ("广州").
type areaIndex struct {
	full, short map[string][]string // name → codes, provinces before cities before districts
	longest     int                 // runes of the longest name
}

// peoples stand in the names of autonomous areas and are left out of the short
// ones: 黔东南苗族侗族自治州 → 黔东南.
var peoples = []string{"土家族", "哈尼族", "布依族", "傈僳族", "景颇族", "蒙古族", "朝鲜族", "哈萨克", "维吾尔", "柯尔克孜", "壮族", "回族", "藏族", "苗族", "彝族",
	"侗族", "瑶族", "傣族", "白族", "羌族", "黎族", "畲族", "满族", "各族", "水族", "土族", "撒拉族", "佤族", "拉祜族", "布朗族", "纳西族", "独龙族", "怒族", "普米族",
	"锡伯", "蒙古", "裕固族", "保安族", "东乡族", "毛南族", "仫佬族", "仡佬族", "鄂伦春", "鄂温克族", "达斡尔族", "塔吉克", "哈萨克族"}

// ShortName is an area's name as people say it: without 省、市、区、县 and the
// like and without the peoples of an autonomous area. Names of which fewer than
// two characters would be left stay whole (沛县).
func ShortName(name string) string {
	s := name
	for _, end := range []string{"特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "新区", "矿区", "林区", "省", "市", "区", "县", "盟", "旗"} {
		if cut, ok := strings.CutSuffix(s, end); ok {
			s = cut
			if strings.HasPrefix(end, "自治") {
				s = withoutPeoples(s)
			}
			break
		}
	}
	if utf8.RuneCountInString(s) < 2 {
		return name
	}
	return s
}

func withoutPeoples(s string) string {
	for cut := true; cut; {
		cut = false
		for _, p := range peoples {
			if rest, ok := strings.CutSuffix(s, p); ok && utf8.RuneCountInString(rest) >= 2 {
				s, cut = rest, true
			}
		}
	}
	return s
}

func newAreaIndex(list []hit) areaIndex {
	x := areaIndex{full: map[string][]string{}, short: map[string][]string{}}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b hit) int { return int(a.level) - int(b.level) })
	for _, h := range list {
		x.full[h.Name] = append(x.full[h.Name], h.Code)
		x.longest = max(x.longest, utf8.RuneCountInString(h.Name))
		if s := ShortName(h.Name); s != h.Name {
			x.short[s] = append(x.short[s], h.Code)
		}
	}
	return x
}

// Reading is an area read at the beginning of a text.
type Reading struct {
	Region filing.Region // as deep as the text goes
	Length int           // bytes of the text
	Parts  []string      // as written, "广东省", "广州"
}

// Read reads the area by which a text begins: province, city and district as
// far as they follow each other and lie in each other. Short names count where
// short says so for what is left after them; that of a 区
// or 县 counts only behind its province or city, because many are everyday words
// (新华、和平).
// Filling words (市辖区) are read over. within, which may be empty, decides
// between districts of one name. Nothing read gives a Length of 0.
func (r *Regions) Read(text string, within filing.Region, short func(name, rest string) bool) Reading {
	best := Reading{}
	r.read(text, Reading{}, within, short, &best)
	return best
}

func (r *Regions) read(text string, sofar Reading, within filing.Region, short func(name, rest string) bool, best *Reading) {
	if sofar.Length > best.Length || sofar.Length == best.Length && r.nearer(sofar.Region, best.Region, within) {
		*best = sofar
	}
	rest := text[sofar.Length:]
	for _, filler := range []string{"市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划"} {
		if cut, ok := strings.CutPrefix(rest, filler); ok && sofar.Length > 0 {
			next := sofar
			next.Length = len(text) - len(cut)
			next.Parts = append(slices.Clone(sofar.Parts), filler)
			r.read(text, next, within, short, best)
		}
	}
	end := 0
	for n := range r.areas.longest {
		if n > 0 && end >= len(rest) {
			break
		}
		_, size := utf8.DecodeRuneInString(rest[end:])
		end += size
		name := rest[:end]
		for pass, codes := range [][]string{r.areas.full[name], r.areas.short[name]} {
			for _, code := range codes {
				region, ok := r.Of(code)
				if !ok || !deeper(sofar.Region, region) || pass == 1 && (short == nil || !short(name, rest[end:]) || sofar.Length == 0 && !r.knownByItself(code, region)) {
					continue
				}
				r.read(text, Reading{region, sofar.Length + end, append(slices.Clone(sofar.Parts), name)}, within, short, best)
			}
		}
	}
}

// knownByItself tells whether the short name of an area stands for it without
// its province: a city's does, and that of a city of a county's rank (昆山).
func (r *Regions) knownByItself(code string, region filing.Region) bool {
	return region.District == "" || region.District == region.City || strings.HasSuffix(r.names[code], "市")
}

// deeper tells whether b lies in a and says more.
func deeper(a, b filing.Region) bool {
	switch {
	case a.Province == "":
		return true
	case a.Province != b.Province || a.District != "" && a.District != a.City:
		return false
	case a.City == "":
		return b.City != ""
	}
	return a.City == b.City && b.District != "" && b.District != a.District
}

// nearer tells whether a fits within better than b.
func (r *Regions) nearer(a, b, within filing.Region) bool {
	fit := func(x filing.Region) (n int) {
		for _, same := range []bool{x.Province != "" && x.Province == within.Province, x.City != "" && x.City == within.City, x.District != "" && x.District == within.District} {
			if same {
				n++
			}
		}
		return n
	}
	return fit(a) > fit(b)
}
