package part

import "fyne.io/fyne/v2"

// windowKey hands F1 on to the window, whatever has the focus: Fyne gives keys
// without a modifier to the focused widget alone. It tells whether it did.
func windowKey(k *fyne.KeyEvent) bool {
	if k.Name != fyne.KeyF1 {
		return false
	}
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if typed := w.Canvas().OnTypedKey(); typed != nil {
			typed(k)
			return true
		}
	}
	return false
}
