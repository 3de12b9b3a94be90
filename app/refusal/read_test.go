package refusal_test

import (
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/app/rule"
)

// TestEveryRuleAndWordOfTheTableIsOfUse: the rules or rows of province_rules exist, and each row is known
// by its own words.
func TestEveryRuleAndWordOfTheTableIsOfUse(t *testing.T) {
	rules := map[string]bool{}
	for _, r := range rule.Rules() {
		rules[r.ID] = true
	}
	for _, r := range builtin(t).Bureau {
		rules[r.ID] = true
	}
	m := refusal.New(builtin(t), nil)
	for _, r := range builtin(t).Refusals {
		for _, id := range r.Rules {
			if !rules[id] {
				t.Errorf("%s names no rule %s", r.ID, id)
			}
		}
		for _, p := range r.Phrases {
			if got := m.Match(p, "", ""); got.Reason != r.ID && !among(got.Others, r.ID) {
				t.Errorf("%s: its phrase %s is taken for %s", r.ID, p, got.Reason)
			}
		}
		if r.Code != "" {
			if got := m.Match("返回码 "+r.Code+"，域名未实名认证", "", ""); got.Reason != r.ID {
				t.Errorf("code %s is taken for %s", r.Code, got.Reason)
			}
			if got := m.Match("订单号 1"+r.Code, "", ""); got.Reason == r.ID {
				t.Errorf("code %s is found within a longer number", r.Code)
			}
		}
	}
}

func among(list []refusal.Candidate, id string) bool {
	for _, c := range list {
		if c.Reason == id {
			return true
		}
	}
	return false
}

func TestSplit(t *testing.T) {
	for text, want := range map[string]string{
		"原因如下：1、身份证模糊2、域名过期":                    "原因如下|身份证模糊|域名过期",
		"1.照片反光 2.电话不通":                         "照片反光|电话不通",
		"（一）甲项不对；（二）乙项不对。":                      "甲项不对|乙项不对",
		"①甲②乙③丙":                                "甲|乙|丙",
		"IP 10.0.1.2 与 a.example.cn 不符，见 3.5 节": "IP 10.0.1.2 与 a.example.cn 不符，见 3.5 节",
		"第一，甲不对；第二，乙不对":                         "甲不对|乙不对",
		"- 甲不对\n- 乙不对\n\n":                      "甲不对|乙不对",
		"有效期不足3个月":                              "有效期不足3个月",
		"手机13800001234、邮箱都不对":                   "手机13800001234、邮箱都不对",
		"甲、乙、丙三项不对":                             "甲、乙、丙三项不对",
		"十二、甲不对":                                "甲不对",
		"":                                      "",
		"。。。":                                   "",
	} {
		var got []string
		for _, p := range refusal.Split(text) {
			got = append(got, refusal.Words(text[p.From:p.To]))
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q is cut into %s, want %s", text, s, want)
		}
	}
}

// TestAHeadingSaysWhatItsListIsAbout.
func TestAHeadingSaysWhatItsListIsAbout(t *testing.T) {
	m := refusal.New(builtin(t), nil)
	list := refusal.Read("网站名称：\n1、含有敏感词\n2、过于宽泛", made(), nil, m)
	if len(list) != 3 || !list[0].Aside || list[1].Reason != "site-name" || list[2].Reason != "site-name" {
		t.Errorf("%+v", list)
	}
}

// TestATieIsNotRecognised and both rows are offered.
func TestATieIsNotRecognised(t *testing.T) {
	m := refusal.New(builtin(t), nil)
	for _, words := range []string{"证件号码有误", "请联系我们"} {
		if got := m.Match(words, "", ""); got.Reason != "" {
			t.Errorf("%s is taken for %s", words, got.Reason)
		}
	}
	if got := m.Match("网站名称与单位名称不符", "", ""); got.Confidence == refusal.Sure {
		t.Errorf("sure of %s", got.Reason)
	}
}

// TestWhatTheOfficeCorrectedIsKnownTheNextTime, also in other words around it,
// the newest correction first, and a code before all.
func TestWhatTheOfficeCorrectedIsKnownTheNextTime(t *testing.T) {
	f := made()
	lesson, ok := refusal.Lesson("1、"+f.Legal.Name+"的抬头和 "+f.Domain.Name+" 牌匾合不上 13800001234", f)
	if !ok || lesson != "的抬头和牌匾合不上" {
		t.Fatalf("kept %q", lesson)
	}
	older, newer := refusal.Phrase{Words: lesson, Reason: "site-title", At: now}, refusal.Phrase{Words: lesson, Reason: "site-name", At: now.Add(1)}
	if got := refusal.New(builtin(t), nil).Match("抬头和牌匾合不上", "", ""); got.Reason != "" {
		t.Fatalf("known before: %s", got.Reason)
	}
	for _, list := range [][]refusal.Phrase{{older, newer}, {newer, older}} {
		m := refusal.New(builtin(t), list)
		got := m.Match("样本乙的抬头和牌匾合不上啊", "", "")
		if got.Reason != "site-name" || got.Confidence != refusal.Told {
			t.Errorf("%+v", got)
		}
		if got := m.Match("6021 的抬头和牌匾合不上", "", ""); got.Reason != "image-format" {
			t.Errorf("a correction beats a code: %+v", got)
		}
	}
	m := refusal.New(builtin(t), []refusal.Phrase{{Words: "本单已转交专员处理", Reason: refusal.Nothing, At: now}})
	if got := m.Match("本单已转交专员处理。", "", ""); !got.Aside || got.Reason != "" {
		t.Errorf("%+v", got)
	}
	if _, ok := refusal.Lesson("不行", f); ok {
		t.Error("two characters are kept")
	}
}

// TestWhatNoWordFitsIsComparedByItsCharacters: claimed with less confidence, or
// only offered; never for a request that is no reason, nor instead of a word.
func TestWhatNoWordFitsIsComparedByItsCharacters(t *testing.T) {
	m := refusal.New(builtin(t), nil)
	got := m.One("备案号没在首页尾部露出", "")
	if got.Reason != "site-footer" || got.Confidence != refusal.Near || got.Score != 0 {
		t.Errorf("%+v", got)
	}
	got = m.One("域名持有的是别的单位", "")
	if got.Reason != "" || !among(got.Others, "domain-holder") || len(got.Others) > 4 {
		t.Errorf("%+v", got)
	}
	if got = m.One("谢谢配合", ""); got.Reason != "" {
		t.Errorf("%+v", got)
	}
	if got = m.One("域名已过期", ""); got.Confidence != refusal.Sure {
		t.Errorf("%+v", got)
	}
}

// TestWhatToDoIsNoReasonOfItsOwn, unless it is to hand something in.
func TestWhatToDoIsNoReasonOfItsOwn(t *testing.T) {
	m := refusal.New(builtin(t), nil)
	for words, want := range map[string]string{
		"首页网址填写错误，应与备案域名一致":     "site-home-url",
		"网站名称含有敏感词，请修改网站内容说明":   "site-name",
		"营业执照模糊，请补充授权书":         "material-bad letter",
		"前置审批文件过期且图片看不清":        "site-approval",
		"身份证快到期了、手机是空号、域名过期":    "person-id-short phone-dead domain-expired",
		"法定代表人、主体负责人身份证过期":      "person-id-expired",
		"服务器有效期不满60天":           "access-server",
		"请在备注中注明用途，本网站不涉及经营性业务": "site-remark",
	} {
		var got []string
		for _, it := range refusal.Read(words, made(), nil, m) {
			if it.Reason != "" {
				got = append(got, it.Reason)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s is %q, want %q", words, s, want)
		}
	}
}

// TestTheFieldFollowsThePersonNamed.
func TestTheFieldFollowsThePersonNamed(t *testing.T) {
	f := made()
	m := refusal.New(builtin(t), nil)
	for words, want := range map[string]filing.Field{
		"法定代表人身份证过期": "legal.valid_to", "主体负责人身份证过期": "principal.valid_to", "网站负责人身份证过期": "agent.valid_to",
		"身份证过期": "principal.valid_to", "代办人身份证国徽面模糊": "material.agent-back", "营业执照模糊": "material.licence",
		"应急联系人二电话打不通": "emergency2.mobile", "主体负责人授权书未盖章": "material.letter-principal", "照片模糊": "",
	} {
		if got := refusal.Where(builtin(t), m.Match(words, "", "").Reason, words, f, nil); got != want {
			t.Errorf("%s leads to %q, want %q", words, got, want)
		}
	}
	f.PrincipalElse, f.ByAgent = false, false
	if got := refusal.Where(builtin(t), "person-id-expired", "网站负责人身份证过期", f, nil); got != "legal.valid_to" {
		t.Errorf("with one person it leads to %q", got)
	}
}

func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		"身份证440501199001010010不符":     "身份证4405**********0010不符",
		"号码 44050119900101001X，":      "号码 4405**********001X，",
		"手机１３８００００１２３４停机":             "手机138****1234停机",
		"138 0000 1234abc":            "138******1234abc",
		"邮箱 yangben@example.cn 退信":    "邮箱 y***@example.cn 退信",
		"座机020-87654321":              "座机020*****4321",
		"信用代码91440300MA5SAMPL0X有误":    "信用代码91440300MA5SAMPL0X有误",
		"域名 example.com 解析到 10.0.0.1": "域名 example.com 解析到 10.0.0.1",
		"1、照片反光":                      "1、照片反光",
	} {
		if got := refusal.Mask(text); got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
}

// FuzzRead: whatever is pasted, nothing of it is lost and nothing panics.
func FuzzRead(f *testing.F) {
	for _, e := range append(examples(f, "tuning"), examples(f, "heldout")...) {
		f.Add(e.text)
	}
	f.Add("（第\xff①、且，\n：1.")
	filing, m := made(), refusal.New(builtin(f), []refusal.Phrase{{Words: "照片反光看不清", Reason: "material-bad"}})
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, p := range refusal.Split(text) {
			if p.From != at || p.To <= p.From {
				t.Fatalf("a piece from %d to %d after %d", p.From, p.To, at)
			}
			at = p.To
		}
		if at != len(text) {
			t.Fatalf("split ends at %d of %d", at, len(text))
		}
		at = 0
		for _, it := range refusal.Read(text, filing, nil, m) {
			if it.From != at || it.To <= it.From || !strings.Contains(text[it.From:it.To], it.Words) {
				t.Fatalf("an item from %d to %d after %d, %q", it.From, it.To, at, it.Words)
			}
			at = it.To
		}
		if at != len(text) {
			t.Fatalf("reading ends at %d of %d", at, len(text))
		}
		refusal.Mask(text)
		refusal.Lesson(text, filing)
	})
}

// BenchmarkRead reads a long text of ten reasons.
func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	for _, e := range examples(b, "tuning")[:10] {
		text.WriteString(e.text + "\n")
	}
	f, m := made(), refusal.New(builtin(b), nil)
	for b.Loop() {
		refusal.Read(text.String(), f, nil, m)
	}
}
