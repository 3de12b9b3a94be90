package specimen_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"slices"
	"testing"

	"beiandesk/app"
	"beiandesk/app/filing/specimen"
	"beiandesk/app/filing/specimen/specimentest"
	"beiandesk/app/photo"
)

// judged draws a specimen and lets the program's own judge look at it.
func judged(t *testing.T, kind specimen.Kind, data specimen.Data) (*photo.Picture, photo.Verdict) {
	t.Helper()
	file, err := specimen.JPEG(kind, data)
	if err != nil {
		t.Fatal(err)
	}
	p, err := photo.Read(context.Background(), string(kind)+".jpg", file)
	if err != nil {
		t.Fatal(err)
	}
	v, err := photo.Judge(t.Context(), p, photo.Ask{Kind: photo.Kind(kind)})
	if err != nil {
		t.Fatal(err)
	}
	return p, v
}

func TestEverySpecimenPasses(t *testing.T) {
	sizes := map[specimen.Kind]image.Point{
		specimen.Licence: {X: 2000, Y: 1414}, specimen.IDFront: {X: 1712, Y: 1080}, specimen.IDBack: {X: 1712, Y: 1080},
		specimen.DomainCertificate: {X: 1600, Y: 1131}, specimen.Letter: {X: 1654, Y: 2339}, specimen.Portrait: {X: 1200, Y: 1600},
	}
	safe := photo.SafeLimits()
	for _, kind := range specimen.Kinds() {
		p, v := judged(t, kind, specimen.Data{})
		if v.Outcome != photo.Pass || len(v.Issues) > 0 {
			t.Errorf("%s: %v %v", kind, v.Outcome, v.Issues)
		}
		if got := (image.Point{X: p.Width, Y: p.Height}); got != sizes[kind] {
			t.Errorf("%s: %v, want %v", kind, got, sizes[kind])
		}
		if p.Bytes < safe.MinBytes || p.Bytes > safe.MaxBytes {
			t.Errorf("%s has %d bytes, outside the safe export", kind, p.Bytes)
		}
		if !photo.Kind(kind).Known() {
			t.Errorf("%s is no kind of package photo", kind)
		}
	}
}

func TestLongValuesAndRareCharactersAreDrawn(t *testing.T) {
	data := specimen.Data{
		OrgName:    "样本䶮𠮷文化艺术传播与数字内容综合服务（广东）股份有限公司深圳样本区第一分公司",
		PersonName: "样本䶮", IDNumber: "不是号码", Domain: "样本网站.中国",
		Address: "广东省深圳市样本区示例街道示例社区示例大道一万零一号示例科技园二十三栋四层四零一至四二零单元",
	}
	for _, kind := range specimen.Kinds() {
		if _, v := judged(t, kind, data); v.Outcome != photo.Pass {
			t.Errorf("%s: %v", kind, v.Issues)
		}
	}
}

func TestTheDataAreInThePicture(t *testing.T) {
	for kind, data := range map[specimen.Kind]specimen.Data{
		specimen.Licence:           {CreditCode: "91440300MA5EXAMPLE"},
		specimen.IDFront:           {PersonName: "样本李四"},
		specimen.IDBack:            {IDValid: "2021.01.01-长期"},
		specimen.DomainCertificate: {Domain: "example.org"},
		specimen.Letter:            {Domain: "example.org"},
	} {
		a, err := specimen.JPEG(kind, specimen.Data{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := specimen.JPEG(kind, data)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(a, b) {
			t.Errorf("%s does not show its data", kind)
		}
	}
}

func TestDrawingIsDeterministic(t *testing.T) {
	for _, kind := range []specimen.Kind{specimen.IDFront, specimen.Portrait} {
		a, errA := specimen.JPEG(kind, specimen.Fictional())
		b, errB := specimen.JPEG(kind, specimen.Data{})
		if errA != nil || errB != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs between two drawings: %v %v", kind, errA, errB)
		}
	}
}

func TestAnUnknownKindIsRefused(t *testing.T) {
	_, err := specimen.Draw("passport", specimen.Data{})
	if !errors.Is(err, &app.Error{Code: "specimen.kind"}) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkLicence(b *testing.B) {
	for b.Loop() {
		if _, err := specimen.JPEG(specimen.Licence, specimen.Data{}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSpoiltSpecimensAreRefusedForTheirFault: other tests rely on it.
func TestSpoiltSpecimensAreRefusedForTheirFault(t *testing.T) {
	for _, kind := range specimen.Kinds() {
		faults := []struct {
			data []byte
			code photo.IssueCode
		}{
			{specimentest.Blurred(t, kind), photo.IssueBlur}, {specimentest.Dark(t, kind), photo.IssueDark},
			{specimentest.Lying(t, kind), photo.IssueRotated}, {specimentest.Small(t, kind), photo.IssueLowResolution},
		}
		switch kind {
		case specimen.Portrait:
			faults = faults[:2] // a face that lies is no face
		case specimen.DomainCertificate:
			faults = slices.Delete(faults, 1, 2) // the computer's own picture may be dark
		}
		for _, f := range faults {
			p, err := photo.Read(t.Context(), "a.jpg", f.data)
			if err != nil {
				t.Fatal(err)
			}
			v, err := photo.Judge(t.Context(), p, photo.Ask{Kind: photo.Kind(kind)})
			named := slices.ContainsFunc(v.Issues, func(i photo.Issue) bool { return i.Code == f.code && i.Outcome == photo.Reject })
			if err != nil || v.Outcome != photo.Reject || !named {
				t.Errorf("%s, %s: %v %v, %v", kind, f.code, v.Outcome, v.Issues, err)
			}
		}
	}
}
