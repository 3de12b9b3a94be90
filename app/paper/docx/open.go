package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"beiandesk/app"
)

// Limits of a document that is opened. They are far beyond any letter.
const (
	MaxFile  = 5 << 20  // bytes of the file
	maxPart  = 8 << 20  // bytes of one XML part, unpacked
	maxAll   = 48 << 20 // bytes of all parts, unpacked
	maxParts = 400
	maxDepth = 120 // elements within each other
)

// Codes of refusals by Open.
const (
	CodeType     = "docx.type"     // no Word document, or one of another kind
	CodeSize     = "docx.size"     // larger than the limits, also when unpacked
	CodeMacro    = "docx.macro"    // holds a program: macros, ActiveX, OLE
	CodeExternal = "docx.external" // would fetch something when it is opened
	CodeDamaged  = "docx.damaged"
)

const mainPart = "word/document.xml"

// Template is a document that has been looked through. It is read-only.
type Template struct {
	data  []byte
	parts map[string][]byte // those in which placeholders may stand
	names []string          // of placeholders, in order, each once
}

// Open looks a DOCX through that somebody else made. It refuses whatever is not
// a plain document: other types, macros, ActiveX and embedded objects, fields
// and relations that would fetch a file, doctypes, and archives that are too
// large once unpacked (whatever their directory says). Links that only a click
// follows are let through. Errors are *app.Error with a code of this package.
func Open(data []byte) (*Template, error) {
	if len(data) > MaxFile {
		return nil, app.Fail(CodeSize, "这个文档太大，最多 5 MB。请去掉大图片后另存一份再试。")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) { // .doc, or a DOCX with a password
			return nil, app.Wrap(err, CodeType, "这是旧格式（.doc）或加了密码的文档。请在 Word 里去掉密码，另存为 .docx 再试。")
		}
		if bytes.HasPrefix(data, []byte("PK\x03\x04")) { // an archive that breaks off, as after half a download
			return nil, damaged(err)
		}
		return nil, app.Wrap(err, CodeType, "这不是 Word 文档（.docx）。请选择 .docx 文件。")
	}
	t := &Template{data: data, parts: map[string][]byte{}}
	files, err := readAll(z)
	if err != nil {
		return nil, err
	}
	if err := checkTypes(files["[Content_Types].xml"]); err != nil {
		return nil, err
	}
	for _, f := range z.File {
		if err := checkPart(f.Name, files[f.Name]); err != nil {
			return nil, err
		}
		if isText(f.Name) {
			t.parts[f.Name] = files[f.Name]
		}
	}
	if t.parts[mainPart] == nil {
		return nil, damaged(errors.New("no main part"))
	}
	for _, f := range z.File { // in the file's order
		if part, ok := t.parts[f.Name]; ok {
			found, err := scan(part)
			if err != nil {
				return nil, err
			}
			for _, p := range found {
				for _, m := range p.marks {
					if !slices.Contains(t.names, m.name) {
						t.names = append(t.names, m.name)
					}
				}
			}
		}
	}
	return t, nil
}

// Names lists the placeholders, each once, in the order of the document.
func (t *Template) Names() []string { return slices.Clone(t.names) }

func damaged(err error) error {
	return app.Wrap(err, CodeDamaged, "这个文档已损坏或不完整。请用 Word 打开并另存一份再试。")
}

func tooLarge() error {
	return app.Fail(CodeSize, "这个文档解开后太大，不像一封信函，没有采用。请去掉大图片，另存一份再试。")
}

// readAll unpacks every entry, counting what really comes out.
func readAll(z *zip.Reader) (map[string][]byte, error) {
	if len(z.File) > maxParts {
		return nil, tooLarge()
	}
	files := map[string][]byte{}
	all := 0
	for _, f := range z.File {
		name := f.Name
		if strings.HasSuffix(name, "/") {
			continue
		}
		if _, twice := files[name]; twice || name == "" || strings.ContainsAny(name, "\\:") || path.IsAbs(name) || path.Clean(name) != name || strings.HasPrefix(name, "..") {
			return nil, damaged(fmt.Errorf("entry %q", name))
		}
		limit := maxAll - all
		if isXML(name) {
			limit = min(limit, maxPart)
		}
		r, err := f.Open()
		if err != nil {
			return nil, damaged(err)
		}
		data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
		if cerr := r.Close(); err == nil {
			err = cerr
		}
		switch {
		case len(data) > limit:
			return nil, tooLarge()
		case err != nil:
			return nil, damaged(err)
		}
		all += len(data)
		files[name] = data
	}
	return files, nil
}

func isXML(name string) bool {
	return strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")
}

// isText tells in which parts placeholders may stand.
func isText(name string) bool {
	dir, file := path.Split(name)
	if dir != "word/" || !strings.HasSuffix(file, ".xml") {
		return false
	}
	for _, p := range []string{"document", "header", "footer", "footnotes", "endnotes"} {
		if strings.HasPrefix(file, p) {
			return true
		}
	}
	return false
}

// checkTypes reads [Content_Types].xml: the document must be an ordinary one,
// and no part may be a program.
func checkTypes(data []byte) error {
	if data == nil {
		return app.Fail(CodeType, "这不是 Word 文档（.docx）。请选择 .docx 文件。")
	}
	var types struct {
		Default []struct {
			ContentType string `xml:"ContentType,attr"`
		}
		Override []struct {
			PartName    string `xml:"PartName,attr"`
			ContentType string `xml:"ContentType,attr"`
		}
	}
	if err := xml.Unmarshal(data, &types); err != nil {
		return damaged(err)
	}
	kind := ""
	for _, o := range types.Override {
		if o.PartName == "/word/document.xml" {
			kind = o.ContentType
		}
		if isProgram(o.ContentType) {
			return macro()
		}
	}
	for _, x := range types.Default {
		if isProgram(x.ContentType) {
			return macro()
		}
	}
	if kind != typeMain {
		return app.Fail(CodeType, "这个文件不是普通的 Word 文档（可能是 .dotx 模板、表格或演示文稿）。请在 Word 里另存为 .docx 再试。")
	}
	return nil
}

func isProgram(contentType string) bool {
	c := strings.ToLower(contentType)
	for _, bad := range []string{"macroenabled", "vba", "activex", "oleobject"} {
		if strings.Contains(c, bad) {
			return true
		}
	}
	return false
}

func macro() error {
	return app.Fail(CodeMacro, "这个文档里有宏、控件或嵌入的对象，可能夹带程序，没有采用。请另存为不含宏的 .docx，去掉嵌入的对象再试。")
}

func external() error {
	return app.Fail(CodeExternal, "这个文档打开时会取用外部文件（链接的图片、模板、域或子文档），没有采用。请把它们换成文档里自带的内容，另存一份再试。")
}

func checkPart(name string, data []byte) error {
	low := strings.ToLower(name)
	if strings.HasSuffix(low, ".bin") || strings.Contains(low, "activex/") || strings.Contains(low, "embeddings/") || strings.Contains(low, "vba") {
		return macro()
	}
	if strings.HasSuffix(low, ".rels") {
		return checkRelations(data)
	}
	if isXML(low) {
		return checkXML(data)
	}
	return nil
}

func checkRelations(data []byte) error {
	if err := checkXML(data); err != nil {
		return err
	}
	var rels struct {
		Relationship []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		}
	}
	if err := xml.Unmarshal(data, &rels); err != nil {
		return damaged(err)
	}
	for _, r := range rels.Relationship {
		kind := strings.ToLower(path.Base(r.Type))
		switch {
		case kind == "vbaproject" || kind == "oleobject" || kind == "control" || kind == "package":
			return macro()
		case kind == "attachedtemplate" || kind == "afchunk" || kind == "subdocument" || kind == "frame":
			return external()
		case strings.EqualFold(r.Mode, "External") && !(kind == "hyperlink" && harmless(r.Target)):
			return external()
		}
	}
	return nil
}

// harmless tells of a link that only a click follows, and which leads to a page
// or a mailbox.
func harmless(target string) bool {
	u, err := url.Parse(target)
	return err == nil && slices.Contains([]string{"http", "https", "mailto"}, strings.ToLower(u.Scheme))
}

// fetching are the fields that take something from another file or program.
var fetching = []string{"INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "DDE", "DDEAUTO", "LINK", "EMBED", "DATABASE", "RD", "MACROBUTTON"}

// checkXML walks through a part: well-formed, not too deep, no doctype, and no
// field that fetches. The instruction of a field may be divided among runs.
func checkXML(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	depth := 0
	var field strings.Builder
	inField := false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			if depth > 0 {
				return damaged(err)
			}
			return nil
		}
		if err != nil {
			return damaged(err)
		}
		switch x := tok.(type) {
		case xml.Directive: // a doctype: entities, files from outside
			return external()
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return damaged(errors.New("too deep"))
			}
			switch x.Name.Local {
			case "altChunk", "subDoc":
				return external()
			case "object", "control", "OLEObject":
				return macro()
			case "instrText":
				inField = true
			case "fldChar":
				field.Reset()
			case "fldSimple":
				for _, a := range x.Attr {
					if a.Name.Local == "instr" && fetches(a.Value) {
						return external()
					}
				}
			}
		case xml.EndElement:
			depth--
			if x.Name.Local == "instrText" {
				inField = false
				if fetches(field.String()) {
					return external()
				}
			}
		case xml.CharData:
			if inField {
				field.Write(x)
			}
		}
	}
}

func fetches(instruction string) bool {
	words := strings.Fields(strings.ToUpper(instruction))
	return len(words) > 0 && slices.Contains(fetching, words[0])
}
