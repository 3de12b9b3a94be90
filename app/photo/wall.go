package photo

import (
	"image"
	"math"
	"slices"
	"sort"
)

// The wall is what a portrait shows beside and above the head, down to the
// chin. Its light falls off, so that things before it are told from it by a
// smooth surface laid through its brightness, not by one level.

const (
	whiteLevel = 205 // darker is no white
	paleLevel  = 190 // a light grey wall
	whiteCast  = 10  // chroma, beyond that of the light, from which on a wall has a colour of its own

	// A wall whose brightest part is white stays white where the lens or the
	// lamp lets it fall off smoothly, down to this share of the brightest.
	brightWall = 222
	fallOff    = 0.82

	acrossWeight = 1.4

	standsOut  = 18     // levels by which a thing differs from the wall
	hardEdge   = 9      // levels per pixel at the rim of a thing; shadows have less
	smallThing = 0.0008 // of the picture
	leastSpeck = 4      // pixels
	manySpecks = 0.005  // of the wall

	hairX, hairY = 1.0, 1.22 // how far hair may reach, in faces
)

// wall is what the background looks like.
type wall struct {
	measured    bool    // false: the head leaves no room to see any
	white, pale float64 // shares at whiteLevel and paleLevel, 0…1
	clutter     float64 // share that things with a hard edge cover, 0…1
	light       [2]float64
	colour      [2]float64        // median of the brighter half
	bright      float64           // level of its brightest tenth
	strips      []image.Rectangle // where it is not white
	things      []image.Rectangle // largest first
}

const (
	outside  uint8 = iota // below the chin
	seen                  // wall or what is before it
	differs               // unlike the wall around
	attached              // differs and belongs to the head: hair, hat
	head                  // the room that a head takes, not counted
)

func measureWall(v *portraitView, f face) wall {
	area := make([]uint8, v.w*v.h)
	floor := min(int(f.y+0.45*f.size), v.h)
	// Where a wide berth around the head leaves next to nothing, a close one
	// has to do.
	n := v.leaveHead(area, f, floor, 0.80, 1.0)
	if n < v.w*floor/12 {
		n = v.leaveHead(area, f, floor, 0.62, 0.86)
	}
	if n < v.w*v.h/50 || n < 200 {
		return wall{}
	}
	surface := laySurface(v, area, floor)
	base := v.medianColour(area, seen, 0)
	room := slices.Clone(area) // where the head may be
	for i := range floor * v.w {
		if math.Abs(float64(v.y[i])-surface.at(i%v.w, i/v.w)) > standsOut || v.chroma(i, base) > whiteCast {
			area[i] = differs
		}
	}
	v.takeHead(area, room, f, floor)
	out := wall{measured: true}
	out.light = v.lightOf(area, &out)
	falling := 256.0
	if out.bright >= brightWall {
		falling = max(fallOff*out.bright, 180)
	}
	left, right := 0, 0 // pixels that are not white on either side
	leftN, rightN := 0, 0
	count := 0
	for i := range floor * v.w {
		if area[i] != seen && area[i] != differs {
			continue
		}
		count++
		white := v.cast(i, out.light) < whiteCast
		if white && v.y[i] >= paleLevel {
			out.pale++
		}
		white = white && (v.y[i] >= whiteLevel || area[i] == seen && float64(v.y[i]) >= falling)
		if white {
			out.white++
		}
		side, sideN := &left, &leftN
		if float64(i%v.w) > f.x {
			side, sideN = &right, &rightN
		}
		*sideN++
		if !white {
			*side++
		}
	}
	if count < v.w*v.h/100 || count < 100 {
		return wall{}
	}
	out.white /= float64(count)
	out.pale /= float64(count)
	if float64(left) > 0.25*float64(leftN) {
		out.strips = append(out.strips, image.Rect(0, 0, max(int(f.x-0.8*f.size), v.w/20), floor))
	}
	if float64(right) > 0.25*float64(rightN) {
		out.strips = append(out.strips, image.Rect(min(int(f.x+0.8*f.size), v.w-v.w/20), 0, v.w, floor))
	}
	covered, specks := 0, 0
	for _, t := range v.things(area, floor) {
		if t.pixels < int(smallThing*float64(v.w*v.h)) {
			if !f.around(t.box.Min.X, t.box.Min.Y, hairX, hairY) {
				specks += t.pixels
			}
			continue
		}
		covered += t.pixels
		out.things = append(out.things, t.box)
	}
	// Many small things are writing, leaves or a pattern.
	if float64(specks) > manySpecks*float64(count) {
		covered += specks
	}
	out.clutter = float64(covered) / float64(count)
	return out
}

// leaveHead marks all above floor as seen, save an ellipse around the head with
// radii in faces, and counts it.
func (v *portraitView) leaveHead(area []uint8, f face, floor int, rx, ry float64) int {
	n := 0
	for y := range floor {
		for x := range v.w {
			area[y*v.w+x] = head
			if !f.around(x, y, rx, ry) {
				area[y*v.w+x] = seen
				n++
			}
		}
	}
	return n
}

// around reports whether x, y lies in an ellipse around the head, which
// reaches higher above the face than below.
func (f face) around(x, y int, rx, ry float64) bool {
	dx, dy := (float64(x)-f.x)/(rx*f.size), (float64(y)-f.y+0.15*f.size)/(ry*f.size)
	return dx*dx+dy*dy <= 1
}

// lightOf is the colour of the light, seen on the brighter half of the wall. A
// thing near full brightness has the light's colour, for nothing reflects more
// than all of it; a darker one may be painted, so less of its colour is taken
// for the light's. Lamps make walls yellow or blue, hardly ever green or
// violet: across that axis little is forgiven. Colour and brightness of the
// wall are kept in w.
func (v *portraitView) lightOf(area []uint8, w *wall) (light [2]float64) {
	var levels []int
	for i, a := range area {
		if a == seen {
			levels = append(levels, int(v.y[i]))
		}
	}
	if len(levels) == 0 {
		return light
	}
	sort.Ints(levels)
	w.bright = float64(levels[len(levels)*9/10])
	middle := levels[len(levels)/2]
	colour := v.medianColour(area, seen, uint8(middle))
	w.colour = colour
	// Red and blue as they would be at the middle level.
	brightest := max(float64(middle)+1.402*colour[1], float64(middle)+1.772*colour[0])
	forgive := min(max((brightest-215)/(245-215), 0), 1)
	along, across := colour[0]*axisCb+colour[1]*axisCr, colour[1]*axisCb-colour[0]*axisCr
	clamp := func(v, most float64) float64 { return min(max(v, -most), most) }
	if along > 0 {
		along = clamp(along, 16*forgive) // yellow: lamps indoors
	} else {
		along = clamp(along, 10*forgive)
	}
	across = clamp(across, 3*forgive)
	return [2]float64{along*axisCb - across*axisCr, along*axisCr + across*axisCb}
}

// Lamps and shade move a white along one line, from yellow to blue.
const axisCb, axisCr = -0.85, 0.53

// cast is how far a pixel's colour lies from that of the light. What lies
// across the line of lamps, pink or green, is sooner a paint than a light.
func (v *portraitView) cast(i int, light [2]float64) float64 {
	cb, cr := float64(v.cb[i])-light[0], float64(v.cr[i])-light[1]
	return math.Hypot(cb*axisCb+cr*axisCr, acrossWeight*(cr*axisCb-cb*axisCr))
}

// medianColour is the median Cb and Cr of the pixels marked kind that are not
// darker than least.
func (v *portraitView) medianColour(area []uint8, kind, least uint8) [2]float64 {
	var cb, cr [256]int
	n := 0
	for i, a := range area {
		if a == kind && v.y[i] >= least {
			cb[int(v.cb[i])+128]++
			cr[int(v.cr[i])+128]++
			n++
		}
	}
	middle := func(counts *[256]int) float64 {
		sum := 0
		for at, c := range counts {
			if sum += c; 2*sum >= n {
				return float64(at - 128)
			}
		}
		return 0
	}
	return [2]float64{middle(&cb), middle(&cr)}
}

// takeHead marks as attached what differs from the wall and hangs together
// with the face: hair, ears, a scarf. It ends at a ring around the head. When
// that ring is mostly full, it is no hair but the background itself.
func (v *portraitView) takeHead(area, room []uint8, f face, floor int) {
	within := f.around
	var queue, taken []int
	ring := 0
	visit := func(x, y int) {
		if x < 0 || y < 0 || x >= v.w || y >= floor || !within(x, y, hairX, hairY) {
			return
		}
		if i := y*v.w + x; area[i] == differs {
			area[i] = attached
			queue = append(queue, i)
			if room[i] == seen {
				taken = append(taken, i)
			}
		}
	}
	for y := range floor {
		for x := range v.w {
			i := y*v.w + x
			if room[i] == seen && within(x, y, hairX, hairY) {
				ring++
			}
			// From the face, and from the shoulders.
			if within(x, y, 0.45, 0.55) || y == floor-1 && math.Abs(float64(x)-f.x) < 0.8*f.size {
				visit(x, y)
			}
		}
	}
	for len(queue) > 0 {
		i := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		x, y := i%v.w, i/v.w
		visit(x-1, y)
		visit(x+1, y)
		visit(x, y-1)
		visit(x, y+1)
	}
	if float64(len(taken)) > 0.45*float64(ring) {
		for _, i := range taken {
			area[i] = differs
		}
	}
	// Specks inside the room of the head are locks of hair, not things.
	for i := range floor * v.w {
		if area[i] == differs && within(i%v.w, i/v.w, 0.62, 0.8) {
			area[i] = head
		}
	}
}

// thing is something that stands out from the wall.
type thing struct {
	box    image.Rectangle
	pixels int
}

// things groups what differs from the wall and keeps what has a hard edge,
// largest first.
func (v *portraitView) things(area []uint8, floor int) []thing {
	known := make([]bool, len(area))
	var out []thing
	var queue []int
	for start := range floor * v.w {
		if area[start] != differs || known[start] {
			continue
		}
		known[start] = true
		queue = append(queue[:0], start)
		t := thing{box: image.Rect(start%v.w, start/v.w, start%v.w+1, start/v.w+1)}
		rim, steep := 0, 0.0
		for len(queue) > 0 {
			i := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			x, y := i%v.w, i/v.w
			t.pixels++
			t.box = t.box.Union(image.Rect(x, y, x+1, y+1))
			for _, n := range [4][2]int{{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}} {
				if n[0] < 0 || n[1] < 0 || n[0] >= v.w || n[1] >= floor {
					continue
				}
				j := n[1]*v.w + n[0]
				switch {
				case area[j] == seen:
					rim++
					steep += v.steepness(x, y)
				case area[j] == differs && !known[j]:
					known[j] = true
					queue = append(queue, j)
				}
			}
		}
		if t.pixels >= leastSpeck && rim > 0 && steep/float64(rim) >= hardEdge {
			out = append(out, t)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].pixels > out[j].pixels })
	return out
}

// steepness is the change at x,y, levels per pixel, of luma or of colour,
// whichever is more.
func (v *portraitView) steepness(x, y int) float64 {
	left, right, up, down := y*v.w+max(x-1, 0), y*v.w+min(x+1, v.w-1), max(y-1, 0)*v.w+x, min(y+1, v.h-1)*v.w+x
	luma := math.Hypot(float64(v.y[right])-float64(v.y[left]), float64(v.y[down])-float64(v.y[up]))
	blue := math.Hypot(float64(v.cb[right])-float64(v.cb[left]), float64(v.cb[down])-float64(v.cb[up]))
	red := math.Hypot(float64(v.cr[right])-float64(v.cr[left]), float64(v.cr[down])-float64(v.cr[up]))
	return max(luma, 2*blue, 2*red) / 2
}
