// Package paper draws what is printed: letters to sign, the overview of a
// filing, the card that tells a customer how to verify by SMS, and the report
// of a check of pictures (which is also written as a web page). All papers
// are A4 in portrait, as PDF with the program's own fonts embedded.
//
// A paper is laid out in two passes. First every drawing step is recorded on a
// page (sheet.go), because only then the number of pages and the characters
// that the fonts lack are known; then the pages are written out (render.go).
// Measuring uses the same fonts that are embedded, so a line that fits here
// fits on paper.
//
// The same Input gives the same bytes: the time of creation is Input.Now, and
// nothing else varies.
//
// Wording of the letters is the program's own. Where an administration or a
// provider has a form of its own, theirs is to be used, and each letter says
// so.
package paper
