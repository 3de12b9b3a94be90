package paper

import (
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// Names gives the words for codes, from the tables in force; "" for a code that
// there is not. If it also has a method Source(tags string) string, findings
// name their source in words instead of tags.
type Names interface {
	Area(code string) string     // of a GB/T 2260 code: province, city and district run together
	Nature(code int) string      // subject_types.json
	Certificate(code int) string // certificate_types.json
	Content(code int) string     // service_content_types.json, websites
	Language(code int) string    // languages.json
	Approval(code int) string    // prior_approval_items.json
}

// Input is what the papers are filled from.
type Input struct {
	Filing   *filing.Filing
	Needs    []rule.Need    // of the overview's list of materials
	Findings []rule.Finding // of the overview
	Office   Office
	Names    Names        // nil: codes stay numbers
	Now      time.Time    // of making; part of the document
	Draft    bool         // mark every page
	Touched  []rule.Touch // prior approvals at which words of the filing point
	Provider string       // name of the access provider, "" = none is chosen
	Keep     int          // months for which the office keeps a customer's data, 0 = not said

	start bool // placeholders stand in place of a filing
}

// minute is a point of time in China to the minute.
func minute(t time.Time) string { return t.In(filing.China).Format("2006-01-02 15:04") }
