//go:build !windows && !darwin

package ui

// system is nil: the desktops of Linux have no dialog that is always there.
var system *picker
