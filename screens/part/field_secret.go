package part

// NewSecret asks for a passphrase: its characters are dots until the eye in
// the field is pressed, and cannot be copied out.
func NewSecret(clock Clock, spec Spec) *Field {
	f := newField(clock, spec)
	c := newTextControl(f)
	c.entry.Password = true
	return f.with(c)
}
