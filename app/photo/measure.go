package photo

import (
	"context"
	"image"
)

// Facts are the numbers that a verdict rests on. They hold nothing that could
// identify a person and may be logged.
type Facts struct {
	W, H   int // upright, pixels
	Bytes  int
	Format Format

	// Q is the sharpness: gradient energy after a Gaussian of 0.7 px over that
	// after 1.8 px, in the worst of 8 directions, at long side 1600 or at the
	// picture's own size when that is smaller. About 1 is blurred, 2.2 and
	// more is sharp. Source: photo-checks.md 3.4.
	Q float64

	// Softest is the least sharp part that has texture, in upright pixels of
	// the whole picture; empty when nothing has.
	Softest image.Rectangle
}

// MeasurePicture takes the facts of a picture. The only error is app.CodeCanceled.
func MeasurePicture(ctx context.Context, p *Picture) (Facts, error) {
	facts := Facts{W: p.Width, H: p.Height, Bytes: p.Bytes, Format: p.Format}
	if err := stopped(ctx); err != nil {
		return facts, err
	}
	luma := shrinkLuma(p.pixels, sharpnessSide)
	if err := stopped(ctx); err != nil {
		return facts, err
	}
	s, err := measureSharpness(ctx, luma)
	if err != nil {
		return facts, err
	}
	facts.Q = s.q
	// The measure ran on the pixels as stored; only the place is turned.
	b := p.pixels.Bounds()
	full := func(v, of, to int) int { return v * to / of }
	facts.Softest = uprightRect(image.Rect(
		full(s.worst.Min.X, luma.w, b.Dx()), full(s.worst.Min.Y, luma.h, b.Dy()),
		full(s.worst.Max.X, luma.w, b.Dx()), full(s.worst.Max.Y, luma.h, b.Dy()),
	), b.Dx(), b.Dy(), p.Orientation)
	return facts, nil
}
