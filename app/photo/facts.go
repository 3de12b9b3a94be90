package photo

import "image"

// Facts are the numbers that a verdict rests on. They hold nothing that could
// identify a person and may be logged, save the content of QR.
type Facts struct {
	W, H   int // upright, pixels
	Bytes  int
	Format Format

	Outline Outline
	// TextPx is the height in pixels of the smallest text that the kind of
	// document carries, 0 when the outline is not known.
	TextPx float64

	// Q is the sharpness: gradient energy after a Gaussian of 0.7 px over that
	// after 1.8 px, in the worst of 8 directions, at long side 1600 or at the
	// picture's own size when that is smaller. About 1 is blurred, 2.2 and
	// more is sharp. Source: own measurements of 2026-11-23, section 3.4.
	Q float64
	// Blur is the blur's sigma over TextPx: 0.02 is sharp enough, above 0.03
	// small text is lost. 0 when TextPx is not known.
	Blur float64
	// Even is how evenly the edges of the writing run in all directions, 0…1:
	// above a half for text, less where a shake has smeared one direction.
	Even float64
	// Tiles are the parts with texture or writing and their sharpness, row by row.
	Tiles []Tile
	// Softest is the least sharp part that has texture, in upright pixels of
	// the whole picture; empty when nothing has.
	Softest image.Rectangle

	Light Light
	Glare []image.Rectangle // blobs of reflection, largest first
	// GlareShare is the share of the document under all of them, and
	// GlareLargest that under the largest, 0…1.
	GlareShare, GlareLargest float64
	Chroma                   float64 // 99.9th percentile of colourfulness, 0…180; a grey copy stays below about 11
	Red                      float64 // share of stamp-red pixels, 0…1
	Skew                     float64 // degrees by which the document leans, 0…45
	Upright                  Turned
	Moire                    float64 // strength of the strongest isolated peak of the colour spectrum, decades; 0 = not measured

	QR       *QR           // of a licence; nil when none was read
	Portrait *PortraitFact // of a portrait; nil otherwise
}

// Outline is where the document lies.
type Outline struct {
	Found bool
	Quad  Quad    // upright pixels
	Score float64 // 0…1, confidence of the finder; 1 when a person set the corners
	Full  bool    // the picture is all document: a scan or a screenshot
	Drawn bool    // and was drawn by a computer: a screenshot
	// Frames is how many sides of the outline are sides of the picture.
	Frames  int
	Cut     []image.Rectangle // sides of the picture at which the document runs out of it
	CutSure bool              // a side was seen to lie outside; otherwise paper seems to go on to the edge
	Area    float64           // share of the picture, 0…1
	// Margin is the least distance of a corner from the picture's edge, in
	// shares of the shorter side; negative when it lies outside.
	Margin float64
}

// Tile is one part of the picture.
type Tile struct {
	Rect image.Rectangle // upright pixels
	Q    float64
	Blur float64 // as Facts.Blur; 0 when the text height is not known
	// Written: it carries lines of writing, in or out of focus.
	Written bool
}

// Light describes the brightness of the document, levels 0…255.
type Light struct {
	P5, P50, P95 float64
	Clipped      float64 // share of levels of 250 and more, 0…1
	Ink          float64 // how much darker the writing is than its paper, 0…1
}

// Turned says how the document lies.
type Turned struct {
	Quarters int  // quarter turns clockwise that make it upright, 0…3
	Sure     bool // false: evidence is weak, a person should look
}

// QR is a code found in the picture.
type QR struct {
	Text  string // personal or not, it is the document's content: never log it
	Place image.Rectangle
	Turn  int // quarter turns clockwise that make the code upright
}

// PortraitFact describes the portrait of a person.
type PortraitFact struct {
	Faces   []image.Rectangle // upright pixels, that of the portrait first
	Turn    int               // quarter turns clockwise that make the face upright, 0…3
	HeadCut bool              // crown, chin or a cheek lies outside the picture
	Unsure  bool              // the face is hardly recognised: covered, burnt out or turned away

	FaceShare float64 // height of the face, brows to chin, over the picture's height
	FaceLight float64 // mean level of the face, 0…255
	FaceBurnt float64 // share of levels of 247 and more in the face, 0…1
	Q         float64 // sharpness of the face, as Facts.Q
	Colour    float64 // 99.5th percentile of colourfulness, 0…; a grey picture stays below about 8
	Burnt     float64 // without a clear face: share of the middle, or of the place that looks most like one, that is burnt out, 0…1
	Dim       bool    // without a face: all is dark

	WallSeen       bool    // false: the head leaves no background to judge
	Background     float64 // share of white (level 205) beside and above the head, 0…1
	BackgroundPale float64 // the same at level 190
	Clutter        float64 // share of it that things with a hard edge cover, 0…1
	Clothes        float64 // share of white beside the collar, on the flanks of the chest, 0…1

	Strips []image.Rectangle // sides of the background that are not white
	Things []image.Rectangle // before the wall, largest first
	Chest  image.Rectangle   // where Clothes was measured; empty: outside the picture or under hair
}

// Question is something that a person must look at, since no measure can tell.
type Question struct {
	Code string // "watermark", "retouched", "colour-copy"
	Text string // Chinese
}
