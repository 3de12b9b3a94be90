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

// askForIt is what a person does who was sent a file that is not taken.
const askForIt = "请向发给您这个文件的人要一份完整的，再选一次。"

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
// installed (nil = none): known table, newer version (or the
// same where that was damaged), checksum, strict form,
// and every reference between the tables. An error is an *app.Error
// (CodeDamaged, CodeTooBig, CodeUnknown, CodeOlder), and nothing was changed.
func Try(builtin, installed fs.FS, data []byte) (Offer, error) {
	damaged := func(err error) error {
		what, editor := "里有写得不对的行", "用 beiandesk rules check 文件.json 看是哪一行"
		switch {
		case errors.Is(err, errNoChecksum):
			what, editor = "不完整，缺少校验值", "用 beiandesk rules checksum 文件.json 算出校验值，写进文件的 checksum，再选一次"
		case errors.Is(err, errChecksum):
			what, editor = "不完整，或者被改动过", "内容与 checksum 不符，用 beiandesk rules checksum 文件.json 重新算校验值"
		case errors.Is(err, errFormer):
			what, editor = "是旧版程序的，与现在的程序不配", "从“另存”得到的表改起"
		case errors.Is(err, errForm):
			what, editor = "不完整，或者不是资料表", "从“另存”得到的“资料表名.json”改起"
		}
		return app.Wrap(err, CodeDamaged, "这个文件"+what+"，没有采用，程序继续使用现在的资料。"+askForIt+"自己改资料表的，"+editor+"。")
	}
	if len(data) > maxFile {
		return Offer{}, app.Fail(CodeTooBig, "这个文件太大，不是资料表，没有采用，程序继续使用现在的资料。"+askForIt)
	}
	var h head
	if err := strict(data, &h); err != nil {
		return Offer{}, damaged(fmt.Errorf("%w: %w", errForm, err))
	}
	if !isVersion.MatchString(h.Version) {
		return Offer{}, damaged(fmt.Errorf("%w: version %q is no date", errForm, h.Version))
	}
	if !slices.Contains(Names, h.Table) {
		return Offer{}, app.Fail(CodeUnknown, "程序里没有“"+h.Table+"”这张资料表，没有采用，程序继续使用现在的资料。请问发给您这个文件的人，它是给哪个版本的程序用的。")
	}
	was, _, err := Load(builtin, installed)
	if err != nil {
		return Offer{}, err
	}
	// The copy of the last good one is in force: a whole file of its version mends.
	mends := was.Kept[h.Table] && h.Version == was.Versions[h.Table]
	if h.Version <= was.Versions[h.Table] && !mends {
		return Offer{}, app.Fail(CodeOlder, "这个文件是 "+h.Version+" 版，不比现在用的（"+was.Versions[h.Table]+" 版）新，没有替换，不用做什么。要换回旧的，请先换回程序自带的，再选一次。自己改资料表的，把文件里的 version 改成更晚的日期。")
	}
	files, err := inForce(builtin, was)
	if err != nil {
		return Offer{}, err
	}
	now, err := was.replace(files, h.Table, data)
	if err != nil {
		return Offer{}, damaged(err)
	}
	return Offer{Table: h.Table, Version: h.Version, Set: now, Changes: Diff(was, now), Data: data}, nil
}

// inForce is the files of which a set was made.
func inForce(builtin fs.FS, s *Set) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, n := range Names {
		if files[n] = s.File(n); files[n] != nil {
			continue
		}
		data, err := fs.ReadFile(builtin, n+".json")
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", n, err)
		}
		files[n] = data
	}
	return files, nil
}
