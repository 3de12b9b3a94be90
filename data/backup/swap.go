package backup

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/data/disk"
)

// The swap moves single files and folders of the data folder, since the folder
// itself is locked, may be the root of a stick, and holds the log. The plan in
// swap.json is a journal: whatever moment the program is killed at, the next
// start goes on from there before the store is opened.
const (
	planName   = "swap.json"
	keptPrefix = "before-restore-" // with the data of before
)

// swapped are the things that change places. The database comes first on the
// way out and last on the way in: without it no data are opened.
var swapped = []string{"beiandesk.db", "beiandesk.db-wal", "beiandesk.db-shm", "beiandesk.db-journal", "beiandesk.db.open", "data.key", "data.key.2", "pictures"}

type stage string

const (
	stageOut  stage = "out"  // the present data are moved aside
	stageIn   stage = "in"   // the restored ones are moved in
	stageUndo stage = "undo" // what is left of lost restored data is moved out again
	stageBack stage = "back" // the former ones come back
)

type plan struct {
	Restored string `json:"restored"` // names inside of the data folder
	Kept     string `json:"kept"`
	Stage    stage  `json:"stage"`
}

// Swapped tells what Swap did.
type Swapped struct {
	Done bool   // the restored data are in place
	Kept string // name of the folder with the data of before
	Gone bool   // the restored data were not there any more; nothing was changed
}

// Plan makes the next start put a restored folder in place of the data.
func (k *Keeper) Plan(restored string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !plannable(restored) || !whole(filepath.Join(k.dir, restored)) {
		return app.Fail(CodeSwap, "恢复出来的文件夹不完整，没有安排替换，现在的数据照常使用。请重新恢复一次。")
	}
	kept := keptPrefix + k.now().Format(nameTime)
	for i := 2; ; i++ {
		if _, err := os.Lstat(filepath.Join(k.dir, kept)); errors.Is(err, fs.ErrNotExist) {
			break
		} else if err != nil {
			return writing(err)
		}
		kept = fmt.Sprintf("%s%s-%d", keptPrefix, k.now().Format(nameTime), i)
	}
	return writing(plan{restored, kept, stageOut}.write(k.dir))
}

// Planned names the restored folder that the next start will put in place, ""
// for none.
func (k *Keeper) Planned() string {
	p, err := readPlan(k.dir)
	if err != nil || p == nil {
		return ""
	}
	return p.Restored
}

// Unplan takes a plan back and removes the restored folder. The present data
// were not touched.
func (k *Keeper) Unplan() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	p, err := readPlan(k.dir)
	if err != nil || p == nil || p.Stage != stageOut {
		return writing(err)
	}
	if err := os.Remove(filepath.Join(k.dir, planName)); err != nil {
		return writing(err)
	}
	if strings.HasPrefix(p.Restored, keptPrefix) {
		return nil // these are the only ones of their kind
	}
	return writing(os.RemoveAll(filepath.Join(k.dir, p.Restored)))
}

// plannable are folders with restored data, and those with the data of before
// a restore, so that it can be taken back.
func plannable(name string) bool {
	return (strings.HasPrefix(name, RestoredPrefix) && !strings.HasSuffix(name, partSuffix) || strings.HasPrefix(name, keptPrefix)) &&
		filepath.Base(name) == name
}

// Former lists the folders with the data of before a restore, the newest first.
func (k *Keeper) Former() ([]string, error) {
	all, err := os.ReadDir(k.dir)
	if err != nil {
		return nil, reading(err)
	}
	var list []string
	for _, d := range all {
		if d.IsDir() && strings.HasPrefix(d.Name(), keptPrefix) && whole(filepath.Join(k.dir, d.Name())) {
			list = append(list, d.Name())
		}
	}
	slices.Reverse(list) // by name, which is by time
	return list, nil
}

// DropFormer removes such a folder for good.
func (k *Keeper) DropFormer(name string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !plannable(name) || name == k.Planned() {
		return app.Fail(CodeSwap, "这个文件夹正等着换上，没有删除。请先取消替换。")
	}
	return writing(os.RemoveAll(filepath.Join(k.dir, name)))
}

// whole tells whether a folder can stand as data. That its content is right was
// proved before it got its name.
func whole(dir string) bool {
	for _, name := range []string{databaseName, keyNames[0], "pictures"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			return false
		}
	}
	return true
}

func readPlan(dir string) (*plan, error) {
	data, err := os.ReadFile(filepath.Join(dir, planName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var p plan
	err = json.Unmarshal(data, &p)
	if err == nil && (!plannable(p.Restored) || !strings.HasPrefix(p.Kept, keptPrefix) || filepath.Base(p.Kept) != p.Kept) {
		err = errors.New("the plan names other folders")
	}
	if err != nil {
		return nil, app.Wrap(err, CodeSwap, "恢复的安排文件 "+planName+" 已损坏，程序没有打开数据，以免弄错。请联系支持人员，不要删除数据文件夹里的任何东西。")
	}
	return &p, nil
}

func (p plan) write(dir string) error {
	data, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("write the plan as JSON: %w", err)
	}
	return writeWhole(filepath.Join(dir, planName), data)
}

// afterStep is called after every step of a swap, for the test that kills it.
var afterStep = func() {}

// Swap carries a plan out, or goes on with one that was cut off. Call it with
// the data folder locked and before the store is opened. Without a plan it does
// nothing. After an error nothing may be opened; the next call goes on.
func Swap(dir string) (s Swapped, err error) {
	p, err := readPlan(dir)
	if err != nil || p == nil {
		return s, err
	}
	if s, err = p.carryOut(dir); err != nil {
		return s, app.Wrap(err, CodeSwap, "恢复的数据还没有换好，程序先不打开，以免弄错。请关闭正在使用数据文件夹的程序，检查磁盘，然后重新启动，它会接着做完。")
	}
	return s, nil
}

func (p *plan) carryOut(dir string) (s Swapped, err error) {
	restored, kept := filepath.Join(dir, p.Restored), filepath.Join(dir, p.Kept)
	if p.Stage == stageOut {
		if !whole(restored) {
			// Somebody took it away. What was moved aside already comes back.
			if err := p.enter(dir, stageBack); err != nil {
				return s, err
			}
		} else if err := p.out(dir, kept); err != nil {
			return s, err
		}
	}
	if p.Stage == stageIn && !restorable(restored, dir) {
		if err := p.enter(dir, stageUndo); err != nil {
			return s, err
		}
	}
	if p.Stage == stageUndo {
		if err := p.undo(dir, restored); err != nil {
			return s, err
		}
	}
	switch p.Stage {
	case stageIn:
		for i := len(swapped) - 1; i >= 0; i-- {
			if err := move(restored, dir, swapped[i]); err != nil {
				return s, err
			}
		}
		s.Done, s.Kept = true, p.Kept
	case stageBack:
		for i := len(swapped) - 1; i >= 0; i-- {
			if err := move(kept, dir, swapped[i]); err != nil {
				return s, err
			}
		}
		s.Gone = true
	default:
		return s, fmt.Errorf("the plan is at an unknown stage")
	}
	// Empty now; that one of them cannot be removed harms nothing.
	_ = os.Remove(restored)
	if s.Gone {
		_ = os.Remove(kept)
	}
	afterStep()
	return s, errors.Join(disk.SyncDir(dir), os.Remove(filepath.Join(dir, planName)), disk.SyncDir(dir))
}

func (p *plan) out(dir, kept string) error {
	if err := os.MkdirAll(kept, 0o700); err != nil {
		return err
	}
	for _, name := range swapped {
		if err := move(dir, kept, name); err != nil {
			return err
		}
	}
	if err := errors.Join(disk.SyncDir(kept), disk.SyncDir(dir)); err != nil {
		return err
	}
	return p.enter(dir, stageIn)
}

func (p *plan) undo(dir, restored string) error {
	if err := os.MkdirAll(restored, 0o700); err != nil {
		return err
	}
	for _, name := range swapped {
		if err := move(dir, restored, name); err != nil {
			return err
		}
	}
	return p.enter(dir, stageBack)
}

func (p *plan) enter(dir string, next stage) error {
	p.Stage = next
	err := p.write(dir)
	afterStep()
	return err
}

// restorable tells whether each needed part is still in the restored folder or
// already in place.
func restorable(restored, dir string) bool {
	for _, name := range []string{databaseName, keyNames[0], "pictures"} {
		if _, err := os.Stat(filepath.Join(restored, name)); err == nil {
			continue
		}
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			return false
		}
	}
	return true
}

// move renames one thing from a folder into another. What is not there was
// moved already or never was. Nothing is ever replaced.
func move(from, to, name string) error {
	source, target := filepath.Join(from, name), filepath.Join(to, name)
	if _, err := os.Lstat(source); errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	if _, err := os.Lstat(target); err == nil {
		return &fs.PathError{Op: "swap", Path: target, Err: fs.ErrExist}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var err error
	for range 5 { // virus scanners hold files for a moment (Windows)
		if err = os.Rename(source, target); err == nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	afterStep()
	return err
}
