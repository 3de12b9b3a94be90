package photo

import (
	"context"
	"image"

	"github.com/disintegration/imaging"
)

// Transform makes a new picture from an upright, opaque one, as Upright
// returns it. It does not change its argument.
type Transform func(*image.NRGBA) *image.NRGBA

// Apply runs transforms one after another and looks at ctx between them. The
// only error is app.CodeCanceled.
func Apply(ctx context.Context, img *image.NRGBA, transforms ...Transform) (*image.NRGBA, error) {
	for _, t := range transforms {
		if err := stopped(ctx); err != nil {
			return nil, err
		}
		img = t(img)
	}
	return img, stopped(ctx)
}

// Rotate turns clockwise by quarter turns; negative turns go the other way.
func Rotate(quarters int) Transform {
	orientation := [4]int{1, 6, 3, 8}[((quarters%4)+4)%4]
	return func(img *image.NRGBA) *image.NRGBA {
		if orientation == 1 {
			return imaging.Clone(img)
		}
		return turn(img, orientation)
	}
}

// Thumbnail shrinks into w×h pixels and keeps the proportions. A smaller
// picture stays as it is, and no side becomes less than one pixel.
func Thumbnail(w, h int) Transform {
	return func(img *image.NRGBA) *image.NRGBA {
		return imaging.Fit(img, max(1, w), max(1, h), imaging.Lanczos)
	}
}
