package bundle

import (
	"archive/tar"
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"filippo.io/age"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/parcel"
)

// MinPassphrase is the least length of a passphrase, in characters. A file that
// travels by mail or chat can be tried at leisure by whoever keeps a copy.
const MinPassphrase = 10

// Key says who may open a file: whoever knows the passphrase, or else the
// owners of public keys.
type Key struct {
	Passphrase string
	Recipients []string // age1…
}

func (k Key) recipients() ([]age.Recipient, error) {
	if len(k.Recipients) == 0 {
		if len([]rune(k.Passphrase)) < MinPassphrase {
			return nil, app.Fail(CodeKey, fmt.Sprintf("密码太短，至少 %d 个字。请换一个长一些的密码，再用电话告诉对方。", MinPassphrase)).At("passphrase")
		}
		r, err := age.NewScryptRecipient(k.Passphrase)
		return []age.Recipient{r}, err
	}
	var list []age.Recipient
	for _, s := range k.Recipients {
		r, err := age.ParseX25519Recipient(strings.TrimSpace(s))
		if err != nil {
			return nil, app.Wrap(err, CodeKey, "对方的公钥不对：应以 age1 开头，共 62 个字符。请让对方从“备份与交接”里重新复制。").At("recipient")
		}
		list = append(list, r)
	}
	return list, nil
}

// Check tells whether a file can be written with it.
func (k Key) Check() error {
	_, err := k.recipients()
	return err
}

// NewIdentity makes the key pair of an office.
func NewIdentity() (secret, public string, err error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", fmt.Errorf("make a key pair: %w", err)
	}
	return id.String(), id.Recipient().String(), nil
}

// PublicOf gives the public key that belongs to a secret one.
func PublicOf(secret string) (string, error) {
	id, err := age.ParseX25519Identity(secret)
	if err != nil {
		return "", app.Wrap(err, CodeKey, "本机的交接密钥读不出来。请从备份恢复，或让对方改用密码。")
	}
	return id.Recipient().String(), nil
}

// Item is a filing to be written. Read opens one of its sealed pictures.
type Item struct {
	Filing  *filing.Filing
	History []string
	Read    func(ctx context.Context, picture string) ([]byte, error)
}

// Write makes a hand-over file. It appears whole or not at all; an existing one
// is replaced. progress is told filings and may be nil.
func Write(ctx context.Context, path string, key Key, items []Item, program string, now time.Time, progress func(done, total int)) error {
	return writing(write(ctx, path, key, items, program, now, progress))
}

func write(ctx context.Context, path string, key Key, items []Item, program string, now time.Time, progress func(done, total int)) (err error) {
	recipients, err := key.recipients()
	if err != nil {
		return err
	}
	man := Manifest{Format: Format, Version: Version, Made: now.UTC().Truncate(time.Second), Program: program}
	for _, x := range items {
		digest, err := Digest(x.Filing)
		if err != nil {
			return err
		}
		man.Filings = append(man.Filings, Listed{ID: x.Filing.ID, Rev: x.Filing.Rev, Digest: digest, History: x.History[:min(len(x.History), MaxHistory)]})
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".beiandesk-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // does nothing after the rename
	buffered := bufio.NewWriterSize(f, 256<<10)
	err = fill(ctx, buffered, recipients, man, items, progress)
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func fill(ctx context.Context, out io.Writer, recipients []age.Recipient, man Manifest, items []Item, progress func(done, total int)) error {
	sealed, err := age.Encrypt(out, recipients...)
	if err != nil {
		return err
	}
	w := tar.NewWriter(sealed)
	put := func(name string, data []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.WriteHeader(&tar.Header{Name: name, Size: int64(len(data)), Mode: 0o600, ModTime: man.Made, Typeflag: tar.TypeReg, Format: tar.FormatPAX}); err != nil {
			return err
		}
		_, err := w.Write(data)
		return err
	}
	head, err := json.MarshalIndent(man, "", "  ")
	if err != nil {
		return fmt.Errorf("write the manifest as JSON: %w", err)
	}
	if err := put(manifestName, append(head, '\n')); err != nil {
		return err
	}
	for i, x := range items {
		if err := x.put(ctx, put); err != nil {
			return err
		}
		if progress != nil {
			progress(i+1, len(items))
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return sealed.Close()
}

// put writes the document and then its files, named by their slots.
func (x Item) put(ctx context.Context, put func(name string, data []byte) error) error {
	doc := *x.Filing
	doc.Portrait.Token, doc.Portrait.Started = "", time.Time{} // a session stays where it runs
	doc.Materials = nil
	type file struct{ id, name string }
	var files []file
	for _, m := range x.Filing.Materials {
		if m.Picture == "" {
			continue
		}
		name := string(m.Slot) + "." + m.Format
		files = append(files, file{m.Picture, name})
		m.Picture = name
		if m.Source != "" {
			name := string(m.Slot) + ".source"
			files = append(files, file{m.Source, name})
			m.Source = name
		}
		doc.Materials = append(doc.Materials, m)
	}
	data, err := parcel.Encode(&doc)
	if err != nil {
		return err
	}
	dir := filingRoot + x.Filing.ID + "/"
	if err := put(dir+parcel.FilingFile, data); err != nil {
		return err
	}
	for _, f := range files {
		data, err := x.Read(ctx, f.id)
		if err != nil {
			return err
		}
		if err := put(dir+f.name, data); err != nil {
			return err
		}
	}
	return nil
}
