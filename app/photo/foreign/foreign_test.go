package foreign

import (
	"bytes"
	"errors"
	"io/fs"
	"testing"

	"github.com/gen2brain/heic"

	"beiandesk/app/photo"
	"beiandesk/assets"
)

// Without the tag the library loads a libheif of the system at every start.
func TestNoLibraryOfTheSystemIsLoaded(t *testing.T) {
	if err := heic.Dynamic(); err == nil || err.Error() != "heic: dynamic disabled" {
		t.Errorf("built without the tag nodynamic: %v", err)
	}
}

func TestTheDiskHoldsOnlyTheFont(t *testing.T) {
	list, err := fs.ReadDir(fontDisk{}, fontFolder)
	if err != nil || len(list) != 1 || list[0].Name() != fontName || list[0].IsDir() {
		t.Fatalf("the folder holds %v, %v", list, err)
	}
	data, err := fs.ReadFile(fontDisk{}, fontFolder+"/"+fontName)
	if err != nil || !bytes.Equal(data, assets.FontRegular()) {
		t.Errorf("%d bytes of the font, %v", len(data), err)
	}
	for _, name := range []string{"etc/passwd", "usr/share/fonts/other.ttf", "home"} {
		if _, err := (fontDisk{}).Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOtherFormatsAreRefused(t *testing.T) {
	if _, err := Decode(photo.GIF, []byte("GIF89a"), 1); err == nil {
		t.Error("a GIF was decoded")
	}
}
