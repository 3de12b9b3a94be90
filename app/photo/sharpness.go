package photo

import (
	"context"
	"image"
	"math"
)

const (
	sharpnessSide = 1600 // long side at which sharpness is measured, pixels
	fineSigma     = 0.7
	coarseSigma   = 1.8
	leastQ        = 1.0005
	tiles         = 8 // the picture is looked at in 8×8 tiles to find the worst place

	// texturedEnergy is the mean squared coarse Sobel gradient from which on a
	// tile counts as written or drawn on. Paper and sky stay below it.
	texturedEnergy = 200
)

// sharpness is what measureSharpness finds.
type sharpness struct {
	q     float64         // ratio of the whole picture, worst direction
	worst image.Rectangle // the least sharp tile that has texture, in the pixels measured
}

// tensor sums products of gradients: xx, xy, yy.
type tensor [3]float64

func (t *tensor) add(o tensor) {
	for i := range t {
		t[i] += o[i]
	}
}

// ratio is the fine energy over the coarse one in the direction where it is
// least. Motion takes detail from one direction only, and a mean over all
// would hide it.
func ratio(fine, coarse tensor) float64 {
	least := math.Inf(1)
	for k := 0; k < 8; k++ {
		sin, cos := math.Sincos(float64(k) * math.Pi / 8)
		energy := func(t tensor) float64 { return cos*cos*t[0] + 2*cos*sin*t[1] + sin*sin*t[2] }
		least = math.Min(least, energy(fine)/math.Max(energy(coarse), 1e-6))
	}
	return math.Max(least, leastQ)
}

// measureSharpness is E(0.7)/E(1.8) of photo-checks.md section 3.4: the
// gradient energy that remains after a fine and after a coarse Gaussian. A
// blurred picture has lost the fine detail already, so both are alike (q near
// 1); a sharp page of text gives 2.3 to 3.5. Unlike the variance of the
// Laplacian the ratio does not depend on contrast, light or amount of text.
func measureSharpness(ctx context.Context, g plane) (sharpness, error) {
	if g.w < 3 || g.h < 3 {
		return sharpness{q: leastQ}, nil
	}
	src := make([]float32, len(g.pix))
	for i, v := range g.pix {
		src[i] = float32(v)
	}
	spare, fine, coarse := make([]float32, len(src)), make([]float32, len(src)), make([]float32, len(src))
	gauss(fine, spare, src, g.w, g.h, fineSigma)
	if err := stopped(ctx); err != nil {
		return sharpness{}, err
	}
	gauss(coarse, spare, src, g.w, g.h, coarseSigma)
	if err := stopped(ctx); err != nil {
		return sharpness{}, err
	}
	var fineSum, coarseSum tensor
	result := sharpness{}
	worst := math.Inf(1)
	for ty := 0; ty < tiles; ty++ {
		for tx := 0; tx < tiles; tx++ {
			tile := image.Rect(tx*g.w/tiles, ty*g.h/tiles, (tx+1)*g.w/tiles, (ty+1)*g.h/tiles)
			inner := tile.Intersect(image.Rect(1, 1, g.w-1, g.h-1))
			if inner.Empty() {
				continue
			}
			f, c := energies(fine, g.w, inner), energies(coarse, g.w, inner)
			fineSum.add(f)
			coarseSum.add(c)
			if c[0]+c[2] < texturedEnergy*float64(inner.Dx()*inner.Dy()) {
				continue
			}
			if r := ratio(f, c); r < worst {
				worst, result.worst = r, tile
			}
		}
	}
	result.q = ratio(fineSum, coarseSum)
	return result, nil
}

// energies sums the products of Sobel gradients over r, which keeps one pixel
// away from the edge of the picture.
func energies(a []float32, w int, r image.Rectangle) tensor {
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
		t.add(tensor{float64(xx), float64(xy), float64(yy)})
	}
	return t
}

// gauss blurs src into dst; the edge is mirrored. spare is overwritten.
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
	padded := make([]float32, w+2*r)
	for y := 0; y < h; y++ {
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
	for y := 0; y < h; y++ {
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
}
