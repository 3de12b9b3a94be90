package rule_test

import (
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

func TestAReviewersWordsLeadToTheField(t *testing.T) {
	needs := []rule.Need{{Slot: filing.SlotDomain, Title: "域名证书"}}
	for words, want := range map[string]filing.Field{
		"网站名称与主体不符，请修改网站名称": "site.name",
		"法定代表人手机号码无法接通":     "legal.mobile",
		"请重新上传域名证书，所有者看不清":  filing.MaterialField(filing.SlotDomain),
		"资料不清楚，请联系客服":       "",
		"":                  "",
	} {
		if got := rule.Mentioned(words, needs); got != want {
			t.Errorf("%q leads to %q, want %q", words, got, want)
		}
	}
}
