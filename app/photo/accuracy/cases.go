// Package accuracy measures how often the picture checks are right, over
// folders of pictures whose truth is known. The command .ci/accuracy prints it
// into docs/photo-accuracy.md; the test beside it holds the goals.
package accuracy

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"beiandesk/app/photo"
)

// Case is one picture and what is known about it.
type Case struct {
	Path  string
	Set   string // synth, realblur, …
	Kind  photo.Kind
	Cond  string  // ok, defocus, glare, …
	Level float64 // blur in shares of the text's height; for rotated: quarter turns
	Text  float64 // height of the smallest text, px; 0 unknown
	Quad  *photo.Quad
	// Make makes the picture, which lies nowhere then; Path is but its name.
	Make func() ([]byte, error)
	// Labels are those of the index, for pictures without a condition.
	Labels []string
}

var kinds = map[string]photo.Kind{"idfront": photo.IDFront, "idback": photo.IDBack, "domain": photo.DomainCertificate}

func kindOf(s string) photo.Kind {
	if k, ok := kinds[s]; ok {
		return k
	}
	if k := photo.Kind(s); k.Known() {
		return k
	}
	return photo.Other
}

// rows reads a CSV file with a head line.
func rows(path string) ([]map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []map[string]string
	for _, r := range all[1:] {
		m := map[string]string{}
		for i, name := range all[0] {
			m[name] = r[i]
		}
		out = append(out, m)
	}
	return out, nil
}

// Truth reads a folder's truth.csv: file, kind, cond, lvl or level, and the
// outline either as quad or, with the height of the text, in meta. Files that
// are not there are left out: only a part of a set may be at hand.
func Truth(folder, set string) ([]Case, error) {
	list, err := rows(filepath.Join(folder, "truth.csv"))
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, r := range list {
		c := Case{Set: set, Kind: kindOf(r["kind"]), Cond: r["cond"], Path: filepath.Join(folder, filepath.Base(r["file"]))}
		if filepath.IsAbs(r["file"]) {
			c.Path = r["file"]
		}
		if _, err := os.Stat(c.Path); errors.Is(err, os.ErrNotExist) {
			continue
		}
		level := r["lvl"]
		if level == "" {
			level = r["level"]
		}
		if level != "" {
			if c.Level, err = strconv.ParseFloat(level, 64); err != nil {
				return nil, fmt.Errorf("%s: level %q", r["file"], level)
			}
		}
		var meta struct {
			Text float64      `json:"text_px"`
			Q    [][2]float64 `json:"q"`
		}
		if r["meta"] != "" {
			if err := json.Unmarshal([]byte(r["meta"]), &meta); err != nil {
				return nil, fmt.Errorf("%s: meta: %w", r["file"], err)
			}
		}
		c.Text = meta.Text
		if r["text_px"] != "" {
			if c.Text, err = strconv.ParseFloat(r["text_px"], 64); err != nil {
				return nil, fmt.Errorf("%s: text_px %q", r["file"], r["text_px"])
			}
		}
		corners := meta.Q
		if r["quad"] != "" {
			if err := json.Unmarshal([]byte(r["quad"]), &corners); err != nil {
				return nil, fmt.Errorf("%s: quad: %w", r["file"], err)
			}
		}
		if len(corners) == 4 {
			var q photo.Quad
			for i, p := range corners {
				q[i] = photo.Point{X: p[0], Y: p[1]}
			}
			c.Quad = &q
		}
		out = append(out, c)
	}
	return out, nil
}

// Index reads one set of the shared index.csv, whose labels say what a picture
// is: "blurred;motion;level=0.55;kind=docphoto", "sharp;ok;…".
func Index(folder, set string) ([]Case, error) {
	list, err := rows(filepath.Join(folder, "index.csv"))
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, r := range list {
		if r["set"] != set {
			continue
		}
		c := Case{Set: set, Kind: photo.Other, Path: filepath.Join(folder, filepath.FromSlash(r["file"]))}
		labels := strings.Split(r["labels"], ";")
		c.Labels = labels
		for i, l := range labels {
			name, value, pair := strings.Cut(l, "=")
			switch {
			case name == "level" && pair:
				if c.Level, err = strconv.ParseFloat(value, 64); err != nil {
					return nil, fmt.Errorf("%s: %s", r["file"], l)
				}
			case i == 1 || len(labels) == 1:
				c.Cond = l
			}
		}
		if v, ok := strings.CutPrefix(r["note"], "text_px="); ok {
			if c.Text, err = strconv.ParseFloat(v, 64); err != nil {
				return nil, fmt.Errorf("%s: %s", r["file"], r["note"])
			}
		}
		out = append(out, c)
	}
	return out, nil
}
