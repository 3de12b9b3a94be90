package text

// Findings that speak of another filing held here.
const openNameless = "打开那份备案"

// OpenOther is the link to the other filing; domain may be empty.
func OpenOther(domain string) string {
	if domain == "" {
		return openNameless
	}
	return "打开“" + domain + "”"
}
