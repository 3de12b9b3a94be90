package miniapp

import "beiandesk/app/filing"

// The body of submit_record_info (DY). Times are Unix seconds of midnight in
// China.
type dyBody struct {
	Corp dyCorp `json:"corp_info"`
	App  dyApp  `json:"app_info"`
}

type dyFile struct {
	Path string `json:"path"`
}

type dyCorp struct {
	Type      int      `json:"corp_type"`
	CertType  int      `json:"credentials_type"`
	Name      string   `json:"credentials_name"`
	Number    string   `json:"credentials_number"`
	Picture   *dyFile  `json:"credentials_pic,omitempty"`
	CertAt    string   `json:"credentials_address"`
	Province  string   `json:"province_code"`
	ProvinceN string   `json:"province_name"`
	City      string   `json:"city_code"`
	CityN     string   `json:"city_name"`
	Region    string   `json:"region_code"`
	RegionN   string   `json:"region_name"`
	Address   string   `json:"communication_address"`
	Person    string   `json:"incharge_people_name"`
	PersonCT  int      `json:"incharge_people_credentials_type"`
	PersonCN  string   `json:"incharge_people_credentials_number"`
	Front     *dyFile  `json:"incharge_people_credentials_front,omitempty"`
	Back      *dyFile  `json:"incharge_people_credentials_back,omitempty"`
	HasEnd    bool     `json:"incharge_people_credentials_has_end_time"`
	From      *int64   `json:"incharge_people_credentials_valid_start_time,omitempty"`
	To        *int64   `json:"incharge_people_credentials_valid_end_time,omitempty"`
	Email     string   `json:"incharge_people_email"`
	Mobile    string   `json:"incharge_people_phone"`
	Emergency string   `json:"incharge_people_emergency_phone"`
	Remark    string   `json:"remark,omitempty"`
	Letter    []dyFile `json:"corp_authority_letter,omitempty"`
	Promise   []dyFile `json:"corp_commitment,omitempty"`
	Others    []dyFile `json:"corp_other_materials,omitempty"`
}

type dyApp struct {
	Languages []int        `json:"app_language"`
	Contents  []int        `json:"service_content_type_list"`
	Involved  bool         `json:"involve_pre_approval"`
	Approvals []dyApproval `json:"pre_approval_list,omitempty"`
	FaceToken string       `json:"facial_recognition_token"`
	Email     string       `json:"incharge_people_email"`
	Mobile    string       `json:"incharge_people_phone"`
	Emergency string       `json:"incharge_people_emergency_phone"`
	Remark    string       `json:"remark"`
	Letter    []dyFile     `json:"app_authority_letter,omitempty"`
}

type dyApproval struct {
	Item   int      `json:"pre_approval_item_id"`
	Number string   `json:"pre_approval_number"`
	Files  []dyFile `json:"pre_approval_files"`
}

func (b *packer) dyFile(s filing.Slot, path string) *dyFile {
	if n := b.needFile(s, path); n != "" {
		return &dyFile{n}
	}
	return nil
}

func (b *packer) dyFiles(s filing.Slot, path string) []dyFile {
	if n := b.dyFile(s, path); n != nil {
		return []dyFile{*n}
	}
	return nil
}

func (b *packer) douyin() dyBody {
	var w dyBody
	const corp, app, who = "corp_info.", "app_info.", "corp_info.incharge_people_"
	h := b.holder(filing.RolePrincipal)
	w.Corp = dyCorp{
		Type:     b.code("organiser.nature", corp+"corp_type", func(n int) bool { _, ok := b.t.Subject(n); return ok }),
		CertType: b.code("organiser.cert_type", corp+"credentials_type", b.ofNature),
		Name:     b.need("organiser.name", corp+"credentials_name"), Number: b.need("organiser.cert_number", corp+"credentials_number"),
		CertAt:   b.need("organiser.cert_address", corp+"credentials_address"),
		Province: b.need("region.province", corp+"province_code"), City: b.need("region.city", corp+"city_code"), Region: b.need("region.district", corp+"region_code"),
		Address: b.address(corp + "communication_address"),
		Person:  b.need(h.field("name"), who+"name"), PersonCT: b.code(h.field("cert_type"), who+"credentials_type", b.personCertificate),
		PersonCN: b.need(h.field("cert_number"), who+"credentials_number"), Front: b.dyFile(h.front, who+"credentials_front"),
		Email: b.need(h.field("email"), who+"email"), Mobile: b.need(h.field("mobile"), who+"phone"), Emergency: b.need(h.emergency, who+"emergency_phone"),
		Remark: b.value("organiser.remark"),
	}
	b.takes("organiser.remark", corp+"remark")
	c := &w.Corp
	c.ProvinceN, c.CityN, c.RegionN = b.t.Regions.Name(c.Province), b.t.Regions.Name(c.City), b.t.Regions.Name(c.Region)
	if !b.person() {
		c.Picture = b.dyFile(filing.SlotLicence, corp+"credentials_pic")
	}
	if !b.oneSided(c.PersonCT) {
		c.Back = b.dyFile(h.back, who+"credentials_back")
	}
	if t, long := b.day(h.field("valid_from"), who+"credentials_valid_start_time"); !long && !t.IsZero() {
		n := t.Unix()
		c.From = &n
	}
	if t, long := b.day(h.field("valid_to"), who+"credentials_valid_end_time"); !long {
		n := t.Unix()
		c.HasEnd = true
		if !t.IsZero() {
			c.To = &n
		}
	}
	if h.letter != "" {
		c.Letter = b.dyFiles(h.letter, corp+"corp_authority_letter")
	}
	if n := b.file(filing.SlotCommitment); n != "" {
		c.Promise = []dyFile{{n}}
	}
	for _, n := range b.others() {
		c.Others = append(c.Others, dyFile{n})
	}
	m := b.holder(filing.RoleManager)
	w.App = dyApp{Languages: append([]int{}, b.f.Site.Languages...), Contents: b.contents(app+"service_content_type_list", 5),
		FaceToken: b.faceTask(app+"facial_recognition_token", "72 小时"), Remark: b.comment(app + "remark"),
		Email: b.need(m.field("email"), app+"incharge_people_email"), Mobile: b.need(m.field("mobile"), app+"incharge_people_phone"),
		Emergency: b.need(m.emergency, app+"incharge_people_emergency_phone")}
	if len(w.App.Languages) == 0 {
		w.App.Languages = []int{1} // 中文简体, the default of every form
	}
	if m.letter != "" {
		w.App.Letter = b.dyFiles(m.letter, app+"app_authority_letter")
	}
	for _, a := range b.approvals() {
		if a.Number == "" {
			b.blocks("site.approvals", app+"pre_approval_list", "前置审批没有填批准文号。", "请在备案里填写文号，再导出。")
		}
		w.App.Approvals = append(w.App.Approvals, dyApproval{Item: a.Item, Number: a.Number, Files: b.dyFiles(filing.SlotApproval(a.Item), app+"pre_approval_list")})
	}
	b.takes("site.approvals", app+"pre_approval_list")
	w.App.Involved = len(w.App.Approvals) > 0
	b.warns("", "", "图片写的是文件名，抖音要的是上传后得到的路径。", "请先上传图片，再把文件名换成对应的路径。")
	b.warns("", "", "抖音的代码表没有公开，这里用的是工信部代码（与它的样例一致）。", "提交前请用抖音的查询接口核对单位性质、证件和服务内容的代码。")
	return w
}
