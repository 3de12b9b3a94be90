package table_test

import (
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

func TestAreaIsWrittenOnce(t *testing.T) {
	r := builtin(t).Regions
	for code, want := range map[string]string{
		"440106": "广东省广州市天河区", "110101": "北京市东城区", "500229": "重庆市城口县", "441900": "广东省东莞市",
		"429004": "湖北省仙桃市", "659001": "新疆维吾尔自治区石河子市", "440100": "广东省广州市", "330000": "浙江省", "": "", "999999": "",
	} {
		if got := r.AreaOf(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	if got := r.Area(filing.Region{Province: "440000", City: "441900", District: "441900"}); got != "广东省东莞市" {
		t.Errorf("city that is its own district: %q", got)
	}
}

// Whoever picks a province can pick a city, and whoever picks a city a district.
func TestThreeChoicesEverywhere(t *testing.T) {
	r := builtin(t).Regions
	if len(r.Provinces()) != 31 {
		t.Fatalf("%d provinces", len(r.Provinces()))
	}
	districts := 0
	for _, p := range r.Provinces() {
		if len(r.Cities(p.Code)) == 0 {
			t.Errorf("%s has no city", p.Name)
		}
		for _, c := range r.Cities(p.Code) {
			if len(r.Districts(c.Code)) == 0 {
				t.Errorf("%s has no district", c.Name)
			}
			districts += len(r.Districts(c.Code))
			for _, d := range r.Districts(c.Code) {
				full, ok := r.Of(d.Code)
				if !ok || full.Province != p.Code || full.City != c.Code {
					t.Errorf("%s %s: path %+v", d.Code, d.Name, full)
				}
			}
		}
	}
	if districts != 2851+3 { // Dongguan, Zhongshan and Danzhou have none of their own
		t.Errorf("%d districts", districts)
	}
	if c := r.Cities("110000"); len(c) != 1 || c[0].Code != "110100" || len(r.Districts("110100")) != 16 {
		t.Errorf("Beijing: %v", c)
	}
}

func TestFromCreditCode(t *testing.T) {
	r := builtin(t).Regions
	for code, want := range map[string]string{
		"91330108MA2YBDK729": "浙江省杭州市滨江区",
		"91330100799655058B": "浙江省杭州市",
		"91330103799655058B": "浙江省杭州市", // 下城区, dissolved in 2021
		"91110000802100433B": "北京市",
		"91371202799655058B": "山东省", // 莱芜, dissolved in 2019
		"91429004799655058B": "湖北省仙桃市",
	} {
		region, ok := r.FromCreditCode(code)
		if got := r.Area(region); !ok || got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	for _, code := range []string{"", "91", "91100000100003962T", "91ABCDEF100003962T", "统一社会信用代码"} {
		if region, ok := r.FromCreditCode(code); ok {
			t.Errorf("%q gives %+v", code, region)
		}
	}
}

func TestSearch(t *testing.T) {
	r := builtin(t).Regions
	first := func(text string, l table.Level) string {
		if list := r.Search(text, l); len(list) > 0 {
			return list[0].Area
		}
		return ""
	}
	for text, want := range map[string]string{"杭州": "浙江省杭州市", "天河": "广东省广州市天河区", "北京": "北京市", "仙桃": "湖北省仙桃市", "吉林": "吉林省", "无此地": "", " ": ""} {
		if got := first(text, table.AnyLevel); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := first("吉林", table.CityLevel); got != "吉林省吉林市" {
		t.Errorf("city: %q", got)
	}
	if n := len(r.Search("朝阳", table.DistrictLevel)); n < 2 {
		t.Errorf("朝阳 found %d times", n)
	}
	if n := len(r.Search("北京", table.AnyLevel)); n != 1 {
		t.Errorf("北京 found %d times", n)
	}
}

func BenchmarkSearch(b *testing.B) {
	r := builtin(b).Regions
	for b.Loop() {
		r.Search("江", table.AnyLevel)
	}
}
