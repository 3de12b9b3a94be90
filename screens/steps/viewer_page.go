package steps

import (
	"context"
	"image"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// pager leafs through the PDF that a picture was taken from. What is looked at
// changes nothing until the person takes it.
type pager struct {
	w          *viewer
	row        *fyne.Container
	label      *part.Text
	opening    *part.Text // stands behind next, which must not move under the pointer
	prev, next *part.Button
	use        *part.Button
	at         int // the page in sight, from 1
	ready      bool
	taking     bool
}

func newPager(w *viewer) *pager {
	g := &pager{w: w, label: part.Strong("").One(), opening: part.Hint(text.Opening).One()}
	g.prev = part.IconButton(part.GlyphLeft, text.PagePrevious, func() { g.leaf(-1) })
	g.next = part.IconButton(part.GlyphRight, text.PageNext, func() { g.leaf(1) })
	g.use = part.Plain(text.PageUse, g.take).With(part.GlyphTick).Small()
	g.row = part.Flow(theme.S2, part.Row(theme.S2, g.prev, g.label, g.next), g.use, g.opening)
	g.row.Hide()
	return g
}

func pageOf(m filing.Material) int { return max(m.Page, 1) }

// stored tells that the page in sight is the one that is used.
func (g *pager) stored() bool { return g.w.m.Pages < 2 || g.at == pageOf(g.w.m) }

// show follows the material; other: another picture lies there now.
func (g *pager) show(other bool) {
	if other {
		g.at, g.ready = pageOf(g.w.m), true
	}
	g.paint()
}

func (g *pager) paint() {
	m, v := g.w.m, g.w.v
	g.row.Hidden = m.Pages < 2
	g.label.SetText(text.PageOf(g.at, m.Pages))
	g.opening.Hidden = g.ready
	g.prev.SetEnabled(g.at > 1 && !g.taking)
	g.next.SetEnabled(g.at < m.Pages && !g.taking)
	g.use.Hidden = g.stored() || !v.editable(g.w.slot)
	g.use.SetEnabled(g.ready && !g.taking)
	g.w.pic.SetTurning(g.stored() && v.editable(g.w.slot))
	g.row.Refresh()
}

// leaf shows the page before or after.
func (g *pager) leaf(by int) {
	if to := g.at + by; to >= 1 && to <= g.w.m.Pages {
		g.open(to)
	}
}

// home goes back to the page that is used.
func (g *pager) home() {
	if !g.stored() {
		g.open(pageOf(g.w.m))
	}
}

func (g *pager) open(page int) {
	w := g.w
	p, m, key := w.v.page, w.m, "page:"+string(w.slot)
	g.at = page
	g.ready = g.stored()
	w.modes.Hidden = !g.ready || len(w.heat) == 0
	if g.ready {
		w.v.cancel(key)
		if w.base != nil {
			w.pic.SetImage(w.base)
		}
	}
	w.draw()
	g.paint()
	w.build()
	if g.ready {
		return
	}
	var img *image.NRGBA
	p.host.Go(key, func(ctx context.Context) (err error) {
		img, err = p.desk.ShownPage(ctx, m, page, side, side)
		return err
	}, func(err error) {
		switch {
		case w.gone || g.at != page || g.stored():
		case err != nil:
			p.host.Alert(err)
			g.home()
		default:
			g.ready = true
			w.pic.SetImage(img)
			g.paint()
		}
	})
}

// take uses the page in sight. The toast brings the one before back.
func (g *pager) take() {
	w := g.w
	v, p, before, page := w.v, w.v.page, w.m, g.at
	g.taking = true
	g.paint()
	p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.UsePage(ctx, p.s.ID(), w.slot, page) }, func(err error) {
		g.taking = false
		if err != nil {
			p.host.Alert(err)
			if !w.gone {
				g.paint()
			}
			return
		}
		p.host.Toast(text.PageUsed(v.need(w.slot).Title, page), func() { v.put(before) })
	})
}
