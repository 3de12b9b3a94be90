// Package leaktest searches files for texts that must not be in them, in the
// forms in which a text gets into a file. Tests plant known, made-up persons
// and look for them afterwards.
package leaktest

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"unicode/utf16"
)

// Hit is one text found in one file.
type Hit struct {
	Path, Secret, Form string
}

func (h Hit) String() string { return fmt.Sprintf("%s holds %q as %s", h.Path, h.Secret, h.Form) }

// Find searches the files below the folders, and the names of files and
// folders in them, and returns the bytes that were read. Folders that are not
// there hold nothing.
func Find(folders, secrets []string) (hits []Hit, searched int64, err error) {
	forms := map[string]map[string][]byte{}
	for _, s := range secrets {
		forms[s] = Forms(s)
	}
	for _, folder := range folders {
		if _, err := os.Stat(folder); os.IsNotExist(err) {
			continue
		}
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			name, err := filepath.Rel(folder, path)
			if err != nil {
				return err
			}
			hits = append(hits, in([]byte(name), path+" (name)", forms)...)
			if !d.Type().IsRegular() {
				return nil
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			searched += int64(len(content))
			hits = append(hits, in(content, path, forms)...)
			return nil
		})
		if err != nil {
			return nil, 0, err
		}
	}
	return hits, searched, nil
}

// In searches some bytes.
func In(content []byte, what string, secrets []string) []Hit {
	forms := map[string]map[string][]byte{}
	for _, s := range secrets {
		forms[s] = Forms(s)
	}
	return in(content, what, forms)
}

func in(content []byte, what string, forms map[string]map[string][]byte) (hits []Hit) {
	lower := bytes.ToLower(content)
	for secret, each := range forms {
		for form, want := range each {
			if bytes.Contains(lower, bytes.ToLower(want)) {
				hits = append(hits, Hit{what, secret, form})
			}
		}
	}
	return hits
}

// Forms are the ways in which a text can lie in a file: UTF-8, UTF-16 of both
// orders, base64 at each of the three places in a group where it can begin,
// hexadecimal, as a part of an address, and escaped as in JSON.
func Forms(s string) map[string][]byte {
	out := map[string][]byte{"UTF-8": []byte(s), "hex": []byte(hex.EncodeToString([]byte(s)))}
	var little, big, escaped []byte
	for _, u := range utf16.Encode([]rune(s)) {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
		if u < 0x80 {
			escaped = append(escaped, byte(u))
		} else {
			escaped = fmt.Appendf(escaped, `\u%04x`, u)
		}
	}
	out["UTF-16LE"], out["UTF-16BE"] = little, big
	out["JSON escapes"], out["address"] = escaped, []byte(url.PathEscape(s))
	for shift := range 3 {
		if shift >= len(s) {
			continue
		}
		// What stands before the text decides which bytes share a group with it:
		// the first shift bytes and the last ones are left out.
		b := base64.RawStdEncoding.EncodeToString([]byte(s)[shift:])
		out[fmt.Sprintf("base64 at %d", shift)] = []byte(b[:len(b)-2])
		b = base64.RawURLEncoding.EncodeToString([]byte(s)[shift:])
		out[fmt.Sprintf("base64url at %d", shift)] = []byte(b[:len(b)-2])
	}
	return out
}
