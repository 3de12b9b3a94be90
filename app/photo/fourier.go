package photo

import (
	"math"
	"math/bits"
)

// spectrum is a fast Fourier transform of one length, a power of two.
type spectrum struct {
	n     int
	swap  []int
	roots []complex64
}

func newSpectrum(n int) *spectrum {
	s := &spectrum{n: n, swap: make([]int, n), roots: make([]complex64, n/2)}
	shift := bits.UintSize - bits.Len(uint(n-1))
	for i := range n {
		s.swap[i] = int(bits.Reverse(uint(i)) >> shift)
	}
	for i := range s.roots {
		sin, cos := math.Sincos(-2 * math.Pi * float64(i) / float64(n))
		s.roots[i] = complex(float32(cos), float32(sin))
	}
	return s
}

// run transforms a in place.
func (s *spectrum) run(a []complex64) {
	for i, j := range s.swap {
		if i < j {
			a[i], a[j] = a[j], a[i]
		}
	}
	for half := 1; half < s.n; half *= 2 {
		step := s.n / (2 * half)
		for start := 0; start < s.n; start += 2 * half {
			low, high := a[start:start+half], a[start+half:start+2*half]
			for k := range low {
				r := s.roots[k*step]
				h := high[k]
				// written out: the compiler's complex product checks for infinities
				v := complex(real(h)*real(r)-imag(h)*imag(r), real(h)*imag(r)+imag(h)*real(r))
				low[k], high[k] = low[k]+v, low[k]-v
			}
		}
	}
}

// square transforms an n×n picture in place.
func (s *spectrum) square(a []complex64) {
	n := s.n
	for y := range n {
		s.run(a[y*n : (y+1)*n])
	}
	column := make([]complex64, n)
	for x := range n {
		for y := range n {
			column[y] = a[y*n+x]
		}
		s.run(column)
		for y := range n {
			a[y*n+x] = column[y]
		}
	}
}
