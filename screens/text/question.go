package text

// Question is what a dialog asks before something that cannot be undone.
type Question struct {
	Title string // a few words, ends without a full stop
	Body  string // what happens, and what is lost
	Yes   string // the act itself, such as 永久删除; empty means 继续
	No    string // empty means 取消
	// Danger colours the Yes button as a refusal instead of the accent.
	Danger bool
}
