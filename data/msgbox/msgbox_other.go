//go:build !windows

package msgbox

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
)

// boxes are programs that show a sentence, the first that is there is taken.
// The sentences are the program's own and hold no data of a person.
func boxes(title, sentence string) [][]string {
	if runtime.GOOS == "darwin" {
		return [][]string{{"osascript", "-e", "on run argv", "-e", "display dialog (item 2 of argv) with title (item 1 of argv) buttons {\"好\"} with icon caution", "-e", "end run", title, sentence}}
	}
	return [][]string{
		{"zenity", "--warning", "--no-markup", "--title=" + title, "--text=" + sentence},
		{"kdialog", "--title", title, "--sorry", sentence},
		{"xmessage", "-center", sentence},
	}
}

// Show shows a sentence in a box of the system and waits until it is closed.
// It is printed on standard error as well; an error means that only that was
// possible.
func Show(title, sentence string) error {
	fmt.Fprintln(os.Stderr, title+"："+sentence)
	err := error(exec.ErrNotFound)
	for _, b := range boxes(title, sentence) {
		path, lookErr := exec.LookPath(b[0])
		if lookErr != nil {
			continue
		}
		if err = exec.Command(path, b[1:]...).Run(); err == nil {
			return nil
		}
	}
	return err
}
