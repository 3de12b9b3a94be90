package steps

import (
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/screens"
)

// ToShoot tells whether step 4 has a phone take a picture: it is needed and
// missing, or a reviewer would refuse the one that lies there.
func ToShoot(f *filing.Filing, n rule.Need) bool {
	if n.Slot == filing.SlotPortrait {
		return false // it has a step of its own
	}
	m, has := f.Material(n.Slot)
	if !has || m.Picture == "" {
		return n.Required
	}
	return m.Status() == filing.MaterialRetake
}

// byPhone opens the page for phones, for one slot or, with "", for all that
// step 4 lacks.
func (v *pictures) byPhone(slot filing.Slot) {
	p := v.page
	p.s.Flush()
	p.host.Navigate(screens.Route{Page: screens.PagePhone, Filing: p.s.ID(), Arg: string(slot)})
}

// shoots tells whether there is anything to take by phone, and who works may.
func (v *materialView) shoots() bool {
	f := v.page.s.Filing()
	if !f.State.Editable() || v.page.desk.May(desk.MayChange) != nil {
		return false
	}
	for _, n := range v.page.s.View().Needs {
		if ToShoot(f, n) {
			return true
		}
	}
	return false
}

// handed are files that came on the page for phones, for the step below it.
type handed struct {
	paths []string
	png   []byte
}

// Hand keeps files, or a picture, until the step of the filing is shown: there
// it is asked which is what. They are never written down.
func (u *Unsaved) Hand(id string, paths []string, png []byte) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.handed = map[string]handed{id: {paths, png}} // only the latest
}

func (u *Unsaved) handedTo(id string) handed {
	u.mu.Lock()
	defer u.mu.Unlock()
	h := u.handed[id]
	delete(u.handed, id)
	return h
}

// takeHanded drops them here.
func (p *Page) takeHanded() {
	if p.closed || !p.s.Loaded() {
		return
	}
	h := p.s.unsaved.handedTo(p.s.ID())
	if len(h.paths) > 0 {
		p.Dropped(h.paths)
	}
	if len(h.png) > 0 {
		p.PastedPicture(h.png)
	}
}
