package store

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/app/seal"
	"beiandesk/data/disk"
)

// A picture's file is
//
//	"BDP1" | length of the filing's id (1 byte) | filing's id | sealed picture
//
// The filing's id is bound to the seal. It lets a file whose row was lost find
// its filing again.
const (
	pictureMagic  = "BDP1"
	pictureSuffix = ".sealed"
	tmpPrefix     = ".tmp-"
	lostFolder    = "lost"
)

func pictureAD(id, filingID string) seal.AD {
	return seal.AD{Table: "pictures", Row: id, Field: "content of " + filingID}
}

// picturePath spreads the files over 256 folders. ok is false for an id that
// is not one of ours: ids also come from imported files and must not lead out
// of the folder.
func (s *Store) picturePath(id string) (path string, ok bool) {
	if !isID(id) {
		return "", false
	}
	return filepath.Join(s.at.Pictures, id[:2], id+pictureSuffix), true
}

func isID(id string) bool {
	if len(id) != 32 || strings.ToLower(id) != id {
		return false
	}
	_, err := hex.DecodeString(id)
	return err == nil
}

func pictureNotFound() error {
	return app.Fail(app.CodeNotFound, "找不到这张图片，可能已被替换或删除。请刷新；仍没有时请重新上传。")
}

// Picture opens a file. The seal alone vouches for the content: it binds it to
// the picture's id and to the filing, and an id never gets other content. The
// row's hash is compared by Verify.
func (v *view) Picture(id string) ([]byte, error) {
	plain, _, err := v.picture(id)
	return plain, err
}

// picture also returns the hash in the row.
func (v *view) picture(id string) (plain, mac []byte, err error) {
	var owner string
	var key []byte
	found, err := v.one([]any{&owner, &mac, &key}, "read picture",
		"SELECT p.filing, p.mac, k.key FROM pictures p LEFT JOIN filing_keys k ON k.filing = p.filing WHERE p.id = ?", id)
	if err != nil {
		return nil, nil, err
	}
	path, ok := v.s.picturePath(id)
	if !found || !ok {
		return nil, nil, pictureNotFound()
	}
	file, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, pictureNotFound()
	}
	if err != nil {
		return nil, nil, translate(err, "read picture file")
	}
	const sentence = "这张图片的文件已损坏，打不开。请重新上传这份材料。"
	from, sealed, err := splitPicture(file)
	if err != nil || from != owner {
		return nil, nil, damaged(err, sentence)
	}
	cell, err := v.s.cellOf(owner, key)
	if err != nil {
		return nil, nil, damaged(foreign(err), sentence)
	}
	defer cell.Wipe()
	if plain, err = cell.OpenInPlace(pictureAD(id, owner), sealed); err != nil {
		return nil, nil, damaged(foreign(err), sentence)
	}
	return plain, mac, nil
}

func splitPicture(file []byte) (filingID string, sealed []byte, err error) {
	rest, ok := bytes.CutPrefix(file, []byte(pictureMagic))
	if !ok || len(rest) == 0 || len(rest) < 1+int(rest[0]) {
		return "", nil, errors.New("no header of a sealed picture")
	}
	n := 1 + int(rest[0])
	return string(rest[1:n]), rest[n:], nil
}

// sealPicture makes the file.
func sealPicture(c *seal.Cell, id, filingID string, data []byte) ([]byte, error) {
	file := make([]byte, 0, len(pictureMagic)+1+len(filingID)+seal.Overhead+len(data))
	file = append(append(file, pictureMagic...), byte(len(filingID)))
	return c.AppendSeal(append(file, filingID...), pictureAD(id, filingID), data)
}

// AddPicture writes the file before the row; a rollback removes it.
func (t *tx) AddPicture(filingID string, data []byte) (string, error) {
	if filingID == "" || len(filingID) > 255 {
		return "", fmt.Errorf("add a picture to a filing with an id of %d bytes", len(filingID))
	}
	if err := t.ctx.Err(); err != nil {
		return "", translate(err, "add picture")
	}
	id := newID()
	c, err := t.cellToSeal(filingID)
	if err != nil {
		return "", t.breaks(damaged(foreign(err), "这份备案的密钥已损坏，图片没有保存。请从备份恢复数据。"))
	}
	defer c.Wipe()
	file, err := sealPicture(c, id, filingID, data)
	if err != nil {
		return "", t.breaks(err)
	}
	if err := t.s.writePicture(id, file); err != nil {
		return "", t.breaks(translate(err, "write picture file"))
	}
	t.added = append(t.added, id)
	_, err = t.exec("insert picture", "INSERT INTO pictures (id, filing, size, mac) VALUES (?, ?, ?, ?)",
		id, filingID, len(data), t.s.box.HashBytes(hashPicture, data))
	if err != nil {
		return "", err
	}
	return id, nil
}

// writePicture brings the file to the disk whole or not at all.
func (s *Store) writePicture(id string, file []byte) error {
	path, _ := s.picturePath(id) // the id is ours
	dir := filepath.Dir(path)
	fresh := false
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		fresh = true
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	err := writeWhole(path, file)
	if err == nil && fresh {
		err = disk.SyncDir(s.at.Pictures)
	}
	if err != nil {
		return errors.Join(err, s.removePicture(id))
	}
	return nil
}

// writeWhole writes a file beside its place and then gives it its name, in
// place of one that is there.
func writeWhole(path string, file []byte) error {
	dir := filepath.Dir(path)
	tmp, err := os.CreateTemp(dir, tmpPrefix+"*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(file)
	if err == nil {
		err = tmp.Sync()
	}
	err = errors.Join(err, tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		if gone := os.Remove(tmp.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
		return err
	}
	return disk.SyncDir(dir)
}

// DropPicture takes the row away and notes the id, so that the file goes too
// even if the program ends before that.
func (t *tx) DropPicture(id string) error {
	found, err := t.changed("drop picture", "DELETE FROM pictures WHERE id = ?", id)
	if err != nil || !found {
		return err
	}
	if _, err := t.exec("note dropped picture", "INSERT INTO dropped (id) VALUES (?)", id); err != nil {
		return err
	}
	t.dropped = append(t.dropped, id)
	return nil
}

// erase removes files after a commit. One that cannot be removed now, since
// it is open elsewhere (Windows), is in table dropped and goes at the next start.
func (s *Store) erase(ids []string) (stuck int) {
	if s.hold.keep(ids) {
		return 0 // a backup needs them a moment longer
	}
	for _, id := range ids {
		if err := s.removePicture(id); err != nil {
			stuck++
		}
	}
	return stuck
}

// removePicture removes a file; that it is gone already is no error.
func (s *Store) removePicture(id string) error {
	path, ok := s.picturePath(id)
	if !ok {
		return fmt.Errorf("remove a picture whose id has %d bytes", len(id))
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return translate(err, "remove picture file")
	}
	return nil
}
