// Package keys keeps the data key in a file that the user alone can read.
//
// On Linux and macOS the file has mode 0600. On Windows Go's file modes do
// not reach the access list: the file inherits the one of the user's profile
// folder, which shuts out other users, but not an administrator; in portable
// mode, on a stick with FAT, everybody who holds the stick can read it. The
// passphrase that mends this comes in behind seal.Keys.
//
// The file is JSON: version, key id, key, and a checksum by which a damaged
// file is told from a wrong one.
package keys

import (
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

// version of the file's form.
const version = 1

// maxSize bounds what is read; a key file has about 200 bytes.
const maxSize = 64 << 10

type form struct {
	Version int    `json:"version"`
	ID      string `json:"id"`    // hex
	Key     string `json:"key"`   // base64
	Check   string `json:"check"` // hex of SHA-256 over id and key, 16 bytes
}

// Load reads the key file. A file that is not there is the error
// seal.CodeKeyMissing: whoever knows that there are no data yet calls Create.
func Load(path string) (seal.Keys, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, app.Wrap(err, seal.CodeKeyMissing, "找不到密钥文件“"+filepath.Base(path)+"”，已有的数据无法打开。请把它放回数据文件夹后重新启动；程序不会另建新密钥，以免旧数据再也打不开。")
	}
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxSize))
	if err != nil {
		return nil, unreadable(path, err)
	}
	return parse(path, text)
}

func parse(path string, text []byte) (seal.Keys, error) {
	bad := func(cause error) error {
		return app.Wrap(cause, seal.CodeKeyDamaged, "密钥文件“"+filepath.Base(path)+"”已损坏，数据无法打开。程序没有改动任何文件，请用备份的密钥文件替换它后重新启动。")
	}
	var in form
	if err := json.Unmarshal(text, &in); err != nil {
		return nil, bad(err)
	}
	if in.Version > version {
		return nil, app.Fail(seal.CodeVersion, "密钥文件“"+filepath.Base(path)+"”由更新版本的程序写成，当前版本读不了。请安装新版本后再启动。")
	}
	id, errID := hex.DecodeString(in.ID)
	secret, errKey := base64.StdEncoding.DecodeString(in.Key)
	if err := errors.Join(errID, errKey); err != nil {
		return nil, bad(err)
	}
	var k seal.Key
	if in.Version != version || len(id) != len(k.ID) || len(secret) != len(k.Secret) {
		return nil, bad(fmt.Errorf("version %d, id of %d and key of %d bytes", in.Version, len(id), len(secret)))
	}
	copy(k.ID[:], id)
	copy(k.Secret[:], secret)
	if !hmac.Equal([]byte(check(k)), []byte(in.Check)) {
		return nil, bad(errors.New("checksum differs"))
	}
	return k, nil
}

// Create makes a random key and its file. The file appears whole or not at
// all, and one that is there already is loaded instead, never replaced.
func Create(path string) (seal.Keys, error) {
	k := seal.NewKey()
	text, err := json.MarshalIndent(form{
		Version: version, ID: k.ID.String(), Key: base64.StdEncoding.EncodeToString(k.Secret[:]), Check: check(k),
	}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the key as JSON: %w", err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".key-*") // mode 0600
	if err != nil {
		return nil, unwritable(path, err)
	}
	_, err = tmp.Write(append(text, '\n'))
	if err == nil {
		err = tmp.Sync()
	}
	err = errors.Join(err, tmp.Close())
	if err == nil {
		err = Publish(tmp.Name(), path)
	}
	if gone := os.Remove(tmp.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	if errors.Is(err, fs.ErrExist) {
		return Load(path) // another process was faster
	}
	if err != nil {
		return nil, unwritable(path, err)
	}
	return Load(path) // proves that what lies there can be read
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

func check(k seal.Key) string {
	h := sha256.New()
	h.Write([]byte{version})
	h.Write(k.ID[:])
	h.Write(k.Secret[:])
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func unreadable(path string, err error) error {
	return app.Wrap(err, seal.CodeKeyFile, "密钥文件“"+filepath.Base(path)+"”无法读取。请检查数据文件夹的权限和磁盘，然后重新启动。")
}

func unwritable(path string, err error) error {
	return app.Wrap(err, seal.CodeKeyFile, "无法在数据文件夹写入密钥文件“"+filepath.Base(path)+"”。请检查磁盘空间和权限，然后重新启动。")
}
