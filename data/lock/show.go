package lock

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

const (
	whereName  = "show.json"
	socketName = "show.sock"

	// answerTime is how long one side waits for a line of the other.
	answerTime = 2 * time.Second
	longest    = 200 // bytes of a conversation, a token and a few words
)

// where is the content of show.json.
type where struct {
	Network string `json:"network"` // "unix" or "tcp"
	Address string `json:"address"` // path, or 127.0.0.1 and a port
	Token   string `json:"token"`
}

// ear listens for second starts.
type ear struct {
	path     string
	token    string
	listener net.Listener
	heard    func()
	done     chan struct{}
}

// listen opens the first kind of address that works. The lock must be held:
// whatever lies at those places then belongs to a program that is gone.
func listen(dir string, heard func()) (*ear, error) {
	e := &ear{path: filepath.Join(dir, whereName), token: rand.Text(), heard: heard, done: make(chan struct{})}
	var failed []error
	for _, open := range places(dir) {
		listener, err := open()
		if err != nil {
			failed = append(failed, err)
			continue
		}
		e.listener = listener
		if err := e.publish(); err != nil {
			return nil, errors.Join(err, listener.Close())
		}
		go e.serve()
		return e, nil
	}
	return nil, fmt.Errorf("listen for a second start: %w", errors.Join(failed...))
}

func unixSocket(path string) func() (net.Listener, error) {
	return func() (net.Listener, error) {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		l, err := net.Listen("unix", path)
		if err != nil {
			return nil, err
		}
		if err := os.Chmod(path, 0o600); err != nil {
			return nil, errors.Join(err, l.Close())
		}
		return l, nil
	}
}

// shortSocket is a socket whose path does not grow with that of the folder:
// systems take about a hundred bytes, and refuse longer ones.
func shortSocket(dir string) func() (net.Listener, error) {
	sum := sha256.Sum256([]byte(dir))
	return unixSocket(filepath.Join(os.TempDir(), "beiandesk-"+hex.EncodeToString(sum[:8])+".sock"))
}

func loopback() (net.Listener, error) { return net.Listen("tcp4", "127.0.0.1:0") }

// publish writes show.json whole or not at all.
func (e *ear) publish() error {
	a := e.listener.Addr()
	text, err := json.Marshal(where{Network: a.Network(), Address: a.String(), Token: e.token})
	if err != nil {
		return fmt.Errorf("write %s: %w", whereName, err)
	}
	part := e.path + ".part"
	if err := os.WriteFile(part, text, 0o600); err != nil {
		return fmt.Errorf("write %s: %w", whereName, errors.Join(err, os.RemoveAll(part)))
	}
	if err := os.Rename(part, e.path); err != nil {
		return fmt.Errorf("write %s: %w", whereName, errors.Join(err, os.RemoveAll(part)))
	}
	return nil
}

func (e *ear) serve() {
	defer close(e.done)
	for {
		c, err := e.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil { // such as too many open files: try again later
			time.Sleep(again)
			continue
		}
		e.answer(c)
	}
}

// answer holds one conversation:
//
//	second start: beiandesk TOKEN
//	first start:  its process number, so that Windows can be told to let it come to the front
//	second start: show
//	first start:  ok
//
// A caller that says anything else hears nothing; who that was is no concern.
func (e *ear) answer(c net.Conn) {
	defer c.Close()
	if c.SetDeadline(time.Now().Add(answerTime)) != nil {
		return
	}
	in := bufio.NewReader(io.LimitReader(c, longest))
	if line, err := in.ReadString('\n'); err != nil || subtle.ConstantTimeCompare([]byte(line), []byte(greeting(e.token))) != 1 {
		return
	}
	if _, err := fmt.Fprintf(c, "%d\n", os.Getpid()); err != nil {
		return
	}
	if line, err := in.ReadString('\n'); err != nil || line != "show\n" {
		return
	}
	e.heard()
	// The window comes up whether or not the caller still waits for the answer.
	_, _ = io.WriteString(c, "ok\n")
}

func greeting(token string) string { return "beiandesk " + token + "\n" }

func (e *ear) close() error {
	err := e.listener.Close() // takes its socket file along
	<-e.done
	if rm := os.Remove(e.path); rm != nil && !errors.Is(rm, fs.ErrNotExist) {
		err = errors.Join(err, rm)
	}
	return err
}

// knock asks the program that holds the folder to show itself.
func knock(dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, whereName))
	if err != nil {
		return err
	}
	var w where
	if err := json.Unmarshal(text, &w); err != nil {
		return fmt.Errorf("read %s: %w", whereName, err)
	}
	if err := w.check(); err != nil {
		return fmt.Errorf("read %s: %w", whereName, err)
	}
	c, err := net.DialTimeout(w.Network, w.Address, answerTime)
	if err != nil {
		return err
	}
	return errors.Join(ask(c, w.Token), c.Close())
}

// check keeps the file from leading the program out of this computer.
func (w where) check() error {
	if w.Network == "unix" {
		return nil
	}
	host, _, err := net.SplitHostPort(w.Address)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); w.Network != "tcp" || ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("%s address is not on this computer", w.Network)
	}
	return nil
}

func ask(c net.Conn, token string) error {
	if err := c.SetDeadline(time.Now().Add(answerTime)); err != nil {
		return err
	}
	in := bufio.NewReader(io.LimitReader(c, longest))
	if _, err := io.WriteString(c, greeting(token)); err != nil {
		return err
	}
	line, err := in.ReadString('\n')
	if err != nil {
		return err
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		return err
	}
	letToFront(pid)
	if _, err := io.WriteString(c, "show\n"); err != nil {
		return err
	}
	if line, err = in.ReadString('\n'); err != nil {
		return err
	}
	if line != "ok\n" {
		return fmt.Errorf("unexpected answer %q", line)
	}
	return nil
}
