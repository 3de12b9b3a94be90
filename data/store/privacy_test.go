package store_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/data/leaktest"
)

// secrets are planted in every place where a person's data can go.
var secrets = []string{"样本人甲𠮷", "110105199003070018", "13911112222", "yangbenren@example.cn", "样本街七十七号九楼", "客户说只能晚上打电话",
	"模板里的人乙", "13933334444", "样本代办处电话一二三", "PICTURE-CONTENT-SAMPLE", "审核员说样本人丙打不通", "样本人丁的抬头合不上"}

func TestTheFilesHoldNoPersonInClear(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, places(dir))
	f, row := desktest.Sample("a", 1)
	f.Legal = filing.Person{Name: secrets[0], CertNumber: secrets[1], Mobile: secrets[2], Email: secrets[3]}
	f.Organiser.Address.Street = secrets[4]
	f.Note, row.Note = secrets[5], secrets[5]
	f.Refusals = []filing.Refusal{{At: today, Action: filing.ActReturn, Pasted: secrets[10], Tasks: []filing.Task{{ID: "1-1", Words: secrets[10], Reason: "phone-dead"}}}}
	update(t, s, func(tx desk.Tx) error {
		picture, err := tx.AddPicture("a", []byte(strings.Repeat(secrets[9], 100)))
		if err != nil {
			return err
		}
		f.Materials[0].Picture = picture
		if err := tx.Insert(f, row); err != nil {
			return err
		}
		if _, err := tx.Keep(f, filing.StepInfo, today); err != nil {
			return err
		}
		if _, err := tx.PutTemplate(desk.Template{Name: secrets[6], Person: &filing.Person{Name: secrets[6], Mobile: secrets[7]}}); err != nil {
			return err
		}
		if err := tx.SetRefused("a", []desk.Refused{{Reason: "phone-dead", Province: "440000", Day: "2026-11-26"}}); err != nil {
			return err
		}
		if err := tx.PutPhrase(desk.Phrase{Filing: "a", Words: secrets[11], Reason: "site-title", At: today}); err != nil {
			return err
		}
		return tx.SetSetting("office", []byte(secrets[8]))
	})
	for range 2 { // with the write-ahead log, then closed
		hits, searched, err := leaktest.Find([]string{dir}, secrets)
		if err != nil {
			t.Fatal(err)
		}
		for _, hit := range hits {
			t.Error(hit)
		}
		err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%s has mode %o: others can read it", d.Name(), info.Mode().Perm())
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if searched < 4000 {
			t.Fatalf("only %d bytes were searched", searched)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	// The search itself must be able to find: the domain lies in clear.
	content, err := os.ReadFile(places(dir).Database)
	if err != nil || !bytes.Contains(content, []byte(f.Domain.Name)) {
		t.Errorf("the clear domain was not found (%v): does the search work?", err)
	}
}

func TestPurgeLeavesNoFile(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	f, row := desktest.Sample("a", 1)
	update(t, s, func(tx desk.Tx) error {
		for range 3 {
			if _, err := tx.AddPicture("a", []byte("x")); err != nil {
				return err
			}
		}
		return tx.Insert(f, row)
	})
	if n := len(sealedFiles(t, at)); n != 3 {
		t.Fatalf("%d files, want 3", n)
	}
	update(t, s, func(tx desk.Tx) error { return tx.Purge("a") })
	if left := sealedFiles(t, at); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAPanicLeavesNoFile(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	withPicture(t, s, "a", 1)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic did not come through")
			}
		}()
		err := s.Update(t.Context(), func(tx desk.Tx) error {
			if _, err := tx.AddPicture("a", []byte("x")); err != nil {
				return err
			}
			panic("stop")
		})
		t.Errorf("Update returned %v", err)
	}()
	if n := len(sealedFiles(t, at)); n != 1 {
		t.Errorf("%d files, want 1", n)
	}
}
