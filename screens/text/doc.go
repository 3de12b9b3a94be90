// Package text holds every sentence that a person reads in the window. A
// sentence with a value in it is a function. One file per screen; words that
// several screens use are in common.go. Words are short, polite and active:
// what is the matter, then what to do; no exclamation marks.
package text
