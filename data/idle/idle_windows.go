package idle

import (
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

const source = "GetLastInputInfo"

var (
	lastInputInfo = windows.NewLazySystemDLL("user32.dll").NewProc("GetLastInputInfo")
	tickCount     = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetTickCount")
)

// lastInput is LASTINPUTINFO (winuser.h).
type lastInput struct{ size, ticks uint32 }

func since() (time.Duration, bool) {
	in := lastInput{size: uint32(unsafe.Sizeof(lastInput{}))}
	if ok, _, _ := lastInputInfo.Call(uintptr(unsafe.Pointer(&in))); ok == 0 {
		return 0, false
	}
	now, _, _ := tickCount.Call()
	return time.Duration(uint32(now)-in.ticks) * time.Millisecond, true // both wrap after 49 days
}
