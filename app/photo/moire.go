package photo

import (
	"image"
	"math"
	"sort"
)

// A photo of a screen carries the beat of the screen's coloured stripes with
// the camera's: a regular pattern of colour that paper does not have. It shows
// as a single sharp peak in the spectrum of the colour planes. A picture that
// was made smaller may have lost it, so its absence proves nothing.

const patchSide = 128 // of the colour planes, which hold half the picture's pixels each way

// chromaPatch fills a windowed patch of Cb+i·Cr around a place given in pixels
// of the picture; ok is false where the picture is too small.
func chromaPatch(img image.Image, at Point, out []complex64) bool {
	const n = patchSide
	window := func(i int) float32 { return float32(0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/n)) }
	var get func(x, y int) (float32, float32)
	var w, h int
	var cx, cy float64
	b := img.Bounds()
	switch m := img.(type) {
	case *image.YCbCr:
		w, h = chromaSize(m)
		cx, cy = at.X*float64(w)/float64(b.Dx()), at.Y*float64(h)/float64(b.Dy())
		get = func(x, y int) (float32, float32) {
			i := y*m.CStride + x
			return float32(m.Cb[i]), float32(m.Cr[i])
		}
	case *image.NRGBA:
		w, h = b.Dx()/2, b.Dy()/2
		cx, cy = at.X/2, at.Y/2
		get = func(x, y int) (cb, cr float32) {
			for k := range 4 {
				p := m.Pix[(2*y+k/2)*m.Stride+4*(2*x+k%2):][:3:3]
				r, g, bl := float32(p[0]), float32(p[1]), float32(p[2])
				cb += (-0.1687*r - 0.3313*g + 0.5*bl) / 4
				cr += (0.5*r - 0.4187*g - 0.0813*bl) / 4
			}
			return cb, cr
		}
	default:
		return false // grey: no colour to look at
	}
	if w < n || h < n {
		return false
	}
	x0 := min(max(int(cx)-n/2, 0), w-n)
	y0 := min(max(int(cy)-n/2, 0), h-n)
	var mb, mr float32
	for y := range n {
		for x := range n {
			cb, cr := get(x0+x, y0+y)
			mb += cb
			mr += cr
			out[y*n+x] = complex(cb, cr)
		}
	}
	mean := complex(mb/(n*n), mr/(n*n))
	for y := range n {
		wy := window(y)
		for x := range n {
			v := out[y*n+x] - mean
			f := wy * window(x)
			out[y*n+x] = complex(real(v)*f, imag(v)*f)
		}
	}
	return true
}

// moire is the height, in decades of power, of the strongest isolated peak of
// the colour spectrum: the median over nine patches inside the quad, which is
// in pixels of img. 0 when the picture is grey or too small.
func moire(img image.Image, q Quad) float64 {
	places := []Point{{0.3, 0.3}, {0.7, 0.3}, {0.5, 0.5}, {0.3, 0.7}, {0.7, 0.7}, {0.5, 0.25}, {0.5, 0.75}, {0.25, 0.5}, {0.75, 0.5}}
	back, ok := project(frameQuad(1, 1), q)
	if !ok {
		return 0
	}
	peaks := make([]float64, len(places))
	fft := newSpectrum(patchSide)
	inRows(len(places), func(from, to int) {
		patch := make([]complex64, patchSide*patchSide)
		for i := from; i < to; i++ {
			peaks[i] = -1
			if chromaPatch(img, back.at(places[i]), patch) {
				fft.square(patch)
				peaks[i] = isolatedPeak(patch)
			}
		}
	})
	sort.Float64s(peaks)
	return max(0, peaks[len(peaks)/2])
}

// isolatedPeak is how far the highest point of a power spectrum stands above
// the usual at its frequency and above its surroundings, decades.
func isolatedPeak(a []complex64) float64 {
	const n, half = patchSide, patchSide / 2
	power := make([]float64, n*(half+1))
	// Of z = cb + i·cr the power of both is |Z(k)|² + |Z(−k)|², up to a factor.
	for y := range n {
		for x := 0; x <= half; x++ {
			p, m := a[y*n+x], a[(n-y)%n*n+(n-x)%n]
			s := float64(real(p)*real(p)+imag(p)*imag(p)) + float64(real(m)*real(m)+imag(m)*imag(m))
			power[y*(half+1)+x] = math.Log10(s + 1)
		}
	}
	signed := func(y int) int {
		if y > half {
			return y - n
		}
		return y
	}
	radius := func(y, x int) int { return int(math.Hypot(float64(signed(y)), float64(x))) }
	rings := make([][]float64, half+1)
	for y := range n {
		for x := 0; x <= half; x++ {
			if r := radius(y, x); r <= half {
				rings[r] = append(rings[r], power[y*(half+1)+x])
			}
		}
	}
	usual := make([]float64, half+1)
	for r, v := range rings {
		if len(v) > 0 {
			sort.Float64s(v)
			usual[r] = v[len(v)/2]
		}
	}
	best := 0.0
	for y := range n {
		for x := 0; x <= half; x++ {
			r := radius(y, x)
			// Below a tenth of the sampling rate lie the shapes of the document itself.
			if r < n/10 || r >= half-1 {
				continue
			}
			v := power[y*(half+1)+x] - usual[r]
			if v <= best {
				continue
			}
			around := 0.0
			for _, d := range [4][2]int{{5, 0}, {-5, 0}, {0, 5}, {0, -5}} {
				yy, xx := (y+d[0]+n)%n, x+d[1]
				if xx < 0 {
					yy, xx = (n-yy)%n, -xx
				}
				if xx > half {
					yy, xx = (n-yy)%n, n-xx
				}
				around = max(around, power[yy*(half+1)+xx]-usual[r])
			}
			best = max(best, v-around)
		}
	}
	return best
}
