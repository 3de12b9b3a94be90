package table

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"beiandesk/app"
)

// Codes of a file that is not installed, beside CodeDamaged and CodeTooBig.
const (
	CodeUnknown = "table.unknown" // the program has no such table
	CodeOlder   = "table.older"   // not newer than the table in force
)

// Why a file is damaged, where a person can do something about it.
var (
	errForm       = errors.New("no table file")
	errNoChecksum = errors.New("no checksum")
	errChecksum   = errors.New("checksum does not fit the rows")
)

// Offer is a table file that may be installed: what it is, the set as it would
// be with it, and what would change.
type Offer struct {
	Table   string
	Version string
	Set     *Set
	Changes []Change
	Data    []byte
}

// Try examines a file before it is installed beside those in the folder
// installed (nil = none): known table, newer version, checksum, strict form,
// and every reference between the tables. An error is an *app.Error
// (CodeDamaged, CodeTooBig, CodeUnknown, CodeOlder), and nothing was changed.
func Try(builtin, installed fs.FS, data []byte) (Offer, error) {
	damaged := func(err error) error {
		words := "这个资料表文件里有写得不对的行，没有采用，程序继续使用现在的资料。请重新取得完整的文件；自己改写的，用 beiandesk rules check 文件.json 看是哪一行。"
		switch {
		case errors.Is(err, errNoChecksum):
			words = "这个资料表文件没有校验值，没有采用，程序继续使用现在的资料。自己改写的，用 beiandesk rules checksum 文件.json 算出校验值，写进文件的 checksum，再选一次。"
		case errors.Is(err, errChecksum):
			words = "这个资料表文件与它的校验值不符，可能不完整或被改动过，没有采用，程序继续使用现在的资料。请重新取得文件；自己改写的，请重新算校验值。"
		case errors.Is(err, errFormer):
			words = "这个资料表文件是旧版程序的，与现在的程序不配，没有采用，程序继续使用现在的资料。请换成这个版本用的文件；自己改写的，请从“另存”得到的表改起。"
		case errors.Is(err, errForm):
			words = "这个文件不完整，或者不是资料表，没有采用，程序继续使用现在的资料。请选择完整的“资料表名.json”文件。"
		}
		return app.Wrap(err, CodeDamaged, words)
	}
	if len(data) > maxFile {
		return Offer{}, app.Fail(CodeTooBig, "这个文件太大，不是资料表。请选择“资料表名.json”文件。")
	}
	var h head
	if err := strict(data, &h); err != nil {
		return Offer{}, damaged(fmt.Errorf("%w: %w", errForm, err))
	}
	if !isVersion.MatchString(h.Version) {
		return Offer{}, damaged(fmt.Errorf("%w: version %q is no date", errForm, h.Version))
	}
	if !slices.Contains(Names, h.Table) {
		return Offer{}, app.Fail(CodeUnknown, "程序里没有“"+h.Table+"”这张资料表，没有采用。请确认文件适用于这个版本的程序。")
	}
	was, _, err := Load(builtin, installed)
	if err != nil {
		return Offer{}, err
	}
	if h.Version <= was.Versions[h.Table] {
		return Offer{}, app.Fail(CodeOlder, "这个文件是 "+h.Version+" 版，不比现在用的“"+h.Table+"”（"+was.Versions[h.Table]+" 版）新，没有替换。自己改写的，请把 version 改成更晚的日期；要换回旧版的，请先恢复程序自带的。")
	}
	files, err := inForce(builtin, installed, was)
	if err != nil {
		return Offer{}, err
	}
	now, err := was.replace(files, h.Table, data)
	if err != nil {
		return Offer{}, damaged(err)
	}
	return Offer{Table: h.Table, Version: h.Version, Set: now, Changes: Diff(was, now), Data: data}, nil
}

// inForce reads the files of which a set was made.
func inForce(builtin, installed fs.FS, s *Set) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, n := range Names {
		from := builtin
		if s.Replaced[n] {
			from = installed
		}
		if from == nil {
			return nil, errors.New("table " + n + ": no folder")
		}
		data, err := fs.ReadFile(from, n+".json")
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", n, err)
		}
		files[n] = data
	}
	return files, nil
}
