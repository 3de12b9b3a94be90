package main

import (
	"time"

	"beiandesk/app/seal"
	"beiandesk/data/keys"
	"beiandesk/data/paths"
	"beiandesk/data/store"
)

// openStore opens the data with the key that belongs to them.
func openStore(p paths.Paths) (*store.Store, store.Report, error) {
	at := store.Places{Database: p.Database(), Pictures: p.Pictures(), Backup: p.Backup(), BeforeMigration: beforeMigration(p)}
	source, err := dataKey(at, p.Key())
	if err != nil {
		return nil, store.Report{}, err
	}
	return store.Open(at, source, time.Now)
}

// dataKey loads the key file. It is made only where there are no data yet.
func dataKey(at store.Places, path string) (seal.Keys, error) {
	old, err := store.HasData(at)
	if err != nil {
		return nil, err
	}
	if old {
		return keys.Load(path)
	}
	return keys.Create(path)
}
