#!/usr/bin/env bash
# Times the picture checks beside OpenCV's imread of the same file, in turns:
#
#   bash .ci/photo_bench.sh [ROUNDS]
#
# Needs Debian's python3-opencv; without it only our own numbers are printed.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go test -c -tags migrated_fynedo,nodynamic -o "$work/photo.test" ./app/photo
one() { # NAME: nanoseconds per run
  PHOTO_BENCH_FILE="$work/photo.jpg" "$work/photo.test" -test.run '^$' -test.bench "^Benchmark$1\$" -test.benchtime 12x |
    awk '/^Benchmark/ { print $3 }'
}
python=/usr/bin/python3
"$python" -c 'import cv2' 2>/dev/null || { echo "没有 python3-opencv，只测本程序 / no python3-opencv: own numbers only"; python=; }
cd app/photo
for _ in $(seq "$rounds"); do
  decode=$(one Decode12MP)
  verdict=$(one Verdict12MP)
  imread=
  [ -z "$python" ] || imread=$("$python" - "$work/photo.jpg" <<'P'
import cv2, sys, time
t = []
for _ in range(12):
    a = time.perf_counter_ns()
    cv2.imread(sys.argv[1])
    t.append(time.perf_counter_ns() - a)
print(sorted(t)[len(t) // 2])
P
  )
  echo "$decode $verdict ${imread:-0}"
done | tee "$work/all" | awk '{ printf "  decode %4.0f ms  verdict %4.0f ms  imread %4.0f ms\n", $1/1e6, $2/1e6, $3/1e6 }'
middle() { awk -v c="$1" '{ print $c }' "$work/all" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR+1)/2)] }'; }
awk -v d="$(middle 1)" -v v="$(middle 2)" -v i="$(middle 3)" 'BEGIN {
  printf "verdict / decode: %.2f\n", v/d
  if (i > 0) printf "verdict / imread: %.2f, decode / imread: %.2f\n", v/i, d/i }'
