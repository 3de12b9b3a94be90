package help_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"beiandesk/app/help"
)

func TestSearchFinds(t *testing.T) {
	b := book(t)
	for q, want := range map[string]string{
		"域名证书":          "domain-certificate", // title
		"照片模糊":          "photo-guide",        // no blank, no such words: pairs
		"模糊":            "photo-guide",        // keyword
		"12381":         "step-6-sms",
		"１２３８１":         "step-6-sms", // full-width digits
		"ucloud 西藏":     "provider-limits",
		"UCLOUD　西藏":     "provider-limits", // full-width blank, other case
		"公安 30天":        "police-filing",
		"法人 委托书":        "authorisation-letter",
		"密钥":            "data-protection",
		"F1":            "shortcuts",
		"管局":            "states",
		"网站打不开怎么办":      "dns-check",
		"域名证书怎么拿到":      "domain-certificate",
		"这是最详细地址吗":      "address",
		"beian.mps":     "police-filing",
		"粤ICP备12345678": "footer",
	} {
		hits := b.Search(q)
		found := false
		for i, h := range hits {
			if i < 3 && h.Article.ID == want {
				found = true
			}
		}
		if !found {
			var got []string
			for _, h := range hits {
				got = append(got, h.Article.ID)
			}
			t.Errorf("%q: %s is not among the first three of %v", q, want, got)
		}
	}
}

func TestSearchFindsNothing(t *testing.T) {
	b := book(t)
	for _, q := range []string{"", "   ", "，。", "zzzz", "木星环绕轨道", "域名 zzzz"} {
		if hits := b.Search(q); len(hits) != 0 {
			t.Errorf("%q found %s", q, hits[0].Article.ID)
		}
	}
}

func TestEveryTitleFindsItsArticleFirst(t *testing.T) {
	b := book(t)
	for _, a := range b.All() {
		if h := b.Search(a.Title); len(h) == 0 || h[0].Article != a {
			t.Errorf("%s is not first for its own title", a.ID)
		}
	}
}

// Title before keyword before text.
func TestSearchRanks(t *testing.T) {
	h := book(t).Search("公安备案")
	if len(h) < 3 || h[0].Article.ID != "police-filing" && h[0].Article.ID != "two-filings" {
		t.Fatalf("%d hits", len(h))
	}
	for i := 1; i < len(h); i++ {
		if h[i].Score > h[i-1].Score {
			t.Errorf("hit %d has more points than the one before", i)
		}
	}
}

func TestSnippetShowsTheMatch(t *testing.T) {
	for _, q := range []string{"过曝", "空壳", "ICP", "经营异常名录"} {
		for _, h := range book(t).Search(q) {
			if n := utf8.RuneCountInString(h.Snippet); n > 48 {
				t.Errorf("%s: %d characters", h.Article.ID, n)
			}
			r := []rune(h.Snippet)
			if len(h.Marks) == 0 && strings.Contains(h.Article.Text(), q) {
				t.Errorf("%s: no mark in %q for %s", h.Article.ID, h.Snippet, q)
			}
			for _, m := range h.Marks {
				if got := string(r[m[0]:m[1]]); !strings.EqualFold(got, q) && !strings.Contains(got, q) {
					t.Errorf("%s: marked %q for %q", h.Article.ID, got, q)
				}
			}
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	book(b)
	for b.Loop() {
		bk, err := help.Default()
		if err != nil {
			b.Fatal(err)
		}
		bk.Search("备案 域名")
	}
}
