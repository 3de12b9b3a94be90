package desk

import (
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/refusal"
)

// Refused is one reason of one refusal as it is counted. It tells nothing
// about a person.
type Refused struct {
	Reason   string // id in refusal_reasons.json, "" = not recognised
	Province string // GB/T 2260, "" = not chosen then
	Provider string // id of a provider profile, "" = none
	Day      string // 2006-01-02 in China
}

// RefusedCount is how often a reason came in a month.
type RefusedCount struct {
	Reason, Province, Provider string
	Month                      string // 2006-01
	N                          int
}

// RefusedFiling is a filing behind a count.
type RefusedFiling struct {
	Filing, Domain, Organiser string
	Day                       string // of the latest such refusal
	N                         int
}

// Phrase is a correction of the office; see refusal.Phrase.
type Phrase = refusal.Phrase

// MaxPhrases is how many corrections are used, the newest.
const MaxPhrases = 2000

// RefusalReader is the part of Reader for refusals. The trash does not count.
type RefusalReader interface {
	// RefusedCounts counts by reason, province, provider and month; given a
	// place only there. Order: province, provider, reason, month.
	RefusedCounts(at *Place) ([]RefusedCount, error)
	// RefusedFilings lists the filings that were refused for a reason, the
	// latest refusal first.
	RefusedFilings(q RefusedFilter) ([]RefusedFiling, error)
	// Phrases lists the newest MaxPhrases corrections, newest first. One that
	// does not open is passed over: it is of use to nobody.
	Phrases() ([]Phrase, error)
}

// RefusalTx is the part of Tx for refusals.
type RefusalTx interface {
	// SetRefused replaces what is counted for a filing.
	SetRefused(filing string, list []Refused) error
	// PutPhrase keeps a correction; one of the same filing with the same words
	// is replaced, and only removed if p.Reason is "".
	PutPhrase(p Phrase) error
}

// RefusedFilter says which refusals are meant.
type RefusedFilter struct {
	Reason             string
	Province, Provider *string // nil = all
	Since              string  // a day, "" = ever
}

// Place is one provider in one province.
type Place struct{ Province, Provider string }

// refusedOf is what is counted of a filing: each reason once per refusal. The
// sample is made up and does not count.
func refusedOf(f *filing.Filing) []Refused {
	if f.Sample {
		return nil
	}
	var out []Refused
	for _, r := range f.Refusals {
		seen := map[string]bool{}
		for _, t := range r.Tasks {
			if t.Reason != "" && seen[t.Reason] {
				continue
			}
			seen[t.Reason] = true
			out = append(out, Refused{Reason: t.Reason, Province: r.Province, Provider: r.Provider, Day: r.At.In(filing.China).Format(time.DateOnly)})
		}
	}
	return out
}
