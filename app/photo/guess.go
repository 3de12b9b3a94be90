package photo

import "strings"

// guesses are words in names of files and folders, in lower case; the first
// that fits decides. A word of letters stands by itself: "back" is not in
// "background". 正面 of an identity card is what people call the side with the
// face.
var guesses = []struct {
	kind  Kind
	words []string
}{
	{Letter, []string{"授权", "委托", "承诺", "告知书", "letter", "authorisation", "authorization", "commitment"}},
	{DomainCertificate, []string{"域名", "domain", "whois"}},
	{IDBack, []string{"国徽", "反面", "背面", "idback", "back"}},
	{IDFront, []string{"人像面", "正面", "资料页", "idfront", "front"}},
	{Portrait, []string{"人像", "头像", "半身", "负责人照片", "portrait", "face", "headshot"}},
	{IDFront, []string{"身份证", "护照", "idcard", "passport"}},
	{Licence, []string{"执照", "法人证书", "登记证", "licence", "license"}},
}

// GuessKind guesses from the name of a file or a folder what it shows; ok is
// false when it says nothing. A guess is told to the person, never taken
// silently.
func GuessKind(name string) (kind Kind, ok bool) {
	name = strings.ToLower(name)
	for _, g := range guesses {
		for _, w := range g.words {
			if holds(name, w) {
				return g.kind, true
			}
		}
	}
	return Other, false
}

func holds(name, word string) bool {
	letter := func(c byte) bool { return c >= 'a' && c <= 'z' }
	for from := 0; ; {
		i := strings.Index(name[from:], word)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(word)
		apart := (i == 0 || !letter(name[i-1])) && (end == len(name) || !letter(name[end]))
		if apart || !letter(word[0]) {
			return true
		}
		from = i + 1
	}
}

// LooksLikePicture reports whether a file may be a picture, by the ending of
// its name or by its first bytes: what a search through a folder takes.
func LooksLikePicture(name string, begin []byte) bool {
	return promised(name) != Unknown || Sniff(begin) != Unknown
}
