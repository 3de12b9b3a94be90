// Package photo turns the bytes of a picture file into an upright picture and
// says whether a reviewer would take it.
//
// The order is fixed, because each step makes the next one trustworthy:
//
//	Read     the fence: size, content signature, dimensions, decoder of that
//	         one format in a guarded goroutine, EXIF orientation
//	Measure  numbers about the picture: size in pixels, sharpness
//	Judge    the numbers against the table of limits for a Kind of document
//	Export   a JPEG inside a provider's limits; Watermark a copy for others
//
// Nothing here trusts a file name, and nothing here opens a file: callers hand
// over bytes. disintegration/imaging is given only pixels that Read copied
// into an opaque *image.NRGBA, since it panics on hostile paletted pictures in
// goroutines of its own where no recover reaches (CVE-2023-36308).
//
// The limits stand in assets/photo_limits.json, each row with its source. A
// later measure (exposure, glare, outline …) adds a Measure name, a row per
// kind and a function in measure.go; Verdict and Issue stay as they are.
package photo
