package desk

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// PapersOf lists all papers for a filing with why, and what is still missing.
func (d *Desk) PapersOf(ctx context.Context, id string) ([]paper.Offer, error) {
	in, err := d.paperInput(ctx, id)
	if err != nil {
		return nil, err
	}
	return paper.Offers(in), nil
}

// Letter draws a paper, filled from the filing. id "" is no filing: a paper to
// hand out before anything is known (paper.Kind.Blank).
func (d *Desk) Letter(ctx context.Context, id string, k paper.Kind) ([]byte, error) {
	in, err := d.paperInput(ctx, id)
	if err != nil {
		return nil, err
	}
	return paper.Letter(k, in)
}

// SaveLetter draws a paper into a PDF file: written beside it first and then
// renamed, so that an existing file is whole or untouched.
func (d *Desk) SaveLetter(ctx context.Context, id string, k paper.Kind, path string) error {
	if err := d.May(MayExport); err != nil {
		return err
	}
	data, err := d.Letter(ctx, id, k)
	if err != nil {
		return err
	}
	return d.writePaper(ctx, id, path, data, string(k))
}

// SaveWord writes a paper as DOCX: from the office's own template if there is
// one, else our own wording. own tells which; the report is of the template.
func (d *Desk) SaveWord(ctx context.Context, id string, k paper.Kind, path string) (report paper.TemplateReport, own bool, err error) {
	if err := d.May(MayExport); err != nil {
		return report, false, err
	}
	in, err := d.paperInput(ctx, id)
	if err != nil {
		return report, false, err
	}
	return d.saveWord(ctx, id, k, path, in)
}

func (d *Desk) saveWord(ctx context.Context, id string, k paper.Kind, path string, in paper.Input) (report paper.TemplateReport, own bool, err error) {
	template, err := d.PaperTemplate(ctx, k)
	if err != nil {
		return report, false, err
	}
	var data []byte
	kinds := []string{string(k), "word"}
	if own = template != nil; own {
		data, report, err = paper.FillTemplate(template, in)
		kinds = append(kinds, "own")
	} else {
		data, err = paper.Word(k, in)
	}
	if err != nil {
		return report, own, err
	}
	return report, own, d.writePaper(ctx, id, path, data, kinds...)
}

// SaveWords writes several papers as SaveWord does into a folder, each under its
// own name; one that is taken gets a number, so that nothing is overwritten. It
// returns the paths and the placeholders that nobody knows. What was written
// before an error stays and is returned.
func (d *Desk) SaveWords(ctx context.Context, id string, kinds []paper.Kind, folder string) (paths, unknown []string, err error) {
	if err := d.May(MayExport); err != nil {
		return nil, nil, err
	}
	in, err := d.paperInput(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	for _, k := range kinds {
		path := freePath(folder, k.WordName())
		report, _, err := d.saveWord(ctx, id, k, path, in)
		if err != nil {
			return paths, unknown, err
		}
		paths = append(paths, path)
		for _, name := range report.Unknown {
			if !slices.Contains(unknown, name) {
				unknown = append(unknown, name)
			}
		}
	}
	return paths, unknown, nil
}

// freePath is a name in a folder that no file has yet.
func freePath(folder, name string) string {
	path := filepath.Join(folder, name)
	ext := filepath.Ext(name)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil { // not there, or not to be seen: then writing tells
			return path
		}
		path = filepath.Join(folder, strings.TrimSuffix(name, ext)+" ("+strconv.Itoa(n)+")"+ext)
	}
}

// CodeOwnPaper: the office has a Word template of its own for all these papers.
const CodeOwnPaper = "paper.own"

// SaveLetters draws several papers into one PDF. A paper for which the office
// has a template of its own is a Word document, which the program does not
// turn into PDF; such papers are left out and returned, for SaveWords. If
// nothing else is left, nothing is written and the error has CodeOwnPaper.
func (d *Desk) SaveLetters(ctx context.Context, id string, kinds []paper.Kind, path string) (apart []paper.Kind, err error) {
	if err := d.May(MayExport); err != nil {
		return nil, err
	}
	in, err := d.paperInput(ctx, id)
	if err != nil {
		return nil, err
	}
	own, err := d.PaperTemplates(ctx)
	if err != nil {
		return nil, err
	}
	var ours []paper.Kind
	var words []string
	for _, k := range kinds {
		if _, is := own[k]; is {
			apart = append(apart, k)
			continue
		}
		ours = append(ours, k)
		words = append(words, string(k))
	}
	if len(ours) == 0 && len(apart) > 0 {
		return apart, app.Fail(CodeOwnPaper, "这些文件都换成了单位自己的 Word 模板，程序不能把 Word 转成 PDF，所以没有生成。请改用“另存为 Word”，再在 Word 或 WPS 里打印或另存为 PDF。")
	}
	data, err := paper.Letters("备案文件", ours, in)
	if err != nil {
		return nil, err
	}
	return apart, d.writePaper(ctx, id, path, data, words...)
}

// paperInput gathers what papers are filled from; id "" is no filing.
func (d *Desk) paperInput(ctx context.Context, id string) (paper.Input, error) {
	v := View{}
	if id != "" {
		var err error
		if v, err = d.Open(ctx, id); err != nil {
			return paper.Input{}, err
		}
	}
	office, err := d.office(ctx)
	if err != nil {
		return paper.Input{}, err
	}
	keep, err := d.keepMonths(ctx)
	if err != nil {
		return paper.Input{}, err
	}
	in := d.paper(v, office)
	in.Keep = keep
	return in, nil
}

// keepMonths is for how long the office keeps data, 0 when it has set no end.
func (d *Desk) keepMonths(ctx context.Context) (int, error) {
	x, err := d.Retention(ctx)
	if err != nil || x.Off {
		return 0, err
	}
	return x.Months, nil
}

func (d *Desk) paper(v View, office paper.Office) paper.Input {
	f := v.Filing
	return paper.Input{Filing: &f, Needs: v.Needs, Findings: v.Findings, Office: office, Names: Names(d.Tables()), Now: d.now(),
		Touched: Touches(&f, d.Tables()), Provider: ProviderName(&f, d.Tables())}
}

// Touches lists the prior approvals at which words of a filing point.
func Touches(f *filing.Filing, t *table.Set) []rule.Touch {
	return rule.Touches(f, rule.Env{Tables: t})
}

// ProviderName is the access provider as papers name it, "" while none is
// chosen.
func ProviderName(f *filing.Filing, t *table.Set) string {
	p := t.Provider(f.Provider)
	if f.Provider == "" || p.ID == table.GenericProvider {
		return ""
	}
	name, _, _ := strings.Cut(p.Name, "（") // a remark of the program's own
	return name
}

// writePaper writes a paper and logs it. The entry comes first: what left the
// program unlogged could not be told from what never did.
func (d *Desk) writePaper(ctx context.Context, id, path string, data []byte, kinds ...string) error {
	if info := filepath.Base(path); info == "." || info == string(filepath.Separator) {
		return app.Fail("file.write", "文件没有写成。请另选一个保存位置再试。")
	}
	if err := d.update(ctx, MayExport, func(tx Tx) error { return d.record(tx, did(DidPaper, kinds...), id) }); err != nil {
		return err
	}
	return WriteFile(path, data)
}
