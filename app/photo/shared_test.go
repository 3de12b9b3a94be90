package photo_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"beiandesk/app"
	"beiandesk/app/photo"
)

// sharedPhotos is the folder of test pictures beside the checkout. They may
// not be committed, so the tests that use them skip where they are absent.
func sharedPhotos(t *testing.T, folder string) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "photos", folder)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: the test pictures %s are not on this machine; nothing was checked", folder)
	}
	return dir
}

func isChineseSentence(s string) bool {
	if !strings.HasSuffix(s, "。") {
		return false
	}
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

// hostileAlone tells the test below that it is the process to be measured.
const hostileAlone = "PHOTO_TEST_HOSTILE"

// TestHostileFilesGetASentenceEach runs in a process of its own, with the real
// decoder, so that its memory can be told from that of the other tests.
func TestHostileFilesGetASentenceEach(t *testing.T) {
	dir := sharedPhotos(t, "corrupt")
	if os.Getenv(hostileAlone) == "" {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), self, "-test.run=^"+t.Name()+"$", "-test.v", "-test.count=1")
		cmd.Env = append(os.Environ(), hostileAlone+"=1")
		out, err := cmd.CombinedOutput()
		t.Logf("%s", out)
		if err != nil {
			t.Error(err)
		}
		return
	}
	withDecoder(t)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]int{}
	longest, slowest := time.Duration(0), ""
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		p, err := photo.Read(context.Background(), entry.Name(), data)
		if err != nil {
			if !isChineseSentence(app.MessageOf(err)) || !strings.HasPrefix(app.CodeOf(err), "photo.") {
				t.Errorf("%s: %v", entry.Name(), err)
			}
			codes[app.CodeOf(err)]++
		} else {
			codes["ok "+string(p.Format)]++
			judge(p, photo.Licence)
			p.Upright()
		}
		if d := time.Since(start); d > longest {
			longest, slowest = d, entry.Name()
		}
	}
	// A decoder that is stopped after 20 s needs a moment to be gone.
	if longest > 21*time.Second {
		t.Errorf("%s took %v", slowest, longest)
	}
	if peak := peakMemory(); peak > 200<<20 {
		t.Errorf("the program took %d MB", peak>>20)
	} else {
		t.Logf("the program took at most %d MB", peak>>20)
	}
	t.Logf("%d files: %v; the longest took %v: %s", len(entries), codes, longest, slowest)
	if len(entries) < 600 {
		t.Errorf("only %d files, the folder is incomplete", len(entries))
	}
	outside.Close()
	t.Logf("a decoder took at most %d MB", peakOfChildren()>>20)
}

func TestRealPicturesWithEveryOrientation(t *testing.T) {
	dir := sharedPhotos(t, "exif")
	// Eight files of each series hold the same scene, turned.
	for series, wide := range map[string]bool{"Landscape": true, "Portrait": false} {
		for n := 0; n <= 8; n++ {
			name := series + "_" + strconv.Itoa(n) + ".jpg"
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			p, err := photo.Read(context.Background(), name, data)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if got := p.Width > p.Height; got != wide || p.Orientation != max(n, 1) {
				t.Errorf("%s: %d×%d, orientation %d", name, p.Width, p.Height, p.Orientation)
			}
		}
	}
}

func TestFormatVariantsGetAPictureOrASentence(t *testing.T) {
	dir := sharedPhotos(t, "formats")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	read := map[photo.Format]int{}
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		p, err := photo.Load(context.Background(), entry.Name(), bytes.NewReader(data))
		if err == nil {
			read[p.Format]++
			p.Upright()
			judge(p, photo.Other)
		} else if !isChineseSentence(app.MessageOf(err)) {
			t.Errorf("%s: %v", entry.Name(), err)
		}
		switch f := photo.Sniff(data); f {
		case photo.JPEG, photo.PNG, photo.WebP:
			animated := strings.HasSuffix(entry.Name(), "iss634.webp")
			if (err == nil) == animated {
				t.Errorf("%s, a sound %s: %v", entry.Name(), f, err)
			}
		default:
			if photo.IssueOf(err) != photo.IssueFormat {
				t.Errorf("%s: %v", entry.Name(), err)
			}
		}
	}
	t.Logf("of %d files read: %v", len(entries), read)
}

// TestRealHEICPicturesDecode: all stills of the set but libheif's own example
// of several pictures, which the library refuses as it does animations.
func TestRealHEICPicturesDecode(t *testing.T) {
	dir := sharedPhotos(t, "heic")
	withDecoder(t)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		p, err := photo.Read(context.Background(), entry.Name(), data)
		switch entry.Name() {
		case "examples__example.heic", "testdata__anim.heic":
			refused(t, entry.Name(), err, photo.CodeUnreadable)
		default:
			if err != nil || p.Format != photo.HEIC || p.Orientation != 1 {
				t.Errorf("%s: %+v, %v", entry.Name(), p, err)
			}
		}
	}
}
