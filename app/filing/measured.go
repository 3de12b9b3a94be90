package filing

import (
	"strconv"
	"strings"
)

// Number is what was measured beside the limit that it missed, in words:
// "测得 3.2%，最多 2%". A limit that only makes doubtful is a wish (建议). It is
// "" where nothing was compared with a limit.
func (i Issue) Number() string {
	if i.Code == "rotated" || i.Limit == 0 && i.Measured == 0 {
		return ""
	}
	unit, counts := counted[i.Code]
	if counts = counts && i.Unit == ""; !counts {
		if i.Unit == "" && i.Limit == 0 {
			return ""
		}
		unit = unitWord(i.Unit)
	}
	// Digits are added until the two differ: "1.6, at least 1.6" tells nothing.
	digits := places(i.Unit, min(i.Measured, i.Limit))
	measured, limit := decimal(i.Measured, digits), decimal(i.Limit, digits)
	for digits < 4 && measured == limit {
		digits++
		measured, limit = decimal(i.Measured, digits), decimal(i.Limit, digits)
	}
	word := "至少要 "
	switch above := i.Measured > i.Limit; {
	case above && i.Outcome == Doubtful && !counts:
		word = "建议不超过 "
	case above:
		word = "最多 "
	case i.Outcome == Doubtful:
		word = "建议不少于 "
	}
	return "测得 " + measured + unit + "，" + word + limit + unit
}

// counted are the nouns of issues that count things and have no unit.
var counted = map[string]string{"cropped": " 条边", "many-faces": " 张脸"}

// unitWord is a unit of the table of limits as people read it. Measures
// without one in daily life (q, decades) are plain numbers; a table from
// outside may bring others, which stand as they are.
func unitWord(unit string) string {
	switch unit {
	case "px":
		return " 像素"
	case "level", "chroma":
		return " 级"
	case "%", "°":
		return unit
	case "", "q", "decades":
		return ""
	}
	return " " + unit
}

// places is how many digits behind the point are worth reading.
func places(unit string, smaller float64) int {
	switch {
	case unit == "px" || unit == "level" || unit == "chroma":
		return 0
	case (unit == "%" || unit == "°") && smaller >= 1:
		return 1
	}
	return 2
}

func decimal(v float64, digits int) string {
	s := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
