package parcel

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// Limits of filing.json.
const (
	maxFilingBytes = 5 << 20
	maxListItems   = 10_000
)

// Warning is something that was read but not taken as it stood.
type Warning struct {
	Code  string // stable: unknown-field, duplicate-field, no-schema, picture-…
	Field string // path or file name
	Line  int    // in filing.json, from 1; 0 when it is not about a line
	Text  string // a Chinese sentence
}

// Codes of warnings.
const (
	WarnUnknown   = "unknown-field"
	WarnDuplicate = "duplicate-field"
	WarnNoSchema  = "no-schema"
	WarnMissing   = "picture-missing"   // named in filing.json, not there
	WarnChanged   = "picture-changed"   // there, with another SHA-256
	WarnMarked    = "picture-marked"    // only the copy with the draft's strip is there
	WarnWatermark = "picture-watermark" // only the copy with the watermark is there
)

// Decode reads filing.json. It is strict about types and values: an error
// names the field (app.Error.Field) and the line. Fields that this program
// does not know are left out and listed as warnings.
//
// Codes: parcel.too-large, parcel.encoding, parcel.json, parcel.json-type,
// parcel.json-value, parcel.newer.
func Decode(data []byte) (*filing.Filing, []Warning, error) {
	d, w, err := decode(data)
	if err != nil {
		return nil, nil, err
	}
	return &d.Filing, w, nil
}

func decode(data []byte) (*document, []Warning, error) {
	if len(data) > maxFilingBytes {
		return nil, nil, errTooLarge(fmt.Sprintf("filing.json 超过 %d MB", maxFilingBytes>>20))
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		return nil, nil, app.Fail(CodeEncoding, "filing.json 不是 UTF-8 编码的文本。请用记事本打开它，另存时编码选 UTF-8，再导入。")
	}
	r := &reader{data: data, dec: json.NewDecoder(bytes.NewReader(data))}
	r.dec.UseNumber()
	var doc document
	if err := r.schemaFirst(); err != nil {
		return nil, nil, err
	}
	if err := r.value(reflect.ValueOf(&doc).Elem(), ""); err != nil {
		return nil, nil, err
	}
	if _, err := r.dec.Token(); !errors.Is(err, io.EOF) {
		return nil, nil, r.syntax(err)
	}
	if doc.Schema == 0 {
		doc.Schema = filing.Schema
		r.warn(Warning{WarnNoSchema, "schema", 0, fmt.Sprintf("文件里没有写 schema，已按第 %d 版格式读取。", filing.Schema)})
	}
	if err := r.check(&doc.Filing); err != nil {
		return nil, nil, err
	}
	return &doc, r.warnings, nil
}

// reader fills values from tokens, so that each error knows its field and
// line and each unknown name is noticed.
type reader struct {
	data     []byte
	dec      *json.Decoder
	warnings []Warning
	lines    map[string]int // of each field that was read
}

func (r *reader) warn(w Warning) {
	const most = 100 // a foreign file must not bury the window
	if len(r.warnings) < most {
		r.warnings = append(r.warnings, w)
	}
}

// line is the line of the token read last.
func (r *reader) line() int { return r.lineAt(r.dec.InputOffset()) }

func (r *reader) lineAt(offset int64) int {
	offset = max(0, min(offset, int64(len(r.data))))
	return 1 + bytes.Count(r.data[:offset], []byte("\n"))
}

// schemaFirst refuses a document of a newer program before anything else of
// it is judged, since its other fields may differ in type.
func (r *reader) schemaFirst() error {
	var head struct {
		Schema json.Number `json:"schema"`
	}
	if err := json.Unmarshal(r.data, &head); err != nil {
		return nil // the strict pass says what is wrong, and where
	}
	if n, err := head.Schema.Int64(); err == nil && n > filing.Schema {
		return app.Fail(CodeNewer, fmt.Sprintf("这份备案由较新版本的程序导出（格式第 %d 版，本程序支持到第 %d 版）。请更新程序后再导入。", n, filing.Schema)).At("schema")
	}
	return nil
}

func (r *reader) syntax(err error) error {
	line := r.line()
	var s *json.SyntaxError
	if errors.As(err, &s) {
		line = r.lineAt(s.Offset)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return app.Wrap(err, CodeJSON, fmt.Sprintf("filing.json 不完整，到第 %d 行就结束了。请重新复制一次这个文件，再导入。", r.lineAt(int64(len(bytes.TrimRight(r.data, "\n"))))))
	}
	return app.Wrap(err, CodeJSON, fmt.Sprintf("filing.json 第 %d 行的写法不对，读不下去。请检查这一行附近的引号、逗号和括号。", line))
}

func (r *reader) mistyped(path, want string) error {
	if path == "" {
		return app.Fail(CodeJSONType, "filing.json 的最外层应是一对大括号 { }。请对照格式说明改写。")
	}
	return app.Fail(CodeJSONType, fmt.Sprintf("filing.json 第 %d 行的“%s”应是%s。请改好后再导入。", r.line(), path, want)).At(path)
}

var timeType = reflect.TypeFor[time.Time]()

// value reads one value into v. null leaves v as it is.
func (r *reader) value(v reflect.Value, path string) error {
	t, err := r.dec.Token()
	if err != nil {
		return r.syntax(err)
	}
	if t == nil && path != "" {
		return nil
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if v.Type() == timeType {
		s, ok := t.(string)
		if ok {
			at, err := time.Parse(time.RFC3339Nano, s)
			if err == nil {
				v.Set(reflect.ValueOf(at.UTC()))
				return nil
			}
		}
		return r.mistyped(path, "时间，写成 \"2026-11-23T08:00:00Z\" 的样子")
	}
	switch v.Kind() {
	case reflect.String:
		s, ok := t.(string)
		if !ok {
			return r.mistyped(path, "文字，要放在英文引号里")
		}
		v.SetString(s)
	case reflect.Bool:
		b, ok := t.(bool)
		if !ok {
			return r.mistyped(path, " true 或 false，不加引号")
		}
		v.SetBool(b)
	case reflect.Int, reflect.Int64:
		n, ok := t.(json.Number)
		if !ok {
			return r.mistyped(path, "整数，不加引号")
		}
		i, err := n.Int64()
		if err != nil {
			return r.mistyped(path, "整数，不加引号")
		}
		v.SetInt(i)
	case reflect.Float64:
		n, ok := t.(json.Number)
		if !ok {
			return r.mistyped(path, "数字，不加引号")
		}
		x, err := n.Float64()
		if err != nil {
			return r.mistyped(path, "数字，不加引号")
		}
		v.SetFloat(x)
	case reflect.Slice:
		if t != json.Delim('[') {
			return r.mistyped(path, "列表，放在方括号 [ ] 里")
		}
		return r.list(v, path)
	case reflect.Array:
		if t != json.Delim('[') {
			return r.mistyped(path, "列表，放在方括号 [ ] 里")
		}
		return r.array(v, path)
	case reflect.Struct:
		if t != json.Delim('{') {
			return r.mistyped(path, "一组内容，放在大括号 { } 里")
		}
		return r.object(v, path)
	case reflect.Map:
		if t != json.Delim('{') {
			return r.mistyped(path, "一组内容，放在大括号 { } 里")
		}
		return r.named(v, path)
	default:
		return app.Fail(app.CodeInternal, "程序不认识“"+path+"”的类型。请更新程序。").At(path)
	}
	return nil
}

func (r *reader) list(v reflect.Value, path string) error {
	for i := 0; r.dec.More(); i++ {
		if i >= maxListItems {
			return errTooLarge(fmt.Sprintf("“%s”超过 %d 项", path, maxListItems))
		}
		item := reflect.New(v.Type().Elem()).Elem()
		if err := r.value(item, fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
		v.Set(reflect.Append(v, item))
	}
	return r.close()
}

// array reads a list of a fixed number of values.
func (r *reader) array(v reflect.Value, path string) error {
	n := 0
	for ; r.dec.More(); n++ {
		if n == v.Len() {
			return r.mistyped(path, fmt.Sprintf(" %d 个数的列表", v.Len()))
		}
		if err := r.value(v.Index(n), fmt.Sprintf("%s[%d]", path, n)); err != nil {
			return err
		}
	}
	if n < v.Len() {
		return r.mistyped(path, fmt.Sprintf(" %d 个数的列表", v.Len()))
	}
	return r.close()
}

func (r *reader) close() error {
	if _, err := r.dec.Token(); err != nil {
		return r.syntax(err)
	}
	return nil
}

func (r *reader) object(v reflect.Value, path string) error {
	fields := fieldsOf(v.Type())
	seen := map[string]bool{}
	for r.dec.More() {
		t, err := r.dec.Token()
		if err != nil {
			return r.syntax(err)
		}
		name, ok := t.(string)
		if !ok {
			return r.syntax(fmt.Errorf("name of a field expected, not %v", t))
		}
		at := name
		if path != "" {
			at = path + "." + name
		}
		index, known := fields[name]
		if !known || seen[name] {
			line := r.line()
			var skipped json.RawMessage
			if err := r.dec.Decode(&skipped); err != nil {
				return r.syntax(err)
			}
			if known {
				r.warn(Warning{WarnDuplicate, at, line, fmt.Sprintf("第 %d 行又写了一次“%s”，已采用第一次的内容。", line, short(at))})
			} else {
				r.warn(Warning{WarnUnknown, at, line, fmt.Sprintf("第 %d 行的“%s”不是本程序的字段，没有导入。", line, short(at))})
			}
			continue
		}
		seen[name] = true
		if r.lines == nil {
			r.lines = map[string]int{}
		}
		r.lines[at] = r.line()
		if err := r.value(v.FieldByIndex(index), at); err != nil {
			return err
		}
	}
	return r.close()
}

// named reads texts under names that the file chooses.
func (r *reader) named(v reflect.Value, path string) error {
	m := reflect.MakeMap(v.Type())
	for r.dec.More() {
		t, err := r.dec.Token()
		if err != nil {
			return r.syntax(err)
		}
		name, ok := t.(string)
		if !ok {
			return r.syntax(fmt.Errorf("name expected, not %v", t))
		}
		if m.Len() >= maxListItems {
			return errTooLarge(fmt.Sprintf("“%s”超过 %d 项", path, maxListItems))
		}
		at, key := path+"."+name, reflect.ValueOf(name)
		item := reflect.New(v.Type().Elem()).Elem()
		if err := r.value(item, at); err != nil {
			return err
		}
		if m.MapIndex(key).IsValid() {
			line := r.line()
			r.warn(Warning{WarnDuplicate, at, line, fmt.Sprintf("第 %d 行又写了一次“%s”，已采用第一次的内容。", line, short(at))})
			continue
		}
		m.SetMapIndex(key, item)
	}
	v.Set(m)
	return r.close()
}

// short keeps a foreign file's names from filling the window.
func short(s string) string {
	r := []rune(s)
	if len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// fieldsOf maps JSON names to fields; embedded structs are flat, as in JSON.
func fieldsOf(t reflect.Type) map[string][]int {
	m := map[string][]int{}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			for name, index := range fieldsOf(f.Type) {
				m[name] = append([]int{i}, index...)
			}
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name != "" && name != "-" {
			m[name] = []int{i}
		}
	}
	return m
}
