package desk_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/paper/docx"
)

// ownLetter is an office's own DOCX.
func ownLetter(t *testing.T, words ...string) []byte {
	t.Helper()
	var d docx.Doc
	for _, w := range words {
		d.Para(docx.Text(w))
	}
	data, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// saidIn is the text of the main part of a DOCX.
func saidIn(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAnOfficesOwnLetterStandsInPlaceOfOurs(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	v := b.edit(b.add(), "organiser.name", "广州样本科技有限公司")
	id := v.Filing.ID
	report, err := b.SetPaperTemplate(ctx, paper.Commitment, ownLetter(t, "我们的承诺：{{主办单位名称}}，{{域名}}，{{法定代表人姓名}}，{{不认识}}"))
	if err != nil || !slices.Equal(report.Unknown, []string{"不认识"}) || len(report.Filled) != 3 {
		t.Fatalf("%+v, %v", report, err)
	}
	list, err := b.PaperTemplates(ctx)
	if err != nil || list[paper.Commitment].Bytes == 0 || !slices.Equal(list[paper.Commitment].Unknown, []string{"不认识"}) {
		t.Errorf("listed as %+v, %v", list, err)
	}
	path := filepath.Join(t.TempDir(), "承诺书.docx")
	report, own, err := b.SaveWord(ctx, id, paper.Commitment, path)
	if err != nil || !own || !slices.Contains(report.Empty, "法定代表人姓名") {
		t.Errorf("%+v %v %v", report, own, err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if s := saidIn(t, data); !strings.Contains(s, "我们的承诺：广州样本科技有限公司，"+v.Filing.Domain.Name+"，"+docx.Blank+"，{{不认识}}") {
		t.Errorf("it says %s", s)
	}

	log, err := b.Log(ctx, 0, 2)
	if err != nil || log[0].Action != desk.DidPaper || !slices.Equal(log[0].Kinds, []string{"commitment", "word", "own"}) ||
		log[1].Action != desk.DidTemplatePaper || !slices.Equal(log[1].Kinds, []string{"commitment"}) {
		t.Errorf("noted %+v, %v", log, err)
	}

	if err := b.DropPaperTemplate(ctx, paper.Commitment); err != nil {
		t.Fatal(err)
	}
	if _, own, err = b.SaveWord(ctx, id, paper.Commitment, path); own || err != nil {
		t.Errorf("after it was removed: %v %v", own, err)
	}
	if data, err := b.PaperTemplate(ctx, paper.Commitment); data != nil || err != nil {
		t.Errorf("something is left: %d bytes, %v", len(data), err)
	}
}

// TestTheOnePDFLeavesOutTheOfficesOwnWordFiles: they are told, never lost, and
// saved into a folder where nothing is overwritten.
func TestTheOnePDFLeavesOutTheOfficesOwnWordFiles(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	id := b.add().Filing.ID
	dir := t.TempDir()
	pdf := filepath.Join(dir, "备案文件.pdf")
	own := []paper.Kind{paper.LetterAgent, paper.Commitment}
	for _, k := range own {
		if _, err := b.SetPaperTemplate(ctx, k, ownLetter(t, string(k)+"：{{域名}}{{谁}}")); err != nil {
			t.Fatal(err)
		}
	}
	apart, err := b.SaveLetters(ctx, id, []paper.Kind{paper.LetterAgent, paper.Commitment, paper.SMSCard}, pdf)
	if err != nil || !slices.Equal(apart, own) {
		t.Errorf("apart %v, %v", apart, err)
	}
	if log, err := b.Log(ctx, 0, 1); err != nil || !slices.Equal(log[0].Kinds, []string{"sms-card"}) {
		t.Errorf("noted %+v, %v", log, err)
	}
	if data, err := os.ReadFile(pdf); err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Errorf("%v", err)
	}

	none := filepath.Join(dir, "none.pdf")
	apart, err = b.SaveLetters(ctx, id, own, none)
	wantCode(t, err, desk.CodeOwnPaper)
	if _, e := os.Stat(none); e == nil || !slices.Equal(apart, own) {
		t.Errorf("something was written; apart %v", apart)
	}
	_, err = b.SaveLetters(ctx, id, nil, none)
	wantCode(t, err, "paper.kind")

	taken := filepath.Join(dir, paper.Commitment.WordName())
	if err := os.WriteFile(taken, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	paths, unknown, err := b.SaveWords(ctx, id, own, dir)
	if err != nil || len(paths) != 2 || !slices.Equal(unknown, []string{"谁"}) {
		t.Fatalf("%v %v %v", paths, unknown, err)
	}
	for i, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if s := saidIn(t, data); !strings.Contains(s, string(own[i])+"：") || strings.Contains(s, "{{域名}}") {
			t.Errorf("%s says %s", filepath.Base(path), s)
		}
	}
	if data, _ := os.ReadFile(taken); string(data) != "mine" {
		t.Error("a file of the same name was overwritten")
	}
	paths, _, err = b.SaveWords(ctx, id, own, filepath.Join(dir, "not-there"))
	wantCode(t, err, "file.write")
	if len(paths) != 0 {
		t.Errorf("told %v", paths)
	}
}

func TestATemplateIsLookedThroughBeforeItIsKept(t *testing.T) {
	b := newBench(t)
	_, err := b.SetPaperTemplate(t.Context(), paper.Commitment, []byte("no document"))
	wantCode(t, err, docx.CodeType)
	_, err = b.SetPaperTemplate(t.Context(), paper.SMSCard, ownLetter(t, "x"))
	wantCode(t, err, "paper.kind")
	list, err := b.PaperTemplates(t.Context())
	if err != nil || len(list) != 0 {
		t.Errorf("kept all the same: %v %v", list, err)
	}
	wantCode(t, b.SavePaperTemplate(t.Context(), paper.Commitment, filepath.Join(t.TempDir(), "x.docx")), app.CodeNotFound)
}

func TestAReaderNeitherWritesPapersNorChangesTemplates(t *testing.T) {
	b := newBench(t)
	id := b.add().Filing.ID
	path := filepath.Join(t.TempDir(), "x")
	b.Act(desk.Operator{ID: "r", Name: "王", Role: desk.Onlook})
	_, err := b.SetPaperTemplate(t.Context(), paper.Commitment, ownLetter(t, "x"))
	wantCode(t, err, desk.CodeDenied)
	wantCode(t, b.DropPaperTemplate(t.Context(), paper.Commitment), desk.CodeDenied)
	_, _, err = b.SaveWord(t.Context(), id, paper.Commitment, path)
	wantCode(t, err, desk.CodeDenied)
	_, err = b.SaveLetters(t.Context(), id, []paper.Kind{paper.Commitment}, path)
	wantCode(t, err, desk.CodeDenied)
	_, _, err = b.SaveWords(t.Context(), id, []paper.Kind{paper.Commitment}, filepath.Dir(path))
	wantCode(t, err, desk.CodeDenied)
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was written")
	}
	b.Act(desk.Operator{ID: "c", Name: "李", Role: desk.Clerk})
	if _, err := b.SetPaperTemplate(t.Context(), paper.Commitment, ownLetter(t, "x")); err != nil {
		t.Errorf("a clerk may: %v", err)
	}
}

func TestABlankSheetNeedsNoFiling(t *testing.T) {
	b := newBench(t)
	dir := t.TempDir()
	for _, k := range paper.Kinds {
		if !k.Blank() {
			continue
		}
		if err := b.SaveLetter(t.Context(), "", k, filepath.Join(dir, k.FileName())); err != nil {
			t.Errorf("%s: %v", k, err)
		}
		if _, _, err := b.SaveWord(t.Context(), "", k, filepath.Join(dir, k.WordName())); err != nil {
			t.Errorf("%s: %v", k, err)
		}
	}
	if err := b.SaveStartTemplate(t.Context(), paper.Consent, filepath.Join(dir, "start.docx")); err != nil {
		t.Error(err)
	}
	if list, _ := os.ReadDir(dir); len(list) != 5 {
		t.Errorf("written: %v", list)
	}
}

func TestPapersAreOfferedWithTheirReason(t *testing.T) {
	b := newBench(t)
	v := b.edit(b.add(), "organiser.name", "广州样本科技有限公司", "organiser.scope", "软件开发；基金管理", "region.province", "440000", "organiser.nature", "4")
	list, err := b.PapersOf(t.Context(), v.Filing.ID)
	if err != nil || len(list) != len(paper.Kinds) {
		t.Fatalf("%d papers, %v", len(list), err)
	}
	for _, o := range list {
		switch o.Kind {
		case paper.NoApproval, paper.Commitment:
			if !o.Needed || !slices.Contains(o.Missing, filing.Field("legal.name")) {
				t.Errorf("%s: %+v", o.Kind, o)
			}
		case paper.CancelRequest:
			if o.Needed {
				t.Errorf("nothing is cancelled: %+v", o)
			}
		}
		if o.Why == "" {
			t.Errorf("%s has no reason", o.Kind)
		}
	}
}
