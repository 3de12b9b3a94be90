package photo

import "image"

// swapsSides reports whether an EXIF orientation exchanges width and height.
func swapsSides(orientation int) bool { return orientation >= 5 && orientation <= 8 }

// uprightPoint says where the pixel x,y of a w×h picture as stored lies in the
// upright picture. Source: Exif 2.32, tag 0x0112, "row 0 / column 0".
func uprightPoint(x, y, w, h, orientation int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}

// uprightRect turns a rectangle of a w×h picture as stored.
func uprightRect(r image.Rectangle, w, h, orientation int) image.Rectangle {
	if r.Empty() {
		return image.Rectangle{}
	}
	x0, y0 := uprightPoint(r.Min.X, r.Min.Y, w, h, orientation)
	x1, y1 := uprightPoint(r.Max.X-1, r.Max.Y-1, w, h, orientation)
	return image.Rect(min(x0, x1), min(y0, y1), max(x0, x1)+1, max(y0, y1)+1)
}

// turn applies an EXIF orientation. Orientation 1 returns img itself.
func turn(img *image.NRGBA, orientation int) *image.NRGBA {
	if orientation < 2 || orientation > 8 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	dw, dh := w, h
	if swapsSides(orientation) {
		dw, dh = h, w
	}
	dst := image.NewNRGBA(image.Rect(0, 0, dw, dh))
	// One row of the source is a straight line in the result: its start and
	// its step are enough.
	for y := 0; y < h; y++ {
		x0, y0 := uprightPoint(0, y, w, h, orientation)
		at := y0*dst.Stride + x0*4
		step := 0
		if w > 1 {
			x1, y1 := uprightPoint(1, y, w, h, orientation)
			step = y1*dst.Stride + x1*4 - at
		}
		row := img.Pix[y*img.Stride:][:w*4]
		for i := 0; i < len(row); i += 4 {
			copy(dst.Pix[at:at+4], row[i:i+4])
			at += step
		}
	}
	return dst
}
