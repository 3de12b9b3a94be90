package part

// Guard runs what a person set off. The window sets it, so that a fault in one
// callback becomes a sentence instead of the end of the program; what was
// typed before is saved as ever. nil runs it as it is.
var Guard func(fn func())

// Touched is told that a person is at work: keys in a field, presses, the mouse
// over something that can be pressed. The window sets it while it may lock.
var Touched func()

func touched() {
	if Touched != nil {
		Touched()
	}
}

func guarded(fn func()) {
	if Guard != nil {
		Guard(fn)
		return
	}
	fn()
}
