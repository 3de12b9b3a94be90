package desk

import (
	"slices"
	"strings"

	"beiandesk/app/rule/table"
)

// names gives the words behind the codes of a filing, from the tables.
type names struct{ t *table.Set }

// Names gives the Chinese words behind codes.
func Names(t *table.Set) names { return names{t} }

func (n names) Area(code string) string { return n.t.Regions.AreaOf(code) }

func (n names) Nature(code int) string { x, _ := n.t.Subject(code); return x.Name }

func (n names) Certificate(code int) string { x, _ := n.t.Certificate(code); return x.Name }

func (n names) Content(code int) string { x, _ := n.t.Content(code); return x.Name }

func (n names) Language(code int) string { x, _ := n.t.Language(code); return x.Name }

func (n names) Approval(code int) string { x, _ := n.t.Approval(code); return x.Name }

// Source names the sources behind tags in words that a person understands:
// "UC:rule/x.md; HW-管局" → "优刻得 UCloud 备案文档；华为云 ICP 备案知识库". What stands in
// brackets in the table (repository, commit) is left to the table's page.
func (n names) Source(tags string) string {
	var out []string
	for _, tag := range n.t.Tags(tags) {
		s, ok := n.t.Source(tag)
		if !ok {
			continue
		}
		words, _, _ := strings.Cut(s.Name, "（")
		words, _, _ = strings.Cut(words, "；")
		if words != "" && !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return strings.Join(out, "；")
}
