package photo

import (
	"bytes"
	"path"
	"strings"
)

// Format is what a file holds, told from its first bytes alone.
type Format string

const (
	JPEG    Format = "jpeg"
	PNG     Format = "png"
	WebP    Format = "webp"
	HEIC    Format = "heic"
	PDF     Format = "pdf"
	GIF     Format = "gif"
	BMP     Format = "bmp"
	TIFF    Format = "tiff"
	Unknown Format = "unknown"
)

// Sniff tells the format from the content signature. The file name never
// decides: phones and chat programs rename pictures freely.
func Sniff(data []byte) Format {
	has := func(offset int, signature string) bool {
		return len(data) >= offset && bytes.HasPrefix(data[offset:], []byte(signature))
	}
	switch {
	case has(0, "\xff\xd8\xff"):
		return JPEG
	case has(0, "\x89PNG\r\n\x1a\n"):
		return PNG
	case has(0, "RIFF") && has(8, "WEBP"):
		return WebP
	case has(4, "ftyp"):
		for _, brand := range []string{"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1"} {
			if has(8, brand) {
				return HEIC
			}
		}
	case has(0, "%PDF-"):
		return PDF
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return GIF
	case has(0, "BM"):
		return BMP
	case has(0, "II*\x00"), has(0, "MM\x00*"), has(0, "II+\x00"), has(0, "MM\x00+"):
		return TIFF
	}
	return Unknown
}

// promised is the format that the end of a file name promises, Unknown for an
// ending that promises no picture.
func promised(name string) Format {
	// Windows paths arrive on every system, so both slashes end a folder.
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".jpe", ".jfif":
		return JPEG
	case ".png":
		return PNG
	case ".webp":
		return WebP
	case ".heic", ".heif":
		return HEIC
	case ".pdf":
		return PDF
	case ".gif":
		return GIF
	case ".bmp", ".dib":
		return BMP
	case ".tif", ".tiff":
		return TIFF
	}
	return Unknown
}

// title is the format's name in a sentence.
func (f Format) title() string {
	switch f {
	case JPEG:
		return "JPG"
	case WebP:
		return "WebP"
	case Unknown:
		return "其他格式"
	}
	return strings.ToUpper(string(f))
}
