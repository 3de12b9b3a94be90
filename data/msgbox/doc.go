// Package msgbox tells a person something when the program has no window: a
// missing graphics driver, a data folder that cannot be used.
package msgbox
