package rule

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// ParsedAddress is a certificate's address in the parts of a communication
// address. It is a proposal: the person looks at it.
type ParsedAddress struct {
	Region  filing.Region // as deep as the text goes, empty if no area was read
	Address filing.Address
	Dropped string   // a remark in brackets that belongs to no address, （自主申报）
	Notes   []string // what to look at, sentences
}

var (
	// 1号, 88弄, 8号院, 58号-1, 20号之三, 10号附3号, 3号甲, 副10号, 甲12号
	houseNumber = regexp.MustCompile(`(?:副|附|临|甲|乙)?[0-9]+(?:-[0-9]+)*(?:弄|号)(?:院|-[0-9]+号?|之[0-9一二三四五六七八九十]+|附[0-9]+号|甲|乙|丙|丁)?`)
	// 3号楼, A1幢, 自编5栋, 1单元, 3号厂房
	building = regexp.MustCompile(`(?:自编|第)?[0-9A-Za-z一二三四五六七八九十甲乙丙丁]+(?:号楼|栋|幢|座|单元|号厂房|号仓库)`)
	// 5楼, 第3层, 负一层, 首层, 地下二层
	storey = regexp.MustCompile(`(?:地下|第|负)*(?:[0-9]+|[一二三四五六七八九十]+|首|底|顶|整)(?:层|楼)|[0-9]+F`)
	// 501室, A117室, 7B房, 801户, 105室-1234, 315号营业房
	room = regexp.MustCompile(`(?:自编)?[A-Za-z]{0,3}[0-9]+(?:-[0-9]+)*[A-Za-z]?号?(?:室|房|户|铺|档|营业房|商铺|工位)`)
	// 1203, A1902-3, 1-109 at the end
	bareRoom = regexp.MustCompile(`(?:[A-Za-z]?[0-9]{3,5}(?:-[0-9]+)*|[A-Za-z]?[0-9]+(?:-[0-9]+)+)$`)
	// 2号 at the end, behind a building
	lastNumber = regexp.MustCompile(`[0-9]+号$`)
	// where a street or village ends
	roadEnd = regexp.MustCompile(`(?:交叉口[东南西北向侧]*(?:[0-9]+米)?(?:路[东南西北])?|路[东南西北]侧?|大道[东南西北]?|路|街道|大街|街|胡同|社区|村|道|巷|里|组|屯|坊|镇|乡|区|园)`)
	remark  = regexp.MustCompile(`（[^（）]*）$`)
)

// ParseAddress takes a certificate's address apart: area by the tables, street,
// door, floor. home, which may be empty, decides between districts of one name.
func ParseAddress(text string, home filing.Region, regions *table.Regions) ParsedAddress {
	var p ParsedAddress
	rest := foldAddress(text)
	extra := ""
	if r := remark.FindString(rest); r != "" {
		rest = strings.TrimSuffix(rest, r)
		if in := strings.Trim(r, "（）"); strings.IndexFunc(in, func(r rune) bool { return !unicode.IsDigit(r) && r != '-' }) < 0 {
			extra = in
		} else {
			p.Dropped = r
			p.Notes = append(p.Notes, "末尾的"+r+"不是地址，没有填入。")
		}
	}
	p.Region, rest = cutRegion(rest, home, regions)
	p.Address.District = p.Region.District
	switch {
	case rest == "":
		return p
	case p.Region.Province == "":
		p.Notes = append(p.Notes, "没有读出省市区，请核对区县。")
	case p.Region.District == "":
		p.Notes = append(p.Notes, "没有读出区县，请核对。")
	}
	a := &p.Address
	a.Street, a.Door, a.Floor = splitDetail(rest)
	a.Floor += extra
	if a.Floor == "" {
		a.NoFloor = true
		p.Notes = append(p.Notes, "证件住所没有写楼层房间，已勾选“没有楼层和房间号”；实际有的请补上。")
	}
	if !strings.ContainsAny(a.Detail(), numerals) {
		p.Notes = append(p.Notes, "没有读出门牌号，请补上。")
	}
	if odd := oddRunes(a.Detail()); odd != "" {
		p.Notes = append(p.Notes, "有符号“"+odd+"”，请写成“7号楼3单元101室”这样的文字。")
	}
	return p
}

// foldAddress drops blanks and makes digits and letters half-width, brackets
// full-width.
func foldAddress(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case blank(r):
			return -1
		case r == '(':
			return '（'
		case r == ')':
			return '）'
		case strings.ContainsRune("－—–―", r):
			return '-'
		}
		if n := width.LookupRune(r).Folded(); n != 0 && (unicode.IsDigit(n) || unicode.IsLetter(n)) {
			return n
		}
		return r
	}, text)
}

// areaInAddress tells whether a short name in front of rest is an area: 北京路
// is none.
func areaInAddress(_, rest string) bool {
	for _, w := range []string{"路", "街", "大道", "大街", "巷", "弄", "道", "村", "镇", "乡", "大厦", "广场", "东路", "西路", "南路", "北路", "中路", "东街", "西街", "南街", "北街", "一路", "二路", "胡同"} {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	return rest != ""
}

// cutRegion reads the area, also one that is written twice (重庆市重庆市).
func cutRegion(text string, home filing.Region, regions *table.Regions) (filing.Region, string) {
	r := regions.Read(text, home, areaInAddress)
	region, rest := r.Region, text[r.Length:]
	for range 3 {
		again := regions.Read(rest, region, nil) // 苏州市苏州工业园区 keeps its second 苏州
		if again.Length == 0 || again.Region.Province != region.Province || region.City != "" && again.Region.City != "" && again.Region.City != region.City {
			break
		}
		if region.District != "" && again.Region.District != "" && again.Region.District != region.District {
			break
		}
		if again.Region.District != "" || region.District == "" && again.Region.City != "" {
			region = again.Region
		}
		rest = rest[again.Length:]
	}
	// A city without districts is its own district.
	if region.District == "" && region.City != "" {
		if d := regions.Districts(region.City); len(d) == 1 && d[0].Code == region.City {
			region.District = region.City
		}
	}
	return region, rest
}

// splitDetail parts street, door and floor.
func splitDetail(s string) (street, door, floor string) {
	from := 0 // nothing before it is a floor
	number := houseNumber.FindStringIndex(s)
	for number != nil && isBuilding(s[number[1]:]) {
		next := houseNumber.FindStringIndex(s[number[1]:])
		if next == nil {
			number = nil
			break
		}
		number = []int{number[1] + next[0], number[1] + next[1]}
	}
	block := building.FindStringIndex(s)
	if m := storey.FindStringIndex(s); m != nil && number != nil && m[0] < number[0] && !isBuilding(s[m[1]:]) {
		number = nil // 三区2楼315号营业房: numbered inside the floor
	}
	if block != nil && number != nil && block[0] < number[0] {
		number = nil // 后样村12栋3号: the building comes first
	}
	if number != nil {
		from = number[1]
	}
	at := floorStart(s, from)
	if number != nil && at < number[1] {
		number = nil
	}
	head := s[:at]
	floor = s[at:]
	switch {
	case number != nil && number[1] < at:
		return s[:number[1]], s[number[1]:at], floor
	case number != nil:
		return s[:number[0]], s[number[0]:number[1]], floor
	case block != nil && block[0] < at:
		return s[:block[0]], s[block[0]:at], floor
	}
	end := 0
	for _, m := range roadEnd.FindAllStringIndex(head, -1) {
		after := head[m[1]:]
		if !strings.HasPrefix(after, "民") && !strings.HasPrefix(after, "委") && !strings.HasPrefix(after, "居委") || end == 0 || strings.HasSuffix(head[:m[1]], "社区") {
			end = m[1]
		}
	}
	if end == 0 {
		return head, "", floor
	}
	return head[:end], head[end:], floor
}

// isBuilding tells whether a number is that of a building: 3号楼, 5号厂房.
func isBuilding(after string) bool {
	for _, w := range []string{"楼", "厂房", "仓库", "栋", "幢"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// floorStart is where the floor or room begins, behind from; len(s) if there
// is none.
func floorStart(s string, from int) int {
	at := len(s)
	for _, re := range []*regexp.Regexp{storey, room, bareRoom} {
		if m := re.FindStringIndex(s[from:]); m != nil {
			at = min(at, from+m[0])
		}
	}
	if m := lastNumber.FindStringIndex(s[from:]); m != nil && building.MatchString(s[:from+m[0]]) {
		at = min(at, from+m[0])
	}
	// 10号楼 is a building, not the tenth floor of anything; the pattern cannot
	// see what stands before it.
	if at < len(s) {
		if r, _ := utf8.DecodeLastRuneInString(s[:at]); r == '号' && at > 0 && strings.HasPrefix(s[at:], "楼") {
			return len(s)
		}
	}
	return at
}
