package filing

import "strings"

// Step of the six (six-steps.md C), 1 to 6.
type Step int

const (
	StepType     Step = 1 + iota // 备案类型
	StepRegion                   // 备案地区
	StepInfo                     // 基础信息
	StepMaterial                 // 上传资料
	StepPortrait                 // 人像采集
	StepSMS                      // 短信核验
)

// Steps in order.
var Steps = []Step{StepType, StepRegion, StepInfo, StepMaterial, StepPortrait, StepSMS}

// Name in Chinese.
func (s Step) Name() string {
	if s >= 1 && int(s) <= len(Steps) {
		return [...]string{"备案类型", "备案地区", "基础信息", "上传资料", "人像采集", "短信核验"}[s-1]
	}
	return ""
}

// Group is a group of questions within StepInfo.
type Group string

const (
	GroupOrganiser Group = "organiser" // 主办单位
	GroupSite      Group = "site"      // 网站
	GroupPeople    Group = "people"    // 负责人
	GroupEmergency Group = "emergency" // 应急联系人
)

// Groups in order.
var Groups = []Group{GroupOrganiser, GroupSite, GroupPeople, GroupEmergency}

// Name in Chinese.
func (g Group) Name() string {
	return map[Group]string{GroupOrganiser: "主办单位", GroupSite: "网站", GroupPeople: "负责人", GroupEmergency: "应急联系人"}[g]
}

// Place tells in which step, and for StepInfo in which group, a field is
// asked, so that a finding can jump there.
func Place(p Field) (Step, Group) {
	head, _, _ := strings.Cut(string(p), ".")
	switch head {
	case "answers", "kind":
		return StepType, ""
	case "region":
		return StepRegion, ""
	case "organiser":
		return StepInfo, GroupOrganiser
	case "site":
		return StepInfo, GroupSite
	case "legal", "principal", "agent", "by_agent", "principal_else":
		return StepInfo, GroupPeople
	case "emergency1", "emergency2":
		return StepInfo, GroupEmergency
	case "material", "domain", "remark", "asked":
		if p == "domain.name" {
			return StepType, ""
		}
		return StepMaterial, ""
	case "portrait":
		return StepPortrait, ""
	case "sms":
		return StepSMS, ""
	}
	return StepType, ""
}
