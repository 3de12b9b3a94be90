package command

import (
	"errors"
	"fmt"
	"io/fs"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/photo"
)

// limitsJSON says which table of picture limits was used.
type limitsJSON struct {
	File    string `json:"file,omitempty"` // "" = the program's own
	Version string `json:"version"`
	Date    string `json:"date"`
}

// words for a report.
func (l limitsJSON) words() string {
	origin := "程序自带"
	if l.File != "" {
		origin = "另给的文件"
	}
	return fmt.Sprintf("照片标准：%s 版，最新一条 %s，%s", l.Version, l.Date, origin)
}

// limits puts the table of the data folder in force, if there is one, and says
// on standard error when it is refused; the program's own stays in force then.
func (e Env) limits() limitsJSON {
	if e.LimitsFile == "" {
		return inForce("")
	}
	t, err := desk.ReadLimits(e.LimitsFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return inForce("")
	case err != nil:
		// The cause names the row, for the person who changed the file.
		fmt.Fprintf(e.Err, "%s\n%v\n", app.MessageOf(err), errors.Unwrap(err))
		return inForce("")
	}
	photo.UseTable(t)
	return inForce(e.LimitsFile)
}

func inForce(file string) limitsJSON {
	t, err := photo.DefaultTable()
	if err != nil {
		return limitsJSON{} // each verdict says that the table cannot be read
	}
	return limitsJSON{file, t.Version, t.Date()}
}
