package table

import (
	"slices"

	"beiandesk/app/filing"
)

// pictureKinds are the words that PictureSize.Kind may be.
var pictureKinds = []string{filing.SlotLicence.PhotoKind(), filing.SlotLegalFront.PhotoKind(), filing.SlotLegalBack.PhotoKind(),
	filing.SlotDomain.PhotoKind(), filing.SlotLetterAgent.PhotoKind(), filing.SlotPortrait.PhotoKind(), filing.SlotOther(1).PhotoKind()}

// AllPictures in PictureSize.Of stands for every page but the police's.
const AllPictures = "*"

// linkPictures checks the picture sizes. The generic row must be complete,
// since it stands for whatever is not known of the others.
func (s *Set) linkPictures(h head, fail func(string, ...any)) {
	for i := range s.PictureSizes {
		r := &s.PictureSizes[i]
		s.origin("picture_sizes", r.ID, &r.Origin, h, fail)
		for _, n := range []int{r.MinBytes, r.MaxBytes, r.ShortMin, r.LongMin, r.SideMax, r.NameMax} {
			if n < 0 {
				fail("picture_sizes: %s: %d is less than nothing", r.ID, n)
			}
		}
		switch {
		case r.Name == "":
			fail("picture_sizes: %s has no name", r.ID)
		case r.MaxBytes > 0 && (r.MaxBytes < 10_000 || r.MaxBytes <= r.MinBytes):
			fail("picture_sizes: %s: no picture has %d to %d bytes", r.ID, r.MinBytes, r.MaxBytes)
		case r.ShortMin > r.LongMin || r.SideMax > 0 && r.LongMin > r.SideMax:
			fail("picture_sizes: %s: sides of %d, %d and %d pixels contradict", r.ID, r.ShortMin, r.LongMin, r.SideMax)
		case len(r.Formats) > 0 && !slices.Contains(r.Formats, "jpeg"):
			fail("picture_sizes: %s does not take JPEG, which is what the program exports", r.ID)
		case (r.Kind == "") != (len(r.Of) == 0):
			fail("picture_sizes: %s: kind and of go together", r.ID)
		case r.Kind != "" && !slices.Contains(pictureKinds, r.Kind):
			fail("picture_sizes: %s: unknown kind %q", r.ID, r.Kind)
		}
		for _, f := range r.Formats {
			if f != "jpeg" && f != "png" {
				fail("picture_sizes: %s: unknown format %q", r.ID, f)
			}
		}
		for _, of := range r.Of {
			if base := s.pictureSize[of]; of != AllPictures && (base == nil || base.Kind != "") {
				fail("picture_sizes: %s adds to %q, which is no page", r.ID, of)
			}
		}
	}
	g, _ := at(s.pictureSize, GenericProvider)
	if g.MaxBytes == 0 || g.MinBytes == 0 || g.ShortMin == 0 || g.LongMin == 0 || g.SideMax == 0 || len(g.Formats) == 0 || g.Kind != "" {
		fail("picture_sizes: %s is incomplete", GenericProvider)
	}
	if p, ok := at(s.pictureSize, PolicePictures); !ok || p.MaxBytes == 0 {
		fail("picture_sizes: %s is missing", PolicePictures)
	}
}
