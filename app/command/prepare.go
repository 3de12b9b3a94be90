package command

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/paper"
	"beiandesk/app/parcel"
	"beiandesk/app/photo"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

func prepare(ctx context.Context, e Env, args []string) (int, error) {
	fs := flag.NewFlagSet("prepare", flag.ContinueOnError)
	out := fs.String("out", "", "")
	draft := fs.Bool("draft", false, "")
	plain := fs.Bool("no-watermark", false, "")
	originals := fs.Bool("originals", false, "")
	size := fs.String("size", "", "")
	word := fs.Bool("word", false, "")
	asJSON := fs.Bool("json", false, "")
	rest, err := parse(fs, args)
	if err != nil {
		return 0, err
	}
	if len(rest) != 1 {
		return 0, usageError("请给出一个文件夹，里面有 filing.json 和图片。")
	}
	if *out == "" {
		return 0, usageError("请用 --out 指定材料包写到哪个文件夹。")
	}
	if _, own := e.Tables.PictureSize(*size); *size != "" && !own {
		return 0, usageError("不认识“" + *size + "”的图片要求。可以写：" + strings.Join(sizeIDs(e.Tables), "、") + "；不写则按备案的接入商。")
	}
	e.limits()
	in, err := parcel.Open(ctx, rest[0])
	if err != nil {
		return 0, err
	}
	bad, err := desk.JudgeAll(ctx, in.Filing, in.Pictures, in.Sources)
	if err != nil {
		return 0, err
	}
	v := desk.Look(in.Filing, e.Tables, e.Now())
	e.target = desk.TargetOf(e.Tables, cmp.Or(*size, in.Filing.Provider))
	code := ExitOK
	if !rule.Summarise(v.Findings).OK() || rejected(in.Filing) {
		code = ExitFindings
	}
	judged := slices.Clone(in.Filing.Materials)
	for _, x := range bad { // nothing to put into a draft; the rest must not fall with it
		v.Filing.DropMaterial(x.Slot)
		in.Warnings = append(in.Warnings, parcel.Warning{Code: "picture-unreadable", Field: string(filing.MaterialField(x.Slot)),
			Text: "“" + paper.SlotName(x.Slot, in.Filing) + "”的图片读不出来，不放进材料包：" + app.MessageOf(x.Err)})
	}
	made, err := build(ctx, e, &v, in, *out, code == ExitOK || *draft, packageOptions{*plain, *originals, *word})
	if err != nil {
		return 0, err
	}
	if *asJSON {
		r := report(&v, in.Warnings)
		r["pictures"] = append([]filing.Material{}, judged...)
		r["package"] = made.Path
		r["draft"] = made.Draft
		r["files"] = append([]string{}, made.Files...)
		return code, writeJSON(e.Out, r)
	}
	for _, w := range in.Warnings {
		fmt.Fprintln(e.Out, "注意  "+w.Text)
	}
	for _, m := range judged {
		fmt.Fprintf(e.Out, "%s  %s\n", outcomeWord[photo.Outcome(m.Outcome)], m.Slot)
		for _, i := range m.Issues {
			fmt.Fprintln(e.Out, "      "+i.Text)
		}
	}
	printFindings(e.Out, &v, desk.Names(e.Tables).Source)
	switch {
	case made.Path == "":
		fmt.Fprintln(e.Out, "没有生成材料包：还有必须修改的问题。改好后再试；确实要先看草稿，请加 --draft。")
	case made.Draft:
		fmt.Fprintln(e.Out, "已生成草稿："+made.Path)
	default:
		fmt.Fprintln(e.Out, "已生成材料包："+made.Path)
	}
	for _, n := range made.Notes {
		fmt.Fprintln(e.Out, "注意  "+n.File+"："+n.Text)
	}
	return code, nil
}

func rejected(f *filing.Filing) bool {
	for _, m := range f.Materials {
		if m.Status() == filing.MaterialRetake {
			return true
		}
	}
	return false
}

// packageOptions are what a package holds besides what is usual: of the
// pictures only copies with a watermark, of the papers only PDF.
type packageOptions struct{ plain, originals, word bool }

// build writes the package; without leave for a draft and with blocks it
// writes nothing.
func build(ctx context.Context, e Env, v *desk.View, opened parcel.Opened, dir string, leave bool, o packageOptions) (parcel.Result, error) {
	if !leave {
		return parcel.Result{}, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return parcel.Result{}, app.Wrap(err, "file.write", "建不了文件夹“"+dir+"”。请检查写入权限，或换一个位置。")
	}
	in := parcel.Input{Filing: &v.Filing, Needs: v.Needs, Findings: v.Findings, Names: desk.Names(e.Tables), Now: e.Now(), Overwrite: true, Word: o.word,
		Touched: desk.Touches(&v.Filing, e.Tables), Provider: desk.ProviderName(&v.Filing, e.Tables),
		Picture: func(_ context.Context, m filing.Material) ([]byte, error) {
			data, ok := opened.Pictures[m.Slot]
			if !ok {
				return nil, app.Fail(app.CodeNotFound, "文件夹里没有图片“"+m.Picture+"”。请放好图片再试。").At(string(filing.MaterialField(m.Slot)))
			}
			return data, nil
		},
		Source: func(_ context.Context, m filing.Material) ([]byte, error) { return opened.Sources[m.Slot], nil }}
	in.NoOriginals = !o.originals
	if !o.plain {
		in.Watermark = photo.WatermarkText(v.Filing.Domain.Name, in.Now)
	}
	in.Target = e.target.Target
	return parcel.Build(ctx, in, filepath.Join(dir, parcel.SuggestName(v.Filing.Domain.Name, in.Now, false)), nil)
}

// sizeIDs are the pages that --size takes.
func sizeIDs(t *table.Set) []string {
	var ids []string
	for _, r := range t.PictureSizes {
		if r.Kind == "" {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// writeSample writes the fictional customer as a folder that prepare takes.
func writeSample(_ context.Context, e Env, args []string) (int, error) {
	switch rest, err := parse(flag.NewFlagSet("sample", flag.ContinueOnError), args); {
	case err != nil:
		return 0, err
	case len(rest) != 1 || rest[0] == "":
		return 0, usageError("请给出要写入的文件夹。")
	default:
		args = rest
	}
	dir := args[0]
	if _, err := os.Stat(filepath.Join(dir, parcel.FilingFile)); err == nil {
		return 0, app.Fail("sample.there", "“"+dir+"”里已有 "+parcel.FilingFile+"，写样本会盖掉它。请换一个空文件夹。")
	}
	f := sample.Filing(e.Now())
	pictures, err := sample.Pictures(f)
	if err != nil {
		return 0, err
	}
	fail := func(err error) (int, error) {
		return 0, app.Wrap(err, "file.write", "样本没有写成。请检查“"+dir+"”的写入权限和磁盘空间。")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fail(err)
	}
	for _, p := range pictures {
		f.PutMaterial(filing.Material{Slot: p.Slot, Picture: p.Name})
		if err := os.WriteFile(filepath.Join(dir, p.Name), p.Data, 0o644); err != nil {
			return fail(err)
		}
	}
	data, err := parcel.Encode(f)
	if err != nil {
		return 0, err
	}
	if err := os.WriteFile(filepath.Join(dir, parcel.FilingFile), data, 0o644); err != nil {
		return fail(err)
	}
	fmt.Fprintf(e.Out, "样本已写入 %s：%s 和 %d 张图片。\n试一试：beiandesk prepare %s --out out\n", dir, parcel.FilingFile, len(pictures), dir)
	return ExitOK, nil
}
