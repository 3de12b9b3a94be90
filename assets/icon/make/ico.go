package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
)

// encodeICO packs pictures into a Windows icon file: as bitmaps up to 128
// pixels, which every reader knows, and larger ones as PNG.
func encodeICO(pictures []*image.RGBA) ([]byte, error) {
	var head, body bytes.Buffer
	le := func(b *bytes.Buffer, values ...any) {
		for _, v := range values { // writing fixed-size values to a Buffer cannot fail
			_ = binary.Write(b, binary.LittleEndian, v)
		}
	}
	le(&head, uint16(0), uint16(1), uint16(len(pictures)))
	start := 6 + 16*len(pictures)
	for _, p := range pictures {
		size := p.Bounds().Dx()
		from := body.Len()
		if size > 128 {
			if err := png.Encode(&body, p); err != nil {
				return nil, fmt.Errorf("encode icon of %d pixels: %w", size, err)
			}
		} else {
			maskRow := (size + 31) / 32 * 4
			le(&body, uint32(40), int32(size), int32(2*size), uint16(1), uint16(32), uint32(0),
				uint32(size*size*4+maskRow*size), int32(0), int32(0), uint32(0), uint32(0))
			for y := size - 1; y >= 0; y-- {
				for x := range size {
					c := color.NRGBAModel.Convert(p.At(x, y)).(color.NRGBA)
					body.Write([]byte{c.B, c.G, c.R, c.A})
				}
			}
			body.Write(make([]byte, maskRow*size)) // the alpha channel says it already
		}
		// a width of 256 is written as 0
		head.Write([]byte{byte(size), byte(size), 0, 0})
		le(&head, uint16(1), uint16(32), uint32(body.Len()-from), uint32(start+from))
	}
	return append(head.Bytes(), body.Bytes()...), nil
}
