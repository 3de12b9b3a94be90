package photo

import (
	"errors"
	"image"
	"math"
	"sort"
	"sync"

	pigo "github.com/esimov/pigo/core"

	"beiandesk/assets"
)

const (
	// faceSide is the long side at which faces are looked for, pixels.
	faceSide = 640

	// faceQ is the score from which on a hit is a face. Source: own
	// measurements of 2026-11-23, section 4: faces score 40 to several
	// hundred, the best of 89 pictures without one 21.
	faceQ = 30

	// hintQ is the score from which on something may be a face that is partly
	// covered, burnt out or turned away.
	hintQ = 12

	// burntQ is the score of a face of which little more than eyes and mouth
	// is left, counted only where burntFace of the place is at full light.
	// Source: own measurements of 2026-11-26: 4 and more on 11 of 12 faces
	// whose middle light was 1.15 to 2.4 times what the camera keeps.
	burntQ    = 4
	burntFace = 0.4
)

// look is how finely faces are searched: steps in shares of the face, and the
// ratio of its sizes.
type look struct{ shift, scale, least float64 }

var (
	quickLook = look{0.1, 1.1, hintQ}
	fineLook  = look{0.04, 1.04, burntQ}
)

// face is a hit: the square from the brows to the chin and from cheek to
// cheek, in pixels of the picture searched.
type face struct {
	x, y, size float64 // middle and side
	q          float64
}

func (f face) rect() image.Rectangle {
	r := f.size / 2
	return image.Rect(int(f.x-r), int(f.y-r), int(math.Ceil(f.x+r)), int(math.Ceil(f.y+r)))
}

// finder is unpacked once; it is only read afterwards.
var finder = sync.OnceValues(func() (*pigo.Pigo, error) {
	data := assets.FaceFinder()
	if len(data) < 16 {
		return nil, errFaceFinder(errors.New("the cascade is missing"))
	}
	p, err := pigo.NewPigo().Unpack(data)
	if err != nil {
		return nil, errFaceFinder(err)
	}
	return p, nil
})

// findFaces returns the hits of a picture, best first. A quick look takes about
// 15 ms for 640×480 pixels, a fine one 150 ms.
func findFaces(g plane, how look) ([]face, error) {
	classifier, err := finder()
	if err != nil {
		return nil, err
	}
	short := min(g.w, g.h)
	if short < 32 {
		return nil, nil
	}
	found := classifier.RunCascade(pigo.CascadeParams{
		MinSize: max(24, g.h/14), MaxSize: short, ShiftFactor: how.shift, ScaleFactor: how.scale,
		ImageParams: pigo.ImageParams{Pixels: g.pix, Rows: g.h, Cols: g.w, Dim: g.w},
	}, 0)
	var out []face
	for _, d := range classifier.ClusterDetections(found, 0.2) {
		if float64(d.Q) >= how.least {
			out = append(out, face{float64(d.Col), float64(d.Row), float64(d.Scale), float64(d.Q)})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].q > out[j].q })
	return out, nil
}
