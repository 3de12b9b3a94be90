package help_test

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"beiandesk/app/filing"
	"beiandesk/app/help"
	"beiandesk/assets"
)

func book(t testing.TB) *help.Book {
	t.Helper()
	b, err := help.Default()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Loading is the test of format, ids, links and fields: it refuses the whole
// book otherwise.
func TestEveryArticleLoads(t *testing.T) {
	files, err := fs.Glob(assets.Help(), "*.md")
	if err != nil {
		t.Fatal(err)
	}
	b := book(t)
	if len(b.All()) != len(files) || len(files) < 40 {
		t.Errorf("%d articles from %d files", len(b.All()), len(files))
	}
	for _, g := range help.Groups {
		if len(b.In(g)) == 0 {
			t.Errorf("group %s is empty", g)
		}
	}
	titles := map[string]string{}
	for _, a := range b.All() {
		if other, twice := titles[a.Title]; twice {
			t.Errorf("%s and %s have the title %s", other, a.ID, a.Title)
		}
		titles[a.Title] = a.ID
	}
}

// The first paragraph stands in the narrow panel beside a field.
func TestLeadsAreShort(t *testing.T) {
	for _, a := range book(t).All() {
		if n := utf8.RuneCountInString(help.Plain(a.Lead())); n < 15 || n > 80 {
			t.Errorf("%s: the lead has %d characters, wanted 15 to 80", a.ID, n)
		}
	}
}

// What issue 2 and six-steps.md A–F ask to be explained.
func TestTopicsAreThere(t *testing.T) {
	b := book(t)
	for _, id := range []string{"two-filings", "benefits", "materials", "provider-limits", "who-submits",
		"seven-questions", "seven-notices", "flow", "filing-kinds", "step-1-type", "step-2-region",
		"step-3-information", "step-4-material", "step-5-portrait", "step-6-sms", "domain-certificate",
		"photo-guide", "site-name", "address", "responsible-persons", "emergency-contacts", "prior-approval",
		"after-approval", "footer", "dns-check", "police-filing", "renewals", "change-filing", "transfer-in",
		"when-refused", "data-protection", "passphrase", "shortcuts", "glossary", "templates", "office-profile"} {
		if b.Article(id) == nil {
			t.Errorf("no article %s", id)
		}
	}
	if n := blocks(b.Article("seven-questions"), help.Heading); n != 7 {
		t.Errorf("%d of the seven questions", n)
	}
	for _, a := range b.Article("seven-notices").Blocks {
		if a.Kind == help.List && len(a.Items) != 7 {
			t.Errorf("%d of the seven notices", len(a.Items))
		}
	}
	if blocks(b.Article("flow"), help.FlowBlock) != 1 {
		t.Error("the flow chart is not drawn")
	}
	for _, id := range []string{"two-filings", "filing-kinds", "materials"} {
		if blocks(b.Article(id), help.TableBlock) == 0 {
			t.Errorf("%s has no table", id)
		}
	}
}

// The words of the program and the words of its help are the same.
func TestWordsOfTheTrade(t *testing.T) {
	b := book(t)
	states := b.Article("states").Text()
	for _, s := range filing.States {
		if !strings.Contains(states, s.Name()+"：") {
			t.Errorf("state %s is not explained", s.Name())
		}
	}
	for i, s := range filing.Steps {
		if !strings.HasSuffix(b.In("六个步骤")[i].Title, "："+s.Name()) {
			t.Errorf("step %d is called %s", s, b.In("六个步骤")[i].Title)
		}
	}
	for _, k := range filing.Kinds {
		found := false
		name, _, _ := strings.Cut(k.Name(), "（")
		for _, a := range b.ForField("kind") {
			found = found || strings.Contains(a.Text(), name)
		}
		if found || k == filing.KindCancelSubject || k == filing.KindCancelSite || k == filing.KindCancelAccess {
			continue // the three kinds of cancelling have an article of their own
		}
		t.Errorf("kind %s is not explained", k.Name())
	}
	for _, k := range []filing.Kind{filing.KindCancelSubject, filing.KindCancelSite, filing.KindCancelAccess} {
		if !strings.Contains(b.Article("cancel-filing").Text(), k.Name()+"：") {
			t.Errorf("kind %s is not explained", k.Name())
		}
	}
}

func blocks(a *help.Article, k help.BlockKind) (n int) {
	for _, b := range a.Blocks {
		if b.Kind == k {
			n++
		}
	}
	return n
}

// Whatever field has the focus, the panel has something to say.
func TestEveryFieldHasAnArticle(t *testing.T) {
	b := book(t)
	own := []filing.Field{"note"} // the office's own note needs no explanation
	for _, f := range filing.Fields() {
		if got := b.ForField(string(f)); len(got) == 0 && !slices.Contains(own, f) {
			t.Errorf("no article for %s", f)
		}
	}
	for _, s := range []filing.Slot{filing.SlotLicence, filing.SlotLegalFront, filing.SlotLegalBack,
		filing.SlotPrincipalFront, filing.SlotAgentBack, filing.SlotDomain, filing.SlotLetterAgent,
		filing.SlotLetterLegal, filing.SlotCommitment, filing.SlotPortrait, filing.SlotApproval(9), filing.SlotOther(2)} {
		f := string(filing.MaterialField(s))
		if got := b.ForField(f); len(got) == 0 || got[0].ID == "materials" {
			t.Errorf("no article of its own for %s", f)
		}
	}
}

func TestForFieldTakesTheClosest(t *testing.T) {
	b := book(t)
	for field, want := range map[string]string{
		"site.name":                   "site-name",
		"site.approvals":              "prior-approval",
		"organiser.name":              "organiser",
		"organiser.cert_number":       "organiser",
		"organiser.address.street":    "address",
		"legal.name":                  "responsible-persons",
		"legal.mobile":                "contact-details",
		"agent.valid_to":              "person-certificates",
		"emergency2.mobile":           "emergency-contacts",
		"answers.mainland":            "is-it-needed",
		"answers.domain_filed":        "filing-kinds",
		"domain.name":                 "step-1-type",
		"domain.holder":               "domain-certificate",
		"region.city":                 "step-2-region",
		"material.domain-certificate": "domain-certificate",
		"material.letter-agent":       "authorisation-letter",
		"material.approval-9":         "prior-approval",
		"material.other-1":            "other-material",
		"material.portrait":           "step-5-portrait",
		"portrait.link":               "step-5-portrait",
		"sms":                         "step-6-sms",
	} {
		if got := b.ForField(field); len(got) == 0 || got[0].ID != want {
			t.Errorf("%s: %v, want %s first", field, ids(got), want)
		}
	}
	// "domain" is the head of "domain.name", not of "domains".
	if got := b.ForField("domains"); len(got) != 0 {
		t.Errorf("domains: %v", ids(got))
	}
}

func ids(as []*help.Article) (out []string) {
	for _, a := range as {
		out = append(out, a.ID)
	}
	return out
}

// The tone of the program: polite, calm, Chinese marks, no traces of a draft.
func TestSentences(t *testing.T) {
	banned := map[string]*regexp.Regexp{
		"an exclamation mark":         regexp.MustCompile(`[!！]`),
		"请您务必":                        regexp.MustCompile(`务必|请您`),
		"a sales promise":             regexp.MustCompile(`百分之百|100%|保证通过|包过|最快|首选`),
		"a Latin comma after Chinese": regexp.MustCompile(`\p{Han}[,;?]`),
		"a mark of Markdown":          regexp.MustCompile(`\*\*|\]\(|\[\[|^#`),
		"a mobile number":             regexp.MustCompile(`1[3-9]\d{9}`),
		"a leftover":                  regexp.MustCompile(`TODO|FIXME|XXX|待补`),
		"our own machine":             regexp.MustCompile(`/work|/tmp/|/root`),
	}
	for _, a := range book(t).All() {
		for _, s := range append(strings.Split(a.Text(), "\n"), a.Title, a.Source) {
			for what, re := range banned {
				if m := re.FindString(s); m != "" {
					t.Errorf("%s: %s in %q", a.ID, what, s)
				}
			}
		}
		for _, b := range a.Blocks {
			if b.Kind == help.Paragraph && utf8.RuneCountInString(help.Plain(b.Spans)) > 160 {
				t.Errorf("%s: a paragraph is longer than 160 characters: %s", a.ID, help.Plain(b.Spans))
			}
		}
	}
}

// A dispute between sources is named, with what to do.
func TestDisputesSayWhatToDo(t *testing.T) {
	n := 0
	for _, a := range book(t).All() {
		for _, s := range strings.Split(a.Text(), "\n") {
			if strings.Contains(s, "来源不一致") && a.ID != "seven-questions" {
				n++
				if !strings.Contains(s, "确认") {
					t.Errorf("%s: %s", a.ID, s)
				}
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d disputes are named", n)
	}
}

const good = "---\nid: a\ntitle: 样本\ngroup: 入门\norder: 1\nkeywords: 样本\nfields: site.name\nsource: 样本\ndate: 2026-01-02\n---\n\n样本段落，**重要**，见[[a]]。\n"

func TestLoadRefusesMistakes(t *testing.T) {
	load := func(src string) error {
		_, err := help.Load(fstest.MapFS{"a.md": {Data: []byte(src)}})
		return err
	}
	if err := load(good); err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string][2]string{
		"no head":             {"---\nid", "id"},
		"head not closed":     {"\n---\n\n", "\n\n"},
		"unknown key":         {"order: 1", "order: 1\ncolour: red"},
		"key twice":           {"order: 1", "order: 1\norder: 2"},
		"missing key":         {"order: 1\n", ""},
		"order not a number":  {"order: 1", "order: one"},
		"other id":            {"id: a", "id: b"},
		"unknown group":       {"group: 入门", "group: 其他的"},
		"long title":          {"title: 样本", "title: " + strings.Repeat("长", 25)},
		"date":                {"2026-01-02", "2026-13-02"},
		"unknown field":       {"site.name", "site.colour"},
		"dead link":           {"[[a]]", "[[b]]"},
		"open link":           {"[[a]]", "[[a"},
		"open bold":           {"**重要**", "**重要"},
		"stray mark":          {"**重要**", "*重要*"},
		"begins with heading": {"样本段落", "## 标题\n\n样本段落"},
		"deep heading":        {"样本段落", "样本\n\n### 标题\n\n样本段落"},
		"short table row":     {"样本段落", "样本\n\n| a | b |\n|---|---|\n| c |\n\n样本段落"},
		"table without head":  {"样本段落", "样本\n\n| a | b |\n| c | d |\n\n样本段落"},
		"open flow":           {"样本段落", "样本\n\n```flow\nlanes: a\nx | 1 | t | n\n\n样本段落"},
		"open code":           {"样本段落", "样本\n\n```code\nx\n\n样本段落"},
		"flow lane":           {"样本段落", "样本\n\n```flow\nlanes: a\nx | 2 | t | n\ny | 1 | t | n\n```\n\n样本段落"},
		"flow back":           {"样本段落", "样本\n\n```flow\nlanes: a\nx | 1 | t | n | back: y 改\ny | 1 | t | n\n```\n\n样本段落"},
	} {
		src := strings.Replace(good, change[0], change[1], 1)
		if src == good {
			t.Fatalf("%s: nothing changed", what)
		}
		if err := load(src); err == nil {
			t.Errorf("%s was accepted", what)
		}
	}
}

func TestParseBlocks(t *testing.T) {
	src := good + "第二行\n接着。\n\n## 标题\n\n- 一\n- 二\n\n1. 甲\n2. 乙\n\n| 左 | 右 |\n|---|---|\n| a | [b](https://beian.miit.gov.cn) |\n\n> 注意\n> 这里\n\n```flow\nlanes: 您 | 管局\nx | 1 | 准备 | 一天\ny | 2 | 审核 | 五天 | back: x 退回\n```\n\n```code\n<a>*</a>\n```\n"
	b, err := help.Load(fstest.MapFS{"a.md": {Data: []byte(src)}})
	if err != nil {
		t.Fatal(err)
	}
	bs := b.Article("a").Blocks
	var kinds []help.BlockKind
	for _, x := range bs {
		kinds = append(kinds, x.Kind)
	}
	if want := []help.BlockKind{help.Paragraph, help.Heading, help.List, help.List, help.TableBlock, help.Note, help.FlowBlock, help.Code}; !slices.Equal(kinds, want) {
		t.Fatalf("blocks %v, want %v", kinds, want)
	}
	if got := help.Plain(bs[0].Spans); got != "样本段落，重要，见样本。第二行接着。" {
		t.Error(got)
	}
	if !bs[0].Spans[1].Bold || bs[0].Spans[3].Link != "a" {
		t.Errorf("%+v", bs[0].Spans)
	}
	if bs[2].Ordered || !bs[3].Ordered || len(bs[3].Items) != 2 {
		t.Error("lists")
	}
	if c := bs[4].Table.Rows[0][1][0]; c.Text != "b" || !help.External(c.Link) {
		t.Errorf("cell %+v", c)
	}
	if got := help.Plain(bs[7].Spans); got != "<a>*</a>" {
		t.Errorf("code %q", got)
	}
	if n := bs[6].Flow.Nodes[1]; n.Lane != 1 || n.Back != "x" || n.Why != "退回" || n.Note != "五天" {
		t.Errorf("node %+v", n)
	}
}
