package logfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"unicode"

	"beiandesk/data/redact"
)

// Keys whose values are hidden whatever they look like. A key counts by its
// last word, so contact_name and emergency.mobile are meant as well.
var (
	secretKeys = map[string]string{
		"mobile": redact.Phone, "phone": redact.Phone, "tel": redact.Phone, "telephone": redact.Phone, "landline": redact.Phone, "fax": redact.Phone,
		"mail": redact.Mail, "email": redact.Mail,
		"idno": redact.ID, "idnumber": redact.ID, "certno": redact.ID, "certnumber": redact.ID, "certificate": redact.ID,
		"person": redact.Name, "contact": redact.Name, "legal": redact.Name, "representative": redact.Name, "agent": redact.Name,
		"responsible": redact.Name, "realname": redact.Name, "fullname": redact.Name, "holder": redact.Name, "registrant": redact.Name,
		"address": redact.Address, "street": redact.Address, "door": redact.Address,
	}
	// nameKeys are also used for harmless things (a font, a rule): only a
	// value with Chinese characters is taken for a person.
	nameKeys = map[string]bool{"name": true, "owner": true, "user": true, "who": true, "actor": true}
	// fileKeys name files a person chose; "dir" is for our own folders.
	fileKeys = map[string]bool{"file": true, "files": true, "path": true, "filename": true}
	// chineseKeys are the same in Chinese, looked for inside the key.
	chineseKeys = []struct{ part, word string }{
		{"姓名", redact.Name}, {"负责人", redact.Name}, {"联系人", redact.Name}, {"法人", redact.Name}, {"法定代表人", redact.Name},
		{"电话", redact.Phone}, {"手机", redact.Phone}, {"邮箱", redact.Mail}, {"地址", redact.Address}, {"证件号", redact.ID},
	}
)

// replace is called by slog for every attribute, groups opened.
func replace(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && (a.Key == slog.TimeKey || a.Key == slog.LevelKey) {
		return a
	}
	key := a.Key
	a.Key = redact.Text(key)
	switch a.Value.Kind() {
	case slog.KindBool, slog.KindDuration, slog.KindTime, slog.KindFloat64:
		return a // none of these holds a number of a person
	}
	text := valueText(a.Value)
	a.Value = slog.StringValue(redact.Text(text))
	if word := keyWord(key, text); word != "" && text != "" {
		a.Value = slog.StringValue(word)
	} else if fileKeys[lastWord(key)] && text != "" {
		a.Value = slog.StringValue(redact.Path(text))
	}
	return a
}

// valueText is a value as slog would print it, except that the name of a
// picture inside an error of the file system, and what a sentence of an error
// quotes, are left out.
func valueText(v slog.Value) string {
	var err error
	switch x := v.Any().(type) {
	case error:
		err = x
	case []byte:
		return string(x) // printed as a row of numbers it would pass every check
	default:
		return v.String()
	}
	text := unquoted(err.Error())
	for _, path := range pathsIn(err) {
		if strings.IndexFunc(path, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
			text = strings.ReplaceAll(text, path, redact.Path(path))
		}
	}
	return text
}

// quotes are the words that a Chinese sentence quotes: what it is about, and so
// whatever a person typed or called a file.
var quotes = regexp.MustCompile(`“[^”]*”`)

// unquoted leaves out what the sentences of an error quote. The code tells the
// support what happened; the quoted words would only tell of whom.
func unquoted(s string) string { return quotes.ReplaceAllString(s, "“…”") }

func pathsIn(err error) []string {
	var paths []string
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		paths = append(paths, e.Path)
	}
	if e := (*os.LinkError)(nil); errors.As(err, &e) {
		paths = append(paths, e.Old, e.New)
	}
	return paths
}

func keyWord(key, value string) string {
	for _, c := range chineseKeys {
		if strings.Contains(key, c.part) {
			return c.word
		}
	}
	last := lastWord(key)
	if word, ok := secretKeys[last]; ok {
		return word
	}
	if nameKeys[last] && strings.IndexFunc(value, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0 {
		return redact.Name
	}
	return ""
}

// lastWord returns the last word of a key in lower case: "legal_person.name"
// → "name", "contactName" → "name"; "id_no" and "idNumber" count as one word.
func lastWord(key string) string {
	var words []string
	word := ""
	for _, r := range key {
		switch {
		case r == '_' || r == '-' || r == '.' || r == ' ':
			words, word = append(words, word), ""
		case unicode.IsUpper(r) && word != "" && !unicode.IsUpper(rune(word[len(word)-1])):
			words, word = append(words, word), string(r)
		default:
			word += string(r)
		}
	}
	words = append(words, word)
	last := strings.ToLower(words[len(words)-1])
	if (last == "no" || last == "number") && len(words) > 1 {
		return strings.ToLower(words[len(words)-2]) + last
	}
	return last
}

// cleaned is the last look at every line: names of groups, and whatever became
// a number only when its parts were joined.
type cleaned struct{ to io.Writer }

func (c cleaned) Write(line []byte) (int, error) {
	if _, err := io.WriteString(c.to, redact.Text(string(line))); err != nil {
		return 0, fmt.Errorf("write log line: %w", err)
	}
	return len(line), nil
}
