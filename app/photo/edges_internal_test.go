package photo

import (
	"math/rand/v2"
	"testing"
)

func TestExtremeIsThatOfTheSquare(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	for _, k := range []int{3, 5, 11, 17} {
		for _, least := range []bool{false, true} {
			p := newPlane(23+k, 9+k)
			for i := range p.pix {
				p.pix[i] = uint8(r.IntN(256))
			}
			got := extreme(p, k, least)
			for y := range p.h {
				for x := range p.w {
					want := p.pix[y*p.w+x]
					for yy := max(0, y-k/2); yy <= min(p.h-1, y+k/2); yy++ {
						for xx := max(0, x-k/2); xx <= min(p.w-1, x+k/2); xx++ {
							if v := p.pix[yy*p.w+xx]; least == (v < want) && v != want {
								want = v
							}
						}
					}
					if got.pix[y*p.w+x] != want {
						t.Fatalf("k %d least %v at %d,%d: %d, want %d", k, least, x, y, got.pix[y*p.w+x], want)
					}
				}
			}
		}
	}
}

func TestSpectrumFindsAWave(t *testing.T) {
	const n = 64
	s := newSpectrum(n)
	a := make([]complex64, n*n)
	for y := range n {
		for x := range n {
			if (x/4+y/8)%2 == 0 { // period 8 across, 16 down
				a[y*n+x] = 1
			} else {
				a[y*n+x] = -1
			}
		}
	}
	s.square(a)
	best := 0
	power := func(i int) float32 { return real(a[i])*real(a[i]) + imag(a[i])*imag(a[i]) }
	for i := range a {
		if power(i) > power(best) {
			best = i
		}
	}
	x, y := best%n, best/n
	if min(x, n-x) != n/8 || min(y, n-y) != n/16 {
		t.Errorf("strongest wave at %d,%d, want ±%d,±%d", x, y, n/8, n/16)
	}
}
