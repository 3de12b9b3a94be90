package filing

import (
	"reflect"
	"strconv"
	"strings"
	"sync"

	"beiandesk/app"
)

// Field is the path of one field, made of the JSON names: "site.name",
// "legal.mobile", "answers.mainland". Findings, errors, the form, undo and the
// command line all name fields by it. Materials are "material.<slot>".
type Field string

// MaterialField is the path by which a finding names a material.
func MaterialField(s Slot) Field { return Field("material." + string(s)) }

// Slot returns the slot of a material's path.
func (p Field) Slot() (Slot, bool) {
	s, ok := strings.CutPrefix(string(p), "material.")
	return Slot(s), ok
}

// Edit is one change of one field.
type Edit struct {
	Field Field  `json:"field"`
	Value string `json:"value"`
}

// Get returns a field as text: "true"/"" for a switch, "" for 0, and a list of
// codes joined by commas ("1,12"). Approvals are "9=number" joined by "\n".
// ok is false for an unknown path.
func (f *Filing) Get(p Field) (value string, ok bool) {
	v, ok := f.at(p)
	if !ok {
		return "", false
	}
	switch x := v.Interface().(type) {
	case []int:
		parts := make([]string, len(x))
		for i, n := range x {
			parts[i] = strconv.Itoa(n)
		}
		return strings.Join(parts, ","), true
	case []Approval:
		parts := make([]string, len(x))
		for i, a := range x {
			parts[i] = strconv.Itoa(a.Item) + "=" + a.Number
		}
		return strings.Join(parts, "\n"), true
	}
	switch v.Kind() {
	case reflect.String:
		return v.String(), true
	case reflect.Bool:
		if v.Bool() {
			return "true", true
		}
		return "", true
	case reflect.Int:
		if v.Int() == 0 {
			return "", true
		}
		return strconv.FormatInt(v.Int(), 10), true
	}
	return "", false
}

// Set changes a field from text in the form that Get gives. Unknown paths and
// text that is no number where one is needed are refused with an *app.Error
// (field.unknown, field.value); the filing is then unchanged.
func (f *Filing) Set(p Field, value string) error {
	v, ok := f.at(p)
	if !ok {
		return app.Fail("field.unknown", "程序里没有“"+string(p)+"”这一项，请检查文件里的字段名。").At(string(p))
	}
	bad := func() error {
		return app.Fail("field.value", "“"+string(p)+"”的内容格式不对，请按说明改写。").At(string(p))
	}
	switch v.Interface().(type) {
	case []int:
		var list []int
		for _, s := range strings.Split(value, ",") {
			if s = strings.TrimSpace(s); s == "" {
				continue
			}
			n, err := strconv.Atoi(s)
			if err != nil {
				return bad()
			}
			list = append(list, n)
		}
		v.Set(reflect.ValueOf(list))
		return nil
	case []Approval:
		var list []Approval
		for _, line := range strings.Split(value, "\n") {
			if line == "" {
				continue
			}
			item, number, _ := strings.Cut(line, "=")
			n, err := strconv.Atoi(item)
			if err != nil {
				return bad()
			}
			list = append(list, Approval{Item: n, Number: number})
		}
		v.Set(reflect.ValueOf(list))
		return nil
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(value)
	case reflect.Bool:
		switch value {
		case "true":
			v.SetBool(true)
		case "", "false":
			v.SetBool(false)
		default:
			return bad()
		}
	case reflect.Int:
		if value == "" {
			v.SetInt(0)
			return nil
		}
		n, err := strconv.Atoi(value)
		if err != nil {
			return bad()
		}
		v.SetInt(int64(n))
	}
	return nil
}

// Fields lists every path that Get and Set know, in the order of the document.
func Fields() []Field { index(); return paths }

func (f *Filing) at(p Field) (reflect.Value, bool) {
	i, ok := index()[p]
	if !ok {
		return reflect.Value{}, false
	}
	return reflect.ValueOf(f).Elem().FieldByIndex(i), true
}

var (
	paths []Field
	index = sync.OnceValue(func() map[Field][]int {
		m := map[Field][]int{}
		walk(reflect.TypeFor[Filing](), "", nil, m)
		return m
	})
	// closed are the parts that only use cases change, never a form.
	closed = map[Field]bool{"schema": true, "id": true, "rev": true, "state": true, "sample": true,
		"materials": true, "asked": true, "sms": true, "log": true, "duties": true, "refusals": true, "refusals_removed": true, "created": true, "updated": true,
		"submitted": true, "since": true, "portrait.token": true, "portrait.started": true,
		"portrait.submitted": true, "portrait.status": true}
)

func walk(t reflect.Type, prefix string, at []int, m map[Field][]int) {
	for i := range t.NumField() {
		sf := t.Field(i)
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		p := Field(prefix + name)
		if closed[p] {
			continue
		}
		idx := append(append([]int{}, at...), i)
		if sf.Type.Kind() == reflect.Struct {
			walk(sf.Type, string(p)+".", idx, m)
			continue
		}
		m[p] = idx
		paths = append(paths, p)
	}
}
