package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing/fstest"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	rules "beiandesk/app/rule/table"
	"beiandesk/assets"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"
)

// cupboard is a data folder's tables in memory.
type cupboard fstest.MapFS

func (c cupboard) Files() fs.FS { return fstest.MapFS(c) }

func (c cupboard) Put(name string, data []byte) error {
	c[name+".json"] = &fstest.MapFile{Data: data}
	return nil
}

func (c cupboard) Keep(name string, data []byte) error {
	c[rules.KeptFile(name)] = &fstest.MapFile{Data: data}
	return nil
}

func (c cupboard) Drop(name string) error {
	delete(c, name+".json")
	delete(c, rules.KeptFile(name))
	return nil
}

// ruleScenes show the checklist of a filing and the tables of rules.
func ruleScenes(full office) ([]pageScene, error) {
	ctx := context.Background()
	asked, err := full.with("qingdan.example", "91310115MA0AAAA1XY", "样本文化传播有限公司", func(d *desk.Desk, id string) error {
		v, err := d.Edit(ctx, id, anyRevision(d, id), filing.Edit{Field: "region.province", Value: "120000"}, filing.Edit{Field: "region.city", Value: "120100"}, filing.Edit{Field: "region.district", Value: "120101"})
		if err != nil {
			return err
		}
		for i, q := range v.Questions {
			answers := []string{rule.AnswerYes, rule.AnswerNo, "", rule.AnswerNA}
			if _, err := d.Answer(ctx, id, q.Row, answers[i%4]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	disputed, err := full.with("bu-yizhi.example", "91330106MA0AAAA1XC", "样本贸易有限公司", func(d *desk.Desk, id string) error {
		_, err := d.Edit(ctx, id, anyRevision(d, id), filing.Edit{Field: "region.province", Value: "110000"}, filing.Edit{Field: "region.city", Value: "110100"},
			filing.Edit{Field: "region.district", Value: "110101"}, filing.Edit{Field: "principal_else", Value: "true"}, filing.Edit{Field: "principal.name", Value: "样本丁"})
		return err
	})
	if err != nil {
		return nil, err
	}
	fresh, err := full.desk.Add(ctx, "kong-yangben.cn", true)
	if err != nil {
		return nil, err
	}
	owner := func() { full.desk.Act(desk.Operator{}) }
	var out []pageScene
	add := func(name string, o office, before func(), r screens.Route, do func(*shell.Shell) error) {
		out = append(out, pageScene{name, both, func(v theme.Variant, factor float32) (*shell.Shell, error) {
			before()
			return o.open(v, factor, r)
		}, do, false})
	}
	list := screens.Route{Page: screens.PageChecklist, Filing: asked.id}
	add("checklist", full, owner, list, nil)
	add("checklist-groups", full, owner, list, lower(rule.GroupProvince))
	add("checklist-conflict", full, owner, list, lower(text.Conflicting))
	add("checklist-new", full, owner, screens.Route{Page: screens.PageChecklist, Filing: fresh.Filing.ID}, nil)
	add("checklist-reader", full, func() { full.desk.Act(desk.Operator{Role: desk.Onlook}) }, list, nil)
	add("checklist-way", full, owner, screens.Route{Page: screens.PageFiling, Filing: asked.id, Step: int(filing.StepRegion)}, lower(text.RegionLine))
	add("checklist-menu", full, owner, screens.Route{Page: screens.PageFiling, Filing: asked.id, Step: int(filing.StepType)}, pressAll(text.More))
	add("checklist-findings", full, owner, screens.Route{Page: screens.PageChecks, Filing: disputed.id}, lower(text.Conflicting))
	add("checklist-panel", full, owner, screens.Route{Page: screens.PageFiling, Filing: disputed.id, Step: int(filing.StepInfo), Field: "legal.name"}, nil)

	shelves, err := cupboards()
	if err != nil {
		return nil, err
	}
	for _, x := range []struct {
		name   string
		shelf  cupboard
		reader bool
		do     func(*shell.Shell) error
	}{
		{"rule-tables", shelves[0], false, nil},
		{"rule-tables-installed", shelves[1], false, nil},
		{"rule-tables-reader", shelves[1], true, nil},
		{"rule-tables-changes", shelves[0], false, dropTable},
	} {
		set, _, err := rules.Load(assets.Tables(), x.shelf.Files())
		if err != nil {
			return nil, err
		}
		o := office{desk: desk.New(desktest.New(), desk.Options{Tables: set, Now: clock})}
		o.desk.UseTables(x.shelf)
		if x.reader {
			o.desk.Act(desk.Operator{Role: desk.Onlook})
		}
		add(x.name, o, func() {}, screens.Route{Page: screens.PageTables}, x.do)
	}
	return out, nil
}

func anyRevision(d *desk.Desk, id string) int64 {
	v, err := d.Open(context.Background(), id)
	if err != nil {
		return 0
	}
	return v.Filing.Rev
}

// cupboards are an empty data folder, and one with a newer table, an older and
// a damaged one.
func cupboards() ([]cupboard, error) {
	newer, err := newerTable()
	if err != nil {
		return nil, err
	}
	old, err := fs.ReadFile(assets.Tables(), "languages.json")
	if err != nil {
		return nil, err
	}
	return []cupboard{{}, {"province_rules.json": {Data: newer}, "languages.json": {Data: old}, "regions.json": {Data: []byte("{")}}}, nil
}

// newerTable is the table of the provinces with some rows other than ours.
func newerTable() ([]byte, error) {
	data, err := fs.ReadFile(assets.Tables(), "province_rules.json")
	if err != nil {
		return nil, err
	}
	var file map[string]json.RawMessage
	var rows []map[string]any
	if err := errors.Join(json.Unmarshal(data, &file), json.Unmarshal(file["rows"], &rows)); err != nil {
		return nil, err
	}
	n := len(rows)
	extra := map[string]any{}
	for k, v := range rows[n-1] {
		extra[k] = v
	}
	extra["id"], extra["text"] = "XZ-NEW-01", "样本：主体负责人须为法定代表人。"
	for i := 0; i < n; i += 23 {
		rows[i]["remedy"] = strings.TrimSuffix(rows[i]["remedy"].(string), "。") + "，并在提交前再核对一次。"
		rows[i]["date"] = "2026-12-01"
	}
	rows = append(rows, extra)
	if file["rows"], err = json.Marshal(rows); err != nil {
		return nil, err
	}
	file["version"] = json.RawMessage(`"2026-12-20"`)
	if data, err = json.Marshal(file); err != nil {
		return nil, err
	}
	sum, err := rules.Checksum(data)
	if err != nil {
		return nil, err
	}
	file["checksum"] = json.RawMessage(`"` + sum + `"`)
	data, err = json.Marshal(file)
	return bytes.TrimSpace(data), err
}

// dropTable drops a newer table on the page and stands on one of its changes.
func dropTable(s *shell.Shell) error {
	data, err := newerTable()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "beiandesk-draw")
	if err != nil {
		return err
	}
	left = append(left, dir)
	path := filepath.Join(dir, "province_rules.json")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return err
	}
	s.Drop([]string{path})
	if !s.WaitIdle(30 * time.Second) {
		return errors.New("the file is not looked at")
	}
	for _, t := range hosttest.All[*part.DataTable[rules.Change]](s.Content()) {
		t.Select(1)
	}
	return nil
}

// lower brings the first text with these words into sight.
func lower(words string) func(*shell.Shell) error {
	return func(s *shell.Shell) error {
		drawing.Settle(s.Content(), s.Window().Canvas().Size())
		for _, sc := range hosttest.All[*part.Scroller](s.Content()) {
			for _, t := range hosttest.All[*part.Text](sc) {
				if strings.HasPrefix(t.Text(), words) {
					sc.ShowObject(t)
					return nil
				}
			}
		}
		return errors.New("nothing reads " + words)
	}
}
