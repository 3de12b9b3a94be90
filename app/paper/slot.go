package paper

import (
	"strings"

	"beiandesk/app/filing"
)

// licenceBusiness is the code of 营业执照 in certificate_types.json.
const licenceBusiness = 1

var slotNames = map[filing.Slot]string{
	filing.SlotLegalFront:     "法定代表人证件人像面",
	filing.SlotLegalBack:      "法定代表人证件国徽面",
	filing.SlotPrincipalFront: "主体负责人证件人像面",
	filing.SlotPrincipalBack:  "主体负责人证件国徽面",
	filing.SlotAgentFront:     "代办人证件人像面",
	filing.SlotAgentBack:      "代办人证件国徽面",
	filing.SlotDomain:         "域名证书",
	filing.SlotLetterAgent:    "授权委托书",
	filing.SlotLetterLegal:    "主体负责人授权委托书",
	filing.SlotCommitment:     "承诺书",
	filing.SlotPortrait:       "负责人照片",
}

// SlotName is the short name of a material. It names nobody and needs no
// table, so file names are made from it.
func SlotName(s filing.Slot, f *filing.Filing) string {
	if s == filing.SlotLicence {
		if f.Organiser.CertType == licenceBusiness {
			return "营业执照"
		}
		return "主办单位证件"
	}
	if name, ok := slotNames[s]; ok {
		return name
	}
	_, number, _ := strings.Cut(string(s), "-")
	if s.IsApproval() {
		return "前置审批文件 " + number
	}
	if s.IsOther() {
		return "其他材料 " + number
	}
	return "其他材料"
}
