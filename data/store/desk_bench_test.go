package store_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// What the window really waits for: the use cases with all rules, on the store
// of a busy office.

func benchDesk(b *testing.B) *desk.Desk {
	b.Helper()
	tables, err := table.Builtin()
	if err != nil {
		b.Fatal(err)
	}
	s, _ := office(b)
	b.Cleanup(func() { closeStore(b, s) })
	return desk.New(s, desk.Options{Tables: tables, Now: func() time.Time { return today }})
}

func BenchmarkDeskOpen(b *testing.B) {
	d := benchDesk(b)
	for i := 0; b.Loop(); i++ {
		if _, err := d.Open(context.Background(), "f0"+pad(i)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDeskAutosave(b *testing.B) {
	d := benchDesk(b)
	v, err := d.Open(context.Background(), "f00042")
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		v, err = d.Edit(context.Background(), "f00042", v.Filing.Rev, filing.Edit{Field: "site.remark", Value: "样本网站，介绍产品和联系方式，第 " + strconv.Itoa(i) + " 稿"})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func pad(i int) string {
	s := strconv.Itoa(i % 9999)
	return "0000"[:4-len(s)] + s
}
