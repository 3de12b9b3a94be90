package table

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// checksumPrefix names the method in a file.
const checksumPrefix = "sha256:"

// Checksum gives the value for "checksum" of a table file: "sha256:" and 64
// hex digits over the rows in their canonical form, that is JSON with sorted
// keys, no blanks, numbers and letters as they were written. So blanks and the
// order of keys do not matter, the order of rows does.
func Checksum(file []byte) (string, error) {
	var h head
	if err := strict(file, &h); err != nil {
		return "", err
	}
	return checksumOf(h.Rows)
}

func checksumOf(rows json.RawMessage) (string, error) {
	d := json.NewDecoder(bytes.NewReader(rows))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return "", err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", err
	}
	sum := sha256.Sum256(bytes.TrimSpace(b.Bytes()))
	return checksumPrefix + hex.EncodeToString(sum[:]), nil
}

// verify compares a file's checksum with its rows. needed is for files that
// replace a built-in table.
func (h head) verify(needed bool) error {
	if h.Checksum == "" && !needed {
		return nil
	}
	if h.Checksum == "" {
		return errNoChecksum
	}
	sum, err := checksumOf(h.Rows)
	if err != nil {
		return err
	}
	if sum != h.Checksum {
		return fmt.Errorf("%w: %q", errChecksum, h.Checksum)
	}
	return nil
}
