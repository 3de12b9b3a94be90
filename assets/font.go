package assets

import (
	_ "embed"
)

// The two weights of Noto Sans SC, static TTF subsets under the SIL Open Font
// Licence (font/OFL.txt). Regular covers GBK and the level-3 characters of the
// 通用规范汉字表, about 22,000 glyphs: enough for names of persons and firms.
// Bold covers GB 2312 only, about 7,800 glyphs: enough for our own headings,
// not for names (see BoldCovers in package screens/theme).
var (
	//go:embed font/NotoSansSC-Regular.ttf
	fontRegular []byte
	//go:embed font/NotoSansSC-Bold.ttf
	fontBold []byte
	//go:embed font/OFL.txt
	fontLicence string
)

// FontRegular returns the regular weight as a TrueType file. The slice is
// shared: do not change it.
func FontRegular() []byte { return fontRegular }

// FontBold returns the bold weight as a TrueType file. The slice is shared: do
// not change it.
func FontBold() []byte { return fontBold }

// FontLicence returns the text of the fonts' licence for the About screen.
func FontLicence() string { return fontLicence }
