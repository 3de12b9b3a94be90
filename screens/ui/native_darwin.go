package ui

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// system asks through AppleScript, which is on every Mac and shows the panels
// that people know. Nothing of what is chosen goes into the script: paths and
// titles are its arguments.
var system = &picker{open: openPanel, save: savePanel, folder: folderPanel}

const tell = "set out to \"\"\nrepeat with f in r\nset out to out & POSIX path of f & linefeed\nend repeat\nreturn out"

func openPanel(_ uintptr, title string, extensions []string, folder string) ([]string, error) {
	types := ""
	if len(extensions) > 0 {
		quoted := make([]string, len(extensions))
		for i, e := range extensions {
			quoted[i] = `"` + strings.TrimPrefix(e, ".") + `"`
		}
		types = " of type {" + strings.Join(quoted, ", ") + "}"
	}
	out, err := script("set r to choose file with prompt (item 1 of argv)"+types+" default location (POSIX file (item 2 of argv)) with multiple selections allowed\n"+tell, title, folder)
	return strings.FieldsFunc(out, func(r rune) bool { return r == '\n' }), err
}

func savePanel(_ uintptr, title, suggest, folder string) (string, error) {
	return script("return POSIX path of (choose file name with prompt (item 1 of argv) default name (item 3 of argv) default location (POSIX file (item 2 of argv)))", title, folder, suggest)
}

func folderPanel(_ uintptr, title, folder string) (string, error) {
	return script("return POSIX path of (choose folder with prompt (item 1 of argv) default location (POSIX file (item 2 of argv)))", title, folder)
}

// script runs lines with arguments. That the person cancels is error −128 of
// AppleScript and none of ours.
func script(lines string, args ...string) (string, error) {
	cmd := exec.Command("osascript", append([]string{"-e", "on run argv\n" + lines + "\nend run"}, args...)...)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && strings.Contains(complaint.String(), "-128"):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("the system's file panel: %w", err)
	}
	return strings.TrimRight(out.String(), "\n"), nil
}
