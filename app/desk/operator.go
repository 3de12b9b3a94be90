package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"beiandesk/app"
)

// Role of an operator. All hold the same data key, so a role is a rule of this
// program and not of cryptography.
type Role string

// The roles.
const (
	Owner  Role = "owner"  // everything
	Clerk  Role = "clerk"  // all but operators, keys, erasing, restoring
	Onlook Role = "reader" // looks, masked; changes and exports nothing
)

// Roles in the order of what they may.
var Roles = []Role{Owner, Clerk, Onlook}

// Name in Chinese.
func (r Role) Name() string {
	return map[Role]string{Owner: "负责人", Clerk: "经办人", Onlook: "查看者"}[r]
}

// Operator is a person who works with the program.
type Operator struct {
	ID    string    `json:"-"`
	Name  string    `json:"name"`
	Role  Role      `json:"role"`
	Slot  string    `json:"slot,omitempty"` // of the passphrase that is this person's
	Since time.Time `json:"since"`
	Gone  time.Time `json:"gone,omitzero"` // zero while at work
}

// Action is what a role may or may not.
type Action string

// What can be asked of May.
const (
	mayAnything  Action = ""
	MayChange    Action = "change"
	MayExport    Action = "export"
	MayUnmask    Action = "unmask"
	MayBackup    Action = "backup"
	MayOperators Action = "operators"
	MayKeys      Action = "keys"
	MayErase     Action = "erase"
	MayRestore   Action = "restore" // a backup in place of the data
	MayRules     Action = "rules"   // install a newer table of rules
)

// Codes of refusals.
const (
	CodeDenied    = "role.denied"
	CodeGone      = "role.gone"       // the passphrase is of somebody who left
	CodeLastOwner = "role.last-owner" // nobody would be left who may everything
)

var allowed = map[Role][]Action{
	Clerk:  {MayChange, MayExport, MayUnmask, MayBackup},
	Onlook: {},
}

// worker is who works now.
type worker struct {
	mu    sync.Mutex
	named *Operator // by Act
	first *Operator // the owner, once read
}

// Act names who works from now on; the zero Operator is the first owner. Call
// it with that when the window is locked, too: a name is kept in memory.
func (d *Desk) Act(op Operator) {
	d.worker.mu.Lock()
	defer d.worker.mu.Unlock()
	d.worker.named, d.worker.first = nil, nil
	if op != (Operator{}) {
		d.worker.named = &op
	}
}

// ActBySlot is Act for the operator whose passphrase opened the data. A slot
// that is nobody's, as the system's key store and the recovery code are, is
// the first owner's. The passphrase of somebody who left is refused with
// CodeGone; nobody acts then who could change anything.
func (d *Desk) ActBySlot(ctx context.Context, slot string) error {
	list, err := d.Operators(ctx)
	if err != nil {
		return err
	}
	d.Act(Operator{})
	var gone bool
	for _, o := range list {
		if slot == "" || o.Slot != slot {
			continue
		}
		if o.Gone.IsZero() {
			d.Act(o)
			return nil
		}
		gone = true
	}
	if gone {
		d.Act(Operator{Role: Onlook})
		return app.Fail(CodeGone, "这个密码属于已停用的操作员，不能再使用。请用自己的密码解锁，或请负责人处理。")
	}
	return nil
}

// who works now. Before update has read the first owner it is nameless.
func (d *Desk) who() Operator {
	d.worker.mu.Lock()
	defer d.worker.mu.Unlock()
	switch {
	case d.worker.named != nil:
		return *d.worker.named
	case d.worker.first != nil:
		return *d.worker.first
	}
	return Operator{Name: d.actor, Role: Owner}
}

// actorName stands in the review log of a filing.
func (d *Desk) actorName() string { return cmp.Or(d.who().Name, d.actor) }

// May tells whether who works now may do something: nil, or the refusal.
func (d *Desk) May(a Action) error {
	role := d.who().Role
	if a == mayAnything || role == Owner || slices.Contains(allowed[role], a) {
		return nil
	}
	return app.Fail(CodeDenied, "您的角色是“"+role.Name()+"”，不能做这件事。请让负责人来做，或请他在“人员与记录”里改您的角色。")
}

// update is the shape of every use case that writes: the role is asked first,
// and who works is known by name.
func (d *Desk) update(ctx context.Context, a Action, work func(Tx) error) error {
	if err := d.May(a); err != nil {
		return err
	}
	return d.store.Update(ctx, func(tx Tx) error {
		if err := d.readOwner(tx); err != nil {
			return err
		}
		return work(tx)
	})
}

// readOwner reads once who the first owner is, if nobody was named.
func (d *Desk) readOwner(r Reader) error {
	d.worker.mu.Lock()
	known := d.worker.named != nil || d.worker.first != nil
	d.worker.mu.Unlock()
	if known {
		return nil
	}
	list, err := r.Operators()
	if err != nil {
		return err
	}
	owner := Operator{Name: d.actor, Role: Owner}
	if i := slices.IndexFunc(list, func(o Operator) bool { return o.Role == Owner && o.Gone.IsZero() }); i >= 0 {
		owner = list[i]
	}
	d.worker.mu.Lock()
	defer d.worker.mu.Unlock()
	d.worker.first = &owner
	return nil
}

// Operators lists all, also those who left, in the order in which they came.
func (d *Desk) Operators(ctx context.Context) (list []Operator, err error) {
	err = d.store.View(ctx, func(r Reader) error { list, err = r.Operators(); return err })
	return list, err
}

// SaveOperator adds (ID "") or changes an operator.
func (d *Desk) SaveOperator(ctx context.Context, op Operator) (Operator, error) {
	op.Name = strings.TrimSpace(op.Name)
	switch {
	case op.Name == "":
		return op, app.Fail("role.name", "请填写操作员的姓名或称呼，记录里要用。").At("name")
	case len([]rune(op.Name)) > 40:
		return op, app.Fail("field.too-long", "姓名太长，最多 40 字。请改短后再试。").At("name")
	case op.Role.Name() == "":
		return op, app.Fail("role.role", "请选择操作员的角色：负责人、经办人或查看者。").At("role")
	}
	err := d.update(ctx, MayOperators, func(tx Tx) error {
		list, err := tx.Operators()
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(o Operator) bool { return o.ID == op.ID })
		if op.ID != "" && i < 0 {
			return app.Fail(app.CodeNotFound, "找不到这个操作员，可能已在别处删除。请刷新。")
		}
		for _, o := range list {
			if o.ID != op.ID && o.Gone.IsZero() && op.Slot != "" && o.Slot == op.Slot {
				return app.Fail("role.slot", "这个登录名已属于“"+o.Name+"”。请为这位操作员另设一个密码。").At("slot")
			}
		}
		if i >= 0 {
			op.Since = list[i].Since
			if op.Role != Owner || !op.Gone.IsZero() {
				if err := keepsOwner(list, op.ID); err != nil {
					return err
				}
			}
		} else if op.Since.IsZero() {
			op.Since = d.now().UTC()
		}
		if op.ID, err = tx.PutOperator(op); err != nil {
			return err
		}
		return d.record(tx, did(DidOperator, "operator."+op.ID, string(op.Role)), "")
	})
	if err != nil {
		return op, err
	}
	d.renamed(op)
	_, err = d.told(View{}, nil)
	return op, err
}

// keepsOwner refuses to take the only owner's role while others work here.
func keepsOwner(list []Operator, id string) error {
	owner, others := false, 0
	for _, o := range list {
		if !o.Gone.IsZero() {
			continue
		}
		if o.ID == id {
			owner = o.Role == Owner
			continue
		}
		others++
		if o.Role == Owner {
			return nil
		}
	}
	if owner && others > 0 {
		return app.Fail(CodeLastOwner, "这是唯一的负责人。请先把另一位操作员设为负责人，再改这一位。").At("role")
	}
	return nil
}

// renamed takes over what was changed about who works now.
func (d *Desk) renamed(op Operator) {
	d.worker.mu.Lock()
	defer d.worker.mu.Unlock()
	d.worker.first = nil
	if n := d.worker.named; n != nil && n.ID == op.ID {
		d.worker.named = &op
	}
}

// RemoveOperator notes that somebody left. The entry stays, so that the log
// can name who did what; the passphrase is removed in the vault.
func (d *Desk) RemoveOperator(ctx context.Context, id string) error {
	err := d.update(ctx, MayOperators, func(tx Tx) error {
		list, err := tx.Operators()
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(o Operator) bool { return o.ID == id })
		if i < 0 {
			return app.Fail(app.CodeNotFound, "找不到这个操作员，可能已在别处删除。请刷新。")
		}
		if err := keepsOwner(list, id); err != nil {
			return err
		}
		list[i].Gone = d.now().UTC()
		if _, err := tx.PutOperator(list[i]); err != nil {
			return err
		}
		return d.record(tx, did(DidOperatorGo, "operator."+id), "")
	})
	if err == nil {
		d.worker.mu.Lock()
		d.worker.first = nil
		d.worker.mu.Unlock()
	}
	_, err = d.told(View{}, err)
	return err
}
