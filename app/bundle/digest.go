package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/parcel"
)

// Digest names the state of a filing. What differs between two computers that
// hold the same is left out: revision, log, ids of pictures, verdicts on them,
// the running portrait session.
func Digest(f *filing.Filing) (string, error) {
	bare := *f
	bare.Rev, bare.Log, bare.Updated, bare.Portrait.Token, bare.Portrait.Started = 0, nil, time.Time{}, "", time.Time{}
	bare.Materials = make([]filing.Material, 0, len(f.Materials))
	for _, m := range f.Materials {
		bare.Materials = append(bare.Materials, filing.Material{Slot: m.Slot, SHA256: strings.ToLower(m.SHA256), Corners: m.Corners, Turn: m.Turn, Anyway: m.Anyway})
	}
	slices.SortFunc(bare.Materials, func(a, b filing.Material) int { return strings.Compare(string(a.Slot), string(b.Slot)) })
	// Through the document and back, so that a filing that was read and one that
	// was never written have one spelling (times in UTC, no empty lists).
	data, err := parcel.Encode(&bare)
	if err != nil {
		return "", err
	}
	again, _, err := parcel.Decode(data)
	if err != nil {
		return "", err
	}
	if data, err = parcel.Encode(again); err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16]), nil
}

// Standing says how a filing from outside stands to the one held here.
type Standing string

const (
	New    Standing = "new"    // not held here
	Same   Standing = "same"   // nothing to do
	Theirs Standing = "theirs" // changed there only
	Mine   Standing = "mine"   // changed here only
	Both   Standing = "both"   // changed on both sides
)

// Compare tells how two states stand to each other, by what each was before.
func Compare(mine string, mineBefore []string, theirs string, theirsBefore []string) Standing {
	switch {
	case mine == theirs:
		return Same
	case slices.Contains(theirsBefore, mine):
		return Theirs
	case slices.Contains(mineBefore, theirs):
		return Mine
	}
	return Both
}

// Differing lists the fields and materials that are not equal, in the order of
// the document; what else differs is under "state" and "log".
func Differing(a, b *filing.Filing) (list []filing.Field) {
	for _, p := range filing.Fields() {
		x, _ := a.Get(p)
		y, _ := b.Get(p)
		if x != y {
			list = append(list, p)
		}
	}
	if a.State != b.State || a.Portrait.Status != b.Portrait.Status {
		list = append(list, "state")
	}
	slots := map[filing.Slot]bool{}
	for _, m := range slices.Concat(a.Materials, b.Materials) {
		if slots[m.Slot] {
			continue
		}
		slots[m.Slot] = true
		x, _ := a.Material(m.Slot)
		y, _ := b.Material(m.Slot)
		if !strings.EqualFold(x.SHA256, y.SHA256) || x.Turn != y.Turn || !slices.Equal(x.Corners, y.Corners) || x.Anyway != y.Anyway {
			list = append(list, filing.MaterialField(m.Slot))
		}
	}
	return list
}
