package bundle

import (
	"archive/tar"
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"filippo.io/age"

	"beiandesk/app"
	"beiandesk/app/parcel"
)

// maxWork is the most work of scrypt that is done for a foreign file, as the
// logarithm of N: 1 GiB of memory.
const maxWork = 20

// Opener holds what may open a file; each that is not "" is tried.
type Opener struct {
	Passphrase string
	Secret     string // of the office's key pair
}

// Found is one filing of a file, and whether the manifest told the truth of it.
type Found struct {
	Listed
	Opened parcel.Opened
}

// Read reads a hand-over file from its beginning to its end and gives each
// filing to take, in order. take must not keep the pictures of those it does not
// want. An error of take ends the reading and is returned.
func Read(ctx context.Context, path string, o Opener, take func(Manifest, Found) error) error {
	f, err := os.Open(path)
	if err != nil {
		return reading(err)
	}
	defer f.Close() // only read from
	inner, err := o.open(f)
	if err != nil {
		return reading(err)
	}
	return reading(readTar(ctx, inner, take))
}

const ageLine = "age-encryption.org/v1\n"

// ForPassphrase tells whether a file wants a passphrase; false means a key
// pair. It asks the file's head and opens nothing.
func ForPassphrase(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, reading(err)
	}
	defer f.Close() // only read from
	head := make([]byte, len(ageLine)+len("-> scrypt "))
	if _, err := io.ReadFull(f, head); err != nil || !strings.HasPrefix(string(head), ageLine) {
		return false, errForeign(err)
	}
	return strings.HasSuffix(string(head), "-> scrypt "), nil
}

func (o Opener) open(f *os.File) (io.Reader, error) {
	wants, err := ForPassphrase(f.Name())
	if err != nil {
		return nil, err
	}
	var identity age.Identity
	switch {
	case wants && o.Passphrase == "":
		return nil, app.Fail(CodePassphrase, "这个交接文件需要密码。请向对方索取。").At("passphrase")
	case wants:
		s, err := age.NewScryptIdentity(o.Passphrase)
		if err != nil {
			return nil, err
		}
		s.SetMaxWorkFactor(maxWork)
		identity = s
	case o.Secret == "":
		return nil, errNotForUs(nil)
	default:
		if identity, err = age.ParseX25519Identity(o.Secret); err != nil {
			return nil, errNotForUs(err)
		}
	}
	inner, err := age.Decrypt(bufio.NewReaderSize(f, 256<<10), identity)
	var none *age.NoIdentityMatchError
	if errors.As(err, &none) && !wants {
		return nil, errNotForUs(err)
	}
	return inner, err
}

func errNotForUs(cause error) error {
	return app.Wrap(cause, CodeNotForUs, "这个交接文件不是用本机的公钥加密的，打不开。请把“备份与交接”里的公钥发给对方，让他重新导出，或改用密码。")
}

// scanner reads the tar and trusts none of it.
type scanner struct {
	tar     *tar.Reader
	man     Manifest
	next    int // of man.Filings
	files   map[string][]byte
	bytes   int64 // of the files
	waiting bool  // a filing is being gathered
}

func readTar(ctx context.Context, inner io.Reader, take func(Manifest, Found) error) error {
	s := &scanner{tar: tar.NewReader(inner)}
	if err := s.manifest(); err != nil {
		return err
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		h, err := s.tar.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		id, name, err := s.place(h)
		if err != nil {
			return err
		}
		if name == parcel.FilingFile {
			if err := s.hand(ctx, take); err != nil {
				return err
			}
			if s.next == len(s.man.Filings) || s.man.Filings[s.next].ID != id {
				return errUnsafe(fmt.Errorf("filing %d is not the one of the manifest", s.next))
			}
			s.files, s.bytes, s.waiting = map[string][]byte{}, 0, true
		} else if !s.waiting || s.man.Filings[s.next].ID != id {
			return errUnsafe(fmt.Errorf("a file before its filing, at %d", s.next))
		}
		if err := s.gather(h, name); err != nil {
			return err
		}
	}
	if err := s.hand(ctx, take); err != nil {
		return err
	}
	if s.next != len(s.man.Filings) {
		return errDamaged(fmt.Errorf("%d filings of %d", s.next, len(s.man.Filings)))
	}
	// The end of age's own stream proves that nothing was cut off or put on.
	rest, err := io.Copy(io.Discard, io.LimitReader(inner, 1<<20+1))
	if err == nil && rest > 1<<20 {
		err = errUnsafe(errors.New("more after the end"))
	}
	return err
}

func (s *scanner) manifest() error {
	h, err := s.tar.Next()
	if err != nil {
		return errForeign(err)
	}
	if h.Name != manifestName || !plain(h) || h.Size > maxManifest {
		return errForeign(errors.New("the manifest is not first"))
	}
	data, err := io.ReadAll(s.tar)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, &s.man); err != nil || s.man.Format != Format {
		return errForeign(err)
	}
	if s.man.Version > Version {
		return app.Fail(CodeNewer, "这个交接文件由更新版本的程序导出，当前版本读不了。请更新程序后再导入。")
	}
	if len(s.man.Filings) > MaxFilings {
		return errUnsafe(fmt.Errorf("%d filings", len(s.man.Filings)))
	}
	seen := map[string]bool{}
	for i, l := range s.man.Filings {
		if !usableID(l.ID) || seen[l.ID] || len(l.History) > MaxHistory {
			return errUnsafe(fmt.Errorf("entry %d of the manifest", i))
		}
		seen[l.ID] = true
	}
	return nil
}

func plain(h *tar.Header) bool {
	if h.Typeflag != tar.TypeReg || h.Size < 0 {
		return false
	}
	for k := range h.PAXRecords {
		if strings.HasPrefix(k, "GNU.sparse.") { // would be blown up to whatever it claims
			return false
		}
	}
	return true
}

// usableID takes what the program makes, and what tests and the sample use.
func usableID(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	return strings.Trim(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// place takes "filings/ID/name" and nothing else.
func (s *scanner) place(h *tar.Header) (id, name string, err error) {
	rest, ok := strings.CutPrefix(h.Name, filingRoot)
	id, name, cut := strings.Cut(rest, "/")
	if !ok || !cut || !usableID(id) || name == "" || len(name) > 128 || name == "." || name == ".." ||
		strings.ContainsAny(name, "/\\:\x00") || !plain(h) || h.Size > parcel.MaxEntry {
		return "", "", errUnsafe(errors.New("an entry that we do not write"))
	}
	return id, name, nil
}

func (s *scanner) gather(h *tar.Header, name string) error {
	if _, twice := s.files[name]; twice || len(s.files) >= maxFiles {
		return errUnsafe(errors.New("a name twice, or too many files"))
	}
	if s.bytes += h.Size; s.bytes > parcel.MaxTotal {
		return errUnsafe(errors.New("a filing is too large"))
	}
	data, err := io.ReadAll(s.tar)
	if err != nil {
		return err
	}
	s.files[name] = data
	return nil
}

// hand gives the filing that was gathered to take.
func (s *scanner) hand(ctx context.Context, take func(Manifest, Found) error) error {
	if !s.waiting {
		return nil
	}
	l, files := s.man.Filings[s.next], s.files
	s.next, s.files, s.waiting = s.next+1, nil, false
	o, err := parcel.Assemble(ctx, parcel.FilingFile, func(name string) ([]byte, error) {
		data, ok := files[name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return data, nil
	})
	if err != nil {
		return err
	}
	if o.Filing.ID != l.ID {
		return errUnsafe(errors.New("a filing with another id than its folder"))
	}
	// What is compared is what will be taken, not what the manifest says of it.
	if l.Digest, err = Digest(o.Filing); err != nil {
		return err
	}
	return take(s.man, Found{l, o})
}
