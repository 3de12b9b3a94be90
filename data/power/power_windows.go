package power

import (
	"fmt"
	"sync"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	powrprof   = windows.NewLazySystemDLL("powrprof.dll")
	register   = powrprof.NewProc("PowerRegisterSuspendResumeNotification")
	unregister = powrprof.NewProc("PowerUnregisterSuspendResumeNotification")
)

const (
	deviceNotifyCallback = 2 // DEVICE_NOTIFY_CALLBACK
	apmSuspend           = 4 // PBT_APMSUSPEND
)

// subscribe is DEVICE_NOTIFY_SUBSCRIBE_PARAMETERS (powrprof.h).
type subscribe struct{ callback, context uintptr }

// watched is the one watch of the process: Windows keeps a callback for ever.
var watched struct {
	sync.Mutex
	fn   func()
	back uintptr
}

func watch(fn func()) (func(), error) {
	watched.Lock()
	defer watched.Unlock()
	watched.fn = fn
	if watched.back == 0 {
		watched.back = windows.NewCallback(func(_ uintptr, kind uintptr, _ uintptr) uintptr {
			watched.Lock()
			fn := watched.fn
			watched.Unlock()
			if kind == apmSuspend && fn != nil {
				within(most, fn) // Windows gives about this long
			}
			return 0
		})
	}
	if err := register.Find(); err != nil { // Windows 7 has none
		return nil, fmt.Errorf("listen for sleep: %w", err)
	}
	p := &subscribe{callback: watched.back}
	var handle uintptr
	if code, _, _ := register.Call(deviceNotifyCallback, uintptr(unsafe.Pointer(p)), uintptr(unsafe.Pointer(&handle))); code != 0 {
		return nil, fmt.Errorf("listen for sleep: code %d", code)
	}
	return func() {
		watched.Lock()
		watched.fn = nil
		watched.Unlock()
		unregister.Call(handle) // the process ends anyway
	}, nil
}
