#!/usr/bin/env bash
# Cross-builds the Windows program: .ci/windows/build.sh FILE.exe TAGS
# Icon, version and manifest come in through rsrc_windows_amd64.syso, which the
# Go tool links when it lies beside main.go.
set -euo pipefail
cd "$(dirname "$0")/../.."

exe=$1
tags=$2
version=$(sed -n '/^\[Details\]/,/^\[/s/^Version *= *"\([0-9.]*\)".*/\1/p' FyneApp.toml)
case $version in [0-9]*.[0-9]*.[0-9]*) ;; *)
  echo "FyneApp.toml: no version like 1.2.3" >&2
  exit 1
  ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"; rm -f rsrc_windows_amd64.syso' EXIT
sed -e "s/@VERSION@/$version/g" -e "s/@NUMBERS@/${version//./,},0/g" .ci/windows/app.rc.in >"$work/app.rc"
sed -e "s/@VERSION@/$version/g" .ci/windows/app.manifest.in >"$work/app.manifest"
cp assets/icon/app.ico "$work/app.ico"
x86_64-w64-mingw32-windres --codepage=65001 --include-dir="$work" -O coff -i "$work/app.rc" -o rsrc_windows_amd64.syso

mkdir -p "$(dirname "$exe")"
GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc \
  go build -buildvcs=false -trimpath -tags "$tags" -ldflags '-H windowsgui -s -w' -o "$exe" .
bash .ci/windows/check.sh "$exe" "$version"
