package accuracy

import (
	"fmt"
	"hash/fnv"
	"image"
	"math"
	"math/rand/v2"
	"path/filepath"

	"github.com/disintegration/imaging"

	"beiandesk/app/photo"
)

// Portraits recomposes the persons of the shared portraits: other walls,
// rooms, things, clothes and light, whose truth is known.
func Portraits(folder string) ([]Case, error) {
	list, err := sharedPeople(filepath.Join(folder, "portrait"))
	if err != nil {
		return nil, err
	}
	return recomposed(folder, list)
}

// OtherPortraits does so with the persons of another folder, which holds an
// outlines.json as this package does.
func OtherPortraits(folder, persons string) ([]Case, error) {
	list, err := otherPeople(persons)
	if err != nil {
		return nil, err
	}
	return recomposed(folder, list)
}

// DrawnPortraits does so with the drawn specimen; it needs no folder.
func DrawnPortraits() ([]Case, error) {
	p, err := drawnPerson()
	if err != nil {
		return nil, err
	}
	s := studio{people: []*person{p, p.mirrored()}}
	return s.cases(p), nil
}

func recomposed(folder string, list []*person) ([]Case, error) {
	s := studio{people: list}
	rooms, err := Index(folder, "kwentar_300")
	if err != nil {
		return nil, err
	}
	for _, r := range rooms {
		if len(r.Labels) == 0 || r.Labels[0] != "sharp" {
			continue
		}
		img, err := imaging.Open(r.Path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.Path, err)
		}
		s.rooms = append(s.rooms, img)
	}
	var out []Case
	for _, p := range list {
		out = append(out, s.cases(p)...)
	}
	return out, nil
}

// studio is where portraits are recomposed.
type studio struct {
	people []*person
	rooms  []image.Image
}

// sitting is one portrait in the making.
type sitting struct {
	*scene
	who   *person
	at    place
	shade float64 // of the shadow on the wall
	lamp
	camera
}

// lamp lights wall and person alike.
type lamp struct {
	fall, corner float64
	tint         [3]float64
}

var (
	whiteWall = rgb(244, 244, 243)
	daylight  = [3]float64{1, 1, 1}
	suits     = [][3]float64{rgb(34, 40, 62), rgb(48, 48, 50), rgb(96, 34, 42), rgb(66, 92, 140), rgb(24, 24, 26), rgb(52, 78, 60)}
	whites    = [][3]float64{rgb(240, 240, 240), rgb(236, 238, 242), rgb(242, 238, 230)}
	beiges    = [][3]float64{rgb(212, 190, 158), rgb(200, 178, 150), rgb(220, 200, 172)}
	walls     = [][3]float64{rgb(66, 140, 220), rgb(196, 44, 44), rgb(222, 204, 176), rgb(196, 220, 240), rgb(120, 164, 110), rgb(240, 220, 120), rgb(236, 206, 212), rgb(120, 84, 56)}
)

func one3(t [3]float64) func(x, y float64) [3]float64 {
	return func(float64, float64) [3]float64 { return t }
}

// jacket is dark, open over a white shirt, with a tie or without.
func jacket(dark [3]float64, tie bool) func(x, y float64) [3]float64 {
	return func(x, y float64) [3]float64 {
		if tie && y > 0.75 && math.Abs(x) < 0.07+0.03*(y-0.75) {
			return rgb(110, 30, 36)
		}
		if math.Abs(x) < 0.36-0.27*(y-0.7) {
			return rgb(240, 241, 243)
		}
		return dark
	}
}

// cases are all pictures of one person.
func (s *studio) cases(p *person) []Case {
	var out []Case
	add := func(cond string, n int, arrange func(*sitting)) {
		name := fmt.Sprintf("%s %s %d.jpg", p.name, cond, n)
		out = append(out, Case{Path: name, Set: "portrait", Kind: photo.Portrait, Cond: cond, Make: func() ([]byte, error) {
			t := s.seat(p, name)
			arrange(t)
			return t.take()
		}})
	}
	for n := range 2 {
		add("ok even", n, func(t *sitting) {})
		add("ok falling", n, func(t *sitting) { t.lamp = lamp{0.12 + 0.10*t.rng.Float64(), 0.15, daylight} })
		add("ok warm", n, func(t *sitting) { t.lamp = lamp{0.08, 0.1, [3]float64{1.02, 0.95, 0.80 + 0.06*float64(n)}} })
		add("ok cold", n, func(t *sitting) { t.lamp = lamp{0.08, 0.1, [3]float64{0.90 + 0.04*float64(n), 0.97, 1.02}} })
		add("ok noise", n, func(t *sitting) { t.noise, t.blur = 0.03, 0.9 })
		add("ok shadow", n, func(t *sitting) { t.shade = 0.2 + 0.15*float64(n) })
		add("ok close", n, func(t *sitting) { t.frame(0.40+0.06*t.rng.Float64(), 0.85) })
		add("ok narrow", n, func(t *sitting) { t.frame(0.33, 0.66) })
	}
	add("ok jpeg", 0, func(t *sitting) { t.quality = 55 })
	add("ok wide", 0, func(t *sitting) { t.frame(0.24, 1.3) })
	if p.wears != "" {
		for n := range 4 {
			add("ok collar", n, func(t *sitting) { t.who = p.in(jacket(suits[n%2*4], n > 1), 0.9) })
			add("white clothes", n, func(t *sitting) { t.who = p.in(one3(whites[n%3]), 1-0.06*float64(n)) })
			add("beige clothes", n, func(t *sitting) { t.who = p.in(one3(beiges[n%3]), 0.92) })
			add("dark clothes", n, func(t *sitting) { t.who = p.in(one3(suits[n]), 0.9) })
		}
		add("white clothes", 4, func(t *sitting) { t.who = p.in(one3(whites[0]), 0.74) })
		add("white clothes", 5, func(t *sitting) {
			t.who = p.in(one3(whites[2]), 0.9)
			t.lamp = lamp{0.1, 0.1, [3]float64{1.02, 0.96, 0.84}}
		})
		add("white clothes", 6, func(t *sitting) { t.who = p.in(one3(whites[1]), 0.85); t.frame(0.42, 0.85) })
	}
	switch p.wears {
	case "white":
		add("white clothes", 7, func(t *sitting) { t.who = p })
	case "dark":
		add("ok own", 0, func(t *sitting) { t.who = p })
	}
	for n, tone := range walls {
		add("coloured wall", n, func(t *sitting) { t.wall(tone); t.lamp = lamp{0.1, 0.1, daylight} })
	}
	for n, v := range []uint8{90, 130, 160} {
		add("grey wall", n, func(t *sitting) { t.wall(rgb(v, v, v)); t.lamp = lamp{0.05, 0.05, daylight} })
	}
	add("light grey wall", 0, func(t *sitting) { t.wall(rgb(198, 198, 198)) })
	for n := range 3 {
		add("room", n, func(t *sitting) { t.room(n) })
	}
	for n, img := range s.rooms[:min(len(s.rooms), 4)] {
		add("room", 3+n, func(t *sitting) { t.photograph(img) })
	}
	for _, what := range objects {
		for n := range 2 {
			add("one "+what, n, func(t *sitting) {
				t.frame(0.24+0.06*t.rng.Float64(), 0.9)
				t.object(what, t.at)
			})
		}
	}
	for n, share := range []float64{0.25, 0.32, 0.40} {
		// The share of the levels, so far less of the light.
		add("dark picture", n, func(t *sitting) { t.gain, t.noise = math.Pow(share, 2.2), 0.004 })
	}
	for n, face := range []float64{1.15, 1.6, 2.4} {
		// Half of the face and more is at full light.
		add("over-exposed", n, func(t *sitting) { t.gain = face / p.skin() })
	}
	add("grey picture", 0, func(t *sitting) { t.grey = true })
	add("small face", 0, func(t *sitting) {
		t.frame(0.30, 0.75)
		t.far(0.45)
	})
	if len(s.people) > 1 {
		add("two people", 0, func(t *sitting) { t.pair(s.beside(p)) })
	}
	return out
}

// beside is the next person.
func (s *studio) beside(p *person) *person {
	for i, o := range s.people {
		if o == p {
			return s.people[(i+1)%len(s.people)]
		}
	}
	return p
}

// seat begins with a white wall in even light, and dark clothes.
func (s *studio) seat(p *person, name string) *sitting {
	h := fnv.New64a()
	h.Write([]byte(name))
	rng := rand.New(rand.NewPCG(h.Sum64(), 1))
	t := &sitting{who: p, scene: &scene{rng: rng}, camera: camera{
		blur: 0.4 + 0.3*rng.Float64(), noise: 0.004 + 0.012*rng.Float64(), quality: 75 + rng.IntN(20)}}
	if p.wears != "" && p.wears != "dark" {
		t.who = p.in(one3(suits[rng.IntN(len(suits))]), 0.9)
	}
	t.frame(0.27+0.13*rng.Float64(), []float64{0.75, 0.72, 0.8, 1}[rng.IntN(4)])
	return t
}

// frame sets how much of the height the face takes, and the aspect, and
// repaints the wall. A face is not shown larger than its picture has it.
func (t *sitting) frame(share, aspect float64) {
	p := t.who
	share = min(share, 0.56*aspect)
	h := 660 + 200*t.rng.Float64()
	h = min(max(min(h, 1.15*p.face[2]/share), 640/min(aspect, 1)), 1200)
	size := share * h
	w := aspect * h
	// The body reaches the lower edge, the hair not the upper.
	y := max(h-0.98*(float64(p.colour.Rect.Dy())-p.face[1])*size/p.face[2], 1.08*size+0.03*h)
	rng := t.scene.rng
	t.scene = newScene(int(w), int(h), rng)
	t.px = size / 150 // from the brows to the chin
	t.at = place{w * (0.47 + 0.06*rng.Float64()), y, size}
	t.wall(whiteWall)
}

// far shows the person small, in the midst of a large white wall.
func (t *sitting) far(k float64) {
	p := t.who
	t.at.size *= k
	t.at.y = float64(t.h) - 0.98*(float64(p.colour.Rect.Dy())-p.face[1])*t.at.size/p.face[2]
}

// pair puts another person beside the first.
func (t *sitting) pair(other *person) {
	t.frame(0.26, 1.5)
	at := t.at
	t.at.x, at.x = 0.3*float64(t.w), 0.72*float64(t.w)
	at.size *= 0.9
	at.y = max(at.y, float64(t.h)-0.98*(float64(other.colour.Rect.Dy())-other.face[1])*at.size/other.face[2])
	t.stand(other, at, 0)
}

func (t *sitting) take() ([]byte, error) {
	t.stand(t.who, t.at, t.shade)
	if t.tint != ([3]float64{}) {
		t.light(t.lamp.fall, t.lamp.corner, t.tint)
	}
	return t.shoot(t.camera)
}

// mirrored is the person the other way round.
func (p *person) mirrored() *person {
	out := *p
	out.name += " mirrored"
	out.colour, out.body, out.clothes = imaging.FlipH(p.colour), grey(imaging.FlipH(p.body)), grey(imaging.FlipH(p.clothes))
	out.face[0] = float64(p.colour.Rect.Dx()) - p.face[0]
	return &out
}
