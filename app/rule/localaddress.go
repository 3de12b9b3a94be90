package rule

import (
	"slices"
	"strings"

	"beiandesk/app/filing"
)

// repeatedArea is the area by which the street begins though it was chosen from
// the lists, "" if there is none. Areas elsewhere in the country are no
// repetition but the name of a street (北京路).
func (s *scan) repeatedArea() string {
	street := squeeze(s.f.Organiser.Address.Street)
	at := s.addressRegion()
	r := s.t.Regions.Read(street, at, areaInAddress)
	if r.Length > 0 && r.Region.Province == at.Province && (at.City == "" || r.Region.City == "" || r.Region.City == at.City) {
		return street[:r.Length]
	}
	return ""
}

// oldAreas are districts and counties that no longer exist, by their names, and
// where they belong now. General knowledge of the ministry's announcements;
// 宣武、崇文 and 密云县 stand in BJ-ADR-01.
var oldAreas = map[string][2]string{ // name → province's first two digits, successor
	"宣武区": {"11", "西城区"}, "崇文区": {"11", "东城区"}, "密云县": {"11", "密云区"}, "延庆县": {"11", "延庆区"},
	"塘沽区": {"12", "滨海新区"}, "汉沽区": {"12", "滨海新区"}, "大港区": {"12", "滨海新区"}, "蓟县": {"12", "蓟州区"}, "宁河县": {"12", "宁河区"}, "静海县": {"12", "静海区"}, "宝坻县": {"12", "宝坻区"},
	"卢湾区": {"31", "黄浦区"}, "南市区": {"31", "黄浦区"}, "闸北区": {"31", "静安区"}, "南汇区": {"31", "浦东新区"}, "崇明县": {"31", "崇明区"},
	"万盛区": {"50", "綦江区"}, "双桥区": {"50", "大足区"}, "綦江县": {"50", "綦江区"}, "大足县": {"50", "大足区"}, "璧山县": {"50", "璧山区"}, "开县": {"50", "开州区"}, "梁平县": {"50", "梁平区"}, "武隆县": {"50", "武隆区"},
	"白下区": {"32", "秦淮区"}, "下关区": {"32", "鼓楼区"}, "溧水县": {"32", "溧水区"}, "高淳县": {"32", "高淳区"}, "金阊区": {"32", "姑苏区"}, "沧浪区": {"32", "姑苏区"}, "吴江市": {"32", "吴江区"}, "港闸区": {"32", "崇川区"}, "海门市": {"32", "海门区"}, "北塘区": {"32", "梁溪区"}, "南长区": {"32", "梁溪区"}, "崇安区": {"32", "梁溪区"},
	"下城区": {"33", "拱墅区"}, "江干区": {"33", "上城区"}, "富阳市": {"33", "富阳区"}, "临安市": {"33", "临安区"}, "江东区": {"33", "鄞州区"}, "奉化市": {"33", "奉化区"}, "绍兴县": {"33", "柯桥区"}, "上虞市": {"33", "上虞区"},
	"四方区": {"37", "市北区"}, "胶南市": {"37", "黄岛区"}, "即墨市": {"37", "即墨区"}, "章丘市": {"37", "章丘区"}, "莱芜市": {"37", "济南市"}, "长清县": {"37", "长清区"},
	"东山区": {"44", "越秀区"}, "芳村区": {"44", "荔湾区"}, "萝岗区": {"44", "黄埔区"}, "从化市": {"44", "从化区"}, "增城市": {"44", "增城区"}, "顺德市": {"44", "顺德区"}, "南海市": {"44", "南海区"},
	"襄樊市": {"42", "襄阳市"}, "呈贡县": {"53", "呈贡区"}, "双流县": {"51", "双流区"}, "郫县": {"51", "郫都区"}, "新津县": {"51", "新津区"}, "长安县": {"61", "长安区"}, "户县": {"61", "鄠邑区"}, "望城县": {"43", "望城区"}, "南汇县": {"31", "浦东新区"}, "长乐市": {"35", "长乐区"},
}

// oldArea finds the name of an area that no longer exists in a text.
func (s *scan) oldArea(text string) (old, now string) {
	if len(s.f.Region.Province) != 6 {
		return "", ""
	}
	for name, to := range oldAreas {
		// Longest first is not needed: of two old names at most one stands there.
		if to[0] == s.f.Region.Province[:2] && strings.Contains(text, name) && (old == "" || name < old) {
			old, now = name, to[1]
		}
	}
	return old, now
}

// shopAddress tells whether a certificate's address is that of a web shop.
func shopAddress(text string) bool {
	low := strings.ToLower(squeeze(text))
	return slices.ContainsFunc([]string{"网店", "网址", "http:", "https:", "www.", ".com", ".cn", "电子商务平台", "网络经营场所", "网上店铺"}, func(w string) bool { return strings.Contains(low, w) })
}

// addressText is all that was written of the communication address.
func (s *scan) addressText() string { return squeeze(s.f.Organiser.Address.Detail()) }

// certCity is the area at the beginning of the certificate's address, by full
// names only.
func (s *scan) certCity() filing.Region {
	return s.t.Regions.Read(squeeze(s.f.Organiser.CertAddress), s.f.Region, nil).Region
}

var localAddressRules = []Rule{
	{ID: "CN-ADDRESS-URBAN", Title: "地址里的市辖区", Severity: Warn, Basis: Derived, Source: "DERIVED", Date: "2026-11-26",
		check: func(s *scan) {
			if strings.Contains(s.addressText(), "市辖区") {
				s.hit("organiser.address.street", "通信地址里写了“市辖区”。", "请删去“市辖区”三个字，它不是地名。")
			}
		}},
	{ID: "CN-ADDRESS-OLD", Title: "已撤销的区县名", Severity: Warn, Basis: General, Source: "GENERAL", Date: "2026-11-26",
		check: func(s *scan) {
			if old, now := s.oldArea(s.addressText()); old != "" {
				s.hit("organiser.address.street", "“"+old+"”已经撤销。", "现在属于“"+now+"”，请在区县里选它，街道一栏从路、街写起。")
			} else if old, now := s.oldArea(squeeze(s.f.Organiser.CertAddress)); old != "" {
				s.hit("organiser.address.district", "证件住所上的“"+old+"”已经撤销。", "证件住所照抄不改；通信地址的区县请选“"+now+"”。")
			}
		}},
	{ID: "CN-ADDRESS-TWICE", Title: "门牌一栏重复街道", Severity: Warn, Basis: Derived, Source: "DERIVED; INS", Date: "2026-11-26",
		check: func(s *scan) {
			a := s.f.Organiser.Address
			street := squeeze(a.Street)
			for p, line := range map[filing.Field]string{"organiser.address.door": a.Door, "organiser.address.floor": a.Floor} {
				if runes(street) >= 3 && strings.HasPrefix(squeeze(line), street) {
					s.hit(p, "“"+FieldName(p)+"”里又写了一遍街道。", "整行会重复，请只写街道以后的部分。")
				}
			}
		}},
	{ID: "CN-ADDRESS-SHOP", Title: "证件住所是网店", Severity: Warn, Basis: Stored, Confidence: "C", Source: "TC:243", Date: "2022",
		check: func(s *scan) {
			if r := s.named("CN-ADDRESS-SHOP"); r != nil && shopAddress(s.f.Organiser.CertAddress) {
				s.hit("organiser.cert_address", "证件住所是网店。"+s.said(r), r.Remedy)
			}
		}},
}
