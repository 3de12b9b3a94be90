package assets

import (
	"embed"
	"io/fs"
)

//go:embed tables/*.json
var tables embed.FS

// Tables returns the folder of built-in tables: one JSON file per table, each
// row with source and date. Package app/rule/table parses them.
func Tables() fs.FS {
	sub, err := fs.Sub(tables, "tables")
	if err != nil { // the folder is embedded by the directive above
		return tables
	}
	return sub
}
