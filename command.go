package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"time"

	"beiandesk/app"
	"beiandesk/app/command"
	"beiandesk/app/rule/table"
	"beiandesk/data/console"
	"beiandesk/data/paths"
)

func runCommand(version string, args []string) int {
	console.Attach()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	tables, err := table.Builtin()
	if err != nil {
		fmt.Fprintln(os.Stderr, app.MessageOf(err))
		return exitFailure
	}
	return command.Run(ctx, command.Env{Out: os.Stdout, Err: os.Stderr, Version: version, Now: time.Now, Tables: tables, LimitsFile: paths.LimitsFile(), Disk: disk{version}, OpenData: openData, In: os.Stdin}, args)
}
