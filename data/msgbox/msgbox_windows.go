package msgbox

import "golang.org/x/sys/windows"

// Show shows a sentence in a box of the system and waits until it is closed.
func Show(title, sentence string) error {
	t, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return err
	}
	s, err := windows.UTF16PtrFromString(sentence)
	if err != nil {
		return err
	}
	_, err = windows.MessageBox(0, s, t, windows.MB_OK|windows.MB_ICONWARNING|windows.MB_SETFOREGROUND)
	return err
}
