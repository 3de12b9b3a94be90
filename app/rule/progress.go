package rule

import (
	"beiandesk/app/filing"
)

// Mark is the state of a step or group.
type Mark string

const (
	Done    Mark = "done"
	Problem Mark = "problem" // something is wrong
	Todo    Mark = "todo"    // something is missing
)

// Progress marks the six steps. findings are those of Check. A step is in
// trouble only for something wrong; what is merely not there yet is to do.
// Warnings do not change a mark.
func Progress(f *filing.Filing, findings []Finding) map[filing.Step]Mark {
	m := map[filing.Step]Mark{}
	for _, s := range filing.Steps {
		m[s] = Done
	}
	for _, fd := range findings {
		step, _ := filing.Place(fd.Field)
		m[step] = worse(m[step], fd)
	}
	switch {
	case m[filing.StepPortrait] == Problem:
	case f.Portrait.Status != filing.PortraitSubmitted:
		m[filing.StepPortrait] = Todo
	}
	m[filing.StepSMS] = smsMark(f)
	if f.Kind != filing.KindUnknown && !f.Kind.Prepared() {
		// Nothing is asked there, so nothing is done either.
		for _, s := range []filing.Step{filing.StepRegion, filing.StepInfo, filing.StepMaterial} {
			if m[s] == Done {
				m[s] = Todo
			}
		}
	}
	return m
}

func worse(now Mark, fd Finding) Mark {
	switch {
	case fd.Severity != Block || now == Problem:
		return now
	case fd.Missing:
		return Todo
	}
	return Problem
}

func smsMark(f *filing.Filing) Mark {
	switch f.State {
	case filing.AdminReview, filing.Filed:
		return Done
	case filing.SMSWaiting:
	default:
		return Todo
	}
	for _, s := range f.SMS {
		if s.Done.IsZero() && (s.Failed || s.Wrong >= filing.SMSTries) {
			return Problem
		}
	}
	if filing.SMSAllDone(f) {
		return Done
	}
	return Todo
}

// GroupMarks marks the groups of step 3 in the same way.
func GroupMarks(f *filing.Filing, findings []Finding) map[filing.Group]Mark {
	m := map[filing.Group]Mark{}
	for _, g := range filing.Groups {
		m[g] = Done
	}
	for _, fd := range findings {
		if _, g := filing.Place(fd.Field); g != "" {
			m[g] = worse(m[g], fd)
		}
	}
	return m
}
