package tables

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"beiandesk/app/rule/table"
	"beiandesk/screens/text"
)

// plain turns one side of a change, which is JSON, into lines for a person:
// one a member, in the order of the change, or of the letters for whole rows.
func plain(c table.Change, side string) []string {
	if side == "" {
		return nil
	}
	if len(c.Fields) == 1 { // the value alone
		return []string{text.TableValue(c.Fields[0], value(json.RawMessage(side)))}
	}
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(side), &members) != nil {
		return []string{side}
	}
	order := c.Fields
	if order == nil {
		for k := range members {
			order = append(order, k)
		}
		slices.Sort(order)
		slices.SortStableFunc(order, func(a, b string) int { return lead(a) - lead(b) })
	}
	var out []string
	for _, k := range order {
		if v, ok := members[k]; ok {
			out = append(out, text.TableValue(k, value(v)))
		}
	}
	return out
}

// leads are what a row says, before what it is made of.
var leads = []string{"text", "name", "n", "remedy", "material", "severity"}

func lead(member string) int {
	if i := slices.Index(leads, member); i >= 0 {
		return i
	}
	return len(leads)
}

// value writes a JSON value without the marks of JSON: lists with commas, rows
// inside of a row one a line.
func value(raw json.RawMessage) string {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return string(raw)
	}
	return words(v)
}

func words(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		return text.YesOrNo(v)
	case []any:
		parts, between := make([]string, len(v)), text.ListComma
		for i, x := range v {
			if _, row := x.(map[string]any); row {
				between = "\n"
			}
			parts[i] = words(x)
		}
		return strings.Join(parts, between)
	case map[string]any:
		var parts []string
		for _, k := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, text.TableValue(k, words(v[k])))
		}
		return strings.Join(parts, text.ListStop)
	}
	return fmt.Sprint(v)
}

// oneLine is a side in the list. Of a whole row what it says comes first.
func oneLine(c table.Change, side string) string {
	if len(c.Fields) == 1 { // its own column names the member
		return strings.ReplaceAll(value(json.RawMessage(side)), "\n", text.ListStop)
	}
	var members map[string]json.RawMessage
	if len(c.Fields) == 0 && json.Unmarshal([]byte(side), &members) == nil {
		for _, k := range leads[:3] {
			if members[k] != nil {
				return value(members[k])
			}
		}
	}
	return strings.ReplaceAll(strings.Join(plain(c, side), text.ListStop), "\n", text.ListStop)
}
