package miniapp

import (
	"strings"
	"time"

	"beiandesk/app/filing"
)

// The body of apply_icp_filing (WX, WX-SDK). Members that WeChat fills in
// itself (record_number) are left out.
type wxBody struct {
	Subject struct {
		Base     wxSubject   `json:"base_info"`
		Organise wxOrganise  `json:"organize_info"`
		Person   wxPerson    `json:"principal_info"`
		Legal    *wxLegal    `json:"legal_person_info,omitempty"`
		Permit   *wxPersonal `json:"personal_info,omitempty"`
	} `json:"icp_subject"`
	Applet struct {
		Base   wxApplet `json:"base_info"`
		Person wxPerson `json:"principal_info"`
	} `json:"icp_applets"`
	Materials wxMaterials `json:"icp_materials"`
}

type wxSubject struct {
	Type     int    `json:"type"`
	Name     string `json:"name"`
	Province string `json:"province"`
	City     string `json:"city"`
	District string `json:"district"`
	Address  string `json:"address"` // without province, city and district
	Comment  string `json:"comment,omitempty"`
}

type wxOrganise struct {
	Type    int    `json:"certificate_type"`
	Number  string `json:"certificate_number"`
	Address string `json:"certificate_address"`
	Photo   string `json:"certificate_photo,omitempty"`
}

type wxPersonal struct {
	Permit string `json:"residence_permit"`
}

type wxLegal struct {
	Name   string `json:"name"`
	Number string `json:"certificate_number"`
}

type wxPerson struct {
	Name      string `json:"name"`
	Mobile    string `json:"mobile"`
	Email     string `json:"email"`
	Emergency string `json:"emergency_contact"`
	Type      int    `json:"certificate_type"`
	Number    string `json:"certificate_number"`
	From      string `json:"certificate_validity_date_start"` // YYYYmmdd
	To        string `json:"certificate_validity_date_end"`   // or 长期
	Front     string `json:"certificate_photo_front"`
	Back      string `json:"certificate_photo_back,omitempty"`
	Letter    string `json:"authorization_letter,omitempty"`
	FaceTask  string `json:"verify_task_id,omitempty"`
}

type wxApplet struct {
	AppID     string       `json:"appid,omitempty"`
	Name      string       `json:"name,omitempty"`
	Contents  []int        `json:"service_content_types"`
	Approvals []wxApproval `json:"nrlx_details"`
	Comment   string       `json:"comment"`
}

type wxApproval struct {
	Type  int    `json:"type"`
	Code  string `json:"code,omitempty"`
	Media string `json:"media,omitempty"`
}

type wxMaterials struct {
	Commitment []string `json:"commitment_letter,omitempty"`
	Subject    []string `json:"subject_other_materials,omitempty"`
	Applet     []string `json:"applets_other_materials,omitempty"`
}

func (b *packer) wechat() wxBody {
	var w wxBody
	const base, organise = "icp_subject.base_info.", "icp_subject.organize_info."
	w.Subject.Base = wxSubject{
		Type:     b.code("organiser.nature", base+"type", func(n int) bool { _, ok := b.t.Subject(n); return ok }),
		Name:     b.need("organiser.name", base+"name"),
		Province: b.need("region.province", base+"province"), City: b.need("region.city", base+"city"), District: b.need("region.district", base+"district"),
		Address: b.address(base + "address"), Comment: b.value("organiser.remark"),
	}
	w.Subject.Organise = wxOrganise{
		Type:   b.code("organiser.cert_type", organise+"certificate_type", b.ofNature),
		Number: b.need("organiser.cert_number", organise+"certificate_number"), Address: b.need("organiser.cert_address", organise+"certificate_address"),
	}
	if b.person() {
		b.warns("organiser.nature", "icp_subject.personal_info", "个人备案：外省人员要交居住证明。", "是外省人员的，请在平台上补传居住证、社保等证明，这里没有放。")
	} else {
		w.Subject.Organise.Photo = b.needFile(filing.SlotLicence, organise+"certificate_photo")
	}
	principal := b.holder(filing.RolePrincipal)
	w.Subject.Person = b.wxPerson(principal, "icp_subject.principal_info.")
	if principal.path != "legal" && !b.person() {
		w.Subject.Legal = &wxLegal{Name: b.need("legal.name", "icp_subject.legal_person_info.name"),
			Number: b.need("legal.cert_number", "icp_subject.legal_person_info.certificate_number")}
	}
	w.Applet.Person = b.wxPerson(b.holder(filing.RoleManager), "icp_applets.principal_info.")
	w.Applet.Person.FaceTask = b.faceTask("icp_applets.principal_info.verify_task_id", "3 天")
	b.takes("extra.app_id", "icp_applets.base_info.appid")
	b.takes("extra.app_name", "icp_applets.base_info.name")
	b.takes("organiser.remark", base+"comment")
	w.Applet.Base = wxApplet{AppID: strings.TrimSpace(b.x.AppID), Name: strings.TrimSpace(b.x.AppName), Comment: b.comment("icp_applets.base_info.comment"),
		Contents: b.contents("icp_applets.base_info.service_content_types", 5), Approvals: b.wxApprovals()}
	if f := b.file(filing.SlotCommitment); f != "" {
		w.Materials.Commitment = []string{f}
	}
	w.Materials.Subject = b.others()
	if len(w.Materials.Subject) > 10 { // ten of each kind
		w.Materials.Subject, w.Materials.Applet = w.Materials.Subject[:10], w.Materials.Subject[10:]
	}
	b.warns("", "", "图片写的是文件名，微信要的是上传后得到的 media_id。", "请先上传图片，再把文件名换成对应的 media_id；证件图片上传时的 certificate_type 要与这里一致。")
	return w
}

func (b *packer) ofNature(code int) bool {
	c, ok := b.t.Certificate(code)
	return ok && c.Subject == b.f.Organiser.Nature
}

// address is the communication address without the area, which has members of
// its own.
func (b *packer) address(path string) string {
	b.takes("organiser.address.street", path)
	a := b.f.Organiser.Address
	if a.Detail() == "" {
		b.blocks("organiser.address.street", path, "缺少通信地址。", "请在备案里填写通信地址，再导出。")
	}
	if a.District != "" && b.f.Region.District != "" && a.District != b.f.Region.District {
		b.blocks("organiser.address.district", path, "通信地址不在备案的区县里。", "平台要求通信地址属于所选的省市区，请改一致。")
	}
	return a.Detail()
}

func (b *packer) wxPerson(h holder, at string) wxPerson {
	p := wxPerson{Name: b.need(h.field("name"), at+"name"), Mobile: b.need(h.field("mobile"), at+"mobile"), Email: b.need(h.field("email"), at+"email"),
		Emergency: b.need(h.emergency, at+"emergency_contact"), Type: b.code(h.field("cert_type"), at+"certificate_type", b.personCertificate),
		Number: b.need(h.field("cert_number"), at+"certificate_number"), Front: b.needFile(h.front, at+"certificate_photo_front")}
	const packed = "20060102"
	if t, long := b.day(h.field("valid_from"), at+"certificate_validity_date_start"); !long && !t.IsZero() {
		p.From = t.Format(packed)
	}
	switch t, long := b.day(h.field("valid_to"), at+"certificate_validity_date_end"); {
	case long:
		p.To = filing.LongTerm
	case t != (time.Time{}):
		p.To = t.Format(packed)
	}
	if !b.oneSided(p.Type) {
		p.Back = b.needFile(h.back, at+"certificate_photo_back")
	}
	if h.letter != "" {
		p.Letter = b.needFile(h.letter, at+"authorization_letter")
	}
	return p
}

func (b *packer) wxApprovals() []wxApproval {
	list := []wxApproval{}
	const at = "icp_applets.base_info.nrlx_details"
	for _, a := range b.approvals() {
		if a.Number == "" {
			b.blocks("site.approvals", at, "前置审批没有填批准文号。", "请在备案里填写文号，再导出。")
		}
		list = append(list, wxApproval{Type: a.Item, Code: a.Number, Media: b.needFile(filing.SlotApproval(a.Item), at)})
	}
	b.takes("site.approvals", at)
	if len(list) == 0 {
		list = append(list, wxApproval{Type: filing.NoApproval})
	}
	return list
}
