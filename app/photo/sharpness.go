package photo

import (
	"context"
	"image"
	"math"
	"sort"
)

const (
	sharpnessSide = 1600 // long side at which sharpness is measured, pixels
	fineSigma     = 0.7
	coarseSigma   = 1.8
	leastQ        = 1.0005
	tiles         = 16 // the picture is looked at in 16×16 tiles to find the worst place
	blocks        = 4  // and each of those in 4×4 blocks to find the noise

	// texturedEnergy is the mean squared coarse Sobel gradient, less the noise,
	// from which on a tile counts as written or drawn on. Paper and sky stay
	// below it.
	texturedEnergy = 200
)

// sharpness is what measureSharpness finds.
type sharpness struct {
	q     float64 // ratio of the document, worst direction
	even  float64 // fine energy across the weakest direction over that across the strongest, 0…1
	tiles []tileQ // tiles that have texture or carry writing
}

type tileQ struct {
	rect    image.Rectangle // in the pixels measured
	q       float64
	written bool // it carries writing, sharp or not
}

// tensor sums products of gradients: xx, xy, yy.
type tensor [3]float64

func (t *tensor) add(o tensor, factor float64) {
	for i := range t {
		t[i] += factor * o[i]
	}
}

// evenness is the least over the greatest of the energies in all directions.
// Strokes of writing run in every direction, so it is above a half for any
// text; a shake takes one direction away, even where it leaves the edges of a
// double image sharp.
func (t tensor) evenness() float64 {
	mean, spread := (t[0]+t[2])/2, math.Hypot((t[0]-t[2])/2, t[1])
	return max(0, (mean-spread)/max(mean+spread, 1e-9))
}

// energies are the sums over one part of the picture.
type energies struct {
	fine, coarse tensor
	pixels       float64
}

func (e *energies) add(o energies) {
	e.fine.add(o.fine, 1)
	e.coarse.add(o.coarse, 1)
	e.pixels += o.pixels
}

// without takes the noise away, given per pixel.
func (e energies) without(floor energies) energies {
	if floor.pixels > 0 {
		e.fine.add(floor.fine, -e.pixels/floor.pixels)
		e.coarse.add(floor.coarse, -e.pixels/floor.pixels)
	}
	return e
}

// texture is the mean squared coarse gradient.
func (e energies) texture() float64 {
	if e.pixels == 0 {
		return 0
	}
	return (e.coarse[0] + e.coarse[2]) / e.pixels
}

// ratio is the fine energy over the coarse one in the direction where it is
// least. Motion takes detail from one direction only, and a mean over all
// would hide it.
func (e energies) ratio() float64 {
	least := math.Inf(1)
	for k := range 8 {
		sin, cos := math.Sincos(float64(k) * math.Pi / 8)
		energy := func(t tensor) float64 { return cos*cos*t[0] + 2*cos*sin*t[1] + sin*sin*t[2] }
		least = min(least, energy(e.fine)/max(energy(e.coarse), 1e-6))
	}
	return max(least, leastQ)
}

// blurSigma is the Gaussian blur, in pixels of the measured plane, that leaves
// the ratio q at an edge. Source: own measurements of 2026-11-23, section 3.4.
func blurSigma(q float64) float64 {
	q = max(q, leastQ)
	const fine, coarse = fineSigma * fineSigma, coarseSigma * coarseSigma
	return math.Sqrt(max((coarse-q*q*fine)/(q*q-1), 1e-4))
}

// measureSharpness is E(0.7)/E(1.8): the gradient energy that remains after a
// fine and after a coarse Gaussian. A blurred picture has lost the fine detail
// already, so both are alike (q near 1); a sharp page of text gives 2.3 to
// 3.5. Unlike the variance of the Laplacian the ratio does not depend on
// contrast, light or amount of text. What the calmest tenth of the document
// shows is noise and is taken off both energies first: otherwise a blurred
// picture taken in the dark would look sharp.
//
// Only what lies inside the quad counts, in pixels of g: the desk may be sharp
// where the paper is not.
func measureSharpness(ctx context.Context, g plane, inside Quad) (sharpness, error) {
	if g.w < 3 || g.h < 3 {
		return sharpness{q: leastQ, even: 1}, nil
	}
	src := make([]float32, len(g.pix))
	for i, v := range g.pix {
		src[i] = float32(v)
	}
	spare, coarse := make([]float32, len(src)), make([]float32, len(src))
	gauss(coarse, spare, src, g.w, g.h, coarseSigma)
	if err := stopped(ctx); err != nil {
		return sharpness{}, err
	}
	fine := src // not needed any more once it has been read across
	gauss(fine, spare, src, g.w, g.h, fineSigma)
	if err := stopped(ctx); err != nil {
		return sharpness{}, err
	}
	const n = tiles * blocks
	part := func(x, y, of int) image.Rectangle {
		return image.Rect(x*g.w/of, y*g.h/of, (x+1)*g.w/of, (y+1)*g.h/of)
	}
	var all [n * n]energies
	inRows(n, func(from, to int) {
		for by := from; by < to; by++ {
			for bx := range n {
				r := part(bx, by, n).Intersect(image.Rect(1, 1, g.w-1, g.h-1))
				mid := Point{float64(r.Min.X+r.Max.X) / 2, float64(r.Min.Y+r.Max.Y) / 2}
				if r.Empty() || !inside.Contains(mid) {
					continue
				}
				all[by*n+bx] = energies{squares(fine, g.w, r), squares(coarse, g.w, r), float64(r.Dx() * r.Dy())}
			}
		}
	})
	var measured []energies
	for _, e := range all {
		if e.pixels > 0 {
			measured = append(measured, e)
		}
	}
	sort.Slice(measured, func(i, j int) bool { return measured[i].texture() < measured[j].texture() })
	var floor, total energies
	for i, e := range measured {
		if i < len(measured)/10 {
			floor.add(e)
		}
		total.add(e)
	}
	total = total.without(floor)
	result := sharpness{q: total.ratio(), even: total.fine.evenness()}
	written := writtenOn(coarse, spare, g.w, g.h)
	for ty := range tiles {
		for tx := range tiles {
			var e energies
			for by := range blocks {
				for bx := range blocks {
					e.add(all[(ty*blocks+by)*n+tx*blocks+bx])
				}
			}
			on := written[ty*tiles+tx] && e.pixels > 0
			if e = e.without(floor); on || e.texture() >= texturedEnergy {
				result.tiles = append(result.tiles, tileQ{part(tx, ty, tiles), e.ratio(), on})
			}
		}
	}
	return result, nil
}

// squares sums the products of Sobel gradients over r, which keeps one pixel
// away from the edge of the picture.
func squares(a []float32, w int, r image.Rectangle) tensor {
	var t tensor
	n := r.Dx()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		up := a[(y-1)*w+r.Min.X-1:][: n+2 : n+2]
		at := a[y*w+r.Min.X-1:][: n+2 : n+2]
		down := a[(y+1)*w+r.Min.X-1:][: n+2 : n+2]
		var xx, xy, yy float32 // one row only, so that float32 suffices
		for x := 1; x <= n; x++ {
			corner1, corner2 := down[x+1]-up[x-1], up[x+1]-down[x-1]
			gx := corner1 + corner2 + 2*(at[x+1]-at[x-1])
			gy := corner1 - corner2 + 2*(down[x]-up[x])
			xx += gx * gx
			xy += gx * gy
			yy += gy * gy
		}
		t.add(tensor{float64(xx), float64(xy), float64(yy)}, 1)
	}
	return t
}

// gauss blurs src into dst, which may be src; the edge is mirrored. spare is
// overwritten.
func gauss(dst, spare, src []float32, w, h int, sigma float64) {
	r := int(math.Ceil(4 * sigma))
	kernel := make([]float32, r+1)
	var sum float64
	for i := range kernel {
		v := math.Exp(-float64(i*i) / (2 * sigma * sigma))
		kernel[i] = float32(v)
		if sum += v; i > 0 {
			sum += v
		}
	}
	for i := range kernel {
		kernel[i] /= float32(sum)
	}
	inRows(h, func(from, to int) {
		padded := make([]float32, w+2*r)
		for y := from; y < to; y++ {
			row := src[y*w : (y+1)*w]
			copy(padded[r:], row)
			for i := 0; i < r; i++ {
				padded[r-1-i] = row[min(i, w-1)]
				padded[r+w+i] = row[max(w-1-i, 0)]
			}
			out := spare[y*w : (y+1)*w]
			centre := padded[r:][:w]
			for x := range out {
				out[x] = kernel[0] * centre[x]
			}
			for i := 1; i <= r; i++ {
				k, left, right := kernel[i], padded[r-i:][:w], padded[r+i:][:w]
				for x := range out {
					out[x] += k * (left[x] + right[x])
				}
			}
		}
	})
	inRows(h, func(from, to int) {
		for y := from; y < to; y++ {
			out, centre := dst[y*w:(y+1)*w], spare[y*w:(y+1)*w]
			for x := range out {
				out[x] = kernel[0] * centre[x]
			}
			for i := 1; i <= r; i++ {
				k := kernel[i]
				up, down := spare[max(y-i, 0)*w:][:w], spare[min(y+i, h-1)*w:][:w]
				for x := range out {
					out[x] += k * (up[x] + down[x])
				}
			}
		}
	})
}
