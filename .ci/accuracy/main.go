// Command accuracy judges folders of pictures with known truth and prints how
// often the checks are right:
//
//	go run -tags migrated_fynedo ./.ci/accuracy -photos FOLDER [-out docs/photo-accuracy.md]
//	go run -tags migrated_fynedo ./.ci/accuracy -truth FOLDER [-misses]
//	go run -tags migrated_fynedo ./.ci/accuracy -photos FOLDER -people FOLDER [-misses] [-keep FOLDER]
//
// The last recomposes portraits: of the persons in a folder with pictures and
// outlines.json (“shared”: those of -photos; “drawn”: the specimen), and may
// keep the pictures. FOLDER of -photos holds index.csv and synth/truth.csv, that of -truth one
// truth.csv. -dump FILE writes one line of JSON for each picture.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"beiandesk/app/photo/accuracy"
)

func main() {
	photos := flag.String("photos", "", "")
	truth := flag.String("truth", "", "")
	out := flag.String("out", "", "")
	dump := flag.String("dump", "", "")
	misses := flag.Bool("misses", false, "")
	people := flag.String("people", "", "")
	keep := flag.String("keep", "", "")
	flag.Parse()
	var err error
	if *people != "" {
		err = portraits(*photos, *people, *dump, *keep, *misses)
	} else {
		err = run(*photos, *truth, *out, *dump, *misses)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(photos, truth, out, dump string, misses bool) error {
	ctx := context.Background()
	switch {
	case photos != "":
		text, err := accuracy.Document(ctx, photos)
		if err != nil {
			return err
		}
		if out != "" {
			return os.WriteFile(out, []byte(text), 0o644)
		}
		fmt.Print(text)
		return nil
	case truth != "":
		cases, err := accuracy.Truth(truth, filepath.Base(truth))
		if err != nil {
			return err
		}
		results := accuracy.Run(ctx, cases)
		if dump != "" {
			if err := write(dump, results); err != nil {
				return err
			}
		}
		goals := accuracy.Goals(results)
		show(goals, results, misses)
		return nil
	}
	flag.Usage()
	os.Exit(2)
	return nil
}

func show(goals []accuracy.Goal, results []accuracy.Result, misses bool) {
	fmt.Print(accuracy.Promises(goals), "\n", accuracy.Conditions(results))
	if misses {
		for _, g := range goals {
			for _, m := range g.Miss {
				fmt.Printf("%s: %s\n", g.Name, m)
			}
		}
	}
}

func portraits(photos, people, dump, keep string, misses bool) error {
	var cases []accuracy.Case
	var err error
	switch people {
	case "drawn":
		cases, err = accuracy.DrawnPortraits()
	case "shared":
		cases, err = accuracy.Portraits(photos)
	default:
		cases, err = accuracy.OtherPortraits(photos, people)
	}
	if err != nil {
		return err
	}
	if keep != "" {
		for i, c := range cases {
			cases[i].Make = func() ([]byte, error) {
				data, err := c.Make()
				if err != nil {
					return nil, err
				}
				return data, os.WriteFile(filepath.Join(keep, c.Path), data, 0o644)
			}
		}
	}
	results := accuracy.Run(context.Background(), cases)
	if dump != "" {
		if err := write(dump, results); err != nil {
			return err
		}
	}
	show(accuracy.PortraitGoals(results), results, misses)
	return nil
}

func write(path string, results []accuracy.Result) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	e := json.NewEncoder(f)
	for _, r := range results {
		if err := e.Encode(map[string]any{"file": filepath.Base(r.Path), "kind": r.Kind, "cond": r.Cond, "level": r.Level, "text": r.Text, "quad": r.Quad,
			"outcome": r.Verdict.Outcome, "issues": r.Verdict.Issues, "facts": r.Verdict.Facts, "read": r.Read.Seconds(), "judge": r.Judge.Seconds()}); err != nil {
			return err
		}
	}
	return f.Close()
}
