package part

// Guard runs what a person set off. The window sets it, so that a fault in one
// callback becomes a sentence instead of the end of the program; what was
// typed before is saved as ever. nil runs it as it is.
var Guard func(fn func())

func guarded(fn func()) {
	if Guard != nil {
		Guard(fn)
		return
	}
	fn()
}
