package desk_test

import (
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// A held organiser is proposed whole: what is empty is filled, what is there
// stays, and no person or address is mixed from two filings.
func TestAHeldOrganiserFillsWhatIsEmpty(t *testing.T) {
	b := newBench(t)
	held := b.edit(b.must(b.Add(t.Context(), "example.net", true)),
		"organiser.cert_number", "91440106MA0AAAA1X1", "organiser.name", "样本商贸有限公司", "organiser.nature", "4",
		"organiser.cert_type", "1", "organiser.cert_address", "样本市样本路1号", "region.province", "440000", "region.city", "440100", "region.district", "440106",
		"organiser.address.district", "440106", "organiser.address.street", "样本路", "organiser.address.door", "1号",
		"legal.name", "张样本", "legal.cert_type", "2", "legal.mobile", "13800000000")
	if err := b.store.Update(t.Context(), func(tx desk.Tx) error {
		f, err := tx.Filing(held.Filing.ID)
		if err != nil {
			return err
		}
		f.State, f.Number = filing.Filed, "粤ICP备12345678号-1"
		return tx.Save(f, desk.Row{Domain: f.Domain.Name})
	}); err != nil {
		t.Fatal(err)
	}

	// take adds a filing of the organiser with the fields, and takes the proposal.
	take := func(domain string, fields ...string) *filing.Filing {
		t.Helper()
		v := b.edit(b.must(b.Add(t.Context(), domain, true)), append(fields, "organiser.cert_number", "91440106MA0AAAA1X1")...)
		h, err := b.Hints(t.Context(), v.Filing.ID)
		if err != nil {
			t.Fatal(err)
		}
		v, err = b.Edit(t.Context(), v.Filing.ID, v.Filing.Rev, h.TakeSubject(&v.Filing)...)
		if err != nil {
			t.Fatal(err)
		}
		return &v.Filing
	}

	f := take("example.com")
	for p, want := range map[filing.Field]string{"answers.subject_filed": "yes", "answers.subject_number": "粤ICP备12345678号",
		"organiser.name": "样本商贸有限公司", "organiser.nature": "4", "organiser.cert_type": "1", "organiser.cert_address": "样本市样本路1号", "region.province": "440000", "region.city": "440100", "region.district": "440106",
		"organiser.address.district": "440106", "organiser.address.street": "样本路", "organiser.address.door": "1号",
		"legal.name": "张样本", "legal.cert_type": "2", "legal.mobile": "13800000000", "domain.name": "example.com", "site.name": ""} {
		if got, _ := f.Get(p); got != want {
			t.Errorf("%s is %q, want %q", p, got, want)
		}
	}

	f = take("example.org", "organiser.name", "样本新名有限公司", "organiser.address.street", "另一条样本路", "legal.name", "李样本")
	if f.Organiser.Name != "样本新名有限公司" || f.Legal.Name != "李样本" || f.Organiser.Address.Street != "另一条样本路" {
		t.Errorf("what was there is changed: %+v %+v", f.Organiser, f.Legal)
	}
	if f.Legal.Mobile != "" || f.Organiser.Address.Door != "" {
		t.Errorf("a person or an address is mixed from two filings: %+v %+v", f.Legal, f.Organiser.Address)
	}
	if f.Organiser.CertAddress != "样本市样本路1号" {
		t.Errorf("an empty field stays empty: %+v", f.Organiser)
	}

	if edits := (desk.Hints{}).TakeSubject(f); edits != nil {
		t.Errorf("where nothing is proposed nothing is taken: %v", edits)
	}
}
