package desk

import (
	"bytes"

	"beiandesk/app/filing"
)

// A HEIC, WebP or PDF is kept twice: as the JPEG that is looked at and exported
// (Material.Picture) and as it was added (Material.Source).

// source is the file to be kept beside the stored one, nil when they are the
// same.
func source(stored, data []byte) []byte {
	if bytes.Equal(stored, data) {
		return nil
	}
	return data
}

// seal puts both files of a material into the store.
func seal(tx Tx, filingID string, m *filing.Material, stored, source []byte) (err error) {
	if m.Picture, err = tx.AddPicture(filingID, stored); err != nil {
		return err
	}
	m.Source = ""
	if source != nil {
		m.Source, err = tx.AddPicture(filingID, source)
	}
	return err
}

// sealedParts fails when a file that the material names is not in the store.
func sealedParts(r Reader, m filing.Material) error {
	if _, err := r.Picture(m.Picture); err != nil {
		return err
	}
	if m.Source == "" {
		return nil
	}
	_, err := r.Picture(m.Source)
	return err
}

// moved puts the stored file in the place of a picture from outside that is
// HEIC, WebP or PDF. It returns the name of the untouched file, "" for none.
func moved(m *filing.Material, pictures, sources map[filing.Slot][]byte, stored []byte) string {
	if data := source(stored, pictures[m.Slot]); data != nil {
		pictures[m.Slot], sources[m.Slot] = stored, data
		return m.Picture
	}
	if sources[m.Slot] == nil {
		return ""
	}
	return m.Source
}
