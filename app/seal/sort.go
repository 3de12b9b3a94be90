package seal

import (
	"strings"
	"unicode/utf8"
)

// Sort is a kind of personal data, by which a value is masked.
type Sort string

// The kinds. None is for what belongs to nobody, or is public.
const (
	None    Sort = ""
	Number  Sort = "number" // of an identity card or another certificate of a person
	Phone   Sort = "phone"  // mobile or landline
	Mail    Sort = "mail"
	Address Sort = "address"
)

// Mask hides a value as its kind asks for.
func (s Sort) Mask(value string) string {
	if value == "" {
		return ""
	}
	switch s {
	case Number:
		return MaskID(value)
	case Phone:
		return MaskMobile(value)
	case Mail:
		return MaskEmail(value)
	case Address:
		return MaskAddress(value)
	}
	return value
}

// Whole tells whether a value is so far complete that it names a person, and
// is therefore hidden. What is shorter is still being written.
func (s Sort) Whole(value string) bool {
	n := utf8.RuneCountInString(value)
	switch s {
	case Number:
		return n >= 8
	case Phone:
		return n >= 7
	case Mail:
		at := strings.LastIndexByte(value, '@')
		return at > 0 && at < len(value)-1
	case Address:
		return n > 0
	}
	return false
}
