package photo

import (
	"context"
	"image"
)

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
