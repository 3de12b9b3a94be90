package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"beiandesk/app"
)

// Recipient is who gets a customer's data. Sensitive data need a separate
// consent for each (个人信息保护法 23、29).
type Recipient string

// The recipients of a filing.
const (
	ToOffice   Recipient = "office"   // 本代办处: collecting and keeping
	ToProvider Recipient = "provider" // 接入商
	ToBureau   Recipient = "bureau"   // 通信管理局
	ToPolice   Recipient = "police"   // 公安联网备案平台
)

// Recipients in the order in which the data reach them.
var Recipients = []Recipient{ToOffice, ToProvider, ToBureau, ToPolice}

// Name in Chinese.
func (r Recipient) Name() string {
	return map[Recipient]string{ToOffice: "本代办处（收集和保存）", ToProvider: "接入商（提供给接入商审核）",
		ToBureau: "通信管理局（提交备案）", ToPolice: "公安联网备案平台"}[r]
}

// Means is how a consent was given.
type Means string

// The means.
const (
	OnPaper   Means = "paper"   // signed
	InMessage Means = "message" // chat or e-mail
	InPerson  Means = "person"  // told, with the customer present
)

// AllMeans in the order of their weight.
var AllMeans = []Means{OnPaper, InMessage, InPerson}

// Name in Chinese.
func (m Means) Name() string {
	return map[Means]string{OnPaper: "签字的纸质同意书", InMessage: "聊天或邮件确认", InPerson: "当面口头同意"}[m]
}

// Consent is a customer's agreement that one recipient gets the data of a
// filing. It is sealed with the filing's key and goes with it.
type Consent struct {
	ID        string    `json:"-"`
	Filing    string    `json:"-"`
	To        Recipient `json:"to"`
	How       Means     `json:"how"`
	What      string    `json:"what"` // for what, in the office's words
	Given     time.Time `json:"given"`
	Withdrawn time.Time `json:"withdrawn,omitzero"`
	Operator  string    `json:"operator,omitempty"` // id of who noted it
}

// Consents lists the consents noted for a filing, oldest first.
func (d *Desk) Consents(ctx context.Context, filing string) (list []Consent, err error) {
	err = d.store.View(ctx, func(r Reader) error { list, err = r.Consents(filing); return err })
	return list, err
}

// MissingConsents are the recipients that no valid consent names.
func MissingConsents(list []Consent) (out []Recipient) {
	for _, r := range Recipients {
		if !slices.ContainsFunc(list, func(c Consent) bool { return c.To == r && c.Withdrawn.IsZero() }) {
			out = append(out, r)
		}
	}
	return out
}

// AddConsent notes a consent. One that is not yet given is refused
// (consent.time).
func (d *Desk) AddConsent(ctx context.Context, c Consent) (Consent, error) {
	c.What = strings.TrimSpace(c.What)
	switch {
	case c.To.Name() == "":
		return c, app.Fail("consent.to", "请选择把资料提供给谁；每一方要分别取得同意。").At("to")
	case c.How.Name() == "":
		return c, app.Fail("consent.how", "请选择客户是怎样同意的。").At("how")
	case c.What == "":
		return c, app.Fail("consent.what", "请填写同意的用途，例如“办理网站备案”。").At("what")
	case len([]rune(c.What)) > maxReason:
		return c, app.Fail("field.too-long", "用途太长，最多 200 字。请改短后再试。").At("what")
	case c.Given.IsZero() || c.Given.After(d.now().Add(5*time.Minute)):
		return c, app.Fail("consent.time", "请填写客户同意的日期，不能晚于今天。").At("given")
	}
	c.ID, c.Withdrawn = "", time.Time{}
	err := d.update(ctx, MayChange, func(tx Tx) (err error) {
		c.Operator = d.who().ID
		if c.ID, err = tx.PutConsent(c); err != nil {
			return err
		}
		return d.record(tx, did(DidConsent, string(c.To), string(c.How)), c.Filing)
	})
	_, err = d.told(View{}, err)
	return c, err
}

// WithdrawConsent notes that the customer took a consent back. The entry
// stays.
func (d *Desk) WithdrawConsent(ctx context.Context, filing, id string) error {
	err := d.update(ctx, MayChange, func(tx Tx) error {
		list, err := tx.Consents(filing)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(c Consent) bool { return c.ID == id })
		if i < 0 {
			return app.Fail(app.CodeNotFound, "找不到这条同意记录，可能已在别处删除。请刷新。")
		}
		if !list[i].Withdrawn.IsZero() {
			return nil
		}
		list[i].Withdrawn = d.now().UTC()
		if _, err := tx.PutConsent(list[i]); err != nil {
			return err
		}
		return d.record(tx, did(DidWithdraw, string(list[i].To)), filing)
	})
	_, err = d.told(View{}, err)
	return err
}
