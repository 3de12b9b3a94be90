// Package backup makes, checks, rotates and restores backups of a data folder.
//
// A backup is one file in the format of age v1 with a passphrase (scrypt
// recipient), so that the standard tool opens it too. Inside lies a tar:
//
//	manifest.json              what it is, see Manifest; always first
//	data.key, data.key.2       the key ring as it is, still wrapped
//	beiandesk.db               VACUUM INTO, values still sealed
//	pictures/xx/ID.sealed      the sealed pictures, by id
//	SHA256SUMS                 of all the above, for sha256sum -c; always last
//
// The sums come last so that two gigabytes are read once and never kept: what
// age has not finished is not accepted, so a cut file cannot pass for a whole.
//
// Nothing is called a backup before it was unpacked into a scratch folder
// beside it, read back and compared, and the database in it was checked.
package backup

import "time"

// Format is what a manifest calls itself, Version the newest form read here.
const (
	Format  = "beiandesk-backup"
	Version = 1
)

// Names inside of a backup.
const (
	manifestName = "manifest.json"
	databaseName = "beiandesk.db"
	sumsName     = "SHA256SUMS"
	pictureRoot  = "pictures/"
)

// keyNames are the files of the key ring; the first must be there.
var keyNames = []string{"data.key", "data.key.2"}

// Limits of what is unpacked: far above what the program writes.
const (
	maxManifest = 1 << 20
	maxKey      = 1 << 20
	maxDatabase = 64 << 30
	maxPicture  = 256 << 20
	maxEntries  = 2_000_000
	maxSums     = maxEntries * 128
)

// Manifest says what a backup holds.
type Manifest struct {
	Format   string    `json:"format"`
	Version  int       `json:"version"`
	Made     time.Time `json:"made"`
	Program  string    `json:"program"`
	Database int       `json:"database"` // version of its form
	Filings  int       `json:"filings"`
	Pictures int       `json:"pictures"` // files in the backup
	Missing  int       `json:"missing"`  // named by the database, without a file already then
	Bytes    int64     `json:"bytes"`    // of all parts together
}
