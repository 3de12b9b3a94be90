package ui

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf16"
	"unsafe"

	"beiandesk/screens/text"

	"golang.org/x/sys/windows"
)

// system asks with the common dialogs of Windows.
var system = &picker{open: openDialog, save: saveDialog, folder: folderDialog}

var (
	comdlg32         = windows.NewLazySystemDLL("comdlg32.dll")
	getOpenFileName  = comdlg32.NewProc("GetOpenFileNameW")
	getSaveFileName  = comdlg32.NewProc("GetSaveFileNameW")
	extendedError    = comdlg32.NewProc("CommDlgExtendedError")
	shell32          = windows.NewLazySystemDLL("shell32.dll")
	browseForFolder  = shell32.NewProc("SHBrowseForFolderW")
	pathFromIDList   = shell32.NewProc("SHGetPathFromIDListW")
	taskMemFree      = windows.NewLazySystemDLL("ole32.dll").NewProc("CoTaskMemFree")
	errNoDialogShown = "the common dialog failed with code %#x"
)

// openFileName is OPENFILENAMEW (commdlg.h).
type openFileName struct {
	size          uint32
	owner         uintptr
	instance      uintptr
	filter        *uint16
	customFilter  *uint16
	maxCustom     uint32
	filterIndex   uint32
	file          *uint16
	maxFile       uint32
	fileTitle     *uint16
	maxFileTitle  uint32
	initialDir    *uint16
	title         *uint16
	flags         uint32
	fileOffset    uint16
	fileExtension uint16
	defExt        *uint16
	custData      uintptr
	hook          uintptr
	template      *uint16
	reserved      uintptr
	reserved2     uint32
	flagsEx       uint32
}

const (
	ofnOverwritePrompt = 0x2
	ofnHideReadOnly    = 0x4
	ofnNoChangeDir     = 0x8
	ofnAllowMulti      = 0x200
	ofnPathMustExist   = 0x800
	ofnFileMustExist   = 0x1000
	ofnExplorer        = 0x80000
	ofnNotInRecent     = 0x2000000 // OFN_DONTADDTORECENT: names of papers name people

	bifOnlyFolders = 0x1
	bifNewStyle    = 0x40

	maxNames = 1 << 16 // characters for all chosen names together
)

// onThread runs fn on a thread of its own that has COM, as shell dialogs need.
func onThread(fn func() error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	// S_FALSE and "changed mode" are fine: then COM is there already.
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED); err == nil {
		defer windows.CoUninitialize()
	}
	return fn()
}

// zeros joins words each ended by a NUL, with one more at the end.
func zeros(words ...string) *uint16 {
	var out []uint16
	for _, w := range words {
		out = append(append(out, utf16.Encode([]rune(strings.ReplaceAll(w, "\x00", "")))...), 0)
	}
	return &append(out, 0)[0]
}

// split reads what the dialog wrote: one path, or a folder and names in it.
func split(buf []uint16) []string {
	var words []string
	for len(buf) > 0 && buf[0] != 0 {
		n := 0
		for n < len(buf) && buf[n] != 0 {
			n++
		}
		words = append(words, windows.UTF16ToString(buf[:n]))
		buf = buf[min(n+1, len(buf)):]
	}
	if len(words) < 2 {
		return words
	}
	var paths []string
	for _, name := range words[1:] {
		paths = append(paths, filepath.Join(words[0], name))
	}
	return paths
}

func ask(proc *windows.LazyProc, o *openFileName, buf []uint16) (paths []string, err error) {
	err = onThread(func() error {
		o.size = uint32(unsafe.Sizeof(*o))
		o.file, o.maxFile = &buf[0], uint32(len(buf))
		if ok, _, _ := proc.Call(uintptr(unsafe.Pointer(o))); ok != 0 {
			paths = split(buf)
			return nil
		}
		if code, _, _ := extendedError.Call(); code != 0 {
			return fmt.Errorf(errNoDialogShown, code)
		}
		return nil // cancelled
	})
	return paths, err
}

func openDialog(owner uintptr, title string, extensions []string, folder string) ([]string, error) {
	filter := zeros(text.AllFiles, "*.*")
	if len(extensions) > 0 {
		filter = zeros(text.FittingFiles, "*"+strings.Join(extensions, ";*"), text.AllFiles, "*.*")
	}
	return ask(getOpenFileName, &openFileName{owner: owner, filter: filter, initialDir: zeros(folder), title: zeros(title),
		flags: ofnExplorer | ofnNotInRecent | ofnAllowMulti | ofnFileMustExist | ofnPathMustExist | ofnNoChangeDir | ofnHideReadOnly}, make([]uint16, maxNames))
}

func saveDialog(owner uintptr, title, suggest, folder string) (string, error) {
	buf := make([]uint16, windows.MAX_LONG_PATH)
	copy(buf, utf16.Encode([]rune(suggest)))
	ext := strings.TrimPrefix(filepath.Ext(suggest), ".")
	paths, err := ask(getSaveFileName, &openFileName{owner: owner, filter: zeros(strings.ToUpper(ext), "*."+ext, text.AllFiles, "*.*"), defExt: zeros(ext),
		initialDir: zeros(folder), title: zeros(title),
		flags: ofnExplorer | ofnNotInRecent | ofnOverwritePrompt | ofnPathMustExist | ofnNoChangeDir | ofnHideReadOnly}, buf)
	return first(paths), err
}

// browseInfo is BROWSEINFOW (shlobj_core.h).
type browseInfo struct {
	owner   uintptr
	root    uintptr
	display *uint16
	title   *uint16
	flags   uint32
	hook    uintptr
	param   uintptr
	image   int32
}

func folderDialog(owner uintptr, title, _ string) (path string, err error) {
	err = onThread(func() error {
		display := make([]uint16, windows.MAX_PATH)
		b := browseInfo{owner: owner, display: &display[0], title: zeros(title), flags: bifOnlyFolders | bifNewStyle}
		list, _, _ := browseForFolder.Call(uintptr(unsafe.Pointer(&b)))
		if list == 0 {
			return nil // cancelled
		}
		defer taskMemFree.Call(list)
		buf := make([]uint16, windows.MAX_LONG_PATH)
		if ok, _, _ := pathFromIDList.Call(list, uintptr(unsafe.Pointer(&buf[0]))); ok == 0 {
			return fmt.Errorf(errNoDialogShown, 0)
		}
		path = windows.UTF16ToString(buf)
		return nil
	})
	return path, err
}
