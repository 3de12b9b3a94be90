package foreign

import (
	"bytes"
	"fmt"

	"github.com/gen2brain/heic"

	"beiandesk/app/photo"
)

// leastWidth: libheif makes its planes at least 64 pixels wide, which the
// library does not expect; the colours of a narrower picture would be wrong.
const leastWidth = 127

// decodeHEIC takes the primary picture. libheif applies the rotation and the
// mirror of the file (irot, imir), so the EXIF orientation, which phones write
// as well, must not be applied again: the JPEG carries none.
//
// The library's DecodeConfig is of no use here: it refuses sound files. The
// size is limited by the memory of the process, and by photo.Read before.
func decodeHEIC(data []byte) (photo.Rendition, error) {
	img, err := heic.Decode(bytes.NewReader(data))
	if err != nil {
		return photo.Rendition{}, fmt.Errorf("%w: %w", photo.ErrDamaged, err)
	}
	if w := img.Bounds().Dx(); w < leastWidth {
		return photo.Rendition{}, fmt.Errorf("%w: %d pixels wide", photo.ErrDamaged, w)
	}
	if err := tooLarge(img.Bounds().Dx(), img.Bounds().Dy()); err != nil {
		return photo.Rendition{}, err
	}
	out, err := encode(img)
	return photo.Rendition{JPEG: out, Pages: 1}, err
}
