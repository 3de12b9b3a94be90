package miniapp_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/miniapp"
	"beiandesk/app/rule/table"
)

var now = time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)

// complete is the sample with all its pictures, and what a mini-program needs.
func complete() (*filing.Filing, miniapp.Extra) {
	f := sample.Filing(now)
	for _, s := range []filing.Slot{filing.SlotLicence, filing.SlotLegalFront, filing.SlotLegalBack, filing.SlotAgentFront, filing.SlotAgentBack, filing.SlotLetterAgent, filing.SlotCommitment} {
		f.PutMaterial(filing.Material{Slot: s, Picture: strings.Repeat("0", 32), Format: "jpeg"})
	}
	return f, miniapp.Extra{Contents: []int{161, 164}, Comment: "介绍本公司的软件产品、服务案例和联系方式，不提供交易。", FaceTask: "task-1"}
}

// pack packs what must go without a block.
func pack(t *testing.T, p miniapp.Platform, f *filing.Filing, x miniapp.Extra) map[string]any {
	t.Helper()
	data, problems, err := miniapp.Pack(f, p, x, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range problems {
		if q.Blocks {
			t.Errorf("%s: %+v", p, q)
		}
	}
	var body map[string]any
	if err := json.Unmarshal(data, &body); err != nil {
		t.Fatal(err)
	}
	return body
}

// at finds a member by its path; "" if it is not there.
func at(body any, path string) any {
	for _, key := range strings.Split(path, ".") {
		m, _ := body.(map[string]any)
		body = m[key]
	}
	return body
}

func TestAFilingBecomesWeChatsBody(t *testing.T) {
	f, x := complete()
	body := pack(t, miniapp.WeChat, f, x)
	for path, want := range map[string]any{
		"icp_subject.base_info.type":                                 4.0,
		"icp_subject.base_info.name":                                 "广州样本科技有限公司",
		"icp_subject.base_info.province":                             "440000",
		"icp_subject.base_info.district":                             "440106",
		"icp_subject.base_info.address":                              "样本路1号样本大厦5楼501室", // without the area
		"icp_subject.organize_info.certificate_type":                 1.0,
		"icp_subject.organize_info.certificate_photo":                "licence.jpg",
		"icp_subject.principal_info.name":                            "张样本",
		"icp_subject.principal_info.certificate_validity_date_start": "20211126",
		"icp_subject.principal_info.certificate_validity_date_end":   "长期",
		"icp_subject.principal_info.emergency_contact":               "13700137000",
		"icp_subject.principal_info.authorization_letter":            nil, // the legal representative himself
		"icp_subject.legal_person_info":                              nil,
		"icp_applets.principal_info.name":                            "李样本",
		"icp_applets.principal_info.emergency_contact":               "13600136000",
		"icp_applets.principal_info.authorization_letter":            "letter-agent.jpg",
		"icp_applets.principal_info.verify_task_id":                  "task-1",
		"icp_applets.base_info.appid":                                nil,
		"icp_applets.base_info.comment":                              x.Comment,
		"icp_subject.principal_info.verify_task_id":                  nil,
		"icp_subject.base_info.record_number":                        nil,
	} {
		if got := at(body, path); got != want {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	}
	text, err := json.Marshal(at(body, "icp_applets.base_info"))
	if err != nil || !strings.Contains(string(text), `"nrlx_details":[{"type":24}],"service_content_types":[161,164]`) {
		t.Errorf("%s, %v", text, err)
	}
}

func TestAFilingBecomesDouyinsBody(t *testing.T) {
	f, x := complete()
	f.Site.Approvals = []filing.Approval{{Item: 9, Number: "粤网文〔2025〕1号"}}
	f.PutMaterial(filing.Material{Slot: filing.SlotApproval(9), Picture: "图/文网文.png"})
	body := pack(t, miniapp.Douyin, f, x)
	for path, want := range map[string]any{
		"corp_info.corp_type": 4.0, "corp_info.credentials_type": 1.0, "corp_info.credentials_name": "广州样本科技有限公司",
		"corp_info.province_name": "广东省", "corp_info.city_name": "广州市", "corp_info.region_name": "天河区", "corp_info.region_code": "440106",
		"corp_info.credentials_pic.path": "licence.jpg", "corp_info.incharge_people_credentials_has_end_time": false,
		"corp_info.incharge_people_credentials_valid_start_time": float64(time.Date(2021, 11, 26, 0, 0, 0, 0, filing.China).Unix()),
		"corp_info.incharge_people_credentials_valid_end_time":   nil,
		"app_info.involve_pre_approval":                          true,
		"app_info.incharge_people_phone":                         "13900139000",
		"app_info.facial_recognition_token":                      "task-1",
	} {
		if got := at(body, path); got != want {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	}
	text, err := json.Marshal(at(body, "app_info.pre_approval_list"))
	if err != nil || string(text) != `[{"pre_approval_files":[{"path":"文网文.png"}],"pre_approval_item_id":9,"pre_approval_number":"粤网文〔2025〕1号"}]` {
		t.Errorf("%s, %v", text, err)
	}
}

func TestANaturalPersonAndAnotherPrincipal(t *testing.T) {
	f, x := complete()
	f.Organiser.Nature, f.Organiser.CertType, f.Organiser.CertNumber = 5, 2, f.Legal.CertNumber
	f.ByAgent = false
	f.DropMaterial(filing.SlotLicence)
	if got := at(pack(t, miniapp.WeChat, f, x), "icp_subject.organize_info.certificate_photo"); got != nil {
		t.Errorf("a person has the picture %v", got)
	}
	pack(t, miniapp.Douyin, f, x)

	f, x = complete()
	f.PrincipalElse, f.ByAgent, f.Principal = true, false, f.Agent
	for _, s := range []filing.Slot{filing.SlotPrincipalFront, filing.SlotPrincipalBack, filing.SlotLetterLegal} {
		f.PutMaterial(filing.Material{Slot: s, Picture: "x", Format: "png"})
	}
	body := pack(t, miniapp.WeChat, f, x)
	if at(body, "icp_subject.legal_person_info.name") != "张样本" || at(body, "icp_applets.principal_info.authorization_letter") != "letter-principal.png" {
		t.Errorf("another principal: %v", body)
	}
}

// Each fault is told where it is mended, and where it stands in the body.
func TestWhatThePlatformWouldRefuseIsToldWithItsField(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*filing.Filing, *miniapp.Extra)
		field filing.Field
		path  string // of WeChat's body
	}{
		"no name":                     {func(f *filing.Filing, _ *miniapp.Extra) { f.Organiser.Name = " " }, "organiser.name", "icp_subject.base_info.name"},
		"no district":                 {func(f *filing.Filing, _ *miniapp.Extra) { f.Region.District = "" }, "region.district", "icp_subject.base_info.district"},
		"a nature that is none":       {func(f *filing.Filing, _ *miniapp.Extra) { f.Organiser.Nature = 7 }, "organiser.nature", "icp_subject.base_info.type"},
		"a certificate of others":     {func(f *filing.Filing, _ *miniapp.Extra) { f.Organiser.CertType = 4 }, "organiser.cert_type", "icp_subject.organize_info.certificate_type"},
		"a company's paper as person": {func(f *filing.Filing, _ *miniapp.Extra) { f.Legal.CertType = 1 }, "legal.cert_type", "icp_subject.principal_info.certificate_type"},
		"no picture":                  {func(f *filing.Filing, _ *miniapp.Extra) { f.DropMaterial(filing.SlotAgentBack) }, "material.agent-back", "icp_applets.principal_info.certificate_photo_back"},
		"no letter":                   {func(f *filing.Filing, _ *miniapp.Extra) { f.DropMaterial(filing.SlotLetterAgent) }, "material.letter-agent", "icp_applets.principal_info.authorization_letter"},
		"no contents":                 {func(_ *filing.Filing, x *miniapp.Extra) { x.Contents = nil }, "extra.contents", "icp_applets.base_info.service_content_types"},
		"six contents":                {func(_ *filing.Filing, x *miniapp.Extra) { x.Contents = []int{1, 2, 3, 4, 5, 6} }, "extra.contents", "icp_applets.base_info.service_content_types"},
		"an unknown content":          {func(_ *filing.Filing, x *miniapp.Extra) { x.Contents = []int{500} }, "extra.contents", "icp_applets.base_info.service_content_types"},
		"contents twice":              {func(_ *filing.Filing, x *miniapp.Extra) { x.Contents = []int{1, 1} }, "extra.contents", "icp_applets.base_info.service_content_types"},
		"19 characters":               {func(_ *filing.Filing, x *miniapp.Extra) { x.Comment = strings.Repeat("字", 19) }, "extra.comment", "icp_applets.base_info.comment"},
		"201 characters":              {func(_ *filing.Filing, x *miniapp.Extra) { x.Comment = strings.Repeat("𠮷", 201) }, "extra.comment", "icp_applets.base_info.comment"},
		"no face check":               {func(_ *filing.Filing, x *miniapp.Extra) { x.FaceTask = "" }, "extra.face_task", "icp_applets.principal_info.verify_task_id"},
		"address elsewhere":           {func(f *filing.Filing, _ *miniapp.Extra) { f.Organiser.Address.District = "440103" }, "organiser.address.district", "icp_subject.base_info.address"},
		"an approval without number":  {func(f *filing.Filing, _ *miniapp.Extra) { f.Site.Approvals = []filing.Approval{{Item: 9}} }, "site.approvals", "icp_applets.base_info.nrlx_details"},
		// Told by the schema alone.
		"a short mobile": {func(f *filing.Filing, _ *miniapp.Extra) { f.Legal.Mobile = "1380013800" }, "legal.mobile", "icp_subject.principal_info.mobile"},
		"a long name":    {func(f *filing.Filing, _ *miniapp.Extra) { f.Organiser.Name = strings.Repeat("长", 129) }, "organiser.name", "icp_subject.base_info.name"},
		"an odd app id":  {func(_ *filing.Filing, x *miniapp.Extra) { x.AppID = "gh_1" }, "extra.app_id", "icp_applets.base_info.appid"},
		"approval 7": {func(f *filing.Filing, _ *miniapp.Extra) {
			f.Site.Approvals = []filing.Approval{{Item: 7, Number: "x"}}
			f.PutMaterial(filing.Material{Slot: filing.SlotApproval(7), Picture: "a.jpg"})
		}, "site.approvals", "icp_applets.base_info.nrlx_details.0"},
	} {
		f, x := complete()
		c.spoil(f, &x)
		_, problems, err := miniapp.Pack(f, miniapp.WeChat, x, nil)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range problems {
			found = found || p.Blocks && p.Field == c.field && p.Path == c.path
			if !strings.HasSuffix(p.Text, "。") || !strings.HasSuffix(p.Remedy, "。") {
				t.Errorf("%s: %q / %q", name, p.Text, p.Remedy)
			}
			for _, secret := range []string{f.Legal.Mobile, f.Legal.CertNumber, f.Agent.Email} {
				if len(secret) > 5 && strings.Contains(p.Text+p.Remedy, secret) {
					t.Errorf("%s tells a person's data: %s", name, p.Text)
				}
			}
		}
		if !found {
			t.Errorf("%s is not told at %q, %s: %+v", name, c.field, c.path, problems)
		}
		if _, problems, err = miniapp.Pack(f, miniapp.Douyin, x, nil); err != nil || !miniapp.Blocked(problems) && name != "an odd app id" && name != "no picture" { // Douyin knows its person by the face check
			t.Errorf("%s passes at Douyin: %v, %v", name, problems, err)
		}
	}
}

func TestAnUnknownPlatformIsRefused(t *testing.T) {
	f, x := complete()
	if _, _, err := miniapp.Pack(f, "alipay", x, nil); err == nil {
		t.Error("taken")
	}
}

// Every code that the schemas allow is one of the tables, and the other way
// round: a new row in a table must come to the schemas too.
func TestSchemasHoldTheCodesOfTheTables(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range miniapp.Platforms {
		text, err := os.ReadFile("../../assets/miniapp/" + string(p) + ".schema.json")
		if err != nil {
			t.Fatal(err)
		}
		compact := strings.Join(strings.Fields(string(text)), "")
		join := func(list []int) string {
			b, _ := json.Marshal(list)
			return string(b)
		}
		var natures, people, approvals []int
		for _, s := range tables.Subjects {
			natures = append(natures, s.Code)
		}
		for _, c := range tables.PersonCertificates() {
			people = append(people, c.Code)
		}
		for _, a := range tables.Approvals {
			if a.Code != filing.NoApproval {
				approvals = append(approvals, a.Code)
			}
		}
		for _, list := range [][]int{natures, people, approvals} {
			if !strings.Contains(compact, `"enum":`+join(list)) {
				t.Errorf("%s does not have the codes %v", p, list)
			}
		}
	}
}

// What only the schema refuses is told by its name for people, and leads to its
// field.
func TestWhatTheSchemaRefusesHasAName(t *testing.T) {
	for _, c := range []struct {
		platform miniapp.Platform
		change   func(*filing.Filing, *miniapp.Extra)
		field    filing.Field
		words    string
	}{
		{miniapp.WeChat, func(_ *filing.Filing, x *miniapp.Extra) { x.AppID = "wx12" }, "extra.app_id", "“小程序编号（AppID）”不对。"},
		{miniapp.WeChat, func(_ *filing.Filing, x *miniapp.Extra) { x.AppName = strings.Repeat("名", 31) }, "extra.app_name", "“小程序名称”不符合"},
		{miniapp.WeChat, func(f *filing.Filing, _ *miniapp.Extra) { f.Organiser.Remark = strings.Repeat("注", 201) }, "organiser.remark", "主体备注"},
		{miniapp.WeChat, func(f *filing.Filing, _ *miniapp.Extra) { f.Legal.Mobile = "123" }, "legal.mobile", "手机"},
		{miniapp.Douyin, func(f *filing.Filing, _ *miniapp.Extra) { f.Agent.Email = "a" }, "agent.email", "邮箱"},
		{miniapp.Douyin, func(_ *filing.Filing, x *miniapp.Extra) { x.FaceTask = strings.Repeat("t", 257) }, "extra.face_task", "人脸核验编号"},
	} {
		f, x := complete()
		c.change(f, &x)
		_, problems, err := miniapp.Pack(f, c.platform, x, nil)
		if err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, p := range problems {
			if p.Blocks && p.Field == c.field && strings.Contains(p.Text, c.words) {
				told = append(told, p.Text)
			}
			if strings.Contains(p.Text, "icp_") || strings.Contains(p.Text, "_info") {
				t.Errorf("%s: %s", c.field, p.Text)
			}
		}
		if len(told) != 1 {
			t.Errorf("%s: told %q in %+v", c.field, told, problems)
		}
	}
}

// FuzzPack takes any filing.json: it never panics, the body is JSON, and what
// the schema refuses is always told as a block.
func FuzzPack(f *testing.F) {
	good, x := complete()
	text, err := json.Marshal(good)
	if err != nil {
		f.Fatal(err)
	}
	extra, err := json.Marshal(x)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text, extra)
	f.Add([]byte(`{"organiser":{"nature":5},"legal":{"valid_to":"9999-99-99"},"site":{"approvals":[{"item":-1},{"item":24}]}}`), []byte(`{"contents":[-1,0,0],"app_id":"\u0000"}`))
	f.Add([]byte(`{"materials":[{"slot":"other-1","picture":"../../etc/passwd.x"},{"slot":"other-1","picture":"a\\b.c"}]}`), []byte(`{}`))
	f.Fuzz(func(t *testing.T, text, extra []byte) {
		var in filing.Filing
		var x miniapp.Extra
		if json.Unmarshal(text, &in) != nil || json.Unmarshal(extra, &x) != nil {
			return
		}
		for _, p := range miniapp.Platforms {
			data, problems, err := miniapp.Pack(&in, p, x, nil)
			if err != nil {
				t.Fatal(err)
			}
			if !json.Valid(data) || strings.Contains(string(data), "../") && !strings.Contains(string(text)+string(extra), "../") {
				t.Errorf("%s: %s", p, data)
			}
			again, _, err := miniapp.Pack(&in, p, x, nil)
			if err != nil || string(again) != string(data) {
				t.Errorf("two packings differ: %v", err)
			}
			if in.Organiser.Name == "" && !miniapp.Blocked(problems) {
				t.Errorf("%s: a nameless one passes", p)
			}
		}
	})
}
