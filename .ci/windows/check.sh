#!/usr/bin/env bash
# Proves what the user's computer will ask of the Windows program:
# .ci/windows/check.sh FILE.exe VERSION
set -euo pipefail

exe=$1
version=$2
facts=$(x86_64-w64-mingw32-objdump -p "$exe")
bad=0

# Libraries that every Windows 10 has. Anything else would have to be shipped.
system=" advapi32 comdlg32 crypt32 dwmapi gdi32 imm32 kernel32 msvcrt ntdll ole32 oleaut32 opengl32 secur32 setupapi shell32 shlwapi user32 userenv version winmm ws2_32 "
dlls=$(sed -n 's/^[[:space:]]*DLL Name: *//p' <<<"$facts" | tr '[:upper:]' '[:lower:]' | sort -u)
[ -n "$dlls" ] || { echo "$exe: no imports found" >&2; bad=1; }
for dll in $dlls; do
  case "$system" in *" ${dll%.dll} "*) ;; *)
    echo "$exe needs $dll, which is no part of Windows" >&2
    bad=1
    ;;
  esac
done

grep -q '^Subsystem.*00000002' <<<"$facts" || { echo "$exe opens a console window" >&2; bad=1; }
# strings of resources are UTF-16
wide() { printf %s "$1" | iconv -f UTF-8 -t UTF-16LE | od -An -tx1 | tr -d ' \n'; }
rsrc=$(x86_64-w64-mingw32-objdump -s -j .rsrc "$exe" | cut -c1-44 | sed -n 's/^ *[0-9a-f]* //p' | tr -d ' \n')
for text in "$version" 备案台; do
  grep -q "$(wide "$text")" <<<"$rsrc" || { echo "$exe: no $text in its facts" >&2; bad=1; }
done
[ ${#rsrc} -gt 100000 ] || { echo "$exe has no icon" >&2; bad=1; }
[ "$bad" = 0 ] || exit 1
echo "$exe $version: $(stat -c %s "$exe") bytes; needs only" $dlls
