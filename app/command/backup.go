package command

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/app/desk"
)

// Disk is what backup and restore need from outside; main gives it. progress
// tells bytes. Errors are *app.Errors.
type Disk interface {
	// Backup backs up a data folder, "" for the usual one, that no window has open.
	Backup(ctx context.Context, data, to, passphrase string, progress func(done, total int64)) (desk.Backup, error)
	Restore(ctx context.Context, file, passphrase, into string, progress func(done, total int64)) (desk.Backup, error)
	// ReadPassphrase asks on the terminal, without showing what is typed.
	ReadPassphrase(prompt string) (string, error)
}

// minPassphrase of a backup, in characters: it lies where others may try it at
// leisure.
const minPassphrase = 10

// Codes of errors of this file.
const (
	codePassphrase     = "backup.passphrase-weak"
	codePassphraseFile = "backup.passphrase-file"
)

func makeBackup(ctx context.Context, e Env, args []string) (int, error) {
	fs := flag.NewFlagSet("backup", flag.ContinueOnError)
	to, data, file, asJSON := fs.String("to", "", ""), fs.String("data", "", ""), fs.String("passphrase-file", "", ""), fs.Bool("json", false, "")
	rest, err := parse(fs, args)
	if err != nil {
		return 0, err
	}
	if len(rest) > 0 || *to == "" {
		return 0, usageError("请用 --to 指定备份放到哪个文件夹。")
	}
	passphrase, err := e.passphrase(*file, true)
	if err != nil {
		return 0, err
	}
	b, err := e.Disk.Backup(ctx, *data, *to, passphrase, e.percent("备份并检查", *asJSON))
	if err != nil {
		return 0, err
	}
	if *asJSON {
		return ExitOK, writeJSON(e.Out, map[string]any{"file": b.Path, "bytes": b.Size, "filings": b.Filings, "pictures": b.Pictures, "missing": b.Missing})
	}
	fmt.Fprintf(e.Out, "已备份并检查：%s（%d 份备案，%d 张图片）\n", b.Path, b.Filings, b.Pictures)
	if b.Missing > 0 {
		fmt.Fprintf(e.Out, "注意  有 %d 张图片的文件早已不见，备份里也没有。请打开程序查看是哪些材料，重新上传。\n", b.Missing)
	}
	return ExitOK, nil
}

func restoreBackup(ctx context.Context, e Env, args []string) (int, error) {
	fs := flag.NewFlagSet("restore", flag.ContinueOnError)
	into, file, asJSON := fs.String("into", "", ""), fs.String("passphrase-file", "", ""), fs.Bool("json", false, "")
	rest, err := parse(fs, args)
	if err != nil {
		return 0, err
	}
	if len(rest) != 1 {
		return 0, usageError("请给出一个备份文件。")
	}
	if *into == "" {
		return 0, usageError("请用 --into 指定恢复到哪个新文件夹。")
	}
	passphrase, err := e.passphrase(*file, false)
	if err != nil {
		return 0, err
	}
	b, err := e.Disk.Restore(ctx, rest[0], passphrase, *into, e.percent("恢复并检查", *asJSON))
	if err != nil {
		return 0, err
	}
	if *asJSON {
		return ExitOK, writeJSON(e.Out, map[string]any{"folder": *into, "made": b.Made, "filings": b.Filings, "pictures": b.Pictures, "missing": b.Missing})
	}
	fmt.Fprintf(e.Out, "已恢复 %s 的备份：%d 份备案，%d 张图片。\n打开看看：beiandesk -data %s\n", b.Made.Local().Format("2006-01-02 15:04"), b.Filings, b.Pictures, *into)
	return ExitOK, nil
}

// passphrase takes the first line of a file, or asks; a new one is asked twice.
func (e Env) passphrase(file string, fresh bool) (string, error) {
	typed, err := e.secret(file, "备份密码：")
	if err != nil {
		return "", err
	}
	if file == "" && fresh {
		again, err := e.Disk.ReadPassphrase("再输入一次：")
		if err != nil {
			return "", err
		}
		if again != typed {
			return "", app.Fail(codePassphrase, "两次输入的密码不一样，没有备份。请再来一次。")
		}
	}
	if fresh && len([]rune(strings.TrimSpace(typed))) < minPassphrase {
		return "", app.Fail(codePassphrase, fmt.Sprintf("备份密码太短，至少 %d 个字。请换一个长一些的密码，并抄下来另外保管：没有它，备份谁也打不开。", minPassphrase))
	}
	if strings.TrimSpace(typed) == "" {
		return "", app.Fail(codePassphrase, "没有输入密码。请输入做备份时的密码或恢复码。")
	}
	return strings.TrimSpace(typed), nil
}

// percent prints every tenth of the way.
func (e Env) percent(doing string, silent bool) func(done, total int64) {
	last := int64(0)
	return func(done, total int64) {
		if silent || total == 0 {
			return
		}
		if tenth := done * 10 / total; tenth > last {
			last = tenth
			fmt.Fprintf(e.Err, "%s %d%%\n", doing, tenth*10)
		}
	}
}

// secret is the first line of a file, or what the person types without seeing
// it.
func (e Env) secret(file, prompt string) (string, error) {
	if file == "" {
		return e.Disk.ReadPassphrase(prompt)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", app.Wrap(err, codePassphraseFile, "密码文件“"+filepath.Base(file)+"”读不出来。请检查路径和权限。")
	}
	typed, _, _ := strings.Cut(string(data), "\n")
	return strings.TrimSuffix(typed, "\r"), nil
}
