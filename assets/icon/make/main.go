// Command make draws the program's icon: app.png and app.ico in the folder it
// is given, assets/icon when it is run from the top of the repository:
//
//	go run ./assets/icon/make assets/icon
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
)

// sizes of the pictures in app.ico, as Windows asks for them.
var sizes = []int{16, 20, 24, 32, 40, 48, 64, 128, 256}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: make FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(dir string) error {
	var picture bytes.Buffer
	if err := png.Encode(&picture, draw(512)); err != nil {
		return fmt.Errorf("encode icon: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "app.png"), picture.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write icon: %w", err)
	}
	var pictures []*image.RGBA
	for _, size := range sizes {
		pictures = append(pictures, draw(size))
	}
	ico, err := encodeICO(pictures)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "app.ico"), ico, 0o644); err != nil {
		return fmt.Errorf("write icon: %w", err)
	}
	return nil
}
