package leaktest_test

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"beiandesk/data/leaktest"
)

const secret = "样本人甲𠮷 13911112222"

// TestEveryFormIsFound: a search that finds nothing proves nothing unless it
// finds what is there.
func TestEveryFormIsFound(t *testing.T) {
	var little, big []byte
	for _, u := range utf16.Encode([]rune("之前" + secret)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	ascii := strings.Trim(strings.ReplaceAll(jsonEscaped(secret), `"`, ""), "\n")
	for what, content := range map[string]string{
		"plain": "x" + secret, "UTF-16LE": string(little), "UTF-16BE": string(big), "escaped": ascii,
		"address":  "file:///home/" + url.PathEscape(secret) + "/x",
		"base64 0": base64.StdEncoding.EncodeToString([]byte(secret + "zz")), "base64 1": base64.StdEncoding.EncodeToString([]byte("a" + secret + "z")),
		"base64 2": base64.StdEncoding.EncodeToString([]byte("ab" + secret)),
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "f"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		hits, n, err := leaktest.Find([]string{dir}, []string{secret})
		if err != nil || len(hits) == 0 || n != int64(len(content)) {
			t.Errorf("%s: %v, %d bytes, %v", what, hits, n, err)
		}
	}
	named := filepath.Join(t.TempDir(), "outer")
	if err := os.MkdirAll(filepath.Join(named, "客户"+secret), 0o700); err != nil {
		t.Fatal(err)
	}
	if hits, _, err := leaktest.Find([]string{named, filepath.Join(named, "not there")}, []string{secret}); err != nil || len(hits) == 0 {
		t.Errorf("a folder's name: %v, %v", hits, err)
	}
	if hits := leaktest.In([]byte("nothing here"), "x", []string{secret}); hits != nil {
		t.Errorf("found %v where nothing is", hits)
	}
}

// jsonEscaped writes other than ASCII as \u, as some libraries do.
func jsonEscaped(s string) string {
	b, _ := json.Marshal(s)
	var out strings.Builder
	for _, r := range string(b) {
		if r < 0x80 {
			out.WriteRune(r)
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			const digits = "0123456789ABCDEF"
			out.WriteString(`\u` + string([]byte{digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15]}))
		}
	}
	return out.String()
}
