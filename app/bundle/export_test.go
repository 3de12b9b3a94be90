package bundle

import (
	"context"
	"io"

	"filippo.io/age"
)

// ReadTar reads the inside of a hand-over file.
func ReadTar(ctx context.Context, inner io.Reader, take func(Manifest, Found) error) error {
	return reading(readTar(ctx, inner, take))
}

// SealFor encrypts made-up content for a public key.
func SealFor(w io.Writer, public string, content []byte) error {
	r, err := age.ParseX25519Recipient(public)
	if err != nil {
		return err
	}
	out, err := age.Encrypt(w, r)
	if err != nil {
		return err
	}
	if _, err := out.Write(content); err != nil {
		return err
	}
	return out.Close()
}
