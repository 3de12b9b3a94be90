package parcel_test

import (
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/parcel"
)

func TestWrongTypesNameFieldAndLine(t *testing.T) {
	for _, c := range []struct{ text, code, field, says string }{
		{"{\n \"schema\": 1,\n \"organiser\": {\n  \"nature\": \"4\"\n }\n}", parcel.CodeJSONType, "organiser.nature", "第 4 行的“organiser.nature”应是整数"},
		{"{\"legal\":{\n\"mobile\":13800000001}}", parcel.CodeJSONType, "legal.mobile", "第 2 行的“legal.mobile”应是文字"},
		{"{\"by_agent\":\"true\"}", parcel.CodeJSONType, "by_agent", "true 或 false"},
		{"{\"site\":{\"contents\":12}}", parcel.CodeJSONType, "site.contents", "方括号"},
		{"{\"site\":{\"contents\":[1,\"2\"]}}", parcel.CodeJSONType, "site.contents[1]", "整数"},
		{"{\"site\":{\"contents\":[1.5]}}", parcel.CodeJSONType, "site.contents[0]", "整数"},
		{"{\"site\":[]}", parcel.CodeJSONType, "site", "大括号"},
		{"{\"log\":[{\"at\":\"gestern\"}]}", parcel.CodeJSONType, "log[0].at", "时间"},
		{"{\"rev\":99999999999999999999}", parcel.CodeJSONType, "rev", "整数"},
		{"[]", parcel.CodeJSONType, "", "大括号"},
		{"{\n\"kind\":\n\"gross\"}", parcel.CodeJSONValue, "kind", "不能是“gross”，可以写：first、new-site"},
		{"{\"state\":\"x\"}", parcel.CodeJSONValue, "state", "draft"},
		{"{\"answers\":{\"mainland\":\"maybe\"}}", parcel.CodeJSONValue, "answers.mainland", "yes、no"},
		{"{\"materials\":[{\"slot\":\"../x\"}]}", parcel.CodeJSONValue, "materials[0].slot", "licence"},
		{"{\"materials\":[{\"slot\":\"other-0\"}]}", parcel.CodeJSONValue, "materials[0].slot", "other-数字"},
		{"{\"materials\":[{\"slot\":\"domain\"},{\"slot\":\"domain\"}]}", parcel.CodeJSONValue, "materials[1].slot", "重复"},
		{"{\"materials\":[{\"slot\":\"domain\",\"turn\":4}]}", parcel.CodeJSONValue, "materials[0].turn", "0、1、2、3"},
		{"{\"materials\":[{\"slot\":\"domain\",\"issues\":[{\"places\":[[0,0,1]]}]}]}", parcel.CodeJSONType, "materials[0].issues[0].places[0]", "4 个数"},
		{"{\"materials\":[{\"slot\":\"domain\",\"issues\":[{\"places\":[[0,0,1,1,1]]}]}]}", parcel.CodeJSONType, "materials[0].issues[0].places[0]", "4 个数"},
		{"{\"materials\":[{\"slot\":\"domain\",\"issues\":[{\"places\":[0]}]}]}", parcel.CodeJSONType, "materials[0].issues[0].places[0]", "方括号"},
		{"{\"sms\":[{\"role\":\"king\"}]}", parcel.CodeJSONValue, "sms[0].role", "principal、manager"},
		{"{\"schema\":0}", parcel.CodeJSONValue, "", ""},
		{"{\"schema\":2,\"legal\":[]}", parcel.CodeNewer, "schema", "更新程序"},
		{"{\"note\":\"a\"\n\n\"x\":1}", parcel.CodeJSON, "", "第 3 行"},
		{"{\"note\":\"a\"} x", parcel.CodeJSON, "", "第 1 行"},
		{"{\"note\":\"a\",\n", parcel.CodeJSON, "", "不完整"},
	} {
		f, _, err := parcel.Decode([]byte(c.text))
		if c.text == "{\"schema\":0}" { // the same as no schema
			if err != nil || f.Schema != filing.Schema {
				t.Errorf("schema 0: %v", err)
			}
			continue
		}
		if app.CodeOf(err) != c.code || app.FieldOf(err) != c.field || !strings.Contains(app.MessageOf(err), c.says) {
			t.Errorf("%s\n got %v, field %q\nwant %s at %q saying %s", c.text, err, app.FieldOf(err), c.code, c.field, c.says)
		}
	}
}

func TestUnknownAndDoubledFieldsAreTold(t *testing.T) {
	f, warnings, err := parcel.Decode([]byte("{\n\"schema\":1,\n\"Note\":\"a\",\n\"site\":{\"name\":\"甲\",\"colour\":{\"deep\":[1,{}]},\"name\":\"乙\"}}"))
	if err != nil {
		t.Fatal(err)
	}
	want := []parcel.Warning{{Code: parcel.WarnUnknown, Field: "Note", Line: 3}, {Code: parcel.WarnUnknown, Field: "site.colour", Line: 4}, {Code: parcel.WarnDuplicate, Field: "site.name", Line: 4}}
	if len(warnings) != len(want) {
		t.Fatalf("got %+v", warnings)
	}
	for i, w := range want {
		g := warnings[i]
		if g.Code != w.Code || g.Field != w.Field || g.Line != w.Line || !strings.Contains(g.Text, w.Field) {
			t.Errorf("got %+v, want %+v", g, w)
		}
	}
	if f.Site.Name != "甲" || f.Note != "" {
		t.Errorf("site %q, note %q", f.Site.Name, f.Note)
	}
	if _, warnings, _ = parcel.Decode([]byte(`{}`)); len(warnings) != 1 || warnings[0].Code != parcel.WarnNoSchema {
		t.Errorf("no schema: %+v", warnings)
	}
}

// FuzzDecode: whatever comes in, there is a filing that encodes again or a
// sentence, never a panic.
func FuzzDecode(f *testing.F) {
	data, err := parcel.Encode(full())
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{string(data), minimal, "", "null", "[[[[", `{"log":[null,{}],"x":{"y":[]}}`, `{"created":"0000-01-01T00:00:00Z"}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, _, err := parcel.Decode(data)
		if err != nil {
			if app.CodeOf(err) == app.CodeInternal || app.MessageOf(err) == "" {
				t.Fatalf("no sentence: %v", err)
			}
			return
		}
		again, err := parcel.Encode(got)
		if err != nil {
			t.Fatal(err)
		}
		if _, w, err := parcel.Decode(again); err != nil || len(w) > 0 {
			t.Fatalf("%v %v", err, w)
		}
	})
}
