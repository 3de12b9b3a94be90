// Package phonetest drives Chromium as if it were a phone, for the tests of
// app/phone and for the pictures of its page. Nothing of it is in the program.
package phonetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Model is a kind of phone.
type Model struct {
	Width, Height int64   // CSS pixels
	Scale         float64 // device pixels per CSS pixel
	Agent         string  // User-Agent
	Dark          bool
	NoScript      bool
}

// The phones of the tests.
var (
	IPhone  = Model{Width: 390, Height: 844, Scale: 2, Agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"}
	Android = Model{Width: 360, Height: 800, Scale: 3, Agent: "Mozilla/5.0 (Linux; Android 15; 23127PN0CC) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36"}
	WeChat  = Model{Width: 430, Height: 932, Scale: 2, Agent: IPhone.Agent + " MicroMessenger/8.0.60(0x18003c2e) NetType/WIFI Language/zh_CN"}
)

// ErrNone means that there is no Chromium on this machine.
var ErrNone = errors.New("no Chromium on this machine")

// Browser is a running Chromium.
type Browser struct {
	ctx   context.Context
	close []context.CancelFunc
}

// Start starts Chromium without a window and without a way out of this
// machine: every name and address but the loopback, and those of direct, leads
// nowhere.
func Start(direct ...string) (*Browser, error) {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		return nil, ErrNone
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("lang", "zh-CN"),
		chromedp.Flag("proxy-server", "127.0.0.1:1"),
		chromedp.Flag("proxy-bypass-list", strings.Join(append(direct, "127.0.0.1"), ";")),
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses root otherwise
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(alloc)
	b := &Browser{ctx: ctx, close: []context.CancelFunc{stop, stopAlloc}}
	if err := chromedp.Do(ctx); err != nil {
		b.Close()
		return nil, fmt.Errorf("starting Chromium: %w", err)
	}
	return b, nil
}

// Close ends the browser and waits for it.
func (b *Browser) Close() {
	_ = chromedp.Cancel(b.ctx) // it is ended by force below if it will not go
	for _, c := range b.close {
		c()
	}
}

// Phone is a tab that looks like a phone, with cookies of its own.
type Phone struct {
	ctx    context.Context
	cancel context.CancelFunc
}

// patience is how long a step may take on a busy machine.
const patience = 20 * time.Second

// Phone opens a tab.
func (b *Browser) Phone(m Model) (*Phone, error) {
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	p := &Phone{ctx, cancel}
	if err := chromedp.Do(ctx); err != nil { // without a deadline: the tab lives as long as this context
		cancel()
		return nil, err
	}
	if err := p.Look(m); err != nil {
		cancel()
		return nil, err
	}
	return p, nil
}

// Look makes the tab another kind of phone.
func (p *Phone) Look(m Model) error {
	scheme := "light"
	if m.Dark {
		scheme = "dark"
	}
	return p.do(
		chromedp.EmulateViewport(m.Width, m.Height, chromedp.EmulateScale(m.Scale), chromedp.EmulateMobile, chromedp.EmulateTouch),
		call(emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: m.Agent, AcceptLanguage: "zh-CN"}),
		call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: m.NoScript}),
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}),
	)
}

func call[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// Close closes the tab.
func (p *Phone) Close() { p.cancel() }

func (p *Phone) do(steps ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

// Open goes to an address.
func (p *Phone) Open(url string) error { return p.do(chromedp.Navigate(url)) }

// Tap presses what a CSS selector finds.
func (p *Phone) Tap(css string) error { return p.do(chromedp.Click(chromedp.CSS(css))) }

// Type writes into a field.
func (p *Phone) Type(css, words string) error {
	return p.do(chromedp.SendKeys(chromedp.CSS(css), words))
}

// Choose gives a file to a file field, as the camera or the album would.
func (p *Phone) Choose(css, file string) error {
	return p.do(chromedp.SetUploadFiles(chromedp.CSS(css), []string{file}, chromedp.NodeReady))
}

// See waits until something that a CSS selector finds is there.
func (p *Phone) See(css string) error { return p.do(chromedp.WaitReady(chromedp.CSS(css))) }

// HTML is the page as it stands.
func (p *Phone) HTML() (string, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.OuterHTML(chromedp.CSS("html")))
}

// Ask evaluates an expression of JavaScript.
func Ask[T any](p *Phone, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression))
}

// Picture draws the whole page as a PNG, w CSS pixels wide and as high as it is.
func (p *Phone) Picture() ([]byte, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		beyond := true
		r, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &beyond})
		if err != nil {
			return nil, err
		}
		return r.Data, nil
	})
}
