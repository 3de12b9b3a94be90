package phone

import (
	"strings"
	"testing"
	"time"

	"beiandesk/app/filing"
	sender "beiandesk/app/phone/handset"
)

// TestAPictureOnItsWayIsCounted from the first byte to the last, also when the
// phone goes away in between.
func TestAPictureOnItsWayIsCounted(t *testing.T) {
	d := opened(t, nil)
	p, err := sender.New(d.Code().URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	if _, err := p.Start(""); err != nil {
		t.Fatal(err)
	}
	var half []Coming
	picture := []byte("good" + strings.Repeat("x", 1<<20))
	if _, err := p.UploadHalting(filing.SlotLicence, picture, func() {
		for end := time.Now().Add(30 * time.Second); time.Now().Before(end) && (len(half) == 0 || half[0].Received < 1<<18); time.Sleep(time.Millisecond) {
			half = d.Coming()
		}
	}); err != nil {
		t.Fatal(err)
	}
	if len(half) != 1 || half[0].Slot != filing.SlotLicence || half[0].Size <= 1<<20 || half[0].Percent() < 20 || half[0].Percent() > 60 {
		t.Errorf("after half: %+v", half)
	}
	next[Looked](t, d.told)
	if left := d.Coming(); len(left) != 0 {
		t.Errorf("after the last byte: %+v", left)
	}
}

func TestPercentNeverSaysThatAllIsHere(t *testing.T) {
	for c, want := range map[Coming]int{{Received: 0, Size: 10}: 0, {Received: 5, Size: 10}: 50, {Received: 10, Size: 10}: 99, {Received: 11, Size: 10}: 99, {}: 0} {
		if got := c.Percent(); got != want {
			t.Errorf("%+v: %d, want %d", c, got, want)
		}
	}
}
