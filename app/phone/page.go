package phone

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"io/fs"
	"strings"
	"sync"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/assets"
)

// pages are the templates of the phone's page, with script and style inside:
// one answer is all a phone needs.
type pages struct {
	set    *template.Template
	policy string // Content-Security-Policy
}

var loadPages = sync.OnceValues(func() (*pages, error) {
	p, err := readPages(assets.Phone())
	if err != nil {
		return nil, app.Wrap(err, "phone.page", "手机页面读不出来。请重新安装程序后再试。")
	}
	return p, nil
})

func readPages(dir fs.FS) (*pages, error) {
	script, err := fs.ReadFile(dir, "phone.js")
	if err != nil {
		return nil, err
	}
	style, err := fs.ReadFile(dir, "phone.css")
	if err != nil {
		return nil, err
	}
	drawings := map[string]template.HTML{}
	files, err := fs.Glob(dir, "*.svg")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		b, err := fs.ReadFile(dir, f)
		if err != nil {
			return nil, err
		}
		drawings[strings.TrimSuffix(f, ".svg")] = template.HTML(b) // ours, embedded
	}
	set, err := template.New("page").Funcs(template.FuncMap{
		"script":  func() template.HTML { return template.HTML("<script>" + string(script) + "</script>") },
		"style":   func() template.HTML { return template.HTML("<style>" + string(style) + "</style>") },
		"tileOf":  func(t tileView, key, back string) tileData { return tileData{t, key, back} },
		"drawing": func(name string) template.HTML { return drawings[name] },
	}).ParseFS(dir, "*.html")
	if err != nil {
		return nil, err
	}
	return &pages{set: set, policy: strings.Join([]string{
		"default-src 'none'",
		"script-src '" + cspHash(script) + "'",
		"style-src '" + cspHash(style) + "'",
		"img-src blob: data:", // the preview, and the icon that spares a request
		"connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
	}, "; ")}, nil
}

func cspHash(content []byte) string {
	sum := sha256.Sum256(content)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func (p *pages) draw(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	if err := p.set.ExecuteTemplate(&b, name, data); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// view is what the templates see.
type view struct {
	Page   string // name of the template
	Title  string
	Left   int    // seconds, 0: no countdown
	LeftIn string // the same in words
	Key    string // for forms, see Server.ours
	WeChat bool
	Plain  bool // no HTTPS
	PIN    bool
	Error  string
	Head   string // of messages
	Text   string
	Tiles  []tileView
	Fields []fieldView
	Tile   tileView // of a result page
	Most   int64    // bytes of a picture
}

// tileView is a tile on the page and in the answer of state.
type tileView struct {
	Slot  filing.Slot `json:"slot"`
	State tileState   `json:"state"`
	N     int         `json:"n"` // pictures received
	Head  string      `json:"head,omitempty"`
	Lines []string    `json:"lines,omitempty"`

	Title  string `json:"-"`
	Why    string `json:"-"`
	Kind   string `json:"-"` // which drawing
	Camera string `json:"-"` // "user" or "environment"
}

// tileData is what the template of one tile sees.
type tileData struct {
	Tile tileView
	Key  string
	Back string // the way to the page's own address
}

// Open tells whether the tile still takes a picture.
func (t tileView) Open() bool { return t.State != tileAccepted }

// fieldView is a text on the page and in the answer of state.
type fieldView struct {
	Path  filing.Field `json:"path"`
	State string       `json:"state,omitempty"` // sent, taken, left
	Words string       `json:"words,omitempty"`

	Label string    `json:"-"`
	Kind  FieldKind `json:"-"`
	Max   int       `json:"-"`
}

// stateView is the answer of state.
type stateView struct {
	Phase  string      `json:"phase"` // start, waiting, away, open, done
	Left   int         `json:"left"`  // seconds
	Tiles  []tileView  `json:"tiles,omitempty"`
	Fields []fieldView `json:"fields,omitempty"`
}

// tileViews copies the tiles. Called with the lock held.
func (s *Server) tileViews() []tileView {
	var out []tileView
	for _, t := range s.tiles {
		out = append(out, viewOf(t))
	}
	return out
}

func viewOf(t *tile) tileView {
	kind, camera := t.slot.ID.PhotoKind(), "environment"
	if kind == frontCamera {
		camera = "user"
	}
	return tileView{Slot: t.slot.ID, State: t.state, N: t.n, Head: t.head, Lines: t.lines,
		Title: t.slot.Title, Why: t.slot.Why, Kind: kind, Camera: camera}
}

// frontCamera is the kind of picture that a phone's front camera takes.
const frontCamera = "portrait"

// fieldViews copies the texts. Called with the lock held.
func (s *Server) fieldViews() []fieldView {
	var out []fieldView
	for _, f := range s.opt.Fields {
		a := s.fields[f.Path]
		v := fieldView{Path: f.Path, State: a.state, Label: f.Label, Kind: f.Kind, Max: maxText[f.Kind]}
		switch a.state {
		case "sent":
			v.Words = "已发送，等电脑确认"
		case "taken":
			v.Words = "电脑已采用"
		case "left":
			v.Words = "电脑没有采用"
			if a.note != "" {
				v.Words += "：" + a.note
			}
		}
		out = append(out, v)
	}
	return out
}

// phase tells where a phone stands. Called with the lock held.
func (s *Server) phase(d *device) string {
	switch {
	case d == nil:
		return "start"
	case d.state == deviceWaiting:
		return "waiting"
	case d.state == deviceAway:
		return "away"
	case s.all():
		return "done"
	}
	return "open"
}
