package phonetest

import (
	"bytes"
	"encoding/binary"
)

// Padded makes a JPEG of size bytes out of a smaller one with segments of
// comments, as cameras put their own data into theirs: the picture in it stays
// the same. It may end up to 4 bytes below size.
func Padded(data []byte, size int) []byte {
	out := bytes.Clone(data[:2])
	for missing := size - len(data); missing > 4; {
		n := min(missing-4, 65533)
		out = append(out, 0xFF, 0xFE)
		out = binary.BigEndian.AppendUint16(out, uint16(n+2))
		out = append(out, bytes.Repeat([]byte{'.'}, n)...)
		missing -= n + 4
	}
	return append(out, data[2:]...)
}
