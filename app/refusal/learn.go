package refusal

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"beiandesk/app/filing"
)

// Nothing as the reason of a Phrase says that such words are no reason.
const Nothing = "-"

// Phrase is a correction of the office: words that a reviewer used and what
// they mean. It belongs to the filing in which it was learnt: it is sealed
// with that filing's key and goes when the filing is purged or erased, for
// words may name somebody whom the program cannot recognise.
type Phrase struct {
	Filing string    `json:"-"`
	Words  string    `json:"words"`  // cleaned by Lesson
	Reason string    `json:"reason"` // id of refusal_reasons.json, or Nothing
	At     time.Time `json:"at"`
}

// Bounds of a phrase, in characters: shorter ones would fit everything, longer
// ones nothing again.
const (
	minPhrase = 4
	maxPhrase = 60
)

// Lesson is what is kept of words for later: in the form in which they are
// compared, without what the filing says of its people, its organiser and its
// site, and without every number and Latin word. ok is false if too little
// remains to be known again.
func Lesson(words string, f *filing.Filing) (lesson string, ok bool) {
	t := normal(words)
	for _, v := range own(f) {
		t = strings.ReplaceAll(t, v, "")
	}
	t = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			return r
		}
		return -1
	}, t)
	if n := utf8.RuneCountInString(t); n < minPhrase || n > maxPhrase {
		return "", false
	}
	return t, true
}

// own are the values of a filing that must not stay in a phrase, longest first.
func own(f *filing.Filing) []string {
	var list []string
	add := func(values ...string) {
		for _, v := range values {
			if v = normal(v); utf8.RuneCountInString(v) >= 2 {
				list = append(list, v)
			}
		}
	}
	for _, p := range []filing.Person{f.Legal, f.Principal, f.Agent} {
		add(p.Name, p.CertNumber, p.Mobile, p.Email, p.Landline, p.Remark)
	}
	o, a := f.Organiser, f.Organiser.Address
	add(f.Emergency1.Name, f.Emergency1.Mobile, f.Emergency2.Name, f.Emergency2.Mobile, o.Name, o.CertNumber, o.CertAddress, o.Investor,
		a.Street, a.Door, a.Floor, a.Detail(), f.Site.Name, f.Site.FiledName, f.Domain.Holder, f.Domain.HolderNumber, f.Domain.Name, f.Number)
	slices.SortFunc(list, func(x, y string) int { return len(y) - len(x) })
	return list
}

// byOffice finds the correction that fits best: the same words, one within the
// other, or nearly the same pairs of characters.
func (m *Matcher) byOffice(t string) (told, bool) {
	if len(m.told) == 0 {
		return told{}, false
	}
	han := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			return r
		}
		return -1
	}, t)
	mine := pairs(han)
	var best told
	top := 0.0
	for _, p := range m.told {
		near := 0.0
		switch {
		case p.words == han:
			near = 2
		case strings.Contains(han, p.words):
			near = 1 + float64(p.runes)/float64(utf8.RuneCountInString(han)+1)
		default:
			if near = dice(mine, pairs(p.words)); near < 0.75 {
				continue
			}
		}
		if near > top { // of equal ones the first, which is the newest
			best, top = p, near
		}
	}
	return best, top > 0
}

func pairs(s string) map[string]int {
	m, r := map[string]int{}, []rune(s)
	for i := 0; i+1 < len(r); i++ {
		m[string(r[i:i+2])]++
	}
	return m
}

// dice is the share of pairs that two texts have in common, 0 to 1.
func dice(a, b map[string]int) float64 {
	both, all := 0, 0
	for k, n := range a {
		both += min(n, b[k])
		all += n
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(both) / float64(all)
}
