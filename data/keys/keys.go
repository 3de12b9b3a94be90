// Package keys keeps the ring of wrapped data keys in two equal files of the
// data folder, data.key and data.key.2, and reads the plain key file of
// earlier programs, which a ring replaces.
//
// On Linux and macOS the files have mode 0600. On Windows Go's file modes do
// not reach the access list: a file inherits the one of the user's profile
// folder; on a stick with FAT everybody who holds the stick can read it. Both
// are why the key in them is wrapped.
//
// A file is JSON:
//
//	{"version": 2, "check": "…", "ring": {"generation": 3, "key": "…", "slots": […], "mac": "…"}}
//
// check is the first half of SHA-256 over the ring's JSON without blanks, in
// hexadecimal, and tells damage from a wrong key. See seal.Ring for the rest.
package keys

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"beiandesk/app"
	"beiandesk/app/seal"
)

// Versions of the file's form.
const (
	versionPlain = 1 // the key itself, of programs before the ring
	versionRing  = 2
)

// maxSize bounds what is read; a ring of 64 slots has about 40 kB.
const maxSize = 256 << 10

// outer is what both versions share, and all of version 2.
type outer struct {
	Version int             `json:"version"`
	Check   string          `json:"check"`
	Ring    json.RawMessage `json:"ring,omitempty"`
}

type ringForm struct {
	Generation uint64      `json:"generation"`
	Key        string      `json:"key"` // id, hex
	Slots      []seal.Slot `json:"slots"`
	MAC        []byte      `json:"mac"`
}

// plainForm is version 1; check is hex of SHA-256 over version, id and key,
// 16 bytes.
type plainForm struct {
	ID    string `json:"id"`  // hex
	Key   string `json:"key"` // base64
	Check string `json:"check"`
}

// content is one file as it was found.
type content struct {
	ring  *seal.Ring
	plain *seal.Key
	raw   []byte
	err   error // why it cannot be used; nil and neither of both: it is not there
}

func (c content) absent() bool { return c.ring == nil && c.plain == nil && c.err == nil }

func read(path string) content {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return content{}
	}
	if err != nil {
		return content{err: unreadable(path, err)}
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return content{err: unreadable(path, err)}
	}
	c := parse(path, text)
	c.raw = text
	return c
}

// parse reads a file of either version.
func parse(path string, text []byte) content {
	bad := func(cause error) content {
		return content{err: app.Wrap(cause, seal.CodeKeyDamaged, "密钥文件“"+filepath.Base(path)+"”已损坏，数据无法打开。程序没有改动它，请用备份里的密钥文件替换它后重新启动。")}
	}
	if len(text) > maxSize {
		return bad(errors.New("too long"))
	}
	var o outer
	if err := json.Unmarshal(text, &o); err != nil {
		return bad(err)
	}
	switch {
	case o.Version > versionRing:
		return content{err: app.Fail(seal.CodeVersion, "密钥文件“"+filepath.Base(path)+"”由更新版本的程序写成，当前版本读不了。请安装新版本后再启动。")}
	case o.Version == versionRing:
		r, err := parseRing(o)
		if err != nil {
			return bad(err)
		}
		return content{ring: r}
	case o.Version == versionPlain:
		k, err := parsePlain(text)
		if err != nil {
			return bad(err)
		}
		return content{plain: k}
	}
	return bad(fmt.Errorf("version %d", o.Version))
}

func parseRing(o outer) (*seal.Ring, error) {
	check, err := checkOf(o.Ring)
	if err != nil {
		return nil, err
	}
	if !hmac.Equal([]byte(check), []byte(o.Check)) {
		return nil, errors.New("checksum differs")
	}
	var f ringForm
	if err := json.Unmarshal(o.Ring, &f); err != nil {
		return nil, err
	}
	id, err := hex.DecodeString(f.Key)
	if err != nil || len(id) != len(seal.KeyID{}) {
		return nil, fmt.Errorf("key id of %d bytes: %w", len(id), err)
	}
	r := &seal.Ring{Generation: f.Generation, Key: seal.KeyID(id), Slots: f.Slots, MAC: f.MAC}
	return r, r.Check()
}

func formRing(r seal.Ring) ([]byte, error) {
	raw, err := json.Marshal(ringForm{Generation: r.Generation, Key: r.Key.String(), Slots: r.Slots, MAC: r.MAC})
	if err != nil {
		return nil, fmt.Errorf("write the ring as JSON: %w", err)
	}
	check, err := checkOf(raw)
	if err != nil {
		return nil, err
	}
	text, err := json.MarshalIndent(outer{Version: versionRing, Check: check, Ring: raw}, "", "  ")
	return append(text, '\n'), err
}

func checkOf(raw []byte) (string, error) {
	var b bytes.Buffer
	if err := json.Compact(&b, raw); err != nil {
		return "", err
	}
	h := sha256.Sum256(b.Bytes())
	return hex.EncodeToString(h[:16]), nil
}

func parsePlain(text []byte) (*seal.Key, error) {
	var in plainForm
	if err := json.Unmarshal(text, &in); err != nil {
		return nil, err
	}
	id, errID := hex.DecodeString(in.ID)
	secret, errKey := base64.StdEncoding.DecodeString(in.Key)
	if err := errors.Join(errID, errKey); err != nil {
		return nil, err
	}
	var k seal.Key
	if len(id) != len(k.ID) || len(secret) != len(k.Secret) {
		return nil, fmt.Errorf("id of %d and key of %d bytes", len(id), len(secret))
	}
	copy(k.ID[:], id)
	copy(k.Secret[:], secret)
	h := sha256.New()
	h.Write([]byte{versionPlain})
	h.Write(k.ID[:])
	h.Write(k.Secret[:])
	if !hmac.Equal([]byte(hex.EncodeToString(h.Sum(nil)[:16])), []byte(in.Check)) {
		return nil, errors.New("checksum differs")
	}
	return &k, nil
}

// Publish gives a finished file its name, unless that name is taken
// (fs.ErrExist). A link does it in one step; on file systems without links
// (FAT, exFAT) a look and a rename must do.
func Publish(tmp, path string) error {
	err := os.Link(tmp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return &fs.PathError{Op: "publish", Path: path, Err: fs.ErrExist}
	}
	return os.Rename(tmp, path)
}

func unreadable(path string, err error) error {
	return app.Wrap(err, seal.CodeKeyFile, "密钥文件“"+filepath.Base(path)+"”无法读取。请检查数据文件夹的权限和磁盘，然后重新启动。")
}

func unwritable(path string, err error) error {
	return app.Wrap(err, seal.CodeKeyFile, "无法在数据文件夹写入密钥文件“"+filepath.Base(path)+"”，这次改动没有生效。请检查磁盘空间和权限，然后再试。")
}
