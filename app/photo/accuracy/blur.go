package accuracy

import (
	"image"
	"math"
)

// smooth blurs a plane by about sigma pixels: three means in a row, which
// cost the same for any sigma. Beyond the edges the plane goes on as it ends.
func smooth(pix []float32, w, h int, sigma float64) {
	r := int(math.Round((math.Sqrt(4*sigma*sigma+1) - 1) / 2))
	if r < 1 {
		lens(pix, w, h, 1, sigma)
		return
	}
	line := make([]float32, max(w, h))
	for range 3 {
		for y := range h {
			mean(pix[y*w:], 1, w, r, line)
		}
		for x := range w {
			mean(pix[x:], w, h, r, line)
		}
	}
}

// mean replaces n values, step apart, by the mean of themselves and r
// neighbours on either side.
func mean(pix []float32, step, n, r int, line []float32) {
	at := func(i int) float64 { return float64(pix[min(max(i, 0), n-1)*step]) }
	sum := 0.0
	for i := -r; i <= r; i++ {
		sum += at(i)
	}
	for i := range n {
		line[i] = float32(sum / float64(2*r+1))
		sum += at(i+r+1) - at(i-r)
	}
	for i := range n {
		pix[i*step] = line[i]
	}
}

// lens blurs a little, by sigma up to 0.9 pixels, with three taps each way.
func lens(pix []float32, w, h, channels int, sigma float64) {
	a := float32(min(sigma*sigma/2, 0.45))
	taps := func(first, step, n int) {
		before := pix[first]
		for i := range n {
			at := first + i*step
			v := pix[at]
			after := v
			if i+1 < n {
				after = pix[at+step]
			}
			pix[at] = v + a*(before+after-2*v)
			before = v
		}
	}
	for c := range channels {
		for y := range h {
			taps(y*w*channels+c, channels, w)
		}
		for x := range w {
			taps(x*channels+c, w*channels, h)
		}
	}
}

func smoothed(mask *image.Gray, sigma float64) *image.Gray {
	w, h := mask.Rect.Dx(), mask.Rect.Dy()
	pix := make([]float32, w*h)
	for y := range h {
		for x := range w {
			pix[y*w+x] = float32(mask.Pix[y*mask.Stride+x])
		}
	}
	smooth(pix, w, h, sigma)
	out := image.NewGray(image.Rect(0, 0, w, h))
	for i, v := range pix {
		out.Pix[i] = uint8(v + 0.5)
	}
	return out
}

// spread is the blurred colour of the opaque part of a picture; alpha tells
// where it reaches.
func spread(img *image.NRGBA, sigma float64) *image.NRGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	weight := make([]float32, w*h)
	for i := range weight {
		weight[i] = float32(img.Pix[4*i+3]) / 255
	}
	planes := [3][]float32{}
	for k := range planes {
		planes[k] = make([]float32, w*h)
		for i := range weight {
			planes[k][i] = float32(img.Pix[4*i+k]) * weight[i]
		}
		smooth(planes[k], w, h, sigma)
	}
	smooth(weight, w, h, sigma)
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i, a := range weight {
		if a > 0.002 {
			for k := range planes {
				out.Pix[4*i+k] = uint8(min(planes[k][i]/a+0.5, 255))
			}
			out.Pix[4*i+3] = 255
		}
	}
	return out
}
