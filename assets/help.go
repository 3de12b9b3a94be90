package assets

import (
	"embed"
	"io/fs"
)

//go:embed help/*.md
var helpFiles embed.FS

// Help returns the articles of the help, one Markdown file each, at the root
// of the returned file system. Package app/help reads them.
func Help() fs.FS {
	sub, err := fs.Sub(helpFiles, "help")
	if err != nil {
		return helpFiles // "help" is a valid path, so Sub cannot refuse it
	}
	return sub
}
