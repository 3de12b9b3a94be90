package accuracy

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"time"

	"beiandesk/app/photo"
)

// Result is what the program said of a case.
type Result struct {
	Case
	Verdict photo.Verdict
	Err     error         // the picture could not be read
	Read    time.Duration // decoding
	Judge   time.Duration
}

// Run judges all cases, two at a time, in their order.
func Run(ctx context.Context, cases []Case) []Result {
	out := make([]Result, len(cases))
	next := make(chan int)
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() {
			for i := range next {
				out[i] = one(ctx, cases[i])
			}
		})
	}
	for i := range cases {
		next <- i
	}
	close(next)
	wait.Wait()
	return out
}

func one(ctx context.Context, c Case) Result {
	r := Result{Case: c}
	if c.Make == nil {
		c.Make = func() ([]byte, error) { return os.ReadFile(c.Path) }
	}
	data, err := c.Make()
	if err != nil {
		r.Err = err
		return r
	}
	start := time.Now()
	p, err := photo.Read(ctx, filepath.Base(c.Path), data)
	r.Read = time.Since(start)
	if err != nil {
		r.Err = err
		return r
	}
	start = time.Now()
	r.Verdict, r.Err = photo.Judge(ctx, p, photo.Ask{Kind: c.Kind})
	r.Judge = time.Since(start)
	return r
}

// overlap is the intersection of two outlines over their union, counted on a
// grid of 400 points across the larger.
func overlap(a, b photo.Quad) float64 {
	box := a.Bounds().Union(b.Bounds())
	step := float64(max(box.Dx(), box.Dy())) / 400
	if step <= 0 {
		return 0
	}
	both, any := 0, 0
	for y := float64(box.Min.Y) + step/2; y < float64(box.Max.Y); y += step {
		for x := float64(box.Min.X) + step/2; x < float64(box.Max.X); x += step {
			p := photo.Point{X: x, Y: y}
			in, on := a.Contains(p), b.Contains(p)
			if in || on {
				any++
			}
			if in && on {
				both++
			}
		}
	}
	if any == 0 {
		return 0
	}
	return float64(both) / float64(any)
}

// turned puts the corners of a true outline, which may begin with the
// document's own upper left, in the picture's order.
func turned(q photo.Quad) photo.Quad {
	first := 0
	for i, p := range q {
		if p.X+p.Y < q[first].X+q[first].Y {
			first = i
		}
	}
	var out photo.Quad
	for i := range out {
		out[i] = q[(first+i)%4]
	}
	return out
}
