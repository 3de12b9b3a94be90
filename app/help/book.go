package help

import (
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"sync"

	"beiandesk/app/filing"
	"beiandesk/assets"
)

// Book is all articles.
type Book struct {
	all  []*Article
	byID map[string]*Article
}

// Default is the book of the embedded articles, read once.
var Default = sync.OnceValues(func() (*Book, error) { return Load(assets.Help()) })

// Load reads every .md file at the root of fsys. It refuses the whole book if
// one article breaks a rule of the format, if a link leads nowhere, or if a
// field does not exist: a gap in the help is found by its test, not by a
// person who needs it.
func Load(fsys fs.FS) (*Book, error) {
	names, err := fs.Glob(fsys, "*.md")
	if err != nil {
		return nil, fmt.Errorf("list articles: %w", err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("there are no articles")
	}
	b := &Book{byID: map[string]*Article{}}
	for _, name := range names {
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		a, err := parse(name, string(src))
		if err != nil {
			return nil, err
		}
		b.byID[a.ID] = a
		b.all = append(b.all, a)
	}
	for _, a := range b.all {
		if err := b.resolve(a); err != nil {
			return nil, fmt.Errorf("%s.md: %w", a.ID, err)
		}
	}
	rank := map[string]int{}
	for i, g := range Groups {
		rank[g] = i
	}
	sort.SliceStable(b.all, func(i, j int) bool {
		x, y := b.all[i], b.all[j]
		if x.Group != y.Group {
			return rank[x.Group] < rank[y.Group]
		}
		return x.Order < y.Order
	})
	return b, nil
}

// resolve fills in the titles of [[links]] and checks links and fields.
func (b *Book) resolve(a *Article) error {
	var bad error
	each(a.Blocks, func(spans []Span) {
		for i, s := range spans {
			if s.Link == "" || External(s.Link) {
				continue
			}
			to, ok := b.byID[s.Link]
			switch {
			case !ok:
				bad = fmt.Errorf("link to %s leads nowhere", s.Link)
			case s.Text == "":
				spans[i].Text = to.Title
			}
		}
	})
	a.text = plainText(a.Blocks)
	for _, f := range a.Fields {
		if !known(f) {
			bad = fmt.Errorf("there is no field %s", f)
		}
	}
	return bad
}

// known tells whether f is the path of a field or the head of one.
func known(f string) bool {
	if rest, ok := strings.CutPrefix(f, "material"); ok {
		return rest == "" || strings.HasPrefix(rest, ".") && len(rest) > 1
	}
	for _, p := range filing.Fields() {
		if under(string(p), f) {
			return true
		}
	}
	return f == "sms" || f == "portrait"
}

// under tells whether path is head itself or lies below it. A slot's running
// number counts as a level: "material.other-1" lies under "material.other".
func under(path, head string) bool {
	rest, ok := strings.CutPrefix(path, head)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '-')
}

// All returns the articles in the order of the list of topics.
func (b *Book) All() []*Article { return b.all }

// Article returns the article with an id, or nil.
func (b *Book) Article(id string) *Article { return b.byID[id] }

// In returns the articles of a group, in order.
func (b *Book) In(group string) []*Article {
	var out []*Article
	for _, a := range b.all {
		if a.Group == group {
			out = append(out, a)
		}
	}
	return out
}

// ForField returns the articles that explain a field, those that name it most
// closely first. It is empty for an unknown field.
func (b *Book) ForField(path string) []*Article {
	type match struct {
		a   *Article
		len int
	}
	var found []match
	for _, a := range b.all {
		best := 0
		for _, f := range a.Fields {
			if under(path, f) {
				best = max(best, len(f))
			}
		}
		if best > 0 {
			found = append(found, match{a, best})
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].len > found[j].len })
	out := make([]*Article, len(found))
	for i, m := range found {
		out[i] = m.a
	}
	return out
}
