package filing

import (
	"strconv"
	"time"

	"beiandesk/app"
)

// State of a filing. The nine states of a provider's order (peers.md A.5) and
// the states of six-steps.md D are both in here.
type State string

const (
	Draft       State = "draft"        // 正在填写            (provider 1: to complete)
	FirstReview State = "first-review" // 接入商初审中         (2: waiting for first review)
	Returned    State = "returned"     // 退回待修改           (3: to amend)
	ReReview    State = "re-review"    // 已修改，待复核        (4: amended, waiting)
	FirstRefuse State = "first-refuse" // 初审驳回            (5: rejected in first review)
	Forwarding  State = "forwarding"   // 待提交管局           (6: waiting to be passed on)
	SMSWaiting  State = "sms"          // 待短信核验
	AdminReview State = "admin-review" // 管局审核中           (7: with the administration)
	Refused     State = "refused"      // 管局驳回            (8: rejected by the administration)
	Filed       State = "filed"        // 已备案              (9: filed)
	Abandoned   State = "abandoned"    // 已放弃
)

// States in the order of the way through.
var States = []State{Draft, FirstReview, Returned, ReReview, FirstRefuse, Forwarding, SMSWaiting, AdminReview, Refused, Filed, Abandoned}

var stateNames = map[State]string{
	Draft: "正在填写", FirstReview: "接入商初审中", Returned: "退回待修改", ReReview: "已修改待复核",
	FirstRefuse: "初审驳回", Forwarding: "待提交管局", SMSWaiting: "待短信核验", AdminReview: "管局审核中",
	Refused: "管局驳回", Filed: "已备案", Abandoned: "已放弃",
}

// Name in Chinese.
func (s State) Name() string {
	if n, ok := stateNames[s]; ok {
		return n
	}
	return string(s)
}

// Phase is the part of the four-part progress bar: 1 填写备案信息, 2
// 接入商审核, 3 管局审核, 4 备案完成; 0 for an abandoned filing.
func (s State) Phase() int {
	switch s {
	case Draft, Returned, FirstRefuse, Refused:
		return 1
	case FirstReview, ReReview, Forwarding:
		return 2
	case SMSWaiting, AdminReview:
		return 3
	case Filed:
		return 4
	}
	return 0
}

// Editable tells whether the data may be changed in this state.
func (s State) Editable() bool { return s.Phase() == 1 }

// Open tells whether an order is under way somewhere. One organiser may have
// only one open order (filing-fields.md 9, HW-驳回).
func (s State) Open() bool { return s != Filed && s != Abandoned }

// Action moves a filing from one state to another.
type Action string

const (
	ActCreate    Action = "create"     // in the log only
	ActImport    Action = "import"     // in the log only
	ActClone     Action = "clone"      // in the log only
	ActExport    Action = "export"     // in the log only
	ActNote      Action = "note"       // in the log only
	ActRestore   Action = "restore"    // in the log only
	ActAnyway    Action = "use-anyway" // in the log only: a doubtful picture is used, with the reason
	ActSubmit    Action = "submit"     // handed in at the provider
	ActWithdraw  Action = "withdraw"   // taken back
	ActReturn    Action = "return"     // the provider wants changes
	ActReject    Action = "reject"     // the provider refuses
	ActResubmit  Action = "resubmit"   // handed in again
	ActPass      Action = "pass"       // first review passed
	ActForward   Action = "forward"    // passed on, the ministry sends codes
	ActSMSDone   Action = "sms-done"   // everybody has verified
	ActSMSMissed Action = "sms-missed" // 24 hours over or too many wrong codes
	ActNoSMS     Action = "no-sms"     // this kind needs no code
	ActApprove   Action = "approve"    // the administration gave the number
	ActRefuse    Action = "refuse"     // the administration refuses
	ActAmend     Action = "amend"      // from a refusal back into the form
	ActAbandon   Action = "abandon"
	ActReopen    Action = "reopen"
)

var actionNames = map[Action]string{
	ActCreate: "新建", ActImport: "导入", ActClone: "复制", ActExport: "导出材料包", ActNote: "备注", ActRestore: "恢复旧版本", ActAnyway: "仍然使用图片",
	ActSubmit: "已提交接入商", ActWithdraw: "撤回订单", ActReturn: "接入商退回修改", ActReject: "接入商驳回",
	ActResubmit: "修改后再次提交", ActPass: "初审通过", ActForward: "已提交管局", ActSMSDone: "短信核验完成",
	ActSMSMissed: "短信核验超时或失败", ActNoSMS: "无需短信核验", ActApprove: "管局审核通过", ActRefuse: "管局驳回",
	ActAmend: "按退回原因修改", ActAbandon: "放弃本次备案", ActReopen: "重新打开",
}

// Name in Chinese, as on a button or in the log.
func (a Action) Name() string {
	if n, ok := actionNames[a]; ok {
		return n
	}
	return string(a)
}

// Guard names a condition beside the state.
type Guard string

const (
	GuardNone    Guard = ""
	GuardSMSDone Guard = "all-verified" // everybody who must has verified
	GuardNumber  Guard = "number"       // a filing number is given
	GuardNote    Guard = "note"         // the reason is given
	GuardNoSMS   Guard = "no-sms-kind"  // nobody has to verify for this kind
)

// Transition is one row of the table.
type Transition struct {
	From   State
	Action Action
	To     State
	Guard  Guard
}

// Transitions is the one table of all changes of state. docs/states.md is
// printed from it by a test.
var Transitions = []Transition{
	{Draft, ActSubmit, FirstReview, GuardNone},
	{Draft, ActAbandon, Abandoned, GuardNone},
	{FirstReview, ActWithdraw, Draft, GuardNone},
	{FirstReview, ActReturn, Returned, GuardNote},
	{FirstReview, ActReject, FirstRefuse, GuardNote},
	{FirstReview, ActPass, Forwarding, GuardNone},
	{Returned, ActResubmit, ReReview, GuardNone},
	{Returned, ActAbandon, Abandoned, GuardNone},
	{ReReview, ActWithdraw, Returned, GuardNone},
	{ReReview, ActReturn, Returned, GuardNote},
	{ReReview, ActReject, FirstRefuse, GuardNote},
	{ReReview, ActPass, Forwarding, GuardNone},
	{FirstRefuse, ActAmend, Returned, GuardNone},
	{FirstRefuse, ActAbandon, Abandoned, GuardNone},
	{Forwarding, ActForward, SMSWaiting, GuardNone},
	{Forwarding, ActNoSMS, AdminReview, GuardNoSMS},
	{Forwarding, ActReturn, Returned, GuardNote},
	{Forwarding, ActWithdraw, Returned, GuardNone},
	{SMSWaiting, ActSMSDone, AdminReview, GuardSMSDone},
	{SMSWaiting, ActSMSMissed, Returned, GuardNone},
	{SMSWaiting, ActReturn, Returned, GuardNote},
	{AdminReview, ActApprove, Filed, GuardNumber},
	{AdminReview, ActRefuse, Refused, GuardNote},
	{Refused, ActAmend, Returned, GuardNone},
	{Refused, ActAbandon, Abandoned, GuardNone},
	{Abandoned, ActReopen, Draft, GuardNone},
}

// Allowed lists the actions that the table has for a state, in its order.
func Allowed(s State) []Action {
	var out []Action
	for _, t := range Transitions {
		if t.From == s {
			out = append(out, t.Action)
		}
	}
	return out
}

// Do carries out an action at time now: it changes the state and writes the
// log. An action that the table does not have, or whose guard does not hold,
// changes nothing and returns an *app.Error (codes state.not-allowed,
// state.sms-open, state.number, state.note, state.sms-needed). note is
// trimmed by the caller; for ActApprove it is the filing number's remark and
// f.Number must be set before.
func (f *Filing) Do(a Action, actor, note string, now time.Time) error {
	for _, t := range Transitions {
		if t.From != f.State || t.Action != a {
			continue
		}
		switch t.Guard {
		case GuardSMSDone:
			if !SMSAllDone(f) {
				return app.Fail("state.sms-open", "还有负责人没有完成短信核验。请先在第六步记下每个人的核验结果。")
			}
		case GuardNumber:
			if f.Number == "" {
				return app.Fail("state.number", "请先填写管局下发的备案号，再标记为已备案。").At("number")
			}
		case GuardNote:
			if note == "" {
				return app.Fail("state.note", "请填写退回或驳回的原因，修改时会用到。")
			}
		case GuardNoSMS:
			if len(SMSRoles(f)) > 0 {
				return app.Fail("state.sms-needed", "这种备案需要短信核验，请选“已提交管局”。")
			}
		}
		f.Log = append(f.Log, Entry{At: now.UTC(), Actor: actor, Action: a, From: t.From, To: t.To, Note: note})
		f.State, f.Since = t.To, now.UTC()
		switch a {
		case ActSubmit:
			f.Submitted = now.UTC()
		case ActForward:
			f.SMS = nil // an earlier round's codes are void
		case ActApprove:
			f.FiledOn = now.In(China).Format(time.DateOnly)
		}
		return nil
	}
	return app.Fail("state.not-allowed", "现在是“"+f.State.Name()+"”，不能执行“"+a.Name()+"”。请刷新后按当前状态操作。")
}

// Record writes a line into the log without a change of state.
func (f *Filing) Record(a Action, actor, note string, now time.Time) {
	f.Log = append(f.Log, Entry{At: now.UTC(), Actor: actor, Action: a, From: f.State, To: f.State, Note: note})
}

// China is the time zone of all dates that a person reads: UTC+8, no summer
// time since 1991. Fixed, so that no zone database is needed on Windows.
var China = time.FixedZone("CST", 8*3600)

func itoa(n int) string { return strconv.Itoa(n) }
