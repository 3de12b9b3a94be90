// Package screens holds the contract between the window's shell and the
// screens in it. A screen gets a Host and a narrow interface of its own to the
// use cases; it never sees the window, the application or another screen.
package screens

import (
	"context"
	"time"

	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// Host is what a screen may ask of the window. All methods are called on the
// UI goroutine, return at once, and call back on the UI goroutine. After a
// screen's Close its callbacks are dropped.
type Host interface {
	// Go runs work on another goroutine and then done with its result on the UI
	// goroutine. A later Go with the same key cancels the context of the
	// earlier one and drops its result: done is then never called. Copy what
	// work reads before calling Go. A panic in work becomes an internal error.
	// done may be nil: an error is then shown as by Alert.
	Go(key string, work func(ctx context.Context) error, done func(error))
	// Progress reports from inside work; show runs on the UI goroutine with the
	// latest values, at most ten times a second, the first and the last (done
	// == total) always.
	Progress(ctx context.Context, done, total int, show func(done, total int))

	// Navigate opens a page and puts the present one on the way back.
	Navigate(Route)
	// Back returns to the page before, at the first one it does nothing.
	Back()
	// Toast shows a sentence at the foot for some seconds. With undo it has a
	// button 撤销.
	Toast(sentence string, undo func())
	// Alert shows what happened and what to do; err's own text goes to the log.
	Alert(err error)
	// Confirm asks before something that cannot be undone. It always answers.
	Confirm(q text.Question, answer func(yes bool))

	// PickFiles lets a person choose one or more existing files. It always
	// calls back, with nothing when cancelled.
	PickFiles(kind Kind, chosen func(paths []string))
	// PickSave asks where to write; suggest is a file name with extension. It
	// always calls back, with "" when cancelled. The file is not created; that
	// an existing one is to be replaced has been confirmed.
	PickSave(suggest string, chosen func(path string))
	// PickFolder asks for a folder. It always calls back, "" when cancelled.
	PickFolder(chosen func(path string))

	// OpenExternal opens a web page (https://…) or a file with the system's
	// program for it.
	OpenExternal(urlOrPath string) error
	// Copy puts words on the clipboard and says so in a toast.
	Copy(words string)
	// CopyPersonal is Copy for a person's number, telephone, mail or address:
	// after 30 s the clipboard is emptied if it still holds these words.
	CopyPersonal(words string)
	// Now is the clock. Screens never call time.Now.
	Now() time.Time
	// Tick calls fn every so often until cancel is called or the page closes.
	Tick(every time.Duration, fn func(now time.Time)) (cancel func())
	// After calls fn once after a while unless cancelled first; what a field
	// uses for "a pause of typing".
	After(d time.Duration, fn func()) (cancel func())
	// ShowHelp opens a topic of the help.
	ShowHelp(topic string)
}

// Kind is the kind of file a person is asked for.
type Kind string

// Kinds of files.
const (
	KindPicture Kind = "picture" // what app/photo reads: JPEG, PNG, WebP, HEIC, PDF
	KindImage   Kind = "image"   // a drawing for the program itself, such as a logo: JPEG, PNG
	KindFiling  Kind = "filing"  // filing.json or a package ZIP
	KindTable   Kind = "table"   // XLSX or CSV
	KindBackup  Kind = "backup"  // a backup
	KindBundle  Kind = "bundle"  // a hand-over file
	KindWord    Kind = "word"    // a DOCX
	KindRules   Kind = "rules"   // a table of rules
	KindAny     Kind = "any"
)

// Extensions returns the file name endings a dialog offers for a kind, lower
// case with the dot; nil means every file.
func (k Kind) Extensions() []string {
	switch k {
	case KindPicture:
		return []string{".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".pdf"}
	case KindImage:
		return []string{".jpg", ".jpeg", ".png"}
	case KindFiling:
		return []string{".json", ".zip"}
	case KindWord:
		return []string{".docx"}
	case KindBackup:
		return []string{".age"}
	case KindBundle:
		return []string{".beian"}
	case KindRules:
		return []string{".json"}
	case KindTable:
		return []string{".xlsx", ".csv"}
	}
	return nil
}

// Page names a place in the window.
type Page string

// The pages.
const (
	PageHome      Page = "home"
	PageAgenda    Page = "agenda"    // 日程
	PageLibrary   Page = "library"   // 资料
	PageHelp      Page = "help"      // Arg: topic
	PageSettings  Page = "settings"  // Arg: section
	PageFiling    Page = "filing"    // Filing, Step 1…6, Field
	PageChecks    Page = "checks"    // Filing: all findings
	PageHistory   Page = "history"   // Filing: timeline and review log
	PageExport    Page = "export"    // Filing: the package
	PageCompare   Page = "compare"   // 比较接入商; Filing may be empty
	PagePapers    Page = "papers"    // Filing: its papers; without: the office's own templates
	PagePhone     Page = "phone"     // Filing: 手机拍照; Arg: one slot, "" for what step 4 lacks
	PageChecklist Page = "checklist" // Filing: what to prepare; Arg: row of a question to stand on
	PageTables    Page = "tables"    // 规则资料
	PageTrash     Page = "trash"
	PageBackup    Page = "backup"  // 备份与交接; Arg: path of a hand-over file to look at, or "handover" with Filing
	PageVault     Page = "vault"   // 安全
	PageRefused   Page = "refused" // 退回统计: why filings were refused, counted over all
	PageRecords   Page = "records" // 人员与记录; Arg: people, log, erase or consent, the last two with Filing
)

// Route says where to go. Only the parts that the page knows are set.
type Route struct {
	Page   Page
	Filing string // id of a filing
	Step   int    // 1…6
	Field  string // path of a field to stand on, as in app/filing
	Arg    string // anything else, named at the page
}

// Screen is one page. The shell calls Close once when the page leaves the
// window for good; after it the page starts nothing and shows nothing.
type Screen interface {
	Content() fyne.CanvasObject
	Close()
}

// What a screen may be able to do besides. The shell looks for these and
// routes shortcuts, drops and events to the page on top.
type (
	// Searcher takes Ctrl/Cmd+F.
	Searcher interface{ FocusSearch() }
	// Undoer takes Ctrl/Cmd+Z when no text field has the focus.
	Undoer interface{ Undo() }
	// Dropper takes files dropped anywhere on the window.
	Dropper interface{ Dropped(paths []string) }
	// Paster takes Ctrl/Cmd+V outside a text field.
	Paster interface{ Pasted(words string) }
	// PicturePaster takes a picture from the clipboard, as PNG; Pasted is called
	// when there is none.
	PicturePaster interface{ PastedPicture(png []byte) }
	// Saver takes Ctrl/Cmd+S and is called before the page closes: write now
	// what autosave still holds back.
	Saver interface{ Save() }
	// Reloader re-reads its rows after a change elsewhere.
	Reloader interface{ Reload() }
	// Titled says what the page is about, such as the domain of a filing.
	Titled interface{ Title() string }
	// Focuser stands on a field of the page it already shows.
	Focuser interface{ FocusField(field string) }
)
