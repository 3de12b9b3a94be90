package phone

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
)

func TestAPictureComesThroughByteForByteAndTheVerdictGoesBack(t *testing.T) {
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	if code, page := h.start(""); code != 200 || !strings.Contains(page, "营业执照") {
		t.Fatalf("%d: %.300s", code, page)
	}
	if p := next[Connected](t, d.told).Phone; p.ID != 1 || p.Kind != "iPhone" {
		t.Errorf("connected: %+v", p)
	}
	if c := d.Code(); !c.Connected {
		t.Error("the computer does not see the phone")
	}
	code, page := h.upload(filing.SlotLicence, "good picture")
	if code != 200 || !strings.Contains(page, "照片合格") {
		t.Errorf("the phone reads %d: %.500s", code, page)
	}
	a := next[Arrived](t, d.told)
	if a.Slot != filing.SlotLicence || string(a.Data) != "good picture" {
		t.Errorf("arrived: %s %q", a.Slot, a.Data)
	}
	if l := next[Looked](t, d.told); l.ID != a.ID || l.Err != nil || l.Judged.Material().Outcome != filing.Pass {
		t.Errorf("looked: %+v", l)
	}
	if err := d.Accept(a.ID); err != nil {
		t.Fatal(err)
	}
	if _, page := h.get(""); !strings.Contains(page, "已收下") {
		t.Errorf("after accepting: %.500s", page)
	}
	if code, page := h.upload(filing.SlotLicence, "another"); code != http.StatusConflict {
		t.Errorf("an accepted slot took another picture: %d %.200s", code, page)
	}
	for _, slot := range []filing.Slot{filing.SlotLegalFront, filing.SlotPortrait} {
		h.upload(slot, "good")
		if err := d.Accept(next[Looked](t, d.told).ID); err != nil {
			t.Fatal(err)
		}
	}
	if _, page := h.get(""); !strings.Contains(page, "已全部收到，可以关闭") {
		t.Errorf("the last page: %.500s", page)
	}
	if d.held != 0 {
		t.Errorf("%d bytes are still held", d.held)
	}
}

func TestABadPictureAndANoteAreToldOnThePhone(t *testing.T) {
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	h.start("")
	if _, page := h.upload(filing.SlotLicence, "blurred"); !strings.Contains(page, "模糊，请重拍") || !strings.Contains(page, "请拿稳后重拍。") {
		t.Errorf("a blurred picture: %.500s", page)
	}
	bad := next[Looked](t, d.told)
	if _, page := h.upload(filing.SlotLicence, "broken"); !strings.Contains(page, "照片文件已损坏") {
		t.Errorf("a broken picture: %.500s", page)
	}
	if a := next[Arrived](t, d.told); a.Replaces != bad.ID {
		t.Errorf("the new one replaces %d, want %d", a.Replaces, bad.ID)
	}
	if l := next[Looked](t, d.told); app.CodeOf(l.Err) != "photo.unreadable" {
		t.Errorf("looked: %+v", l)
	}
	if err := d.Accept(bad.ID); app.CodeOf(err) != "phone.replaced" {
		t.Errorf("accepting what was replaced: %v", err)
	}
	if _, page := h.upload(filing.SlotLicence, "panic"); !strings.Contains(page, "没有读成") {
		t.Errorf("a picture that breaks the decoder: %.500s", page)
	}
	h.upload(filing.SlotLicence, "good")
	var l Looked
	for l = next[Looked](t, d.told); l.Err != nil; l = next[Looked](t, d.told) {
	}
	if err := d.Return(l.ID, "右下角被手指挡住了"); err != nil {
		t.Fatal(err)
	}
	_, state := h.do("GET", "state", "", nil, "Accept", "application/json")
	if !strings.Contains(state, "右下角被手指挡住了") || !strings.Contains(state, `"returned"`) {
		t.Errorf("the note: %s", state)
	}
	if err := d.Return(l.ID, strings.Repeat("字", 201)); app.CodeOf(err) != "field.too-long" {
		t.Errorf("a long note: %v", err)
	}
	h.upload(filing.SlotLicence, "good")
	if err := d.Accept(next[Looked](t, d.told).ID); err != nil {
		t.Fatal(err)
	}
	if err := d.Reopen(filing.SlotLicence, "印章没拍到"); err != nil {
		t.Fatal(err)
	}
	if code, _ := h.upload(filing.SlotLicence, "good"); code != 200 {
		t.Errorf("after reopening: %d", code)
	}
}

func TestRefreshEndsTheFormerCodeAtOnce(t *testing.T) {
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	h.start("")
	old := d.Code().URL
	if err := d.Refresh(); err != nil {
		t.Fatal(err)
	}
	if d.Code().URL == old || d.Code().Connected {
		t.Error("the code is still the old one")
	}
	if code, page := h.get(""); code != http.StatusGone || !strings.Contains(page, "二维码已换新") {
		t.Errorf("the former code: %d %.300s", code, page)
	}
	if code, _ := h.upload(filing.SlotLicence, "good"); code != http.StatusGone {
		t.Errorf("an upload by the former code: %d", code)
	}
	if code, _ := h.do("GET", "state", "", nil, "Accept", "application/json"); code != http.StatusGone {
		t.Errorf("the script of the former code is told %d", code)
	}
	if d.misses != 0 {
		t.Error("a former code counts as a guess")
	}
}

func TestCodesAndSessionsEndByTheClock(t *testing.T) {
	d := opened(t, nil)
	stranger, h := newHandset(t, d.Code().URL), (*handset)(nil)
	if d.Code().Left != 10*time.Minute {
		t.Errorf("%v left at the beginning", d.Code().Left)
	}
	d.clock.Add(10 * time.Minute)
	if code, page := stranger.get(""); code != http.StatusGone || !strings.Contains(page, "10 分钟内没有手机使用") {
		t.Errorf("after ten minutes: %d %.300s", code, page)
	}
	if err := d.Refresh(); err != nil { // reopened or refreshed: the session goes on
		t.Fatal(err)
	}
	h = newHandset(t, d.Code().URL)
	h.start("")
	d.clock.Add(23 * time.Hour)
	if code, page := h.get(""); code != 200 || !strings.Contains(page, "本次采集还可用 50 分钟") {
		t.Errorf("after 23 hours: %d %.900s", code, page)
	}
	d.clock.Add(50 * time.Minute)
	if code, page := h.get(""); code != http.StatusGone || !strings.Contains(page, "已超过 24 小时") {
		t.Errorf("after a day: %d %.300s", code, page)
	}
	if err := d.Refresh(); app.CodeOf(err) != "portrait.over" {
		t.Errorf("refreshing after a day: %v", err)
	}
}

func TestTheListenerStopsWhenItIsOfNoUse(t *testing.T) {
	d := opened(t, also(func(l *limits) { l.tick = time.Hour })) // looked at by hand below
	for _, c := range []struct {
		after time.Duration
		want  Reason
	}{
		{20 * time.Minute, ""},
		{time.Second, ""},
		{time.Hour + 31*time.Second, StopSlept},
		{0, StopUnused},
	} {
		d.clock.Add(c.after)
		if got := d.due(d.clock.Now()); got != c.want {
			t.Errorf("%v later: %q, want %q", c.after, got, c.want)
		}
	}
	d.Finish() // a call is a use
	d.clock.Add(29 * time.Minute)
	if got := d.due(d.clock.Now()); got != "" {
		t.Errorf("29 minutes after a call: %q", got)
	}
	for range 24 {
		d.clock.Add(time.Hour)
		d.due(d.clock.Now())
	}
	if got := d.due(d.clock.Now()); got != StopOver {
		t.Errorf("after the day and the grace: %q", got)
	}
}

func TestStopClosesEverything(t *testing.T) {
	d := opened(t, nil)
	url := d.Code().URL
	h := newHandset(t, url)
	h.start("")
	h.upload(filing.SlotLicence, "good")
	d.Stop()
	if e := next[Stopped](t, d.told); e.Why != StopClosed {
		t.Errorf("why: %q", e.Why)
	}
	if d.held != 0 {
		t.Errorf("%d bytes are held", d.held)
	}
	if resp, err := http.Get(url); err == nil {
		resp.Body.Close()
		t.Error("somebody still answers")
	}
}

func TestTextsAreAProposalAndNothingElse(t *testing.T) {
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	h.start("")
	send := func(v url.Values) (int, string) {
		return h.do("POST", "text?k="+h.key, formKind, strings.NewReader(v.Encode()))
	}
	code, page := send(url.Values{"principal.name": {" 样本\u202e张三\n "}, "principal.mobile": {"13800000000"}, "organiser.name": {"not asked for"}})
	if code != 200 || !strings.Contains(page, "已发送，等电脑确认") {
		t.Errorf("%d %.500s", code, page)
	}
	if strings.Contains(page, "样本张三") || strings.Contains(page, "13800000000") {
		t.Error("the page repeats what was sent: another phone could read it")
	}
	p := next[Proposed](t, d.told)
	if len(p.Values) != 2 || p.Values[0] != (Value{"principal.name", "样本张三"}) || p.Values[1] != (Value{"principal.mobile", "13800000000"}) {
		t.Errorf("proposed: %+v", p)
	}
	if err := d.TakeField("principal.name"); err != nil {
		t.Fatal(err)
	}
	if err := d.LeaveField("principal.mobile", "少一位"); err != nil {
		t.Fatal(err)
	}
	if _, page := h.get(""); !strings.Contains(page, "电脑已采用") || !strings.Contains(page, "电脑没有采用：少一位") {
		t.Errorf("the answers: %s", page)
	}
	if err := d.TakeField("organiser.comm_address"); app.CodeOf(err) != app.CodeNotFound {
		t.Errorf("taking what was not sent: %v", err)
	}
	for name, v := range map[string]url.Values{"nothing": {}, "blanks": {"principal.name": {" \t"}}, "too long": {"principal.name": {strings.Repeat("字", 51)}}, "no UTF-8": {"principal.name": {"\xff\xfe"}}} {
		if code, _ := send(v); code != http.StatusBadRequest {
			t.Errorf("%s: %d", name, code)
		}
	}
	if code, _ := h.do("POST", "text?k="+h.key, "text/plain", strings.NewReader("principal.name=x")); code != http.StatusBadRequest {
		t.Errorf("another content type: %d", code)
	}
	if code, _ := send(url.Values{"principal.name": {strings.Repeat("x", 20_000)}}); code != http.StatusRequestEntityTooLarge {
		t.Errorf("a large form: %d", code)
	}
}

func TestNothingIsWrittenToDisk(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, dir)
	}
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	h.start("")
	// More than the 32 MB package net/http would keep in memory is not taken;
	// just below the limit it would have gone to disk with other settings.
	big := string(bytes.Repeat([]byte("x"), MaxPicture))
	if code, _ := h.upload(filing.SlotLicence, big); code != 200 {
		t.Fatalf("a picture of 30 MB: %d", code)
	}
	if a := next[Arrived](t, d.told); len(a.Data) != MaxPicture {
		t.Errorf("%d bytes arrived", len(a.Data))
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) > 0 {
		t.Errorf("left on disk: %v", left)
	}
}
