package text

// Holder templates (实名模板).
const (
	LibraryTitle         = "资料"
	LibraryLead          = "常用的主办单位和负责人存成实名模板，填写备案时一选就带入。"
	LibraryOrganisers    = "主办单位"
	LibraryPeople        = "负责人"
	AddOrganiser         = "添加主办单位"
	AddPerson            = "添加负责人"
	LibraryEmptyTitle    = "还没有实名模板"
	LibraryEmptySentence = "把常用的主办单位和负责人存在这里，下一次备案不用再填一遍。"
	EditOrganiser        = "主办单位模板"
	EditPerson           = "负责人模板"

	TemplateName       = "模板名称"
	TemplateNameHint   = "只用来辨认，如“总公司”。空着就用单位名称或姓名。"
	TemplateRemoved    = "模板已删除，用过它的备案不受影响"
	TemplateUnsaved    = "还没有保存：名称和姓名都空着"
	TemplateSaveFailed = "没有保存成功，文字还在这里"

	FieldOrgName     = "单位全称"
	FieldOrgNameHint = "与证件上的名称一字不差"
	FieldNature      = "单位性质"
	FieldCertType    = "证件类型"
	FieldCertNumber  = "证件号码"
	FieldCertAddress = "证件住所"
	FieldCertAddrTip = "照证件上印的填写"
	FieldStreet      = "通信地址：路、街、村"
	FieldDoor        = "门牌号、楼栋"
	FieldFloor       = "楼层、房间"
	FieldInvestor    = "投资人或主管单位"
	FieldPersonName  = "姓名"
	FieldMobile      = "手机号码"
	FieldEmail       = "电子邮箱"
	FieldLandline    = "固定电话"
	FieldValidFrom   = "证件有效期起"
	FieldValidTo     = "证件有效期止"
	FieldValidToHint = "证件写“长期”的，请勾选长期"
	LandlineHint     = "选填，如 010-12345678"
)

// TemplateOf summarises a template in the list, one fact to a line:
// 证件 4405**********0010.
func TemplateOf(number, mobile string) string {
	s := ""
	if number != "" {
		s = "证件 " + number
	}
	if mobile != "" {
		if s != "" {
			s += "\n"
		}
		s += "手机 " + mobile
	}
	if s == "" {
		return "还没有填写证件"
	}
	return s
}

// More of the library.
const (
	LibraryFailed     = "模板没有读出来"
	LibraryChoose     = "选一个模板查看或修改"
	LibraryChooseHint = "左侧列出已存的主办单位和负责人，证件号码只显示首尾。"
)
