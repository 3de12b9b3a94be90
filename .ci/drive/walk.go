package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/rule/table"
	"beiandesk/screens/part"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// init starts the walk beside the program if drive.sh asks for it.
func init() {
	if out := os.Getenv("BEIANDESK_DRIVE"); out != "" {
		go drive(out, os.Getenv("BEIANDESK_SAMPLE"))
	}
}

// guide knows what a new user would be told: the sample, and the words of the
// tables.
type guide struct {
	hand
	f *filing.Filing
	t *table.Set
}

func (g *guide) value(path string) string {
	v, ok := g.f.Get(filing.Field(path))
	if !ok {
		g.fail("the sample has no field %s", path)
	}
	return v
}

func (g *guide) words(paths ...string) {
	for _, p := range paths {
		g.fill(p, g.value(p))
	}
}

// date types a day, or ticks 长期.
func (g *guide) date(path string) {
	switch v := g.value(path); v {
	case "":
	case filing.LongTerm:
		g.tick(path, text.LongTerm, v)
	default:
		g.fill(path, v)
	}
}

func (g *guide) certificate(path string) {
	n, _ := strconv.Atoi(g.value(path))
	c, _ := g.t.Certificate(n)
	g.choose(path, c.Name, g.value(path))
}

func (g *guide) area(path string) {
	g.choose(path, g.t.Regions.Name(g.value(path)), g.value(path))
}

func drive(out, pictures string) {
	g := &guide{hand: hand{out: out, step: "start"}, f: sample.Filing(time.Now())}
	limit := time.AfterFunc(5*time.Minute, func() { g.fail("the whole walk took more than 5 minutes") })
	defer limit.Stop()
	g.window = strings.Fields(g.tool("xdotool", "search", "--sync", "--onlyvisible", "--name", text.AppName))[0]
	g.tool("xdotool", "windowfocus", "--sync", g.window)
	var err error
	if g.t, err = table.Builtin(); err != nil {
		g.fail("%v", err)
	}
	g.first()
	g.begin()
	g.kind()
	g.region()
	g.info()
	g.materials(pictures)
	g.portrait()
	g.checks()
	g.export()
	g.progress()
	g.leave()
}

// passphrase of the walk; the machine has no key store.
const passphrase = "lao-jie-kou 9"

// first sets the passphrase and confirms the recovery code.
func (g *guide) first() {
	g.at("first start: a passphrase")
	g.sees(text.GateFirstTitle)
	g.sees(text.GateNoSystem)
	g.shot("00-first")
	g.fill("vault.pass", passphrase)
	g.fill("vault.pass2", passphrase)
	g.press(text.Continue)
	g.at("first start: the recovery code, confirmed by two groups")
	g.sees(text.CodeTitle)
	g.shot("00-code")
	groups := map[string]string{}
	ui(func() {
		last := ""
		walk(sight(), nil, func(s spot) bool {
			if t, ok := s.CanvasObject.(*part.Text); ok {
				if strings.HasPrefix(last, "第 ") {
					groups[last] = t.Text()
				}
				last = t.Text()
			}
			return false
		})
	})
	g.press(text.CodeWritten)
	for _, path := range []string{"code.first", "code.second"} {
		label := ""
		g.wait("the question for a group", func() bool {
			s, f := field(path)
			if f != nil {
				label, _, _ = strings.Cut(words(s.CanvasObject), "\n")
			}
			return groups[label] != ""
		})
		g.fill(path, groups[label])
	}
	g.press(text.CodeConfirm)
}

// lock locks in the middle of typing and comes back to the same words.
func (g *guide) lock(path, value string) {
	g.at("locked while typing, and back")
	g.fill(path, value)
	g.keys("ctrl+l")
	g.sees(text.GateTitle)
	ui(func() {
		if s := words(theWindow().Canvas().Content()); strings.Contains(s, value) || strings.Contains(s, g.f.Domain.Name) {
			fmt.Fprintln(os.Stderr, "DRIVE FAILED: the locked window still holds what was typed")
			os.Exit(70)
		}
	})
	g.shot("07-locked")
	g.fill("vault.pass", passphrase)
	g.press(text.GateUnlock)
	g.holds(path, value)
}

// begin adds the domain with the keyboard alone.
func (g *guide) begin() {
	g.at("an empty list greets a new user")
	g.sees(text.HomeEmptyTitle)
	g.shot("01-empty")
	g.at("add a domain: Ctrl+N, type, Tab, Space")
	g.keys("ctrl+n")
	g.wait("the keyboard in the line for the domain", func() bool {
		_, f := field("domain.name")
		return f != nil && theWindow().Canvas().Focused() == f.Focusable()
	})
	g.types(g.f.Domain.Name)
	g.holds("domain.name", g.f.Domain.Name)
	g.keys("Tab", "space")
	g.sees(text.TypeWho)
}

func (g *guide) kind() {
	g.at("step 1: kind")
	g.choose("provider", g.t.Provider(g.f.Provider).Name, g.f.Provider)
	s, _ := g.t.Subject(g.f.Organiser.Nature)
	g.choose("organiser.nature", s.Name, g.value("organiser.nature"))
	g.certificate("organiser.cert_type")
	g.words("organiser.cert_number")
	g.tick("answers.mainland", text.Yes, "yes")
	g.tick("answers.subject_filed", text.NeverFiled, "no")
	g.tick("answers.domain_filed", text.No, "no")
	g.shot("02-kind")
	g.tabs()
	g.press(text.ContinueAs(filing.KindFirst.Name()))
	g.sees(text.RegionTitle)
}

func (g *guide) region() {
	g.at("step 2: region")
	g.sees(text.RegionProposal(g.t.Regions.Area(g.f.Region)))
	g.area("region.province")
	g.area("region.city")
	g.area("region.district")
	g.shot("03-region")
	g.tabs()
	g.press(text.NextStep)
	g.sees(text.OrganiserTitle)
}

func (g *guide) info() {
	g.at("step 3: organiser")
	g.words("organiser.name")
	g.date("organiser.cert_valid_to")
	g.words("organiser.cert_address")
	g.area("organiser.address.district")
	g.words("organiser.address.street", "organiser.address.door", "organiser.address.floor", "organiser.investor", "organiser.scope")
	g.shot("04-organiser")
	g.tabs()
	g.press(text.Next)

	g.at("step 3: site")
	g.sees(text.SiteTitle)
	g.words("site.name", "site.home_url")
	content, _ := g.t.Content(g.f.Site.Contents[0])
	g.several("site.contents", content.Name)
	language, _ := g.t.Language(g.f.Site.Languages[0])
	g.several("site.languages", language.Name)
	none, _ := g.t.Approval(filing.NoApproval)
	g.several("site.approvals", none.Name)
	g.words("site.remark")
	g.shot("05-site")
	g.tabs()
	g.press(text.Next)

	g.at("step 3: people")
	g.sees(text.WhoFiles)
	g.tick("by_agent", text.ByAgent, "true")
	for _, who := range []string{"legal", "agent"} {
		g.words(who + ".name")
		g.certificate(who + ".cert_type")
		g.words(who + ".cert_number")
		g.date(who + ".valid_from")
		g.date(who + ".valid_to")
		g.words(who+".mobile", who+".email")
	}
	g.shot("06-people")
	g.tabs()
	g.press(text.Next)

	g.at("step 3: emergency contacts")
	g.sees(text.Emergency1)
	g.words("emergency1.name", "emergency1.mobile", "emergency2.name", "emergency2.mobile")
	g.lock("emergency2.name", g.value("emergency2.name"))
	g.shot("07-emergency")
	g.tabs()
	g.press(text.NextStep)
	g.sees(text.MaterialIntro[:12])
}

// several opens a choice of many, ticks one and folds it again.
func (g *guide) several(path, label string) {
	g.pressAfter(text.Field(path).Label, text.ChangeChoice)
	on := false
	g.wait("“"+label+"” among the choices of "+path, func() bool {
		s := pressable(sight(), label)
		if c, ok := s.CanvasObject.(interface{ Checked() bool }); ok {
			on = c.Checked()
		}
		return s.ok()
	})
	if !on {
		g.clickAt("“"+label+"” of "+path, func() spot { return pressable(sight(), label) }, 9, 11)
	}
	g.wait("“"+label+"” ticked", func() bool {
		c, ok := pressable(sight(), label).CanvasObject.(interface{ Checked() bool })
		return ok && c.Checked()
	})
	g.press(text.FoldChoice)
}

func (g *guide) materials(dir string) {
	names := []string{"licence.jpg", "legal-front.jpg", "legal-back.jpg", "agent-front.jpg", "agent-back.jpg", "domain.jpg", "letter-agent.jpg", "commitment.jpg"}
	if g.reachable() {
		g.byPhone(dir)
		names = names[1:]
	} else {
		fmt.Println("!!! SKIPPED LOUDLY: this machine has no private address and none could be given to it; no phone was tried")
	}
	g.at("step 4: paste the sample's pictures")
	g.blur()
	paths := make([]string, 0, len(names))
	for _, n := range names {
		paths = append(paths, filepath.Join(dir, n))
	}
	ui(func() { fyne.CurrentApp().Clipboard().SetContent(strings.Join(paths, "\n")) })
	g.keys("ctrl+v")
	g.sees(text.WhichIsWhat(len(names)))
	g.shot("08-which-is-what")
	g.press(text.PutThem)
	g.wait("all pictures in their places", func() bool {
		return strings.Count(words(sight()), "\n"+text.NotUploaded) == 0 && !strings.Contains(words(sight()), text.Checking)
	})
	g.shot("09-materials")
	g.tabs()

	g.corners()

	g.at("step 4: the filled letter for printing")
	g.press(text.PrintLetter)
	g.sees(text.SaveTitle)
	g.shot("10-save-letter")
	g.press(text.Save)
	g.sees(text.LetterSaved)

	g.at("step 4: facts of the domain certificate")
	g.press(text.SameAsOrganiser)
	g.holds("domain.holder", g.f.Domain.Holder)
	g.holds("domain.holder_number", g.f.Domain.HolderNumber)
	g.certificate("domain.holder_type")
	g.words("domain.registrar")
	g.date("domain.registered")
	g.date("domain.expires")
	g.date("domain.real_name_on")
	g.press(text.NextStep)
	g.sees(text.PortraitPerson)
	g.f.Portrait.Link = dir
}

// corners opens the close look, sets two corners with the keyboard alone, and
// takes the cut back.
func (g *guide) corners() {
	g.at("step 4: the close look")
	g.press(text.View)
	g.sees(text.NotJudged("licence")[:24])
	g.shot("09-close-look")
	g.tabs()
	g.at("step 4: corners with the keyboard")
	g.press(text.Straighten)
	g.sees(text.Corners[0] + "：")
	begun := g.corner(0)
	g.keys("Right", "Down", "shift+Right", "shift+Down")
	g.wait("the corner to move", func() bool { return cornerWords(0) != begun })
	g.keys("ctrl+z")
	g.wait("undo to bring the corner back", func() bool { return cornerWords(0) == begun })
	g.keys("shift+Right", "shift+Down", "Tab")
	g.sees(text.Corners[1] + "：")
	g.keys("shift+Left", "shift+Down")
	g.shot("09-corners")
	g.tabs()
	g.press(text.StraightenApply)
	g.sees("已" + text.Straightened)
	g.press(text.Undo)
	g.wait("the cards again", func() bool { return !strings.Contains(words(sight()), "已"+text.Straightened) })
	if text_(sight(), text.BackToCards).ok() {
		g.press(text.BackToCards)
	}
	g.sees(text.MaterialIntro[:12])
}

func (g *guide) corner(n int) (said string) {
	ui(func() { said = cornerWords(n) })
	return said
}

// cornerWords is what the editor says of the corner in hand.
func cornerWords(n int) string {
	if t, ok := text_(sight(), text.Corners[n]+"：").CanvasObject.(*part.Text); ok {
		return t.Text()
	}
	return ""
}

// blur takes the keyboard out of any text field.
func (g *guide) blur() { ui(func() { theWindow().Canvas().Unfocus() }) }

func (g *guide) portrait() {
	dir := g.f.Portrait.Link
	g.at("step 5: without the provider's link our own capture stands there")
	g.sees(text.PortraitScan)
	g.at("step 5: the provider's link goes into the code")
	const link = "https://capture.example.com/s/3f9a?x=1"
	g.fill("portrait.link", link)
	g.sees(text.CodeOpensLink)
	g.qr("qr-link", link)
	g.press(text.RefreshCode)
	g.qr("qr-fresh", link)
	g.fillEmpty("portrait.link")
	g.sees(text.PortraitScan)

	g.at("step 5: portrait from a file and confirmation")
	g.blur()
	ui(func() { fyne.CurrentApp().Clipboard().SetContent(filepath.Join(dir, "portrait.jpg")) })
	g.keys("ctrl+v")
	g.wait("the portrait in its place", func() bool { return pressable(sight(), text.Remove).ok() })
	g.tick("portrait.confirmed", text.Field("portrait.confirmed").Label, "true")
	g.press(text.PortraitDone)
	g.sees("已提交　")
	g.shot("11-portrait")
	g.tabs()
	g.press(text.ToChecks)
	g.sees(text.ChecksTitle + "　" + g.f.Domain.Name)
}

func (g *guide) fillEmpty(path string) {
	g.clickAt("the field "+path, func() spot { return g.entry(path) }, 24, -1)
	g.keys("ctrl+a", "BackSpace")
	g.holds(path, "")
}

// qr reads the code from a picture of the screen.
func (g *guide) qr(name string, want ...string) string {
	var got string
	end := time.Now().Add(patience)
	for {
		ui(func() {
			if s := text_(sight(), text.CodeOverHint[:12]); s.ok() {
				s.reveal()
			}
			if s := text_(sight(), text.PortraitPerson); s.ok() {
				s.reveal()
			}
		})
		frame()
		g.shot(name)
		b, err := exec.Command("zbarimg", "--quiet", "--raw", filepath.Join(g.out, name+".png")).Output()
		got = string(b)
		ok := err == nil
		for _, w := range want {
			ok = ok && strings.Contains(got, w)
		}
		if ok {
			return got
		}
		if time.Now().After(end) {
			g.fail("zbarimg reads %q from the screen (%v) instead of %q", got, err, want)
		}
	}
}

func (g *guide) checks() {
	g.at("all findings")
	g.sees(text.ChecksClean)
	g.shot("12-checks")
	g.tabs()
	g.press(text.Export)
	g.sees(text.ExportReady)
}

func (g *guide) export() {
	g.at("export the package")
	g.press(text.ExportNow)
	g.sees(text.SaveTitle)
	g.press(text.Save)
	g.waitFor(90*time.Second, "the written package", func() bool { return text_(sight(), text.ExportDone+"：").ok() })
	g.shot("13-exported")
	g.tabs()
	g.press(text.ExportMark)
	g.sees(text.HistoryNext)
	g.sees(filing.FirstReview.Name())
	g.shot("14-handed-in")
}

func (g *guide) progress() {
	for _, a := range []filing.Action{filing.ActPass, filing.ActForward} {
		g.at("progress: " + a.Name())
		time.Sleep(time.Second) // the page lets a double click set off one change only
		g.press(a.Name())
	}
	g.at("step 6: the codes")
	g.sees(text.SMSNow)
	g.press(filing.StepSMS.Name())
	g.sees(text.SMSHow)
	g.shot("15-sms")
	g.tabs()
	for range filing.SMSRoles(g.f) {
		g.press(text.SMSStart)
		g.sees("请在 ")
		g.shot("16-countdown")
		g.press(text.SMSEntered)
		g.wait("the person noted as verified", func() bool { return !strings.Contains(words(sight()), "请在 ") })
	}
	g.sees(text.SMSOver)
	g.press(text.Progress)
	g.at("approved with a number")
	g.sees(filing.AdminReview.Name())
	const number = "粤ICP备12345678号-1"
	g.fill("number", number)
	g.fill("filed_on", time.Now().In(filing.China).Format(time.DateOnly))
	g.press(filing.ActApprove.Name())
	g.sees(text.DutiesTitle)
	g.shot("17-approved")
	g.tabs()
	g.at("back in the list")
	g.keys("ctrl+1")
	g.sees(text.HomeTitle)
	g.sees(filing.Filed.Name())
	g.shot("18-list")
	g.tabs()
}

// leave tells drive.sh that all is done; it closes the window from outside.
func (g *guide) leave() {
	g.at("the walk is done")
	if err := os.WriteFile(filepath.Join(g.out, "walked"), nil, 0o600); err != nil {
		g.fail("%v", err)
	}
}
