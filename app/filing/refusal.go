package filing

// LastRefusal is the reviewer's reason while a filing waits to be mended, ""
// in every other state.
func (f *Filing) LastRefusal() string {
	if f.State != Returned && f.State != FirstRefuse && f.State != Refused {
		return ""
	}
	for i := len(f.Log) - 1; i >= 0; i-- {
		switch e := f.Log[i]; e.Action {
		case ActReturn, ActReject, ActRefuse:
			return e.Note
		}
	}
	return ""
}
