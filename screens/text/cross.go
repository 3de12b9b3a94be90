package text

// Findings that speak of another filing held here.
const (
	// OnlyAHint stands behind the source of a row that one unconfirmed source
	// gives (confidence C or D).
	OnlyAHint    = "仅提醒"
	openNameless = "打开那份备案"
)

// OpenOther is the link to the other filing; domain may be empty.
func OpenOther(domain string) string {
	if domain == "" {
		return openNameless
	}
	return "打开“" + domain + "”"
}
