package desktest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// withNumbers is a filing of organiser n whose legal representative, the
// manager as well, has these numbers; nothing is shared otherwise.
func withNumbers(id string, n int, mobile, mail, number string) (*filing.Filing, desk.Row) {
	f, _ := Sample(id, n)
	f.Legal.Mobile, f.Legal.Email, f.Legal.CertNumber = mobile, mail, number
	return f, RowOf(f)
}

func sharing(t *testing.T, s desk.Store) {
	own, row := withNumbers("own", 1, "13800000001", "yi@example.cn", "SAMPLE00000000001X")
	own.Emergency1.Mobile = "13800000009"
	put := func(f *filing.Filing, row desk.Row) {
		t.Helper()
		update(t, s, func(tx desk.Tx) error { return tx.Insert(f, row) })
	}
	put(own, row)
	check := func(what string, want ...string) {
		t.Helper()
		view(t, s, func(r desk.Reader) error {
			list, err := r.Sharing(own)
			var got []string
			for _, x := range list {
				got = append(got, fmt.Sprintf("%s %s %s %s %s", x.ID, x.Domain, x.Kind, x.Field, x.Bears))
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			return err
		})
	}
	check("alone")
	a, row := withNumbers("a", 2, "138-0000-0001", "YI@example.cn", "13800000001") // a number that is no mobile
	put(a, row)
	mobile, mail := "a yangben-2.cn mobile legal.mobile both", "a yangben-2.cn email legal.email both"
	check("another organiser", mobile, mail)

	// An emergency number there, the person's number elsewhere, in one spelling.
	b, row := withNumbers("b", 3, "13800000003", "san@example.cn", "sample 000000 00001x")
	b.Emergency1.Mobile = "13800000001"
	put(b, row)
	check("newest first, person by person", "b yangben-3.cn identity legal.cert_number both",
		"b yangben-3.cn mobile legal.mobile emergency", mobile, mail)

	// The same organiser, by number or by name, shares as it likes, and nobody
	// knows whose a nameless one is.
	c, row := withNumbers("c", 1, "13800000001", "", "")
	put(c, row)
	d, _ := withNumbers("d", 4, "13800000001", "", "")
	d.Organiser.Name = own.Organiser.Name
	put(d, RowOf(d))
	e, _ := withNumbers("e", 5, "13800000001", "", "")
	e.Organiser.Name, e.Organiser.CertNumber = "", ""
	put(e, RowOf(e))
	b.Legal.CertNumber, b.Emergency1.Mobile = "SAMPLE000000000099", ""
	update(t, s, func(tx desk.Tx) error { return tx.Save(b, RowOf(b)) })
	check("after a change", mobile, mail)

	update(t, s, func(tx desk.Tx) error { return tx.Trash("a", day) })
	check("in the trash")
	update(t, s, func(tx desk.Tx) error { return tx.Trash("a", time.Time{}) })
	check("and back", mobile, mail)
	a.State = filing.Abandoned
	update(t, s, func(tx desk.Tx) error { return tx.Save(a, RowOf(a)) })
	check("given up")
	update(t, s, func(tx desk.Tx) error { return tx.Purge("a") })
	check("purged")
	for i := range desk.MaxSharing + 3 {
		f, row := withNumbers(fmt.Sprintf("m%02d", i), 20+i, "13800000001", "", "")
		put(f, row)
	}
	view(t, s, func(r desk.Reader) error {
		list, err := r.Sharing(own)
		if len(list) != desk.MaxSharing || list[0].ID != fmt.Sprintf("m%02d", desk.MaxSharing+2) {
			t.Errorf("%d found, the first %+v", len(list), list[:min(1, len(list))])
		}
		return err
	})
	gone := *own
	gone.ID = "nowhere" // one that is looked at before it is kept
	view(t, s, func(r desk.Reader) error {
		list, err := r.Sharing(&gone)
		if len(list) == 0 {
			t.Error("a filing that lies nowhere shares nothing")
		}
		return err
	})
}
