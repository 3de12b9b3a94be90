package parcel_test

import (
	"bytes"
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/parcel"
)

// same compares filings but for what an import gives anew.
func same(t *testing.T, got, want *filing.Filing, pictures map[filing.Slot][]byte) {
	t.Helper()
	a, b := *got, *want
	a.Materials, b.Materials = nil, nil
	if !reflect.DeepEqual(a, b) {
		t.Errorf("got  %+v\nwant %+v", a, b)
	}
	if len(got.Materials) != len(want.Materials) {
		t.Fatalf("%d materials, want %d", len(got.Materials), len(want.Materials))
	}
	for i, m := range want.Materials {
		g := got.Materials[i]
		if !bytes.Equal(pictures[m.Slot], stored[m.Picture]) {
			t.Errorf("%s: the picture differs", m.Slot)
		}
		g.Picture, g.SHA256 = m.Picture, m.SHA256
		if !reflect.DeepEqual(g, m) {
			t.Errorf("material %+v, want %+v", g, m)
		}
	}
}

func TestBuildAndOpenLoseNothing(t *testing.T) {
	for name, folder := range map[string]bool{"zip": false, "folder": true} {
		t.Run(name, func(t *testing.T) {
			in := blocked()
			in.Folder = folder
			dest, _ := build(t, in)
			o, err := parcel.Open(t.Context(), dest)
			if err != nil {
				t.Fatal(err)
			}
			if len(o.Warnings) > 0 || !o.Draft {
				t.Errorf("warnings %v, draft %v", o.Warnings, o.Draft)
			}
			same(t, o.Filing, full(), o.Pictures)
			if folder {
				o, err := parcel.Open(t.Context(), filepath.Join(dest, "filing.json"))
				if err != nil {
					t.Fatal(err)
				}
				same(t, o.Filing, full(), o.Pictures)
			}
		})
	}
}

func TestEveryFieldOfAFilingSurvives(t *testing.T) {
	// Every field gets a value, so that one added later is not forgotten.
	f := &filing.Filing{}
	fillIn(reflect.ValueOf(f).Elem(), 1)
	f.Schema, f.State, f.Kind = 1, filing.Draft, filing.KindFirst
	f.Answers.Mainland, f.Answers.SubjectFiled, f.Answers.DomainFiled, f.Answers.SameSubject, f.Answers.SameProvider = "yes", "no", "yes", "no", "yes"
	f.Portrait.Status = filing.PortraitSubmitted
	f.Materials[0].Slot, f.Materials[0].Outcome, f.Materials[0].Issues[0].Outcome, f.Materials[0].Turn = "other-1", filing.Pass, filing.Pass, 3
	f.SMS[0].Role = filing.RoleManager
	f.Log[0].From, f.Log[0].To = filing.Draft, filing.FirstReview
	data, err := parcel.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	got, warnings, err := parcel.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(warnings) > 0 || !reflect.DeepEqual(got, f) {
		t.Errorf("warnings %v\ngot  %+v\nwant %+v", warnings, got, f)
	}
}

func fillIn(v reflect.Value, n int) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(now))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("文字")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(n))
	case reflect.Float64:
		v.SetFloat(1.5)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillIn(v.Index(0), n)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		item := reflect.New(v.Type().Elem()).Elem()
		fillIn(item, n)
		v.SetMapIndex(reflect.ValueOf("SH-LIC-01"), item)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillIn(v.Elem(), n)
	case reflect.Array:
		for i := range v.Len() {
			fillIn(v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fillIn(v.Field(i), n+i)
		}
	}
}

func TestWithoutOriginalsTheCopiesAreImported(t *testing.T) {
	in := input()
	in.NoOriginals, in.Watermark = true, ""
	dest, res := build(t, in)
	for _, f := range res.Files {
		if strings.Contains(f, "/") {
			t.Errorf("%s in a package without originals and marked copies", f)
		}
	}
	o, err := parcel.Open(t.Context(), dest)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := o.Filing.Material(filing.SlotLegalFront)
	if m.Picture != "02-法定代表人证件人像面.jpg" || m.Turn != 0 || m.Width != 400 || m.Format != "jpeg" || len(o.Warnings) > 0 {
		t.Errorf("material %+v, warnings %v", m, o.Warnings)
	}
	in = blocked()
	in.NoOriginals = true
	dest, _ = build(t, in)
	if o, err = parcel.Open(t.Context(), dest); err != nil || len(o.Warnings) != 2 || o.Warnings[0].Code != parcel.WarnMarked || o.Warnings[1].Code != parcel.WarnWatermark {
		t.Errorf("a draft without originals: %v %v", o.Warnings, err)
	}
}

// TestAWatermarkIsNotSetTwice: a copy that was imported with its mark goes out
// again as it is, and the package says so.
func TestAWatermarkIsNotSetTwice(t *testing.T) {
	in := input()
	in.NoOriginals = true
	dest, _ := build(t, in)
	o, err := parcel.Open(t.Context(), dest)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := o.Filing.Material(filing.SlotLicence)
	if m.Watermark != in.Watermark {
		t.Fatalf("the imported copy does not tell of its mark: %q", m.Watermark)
	}
	in.Filing = o.Filing
	in.Picture = func(_ context.Context, m filing.Material) ([]byte, error) { return o.Pictures[m.Slot], nil }
	again, res := build(t, in)
	if !slices.ContainsFunc(res.Notes, func(n parcel.Note) bool { return strings.Contains(n.Text, "已经带有水印") }) {
		t.Errorf("nothing is said: %v", res.Notes)
	}
	plain := in
	plain.Watermark = ""
	bare, _ := build(t, plain)
	if a, b := unpack(t, again)["01-营业执照.jpg"], unpack(t, bare)["01-营业执照.jpg"]; !bytes.Equal(a, b) {
		t.Error("the picture was marked again")
	}
}
