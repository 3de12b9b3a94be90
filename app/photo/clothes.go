package photo

import (
	"image"
	"math"
)

// White clothes are minded where they melt into a white wall. So they are
// looked for on the flanks, beside the place where a jacket leaves a shirt to
// be seen, and are compared with the wall: cloth reflects less than paint, and
// lies in the person's own shade.

const (
	// clothLevel is the share of the wall's level from which on cloth is
	// white. Source: own measurements of 2026-11-26: white cloth in the shade
	// 0.78 and more, light beige below or coloured.
	clothLevel = 0.76
	// clothCast is the chroma, at the brightness of white, up to which cloth
	// is white: cream 7, light beige and light blue 15 and more.
	clothCast = 12

	// Without a white wall to compare with: what white is in good light.
	usualWhite = 235

	clothEdge = 5 // levels per pixel

	hairDark = 0.7 // hair is darker than this share of the wall
)

// Places on the chest in faces from the middle of the face: rows, the half
// width of the shoulders at the upper one and where they are full, and the
// half widths between which a jacket may leave a shirt to be seen.
const (
	chestTop, chestFull, chestEnd = 0.82, 1.35, 2.1
	neckHalf, shoulderHalf        = 0.38, 1.0
	openHalf, shirtHalf           = 0.24, 0.42
	openTop                       = 0.95
)

// clothes is the share of white on the chest, 0…1, and the place. Where the
// picture ends above it, or hair hides it, there is nothing to see.
func (v *portraitView) clothes(f face, w wall) (float64, image.Rectangle) {
	frame := image.Rect(0, 0, v.w, v.h)
	row := func(share float64) int { return int(f.y + share*f.size) }
	r := image.Rect(int(f.x-shoulderHalf*f.size), row(chestTop), int(f.x+shoulderHalf*f.size), row(chestEnd)).Intersect(frame)
	if float64(r.Dy()) < 0.1*f.size || r.Empty() {
		return 0, image.Rectangle{}
	}
	level, light := float64(usualWhite), w.light
	var hair []bool
	if w.measured && w.pale > 0.5 {
		level, light = w.bright, w.colour
		hair = v.hair(f, level, r)
	}
	var flank, middle, core patch
	var outer []int // pixels of the flanks that are wall, unless an edge lies beyond
	for y := r.Min.Y; y < r.Max.Y; y++ {
		down := (float64(y) - f.y) / f.size
		half := neckHalf + min(down-chestTop, chestFull-chestTop)/(chestFull-chestTop)*(shoulderHalf-neckHalf)
		left, right := v.bodyEdges(f, y)
		for x := r.Min.X; x < r.Max.X; x++ {
			dx := math.Abs(float64(x)-f.x) / f.size
			i := y*v.w + x
			hidden, white := hair != nil && hair[i], v.whiteCloth(i, level, light)
			if dx < shirtHalf && down > openTop {
				core.add(hidden, white)
			}
			switch {
			case dx > half:
			case dx > max(half/2, shirtHalf):
				flank.add(hidden, white)
				if white && (x < left || x > right) {
					outer = append(outer, i)
				}
			case dx > openHalf && down > openTop:
				middle.add(hidden, white)
			}
		}
	}
	// Beside clothes that are not white, white without an edge towards the
	// wall is the wall.
	if 2*core.white < core.seen {
		flank.white -= len(outer)
		flank.seen -= len(outer)
	}
	// Long hair may hang over the flanks. What is white beside the collar then
	// has to tell.
	least := 0.02 * f.size * f.size
	for _, p := range []patch{flank, middle} {
		if float64(p.seen) > max(least, 0.35*float64(p.seen+p.hair)) {
			return float64(p.white) / float64(p.seen), r
		}
	}
	return 0, image.Rectangle{}
}

// patch counts the pixels of a part of the chest.
type patch struct{ seen, white, hair int }

func (p *patch) add(hair, white bool) {
	if hair {
		p.hair++
		return
	}
	p.seen++
	if white {
		p.white++
	}
}

// bodyEdges are the outermost places in a row, beside the face's middle, with
// a step as between cloth and wall.
func (v *portraitView) bodyEdges(f face, y int) (left, right int) {
	from, to := max(int(f.x-1.8*f.size), 1), min(int(f.x+1.8*f.size), v.w-2)
	left, right = from, to
	for left < int(f.x) && v.steepness(left, y) < clothEdge {
		left++
	}
	for right > int(f.x) && v.steepness(right, y) < clothEdge {
		right--
	}
	return left, right
}

func (v *portraitView) whiteCloth(i int, level float64, light [2]float64) bool {
	y := float64(v.y[i])
	return y >= clothLevel*level && v.cast(i, light)*level/y < clothCast
}

// hair marks what is dark and hangs together with the dark beside the cheeks:
// long hair, and dark clothes below it, which need no look.
func (v *portraitView) hair(f face, level float64, chest image.Rectangle) []bool {
	out := make([]bool, v.w*v.h)
	var queue []int
	visit := func(x, y int) {
		if i := y*v.w + x; !out[i] && float64(v.y[i]) < hairDark*level {
			out[i] = true
			queue = append(queue, i)
		}
	}
	for y := max(int(f.y+0.1*f.size), 0); y < min(int(f.y+0.6*f.size), v.h); y++ {
		for x := chest.Min.X; x < chest.Max.X; x++ {
			if dx := math.Abs(float64(x) - f.x); dx > 0.45*f.size && dx < 0.8*f.size {
				visit(x, y)
			}
		}
	}
	for len(queue) > 0 {
		i := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		x, y := i%v.w, i/v.w
		for _, n := range [3]image.Point{{x - 1, y}, {x + 1, y}, {x, y + 1}} {
			if n.X >= chest.Min.X && n.X < chest.Max.X && n.Y < chest.Max.Y {
				visit(n.X, n.Y)
			}
		}
	}
	return out
}
