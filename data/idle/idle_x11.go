//go:build !windows && !darwin

package idle

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/screensaver"
	"github.com/jezek/xgb/xproto"
)

const source = "MIT-SCREEN-SAVER"

// server is the one connection to the X server, made at the first question.
var server struct {
	sync.Mutex
	conn *xgb.Conn
	root xproto.Drawable
	gone bool // it did not answer: not asked again
}

func since() (time.Duration, bool) {
	server.Lock()
	defer server.Unlock()
	// Under Wayland the X server beside it hears only its own windows.
	if server.gone || os.Getenv("DISPLAY") == "" || os.Getenv("WAYLAND_DISPLAY") != "" {
		return 0, false
	}
	if server.conn == nil && !connect() {
		server.gone = true
		return 0, false
	}
	info, err := screensaver.QueryInfo(server.conn, server.root).Reply()
	if err != nil || info == nil {
		server.conn.Close()
		server.gone = true
		return 0, false
	}
	return time.Duration(info.MsSinceUserInput) * time.Millisecond, true
}

func connect() bool {
	xgb.Logger.SetOutput(io.Discard) // what goes wrong is told by the answer
	conn, err := xgb.NewConn()
	if err != nil {
		return false
	}
	if err := screensaver.Init(conn); err != nil {
		conn.Close()
		return false
	}
	server.conn, server.root = conn, xproto.Drawable(xproto.Setup(conn).DefaultScreen(conn).Root)
	return true
}
