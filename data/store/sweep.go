package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// manyAbsent files, and more than half of all, do not get lost one by one:
// somebody has moved the folder. Then nothing is marked as missing.
const manyAbsent = 20

// sweep brings picture files and rows together again. It holds the write lock
// from before it looks until it has decided, so that pictures which another
// process is adding have either file and row or neither.
func (s *Store) sweep(ctx context.Context, r *Report) error {
	var lost []string
	err := s.update(ctx, func(t *tx) error {
		rows, dropped, err := t.pictureRows()
		if err != nil {
			return err
		}
		files, err := s.pictureFiles()
		if err != nil {
			return translate(err, "list the pictures")
		}
		if err := t.finishErasing(dropped, files, r); err != nil {
			return err
		}
		for id := range files {
			if _, ok := rows[id]; ok {
				continue
			}
			owner, err := t.ownerOf(id)
			if err != nil {
				return err
			}
			if owner == nil {
				lost = append(lost, id)
				continue
			}
			if _, err := t.exec("attach picture", "INSERT INTO pictures (id, filing, size, mac) VALUES (?, ?, ?, ?)",
				id, owner.filing, owner.size, owner.mac); err != nil {
				return err
			}
			r.Attached++
		}
		var absent []string
		for id := range rows {
			if !files[id] {
				absent = append(absent, id)
			}
		}
		if len(absent) >= manyAbsent && 2*len(absent) > len(rows) {
			r.Absent = len(absent)
			return nil
		}
		slices.Sort(absent)
		for _, id := range absent {
			if err := t.markMissing(id, rows[id], r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range lost { // ids are never used twice, so this needs no lock
		if err := s.toLost(id); err != nil {
			return translate(err, "move a picture without row")
		}
		r.Lost++
	}
	return nil
}

func (v *view) pictureRows() (rows map[string]string, dropped []string, err error) {
	rows = map[string]string{}
	err = v.each(func(x *sql.Rows) error {
		var id, owner string
		err := x.Scan(&id, &owner)
		rows[id] = owner
		return err
	}, "list pictures", "SELECT id, filing FROM pictures")
	if err != nil {
		return nil, nil, err
	}
	err = v.each(func(x *sql.Rows) error {
		var id string
		err := x.Scan(&id)
		dropped = append(dropped, id)
		return err
	}, "list dropped pictures", "SELECT id FROM dropped")
	return rows, dropped, err
}

// pictureFiles lists the ids of the files and clears away what an interrupted
// write has left.
func (s *Store) pictureFiles() (map[string]bool, error) { return s.listPictures(true) }

func (s *Store) listPictures(clear bool) (map[string]bool, error) {
	files := map[string]bool{}
	folders, err := os.ReadDir(s.at.Pictures)
	if err != nil {
		return nil, err
	}
	for _, folder := range folders {
		if !folder.IsDir() || len(folder.Name()) != 2 {
			continue
		}
		d, err := os.Open(filepath.Join(s.at.Pictures, folder.Name()))
		if err != nil {
			return nil, err
		}
		names, err := d.Readdirnames(-1)
		if err = errors.Join(err, d.Close()); err != nil {
			return nil, err
		}
		for _, name := range names {
			if strings.HasPrefix(name, tmpPrefix) {
				if !clear {
					continue
				}
				if err := os.Remove(filepath.Join(s.at.Pictures, folder.Name(), name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
					return nil, err
				}
				continue
			}
			id, ok := strings.CutSuffix(name, pictureSuffix)
			if ok && isID(id) && id[:2] == folder.Name() {
				files[id] = true
			}
		}
	}
	return files, nil
}

// finishErasing removes the files of pictures dropped earlier and forgets them.
func (t *tx) finishErasing(dropped []string, files map[string]bool, r *Report) error {
	for _, id := range dropped {
		if files[id] {
			delete(files, id)
			if t.s.erase([]string{id}) > 0 {
				r.Stuck++
				continue
			}
			r.Erased++
		}
		if _, err := t.exec("forget dropped picture", "DELETE FROM dropped WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

type pictureOwner struct {
	filing string
	size   int
	mac    []byte
}

// ownerOf tells to which filing a file without row belongs: it must open, and
// the filing it names must still use it. nil if there is none.
func (t *tx) ownerOf(id string) (*pictureOwner, error) {
	path, _ := t.s.picturePath(id)
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, translate(err, "read a picture without row")
	}
	owner, sealed, err := splitPicture(file)
	if err != nil {
		return nil, nil // not one of ours: it goes to lost
	}
	c, err := t.cell(owner)
	if err != nil {
		return nil, t.ctx.Err() // no such filing: it goes to lost
	}
	defer c.Wipe()
	plain, err := c.Open(pictureAD(id, owner), sealed)
	if err != nil {
		return nil, nil // does not open: it goes to lost
	}
	f, err := t.Filing(owner)
	if err != nil {
		return nil, nil // no such filing, or it does not open: it goes to lost
	}
	if !slices.ContainsFunc(f.Materials, func(m filing.Material) bool { return m.Picture == id || m.Source == id }) {
		return nil, nil
	}
	return &pictureOwner{owner, len(plain), t.s.box.HashBytes(hashPicture, plain)}, nil
}

// markMissing takes a picture that is gone out of its filing, with a line in
// the log. The row of the list keeps its next action until the next save.
func (t *tx) markMissing(id, owner string, r *Report) error {
	f, err := t.Filing(owner)
	if err != nil {
		r.Unmended++
		return t.ctx.Err() // the row stays: a backup may bring the filing back
	}
	miss := Missing{Filing: owner, Domain: f.Domain.Name}
	sources := 0
	for i, m := range f.Materials {
		switch id {
		case m.Picture:
			f.Materials[i] = filing.Material{Slot: m.Slot}
			miss.Slots = append(miss.Slots, m.Slot)
		case m.Source: // the JPEG made of it is what is looked at and exported
			f.Materials[i].Source = ""
			sources++
		}
	}
	if _, err := t.exec("forget picture", "DELETE FROM pictures WHERE id = ?", id); err != nil {
		return err
	}
	if len(miss.Slots)+sources > 0 {
		now := t.s.now().UTC()
		if len(miss.Slots) > 0 {
			f.Record(filing.ActNote, "程序", "启动检查：一张图片的文件不见了，对应的材料已标为未上传，请重新上传。", now)
		} else {
			f.Record(filing.ActNote, "程序", "启动检查：一份原始文件（HEIC、WebP 或 PDF）不见了，由它转成的图片还在，不影响使用。", now)
		}
		f.Updated = now
		f.Rev++
		t.noteSaved(f.ID, f.Rev)
		_, payload, err := t.sealFiling(f, desk.Row{})
		if err != nil {
			return t.breaks(err)
		}
		if err := t.changeRow(f.ID, func(r *desk.Row) { r.Rev, r.Updated = f.Rev, now }); err != nil {
			return err
		}
		if _, err := t.exec("mend document", "UPDATE documents SET payload = ? WHERE n = (SELECT n FROM filings WHERE id = ?)", payload, f.ID); err != nil {
			return err
		}
	}
	if sources == 0 { // else nothing is to be uploaded anew
		r.Missing = append(r.Missing, miss)
	}
	return nil
}

// toLost puts a file aside, still sealed.
func (s *Store) toLost(id string) error {
	path, _ := s.picturePath(id)
	if err := os.MkdirAll(filepath.Join(s.at.Pictures, lostFolder), 0o700); err != nil {
		return err
	}
	err := os.Rename(path, filepath.Join(s.at.Pictures, lostFolder, filepath.Base(path)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // another process that was starting was faster
	}
	return err
}
