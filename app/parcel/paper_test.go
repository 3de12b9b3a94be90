package parcel_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/paper"
	"beiandesk/app/paper/docx"
	"beiandesk/app/parcel"
)

func TestAnOfficesOwnLetterIsInThePackageInPlaceOfOurs(t *testing.T) {
	var d docx.Doc
	d.Para(docx.Text("{{主办单位名称}}的承诺，{{谁}}"))
	own, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	in := blocked() // a draft: the mark stands in the office's letter, too
	in.Templates = map[paper.Kind][]byte{paper.Commitment: own}
	dest, res := build(t, in)
	if slices.Contains(res.Files, "承诺书.pdf") || !slices.Contains(res.Files, "承诺书.docx") {
		t.Fatalf("files %v", res.Files)
	}
	if !slices.ContainsFunc(res.Notes, func(n parcel.Note) bool { return n.File == "承诺书.docx" && strings.Contains(n.Text, "谁") }) {
		t.Errorf("the unknown placeholder is not told: %v", res.Notes)
	}
	files := unpack(t, dest)
	x, err := docx.Open(files["承诺书.docx"])
	if err != nil || !slices.Equal(x.Names(), []string{"谁"}) {
		t.Errorf("%v, %v", x, err)
	}
	if body := unpackDocument(t, files["承诺书.docx"]); !strings.Contains(body, paper.DraftMark) || !strings.Contains(body, in.Filing.Organiser.Name) {
		t.Errorf("it says %s", body)
	}
	if readme := string(files["说明.txt"]); !strings.Contains(readme, "承诺书.docx　　可以修改") {
		t.Errorf("the readme does not explain it: %s", readme)
	}
	if _, err := parcel.Open(t.Context(), dest); err != nil {
		t.Errorf("the package cannot be imported: %v", err)
	}
}

func TestPapersGoAlongAsWordWhenWanted(t *testing.T) {
	in := input()
	in.Word = true
	_, res := build(t, in)
	for _, name := range []string{"授权委托书.pdf", "授权委托书.docx", "承诺书.pdf", "承诺书.docx", "短信核验提示单.pdf"} {
		if !slices.Contains(res.Files, name) {
			t.Errorf("%s is not there: %v", name, res.Files)
		}
	}
	if slices.Contains(res.Files, "短信核验提示单.docx") {
		t.Error("the card is drawn only")
	}
}

func TestATemplateThatIsTornStopsThePackageWithASentence(t *testing.T) {
	in := input()
	in.Templates = map[paper.Kind][]byte{paper.Commitment: []byte("torn")}
	_, err := parcel.Build(t.Context(), in, t.TempDir()+"/x.zip", nil)
	if app.CodeOf(err) != docx.CodeType {
		t.Errorf("got %v", err)
	}
}

func unpackDocument(t *testing.T, data []byte) string {
	t.Helper()
	path := t.TempDir() + "/x.docx"
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return string(bytes.ReplaceAll(unpack(t, path)["word/document.xml"], []byte("\n"), nil))
}
