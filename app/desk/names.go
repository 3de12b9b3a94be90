package desk

import "beiandesk/app/rule/table"

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
