//go:build !windows

// Package console joins the program's output to the console it was started
// from. Only a Windows program without a console of its own needs that.
package console

// Attach makes os.Stdout and os.Stderr reach the console. Elsewhere they do
// already.
func Attach() {}
