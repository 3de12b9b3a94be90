package tables

import (
	"bytes"
	"encoding/json"
	"fmt"
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
	}
	var out []string
	for _, k := range order {
		if v, ok := members[k]; ok {
			out = append(out, text.TableValue(k, value(v)))
		}
	}
	return out
}

// value writes a JSON value without the marks of JSON where it is plain text,
// or a list of plain texts or numbers.
func value(raw json.RawMessage) string {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return string(raw)
	}
	switch v := v.(type) {
	case string:
		return v
	case bool:
		return text.YesOrNo(v)
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			switch x := x.(type) {
			case string, json.Number:
				parts[i] = fmt.Sprint(x)
			default:
				return string(raw)
			}
		}
		return strings.Join(parts, text.ListComma)
	case map[string]any:
		return string(raw)
	}
	return fmt.Sprint(v)
}

// oneLine is a side in the list. Of a whole row what it says comes first.
func oneLine(_ string, c table.Change, side string) string {
	lines := plain(c, side)
	if len(c.Fields) == 1 && len(lines) == 1 { // its own column names the member
		return value(json.RawMessage(side))
	}
	for _, lead := range []string{"text", "name", "n"} {
		var members map[string]json.RawMessage
		if json.Unmarshal([]byte(side), &members) == nil && members[lead] != nil && len(c.Fields) == 0 {
			return value(members[lead])
		}
	}
	return strings.Join(lines, text.ListStop)
}
