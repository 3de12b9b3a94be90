// Package desk holds the use cases: one public method is one intent of the
// user and one transaction of the store. Screens and the command line call
// nothing else to change data. The package declares what it needs from disk
// (Store); package data/store and the in-memory desktest.Store provide it.
package desk

import (
	"context"
	"time"

	"beiandesk/app/filing"
)

// Store keeps filings, pictures, versions, templates and settings.
//
// Update runs work in one writing transaction: if work returns an error
// nothing of it remains, pictures included. View runs work on a consistent
// read-only state. Both honour ctx. A failure that a person must know about
// is an *app.Error (store.full, store.read-only, store.damaged, store.busy,
// store.conflict, store.not-found).
//
// Scour clears from the files what deleted rows have left in them. It may take
// a second; if it fails, the store does it at its next opening.
type Store interface {
	View(ctx context.Context, work func(Reader) error) error
	Update(ctx context.Context, work func(Tx) error) error
	Scour(ctx context.Context) error
}

// Reader reads. Returned values belong to the caller.
type Reader interface {
	// Filing returns a filing, trashed or not; app.CodeNotFound if there is none.
	Filing(id string) (*filing.Filing, error)
	// Rows lists all filings of the list (or of the trash), newest change first.
	Rows(trashed bool) ([]Row, error)
	// SameDomain, SameOrganiser list ids of filings with an equal domain or an
	// equal organiser's certificate number (by keyed hash), trash excluded.
	SameDomain(domain string) ([]string, error)
	SameOrganiser(certNumber string) ([]string, error)
	// Sharing lists which of a filing's Identifiers stand in filings of other
	// organisers (by keyed hash), trash and abandoned ones excluded: in the
	// order of Identifiers, for each the MaxSharing that came last. A filing is
	// another organiser's if neither its certificate number nor its name is the
	// same and one of them is known.
	Sharing(f *filing.Filing) ([]Sharing, error)
	// Versions lists the kept versions of a filing, newest first.
	Versions(id string) ([]Version, error)
	// Version returns the filing as it was kept.
	Version(version int64) (*filing.Filing, error)
	// Picture opens a sealed picture; app.CodeNotFound, or store.damaged if it
	// does not open.
	Picture(id string) ([]byte, error)
	// Templates lists the holder templates, by name.
	Templates() ([]Template, error)
	// Setting returns the value of a key, nil if it was never set.
	Setting(key string) ([]byte, error)
	// Log lists n entries with a number below before, newest first; before ≤ 0
	// begins with the newest, n ≤ 0 lists all.
	Log(before int64, n int) ([]Entry, error)
	// Operators lists all, also those who left, in the order in which they came.
	Operators() ([]Operator, error)
	// Consents lists what was noted for a filing, oldest first.
	Consents(filing string) ([]Consent, error)
	// Erasures lists the records, newest first.
	Erasures() ([]Erasure, error)
	RefusalReader
}

// Tx reads and writes.
type Tx interface {
	Reader
	RefusalTx
	// Insert adds a filing; its Rev becomes 1.
	Insert(f *filing.Filing, row Row) error
	// Save replaces the filing if f.Rev is still the stored revision and sets
	// f.Rev to the next one; otherwise it returns app.Conflict().
	Save(f *filing.Filing, row Row) error
	// Trash moves a filing into the trash (at not zero) or back (at zero).
	Trash(id string, at time.Time) error
	// Purge removes a filing with its key, versions, pictures, consents, counted
	// refusals and corrections for good.
	Purge(id string) error
	// Keep stores the filing as a version. A version equal to the newest one
	// is not stored again; kept tells.
	Keep(f *filing.Filing, step filing.Step, at time.Time) (kept bool, err error)
	// AddPicture seals data and returns the new picture's id.
	AddPicture(filingID string, data []byte) (string, error)
	// DropPicture removes a picture; that it is already gone is no error.
	DropPicture(id string) error
	// PutTemplate adds (ID "") or replaces a template and returns its id.
	PutTemplate(t Template) (string, error)
	DropTemplate(id string) error
	// SetSetting stores a value, sealed. nil removes it.
	SetSetting(key string, value []byte) error
	// Record appends an entry to the log when the transaction commits; number,
	// time and the revision of a filing saved in it are filled in. A filing
	// that is saved without an entry gets one with DidSave.
	Record(e Entry) error
	// PutOperator adds (ID "") or replaces an operator and returns the id.
	PutOperator(op Operator) (string, error)
	// PutConsent adds (ID "") or replaces a consent and returns the id.
	PutConsent(c Consent) (string, error)
	// PutErasure adds a record and returns it numbered and dated.
	PutErasure(e Erasure) (Erasure, error)
}

// Row is what the list shows of a filing. All but Note may lie in clear in
// the store: the ministry publishes them. Times are UTC.
type Row struct {
	ID        string
	Rev       int64
	Domain    string
	Organiser string
	Kind      filing.Kind
	State     filing.State
	Portrait  filing.PortraitStatus
	Number    string
	Note      string      // sealed
	Step      filing.Step // where to go on, 0 when nothing is left to fill in
	Next      Next        // the next action, a code; screens/text has the words
	Due       time.Time   // its deadline, zero if none
	Updated   time.Time
	Trashed   time.Time // zero if not in the trash
	Ended     time.Time // done or given up at, zero before
	Sample    bool
}

// Next is the next thing to do with a filing.
type Next string

const (
	NextType     Next = "type" // go on with step 1 … 6
	NextRegion   Next = "region"
	NextInfo     Next = "info"
	NextMaterial Next = "material"
	NextPortrait Next = "portrait"
	NextCheck    Next = "check"   // everything filled in: look at the findings
	NextSubmit   Next = "submit"  // no block left: export and hand in
	NextWait     Next = "wait"    // the provider or the administration is at it
	NextForward  Next = "forward" // ask the provider whether it was passed on
	NextSMS      Next = "sms"
	NextAmend    Next = "amend"  // returned or refused
	NextDuties   Next = "duties" // footer, police filing
	NextErase    Next = "erase"  // the time of keeping is over
	NextNone     Next = "none"
)

// Version is a kept state of a filing.
type Version struct {
	ID   int64
	Rev  int64
	Step filing.Step
	At   time.Time
}

// Template is a reusable holder (实名模板): an organiser or a person whose
// data are filled in again and again. Payload is sealed.
type Template struct {
	ID        string
	Name      string            // shown in lists; a person's name, so sealed as well
	Organiser *filing.Organiser `json:",omitempty"`
	Person    *filing.Person    `json:",omitempty"`
	Updated   time.Time
}
