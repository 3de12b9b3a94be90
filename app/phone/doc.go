// Package phone lets a phone in the same local network take pictures for a
// filing: it serves one small page on one address of this computer while a
// window is open, judges what arrives and hands it to the computer's side.
//
// Open starts a Server. Its address carries a secret (portrait.Ticket) and is
// shown as a QR code. The first phone that opens it and presses the button is
// bound by a cookie; another one waits until LetIn. Pictures are read into
// memory, never written to disk, and never named by the phone; each is judged
// by Options.Look and waits for Accept or Return. All that happens is told by
// Options.On.
//
// docs/phone.md describes limits, headers and what plain HTTP means.
package phone
