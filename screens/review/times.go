package review

import (
	"beiandesk/app/rule/table"
	"beiandesk/screens/text"
)

// times says how long each of the four parts takes: as long as the provider
// says, else what is usual.
func (y *History) times() [4]string {
	out := text.PhasesTime
	f := &y.view.Filing
	p := y.desk.Tables().Provider(f.Provider)
	for i, stage := range map[int]string{1: table.StageReview, 2: table.StageAdmin} {
		if d, ok := p.Days(stage, f.Region.Province); ok {
			out[i] = text.WorkingDays(d.From, d.To)
		}
	}
	return out
}
