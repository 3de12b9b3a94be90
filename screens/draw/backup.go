package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"beiandesk/app/bundle"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/parcel"
	"beiandesk/screens"
	"beiandesk/screens/backup"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/pages"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// shelf answers for the disk: what lies there is made up.
type shelf struct {
	*desk.Desk
	state  desk.BackupState
	offers []desk.Offered
	reader bool
}

func (s *shelf) Backups(context.Context) (desk.BackupState, error) { return s.state, nil }

func (s *shelf) BackupNow(ctx context.Context, progress func(done, total int64)) (desk.Backup, error) {
	progress(620<<20, 1400<<20)
	<-ctx.Done()
	return desk.Backup{}, ctx.Err()
}

func (s *shelf) RestoreBackup(context.Context, string, string, func(done, total int64)) (desk.Restored, error) {
	return desk.Restored{Folder: "restored-20261123", Backup: s.state.Last}, nil
}

func (s *shelf) LookHandover(context.Context, string, string) (desk.Handover, error) {
	return desk.Handover{Made: now.Add(-20 * time.Hour), Offers: s.offers}, nil
}

func (s *shelf) May(a desk.Action) error {
	if s.reader {
		d := desk.New(nil, desk.Options{})
		d.Act(desk.Operator{Role: desk.Onlook})
		return d.May(a)
	}
	return nil
}

// backupScenes show the page 备份与交接.
func backupScenes(full office) ([]pageScene, error) {
	dir, err := os.MkdirTemp("", "beiandesk-draw")
	if err != nil {
		return nil, err
	}
	left = append(left, dir)
	ctx := context.Background()
	key, err := full.desk.HandoverKey(ctx)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "beiandesk-20261122.beian")
	if err := full.desk.HandOver(ctx, file, bundle.Key{Recipients: []string{key}}, "0.1.0", []string{full.id}, nil); err != nil {
		return nil, err
	}
	made := func(days, filings, pictures int, mib int64, good bool) desk.Backup {
		at := now.AddDate(0, 0, -days).Add(-3 * time.Hour)
		return desk.Backup{Path: "beiandesk-" + at.Format("20060102-150405") + ".age", Made: at, Size: mib << 20, Kind: desk.BackupDaily, Good: good, Filings: filings, Pictures: pictures}
	}
	list := []desk.Backup{made(0, 128, 702, 1406, true), made(1, 126, 690, 1381, true), made(3, 126, 688, 1380, true), made(9, 119, 655, 1302, false)}
	list[2].Missing = 2
	usual := desk.BackupState{Folder: filepath.Join("backup"), SameDisk: true, Code: true, List: list, Last: list[0], HasLast: true}
	chosen := usual
	chosen.Folder, chosen.Own, chosen.SameDisk = filepath.Join("移动硬盘", "备案台备份"), true, false
	chosen.Planned, chosen.Former = "restored-20261123", []string{"before-restore-20261101-091500", "before-restore-20260930-180200"}
	none := desk.BackupState{Folder: filepath.Join("backup"), SameDisk: true}
	offers := []desk.Offered{
		{ID: "1", Domain: "xinke-yangben.cn", Organiser: "样本新客户有限公司", Standing: bundle.New},
		{ID: "2", Domain: "yangben-shop.com", Organiser: "样本电子商务有限公司", Standing: bundle.Theirs, Fields: []filing.Field{"organiser.name", "site.name", "legal.mobile", filing.MaterialField(filing.SlotLicence), "state"}},
		{ID: "3", Domain: "lvyou-yangben.cn", Organiser: "样本旅行社", Standing: bundle.Both, Fields: []filing.Field{"organiser.cert_number", "organiser.cert_address", "legal.name", "legal.mobile", "legal.email", "site.name", "site.contents", "note"},
			Warnings: []parcel.Warning{{Text: "文件里有本程序不认识的字段“nickname”，没有导入。"}}},
		{ID: "4", Domain: "canyin-yangben.com", Organiser: "样本餐饮店", Standing: bundle.Mine, Fields: []filing.Field{"note"}},
		{ID: "5", Domain: "jiu-yangben.cn", Organiser: "样本旧客户有限公司", Standing: bundle.Theirs, Trashed: true, Fields: []filing.Field{"site.name"}},
		{ID: "6", Domain: "yangben-01.com", Organiser: "样本商贸（北京）有限公司", Standing: bundle.Same},
	}
	scene := func(name string, sh shelf, arg string, busy bool, do func(*shell.Shell, *shell.Queue) error) pageScene {
		sh.Desk = full.desk
		queue := &shell.Queue{}
		return pageScene{name, both, func(v theme.Variant, factor float32) (*shell.Shell, error) {
			all := pages.All(full.desk, nil)
			all[screens.PageBackup] = func(h screens.Host, r screens.Route) screens.Screen { return backup.New(h, &sh, "0.1.0", r) }
			s := shell.New(shell.Deps{App: fyne.CurrentApp(), Desk: full.desk, Version: "0.1.0", Theme: theme.New(v, factor), Queue: queue, Now: clock,
				Sources: pages.Sources(full.desk), Pages: all})
			for _, r := range []screens.Route{{Page: screens.PageSettings}, {Page: screens.PageBackup, Arg: arg}} {
				s.Open(r)
				if !s.WaitIdle(30 * time.Second) {
					return nil, errors.New("the page of backups does not come to rest")
				}
			}
			return s, nil
		}, func(s *shell.Shell) error {
			if do == nil {
				return nil
			}
			return do(s, queue)
		}, busy}
	}
	pressed := func(words ...string) func(*shell.Shell, *shell.Queue) error {
		return func(s *shell.Shell, _ *shell.Queue) error { return pressAll(words...)(s) }
	}
	under := func(s *shell.Shell, at func(fyne.CanvasObject) fyne.CanvasObject) { // brings a part of the page into sight
		drawing.Settle(s.Content(), s.Window().Canvas().Size())
		for _, sc := range hosttest.All[*part.Scroller](s.Content()) {
			if o := at(sc); o != nil {
				sc.ShowObject(o)
			}
		}
	}
	return []pageScene{
		scene("backup-none", shelf{state: none}, "", false, nil),
		scene("backup-list", shelf{state: usual}, "", false, nil),
		scene("backup-planned", shelf{state: chosen}, "", false, nil),
		scene("backup-reader", shelf{state: usual, reader: true}, "", false, nil),
		scene("backup-running", shelf{state: usual}, "", true, func(s *shell.Shell, q *shell.Queue) error {
			if err := press(s, text.BackupNow); err != nil {
				return err
			}
			for range 500 {
				q.Run()
				for _, m := range hosttest.All[*part.Meter](s.Content()) {
					if m.Share() > 0 {
						return nil
					}
				}
				time.Sleep(2 * time.Millisecond)
			}
			return errors.New("no progress is shown")
		}),
		scene("backup-restore", shelf{state: usual}, "", false, pressed(text.BackupRestore)),
		scene("backup-restored", shelf{state: usual}, "", false, pressed(text.BackupRestore, text.RestoreStart)),
		scene("backup-export", shelf{state: usual}, "", false, func(s *shell.Shell, _ *shell.Queue) error {
			if err := pressAll(text.HandAdd, text.HandAdd)(s); err != nil {
				return err
			}
			under(s, func(o fyne.CanvasObject) fyne.CanvasObject {
				if b := hosttest.Button(o, text.HandIn); b != nil { // not lower: the painter of pictures does not clip the table twice
					return b
				}
				return nil
			})
			return nil
		}),
		scene("backup-import", shelf{state: usual, offers: offers}, file, false, nil),
		scene("backup-import-end", shelf{state: usual, offers: offers}, file, false, func(s *shell.Shell, _ *shell.Queue) error {
			under(s, func(o fyne.CanvasObject) fyne.CanvasObject {
				for _, f := range hosttest.All[*part.Field](o) {
					if f.Path() == "take.4" {
						return f
					}
				}
				return nil
			})
			return nil
		}),
	}, nil
}
