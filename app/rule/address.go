package rule

import (
	"slices"
	"strings"
	"unicode"

	"beiandesk/app/filing"
)

// addressRegion is the area of the communication address: its own district,
// or the filing's region.
func (s *scan) addressRegion() filing.Region {
	if r, ok := s.t.Regions.Of(s.f.Organiser.Address.District); ok {
		return r
	}
	return s.f.Region
}

// oddRunes lists the characters of an address line that are neither letters
// nor digits nor plain brackets.
func oddRunes(line string) string {
	var b strings.Builder
	for _, r := range line {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSpace(r) || strings.ContainsRune("（）()、·", r) || strings.ContainsRune(b.String(), r) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

const numerals = "0123456789０１２３４５６７８９〇零一二三四五六七八九十百千"

var addressRules = slices.Concat(nationalAddressRules, localAddressRules)

var nationalAddressRules = []Rule{
	{ID: "CN-ADDRESS-PROVINCE", Title: "通信地址与证件同省", Severity: Block, Basis: Stored, Confidence: "A", Source: "ALI; UC:problem/problem2.md", Date: "2022-02-21",
		check: func(s *scan) {
			r := s.addressRegion()
			if r.Province != "" && s.f.Region.Province != "" && r.Province != s.f.Region.Province {
				s.hit("organiser.address.district", "通信地址在“"+s.t.Regions.Name(r.Province)+"”，与备案省份“"+s.province.Name+"”不同。", "请填写本省的通信地址。")
			}
		}},
	{ID: "CN-ADDRESS-SYMBOL", Title: "通信地址里的符号", Severity: Block, Basis: Stored, Confidence: "A", Source: "INS; UC:problem/problem2.md", Date: "2022-02-21",
		check: func(s *scan) {
			a := s.f.Organiser.Address
			for p, line := range map[filing.Field]string{"organiser.address.street": a.Street, "organiser.address.door": a.Door, "organiser.address.floor": a.Floor} {
				if odd := oddRunes(line); odd != "" {
					s.hit(p, "“"+FieldName(p)+"”里有符号“"+odd+"”。", "请写成文字，例如“7号楼3单元101室”，不写“7-3-101”。")
				}
			}
		}},
	{ID: "CN-ADDRESS-REPEAT", Title: "通信地址重复省市区", Severity: Warn, Basis: Stored, Confidence: "C", Source: "WX-SDK; INS", Date: "2021-06-11",
		check: func(s *scan) {
			if n := s.repeatedArea(); n != "" {
				s.hit("organiser.address.street", "街道一栏重复写了“"+n+"”。", "省市区已在列表里选好，请从路、街或村写起。")
			}
		}},
	{ID: "CN-ADDRESS-DOOR", Title: "通信地址的门牌号", Severity: Block, Basis: Stored, Confidence: "A", Source: "INS; TC; UC:problem/problem2.md", Date: "2022-02-21",
		check: func(s *scan) {
			a := s.f.Organiser.Address
			if a.Door != "" && !a.NoFloor && !strings.ContainsAny(a.Detail(), numerals) {
				s.hit("organiser.address.door", "通信地址没有写到门牌号或房间号。", "请补上号数；当地没有门牌号的，请勾选“没有楼层房间”。")
			}
		}},
	{ID: "CN-ADDRESS-REMARK", Title: "最详细地址的备注", Severity: Info, Basis: Stored, Confidence: "A", Source: "INS; TC; ALI; UC:problem/problem2.md", Date: "2022-02-21",
		check: func(s *scan) {
			if s.f.Organiser.Address.NeedsRemark() {
				s.hit("organiser.remark", "通信地址没有楼层房间，备注栏须写“"+filing.MostDetailed+"”。", "导出的表单会带上这句话；在网页上填写时请照抄到备注栏。")
			}
		}},
	{ID: "CN-ADDRESS-LENGTH", Title: "通信地址的长度", Severity: Warn, Basis: Stored, Confidence: "C", Source: "INS", Date: "2021-06-11",
		check: func(s *scan) {
			if n := runes(s.f.Organiser.Address.Line(s.t.Regions.Area(s.addressRegion()))); n > 128 {
				s.hit("organiser.address.street", "通信地址共 "+itoa(n)+" 个字，有的接入商只收 128 个字。", "请写得短一些。")
			}
		}},
}
