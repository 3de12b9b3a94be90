// Package parcel makes the submission package of a filing and reads it back.
//
// A package is a ZIP or a plain folder with the pictures as a provider takes
// them, the form as a table, the overview and the letters as PDF, and
// filing.json, by which the filing is imported on another machine. Nothing in
// it is sent anywhere: a person uploads it at the provider.
//
// Build never leaves anything half-written. It writes under a temporary name
// beside the destination, reads all of it back, compares, and only then gives
// it its name. Open trusts nothing that it reads.
//
// The form of filing.json is described in docs/filing-format.md, whose example
// a test decodes.
package parcel
