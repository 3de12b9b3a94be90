package filing

import "time"

// Refusal is one answer of a reviewer: what was pasted, and the tasks that came
// of it. Province and Provider are those of that day.
type Refusal struct {
	At       time.Time `json:"at"`
	By       string    `json:"by,omitempty"`     // who recorded it
	Action   Action    `json:"action,omitempty"` // return, reject or refuse
	Province string    `json:"province,omitempty"`
	Provider string    `json:"provider,omitempty"`
	Pasted   string    `json:"pasted"` // numbers of people masked; may still name them
	Tasks    []Task    `json:"tasks,omitempty"`
}

// Task is one reason to be mended.
type Task struct {
	ID         string    `json:"id"`                   // "2-3": the third of the second refusal
	Words      string    `json:"words"`                // the reviewer's, numbers of people masked
	Reason     string    `json:"reason,omitempty"`     // id in refusal_reasons.json, "" = not recognised
	Field      Field     `json:"field,omitempty"`      // where it is mended, "" = no field of ours
	Score      int       `json:"score,omitempty"`      // points of the match
	Confidence string    `json:"confidence,omitempty"` // sure, likely, near, told by a person, "" = none
	Done       time.Time `json:"done,omitzero"`        // ticked at
}

// IsRefusal tells whether an action says that a reviewer wants changes.
func (a Action) IsRefusal() bool { return a == ActReturn || a == ActReject || a == ActRefuse }

// Refusals are the actions of a state by which a reviewer's refusal is
// recorded.
func (s State) Refusals() []Action {
	var out []Action
	for _, a := range Allowed(s) {
		if a.IsRefusal() {
			out = append(out, a)
		}
	}
	return out
}

// Mending tells whether a filing waits to be mended after a refusal.
func (s State) Mending() bool { return s == Returned || s == FirstRefuse || s == Refused }

// lastRefusal is the newest entry of a refusal in the log.
func (f *Filing) lastRefusal() (Entry, bool) {
	if !f.State.Mending() {
		return Entry{}, false
	}
	for i := len(f.Log) - 1; i >= 0; i-- {
		if f.Log[i].Action.IsRefusal() {
			return f.Log[i], true
		}
	}
	return Entry{}, false
}

// LastRefusal is the reviewer's reason while a filing waits to be mended, ""
// in every other state. Numbers of people are masked in it if it was pasted.
func (f *Filing) LastRefusal() string {
	e, _ := f.lastRefusal()
	return e.Note
}

// OpenRefusal is the refusal whose tasks are to be done now: the newest, while
// the filing waits to be mended, unless a later one was noted without text.
// nil if there is none.
func (f *Filing) OpenRefusal() *Refusal {
	e, ok := f.lastRefusal()
	if !ok || len(f.Refusals) == 0 {
		return nil
	}
	r := &f.Refusals[len(f.Refusals)-1]
	if r.At.Before(e.At) {
		return nil
	}
	return r
}

// Task returns a task by its id, nil if there is none. It may be changed.
func (f *Filing) Task(id string) *Task {
	for i := range f.Refusals {
		for j := range f.Refusals[i].Tasks {
			if t := &f.Refusals[i].Tasks[j]; t.ID == id {
				return t
			}
		}
	}
	return nil
}

// Left counts the tasks that are not ticked.
func (r *Refusal) Left() int {
	n := 0
	for _, t := range r.Tasks {
		if t.Done.IsZero() {
			n++
		}
	}
	return n
}
