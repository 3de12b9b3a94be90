package desk

import (
	"context"
	"time"

	"beiandesk/app/filing"
)

// Entry is a line of the office's log: who did what to which filing. It never
// holds a value of a field, and nobody's name: operators and filings stand in
// it by their id. The store chains the entries by hash and only appends.
type Entry struct {
	N        int64     `json:"-"` // 1, 2, 3 …
	At       time.Time `json:"-"`
	Operator string    `json:"operator,omitempty"` // id; "" before operators were named, or the program itself
	Action   string    `json:"action"`             // Did…
	Filing   string    `json:"filing,omitempty"`   // id
	Kinds    []string  `json:"kinds,omitempty"`    // kinds of data: field names, parts of an export
	Rev      int64     `json:"rev,omitempty"`      // of the filing after a change
}

// Actions of the log. screens/text has their words.
const (
	DidAdd           = "add"
	DidClone         = "clone"
	DidImport        = "import"
	DidSample        = "sample"
	DidEdit          = "edit"
	DidAnswer        = "answer"        // to a question of the checklist; kinds: its row
	DidTables        = "tables"        // a newer table of rules was installed; kinds: which, its version
	DidTemplate      = "template"      // a block was filled from a template
	DidRestore       = "restore"       // of an older version
	DidState         = "state"         // the filing moved on
	DidNote          = "note"          // a line in the review log
	DidRefusal       = "refusal"       // a reviewer's text; kinds: the action, added, reason, task, task-added, task-removed, removed, undone
	DidPortrait      = "portrait"      // session or status
	DidSMS           = "sms"           // a code
	DidDuty          = "duty"          // ticked
	DidMaterial      = "material"      // picture added, edited, used anyway
	DidDropPart      = "material-drop" // picture taken out
	DidPhone         = "phone"         // picture taken in that a phone sent
	DidPhoneOpen     = "phone-open"    // the page for phones was opened; kinds: what was asked for, https, pin
	DidTrash         = "trash"
	DidUntrash       = "untrash"
	DidPurge         = "purge"
	DidErase         = "erase"
	DidExport        = "export"
	DidPaper         = "paper" // a letter, card or overview was written to a file
	DidUnmask        = "unmask"
	DidTemplates     = "templates" // the templates themselves
	DidSetting       = "setting"
	DidTemplatePaper = "paper-template" // an office's own DOCX; kinds: the paper, removed
	DidOperator      = "operator"
	DidOperatorGo    = "operator-gone"
	DidConsent       = "consent"
	DidWithdraw      = "consent-withdrawn"
	DidRefresh       = "refresh" // evaluated anew by the program
	DidSave          = "save"    // saved by the program without a use case: mended at the start
	DidTakeOver      = "taken-over"
	DidHandOver      = "handover"        // filings were written into a hand-over file
	DidBackup        = "backup"          // kinds: asked, daily
	DidBackupSet     = "backup-restored" // kinds: unpacked, planned, unplanned, former-dropped
	DidKeys          = "keys"            // a way to the data was added, changed or removed; kinds tell which
	DidFindBreak     = "chain-broken"    // the store found the end of the log changed
	DidUnreadable    = "unreadable"      // stands for an entry that does not open
)

// deed is what a use case notes of itself.
type deed struct {
	action string
	kinds  []string
}

func did(action string, kinds ...string) deed { return deed{action, kinds} }

func fieldsOf(edits []filing.Edit) []string {
	var out []string
	for _, e := range edits {
		out = append(out, string(e.Field))
	}
	return out
}

// record writes a deed into the log, in the transaction of the change.
func (d *Desk) record(tx Tx, a deed, filing string) error {
	return tx.Record(Entry{Operator: d.who().ID, Action: a.action, Filing: filing, Kinds: a.kinds})
}

// Note writes into the log what changes nothing in the store: a backup, a
// change of keys, an export. kinds never holds values.
func (d *Desk) Note(ctx context.Context, action, filing string, kinds ...string) error {
	return d.update(ctx, mayAnything, func(tx Tx) error { return d.record(tx, did(action, kinds...), filing) })
}

// NoteUnmasked writes into the log that fields of a filing are shown unmasked.
// It comes before the fields are shown; an error means that they must not be.
func (d *Desk) NoteUnmasked(ctx context.Context, id string, fields ...filing.Field) error {
	kinds := make([]string, len(fields))
	for i, f := range fields {
		kinds[i] = string(f)
	}
	return d.update(ctx, MayUnmask, func(tx Tx) error { return d.record(tx, did(DidUnmask, kinds...), id) })
}

// Log lists n entries with a number below before, newest first; before ≤ 0
// begins with the newest, n ≤ 0 lists all.
func (d *Desk) Log(ctx context.Context, before int64, n int) (list []Entry, err error) {
	err = d.store.View(ctx, func(r Reader) error { list, err = r.Log(before, n); return err })
	return list, err
}
