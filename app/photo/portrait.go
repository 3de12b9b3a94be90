package photo

import (
	"context"
	"image"
	"math"
)

// measurePortrait takes the facts of a portrait: the face and the wall behind
// it. The picture is looked at upright, as its EXIF orientation says, and as
// edited. When no face stands upright, the other quarter turns are tried. The
// error is app.CodeCanceled or that of a broken cascade of the face finder.
func measurePortrait(ctx context.Context, p *Picture, edit Edit) (PortraitFact, error) {
	var fact PortraitFact
	if err := stopped(ctx); err != nil {
		return fact, err
	}
	v := newPortraitView(p, edit)
	if err := stopped(ctx); err != nil {
		return fact, err
	}
	faces, err := v.faces()
	if err != nil {
		return fact, err
	}
	if len(faces) == 0 || faces[0].q < faceQ {
		// What is burnt out in luma may still be seen in the weakest channel.
		lowest, err := findFaces(plane{v.lowest, v.w, v.h}, fineLook)
		if err != nil {
			return fact, err
		}
		for i, f := range lowest {
			if _, burnt := v.faceLight(f); burnt >= burntFace {
				fact.Burnt = max(fact.Burnt, burnt)
				// A fine look finds more of the same, so that its score says
				// less: alone it is no proof of a face.
				if i == 0 && f.q >= faceQ {
					faces = together(lowest)
				}
			}
		}
	}
	if len(faces) == 0 || faces[0].q < faceQ {
		best := v
		for _, quarters := range []int{2, 1, 3} {
			if err := stopped(ctx); err != nil {
				return fact, err
			}
			turned := edit
			turned.Turn += quarters
			w := newPortraitView(p, turned)
			found, err := w.faces()
			if err != nil {
				return fact, err
			}
			if len(found) > 0 && found[0].q >= faceQ && (len(faces) == 0 || found[0].q > faces[0].q) {
				best, faces, fact.Turn = w, found, quarters
			}
		}
		v = best
		if len(faces) == 0 || faces[0].q < faceQ {
			if faces, err = v.weakFaces(); err != nil {
				return fact, err
			}
		}
	}
	fact.Colour = v.colourfulness()
	if len(faces) == 0 {
		fact.Burnt, fact.Dim = max(fact.Burnt, v.washedOut()), v.allDark()
		return fact, nil
	}
	f := faces[0]
	fact.Unsure = f.q < faceQ
	for _, other := range faces {
		fact.Faces = append(fact.Faces, v.upright(other.rect(), p))
	}
	fact.FaceShare = f.size / float64(v.h)
	// The crown lies three quarters of the square above its middle, the chin
	// half of it below, hair or none.
	fact.HeadCut = f.y-0.72*f.size < 0 || f.y+0.55*f.size > float64(v.h) || f.x-0.5*f.size < 0 || f.x+0.5*f.size > float64(v.w)
	fact.FaceLight, fact.FaceBurnt = v.faceLight(f)
	wall := measureWall(v, f)
	fact.Background, fact.BackgroundPale, fact.Clutter = 1, 1, 0
	fact.WallSeen = wall.measured
	if wall.measured {
		fact.Background, fact.BackgroundPale, fact.Clutter = wall.white, wall.pale, wall.clutter
		for _, r := range wall.strips {
			fact.Strips = append(fact.Strips, v.upright(r, p))
		}
		for _, r := range wall.things[:min(len(wall.things), maxPlaces)] {
			fact.Things = append(fact.Things, v.upright(r, p))
		}
	}
	var chest image.Rectangle
	fact.Clothes, chest = v.clothes(f, wall)
	if !chest.Empty() {
		fact.Chest = v.upright(chest, p)
	}
	if err := stopped(ctx); err != nil {
		return fact, err
	}
	fact.Q, err = faceSharpness(ctx, p, fact.Faces[0])
	return fact, err
}

// faces finds the faces of a view, that of the portrait first.
func (v *portraitView) faces() ([]face, error) {
	found, err := findFaces(plane{v.y, v.w, v.h}, quickLook)
	return together(found), err
}

// weakFaces looks again where faces found nothing: beyond the edges, for a
// head that is cut off; in the weakest channel, where luma is burnt out; and
// in the mirror, which is a second opinion.
func (v *portraitView) weakFaces() ([]face, error) {
	edge := max(v.w, v.h) / 8
	luma := bordered(plane{v.y, v.w, v.h}, edge)
	looks := make([][]face, 3)
	for i, g := range []plane{luma, bordered(plane{v.lowest, v.w, v.h}, edge), mirrored(luma)} {
		found, err := findFaces(g, quickLook)
		if err != nil {
			return nil, err
		}
		for k := range found {
			if i == 2 {
				found[k].x = float64(g.w) - found[k].x
			}
			found[k].x -= float64(edge)
			found[k].y -= float64(edge)
		}
		looks[i] = found
	}
	return seconded(looks...), nil
}

// together drops what is no further face: hits inside another are the same
// face twice; hits of less than half its size are people in pictures on the
// wall, or chance.
func together(found []face) []face {
	if len(found) == 0 {
		return nil
	}
	main := found[0]
	out := []face{main}
	for _, f := range found[1:] {
		if f.q < faceQ || f.size < main.size/2 || f.size > main.size*2 {
			continue
		}
		// What lies on the chest is a tie or a print more often than a head.
		if dy := f.y - main.y; math.Abs(f.x-main.x) < 0.8*main.size && dy > 0.7*main.size && f.q < main.q/4 {
			continue
		}
		apart := true
		for _, known := range out {
			if math.Hypot(f.x-known.x, f.y-known.y) < 0.7*max(f.size, known.size) {
				apart = false
			}
		}
		if apart {
			out = append(out, f)
		}
	}
	return out
}

// bordered is a plane with its edges repeated outwards.
func bordered(g plane, edge int) plane {
	out := plane{make([]uint8, (g.w+2*edge)*(g.h+2*edge)), g.w + 2*edge, g.h + 2*edge}
	for y := range out.h {
		row := g.pix[min(max(y-edge, 0), g.h-1)*g.w:][:g.w]
		o := out.pix[y*out.w:][:out.w]
		copy(o[edge:], row)
		for x := range edge {
			o[x], o[out.w-1-x] = row[0], row[g.w-1]
		}
	}
	return out
}

func mirrored(g plane) plane {
	out := plane{make([]uint8, len(g.pix)), g.w, g.h}
	for y := range g.h {
		row, o := g.pix[y*g.w:][:g.w], out.pix[y*g.w:][:g.w]
		for x := range o {
			o[x] = row[g.w-1-x]
		}
	}
	return out
}

// seconded adds up the scores of looks that agree about a place, half of each
// further one: three weak looks at one face are worth a clear one, while
// chance hits do not meet.
func seconded(looks ...[]face) []face {
	var best face
	for i, look := range looks {
		for _, f := range look {
			sum := f.q
			for k, other := range looks {
				if k == i {
					continue
				}
				for _, o := range other {
					if math.Hypot(o.x-f.x, o.y-f.y) < 0.3*f.size && o.size < 1.5*f.size && f.size < 1.5*o.size {
						sum += o.q / 2
						break
					}
				}
			}
			if sum > best.q {
				best = f
				best.q = sum
			}
		}
	}
	if best.q == 0 {
		return nil
	}
	return []face{best}
}

// faceLight is the mean level of a face, and the share of it that is burnt out
// (OFIQ's range: 247 and more).
func (v *portraitView) faceLight(f face) (mean, burnt float64) {
	n := 0
	r := f.rect().Intersect(image.Rect(0, 0, v.w, v.h))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			// The ellipse leaves hair and wall out.
			dx, dy := (float64(x)-f.x)/(0.36*f.size), (float64(y)-f.y)/(0.42*f.size)
			if dx*dx+dy*dy > 1 {
				continue
			}
			level := v.y[y*v.w+x]
			n++
			mean += float64(level)
			if level >= 247 {
				burnt++
			}
		}
	}
	if n == 0 {
		return 0, 0
	}
	return mean / float64(n), burnt / float64(n)
}

// colourfulness is the 99.5th percentile of the distance of a pixel's colour
// from the median colour, at the brightness of a white wall. A grey picture,
// even a yellowed one, stays near 0; skin has 15 and more.
func (v *portraitView) colourfulness() float64 {
	all := make([]uint8, len(v.y))
	median := v.medianColour(all, 0, 0)
	var counts, levels [256]int
	for i := range v.y {
		counts[min(int(v.chroma(i, median)+0.5), 255)]++
		levels[v.y[i]]++
	}
	at := func(counts *[256]int, share float64) float64 {
		sum := 0
		for k, c := range counts {
			if sum += c; float64(sum) >= share*float64(len(v.y)) {
				return float64(k)
			}
		}
		return 255
	}
	// A dark picture has less of everything.
	return at(&counts, 0.995) * 235 / min(max(at(&levels, 0.95), 60), 235)
}

// washedOut is the share of burnt-out pixels in the middle, where the face
// would be. It is 0 when nothing there looks like a face burnt out: neither
// skin about to, with no more skin that is lit well, nor a bright patch framed
// by hair.
func (v *portraitView) washedOut() float64 {
	burnt, warm, sound, framed, n := 0, 0, 0, 0, 0
	above := make([]int, v.w) // dark pixels so far
	for y := range v.h * 7 / 10 {
		row := v.y[y*v.w:][:v.w]
		first, last := v.w, -1
		for x, level := range row {
			if level < 170 {
				above[x]++
				first, last = min(first, x), x
			}
		}
		if y < v.h/10 {
			continue
		}
		for x := v.w / 4; x < v.w*3/4; x++ {
			i := y*v.w + x
			n++
			switch {
			case row[x] >= 247:
				burnt++
				if first < x && x < last && above[x] > v.h/40 {
					framed++
				}
			case row[x] >= 215 && v.cr[i] >= 3 && v.cb[i] <= -2:
				warm++
			case row[x] >= 90 && v.cr[i] >= 6 && v.cb[i] <= -4:
				sound++
			}
		}
	}
	skin := float64(warm) >= 0.003*float64(n) && float64(sound) <= 0.08*float64(n)
	if n == 0 || !skin && float64(framed) < 0.08*float64(n) {
		return 0
	}
	return float64(burnt) / float64(n)
}

// allDark reports whether there is too little light to find a face.
func (v *portraitView) allDark() bool {
	dark := 0
	for _, level := range v.y {
		if level < 60 {
			dark++
		}
	}
	return float64(dark) > 0.95*float64(len(v.y))
}

// sharpFace is the side of a face, in pixels, at which its sharpness is
// measured: an eyelash is a pixel wide then, and skin has no grain.
const sharpFace = 200

// faceSharpness is q of the face's own square, shrunk to sharpFace. A blur is
// judged against the size of the face, as that of a document against its text:
// a close-up of 1000 pixels may be softer, pixel by pixel, than a small one.
func faceSharpness(ctx context.Context, p *Picture, at image.Rectangle) (float64, error) {
	b := p.pixels.Bounds()
	g := cut(p.pixels, storedRect(at, b.Dx(), b.Dy(), p.Orientation))
	if g.w == 0 || g.h == 0 {
		return leastQ, nil
	}
	if side := max(g.w, g.h); side > sharpFace {
		g = resized(g, float64(sharpFace)/float64(side))
	}
	s, err := measureSharpness(ctx, g, frameQuad(g.w, g.h))
	return s.q, err
}
