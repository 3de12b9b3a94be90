// Package table parses the tables that the program works with: codes, areas,
// provinces, providers, sources. The built-in ones lie in package assets; a
// newer valid file in the data folder replaces one of them, so that facts can
// be renewed without a new program.
package table

import (
	"encoding/json"
	"sync"

	"beiandesk/app/filing"
	"beiandesk/assets"
)

// Lists of service contents.
const (
	WebsiteList = "website"
	AppList     = "app"
)

// GenericProvider is the profile for a filing without a chosen provider, and
// the size of pictures that all known pages take.
const GenericProvider = "generic"

// PolicePictures is the row of the police's platform among the picture sizes.
const PolicePictures = "police"

// Set holds all tables. It is shared: do not change it.
type Set struct {
	Sources      []Source
	Subjects     []Subject
	Certificates []Certificate
	Languages    []Language
	Contents     []Content
	Approvals    []Approval
	Kinds        []Kind
	Provinces    []Province
	Suffixes     []Suffix
	Materials    []Material
	Providers    []Provider
	PictureSizes []PictureSize
	Bureau       []BureauRule
	// ConsoleFields are the fields of the consoles, see Console.
	ConsoleFields []ConsoleField
	Statements    []Statement
	Refusals      []RefusalReason
	Regions       *Regions
	// Versions maps a table's name to the version in use; Replaced tells
	// which of them came from the data folder, Kept which of these are the
	// copy of the last good file, because the file itself is damaged.
	Versions map[string]string
	Replaced map[string]bool
	Kept     map[string]bool

	source      map[string]*Source
	subject     map[int]*Subject
	certificate map[int]*Certificate
	language    map[int]*Language
	content     map[int]*Content
	approval    map[int]*Approval
	kind        map[string]*Kind
	province    map[string]*Province
	suffix      map[string]*Suffix
	material    map[string]*Material
	provider    map[string]*Provider
	pictureSize map[string]*PictureSize
	bureau      map[string]*BureauRule
	bureauIn    map[string][]*BureauRule // by province, those for everywhere first
	refusal     map[string]*RefusalReason

	raw   map[string]json.RawMessage // rows as they were read, for Diff
	files map[string][]byte          // of the tables in Replaced, as they were read
}

// File is the file of a table that came from the data folder, as it was proved
// good, nil for a table of the program. Do not change it.
func (s *Set) File(name string) []byte { return s.files[name] }

func at[K comparable, V any](m map[K]*V, k K) (V, bool) {
	if p := m[k]; p != nil {
		return *p, true
	}
	var none V
	return none, false
}

// Subject returns a 单位性质 by code.
func (s *Set) Subject(code int) (Subject, bool) { return at(s.subject, code) }

// Certificate returns a 证件类型 by code.
func (s *Set) Certificate(code int) (Certificate, bool) { return at(s.certificate, code) }

// CertificatesFor lists the certificates that fit a nature, by code.
func (s *Set) CertificatesFor(nature int) []Certificate {
	var out []Certificate
	for _, c := range s.Certificates {
		if c.Subject == nature {
			out = append(out, c)
		}
	}
	return out
}

// PersonCertificates lists the certificates of persons, 居民身份证 first.
func (s *Set) PersonCertificates() []Certificate {
	var out []Certificate
	for _, c := range s.Certificates {
		if c.Person {
			out = append(out, c)
		}
	}
	return out
}

// Language returns a 网站语言 by code.
func (s *Set) Language(code int) (Language, bool) { return at(s.language, code) }

// Content returns a 服务内容 of the website list by code.
func (s *Set) Content(code int) (Content, bool) { return at(s.content, code) }

// WebsiteContents lists the website list in its order.
func (s *Set) WebsiteContents() []Content {
	var out []Content
	for _, c := range s.Contents {
		if c.List == WebsiteList {
			out = append(out, c)
		}
	}
	return out
}

// Approval returns a 前置审批 item by code.
func (s *Set) Approval(code int) (Approval, bool) { return at(s.approval, code) }

// Kind explains a kind of filing.
func (s *Set) Kind(k filing.Kind) (Kind, bool) { return at(s.kind, string(k)) }

// Province returns the administration's rules for an area code of any level.
func (s *Set) Province(code string) (Province, bool) {
	if len(code) != 6 {
		return Province{}, false
	}
	return at(s.province, code[:2]+"0000")
}

// Suffix returns a domain suffix, without the dot, in Chinese or in ASCII.
func (s *Set) Suffix(suffix string) (Suffix, bool) { return at(s.suffix, suffix) }

// Material explains a material by slot or id; slots with a number
// ("approval-9", "other-2") give the row of their family.
func (s *Set) Material(id string) (Material, bool) {
	switch slot := filing.Slot(id); {
	case slot.IsApproval():
		id = "approval"
	case slot.IsOther():
		id = "other"
	}
	return at(s.material, id)
}

// Provider returns a provider's profile; an unknown or empty id gives the
// generic one.
func (s *Set) Provider(id string) Provider {
	if p, ok := at(s.provider, id); ok {
		return p
	}
	p, _ := at(s.provider, GenericProvider)
	return p
}

// PictureSize returns what a page takes, by id; own is false for an id without
// a row of its own, such as that of a provider who publishes nothing, and the
// row is then that of GenericProvider.
func (s *Set) PictureSize(id string) (row PictureSize, own bool) {
	if row, own = at(s.pictureSize, id); !own {
		row, _ = at(s.pictureSize, GenericProvider)
	}
	return row, own
}

// Source explains a tag such as "UC" or "HW-管局" or "UC:rule/rule1/beijing.md".
func (s *Set) Source(tag string) (Source, bool) { return at(s.source, knownTag(s.source, tag)) }

var builtin = sync.OnceValues(func() (*Set, error) {
	s, refused, err := Load(assets.Tables(), nil)
	if err == nil && len(refused) > 0 {
		err = refused[0]
	}
	return s, err
})

// Builtin returns the tables of the program, parsed once. An error is a fault
// of the program; a test keeps it from happening.
func Builtin() (*Set, error) { return builtin() }
