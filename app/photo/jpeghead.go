package photo

import (
	"bytes"
	"encoding/binary"
)

// jpegHead is what the marker segments of a JPEG tell before any decoding.
type jpegHead struct {
	orientation int  // 1..8, 1 when absent or nonsense
	progressive bool // coefficients of the whole picture are held in memory
	scans       int  // number of passes over the picture
	ended       bool // the end marker is there
}

// readJPEGHead walks the segments once. It allocates nothing and never fails:
// what cannot be understood is left for the decoder to refuse.
func readJPEGHead(data []byte) jpegHead {
	head := jpegHead{orientation: 1}
	found := false
	i := 2 // after FF D8
	for i+2 <= len(data) {
		if data[i] != 0xff {
			// Entropy-coded data, or rubbish between segments.
			next := bytes.IndexByte(data[i:], 0xff)
			if next < 0 {
				break
			}
			i += next
			continue
		}
		marker := data[i+1]
		switch {
		case marker == 0xff: // fill byte
			i++
			continue
		case marker == 0x00 || marker == 0x01 || marker >= 0xd0 && marker <= 0xd8:
			i += 2 // stuffed byte or a marker without length
			continue
		case marker == 0xd9: // end of image; thumbnails and videos may follow
			head.ended = true
			return head
		}
		if i+4 > len(data) {
			break
		}
		length := int(binary.BigEndian.Uint16(data[i+2:]))
		if length < 2 || i+2+length > len(data) {
			break
		}
		body := data[i+4 : i+2+length]
		switch marker {
		case 0xc2, 0xc6, 0xca, 0xce:
			head.progressive = true
		case 0xda:
			head.scans++
		case 0xe1:
			if !found && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
				if o := tiffOrientation(body[6:]); o != 0 {
					head.orientation, found = o, true
				}
			}
		}
		i += 2 + length
	}
	return head
}

// tiffOrientation reads tag 0x0112 of the first directory of an Exif block.
// 0 means absent or outside 1..8. Every offset in the block may be hostile.
func tiffOrientation(block []byte) int {
	if len(block) < 8 {
		return 0
	}
	var order binary.ByteOrder
	switch string(block[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 0
	}
	start := int64(order.Uint32(block[4:]))
	if start < 8 || start+2 > int64(len(block)) {
		return 0
	}
	directory := block[start:]
	entries := int(order.Uint16(directory))
	directory = directory[2:]
	for n := 0; n < entries && len(directory) >= 12; n++ {
		entry := directory[:12]
		directory = directory[12:]
		if order.Uint16(entry) != 0x0112 || order.Uint32(entry[4:]) != 1 {
			continue
		}
		var value uint32
		switch order.Uint16(entry[2:]) {
		case 3: // SHORT, as the standard says
			value = uint32(order.Uint16(entry[8:]))
		case 4: // LONG, as some programs write
			value = order.Uint32(entry[8:])
		}
		if value >= 1 && value <= 8 {
			return int(value)
		}
		return 0
	}
	return 0
}
