package docx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/paper/docx"
)

const (
	types = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	head = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	foot = `</w:body></w:document>`
)

// file is a document as an office might have made it: parts in order.
func file(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func letter(body string) []byte {
	return file("[Content_Types].xml", types, "word/document.xml", head+body+foot)
}

func part(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func values(name string) (string, bool) {
	v, ok := map[string]string{"单位": "样本<甲>&乙", "域名": "example.com", "空": "", "两行": "一\n二"}[name]
	return v, ok
}

func TestPlaceholdersAreFilledWhereverWordDividedThem(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"in one run", `<w:p><w:r><w:t>甲方：{{单位}}。</w:t></w:r></w:p>`, `<w:p><w:r><w:t xml:space="preserve">甲方：样本&lt;甲&gt;&amp;乙。</w:t></w:r></w:p>`},
		{"over four runs", `<w:p><w:r><w:t>{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>{域</w:t></w:r><w:r><w:t>名}</w:t></w:r><w:r><w:t>} 尾</w:t></w:r></w:p>`,
			`<w:p><w:r><w:t xml:space="preserve">example.com</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"></w:t></w:r><w:r><w:t xml:space="preserve"></w:t></w:r><w:r><w:t xml:space="preserve"> 尾</w:t></w:r></w:p>`},
		{"two in a run, blanks inside", `<w:p><w:r><w:t xml:space="preserve">{{ 域名 }}和{{域名}}</w:t></w:r></w:p>`, `<w:p><w:r><w:t xml:space="preserve">example.com和example.com</w:t></w:r></w:p>`},
		{"full width", `<w:p><w:r><w:t>｛｛域名｝｝</w:t></w:r></w:p>`, `<w:p><w:r><w:t xml:space="preserve">example.com</w:t></w:r></w:p>`},
		{"missing value", `<w:p><w:r><w:t>{{空}}</w:t></w:r></w:p>`, `<w:p><w:r><w:t xml:space="preserve">` + docx.Blank + `</w:t></w:r></w:p>`},
		{"unknown name stays", `<w:p><w:r><w:t>{{谁}}</w:t></w:r></w:p>`, `<w:p><w:r><w:t>{{谁}}</w:t></w:r></w:p>`},
		{"two lines", `<w:p><w:r><w:t>{{两行}}</w:t></w:r></w:p>`, `<w:p><w:r><w:t xml:space="preserve">一</w:t><w:br/><w:t xml:space="preserve">二</w:t></w:r></w:p>`},
		{"not over paragraphs", `<w:p><w:r><w:t>{{域</w:t></w:r></w:p><w:p><w:r><w:t>名}}</w:t></w:r></w:p>`, `<w:p><w:r><w:t>{{域</w:t></w:r></w:p><w:p><w:r><w:t>名}}</w:t></w:r></w:p>`},
		{"paragraph in a paragraph", `<w:p><w:r><w:t>{{域</w:t></w:r><w:txbxContent><w:p><w:r><w:t>{{域名}}</w:t></w:r></w:p></w:txbxContent><w:r><w:t>名}}</w:t></w:r></w:p>`,
			`<w:p><w:r><w:t xml:space="preserve">example.com</w:t></w:r><w:txbxContent><w:p><w:r><w:t xml:space="preserve">example.com</w:t></w:r></w:p></w:txbxContent><w:r><w:t xml:space="preserve"></w:t></w:r></w:p>`},
		{"entities in the text", `<w:p><w:r><w:t>a &amp; {{域名}} &lt;</w:t></w:r></w:p>`, `<w:p><w:r><w:t xml:space="preserve">a &amp; example.com &lt;</w:t></w:r></w:p>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			x, err := docx.Open(letter(c.body))
			if err != nil {
				t.Fatal(err)
			}
			out, _, err := x.Fill("", values)
			if err != nil {
				t.Fatal(err)
			}
			if got := part(t, out, "word/document.xml"); got != head+c.want+foot {
				t.Errorf("got  %s\nwant %s", got, head+c.want+foot)
			}
			if _, err := docx.Open(out); err != nil {
				t.Errorf("the result does not open: %v", err)
			}
		})
	}
}

func TestTheReportTellsWhatWasFound(t *testing.T) {
	x, err := docx.Open(file("[Content_Types].xml", types, "word/document.xml", head+`<w:p><w:r><w:t>{{单位}}{{谁}}{{空}}{{单位}}</w:t></w:r></w:p>`+foot,
		"word/header1.xml", `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>{{域名}}</w:t></w:r></w:p></w:hdr>`,
		"word/media/seal.png", "\x89PNG not looked into"))
	if err != nil {
		t.Fatal(err)
	}
	if got := x.Names(); !slices.Equal(got, []string{"单位", "谁", "空", "域名"}) {
		t.Errorf("names %v", got)
	}
	out, r, err := x.Fill("", values)
	if err != nil || !slices.Equal(r.Filled, []string{"单位", "域名"}) || !slices.Equal(r.Unknown, []string{"谁"}) || !slices.Equal(r.Empty, []string{"空"}) {
		t.Errorf("report %+v, %v", r, err)
	}
	if part(t, out, "word/media/seal.png") != "\x89PNG not looked into" || !strings.Contains(part(t, out, "word/header1.xml"), "example.com") {
		t.Error("the other parts are not as they were, or the header is not filled")
	}
}

func TestHostileDocumentsAreRefused(t *testing.T) {
	rel := func(kind, target, mode string) string {
		return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `" TargetMode="` + mode + `"/></Relationships>`
	}
	plain := head + `<w:p/>` + foot
	with := func(name, data string) []byte {
		return file("[Content_Types].xml", types, "word/document.xml", plain, name, data)
	}
	field := func(parts ...string) []byte {
		b := `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>`
		for _, p := range parts {
			b += `<w:r><w:instrText>` + p + `</w:instrText></w:r>`
		}
		return letter(b + `</w:p>`)
	}
	for _, c := range []struct {
		name, code string
		data       []byte
	}{
		{"no archive", docx.CodeType, []byte("letter")},
		{"old .doc", docx.CodeType, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")},
		{"half a file", docx.CodeDamaged, letter("<w:p/>")[:200]},
		{"a table", docx.CodeType, file("[Content_Types].xml", `<Types/>`, "xl/workbook.xml", "<x/>")},
		{"docm", docx.CodeMacro, file("[Content_Types].xml", strings.ReplaceAll(types, "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main"), "word/document.xml", plain)},
		{"macros in a docx", docx.CodeMacro, with("word/vbaProject.bin", "x")},
		{"embedded object", docx.CodeMacro, with("word/embeddings/oleObject1.bin", "x")},
		{"object element", docx.CodeMacro, letter(`<w:p><w:r><w:object/></w:r></w:p>`)},
		{"picture from outside", docx.CodeExternal, with("word/_rels/document.xml.rels", rel("image", "https://example.com/a.png", "External"))},
		{"template from outside", docx.CodeExternal, with("word/_rels/settings.xml.rels", rel("attachedTemplate", "https://example.com/a.dotm", "External"))},
		{"link to a file", docx.CodeExternal, with("word/_rels/document.xml.rels", rel("hyperlink", "file:///etc/passwd", "External"))},
		{"field that takes a picture", docx.CodeExternal, field(` INCLUDEPICTURE "https://example.com/a.png" `)},
		{"field divided among runs", docx.CodeExternal, field(` INCLUDE`, `TEXT "c:\\a" `)},
		{"dde", docx.CodeExternal, letter(`<w:p><w:fldSimple w:instr="DDEAUTO cmd x"/></w:p>`)},
		{"altChunk", docx.CodeExternal, letter(`<w:altChunk/>`)},
		{"doctype", docx.CodeExternal, file("[Content_Types].xml", types, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "b">]>`+plain)},
		{"not well-formed", docx.CodeDamaged, letter(`<w:p>`)},
		{"endless depth", docx.CodeDamaged, letter(strings.Repeat("<w:p>", 5000) + strings.Repeat("</w:p>", 5000))},
		{"way out", docx.CodeDamaged, with("../../evil.xml", "<x/>")},
		{"a part twice", docx.CodeDamaged, file("[Content_Types].xml", types, "word/document.xml", plain, "word/document.xml", plain)},
		{"zip bomb", docx.CodeSize, with("word/media/image.png", strings.Repeat("\x00", 60<<20))},
		{"huge part", docx.CodeSize, with("word/styles.xml", "<x>"+strings.Repeat(" ", 9<<20)+"</x>")},
		{"too large a file", docx.CodeSize, make([]byte, docx.MaxFile+1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := docx.Open(c.data); app.CodeOf(err) != c.code {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
	t.Run("a link to click is let through", func(t *testing.T) {
		if _, err := docx.Open(with("word/_rels/document.xml.rels", rel("hyperlink", "https://beian.miit.gov.cn", "External"))); err != nil {
			t.Error(err)
		}
	})
}

func TestAMarkStandsFirst(t *testing.T) {
	x, err := docx.Open(letter(`<w:p><w:r><w:t>{{域名}}</w:t></w:r></w:p>`))
	if err != nil {
		t.Fatal(err)
	}
	out, _, err := x.Fill("草稿<1>", values)
	if err != nil {
		t.Fatal(err)
	}
	if got := part(t, out, "word/document.xml"); !strings.HasPrefix(got, head+`<w:p><w:pPr><w:jc w:val="right"/>`) || !strings.Contains(got, "草稿&lt;1&gt;") || !strings.Contains(got, "example.com") {
		t.Errorf("got %s", got)
	}
	if _, err := docx.Open(out); err != nil {
		t.Error(err)
	}
}

func TestOurOwnDocumentIsATemplate(t *testing.T) {
	d := docx.Doc{Title: "信", Head: []string{"样本"}, Created: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)}
	d.Para(docx.Text("{{域名}}\x00"))
	d.Table(docx.Table{Widths: []float64{80, 90}, Grid: true, Rows: []docx.Row{{Cells: []docx.Cell{{Paras: []docx.Para{docx.Text("{{单位}}")}}, {}}}}})
	data, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	x, err := docx.Open(data)
	if err != nil || !slices.Equal(x.Names(), []string{"域名", "单位"}) {
		t.Errorf("%v, %v", x, err)
	}
}

// FuzzOpen: whatever is opened neither hangs nor panics, and what opens can be
// filled and opens again.
func FuzzOpen(f *testing.F) {
	f.Add(letter(`<w:p><w:r><w:t>{{{单位}} ｛｛域名｝｝ {{</w:t></w:r><w:r><w:t>}}</w:t></w:r></w:p>`))
	f.Add(letter(`<w:p><w:r><w:t/></w:r></w:p><x:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:t>{{空}}</x:t></x:p>`))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) { try(t, data) })
}

// FuzzText goes at the placeholders without the archive around them.
func FuzzText(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>{{单</w:t></w:r><w:r><w:t>位}}</w:t></w:r></w:p>`)
	f.Add(`<w:p><w:t>{{a<w:p><w:t>{{b}}</w:t></w:p>}}</w:t></w:p>`)
	f.Add("<w:p><w:t><![CDATA[{{单位}}]]></w:t></w:p>")
	f.Fuzz(func(t *testing.T, body string) { try(t, letter(body)) })
}

func try(t *testing.T, data []byte) {
	x, err := docx.Open(data)
	if err != nil {
		if app.MessageOf(err) == "" || app.CodeOf(err) == app.CodeInternal {
			t.Fatalf("no sentence for a person: %v", err)
		}
		return
	}
	out, _, err := x.Fill("草稿", values)
	if app.CodeOf(err) == docx.CodeDamaged {
		return // there is no body to mark
	}
	if err != nil {
		t.Fatal(err)
	}
	y, err := docx.Open(out)
	if err != nil {
		t.Fatalf("the filled document does not open: %v", err)
	}
	for _, n := range y.Names() {
		if _, known := values(n); known && slices.Contains(x.Names(), n) && !strings.ContainsAny(n, "{}") {
			t.Fatalf("%q is still there", n)
		}
	}
}

func TestALogoStandsAtTheLeftOfTheFirstPagesHead(t *testing.T) {
	d := docx.Doc{Head: []string{"样本备案服务部", "电话 400-000-0000"}, Logo: docx.Picture{PNG: []byte("\x89PNG\r\n"), Width: 22, Height: 11}}
	d.Para(docx.Text("正文"))
	data, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	first, other := part(t, data, "word/header2.xml"), part(t, data, "word/header1.xml")
	if !strings.Contains(first, `cx="792000" cy="396000"`) || !strings.Contains(first, `r:embed="rId1"`) || strings.Index(first, "<w:drawing>") > strings.Index(first, "样本备案服务部") {
		t.Errorf("the first page's head is %s", first)
	}
	if strings.Contains(other, "样本备案服务部") || strings.Contains(other, "drawing") {
		t.Errorf("it stands on the other pages, too: %s", other)
	}
	if rels := part(t, data, "word/_rels/header2.xml.rels"); !strings.Contains(rels, `Id="rId1"`) || !strings.Contains(rels, `Target="media/logo.png"`) {
		t.Errorf("relations %s", rels)
	}
	if part(t, data, "word/media/logo.png") != "\x89PNG\r\n" || !strings.Contains(part(t, data, "[Content_Types].xml"), `Extension="png"`) {
		t.Error("the picture is not in the file, or its type is not declared")
	}
	main := part(t, data, "word/document.xml")
	for _, want := range []string{`<w:headerReference w:type="first" r:id="rId5"/>`, `<w:footerReference w:type="first" r:id="rId4"/>`, `<w:titlePg/>`} {
		if !strings.Contains(main, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if _, err := docx.Open(data); err != nil {
		t.Errorf("an office may put its own paper with a logo in place: %v", err)
	}

	plain, err := (&docx.Doc{}).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(plain), int64(len(plain)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if strings.Contains(f.Name, "media") || strings.Contains(f.Name, "header2.xml.rels") {
			t.Errorf("%s without a logo", f.Name)
		}
	}
}

// TestLinesAreAsHighInEveryFont: fonts for Chinese differ in the height that
// they ask for, so lines have a least height in points, never a factor.
func TestLinesAreAsHighInEveryFont(t *testing.T) {
	d := docx.Doc{Head: []string{"头"}, Mark: "草稿"}
	d.Para(docx.Para{Runs: []docx.Run{{Text: "题", Size: 20}}})
	d.Table(docx.Table{Widths: []float64{50, 50}, Rows: []docx.Row{{Cells: []docx.Cell{{Paras: []docx.Para{docx.Text("格")}}, {}}}}})
	data, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"word/document.xml", "word/header1.xml", "word/header2.xml", "word/styles.xml"} {
		s := part(t, data, name)
		if n := strings.Count(s, "<w:spacing"); n == 0 || strings.Count(s, `w:lineRule="atLeast"`) != n {
			t.Errorf("%s: %s", name, s)
		}
	}
	if s := part(t, data, "word/document.xml"); !strings.Contains(s, `w:line="620"`) { // 20 points, half as high again and a little
		t.Errorf("the line of a title: %s", s)
	}
}
