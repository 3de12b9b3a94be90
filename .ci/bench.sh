#!/usr/bin/env bash
# Start and memory of the running program against an empty window of the same
# size and fonts, on an X server of its own (docs/performance.md, 窗口):
#
#   bash .ci/bench.sh [RUNS]
#
# Ends with 1 if a ratio is above 1.3. Take a machine that does nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(uname -s)" = Linux ] || { echo "窗口的比较只在 Linux 上进行 / the window is compared on Linux only"; exit 0; }
bash .ci/setup.sh build drive
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
flags=(-buildvcs=false -tags migrated_fynedo,nodynamic)
go build "${flags[@]}" -o "$work/program" .
go build "${flags[@]}" -o "$work/empty" .ci/empty/main.go
go build "${flags[@]}" -o "$work/fill" .ci/fill/main.go
go build -o "$work/bench" .ci/bench/main.go
go build "${flags[@]}" -o "$work/secrets" .ci/secrets/main.go
mkdir -p -m 700 "$work/home" "$work/run"
exec {fd}>"$work/display"
Xvfb -displayfd "$fd" -screen 0 1400x900x24 -nolisten tcp >"$work/x.log" 2>&1 &
server=$!
exec {fd}>&-
for _ in $(seq 100); do [ ! -s "$work/display" ] || break; sleep 0.1; done
# The program is opened by the system's key store, so one must run beside it.
env -u WAYLAND_DISPLAY DISPLAY=":$(cat "$work/display")" HOME="$work/home" XDG_RUNTIME_DIR="$work/run" LANG=zh_CN.UTF-8 \
  TMPDIR="$work" WORK="$work" RUNS="${1:-12}" dbus-run-session -- bash -c '
    set -eu
    coproc "$WORK/secrets"
    read -r -t 10 ready <&"${COPROC[0]}" && [ "$ready" = ready ]
    trap "kill $COPROC_PID" EXIT
    "$WORK/fill" "$WORK/data" 10000
    "$WORK/bench" -runs "$RUNS" "$WORK/program" "$WORK/empty" "$WORK/data"'
