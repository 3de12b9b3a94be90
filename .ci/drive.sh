#!/usr/bin/env bash
# Drives the program through a real window under Xvfb, as a new user would:
#
#   bash .ci/drive.sh bin/beiandesk [FOLDER FOR PICTURES]
#
# First the very program that is shipped (smoke): it starts, takes keys, raises
# its window at a second start, closes cleanly, and says so where there is no
# OpenGL. Then the same program with a guide inside (.ci/drive, laid over
# package main) that knows where the words stand: from an empty list through
# the six steps with the sample's data to a filing number, with a phone that
# sends the licence. What it leaves is then examined from outside. Takes about
# two minutes. DRIVE_HOSTILE=1 also measures the window under misuse.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "$1")
work=$(mktemp -d)
shots=${2:-$work/shots}
mkdir -p "$shots"
shots=$(realpath "$shots")
rm -f "$shots"/*.png "$shots/walked"
pids=()
card=

cleanup() {
  [ -z "$card" ] || ip link del "$card" 2>/dev/null || true
  for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT

say() { printf '  %s\n' "$*"; }

fail() {
  printf 'DRIVE FAILED: %s\n' "$*" >&2
  [ ! -e "$work/walk.log" ] || grep -A60 '^DRIVE FAILED' "$work/walk.log" >&2 || true
  if [ -n "${DISPLAY:-}" ] && [ ! -e "$shots/failed.png" ]; then timeout 10 import -window root "$shots/failed.png" 2>/dev/null || true; fi
  keep=${DRIVE_KEEP:-out/drive-failed}
  rm -rf "$keep" && mkdir -p "$keep" && cp -r "$shots/." "$keep/" && cp "$work"/*.log "$keep/" 2>/dev/null || true
  printf 'pictures of the screen: %s\n' "$keep" >&2
  exit 1
}

# screen NAME ARGUMENTS…: an X server on a free display.
screen() {
  local name=$1
  shift
  exec {fd}>"$work/$name.display"
  Xvfb -displayfd "$fd" -screen 0 1400x900x24 -nolisten tcp "$@" >"$work/$name.log" 2>&1 &
  pids+=($!)
  exec {fd}>&-
  for _ in $(seq 100); do
    [ ! -s "$work/$name.display" ] || break
    sleep 0.1
  done
  [ -s "$work/$name.display" ] || fail "Xvfb did not start: $(cat "$work/$name.log")"
  DISPLAY=:$(cat "$work/$name.display")
  export DISPLAY
}

# A world of its own: a home folder, a browser that only notes what it was to
# open, and message boxes that nobody has to close.
mkdir -p "$work/home" "$work/bin" "$work/run"
chmod 700 "$work/run"
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >>"%s/opened"\n' "$work" >"$work/bin/xdg-open"
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >>"%s/boxes"\n' "$work" >"$work/bin/zenity"
chmod +x "$work/bin/xdg-open" "$work/bin/zenity"
as_user() {
  env -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS -u XDG_CONFIG_HOME -u XDG_DATA_HOME HOME="$work/home" XDG_RUNTIME_DIR="$work/run" \
    PATH="$work/bin:$PATH" LANG=zh_CN.UTF-8 LIBGL_ALWAYS_SOFTWARE=1 "$@"
}

# ends PID SECONDS: waits for a program of ours and returns its exit code; 124
# if it still runs.
ends() {
  local i
  for ((i = 0; i < $2 * 10; i++)); do
    if ! kill -0 "$1" 2>/dev/null; then
      local code=0
      wait "$1" || code=$?
      return $code
    fi
    sleep 0.1
  done
  return 124
}

window_of() { timeout 30 xdotool search --sync --onlyvisible --name '^备案台$' | head -n1; }

gcc -o "$work/close" .ci/close.c -lX11 || fail ".ci/close.c does not compile"

echo "--- the program that is shipped"
screen x
data=$work/smoke

ms=$(as_user timeout 60 "$program" -data "$work/measure" -measure-start) || fail "-measure-start ended with $?"
[[ $ms =~ ^[0-9]+$ ]] || fail "-measure-start printed “$ms”, not a number"
say "first frame after $ms ms"

as_user "$program" -data "$data" >"$work/smoke.log" 2>&1 &
pid=$!
pids+=("$pid")
win=$(window_of) || fail "no window came: $(cat "$work/smoke.log")"
xdotool windowfocus --sync "$win"
sleep 1
# The first start: no key store here, so a passphrase twice; the keyboard stands
# in its field. Then the recovery code, put off with its first button.
pass='xiao-yu-dian 7'
xdotool type --delay 20 "$pass"
xdotool key Tab
xdotool type --delay 20 "$pass"
xdotool key Tab Tab space # past 从备份恢复
for _ in $(seq 200); do
  [ ! -s "$data/beiandesk.db" ] || break
  sleep 0.1
done
[ -s "$data/beiandesk.db" ] || fail "the first start makes no database"
grep -q '"version": 2' "$data/data.key" && cmp -s "$data/data.key" "$data/data.key.2" || fail "the key files are not as they should be"
sleep 1.5
xdotool key Tab space
sleep 1
say "set up with a passphrase, from the keyboard"
xdotool key ctrl+n
sleep 0.7
xdotool type --delay 20 shijian-yangben.cn
sleep 0.3
xdotool key Tab space
domain() { sqlite3 "file:$data/beiandesk.db?mode=ro" 'select domain from filings' 2>/dev/null || true; }
for _ in $(seq 100); do
  [ "$(domain)" != shijian-yangben.cn ] || break
  sleep 0.1
done
[ "$(domain)" = shijian-yangben.cn ] || fail "Ctrl+N, a domain, Tab, Space: the store holds “$(domain)”"
say "a domain was added with the keyboard"

# Locked, Ctrl+N does nothing; a wrong passphrase opens nothing; the right one
# leads back, and a second domain can be added.
xdotool key ctrl+l
sleep 2
xdotool key ctrl+n
xdotool type --delay 20 falsch-falsch
xdotool key Tab Tab space
for _ in $(seq 100); do
  [ ! -s "$data/unlock.wait" ] || break
  sleep 0.1
done
[ -s "$data/unlock.wait" ] || fail "a wrong passphrase was not counted: the window is not locked"
sleep 4
xdotool type --delay 20 "$pass"
xdotool key Tab Tab space
for _ in $(seq 100); do
  [ -e "$data/unlock.wait" ] || break
  sleep 0.1
done
[ ! -e "$data/unlock.wait" ] || fail "the passphrase does not unlock"
sleep 1.5
xdotool key ctrl+n
sleep 0.7
xdotool type --delay 20 dierge-yangben.cn
sleep 0.3
xdotool key Tab space
for _ in $(seq 100); do
  [ "$(domain | wc -l)" != 2 ] || break
  sleep 0.1
done
[ "$(domain | wc -l)" = 2 ] || fail "after unlocking nothing can be added: $(domain)"
say "locked, refused a wrong passphrase, unlocked"

code=0
as_user timeout 20 "$program" -data "$data" >"$work/second.log" 2>&1 || code=$?
[ "$code" = 0 ] || fail "a second start ended with $code: $(cat "$work/second.log")"
[ "$(xdotool search --onlyvisible --name '^备案台$' | wc -l)" = 1 ] || fail "a second start opened a second window"
say "a second start raised the first window"

"$work/close" "$win" || fail "the window cannot be asked to close"
code=0
ends "$pid" 20 || code=$?
[ "$code" = 0 ] || fail "closing the window ended the program with $code (124 = it still runs): $(cat "$work/smoke.log")"
[ -z "$(ls -A "$data/crash" 2>/dev/null)" ] || fail "a crash report was left: $(ls "$data/crash")"
say "closed by its window"

seeing=$DISPLAY
screen nogl -extension GLX
code=0
as_user timeout 30 "$program" -data "$work/nogl" >"$work/nogl.out.log" 2>&1 || code=$?
[ "$code" = 4 ] || fail "without OpenGL the program ended with $code instead of 4: $(cat "$work/nogl.out.log")"
grep -q OpenGL "$work/boxes" || fail "without OpenGL no box was shown: $(cat "$work/nogl.out.log")"
DISPLAY=$seeing
say "without OpenGL it says so and ends with 4"

echo "--- the six steps with the sample"
# The page for phones listens on a private address. A machine without one gets
# a card that leads nowhere, if this user may make one; else the walk skips the
# phone loudly.
private() { ip -4 -o addr show up scope global 2>/dev/null | grep -Eq ' inet (10\.|192\.168\.|172\.(1[6-9]|2[0-9]|3[01])\.)'; }
if ! private; then
  for kind in dummy bridge; do
    if ip link add bdphone0 type $kind 2>/dev/null; then
      card=bdphone0
      ip addr add 10.213.77.1/30 dev $card && ip link set $card up || true
      say "no private address here: a $kind card with 10.213.77.1 stands in"
      break
    fi
  done
fi
hostile=
if [ -n "${DRIVE_HOSTILE:-}" ]; then
  hostile=$work/hostile
  go build -buildvcs=false -o "$hostile" ./.ci/hostile || fail "the hostile client does not build"
fi
"$program" sample "$work/sample" >/dev/null
mkdir -p "$work/tmp"

# The guide is laid over package main: every other line of the program is the
# shipped one.
overlay='{"Replace":{'
for f in .ci/drive/*.go; do overlay+="\"$PWD/drive_$(basename "$f")\":\"$PWD/$f\","; done
printf '%s}}' "${overlay%,}" >"$work/overlay.json"
go build -buildvcs=false -tags migrated_fynedo,nodynamic -overlay "$work/overlay.json" -o "$work/guided" . || fail "the guided program does not build"

data=$work/data
as_user env TMPDIR="$work/tmp" BEIANDESK_DRIVE="$shots" BEIANDESK_SAMPLE="$work/sample" BEIANDESK_HOSTILE="$hostile" \
  "$work/guided" -data "$data" >"$work/walk.log" 2>&1 &
pid=$!
pids+=("$pid")
for ((i = 0; i < 3000; i++)); do
  [ ! -e "$shots/walked" ] && kill -0 "$pid" 2>/dev/null || break
  # What others may read of the running program, and what it has open besides
  # its data: examine.sh looks for persons in it.
  if ((i % 20 == 0)); then
    {
      tr '\0' '\n' <"/proc/$pid/cmdline"
      tr '\0' '\n' <"/proc/$pid/environ"
      for fd in /proc/"$pid"/fd/*; do
        readlink "$fd"
        case $(readlink "$fd") in
        *"(deleted)"*) head -c 20000000 "$fd" 2>/dev/null | tr -d '\0' ;;
        esac
      done
    } >>"$work/walk.proc" 2>/dev/null || true
  fi
  sleep 0.1
done
if [ -e "$shots/walked" ]; then
  "$work/close" "$(window_of)" || fail "the window cannot be asked to close"
fi
code=0
ends "$pid" 20 || code=$?
sed 's/^/  /' "$work/walk.log" | grep -v XDG || true
[ "$code" = 0 ] || fail "the walk ended with $code (124 = it did not end)"
[ -e "$shots/walked" ] || fail "the program ended before the walk did"
rm "$shots/walked"

bash .ci/examine.sh "$program" "$work" || fail "what the walk left is not as it should be"

# The same folder opens again, with nothing to mend.
as_user timeout 60 "$program" -data "$data" -measure-start >/dev/null || fail "the data folder does not open again"
! grep -rq '"mended at the start"' "$data/log" || fail "the store had to be mended after the walk"
echo "--- the drive went well in $SECONDS s"
