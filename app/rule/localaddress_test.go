package rule_test

import (
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

func init() {
	bad = append(bad, []struct {
		id     string
		field  filing.Field
		change change
		others []rule.OtherFiling
	}{
		{"CN-ADDRESS-URBAN", "organiser.address.street", set("organiser.address.street", "市辖区样本路"), nil},
		{"CN-ADDRESS-OLD", "organiser.address.street", all(in("110102"), set("organiser.address.street", "宣武区样本路")), nil},
		{"CN-ADDRESS-OLD", "organiser.address.district", all(in("310101"), set("organiser.cert_address", "上海市卢湾区样本路1号")), nil},
		{"CN-ADDRESS-REPEAT", "organiser.address.street", set("organiser.address.street", "杭州滨江区样本路"), nil},
		{"CN-ADDRESS-TWICE", "organiser.address.door", set("organiser.address.door", "样本路1号"), nil},
		{"GD-ADR-01", "organiser.address.district", all(in("440106"), set("organiser.address.district", "440305")), nil},
		{"GZ-ADR-01", "region.city", all(in("520102"), set("organiser.cert_address", "贵州省遵义市红花岗区样本路1号")), nil},
		{"TJ-ADR-01", "organiser.address.district", all(in("120101"), set("organiser.address.street", "华苑产业区样本道")), nil},
		{"TJ-ADR-02", "organiser.address.district", all(in("120101"), set("organiser.address.street", "空港经济区样本道")), nil},
		{"CN-ADDRESS-SHOP", "organiser.cert_address", set("organiser.cert_address", "样本平台 www.example.com"), nil},
		{"CN-ADDRESS-SHOP", "organiser.cert_address", all(in("510104"), set("organiser.cert_address", "网店：样本平台")), nil},
	}...)
}

// TestStreetsNamedAfterCitiesAreFine: 北京路 repeats nothing.
func TestStreetsNamedAfterCitiesAreFine(t *testing.T) {
	for _, street := range []string{"北京路", "南京东路", "滨江路", "杭州街", "滨江大道", "上海大道"} {
		f := good()
		f.Organiser.Address.Street = street
		for _, fd := range rule.CheckField(f, "organiser.address", rule.Env{Now: now}) {
			if fd.Severity != rule.Info {
				t.Errorf("%s: %s %s", street, fd.ID, fd.Text)
			}
		}
	}
}

func TestHintsAreThoseOfTheProvince(t *testing.T) {
	tables := builtin(t)
	for _, p := range append(tables.Regions.Provinces(), tables.Regions.Cities("440000")[0]) {
		list := rule.AddressHints(&filing.Filing{Region: filing.Region{Province: p.Code}}, rule.Env{Now: now})
		if len(list) < 2 {
			t.Errorf("%s: %d hints", p.Name, len(list))
		}
		for _, h := range list {
			if !strings.HasSuffix(h.Text, "。") || h.Date == "" || !strings.Contains("ABCD", h.Confidence) {
				t.Errorf("%+v", h)
			}
			for _, tag := range strings.Split(h.Source, ";") {
				if _, ok := tables.Source(tag); !ok {
					t.Errorf("%s: unknown source %q", h.Text, tag)
				}
			}
		}
	}
	first := rule.AddressHints(&filing.Filing{Region: filing.Region{Province: "120000"}}, rule.Env{})[0]
	if first.ID != "TJ-ADR-01" {
		t.Errorf("Tianjin's first hint is %+v", first)
	}
}
