package rule

import (
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Hint is what an administration says of addresses: shown beside the fields
// before anything is wrong.
type Hint struct {
	Text       string // one or two sentences
	Row        string // of province_rules.json, "" if it stands in none
	Confidence string // A to D; C and D only remind
	Source     string
	Date       string
}

var addressHints = []struct {
	province string
	Hint
}{
	{"110000", Hint{"用现行的区名，没有宣武区、崇文区和密云县；不写“市辖区”。", "BJ-ADR-01", "C", "TC:243/51695", "2022"}},
	{"120000", Hint{"华苑产业区环内选南开区，环外选西青区。", "TJ-ADR-01", "A", "UC:rule/rule1/tianjin.md; TC:243/51699", "2024-04-01"}},
	{"120000", Hint{"自贸区、空港经济区选滨海新区；不写“市辖区”。", "TJ-ADR-02", "B", "TC:243/51699", "2023"}},
	{"130000", Hint{"通信地址要和证件住所在同一个城市。", "HE-ADR-01", "B", "HW-管局", "2025-12-31"}},
	{"310000", Hint{"不写“市辖区”，从路、街写起。", "SH-ADR-01", "C", "TC:243/51705", "2022"}},
	{"330000", Hint{"所属区域和通信地址要一致，不写“市辖区”；证件住所是网店的，写平台的地址。", "ZJ-ADR-01", "C", "TC:243/51706", "2022"}},
	{"410000", Hint{"通信地址要和证件住所同省同市。", "HA-ADR-01", "B", "HW-管局", "2025-12-31"}},
	{"440000", Hint{"通信地址和证件住所要在同一个地级市。", "GD-ADR-01", "C", "TC:243/51709", "2022"}},
	{"450000", Hint{"不写“市辖区”。", "GX-ADR-01", "C", "TC:243/51710", "2022"}},
	{"500000", Hint{"直辖市不写“市辖区”和“县”两级，直接写区县。", "", "C", "DERIVED", "2026-11-26"}},
	{"510000", Hint{"执照住所是网店的，通信地址须在四川并附证明，域名要和住所里的网址一致。", "SC-ADR-01", "C", "TC:243/51725", "2022"}},
	{"520000", Hint{"主办单位所在地和证件住所要一致，不能跨市。", "GZ-ADR-01", "B", "HW-管局", "2025-12-31"}},
	{table.AllProvinces, Hint{"写到门牌号，不用符号；当地没有门牌的，备注“" + filing.MostDetailed + "”。", "CN-ADR-01", "A", "UC:problem/problem2.md", "2022-02-21"}},
	{table.AllProvinces, Hint{"所属区域和证件住所要在同一个省。", "CN-ADR-02", "A", "UC:problem/problem2.md", "2022-02-21"}},
}

// AddressHints lists what the filing's province says of addresses, and what
// holds everywhere, the province first.
func AddressHints(f *filing.Filing, _ Env) []Hint {
	var out []Hint
	for _, h := range addressHints {
		if h.province == f.Region.Province || h.province == table.AllProvinces {
			out = append(out, h.Hint)
		}
	}
	return out
}
