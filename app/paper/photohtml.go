package paper

import (
	"bytes"
	"encoding/base64"
	"html/template"
	"strings"

	"beiandesk/app/filing"
)

// HTML writes the report as one page that needs nothing from outside: the
// pictures stand in it, no script and no address is loaded, and names of files
// are text whatever is in them. The error is an *app.Error.
func (r PhotoReport) HTML() ([]byte, error) {
	type issue struct {
		PhotoIssue
		Class string
	}
	type line struct {
		PhotoLine
		Word, Class, About string
		Image              template.URL
		Issues             []issue
	}
	class := map[filing.Outcome]string{filing.Pass: "pass", filing.Doubtful: "doubtful", filing.Reject: "reject"}
	page := struct {
		Title, Counts, Made, Stopped, Private, Legend string
		Lines                                         []line
	}{photoTitle, r.counts(), r.made(), r.Stopped, photoPrivate, photoLegend, nil}
	for _, l := range r.Lines {
		x := line{PhotoLine: l, Word: photoOutcomes[l.Outcome].word, Class: class[l.Outcome], About: strings.Join(nonEmpty([]string{l.Kind, l.Size}), "　")}
		if len(l.Picture) > 0 {
			x.Image = template.URL("data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(l.Picture))
		}
		for _, i := range l.Issues {
			x.Issues = append(x.Issues, issue{i, class[i.Outcome]})
		}
		page.Lines = append(page.Lines, x)
	}
	var out bytes.Buffer
	if err := photoPage.Execute(&out, page); err != nil {
		return nil, fail(err)
	}
	return out.Bytes(), nil
}

var photoPage = template.Must(template.New("report").Parse(`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{{.Title}}</title>
<style>
:root { --ink: #1b1f27; --muted: #5a6372; --ground: #fff; --card: #f7f8fa; --line: #d9dde3; --pass: #1b7a46; --doubtful: #8a5a00; --reject: #b3263e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaee; --muted: #a3abb8; --ground: #15181d; --card: #1e2229; --line: #353b45; --pass: #59c98c; --doubtful: #e0a94a; --reject: #ff8095; }
}
@media print {
  :root { --ink: #000; --muted: #444; --ground: #fff; --card: #fff; --line: #bbb; --pass: #1b7a46; --doubtful: #8a5a00; --reject: #b3263e; }
  article { break-inside: avoid; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 980px; background: var(--ground); color: var(--ink); font: 15px/1.6 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { margin: 0; font-size: 24px; }
h2 { margin: 0; font-size: 16px; overflow-wrap: anywhere; }
p { margin: 4px 0; }
.counts { font-weight: bold; }
.muted { color: var(--muted); font-size: 13px; }
.private { color: var(--reject); font-size: 13px; }
article { display: flex; gap: 20px; margin: 16px 0; padding: 16px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
article img { flex: none; width: 300px; height: auto; max-height: 300px; object-fit: contain; object-position: left top; align-self: flex-start; }
article > div { flex: 1; min-width: 0; }
.word { font-weight: bold; }
.pass { color: var(--pass); } .doubtful { color: var(--doubtful); } .reject { color: var(--reject); }
li.pass { color: var(--muted); }
ul { margin: 8px 0; padding-left: 18px; }
li span { display: block; color: var(--ink); }
li small { display: block; color: var(--muted); }
dl { display: flex; flex-wrap: wrap; gap: 2px 16px; margin: 8px 0 0; font-size: 13px; color: var(--muted); }
dl div { display: flex; gap: 6px; } dt, dd { margin: 0; }
@media (max-width: 640px) { article { flex-direction: column; } article img { width: 100%; height: auto; } }
</style>
</head>
<body>
<header>
<h1>{{.Title}}</h1>
<p class="counts">{{.Counts}}</p>
<p class="muted">{{.Made}}</p>
{{- if .Stopped}}
<p class="reject">{{.Stopped}}</p>
{{- end}}
<p class="private">{{.Private}}</p>
<p class="muted">{{.Legend}}</p>
</header>
<main>
{{- range .Lines}}
<article>
{{- if .Image}}
<img src="{{.Image}}" alt="{{.File}}">
{{- end}}
<div>
<h2>{{.File}}</h2>
<p class="word {{.Class}}">{{.Word}}</p>
<p class="muted">{{.About}}</p>
{{- if .Issues}}
<ul>
{{- range .Issues}}
<li class="{{.Class}}">{{.Text}}{{if .Remedy}}<span>{{.Remedy}}</span>{{end}}{{if .Number}}<small>{{.Number}}</small>{{end}}</li>
{{- end}}
</ul>
{{- end}}
{{- if .Asked}}
<p class="muted">请自己看一眼：{{range .Asked}}{{.}}{{end}}</p>
{{- end}}
{{- if .Facts}}
<dl>
{{- range .Facts}}
<div><dt>{{index . 0}}</dt><dd>{{index . 1}}</dd></div>
{{- end}}
</dl>
{{- end}}
</div>
</article>
{{- end}}
</main>
</body>
</html>
`))
