package desk

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// Desk carries out what a person wants. Its methods may be called from any
// goroutine; none of them touches the window.
type Desk struct {
	store   Store
	tables  atomic.Pointer[table.Set]
	shelf   shelf  // of UseTables
	chosen  chosen // of ChooseTarget
	limits  limits // of UseLimits
	now     func() time.Time
	actor   string // as long as no operator is named
	worker  worker
	bus     bus
	copies  backups
	program string
	pixels  chan struct{} // held while a picture is decoded, see hold
}

// Options of New.
type Options struct {
	Tables  *table.Set
	Now     func() time.Time
	Program string // version, named in hand-over files
	Actor   string // who is named in the review log before operators are, "" = 本机
}

// New joins the use cases to a store.
func New(s Store, o Options) *Desk {
	if o.Actor == "" {
		o.Actor = "本机"
	}
	d := &Desk{store: s, now: o.Now, actor: o.Actor, program: o.Program, pixels: make(chan struct{}, 1)}
	d.tables.Store(o.Tables)
	return d
}

// Tables are the tables of rules, codes and regions in force.
func (d *Desk) Tables() *table.Set { return d.tables.Load() }

// Program is the version of the program.
func (d *Desk) Program() string { return d.program }

// Now is the clock of the desk.
func (d *Desk) Now() time.Time { return d.now() }

// Changed tells that something was saved. ID is the filing, "" for the list,
// templates or settings.
type Changed struct{ ID string }

type bus struct {
	mu   sync.Mutex
	next int
	subs map[int]func(Changed)
}

// Subscribe calls fn after every saved change, on the goroutine that saved,
// until cancel is called.
func (d *Desk) Subscribe(fn func(Changed)) (cancel func()) {
	b := &d.bus
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs == nil {
		b.subs = map[int]func(Changed){}
	}
	id := b.next
	b.next++
	b.subs[id] = fn
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.subs, id)
	}
}

func (b *bus) publish(c Changed) {
	b.mu.Lock()
	subs := make([]func(Changed), 0, len(b.subs))
	for _, fn := range b.subs {
		subs = append(subs, fn)
	}
	b.mu.Unlock()
	for _, fn := range subs {
		fn(c)
	}
}

// View is a filing with everything the program has to say about it. It is a
// copy: changing it changes nothing.
type View struct {
	Filing   filing.Filing
	Findings []rule.Finding
	Needs    []rule.Need
	// Questions are asked for this filing; Checklist is what to prepare for it.
	Questions []rule.Question
	Checklist []rule.Item
	Steps     map[filing.Step]rule.Mark
	Groups    map[filing.Group]rule.Mark // of step 3
	// Normalised lists the values of the last Edit that were cleaned (full-width
	// digits, blanks), as they are now stored.
	Normalised []filing.Edit
	// Undo takes back the change of refusals that this View came of, see
	// UndoRefusal; nil after any other change.
	Undo *RefusalUndo
	// Env is what the rules were told beside the filing, for judgements on text
	// that is not saved yet.
	Env rule.Env
}

// look evaluates a filing inside a transaction.
func (d *Desk) look(r Reader, f *filing.Filing) (View, error) {
	env, err := d.env(r, f)
	if err != nil {
		return View{}, err
	}
	return judge(f, env), nil
}

func judge(f *filing.Filing, env rule.Env) View {
	v := View{Filing: *f, Findings: rule.Check(f, env), Needs: rule.Needs(f, env),
		Questions: rule.Questions(f, env), Checklist: rule.Checklist(f, env), Env: env}
	v.Steps, v.Groups = rule.Progress(f, v.Findings), rule.GroupMarks(f, v.Findings)
	return v
}

// env gathers what the rules need to know besides the filing.
func (d *Desk) env(r Reader, f *filing.Filing) (rule.Env, error) {
	env := rule.Env{Now: d.now(), Tables: d.Tables()}
	p, err := d.provider(r, f)
	if err != nil {
		return env, err
	}
	env.Provider = p
	if env.Habits, err = d.habits(r, f); err != nil {
		return env, err
	}
	organiser := map[string]bool{}
	var ids []string
	if f.Organiser.CertNumber != "" {
		same, err := r.SameOrganiser(f.Organiser.CertNumber)
		if err != nil {
			return env, err
		}
		for _, id := range same {
			organiser[id] = true
		}
		ids = same
	}
	if f.Domain.Name != "" {
		same, err := r.SameDomain(f.Domain.Name)
		if err != nil {
			return env, err
		}
		for _, id := range same {
			if !organiser[id] {
				ids = append(ids, id)
			}
		}
	}
	for _, id := range ids {
		if id == f.ID {
			continue
		}
		o, err := r.Filing(id)
		if err != nil {
			return env, err
		}
		env.Others = append(env.Others, rule.OtherFiling{ID: o.ID, Domain: o.Domain.Name, SiteName: o.Site.Name,
			State: o.State, SameOrganiser: organiser[id], Provider: o.Provider})
	}
	return env, addSharing(r, f, &env)
}

// Look evaluates a filing that lies in no store, as the command line does.
func Look(f *filing.Filing, tables *table.Set, now time.Time) View {
	return judge(f, rule.Env{Now: now, Tables: tables})
}

// Open reads a filing.
func (d *Desk) Open(ctx context.Context, id string) (v View, err error) {
	err = d.store.View(ctx, func(r Reader) error {
		f, err := r.Filing(id)
		if err != nil {
			return err
		}
		v, err = d.look(r, f)
		return err
	})
	return v, err
}

// change is the shape of every use case that alters one filing: read, check
// the revision (rev < 0 takes whatever is stored), work, save, log, tell.
func (d *Desk) change(ctx context.Context, a deed, id string, rev int64, work func(tx Tx, f *filing.Filing) error) (View, error) {
	return d.changeAs(ctx, MayChange, a, id, rev, work)
}

func (d *Desk) changeAs(ctx context.Context, may Action, a deed, id string, rev int64, work func(tx Tx, f *filing.Filing) error) (v View, err error) {
	err = d.update(ctx, may, func(tx Tx) error {
		f, err := tx.Filing(id)
		if err != nil {
			return err
		}
		if rev >= 0 && f.Rev != rev {
			return conflict()
		}
		if err := work(tx, f); err != nil {
			return err
		}
		if err := d.record(tx, a, id); err != nil {
			return err
		}
		v, err = d.save(tx, f)
		return err
	})
	if err == nil {
		d.bus.publish(Changed{ID: id})
	}
	return v, err
}

// anyRev is given to change by use cases that add to a filing without
// overwriting what somebody typed (pictures, SMS, states).
const anyRev = -1

func (d *Desk) save(tx Tx, f *filing.Filing) (View, error) {
	f.Updated = d.now().UTC()
	v, err := d.look(tx, f)
	if err != nil {
		return View{}, err
	}
	if err := tx.Save(f, d.row(v)); err != nil {
		return View{}, err
	}
	v.Filing.Rev = f.Rev
	return v, nil
}
