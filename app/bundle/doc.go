// Package bundle writes and reads hand-over files (.beian): one or several
// filings with their pictures for another office or another computer.
//
// A hand-over file is age v1, for a passphrase or for the public keys (age1…)
// of those who may open it. Inside lies a tar:
//
//	manifest.json                 what it is, see Manifest; always first
//	filings/ID/filing.json        as docs/filing-format.md
//	filings/ID/…                  the pictures that it names, right after it
//
// Reading goes filing by filing, so that no more than one is in memory. What
// is read was made by somebody else: names, sizes and sums are checked here,
// the pictures by whoever takes them.
package bundle

import "time"

// Format is what a manifest calls itself, Version the newest form read here.
const (
	Format  = "beiandesk-handover"
	Version = 1
	Ending  = ".beian"
)

const (
	manifestName = "manifest.json"
	filingRoot   = "filings/"
)

// Limits of what is read.
const (
	MaxFilings  = 2000
	MaxHistory  = 50 // former states told of each filing
	maxManifest = 16 << 20
	maxFiles    = 200 // of one filing
)

// Manifest says what a hand-over file holds.
type Manifest struct {
	Format  string    `json:"format"`
	Version int       `json:"version"`
	Made    time.Time `json:"made"`
	Program string    `json:"program"`
	Filings []Listed  `json:"filings"`
}

// Listed is a filing in the order of the file.
type Listed struct {
	ID  string `json:"id"`
	Rev int64  `json:"rev"` // at the office that wrote it
	// Digest tells the state, History the states it had before, the newest
	// first: by them two offices see who is ahead.
	Digest  string   `json:"digest"`
	History []string `json:"history,omitempty"`
}
