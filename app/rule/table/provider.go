package table

import "slices"

// Confidence of a Fact: A = the provider's own current page or the law, B =
// the provider's page of 2023 or later or a digest of it, C = about 2022 or a
// third party's copy, D = older, or concluded by us. C and D only warn.
const Confidences = "ABCD"

// Fact is one thing said of a provider. What has no Fact is not known; nothing
// is ever concluded from silence.
type Fact struct {
	Text       string `json:"text"` // a Chinese sentence or phrase, without 。
	Confidence string `json:"confidence"`
	Origin
}

// Strong tells whether a rule that blocks may rest on the fact.
func (f Fact) Strong() bool { return f.Confidence == "A" || f.Confidence == "B" }

// Portrait is how a provider takes the portrait of the 互联网信息服务负责人.
type Portrait struct {
	Way string `json:"way"` // see Ways
	Fact
}

// Ways of taking a portrait: a link or code sent to the person, the provider's
// own app, a WeChat mini program, a page for phones, a spoken video.
var Ways = []string{"link", "app", "wechat", "page", "video"}

// What a Quota counts.
const (
	SitesPerOrder      = "sites-per-order"      // new sites in one order
	SitesPerHost       = "sites-per-host"       // on one server
	DomainsPerSite     = "domains-per-site"     // of a new site
	IPsPerSite         = "ips-per-site"         //
	SubjectsPerAccount = "subjects-per-account" // 主体 in one account
	OrdersPerAccount   = "orders-per-account"   // open at the same time
	PrepaidMonths      = "prepaid-months"       // of the server, at least
)

// QuotaIDs lists them in the order in which they are shown.
var QuotaIDs = []string{SitesPerOrder, SitesPerHost, DomainsPerSite, IPsPerSite, SubjectsPerAccount, OrdersPerAccount, PrepaidMonths}

// Quota is a number that a provider sets. For is ForUnit or ForIndividual, "" =
// everybody.
type Quota struct {
	ID        string   `json:"id"`
	For       string   `json:"for,omitempty"`
	Provinces []string `json:"provinces,omitempty"` // only there; empty = everywhere
	Max       int      `json:"max"`                 // the least for PrepaidMonths
	Fact
}

// Stages of an order whose length is told.
const (
	StageReview  = "first-review"
	StageForward = "forward" // from the review to the administration
	StageAdmin   = "administration"
)

var stageIDs = []string{StageReview, StageForward, StageAdmin}

// Days is how long a stage takes, in working days.
type Days struct {
	Stage     string   `json:"stage"`
	Provinces []string `json:"provinces,omitempty"` // only there; empty = everywhere
	From      int      `json:"from,omitempty"`      // 0 = not told
	To        int      `json:"to"`
	Fact
}

// About the further facts of a provider.
const (
	AboutValidity = "validity" // of certificates and domains
	AboutLetters  = "letters"  // of authorisation, commitments
	AboutAccount  = "account"  // who may file in it
	AboutOrder    = "order"    // how long a draft lives, what comes in one order
	AboutForm     = "form"     // the fields
	AboutMaterial = "material"
)

var abouts = []string{AboutValidity, AboutLetters, AboutAccount, AboutOrder, AboutForm, AboutMaterial}

// About is a further fact of a provider.
type About struct {
	About string `json:"about"`
	Fact
}

// Quota returns the number that holds for a nature and a province: one for the
// province goes before one for everywhere, one for the nature before one for
// everybody. ok is false if the provider says nothing.
func (p *Provider) Quota(id string, person bool, province string) (q Quota, ok bool) {
	who := ForUnit
	if person {
		who = ForIndividual
	}
	best := -1
	for _, x := range p.Quotas {
		rank, fits := fit(x.Provinces, province)
		if x.ID != id || !fits || x.For != "" && x.For != who {
			continue
		}
		if x.For == who {
			rank++
		}
		if rank > best {
			q, best, ok = x, rank, true
		}
	}
	return q, ok
}

// Days returns how long a stage takes in a province; ok is false if the
// provider says nothing.
func (p *Provider) Days(stage, province string) (d Days, ok bool) {
	best := -1
	for _, x := range p.Stages {
		if rank, fits := fit(x.Provinces, province); x.Stage == stage && fits && rank > best {
			d, best, ok = x, rank, true
		}
	}
	return d, ok
}

func fit(provinces []string, province string) (rank int, ok bool) {
	if len(provinces) == 0 {
		return 0, true
	}
	return 2, slices.Contains(provinces, province)
}

// linkProviders checks the profiles.
func (s *Set) linkProviders(h head, fail func(string, ...any)) {
	for i := range s.Providers {
		p := &s.Providers[i]
		s.origin("providers", p.ID, &p.Origin, h, fail)
		own := head{Source: p.Source, Date: p.Date}
		fact := func(what string, f *Fact) {
			s.origin("providers", p.ID+" "+what, &f.Origin, own, fail)
			if f.Text == "" || len(f.Confidence) != 1 || !slices.Contains([]byte(Confidences), f.Confidence[0]) {
				fail("providers: %s: %s has no text or no confidence", p.ID, what)
			}
		}
		if p.Portrait != nil {
			fact("portrait", &p.Portrait.Fact)
			if !slices.Contains(Ways, p.Portrait.Way) {
				fail("providers: %s: unknown way %q of the portrait", p.ID, p.Portrait.Way)
			}
		}
		if p.OpenOrder != nil {
			fact("open_order", p.OpenOrder)
		}
		for j := range p.Quotas {
			q := &p.Quotas[j]
			fact(q.ID, &q.Fact)
			if !slices.Contains(QuotaIDs, q.ID) || q.Max < 1 || q.For != "" && q.For != ForUnit && q.For != ForIndividual {
				fail("providers: %s: bad quota %q of %d", p.ID, q.ID, q.Max)
			}
			s.provincesOf(p.ID, q.Provinces, fail)
		}
		for j := range p.Stages {
			d := &p.Stages[j]
			fact(d.Stage, &d.Fact)
			if !slices.Contains(stageIDs, d.Stage) || d.From < 0 || d.To < 1 || d.From > d.To {
				fail("providers: %s: bad days %q from %d to %d", p.ID, d.Stage, d.From, d.To)
			}
			s.provincesOf(p.ID, d.Provinces, fail)
		}
		for j := range p.Facts {
			a := &p.Facts[j]
			fact(a.About, &a.Fact)
			if !slices.Contains(abouts, a.About) {
				fail("providers: %s: a fact about %q", p.ID, a.About)
			}
		}
	}
}

func (s *Set) provincesOf(provider string, codes []string, fail func(string, ...any)) {
	for _, c := range codes {
		if s.province[c] == nil {
			fail("providers: %s: %q is no province", provider, c)
		}
	}
}
