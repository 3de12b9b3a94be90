// Package console joins the program's output to the console it was started
// from. Only a Windows program without a console of its own needs that.
package console

import (
	"os"

	"golang.org/x/sys/windows"
)

// attachParent is ATTACH_PARENT_PROCESS of the Windows console API.
const attachParent = ^uintptr(0)

// utf8 is the code page 65001, so that Chinese reaches the console unbroken.
const utf8 = 65001

// Attach makes os.Stdout and os.Stderr reach the console the program was
// started from. Output that was redirected to a file or a pipe stays there. A
// program started by double click has no console; then nothing happens.
func Attach() {
	kernel := windows.NewLazySystemDLL("kernel32.dll")
	out, err := windows.GetStdHandle(windows.STD_OUTPUT_HANDLE)
	if err == nil && out != 0 && out != windows.InvalidHandle {
		return // redirected, or a console build
	}
	if ok, _, _ := kernel.NewProc("AttachConsole").Call(attachParent); ok == 0 {
		return
	}
	kernel.NewProc("SetConsoleOutputCP").Call(utf8)
	con, err := os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		return
	}
	os.Stdout, os.Stderr = con, con
}
