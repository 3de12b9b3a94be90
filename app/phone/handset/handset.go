// Package handset is a phone without a browser, for tests, the drive and the
// drawings of the computer's side: it speaks to the page of app/phone as a
// browser without script does. Nothing of it is in the program.
package handset

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"time"

	"beiandesk/app/filing"
)

// Agent is what it says of itself when nothing else is asked for.
const Agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"

// Phone is one phone with cookies of its own.
type Phone struct {
	Agent  string
	base   string // address on the code, ends with a slash
	origin string
	key    string // of the forms, once it is in
	client *http.Client
}

// New makes a phone that has scanned a code. It does not look at certificates,
// as a person does who presses “continue”.
func New(address string) (*Phone, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	tr := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	return &Phone{Agent: Agent, base: address, origin: u.Scheme + "://" + u.Host, client: &http.Client{Jar: jar, Transport: tr, Timeout: time.Minute}}, nil
}

// Close ends its connections.
func (p *Phone) Close() { p.client.CloseIdleConnections() }

func (p *Phone) do(method, path, kind string, body io.Reader) (int, string, error) {
	req, err := http.NewRequest(method, p.base+path, body)
	if err != nil {
		return 0, "", err
	}
	if h, ok := body.(*halting); ok { // net/http knows only its own kinds
		req.ContentLength = int64(h.Len())
	}
	req.Header.Set("User-Agent", p.Agent)
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if method == http.MethodPost {
		req.Header.Set("Origin", p.origin)
	}
	resp, err := p.client.Do(req)
	if err != nil {
		return 0, "", err
	}
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(b), errors.Join(err, resp.Body.Close())
}

// Get fetches a page and returns its status and words.
func (p *Phone) Get(path string) (int, string, error) { return p.do(http.MethodGet, path, "", nil) }

var keyIn = regexp.MustCompile(`\?k=([0-9a-f]{32})`)

// Start opens the page and presses its button. pin may be empty. It returns
// the page that follows.
func (p *Phone) Start(pin string) (string, error) {
	_, first, err := p.Get("")
	if err != nil {
		return "", err
	}
	m := keyIn.FindStringSubmatch(first)
	if m == nil {
		return first, errors.New("no form on the first page")
	}
	_, page, err := p.do(http.MethodPost, "start?k="+m[1], "application/x-www-form-urlencoded", strings.NewReader(url.Values{"pin": {pin}}.Encode()))
	p.learn(page)
	return page, err
}

// learn takes the key of the forms from a page, if it has any.
func (p *Phone) learn(page string) {
	if m := keyIn.FindStringSubmatch(page); m != nil {
		p.key = m[1]
	}
}

// Upload sends a picture and returns the page with the verdict.
func (p *Phone) Upload(slot filing.Slot, picture []byte) (string, error) {
	return p.UploadHalting(slot, picture, nil)
}

// UploadHalting is Upload over a line that stands still after half of the
// picture until halt returns, nil: not at all.
func (p *Phone) UploadHalting(slot filing.Slot, picture []byte, halt func()) (string, error) {
	if p.key == "" {
		_, page, err := p.Get("")
		if err != nil {
			return page, err
		}
		p.learn(page)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("camera", "IMG_0001.JPG")
	if err != nil {
		return "", err
	}
	if _, err := part.Write(picture); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	from := bytes.NewReader(body.Bytes())
	if halt == nil {
		return p.done(p.do(http.MethodPost, "up/"+string(slot)+"?k="+p.key, w.FormDataContentType(), from))
	}
	return p.done(p.do(http.MethodPost, "up/"+string(slot)+"?k="+p.key, w.FormDataContentType(), &halting{Reader: from, half: from.Len() / 2, halt: halt}))
}

// halting is a body of a known length that stands still once.
type halting struct {
	*bytes.Reader
	half int
	halt func()
}

func (h *halting) Read(b []byte) (int, error) {
	if h.half <= 0 {
		if h.halt != nil {
			h.halt()
			h.halt = nil
		}
		return h.Reader.Read(b)
	}
	n, err := h.Reader.Read(b[:min(len(b), h.half)])
	h.half -= n
	return n, err
}

// Text proposes texts.
func (p *Phone) Text(values map[filing.Field]string) (string, error) {
	form := url.Values{}
	for path, v := range values {
		form.Set(string(path), v)
	}
	return p.done(p.do(http.MethodPost, "text?k="+p.key, "application/x-www-form-urlencoded", strings.NewReader(form.Encode())))
}

func (p *Phone) done(status int, page string, err error) (string, error) {
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("status %d", status)
	}
	return page, err
}
