package desk

import (
	"slices"
	"time"

	"beiandesk/app/filing"
)

// joinRefusals merges into f what reviewers wanted at the other place, by time;
// of the same refusal the one of f stays. What was taken out at either place is
// taken out of both, with its lines in the log, before the logs are joined.
// Tasks are numbered anew.
func joinRefusals(f *filing.Filing, other filing.Filing) {
	gone := joinRemoved(f.RefusalsRemoved, other.RefusalsRemoved)
	f.RefusalsRemoved, other.RefusalsRemoved = gone, gone
	dropRemoved(f)
	dropRemoved(&other)
	f.Log = joinLogs(other.Log, f.Log)

	out := slices.Clone(f.Refusals)
	for _, r := range other.Refusals {
		if !slices.ContainsFunc(f.Refusals, func(x filing.Refusal) bool { return x.At.Equal(r.At) && x.Pasted == r.Pasted }) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b filing.Refusal) int { return a.At.Compare(b.At) })
	for i := range out {
		out[i].Tasks = slices.Clone(out[i].Tasks)
		for j := range out[i].Tasks {
			out[i].Tasks[j].ID = taskID(i, j)
		}
	}
	f.Refusals = out
}

// joinRemoved is every mark of a or b once, oldest first.
func joinRemoved(a, b []time.Time) []time.Time {
	all := slices.Concat(a, b)
	slices.SortFunc(all, time.Time.Compare)
	return slices.CompactFunc(all, time.Time.Equal)
}

// dropRemoved takes out the refusals that bear a mark of removal, the newest
// first, so that each is judged by what the order did after it.
func dropRemoved(f *filing.Filing) {
	for n := len(f.Refusals) - 1; n >= 0; n-- {
		if slices.ContainsFunc(f.RefusalsRemoved, f.Refusals[n].At.Equal) {
			takeOut(f, n)
		}
	}
}
