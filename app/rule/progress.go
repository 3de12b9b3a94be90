package rule

import "beiandesk/app/filing"

// Mark is the state of a step or group.
type Mark string

const (
	Done    Mark = "done"
	Problem Mark = "problem" // something is wrong
	Todo    Mark = "todo"    // something is missing
)

// Progress marks the six steps. findings are those of Check.
func Progress(f *filing.Filing, findings []Finding) map[filing.Step]Mark { return nil }

// GroupMarks marks the groups of step 3.
func GroupMarks(f *filing.Filing, findings []Finding) map[filing.Group]Mark { return nil }
