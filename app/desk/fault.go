package desk

import (
	"context"
	"time"
)

// Fault is something that a check of the data folder found.
type Fault struct {
	Code    string `json:"code"`              // Fault…
	Text    string `json:"text"`              // a Chinese sentence
	Filing  string `json:"filing,omitempty"`  // id
	Domain  string `json:"domain,omitempty"`  // of the filing
	Picture string `json:"picture,omitempty"` // id
	// Repairable tells that a backup may bring it back.
	Repairable bool `json:"repairable"`
}

// Codes of faults.
const (
	FaultDatabase  = "database"   // SQLite's own check
	FaultReference = "reference"  // a row refers to one that is not there
	FaultChain     = "log-chain"  // an entry of the log was changed, taken out or put in
	FaultHead      = "log-head"   // the end of the log was cut off
	FaultBreak     = "log-broken" // the program found that before, and went on
	FaultRevision  = "revision"   // a filing is older or newer than the log says
	FaultKey       = "filing-key" // a filing's key does not open
	FaultFiling    = "filing"     // a payload or note does not open
	FaultVersion   = "version"
	// FaultIdentifiers tells that the hashes by which Sharing finds a filing
	// are not those of its payload.
	FaultIdentifiers = "identifiers"
	FaultConsent     = "consent"
	FaultRecord      = "record" // template, setting, operator
	FaultErasure     = "erasure"
	FaultPicture     = "picture"         // does not open
	FaultMissing     = "picture-missing" // the file is gone
	FaultOrphan      = "picture-orphan"  // a file without a row
)

// Repaired tells what a repair from a backup did.
type Repaired struct {
	Files   int       // pictures put in place
	Planned bool      // the whole backup takes the place of the data at the next start
	Made    time.Time // when the backup was made
}

// Examined is a data folder opened for checking alone.
type Examined interface {
	// Verify checks everything; see package store. progress may be nil.
	Verify(ctx context.Context, progress func(done, total int)) ([]Fault, error)
	Close() error
}
