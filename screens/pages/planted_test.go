package pages_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/bundle"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/paper"
	"beiandesk/app/rule"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/data/crash"
	"beiandesk/data/house"
	"beiandesk/data/leaktest"
	"beiandesk/data/logfile"
	"beiandesk/data/paths"
)

// plantedIn and plantedLeak tell the test program that it is the child, where
// its world lies, and which leak it has to make on purpose.
const (
	plantedIn   = "BEIANDESK_PLANTED_IN"
	plantedLeak = "BEIANDESK_PLANTED_LEAK"
)

// identity completes 17 digits so that the check digit is right.
func identity(d17 string) string {
	for _, k := range "0123456789X" {
		if rule.IDCard(d17 + string(k)) {
			return d17 + string(k)
		}
	}
	panic("no check digit fits")
}

// planted are persons who do not exist: numbers with right check digits, in
// every place where a person's data can go.
var planted = struct {
	legal, agent       filing.Person
	emergency          filing.Contact
	street, note, lost string
	office, reason     string
}{
	legal:     filing.Person{Name: "欧阳样本甲", CertType: 2, CertNumber: identity("44010619910307041"), ValidTo: filing.LongTerm, Mobile: "13900139071", Email: "ouyang.yangben@example.cn", Landline: "020-87650171"},
	agent:     filing.Person{Name: "司马样本乙", CertType: 2, CertNumber: identity("44010619880909062"), ValidTo: filing.LongTerm, Mobile: "13700137062", Email: "sima.yangben@example.cn"},
	emergency: filing.Contact{Name: "诸葛样本丙", Mobile: "13600136053"},
	street:    "虚构样本大道七百七十号", note: "客户说晚上找欧阳样本甲", lost: "尉迟样本丁", office: "样本代办柜台二三", reason: "司马样本乙的证件磨损",
}

func secrets() []string {
	p := planted
	var out []string
	for _, x := range []filing.Person{p.legal, p.agent} {
		out = append(out, x.Name, x.CertNumber, x.Mobile, x.Email)
	}
	return append(out, p.legal.Landline, p.emergency.Name, p.emergency.Mobile, p.street, p.note, p.lost, p.reason)
}

// runChild starts the test program as the child in a world of its own.
func runChild(t *testing.T, world, leak string) (string, bool) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	for _, kv := range os.Environ() {
		if !strings.HasPrefix(kv, "XDG_") && !strings.HasPrefix(kv, "HOME=") && !strings.HasPrefix(kv, "TMPDIR=") {
			c.Env = append(c.Env, kv)
		}
	}
	c.Env = append(c.Env, plantedIn+"="+world, plantedLeak+"="+leak, "HOME="+filepath.Join(world, "home"), "TMPDIR="+filepath.Join(world, "tmp"),
		"XDG_CONFIG_HOME="+filepath.Join(world, "home", ".config"), "XDG_CACHE_HOME="+filepath.Join(world, "home", ".cache"),
		"XDG_DATA_HOME="+filepath.Join(world, "home", ".local", "share"))
	out, err := c.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out), err == nil
}

// newWorld are the folders of a user; outside is where that user's own files
// and exports lie, which are not searched.
func newWorld(t *testing.T) (world string, searched []string) {
	t.Helper()
	world = t.TempDir()
	for _, d := range []string{"home", "tmp", "outside", "data"} {
		if err := os.MkdirAll(filepath.Join(world, d), 0o700); err != nil {
			t.Fatal(err)
		}
		if d != "outside" {
			searched = append(searched, filepath.Join(world, d))
		}
	}
	return world, searched
}

// TestPlantedPersonsLeaveNoTrace enters persons through the use cases, uses as
// much of the program as there is, lets things go wrong and the program die,
// and then looks for them in everything that was written.
func TestPlantedPersonsLeaveNoTrace(t *testing.T) {
	world, folders := newWorld(t)
	out, ok := runChild(t, world, "")
	if ok || !strings.Contains(out, "USED EVERYTHING") {
		t.Fatalf("the child did not come to its panic: %s", out)
	}
	second, ok := runChild(t, world, "look") // makes the report of the crash
	if !ok {
		t.Fatal(second)
	}
	hits, searched, err := leaktest.Find(folders, secrets())
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hits {
		t.Error(h)
	}
	if searched < 200_000 {
		t.Errorf("only %d bytes were searched", searched)
	}
	for _, part := range []string{"data/log/beiandesk.log", "data/beiandesk.db", "data/crash"} {
		if _, err := os.Stat(filepath.Join(world, filepath.FromSlash(part))); err != nil {
			t.Errorf("%s: %v", part, err)
		}
	}
	reports, err := crash.Reports(filepath.Join(world, "data", "crash"))
	if err != nil || len(reports) != 1 {
		t.Errorf("%d crash reports, %v", len(reports), err)
	}
	if left, err := os.ReadDir(filepath.Join(world, "tmp")); err != nil || len(left) > 0 {
		t.Errorf("temporary files were left: %v, %v", left, err)
	}
	// What the user exported is outside, and proves that the search finds.
	if hits, _, err := leaktest.Find([]string{filepath.Join(world, "outside")}, secrets()); err != nil || len(hits) == 0 {
		t.Errorf("the search does not find what the user exported: %v", err)
	}
}

// TestThePlantedSearchCanFail makes one leak on purpose in each place.
func TestThePlantedSearchCanFail(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED in short mode: the search is not shown to fail")
	}
	for _, leak := range []string{"log", "temp", "data name"} {
		t.Run(leak, func(t *testing.T) {
			world, folders := newWorld(t)
			if out, ok := runChild(t, world, leak); !ok {
				t.Fatal(out)
			}
			if hits, _, err := leaktest.Find(folders, secrets()); err != nil || len(hits) == 0 {
				t.Errorf("a leak into the %s is not found: %v", leak, err)
			}
		})
	}
}

// user is the child: the program without its window's driver.
type user struct {
	ctx     context.Context
	d       *desk.Desk
	outside string
	said    int
}

// told logs an error as the window does; what must fail and does not ends the
// child.
func (u *user) told(what string, err error) {
	if err == nil {
		panic(what + " did not fail")
	}
	u.said++
	slog.Error("shown to the person", "code", app.CodeOf(err), "err", err)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// plantedChild uses the program and dies of a panic that carries a person.
func plantedChild(world string) int {
	p := must(paths.Open(filepath.Join(world, "data")))
	log := must(logfile.Open(p.Log(), slog.LevelDebug))
	log.Install()
	recorder, _, err := crash.Open(p.Crash(), "beiandesk planted")
	if err != nil {
		panic(err)
	}
	leak := os.Getenv(plantedLeak)
	switch leak {
	case "":
	case "log":
		return bad(os.WriteFile(filepath.Join(p.Log(), "old.log"), []byte("x "+planted.legal.Mobile), 0o600))
	case "temp":
		return bad(os.WriteFile(filepath.Join(os.TempDir(), "scan"), []byte(planted.agent.Name), 0o600))
	case "data name":
		return bad(os.Mkdir(filepath.Join(p.Dir(), planted.legal.Name), 0o700))
	default:
		return bad(recorder.Close())
	}
	h := must(house.New(p, house.Options{Version: "0", Secrets: &vaulttest.Secrets{}, Tune: vaulttest.Cheap}))
	code := must(h.Vault().Create(context.Background(), vault.Setup{Label: "柜台", Passphrase: "只供测试 的密码"}))
	opened := must(h.Vault().OpenByRecovery(context.Background(), code))
	room := must(h.Enter(opened))
	u := &user{ctx: context.Background(), d: room.Desk, outside: filepath.Join(world, "outside")}
	if err := u.d.KeepBackupCode(u.ctx, code); err != nil {
		panic(err)
	}
	id := u.fill()
	u.pictures(id)
	u.papers(id)
	u.fail(id)
	lookAtEverything(u.d, id)
	u.office(id)
	u.lock(h)
	u.clear(id)
	fmt.Println("USED EVERYTHING", u.said)
	panic(fmt.Errorf("person %+v", planted.legal))
}

func bad(err error) int {
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// fill enters the persons, changes, undoes and restores.
func (u *user) fill() string {
	v := must(u.d.AddSample(u.ctx))
	id := v.Filing.ID
	set := func(pairs ...string) {
		var edits []filing.Edit
		for i := 0; i < len(pairs); i += 2 {
			edits = append(edits, filing.Edit{Field: filing.Field(pairs[i]), Value: pairs[i+1]})
		}
		v = must(u.d.Edit(u.ctx, id, v.Filing.Rev, edits...))
	}
	person := func(block string, x filing.Person) {
		set(block+".name", x.Name, block+".cert_type", "2", block+".cert_number", x.CertNumber, block+".mobile", x.Mobile, block+".email", x.Email, block+".landline", x.Landline)
	}
	person("legal", planted.legal)
	set("by_agent", "true")
	person("agent", planted.agent)
	set("emergency1.name", planted.emergency.Name, "emergency1.mobile", planted.emergency.Mobile,
		"organiser.address.street", planted.street, "note", planted.note, "remark", planted.note)
	must(u.d.KeepVersion(u.ctx, id, filing.StepInfo))
	set("legal.name", planted.lost)
	must(u.d.KeepVersion(u.ctx, id, filing.StepInfo))
	set("legal.name", planted.legal.Name) // as undo does
	versions := must(u.d.Versions(u.ctx, id))
	must(u.d.VersionView(u.ctx, versions[0].ID))
	v = must(u.d.Restore(u.ctx, id, v.Filing.Rev, versions[len(versions)-1].ID))
	set("legal.name", planted.legal.Name)
	x := planted.agent
	template := must(u.d.SaveTemplate(u.ctx, desk.Template{Name: x.Name, Person: &x}))
	v = must(u.d.ApplyTemplate(u.ctx, id, v.Filing.Rev, "agent", template))
	gone := must(u.d.SaveTemplate(u.ctx, desk.Template{Name: planted.lost, Person: &filing.Person{Name: planted.lost}}))
	if err := errors.Join(u.d.DropTemplate(u.ctx, gone), u.d.SetOffice(u.ctx, paper.Office{Name: planted.office, Phones: []string{planted.emergency.Mobile}})); err != nil {
		panic(err)
	}
	must(u.d.AddNote(u.ctx, id, planted.note))
	must(u.d.OpenPortrait(u.ctx, id))
	must(u.d.Hints(u.ctx, id))
	must(u.d.Rows(u.ctx))
	return id
}

// pictures adds some under names that tell of a person, as people call them.
func (u *user) pictures(id string) {
	for _, p := range must(sample.Pictures(sample.Filing(time.Now()))) {
		if p.Slot != filing.SlotAgentFront && p.Slot != filing.SlotLicence {
			continue
		}
		path := filepath.Join(u.outside, planted.agent.Name+planted.agent.CertNumber+filepath.Ext(p.Name))
		if err := os.WriteFile(path, p.Data, 0o600); err != nil {
			panic(err)
		}
		must(u.d.AddMaterialFile(u.ctx, id, p.Slot, path))
		v := must(u.d.TurnMaterial(u.ctx, id, p.Slot, 1))
		m, _ := v.Filing.Material(p.Slot)
		must(u.d.Shown(u.ctx, m, 200, 200))
		must(u.d.Glance(u.ctx, m, 160, 112, 0, 0))
		must(u.d.Inspect(u.ctx, m))
		must(u.d.KeepAnyway(u.ctx, id, p.Slot, planted.reason))
	}
}

// papers writes what the user asked for outside, and takes a package in again.
func (u *user) papers(id string) {
	zip := filepath.Join(u.outside, "材料包.zip")
	must(u.d.Export(u.ctx, id, desk.ExportOptions{Dest: zip, Originals: true, Anyway: true}, func(int, int, string) {}))
	must(u.d.Export(u.ctx, id, desk.ExportOptions{Dest: filepath.Join(u.outside, "夹"), Folder: true, NoWatermark: true, Anyway: true}, nil))
	v := must(u.d.Open(u.ctx, id))
	for _, k := range u.d.Papers(&v) {
		if err := u.d.SaveLetter(u.ctx, id, k, filepath.Join(u.outside, k.FileName())); err != nil {
			panic(err)
		}
	}
	if err := u.d.SaveOverview(u.ctx, id, filepath.Join(u.outside, "资料表.pdf")); err != nil {
		panic(err)
	}
	if _, _, err := u.d.Import(u.ctx, zip); err != nil {
		panic(err)
	}
}

// fail goes the ways on which an error could carry a person away.
func (u *user) fail(id string) {
	person := planted.agent.Name + planted.agent.Mobile
	write := func(name, content string) string {
		path := filepath.Join(u.outside, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			panic(err)
		}
		return path
	}
	_, err := u.d.Export(u.ctx, id, desk.ExportOptions{Dest: filepath.Join(u.outside, "没有", person, "a.zip"), Anyway: true}, nil)
	u.told("an export into a folder that is not there", err)
	u.told("a letter into such a folder", u.d.SaveLetter(u.ctx, id, paper.LetterAgent, filepath.Join(u.outside, person, "信.pdf")))
	for name, content := range map[string]string{
		person + ".zip":  "PK\x03\x04" + planted.agent.CertNumber,
		person + ".json": `{"schema":1,"state":"` + planted.legal.Name + `"}`,
		"a.json":         `{"schema":1,"legal":{"name":["` + planted.legal.CertNumber + `"]}}`,
		"b.json":         `{"schema":1,"legal":{"name":"` + planted.legal.Name + `" "mobile"`,
		"c.json":         `{"schema":1,"materials":[{"slot":"licence","picture":"../` + planted.legal.Name + `.jpg"}]}`,
	} {
		_, _, err := u.d.Import(u.ctx, write(name, content))
		u.told("a damaged "+filepath.Ext(name), err)
	}
	_, err = u.d.AddMaterialFile(u.ctx, id, filing.SlotLegalFront, write(person+".jpg", "\xff\xd8\xff\xe0"+planted.legal.Name))
	u.told("a damaged picture", err)
	_, err = u.d.AddMaterialFile(u.ctx, id, filing.SlotLegalFront, filepath.Join(u.outside, person, "没有.jpg"))
	u.told("a picture that is not there", err)
	_, err = u.d.Edit(u.ctx, id, 1, filing.Edit{Field: "legal.name", Value: planted.lost})
	u.told("a save over a later one", err)
	_, err = u.d.Edit(u.ctx, id, -1, filing.Edit{Field: filing.Field(planted.legal.Name), Value: planted.legal.Mobile})
	u.told("a field that is none", err)
	_, err = u.d.Add(u.ctx, planted.legal.Name+" "+planted.legal.Mobile, false)
	u.told("a person in place of a domain", err)
	slog.Debug("state", "person", planted.legal, "err", fmt.Errorf("about “%s”", planted.legal.Name), "mobile", planted.legal.Mobile)
}

// clear moves one filing through the trash, which leaves nothing of it.
// office does what an office does with a customer's data beside the filing.
func (u *user) office(id string) {
	must(u.d.AddConsent(u.ctx, desk.Consent{Filing: id, To: desk.Recipients[0], How: desk.AllMeans[0], What: planted.note + planted.legal.Mobile, Given: time.Now()}))
	must(u.d.SaveOperator(u.ctx, desk.Operator{Name: planted.lost, Role: desk.Owner}))
	must(u.d.BackupNow(u.ctx, nil))
	key := bundle.Key{Passphrase: "只供测试用的交接密码"}
	file := filepath.Join(u.outside, "one.beian")
	if err := u.d.HandOver(u.ctx, file, key, "0", []string{id}, nil); err != nil {
		panic(err)
	}
	must(u.d.LookHandover(u.ctx, file, "只供测试用的交接密码"))
	must(u.d.TakeHandover(u.ctx, file, "只供测试用的交接密码", map[string]desk.Choice{id: {Take: desk.TakeCopy}}, nil))
	copies := must(u.d.Clone(u.ctx, id, "planted-three.example"))
	must(u.d.Erase(u.ctx, copies.Filing.ID, desk.EraseReasons[0]))
	_, err := u.d.LookHandover(u.ctx, file, planted.legal.Mobile)
	u.told("a wrong passphrase", err)
}

// lock leaves the data and comes back, with a wrong passphrase before.
func (u *user) lock(h *house.House) {
	h.Leave()
	h.Vault().Lock()
	_, err := u.d.Rows(u.ctx)
	u.told("reading while locked", err)
	slot := h.Vault().Logins()[0].Slot
	_, err = h.Vault().OpenByPassphrase(u.ctx, slot, planted.legal.Name)
	u.told("a wrong passphrase", err)
	time.Sleep(must(h.Vault().Wait()) + 10*time.Millisecond)
	must(h.Enter(must(h.Vault().OpenByPassphrase(u.ctx, slot, "只供测试 的密码"))))
}

func (u *user) clear(id string) {
	v := must(u.d.Clone(u.ctx, id, "planted-two.example"))
	if err := errors.Join(u.d.Trash(u.ctx, v.Filing.ID), u.d.Purge(u.ctx, v.Filing.ID)); err != nil {
		panic(err)
	}
}
