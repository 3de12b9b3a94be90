package filing_test

import (
	"testing"

	"beiandesk/app/filing"
)

// TestMeasuredNumbersSayWhichWayTheLimitLies, in the unit's own words.
func TestMeasuredNumbersSayWhichWayTheLimitLies(t *testing.T) {
	for _, c := range []struct {
		code            string
		outcome         filing.Outcome
		measured, limit float64
		unit, want      string
	}{
		{"low-resolution", filing.Reject, 812, 1000, "px", "测得 812 像素，至少要 1000 像素"},
		{"low-resolution", filing.Doubtful, 14.4, 16, "px", "测得 14 像素，建议不少于 16 像素"},
		{"low-resolution", filing.Doubtful, 15.7, 16, "px", "测得 15.7 像素，建议不少于 16 像素"},
		{"glare", filing.Reject, 3.24, 2, "%", "测得 3.2%，最多 2%"},
		{"glare", filing.Doubtful, 1.44, 0.5, "%", "测得 1.44%，建议不超过 0.5%"},
		{"dark", filing.Reject, 88.4, 92, "level", "测得 88 级，至少要 92 级"},
		{"grey-copy", filing.Reject, 4.6, 8, "chroma", "测得 5 级，至少要 8 级"},
		{"blur", filing.Reject, 1.42, 1.8, "q", "测得 1.42，至少要 1.8"},
		{"blur", filing.Reject, 1.5999, 1.6, "q", "测得 1.5999，至少要 1.6"},
		{"screen", filing.Doubtful, 1.813, 1.55, "decades", "测得 1.81，建议不超过 1.55"},
		{"skewed", filing.Doubtful, 21.4, 8, "°", "测得 21.4°，建议不超过 8°"},
		{"cropped", filing.Reject, 2, 0, "", "测得 2 条边，最多 0 条边"}, // a limit of 0 is one
		{"cropped", filing.Doubtful, 1, 0, "", "测得 1 条边，最多 0 条边"},
		{"cropped", filing.Doubtful, 0.4, 1, "%", "测得 0.4%，建议不少于 1%"},
		{"many-faces", filing.Reject, 3, 1, "", "测得 3 张脸，最多 1 张脸"},
		{"no-stamp", filing.Doubtful, 0, 0.03, "%", "测得 0%，建议不少于 0.03%"},
		{"else", filing.Reject, 3, 2, "lux", "测得 3 lux，最多 2 lux"},
		{"rotated", filing.Reject, 90, 0, "°", ""}, // the sentence says it; there is no limit
		{"no-face", filing.Reject, 0, 0, "", ""},
		{"else", filing.Reject, 3, 0, "", ""},
	} {
		i := filing.Issue{Code: c.code, Outcome: c.outcome, Measured: c.measured, Limit: c.limit, Unit: c.unit}
		if got := i.Number(); got != c.want {
			t.Errorf("%+v: %q, want %q", i, got, c.want)
		}
	}
}
