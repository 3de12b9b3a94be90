package parcel_test

import (
	"regexp"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/parcel"
)

// TestTheRefusalInTheDocumentDecodes, and comes back as it was.
func TestTheRefusalInTheDocumentDecodes(t *testing.T) {
	_, rest, _ := strings.Cut(document(t), "### 退回")
	_, rest, ok := strings.Cut(rest, "```jsonc\n")
	example, _, ok2 := strings.Cut(rest, "```")
	if !ok || !ok2 {
		t.Fatal("the document has no example of a refusal")
	}
	f, warnings, err := parcel.Decode([]byte(regexp.MustCompile(`(?m)^\s*//.*$`).ReplaceAllString(example, "")))
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	data, err := parcel.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	if f, _, err = parcel.Decode(data); err != nil {
		t.Fatal(err)
	}
	if len(f.Refusals) != 1 || f.Refusals[0].Action != filing.ActReturn || f.Refusals[0].Left() != 1 || f.Task("1-1").Field != "material.licence" {
		t.Errorf("came back as %+v", f.Refusals)
	}
	if len(f.RefusalsRemoved) != 1 || f.RefusalsRemoved[0].Nanosecond() != 123456789 {
		t.Errorf("the mark of what was removed came back as %v", f.RefusalsRemoved)
	}
}
