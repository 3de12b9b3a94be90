package photo

import "encoding/binary"

// heicBoxes is what the boxes of a HEIC file tell without decoding.
type heicBoxes struct {
	width, height int  // of the largest picture in it, pixels; 0 when it does not say
	ended         bool // the last box is whole
}

// readHEICBoxes walks the boxes (ISO/IEC 14496-12) down to the sizes
// (ISO/IEC 23008-12, ispe). It never fails: a file that hides them is stopped
// by the limits of the decoder.
func readHEICBoxes(data []byte) heicBoxes {
	out := heicBoxes{}
	out.ended = walkBoxes(data, func(kind string, body []byte) {
		if kind != "meta" || len(body) < 4 {
			return
		}
		walkBoxes(body[4:], func(kind string, body []byte) {
			if kind != "iprp" {
				return
			}
			walkBoxes(body, func(kind string, body []byte) {
				if kind != "ipco" {
					return
				}
				walkBoxes(body, func(kind string, body []byte) {
					if kind != "ispe" || len(body) < 12 {
						return
					}
					w, h := int64(binary.BigEndian.Uint32(body[4:])), int64(binary.BigEndian.Uint32(body[8:]))
					// Sides are cut, so that their product fits on every machine.
					w, h = min(w, MaxSide+1), min(h, MaxSide+1)
					if w*h > int64(out.width)*int64(out.height) {
						out.width, out.height = int(w), int(h)
					}
				})
			})
		})
	})
	return out
}

// walkBoxes calls visit for each whole box and tells whether they fill data.
func walkBoxes(data []byte, visit func(kind string, body []byte)) bool {
	for len(data) >= 8 {
		size, head := uint64(binary.BigEndian.Uint32(data)), uint64(8)
		switch {
		case size == 0: // to the end
			size = uint64(len(data))
		case size == 1 && len(data) >= 16:
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		}
		if size < head || size > uint64(len(data)) {
			return false
		}
		visit(string(data[4:8]), data[head:size])
		data = data[size:]
	}
	return len(data) == 0
}
