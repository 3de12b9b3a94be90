package photo

import (
	"context"
	"image"
	"strings"
	"testing"

	"beiandesk/assets"
)

func at(v float64) *float64 { return &v }

// withTextLimits puts a table in force that knows text heights.
func withTextLimits(t *testing.T) {
	t.Helper()
	table, err := ParseTable(assets.PhotoLimits())
	if err != nil {
		t.Fatal(err)
	}
	if table.rows[Licence] == nil {
		t.Fatal("the table has no rows for licences")
	}
	table.rows[Licence][TextHeight] = Row{Kind: Licence, Measure: TextHeight, Unit: "px", Bound: AtLeast, Reject: at(11), Doubtful: at(16)}
	delete(table.rows[Portrait], TextHeight)
	before := UseTable(table)
	t.Cleanup(func() { UseTable(before) })
}

func TestTheTableInForceIsTheOneGiven(t *testing.T) {
	own, err := DefaultTable()
	if err != nil || own.Version == "" || len(own.Date()) != len("2006-01-02") {
		t.Fatalf("version %q, date %q, %v", own.Version, own.Date(), err)
	}
	strict, err := ParseTable(assets.PhotoLimits())
	if err != nil {
		t.Fatal(err)
	}
	row := strict.rows[Other][LongSide]
	row.Reject, row.Doubtful, row.Date = at(5000), at(6000), "2031-01-01"
	strict.rows[Other][LongSide] = row
	if UseTable(strict) != nil {
		t.Error("there was another table before")
	}
	defer UseTable(nil)
	if now, err := DefaultTable(); now != strict || err != nil || now.Date() != "2031-01-01" {
		t.Errorf("%v %v", now, err)
	}
	p := FromImage(image.NewNRGBA(image.Rect(0, 0, 2000, 1500)))
	v, err := Judge(context.Background(), p, Ask{Kind: Other})
	if err != nil || !v.Has(IssueLowResolution) {
		t.Errorf("judged by another table: %v %v", v.Issues, err)
	}
	if UseTable(nil) != strict {
		t.Error("the table before is not told")
	}
	if now, err := DefaultTable(); now != own || err != nil {
		t.Error("the own table does not come back")
	}
}

func TestTextIsLookedAtAgainAfterShrinking(t *testing.T) {
	withTextLimits(t)
	police := Target{Name: "公安联网备案", Limits: Limits{MaxBytes: 400_000}}
	for _, c := range []struct {
		kind        Kind
		text, scale float64
		says        string // "" = nothing
	}{
		{Licence, 20, 0.45, "只有 9 像素高（低于 11"},
		{Licence, 20, 0.70, "只有 14 像素高（建议 16"},
		{Licence, 20, 0.80, ""},
		{Licence, 8, 1, ""}, // not shrunk: Judge has told
		{Licence, 0, 0.1, ""},
		{Portrait, 20, 0.1, ""}, // no such limit
	} {
		note, ok := TextNote(c.kind, c.text, c.scale, police)
		if ok != (c.says != "") || !strings.Contains(note.Text, c.says) || ok && !strings.Contains(note.Text, "400 KB") {
			t.Errorf("%+v: %v %q", c, ok, note.Text)
		}
	}
	out, err := ExportFor(context.Background(), image.NewNRGBA(image.Rect(0, 0, 400, 300)), Target{Name: "样本平台", Limits: Limits{MaxSide: 200}}, 20, Licence)
	if err != nil || out.Scale != 0.5 || len(out.Notes) != 2 || out.Notes[1].Code != NoteSmallText || strings.Contains(out.Notes[1].Text, "KB") {
		t.Errorf("%v %v %v", out.Scale, out.Notes, err)
	}
}

func TestBytesAreWrittenAsPeopleReadThem(t *testing.T) {
	for n, want := range map[int]string{400_000: "400 KB", 300_000: "300 KB", 81_920: "80 KB", 204_800: "200 KB", 1_900_000: "1.9 MB", 4_000_000: "4 MB", 1234: "1.23 KB"} {
		if got := bytesWord(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
