// Command bench measures the running program against the empty window of
// .ci/empty, side by side on one X display (make bench):
//
//	go run .ci/bench/main.go [-runs 12] PROGRAM EMPTY DATA
//
// PROGRAM and EMPTY start in turn. Start is the time from exec to the line
// that each prints once its first frame is painted, seen from outside, so that
// what happens before main counts too. Memory is VmRSS and its private part 10
// seconds after the window came. DATA is a data folder with many filings. The
// exit code is 1 if a ratio is above the limit.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// limit is the greatest ratio wanted (issue 2).
const limit = 1.3

func main() {
	runs := flag.Int("runs", 12, "runs of each")
	idle := flag.Duration("idle", 10*time.Second, "wait before memory is read")
	flag.Parse()
	program, empty, data := flag.Arg(0), flag.Arg(1), flag.Arg(2)
	fresh, err := os.MkdirTemp("", "bench")
	check(err)
	defer os.RemoveAll(fresh)

	starts := map[string][]float64{}
	order := []string{"empty", "new user", "10,000"}
	commands := map[string][]string{"empty": {empty, "-measure-start"}, "new user": {program, "-data", fresh, "-measure-start"}, "10,000": {program, "-data", data, "-measure-start"}}
	for i := range *runs + 1 {
		for _, who := range order {
			if t := start(commands[who]); i > 0 { // the first warms the disk's cache
				starts[who] = append(starts[who], t)
			}
		}
	}
	rss, private := map[string][]float64{}, map[string][]float64{}
	commands = map[string][]string{"empty": {empty}, "new user": {program, "-data", fresh}, "10,000": {program, "-data", data}}
	for range 3 {
		for _, who := range order {
			r, p := memory(commands[who], *idle)
			rss[who], private[who] = append(rss[who], r), append(private[who], p)
		}
	}
	ok := true
	table := func(title, unit string, of map[string][]float64, judged bool) {
		fmt.Printf("\n%s\n", title)
		base := median(of["empty"])
		for _, who := range order {
			m := median(of[who])
			fmt.Printf("  %-10s %7.0f %s  (%.0f–%.0f)  ratio %.2f\n", who, m, unit, slices.Min(of[who]), slices.Max(of[who]), m/base)
			ok = ok && (!judged || m/base <= limit)
		}
	}
	table(fmt.Sprintf("start to first frame, median of %d interleaved runs", *runs), "ms", starts, true)
	table("resident memory after "+idle.String()+" idle, median of 3", "MB", rss, true)
	table("of it private (not files shared with others)", "MB", private, false)
	if !ok {
		fmt.Printf("\nabove the limit of %.1f\n", limit)
		os.Exit(1)
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// start runs a program until it has printed a line, in milliseconds.
func start(args []string) float64 {
	c := exec.Command(args[0], args[1:]...)
	out, err := c.StdoutPipe()
	check(err)
	begin := time.Now()
	check(c.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	t := time.Since(begin)
	check(err)
	if _, err := strconv.Atoi(strings.TrimSpace(line)); err != nil {
		check(fmt.Errorf("%v printed %q", args, line))
	}
	check(c.Wait())
	return float64(t.Microseconds()) / 1000
}

// memory runs a program for a while and reads what it holds, in MB.
func memory(args []string, idle time.Duration) (rss, private float64) {
	c := exec.Command(args[0], args[1:]...)
	check(c.Start())
	time.Sleep(idle)
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", c.Process.Pid))
	check(err)
	for _, l := range strings.Split(string(b), "\n") {
		f := strings.Fields(l)
		if len(f) < 2 {
			continue
		}
		n, err := strconv.ParseFloat(f[1], 64)
		switch f[0] {
		case "Rss:":
			rss = n / 1024
		case "Private_Clean:", "Private_Dirty:":
			private += n / 1024
		default:
			err = nil
		}
		check(err)
	}
	check(c.Process.Kill())
	_ = c.Wait() // killed: the exit code says nothing
	return rss, private
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}
