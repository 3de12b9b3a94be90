package portrait_test

import (
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/portrait"

	"github.com/makiuchi-d/gozxing"
	zxing "github.com/makiuchi-d/gozxing/qrcode"
)

var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

func scan(t *testing.T, words string, size int) string {
	t.Helper()
	img, err := portrait.Code(words, size)
	if err != nil {
		t.Fatal(err)
	}
	bmp, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zxing.NewQRCodeReader().Decode(bmp, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.GetText()
}

func TestCodeCarriesTheProvidersLink(t *testing.T) {
	const link = "https://example.com/face?id=1&k=样本"
	if got := scan(t, link, 280); got != link {
		t.Errorf("the link's code reads %q", got)
	}
}

func TestANewSessionEndsTheOldOne(t *testing.T) {
	var p filing.Portrait
	_ = portrait.Open(&p, noon)
	old := p.Token
	_ = portrait.Open(&p, noon.Add(time.Hour))
	if p.Token == old || len(p.Token) != 32 {
		t.Errorf("token %q after %q", p.Token, old)
	}
}

func TestASessionLivesADayAndNotLonger(t *testing.T) {
	var p filing.Portrait
	_ = portrait.Open(&p, noon)
	for _, c := range []struct {
		at   time.Duration
		want bool
	}{{0, true}, {24*time.Hour - time.Second, true}, {24 * time.Hour, false},
		{-time.Minute, false}} { // the clock was set back
		if got := p.Running(noon.Add(c.at)); got != c.want {
			t.Errorf("running after %v: %v", c.at, got)
		}
	}
}

func TestOnlyWebLinksGoIntoTheCode(t *testing.T) {
	for link, good := range map[string]bool{"": true, "https://a.cn/x": true, "http://a.cn": true,
		"javascript:alert(1)": false, "a.cn/x": false, "https://" + strings.Repeat("a", 1000): false} {
		err := portrait.CheckLink(link)
		if (err == nil) != good {
			t.Errorf("%.30q: %v", link, err)
		}
		if err != nil && app.FieldOf(err) != "portrait.link" {
			t.Errorf("%q names field %q", link, app.FieldOf(err))
		}
	}
}
