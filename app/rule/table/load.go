package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"strings"

	"beiandesk/app"
)

// Names of the tables; each is the file name + ".json".
var Names = []string{"sources", "subject_types", "certificate_types", "languages", "service_content_types",
	"prior_approval_items", "filing_types", "filing_province_rules", "accepted_tlds", "regions", "materials", "providers", "picture_sizes", "province_rules", "console_fields",
	"approval_statements", "refusal_reasons"}

// Codes of a refused replacement.
const (
	CodeDamaged = "table.damaged" // not readable, unknown keys, twice the same id, unknown source, …
	CodeTooBig  = "table.too-big"
)

// maxFile bounds a replacement; the largest built-in table has 0.12 MB.
const maxFile = 8 << 20

// KeptFile is the name of the copy of a table's last good file.
func KeptFile(name string) string { return name + ".json.last" }

// Load parses the built-in tables and lets each be replaced by a file of the
// same name in override (nil = no folder) whose version is newer. A
// replacement that is not wholly valid is refused: its *app.Error is in
// refused, and its KeptFile is used if that is newer and wholly valid, else the
// built-in table. An older or equal replacement is passed over silently. err
// is a fault of the built-in tables.
func Load(builtin, override fs.FS) (s *Set, refused []error, err error) {
	files := map[string][]byte{}
	for _, n := range Names {
		if files[n], err = fs.ReadFile(builtin, n+".json"); err != nil {
			return nil, nil, fmt.Errorf("table %s: %w", n, err)
		}
	}
	if s, err = parse(files); err != nil {
		return nil, nil, err
	}
	if override == nil {
		return s, nil, nil
	}
	for _, n := range Names {
		next, err := s.from(override, n+".json", files, n)
		if err == nil {
			s = next
			continue
		}
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		next, lastErr := s.from(override, KeptFile(n), files, n)
		if lastErr == nil && next != s {
			s = next
			s.Kept[n] = true
		}
		refused = append(refused, s.refuse(n, err, lastErr))
	}
	return s, refused, nil
}

// from is the set with table n from a file of the folder; s itself if that is
// not newer.
func (s *Set) from(dir fs.FS, file string, files map[string][]byte, n string) (*Set, error) {
	data, err := readLimited(dir, file)
	if err != nil {
		return nil, err
	}
	version, err := versionOf(data)
	if err != nil {
		return nil, err
	}
	if version <= s.Versions[n] {
		return s, nil
	}
	return s.replace(files, n, data)
}

// replace parses all tables anew with another file for n, because tables refer
// to each other. files then holds the new one, or what it held on an error.
func (s *Set) replace(files map[string][]byte, n string, data []byte) (*Set, error) {
	var h head
	if err := strict(data, &h); err != nil {
		return nil, err
	}
	if err := h.verify(true); err != nil {
		return nil, err
	}
	old := files[n]
	files[n] = data
	next, err := parse(files)
	if err != nil {
		files[n] = old
		return nil, err
	}
	next.Replaced, next.Kept, next.files = maps.Clone(s.Replaced), maps.Clone(s.Kept), maps.Clone(s.files)
	next.Replaced[n], next.files[n] = true, data
	delete(next.Kept, n)
	return next, nil
}

func readLimited(dir fs.FS, name string) ([]byte, error) {
	f, err := dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		return nil, app.Fail(CodeTooBig, "")
	}
	return data, err
}

// refuse says that a file is damaged and which version s has in its place;
// lastErr is what is wrong with the copy of the last good one.
func (s *Set) refuse(name string, err, lastErr error) error {
	code := CodeDamaged
	if app.CodeOf(err) == CodeTooBig {
		code = CodeTooBig
	}
	what, used := "有问题", "自带的资料"
	if errors.Is(err, errFormer) {
		what = "是旧版程序的，与现在的程序不配"
	}
	switch {
	case s.Kept[name]:
		used = "留存的最后一份完好的资料"
	case lastErr != nil && !errors.Is(lastErr, fs.ErrNotExist) && !errors.Is(lastErr, errFormer):
		what, err = "和它的留存都有问题", errors.Join(err, lastErr)
	}
	return app.Wrap(err, code, "数据文件夹里的资料表“"+name+".json”"+what+"，没有采用，程序现在使用"+used+"（"+s.Versions[name]+" 版）。请向发给您这张表的人要一份完整的，再更新一次；不再需要它，就换回程序自带的。").At(name)
}

type head struct {
	Table   string `json:"table"`
	Version string `json:"version"` // 2006-01-02; later is newer
	Source  string `json:"source"`  // of rows that name none
	Date    string `json:"date"`
	Note    string `json:"note,omitempty"`
	// Checksum is over the rows, see the function; files that replace a table must have it.
	Checksum string          `json:"checksum,omitempty"`
	Rows     json.RawMessage `json:"rows"`
}

func strict(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("text after the end")
	}
	return nil
}

var (
	isVersion = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	isDate    = regexp.MustCompile(`^(\d{4}(-\d{2}(-\d{2})?)?|不详)$`)
	isArea    = regexp.MustCompile(`^[1-9]\d{5}$`)
)

func versionOf(data []byte) (string, error) {
	var h head
	if err := strict(data, &h); err != nil {
		return "", err
	}
	if !isVersion.MatchString(h.Version) {
		return "", fmt.Errorf("version %q is no date", h.Version)
	}
	return h.Version, nil
}

func parse(files map[string][]byte) (*Set, error) {
	s := &Set{Versions: map[string]string{}, Replaced: map[string]bool{}, Kept: map[string]bool{},
		raw: map[string]json.RawMessage{}, files: map[string][]byte{}}
	var regions []regionRow
	into := map[string]any{"sources": &s.Sources, "subject_types": &s.Subjects, "certificate_types": &s.Certificates,
		"languages": &s.Languages, "service_content_types": &s.Contents, "prior_approval_items": &s.Approvals,
		"filing_types": &s.Kinds, "filing_province_rules": &s.Provinces, "accepted_tlds": &s.Suffixes,
		"regions": &regions, "materials": &s.Materials, "providers": &s.Providers,
		"picture_sizes": &s.PictureSizes, "province_rules": &s.Bureau, "console_fields": &s.ConsoleFields, "approval_statements": &s.Statements,
		"refusal_reasons": &s.Refusals}
	heads := map[string]head{}
	for _, n := range Names {
		var h head
		if err := strict(files[n], &h); err != nil {
			return nil, fmt.Errorf("table %s: %w", n, err)
		}
		if err := h.verify(false); err != nil {
			return nil, fmt.Errorf("table %s: %w", n, err)
		}
		if h.Table != n {
			return nil, fmt.Errorf("table %s: calls itself %q", n, h.Table)
		}
		if err := strict(h.Rows, into[n]); err != nil {
			return nil, fmt.Errorf("table %s: %w", n, former(n, h.Rows, err))
		}
		heads[n], s.Versions[n], s.raw[n] = h, h.Version, h.Rows
	}
	return s, s.link(heads, regions)
}

// knownTag cuts a source down to the tag that sources.json explains:
// "UC:rule/x.md" → "UC", "HW-管局" → "HW" unless that has a row of its own.
func knownTag(known map[string]*Source, source string) string {
	tag, _, _ := strings.Cut(strings.TrimSpace(source), ":")
	if known[tag] != nil {
		return tag
	}
	short, _, _ := strings.Cut(tag, "-")
	return short
}

// Tags splits a row's source into the tags that sources.json explains.
func (s *Set) Tags(source string) []string {
	var out []string
	for _, part := range strings.Split(source, ";") {
		out = append(out, knownTag(s.source, part))
	}
	return out
}
