package backup

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/app/seal"
)

// The page promises that small letters, blanks and dashes of the recovery code
// do not matter.
func TestTheRecoveryCodeIsReadAsItIsTyped(t *testing.T) {
	code := string(seal.NewRecovery())
	low := strings.ToLower(code)
	for _, typed := range []string{code, low, strings.ReplaceAll(low, "-", ""), strings.ReplaceAll(low, "-", " "), " " + strings.ReplaceAll(code, "-", "") + " "} {
		if !slices.Contains(spellings(typed), code) {
			t.Errorf("%q is not read as %q", typed, code)
		}
	}
	if got := spellings("xiao yu dian"); len(got) != 1 {
		t.Errorf("a passphrase is tried as %q", got)
	}
}
