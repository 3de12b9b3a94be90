package main

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// The pictures go into the repository, and a picture of 256 colours takes a
// third of the room. Grounds, lines and letters keep their colours exactly;
// only what is rare, the shades of a photo above all, is drawn together.
const (
	allColours   = 256
	exactColours = 72
)

// shade is a colour and how many pixels have it.
type shade struct {
	c [3]uint8
	n int
}

// reduced is a picture with at most 256 colours.
func reduced(img image.Image) image.Image {
	b := img.Bounds()
	count := map[[3]uint8]int{}
	at := func(x, y int) [3]uint8 {
		c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
		return [3]uint8{c.R, c.G, c.B}
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	shades := make([]shade, 0, len(count))
	for c, n := range count {
		shades = append(shades, shade{c, n})
	}
	slices.SortFunc(shades, func(p, q shade) int { return cmp.Or(cmp.Compare(q.n, p.n), slices.Compare(p.c[:], q.c[:])) })
	boxes := make([][]shade, 0, allColours)
	for i := range min(exactColours, len(shades)) {
		boxes = append(boxes, shades[i:i+1])
	}
	if rest := shades[len(boxes):]; len(rest) > 0 {
		boxes = append(boxes, cut(rest, allColours-len(boxes))...)
	}
	out := image.NewPaletted(b, nil)
	index := map[[3]uint8]uint8{}
	for i, box := range boxes {
		out.Palette = append(out.Palette, mean(box))
		for _, s := range box {
			index[s.c] = uint8(i)
		}
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			out.SetColorIndex(x, y, index[at(x, y)])
		}
	}
	return out
}

// cut divides shades into at most n boxes: again and again the box with the
// widest span is halved across it.
func cut(all []shade, n int) [][]shade {
	boxes := [][]shade{all}
	for len(boxes) < n {
		at, channel, widest := -1, 0, 0
		for i, box := range boxes {
			for c := range 3 {
				low, high := box[0].c[c], box[0].c[c]
				for _, s := range box {
					low, high = min(low, s.c[c]), max(high, s.c[c])
				}
				if span := int(high - low); span > widest {
					at, channel, widest = i, c, span
				}
			}
		}
		if at < 0 {
			break
		}
		box := boxes[at]
		slices.SortFunc(box, func(p, q shade) int {
			return cmp.Or(cmp.Compare(p.c[channel], q.c[channel]), slices.Compare(p.c[:], q.c[:]))
		})
		half := len(box) / 2
		boxes[at] = box[:half]
		boxes = append(boxes, box[half:])
	}
	return boxes
}

// mean is the colour of a box, weighed by pixels.
func mean(box []shade) color.Color {
	var sum [3]int
	n := 0
	for _, s := range box {
		for c := range 3 {
			sum[c] += int(s.c[c]) * s.n
		}
		n += s.n
	}
	return color.NRGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255}
}
