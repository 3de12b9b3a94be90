package accuracy

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/disintegration/imaging"
	"golang.org/x/image/vector"

	"beiandesk/app/filing/specimen"
)

// outlines tells who stands in the shared portraits: outlines of body and
// clothes in pixels, x and y in turn. They were found by GrabCut, and looked
// at; holes run the other way round.
//
//go:embed outlines.json
var outlines []byte

// person is somebody cut out of a picture.
type person struct {
	name    string
	colour  *image.NRGBA // opaque, without the colour of the old background at the rim
	body    *image.Gray  // 255 inside
	clothes *image.Gray  // 255 inside; all 0 when the picture shows none
	face    [3]float64   // middle and side of the square from brows to chin
	wears   string       // white, beige, dark, …; "": nothing that could be recoloured
}

type outline struct {
	File    string     `json:"file"`
	Size    [2]int     `json:"size"`
	Face    [3]float64 `json:"face"`
	Wears   string     `json:"wears"`
	Body    [][]int    `json:"body"`
	Clothes [][]int    `json:"clothes"`
}

// sharedPeople are the persons of the shared portraits in folder.
func sharedPeople(folder string) ([]*person, error) { return people(folder, outlines) }

// otherPeople are those of a folder with an outlines.json of its own.
func otherPeople(folder string) ([]*person, error) {
	list, err := os.ReadFile(filepath.Join(folder, "outlines.json"))
	if err != nil {
		return nil, err
	}
	return people(folder, list)
}

func people(folder string, list []byte) ([]*person, error) {
	var all []outline
	if err := json.Unmarshal(list, &all); err != nil {
		return nil, fmt.Errorf("outlines: %w", err)
	}
	var out []*person
	for _, o := range all {
		img, err := imaging.Open(filepath.Join(folder, o.File))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", o.File, err)
		}
		if s := img.Bounds().Size(); s != image.Pt(o.Size[0], o.Size[1]) {
			return nil, fmt.Errorf("%s: %v, and the outline is of %v", o.File, s, o.Size)
		}
		name := strings.TrimSuffix(o.File, filepath.Ext(o.File))
		name = name[strings.LastIndex(name, "_")+1:]
		p := cutOut(name, img, filled(o.Body, o.Size), filled(o.Clothes, o.Size), o.Face)
		p.wears = o.Wears
		out = append(out, p)
	}
	return out, nil
}

func filled(contours [][]int, size [2]int) *image.Gray {
	z := vector.NewRasterizer(size[0], size[1])
	for _, c := range contours {
		for i := 0; i+1 < len(c); i += 2 {
			if i == 0 {
				z.MoveTo(float32(c[0]), float32(c[1]))
			} else {
				z.LineTo(float32(c[i]), float32(c[i+1]))
			}
		}
		z.ClosePath()
	}
	alpha := image.NewAlpha(image.Rect(0, 0, size[0], size[1]))
	z.Draw(alpha, alpha.Rect, image.Opaque, image.Point{})
	return &image.Gray{Pix: alpha.Pix, Stride: alpha.Stride, Rect: alpha.Rect}
}

// cutOut softens the outline, and fills its rim with the colours inside.
func cutOut(name string, img image.Image, body, clothes *image.Gray, face [3]float64) *person {
	b := img.Bounds()
	colour := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(colour, colour.Rect, img, b.Min, draw.Src)
	soft := max(0.8, face[2]/250)
	rim := smoothed(body, 2*soft)
	inner := image.NewNRGBA(colour.Rect)
	for i, a := range rim.Pix {
		if a > 235 {
			copy(inner.Pix[4*i:], colour.Pix[4*i:4*i+4])
		}
	}
	inside := spread(inner, 4*soft)
	for i, a := range rim.Pix {
		if a <= 235 && inside.Pix[4*i+3] > 0 {
			copy(colour.Pix[4*i:4*i+3], inside.Pix[4*i:4*i+3])
		}
	}
	return &person{name: name, colour: colour, body: smoothed(body, soft), clothes: smoothed(clothes, soft), face: face}
}

func grey(img *image.NRGBA) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, img.Rect.Dx(), img.Rect.Dy()))
	for i := range out.Pix {
		out.Pix[i] = img.Pix[4*i]
	}
	return out
}

// drawnPerson is the figure of the specimen portrait.
func drawnPerson() (*person, error) {
	img, err := specimen.Draw(specimen.Portrait, specimen.Data{})
	if err != nil {
		return nil, err
	}
	b := img.Bounds()
	body, clothes := image.NewGray(b), image.NewGray(b)
	white := func(p image.Point) bool {
		c := color.NRGBAModel.Convert(img.At(p.X, p.Y)).(color.NRGBA)
		return c.R > 200 && c.G > 200 && c.B > 200
	}
	for i := range body.Pix {
		body.Pix[i] = 255
	}
	queue := []image.Point{{0, 0}, {b.Dx() - 1, 0}} // from above: the small print on the chest stays
	for len(queue) > 0 {
		p := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if !p.In(b) || body.GrayAt(p.X, p.Y).Y == 0 || !white(p) {
			continue
		}
		body.SetGray(p.X, p.Y, color.Gray{})
		queue = append(queue, p.Add(image.Pt(1, 0)), p.Add(image.Pt(-1, 0)), p.Add(image.Pt(0, 1)), p.Add(image.Pt(0, -1)))
	}
	for y := 1060; y < b.Dy(); y++ {
		for x := range b.Dx() {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			if body.GrayAt(x, y).Y > 0 && c.R < 135 && c.B+8 > c.R {
				clothes.SetGray(x, y, color.Gray{255})
			}
		}
	}
	p := cutOut("drawn", img, body, clothes, [3]float64{600, 738, 460})
	p.wears = "dark"
	return p, nil
}

// in is the person in clothes of another colour, in linear light; x and y are
// counted from the middle of the face, in its sides. The folds stay, as far as
// the picture shows them; shade is laid over them.
func (p *person) in(tone func(x, y float64) [3]float64, shade float64) *person {
	out := *p
	out.colour = imaging.Clone(p.colour)
	w := p.colour.Rect.Dx()
	light := image.NewNRGBA(p.colour.Rect) // luma, where there are clothes
	for i, a := range p.clothes.Pix {
		if a > 128 {
			v := luma8(p.colour.Pix[4*i:])
			light.Pix[4*i], light.Pix[4*i+1], light.Pix[4*i+2], light.Pix[4*i+3] = v, v, v, 255
		}
	}
	around := spread(light, p.face[2]/14)
	for i, a := range p.clothes.Pix {
		if a == 0 {
			continue
		}
		fold := 1.0
		if light.Pix[4*i+3] > 0 {
			fold = min(max(float64(light.Pix[4*i]+12)/float64(around.Pix[4*i]+12), 0.72), 1.12)
		}
		// The body is round: it turns from the light towards the arms.
		x, y := float64(i%w), float64(i/w)
		off := (x - p.face[0]) / (1.5 * p.face[2])
		wave := 0.06 * math.Sin(x*9/p.face[2]+3*math.Sin(y*4/p.face[2]))
		v := shade * math.Pow(fold, 1.5) * (1 - 0.22*math.Min(off*off, 1.5) + wave)
		t := tone((x-p.face[0])/p.face[2], (y-p.face[1])/p.face[2])
		for k := range 3 {
			old := linear[p.colour.Pix[4*i+k]]
			share := float64(a) / 255
			out.colour.Pix[4*i+k] = level(old*(1-share) + t[k]*v*share)
		}
	}
	return &out
}

// skin is the median luma of the face, in linear light.
func (p *person) skin() float64 {
	var counts [256]int
	n, r := 0, 0.3*p.face[2]
	for y := p.face[1] - r; y < p.face[1]+r; y++ {
		for x := p.face[0] - r; x < p.face[0]+r; x++ {
			counts[luma8(p.colour.Pix[p.colour.PixOffset(int(x), int(y)):])]++
			n++
		}
	}
	sum := 0
	for v, c := range counts {
		if sum += c; 2*sum >= n {
			return linear[v]
		}
	}
	return 1
}

func luma8(p []uint8) uint8 {
	return uint8((299*int(p[0]) + 587*int(p[1]) + 114*int(p[2])) / 1000)
}
