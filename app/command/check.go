package command

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/photo"
)

// checked is the result of one picture; its JSON form is documented in
// docs/filing-format.md.
type checked struct {
	File    string        `json:"file"`
	Outcome photo.Outcome `json:"outcome"`
	Format  photo.Format  `json:"format,omitempty"`
	Width   int           `json:"width,omitempty"`
	Height  int           `json:"height,omitempty"`
	Bytes   int64         `json:"bytes"`
	Issues  []issue       `json:"issues"`
}

type issue struct {
	Code     string        `json:"code"`
	Outcome  photo.Outcome `json:"outcome"`
	Text     string        `json:"text"`
	Measured float64       `json:"measured,omitempty"`
	Limit    float64       `json:"limit,omitempty"`
	Unit     string        `json:"unit,omitempty"`
}

func check(ctx context.Context, e Env, args []string) (int, error) {
	fs := flag.NewFlagSet("check", flag.ContinueOnError)
	kind := fs.String("kind", "", "")
	asJSON := fs.Bool("json", false, "")
	files, err := parse(fs, args)
	if err != nil {
		return 0, err
	}
	known := false
	for _, k := range photo.Kinds() {
		known = known || string(k) == *kind
	}
	if !known {
		return 0, usageError("请用 --kind 说明图片类别：licence、id-front、id-back、domain-certificate、letter、portrait 或 other。")
	}
	if len(files) == 0 {
		return 0, usageError("请给出至少一张图片。")
	}
	code := ExitOK
	var results []checked
	for _, name := range files {
		r, err := checkFile(ctx, photo.Kind(*kind), name)
		if err != nil {
			return 0, err
		}
		results = append(results, r)
		if r.Outcome == photo.Reject {
			code = ExitFindings
		}
	}
	if *asJSON {
		return code, writeJSON(e.Out, map[string]any{"kind": *kind, "pictures": results})
	}
	for _, r := range results {
		fmt.Fprintf(e.Out, "%s  %s", outcomeWord[r.Outcome], r.File)
		if r.Width > 0 {
			fmt.Fprintf(e.Out, "  %d×%d 像素", r.Width, r.Height)
		}
		fmt.Fprintln(e.Out)
		for _, i := range r.Issues {
			fmt.Fprintln(e.Out, "      "+i.Text)
		}
	}
	return code, nil
}

var outcomeWord = map[photo.Outcome]string{photo.Pass: "合格", photo.Doubtful: "存疑", photo.Reject: "不合格"}

// checkFile judges one file. What is wrong with the file itself is a result,
// not an error: one bad file does not stop the rest.
func checkFile(ctx context.Context, kind photo.Kind, name string) (checked, error) {
	r := checked{File: name, Issues: []issue{}}
	refuse := func(err error) (checked, error) {
		if ctx.Err() != nil {
			return r, app.Wrap(ctx.Err(), app.CodeCanceled, "已取消。")
		}
		r.Outcome = photo.Reject
		r.Issues = append(r.Issues, issue{Code: app.CodeOf(err), Outcome: photo.Reject, Text: app.MessageOf(err)})
		return r, nil
	}
	data, err := desk.ReadPicture(name)
	if err != nil {
		return refuse(err)
	}
	r.Bytes = int64(len(data))
	p, err := photo.Read(ctx, filepath.Base(name), data)
	if err != nil {
		return refuse(err)
	}
	v, err := photo.Judge(ctx, p, photo.Ask{Kind: kind})
	if err != nil {
		return refuse(err)
	}
	r.Outcome, r.Format, r.Width, r.Height = v.Outcome, p.Format, p.Width, p.Height
	for _, i := range v.Issues {
		r.Issues = append(r.Issues, issue{string(i.Code), i.Outcome, i.Text, i.Measured, i.Limit, i.Unit})
	}
	return r, nil
}
