// Package refusal reads what a reviewer wrote: it cuts the text into single
// reasons, finds for each the row of refusal_reasons.json and the field where
// it is mended, and says how sure it is. It compares words, nothing else: no
// network, no model. What it does not know stays visible as 未识别, and what a
// person corrects is known the next time (Phrase).
//
// Weights, in points for each character of the longest word found: a phrase 5,
// the thing it is about 1, its fault 2. A thing counts only together with a
// fault. An error code outweighs all words, a correction of the office all but
// a code. Two rows with equal points are a tie, and a tie is not recognised. Words
// that fit nothing are compared by their characters (near.go): that finds most of
// what reviewers say in their own way, and is marked as less certain.
// docs/refusals.md tells how often this is right.
package refusal
