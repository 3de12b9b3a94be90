package steps

import (
	"context"
	"slices"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/masking"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// stepView is the middle of the page: one step, or one group of step 3.
type stepView interface {
	Content() fyne.CanvasObject
	// Show re-reads the session. force overwrites what stands in fields, after
	// undo; otherwise a field being typed into is left alone.
	Show(force bool)
	// FocusField puts the keyboard on a field; false if the step has no such.
	FocusField(filing.Field) bool
	Close()
}

// Widths of the middle: running text and fields are read at 720, cards stand
// two in a row. gutter leaves room for the button that opens the panel.
const (
	formWidth  float32 = 720
	cardsWidth float32 = 1080
	gutter     float32 = 48
)

// Page is the screen of one filing.
type Page struct {
	host screens.Host
	desk *desk.Desk
	s    *Session
	eyes *masking.Watch // over what is masked

	step  filing.Step
	group filing.Group
	cur   stepView
	focus filing.Field // what the panel explains
	want  filing.Field // where to stand when the filing has been read

	root    *fyne.Container
	head    *head
	stepper *part.Stepper
	notice  *fyne.Container // conflict and failure
	middle  *fyne.Container
	column  *fyne.Container // middle, at the width of the step
	scroll  *part.Scroller
	foot    *foot
	panel   *panel
	shown   bool
	closed  bool
	draft   *words // to be filled in when the filing has been read
}

// New opens the page of route.Filing at route.Step and route.Field. Without a
// step it goes on where the filing was left. u keeps what could not be saved.
func New(h screens.Host, d *desk.Desk, route screens.Route, u *Unsaved) *Page {
	p := &Page{host: h, desk: d, s: NewSession(h, d, route.Filing, u), eyes: masking.New(h, masking.Of(d), route.Filing), step: filing.Step(route.Step), want: filing.Field(route.Field)}
	p.root = container.NewStack(part.Inset(theme.S6, part.Muted(text.Loading)))
	p.s.OnChange(p.update)
	p.s.Load(func(err error) {
		if err != nil {
			p.root.Objects = []fyne.CanvasObject{part.Inset(theme.S6, part.Column(theme.S4,
				part.Banner(part.Refused, app.MessageOf(err), "", nil), part.Row(0, part.Plain(text.Back, h.Back))))}
			p.root.Refresh()
			return
		}
		p.build()
		p.putDraft()
		p.takeHanded()
	})
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Title implements screens.Titled.
func (p *Page) Title() string { return p.s.Filing().Domain.Name }

// Close implements screens.Screen: what was typed is saved first.
func (p *Page) Close() {
	if p.closed {
		return
	}
	p.closed = true
	if p.cur != nil {
		p.cur.Close()
	}
	p.s.Close()
}

// Save implements screens.Saver.
func (p *Page) Save() { p.s.Flush() }

// Reload implements screens.Reloader.
func (p *Page) Reload() { p.s.Reload() }

// Undo implements screens.Undoer. An editor on the page has a past of its own.
func (p *Page) Undo() {
	if e, ok := p.cur.(interface{ undoHere() bool }); ok && e.undoHere() {
		return
	}
	p.back(p.s.Undo(), text.Undone, text.UndoneNothing)
}

// Redo brings back what Undo took.
func (p *Page) Redo() {
	if e, ok := p.cur.(interface{ redoHere() bool }); ok && e.redoHere() {
		return
	}
	p.back(p.s.Redo(), text.Redone, text.RedoneNothing)
}

func (p *Page) back(at filing.Field, said, nothing string) {
	if at == "" {
		p.host.Toast(nothing, nil)
		return
	}
	p.goTo(at)
	if p.cur != nil {
		p.cur.Show(true)
	}
	p.host.Toast(said+"："+rule.FieldName(at), nil)
}

// Dropped implements screens.Dropper: pictures go to the step of materials.
func (p *Page) Dropped(paths []string) {
	if !p.s.Loaded() {
		return
	}
	if d, ok := p.cur.(interface{ Dropped([]string) }); ok {
		d.Dropped(paths)
		return
	}
	p.Go(filing.StepMaterial, "")
	if d, ok := p.cur.(interface{ Dropped([]string) }); ok {
		d.Dropped(paths)
	}
}

// Pasted implements screens.Paster.
func (p *Page) Pasted(words string) {
	if d, ok := p.cur.(interface{ Pasted(string) }); ok {
		d.Pasted(words)
	}
}

// Move goes to another step or field of the same filing, so that the shell need
// not build the page anew.
func (p *Page) Move(r screens.Route) bool {
	if r.Page != screens.PageFiling || r.Filing != p.s.ID() || p.closed {
		return false
	}
	switch {
	case !p.s.Loaded():
		p.step, p.want = filing.Step(r.Step), filing.Field(r.Field)
	case r.Field != "":
		p.goTo(filing.Field(r.Field))
	case r.Step > 0:
		p.Go(filing.Step(r.Step), "")
	}
	p.takeHanded()
	return true
}

// PastedPicture implements screens.PicturePaster: the picture goes to the step
// of materials.
func (p *Page) PastedPicture(png []byte) {
	if !p.s.Loaded() {
		return
	}
	if p.step != filing.StepMaterial {
		p.Go(filing.StepMaterial, "")
	}
	if d, ok := p.cur.(screens.PicturePaster); ok {
		d.PastedPicture(png)
	}
}

// Unsaved tells the shell, before the window closes, of text that could not be
// saved; "" if there is none.
func (p *Page) Unsaved() string {
	if st, _ := p.s.Status(); st == Failed || st == Conflict {
		return text.UnsavedText(p.s.Filing().Domain.Name)
	}
	return ""
}

// FocusField implements screens.Focuser.
func (p *Page) FocusField(field string) {
	if p.s.Loaded() {
		p.goTo(filing.Field(field))
	} else {
		p.want = filing.Field(field)
	}
}

func (p *Page) build() {
	names := make([]string, len(filing.Steps))
	for i, s := range filing.Steps {
		names[i] = s.Name()
	}
	p.stepper = part.NewStepper(names, func(n int) { p.Go(filing.Step(n), "") })
	p.head = newHead(p)
	p.notice = part.Column(0)
	p.middle = container.NewStack()
	p.column = container.NewStack()
	p.scroll = part.Scroll(part.Pad(theme.S5, theme.Px(gutter), theme.S5, theme.Px(gutter), p.column))
	p.foot = newFoot(p)
	p.panel = newPanel(p)
	work := part.Column(0, part.Stretch(p.scroll), part.Sheet(p.foot.box))
	top := part.Column(theme.S3, p.head.box, p.stepper)
	bar := part.Sheet(part.Column(0, part.Pad(theme.S3, theme.S6, theme.S3, theme.S6, top), p.notice, part.Rule()))
	p.root.Objects = []fyne.CanvasObject{part.Column(0, bar, part.Stretch(part.NewTwoPane(work, p.panel.box)))}
	p.root.Refresh()
	p.shown = true

	if p.step == 0 && p.want == "" { // from a refusal straight to what it is about
		p.want = refusal.Next(p.s.Filing(), p.s.View().Needs, p.desk.Tables())
	}
	step, group := p.step, filing.Group("")
	if p.want != "" {
		step, group = filing.Place(p.want)
	}
	if step == 0 {
		_, step = desk.NextOf(*p.s.View())
	}
	if step == 0 {
		step = filing.StepType
	}
	p.step = 0
	p.Go(step, group)
	if p.want != "" {
		p.goTo(p.want)
	}
}

// goTo shows the place where a field is asked and stands on it.
func (p *Page) goTo(field filing.Field) {
	if field == rule.FieldAsked {
		p.openChecklist("")
		return
	}
	step, group := filing.Place(field)
	if p.asks(field) {
		step, group = p.step, p.group
	}
	if step != p.step || (group != "" && group != p.group) {
		p.Go(step, group)
	}
	p.focus = field
	p.cur.FocusField(field)
	p.panel.show()
}

// Go shows a step, and a group of step 3 ("" = the first that is not done).
// The step left is kept as a version.
func (p *Page) Go(step filing.Step, group filing.Group) {
	if step == filing.StepInfo && group == "" {
		group = p.firstOpenGroup()
	}
	if step == p.step && group == p.group {
		return
	}
	if p.cur != nil {
		p.cur.Close()
		if step != p.step {
			p.keepVersion(p.step)
		}
	}
	p.s.Flush()
	p.step, p.group, p.focus = step, group, ""
	switch step {
	case filing.StepRegion:
		p.cur = newRegionView(p)
	case filing.StepInfo:
		p.cur = newInfoView(p, group)
	case filing.StepMaterial:
		p.cur = newMaterialView(p)
	case filing.StepPortrait:
		p.cur = newPortraitView(p)
	case filing.StepSMS:
		p.cur = newSMSView(p)
	default:
		p.cur = newTypeView(p)
	}
	p.middle.Objects = []fyne.CanvasObject{p.cur.Content()}
	width := formWidth
	if step == filing.StepMaterial || step == filing.StepPortrait {
		width = cardsWidth
	}
	p.column.Objects = []fyne.CanvasObject{part.Centered(width, p.middle)}
	p.column.Refresh()
	part.LetGoIn(p.root)
	p.scroll.ToTop()
	p.update()
	if f, ok := p.cur.(interface{ FocusFirst() }); ok && step <= filing.StepInfo {
		f.FocusFirst() // the later steps begin with pictures
	}
}

// bringIntoSight scrolls to an object. One that has just been made lies nowhere
// before it is painted, so it is looked for again a moment later.
func (p *Page) bringIntoSight(o fyne.CanvasObject) {
	p.scroll.ShowObject(o)
	at := p.cur
	p.host.After(part.PaintTime, func() {
		if !p.closed && p.cur == at {
			p.scroll.ShowObject(o)
		}
	})
}

// inSight is how high a picture can be so that it and so much around it are in
// sight at once.
func (p *Page) inSight(around float32) float32 {
	return min(max(p.scroll.Size().Height-around, 280), 760)
}

func (p *Page) firstOpenGroup() filing.Group {
	for _, g := range filing.Groups {
		if p.s.View().Groups[g] != rule.Done {
			return g
		}
	}
	return filing.GroupOrganiser
}

func (p *Page) keepVersion(step filing.Step) {
	id := p.s.ID()
	p.s.Do(func(ctx context.Context) (desk.View, error) {
		if _, err := p.desk.KeepVersion(ctx, id, step); err != nil {
			return desk.View{}, err
		}
		return p.desk.Open(ctx, id)
	}, nil)
}

// next and previous walk through groups and steps; next from step 1 confirms
// the kind.
func (p *Page) next() {
	if p.step == filing.StepType {
		if !p.s.Filing().Kind.Prepared() {
			return
		}
		if p.s.Filing().State.Editable() {
			p.s.Set(filing.Edit{Field: "answers.chosen", Value: "true"})
		}
	}
	if p.step == filing.StepInfo {
		if i := slices.Index(filing.Groups, p.group); i < len(filing.Groups)-1 {
			p.Go(p.step, filing.Groups[i+1])
			return
		}
	}
	switch {
	case p.step >= filing.StepPortrait && p.s.Filing().State.Editable():
		p.host.Navigate(screens.Route{Page: screens.PageChecks, Filing: p.s.ID()})
	case p.step == filing.StepSMS:
		p.host.Navigate(screens.Route{Page: screens.PageHistory, Filing: p.s.ID()})
	case p.step+1 == filing.StepInfo:
		p.Go(p.step+1, filing.GroupOrganiser)
	default:
		p.Go(p.step+1, "")
	}
}

func (p *Page) previous() {
	if p.step == filing.StepInfo {
		if i := slices.Index(filing.Groups, p.group); i > 0 {
			p.Go(p.step, filing.Groups[i-1])
			return
		}
	}
	if p.step == filing.StepMaterial {
		p.Go(filing.StepInfo, filing.GroupEmergency)
	} else if p.step > filing.StepType {
		p.Go(p.step-1, "")
	}
}

// explain lets the panel follow the field in hand.
func (p *Page) explain(field string) {
	if f := filing.Field(field); f != p.focus {
		p.focus = f
		p.panel.show()
	}
}

// asks tells whether the step on show has a field; some stand in two steps.
func (p *Page) asks(field filing.Field) bool {
	a, ok := p.cur.(interface{ Asks(filing.Field) bool })
	return ok && a.Asks(field)
}

// update repaints what depends on the session.
func (p *Page) update() {
	if !p.shown || p.closed {
		return
	}
	v := p.s.View()
	for _, s := range filing.Steps {
		p.stepper.SetState(int(s), markState(v.Steps[s]))
	}
	p.stepper.SetCurrent(int(p.step))
	p.head.show()
	p.foot.show()
	p.panel.show()
	p.showNotice()
	if p.cur != nil {
		p.cur.Show(false)
	}
}

func markState(m rule.Mark) part.State {
	switch m {
	case rule.Done:
		return part.Done
	case rule.Problem:
		return part.LookHere
	}
	return part.Todo
}

func (p *Page) showNotice() {
	st, err := p.s.Status()
	var o []fyne.CanvasObject
	switch st {
	case Conflict:
		o = []fyne.CanvasObject{part.Pad(0, theme.S6, theme.S4, theme.S6, part.Column(theme.S3,
			part.Banner(part.LookHere, text.ConflictTitle+"。"+text.ConflictBody, "", nil),
			part.Row(theme.S3, part.Plain(text.RefreshKeep, func() { p.refresh(true) }), part.Quiet(text.RefreshDrop, func() { p.refresh(false) }))))}
	case Failed:
		o = []fyne.CanvasObject{part.Pad(0, theme.S6, theme.S4, theme.S6,
			part.Banner(part.Refused, text.SaveFailed+"："+app.MessageOf(err), text.SaveNow, p.s.Retry))}
	}
	if why := p.s.Filing().LastRefusal(); len(o) == 0 && why != "" {
		o = p.refusal(why)
	}
	if len(o) == 0 && !p.s.Filing().State.Editable() && p.step != filing.StepSMS {
		o = []fyne.CanvasObject{part.Pad(0, theme.S6, theme.S4, theme.S6,
			part.Banner(part.Info, text.LockedForm(p.s.Filing().State.Name()), text.Progress, func() {
				p.host.Navigate(screens.Route{Page: screens.PageHistory, Filing: p.s.ID()})
			}))}
	}
	if len(o) == 0 && len(p.notice.Objects) == 0 {
		return
	}
	p.notice.Objects = o
	p.notice.Refresh()
	p.root.Refresh()
}

func (p *Page) refresh(keep bool) {
	p.s.Refresh(keep, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.cur.Show(true)
	})
}
