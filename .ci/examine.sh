#!/usr/bin/env bash
# Examines from outside what a walk through the window left (drive.sh): the
# package on the disk, and that the data folder keeps its secrets.
#
#   bash .ci/examine.sh PROGRAM WORK
#
# WORK holds sample/ (what was to be entered), home/ (where the user saved),
# data/ (the data folder) and tmp/.
set -euo pipefail
program=$1 work=$2
data=$work/data

fail() {
  printf 'EXAMINE: %s\n' "$*" >&2
  exit 1
}
say() { printf '  %s\n' "$*"; }
shopt -s nullglob

zips=("$work"/home/*.zip)
[ ${#zips[@]} = 1 ] || fail "the home folder holds ${#zips[@]} packages instead of 1"
zip=${zips[0]}
unzip -tqq "$zip" || fail "unzip -t does not like the package"
rm -rf "$work/unpacked"
LC_ALL=C.UTF-8 unzip -qq "$zip" -d "$work/unpacked"
cd "$work/unpacked"
for name in 01-营业执照.jpg 02-法定代表人证件人像面.jpg 03-法定代表人证件国徽面.jpg 04-代办人证件人像面.jpg 05-代办人证件国徽面.jpg \
  06-授权委托书.jpg 07-承诺书.jpg 08-域名证书.jpg 09-负责人照片.jpg 表单.xlsx 备案资料表.pdf 授权委托书.pdf filing.json; do
  [ -s "$name" ] || fail "the package has no $name; it has: $(ls)"
done
say "the package holds $(find . -type f | wc -l) files, unzip -t is content"

domain=$(jq -r .domain.name filing.json)
organiser=$(jq -r .organiser.name filing.json)
pdfs=(*.pdf "$work"/home/*.pdf)
for pdf in "${pdfs[@]}"; do
  pdftotext -layout "$pdf" - >"$work/pdf.txt" || fail "pdftotext cannot read $pdf"
  # Lines may break inside a name, so blanks are taken out.
  tr -d ' \n\f' <"$work/pdf.txt" >"$work/pdf.flat"
  grep -qF "$organiser" "$work/pdf.flat" || fail "$pdf does not name $organiser"
  grep -qF "$domain" "$work/pdf.flat" || fail "$pdf does not name $domain"
  ! grep -q 草稿 "$work/pdf.flat" || fail "$pdf is marked as a draft"
done
say "pdftotext finds organiser and domain in ${#pdfs[@]} PDFs"

# Exactly the values of the sample must have arrived.
entered='{kind, provider, answers, region, organiser, site, domain, legal, by_agent, agent, emergency1, emergency2}'
jq -S "$entered" "$work/sample/filing.json" >"$work/wanted.json"
jq -S "$entered" filing.json >"$work/arrived.json"
diff -u "$work/wanted.json" "$work/arrived.json" || fail "filing.json does not hold what was entered (- wanted, + arrived)"
[ "$(jq '.materials | length' filing.json)" = 9 ] || fail "filing.json names $(jq '.materials | length' filing.json) pictures instead of 9"
"$program" validate filing.json >"$work/validate.log" || fail "validate refuses the exported filing.json: $(cat "$work/validate.log")"
say "filing.json holds exactly what was entered and is valid"

unzip -p 表单.xlsx xl/sharedStrings.xml xl/worksheets/sheet1.xml 2>/dev/null >"$work/xlsx.txt" || true
grep -qF "$organiser" "$work/xlsx.txt" || fail "表单.xlsx does not name $organiser"
grep -qF "$domain" "$work/xlsx.txt" || fail "表单.xlsx does not name $domain"
say "the table opens and names organiser and domain"

# The limits that every known provider accepts (materials.json, safe picture).
for jpg in 0*.jpg; do
  [ "$(head -c3 "$jpg" | od -An -tx1 | tr -d ' \n')" = ffd8ff ] || fail "$jpg is no JPEG"
  read -r format w h < <(identify -format '%m %w %h\n' "$jpg") || fail "identify cannot read $jpg"
  bytes=$(stat -c %s "$jpg")
  short=$((w < h ? w : h)) long=$((w < h ? h : w))
  [ "$format" = JPEG ] && [ "$short" -ge 800 ] && [ "$long" -ge 1280 ] && [ "$long" -le 5000 ] && [ "$bytes" -ge 204800 ] && [ "$bytes" -le 1900000 ] ||
    fail "$jpg is $format, $w × $h, $bytes bytes: outside the limits"
done
say "all pictures are JPEG inside the common limits"

# Nothing of a person may lie in clear in the data folder, in the preferences,
# in a temporary file, or in what the system tells of the running program
# (walk.proc, written by drive.sh): in UTF-8, UTF-16 of both orders, base64 at
# each place where it can begin, or as part of an address. File names are
# searched as well. The exported package proves that the search finds what is
# there.
secrets() {
  jq -r '[.legal, .agent | .name, .cert_number, .mobile, .email] + [.emergency1, .emergency2 | .name, .mobile] + [.organiser.address.street, .organiser.investor] | unique[]' "$work/sample/filing.json"
}
[ "$(secrets | wc -l)" -ge 12 ] || fail "only $(secrets | wc -l) personal values to look for"
secrets >"$work/secrets.utf8"
while read -r s; do
  grep -qF -- "$s" filing.json || fail "the search itself does not find “$s” in filing.json"
  utf16=$(printf %s "$s" | iconv -f UTF-8 -t UTF-16LE | od -An -v -tx1 | tr -d ' \n' | sed 's/../\\x&/g')
  printf %s "$s" | iconv -f UTF-8 -t UTF-16LE | LC_ALL=C grep -qaP -- "$utf16" || fail "the search itself does not find “$s” in UTF-16"
  big=$(printf %s "$s" | iconv -f UTF-8 -t UTF-16BE | od -An -v -tx1 | tr -d ' \n' | sed 's/../\\x&/g')
  forms=$s
  for shift in 0 1 2; do
    b=$(printf %s "$s" | tail -c +$((shift + 1)) | base64 -w0 | tr -d =)
    forms+=$'\n'${b%??}
  done
  forms+=$'\n'$(printf %s "$s" | jq -sRr @uri)
  printf 'x%s' "$s" | base64 -w0 | grep -qF -- "$(sed -n 4p <<<"$forms")" || fail "the search itself does not find “$s” in base64"
  for place in "$data" "$work/tmp" "$work/home/.config" "$work/home/.cache" "$work/home/.local" "$work/walk.proc"; do
    [ -e "$place" ] || continue
    hit=$(LC_ALL=C grep -rlaF -- "$forms" "$place" || true)
    hit+=$(LC_ALL=C grep -rlaP -- "$utf16|$big" "$place" || true)
    hit+=$(find "$place" -print | LC_ALL=C grep -aF -- "$forms" || true)
    [ -z "$hit" ] || fail "“$s” lies in clear in $hit"
  done
done <"$work/secrets.utf8"
while IFS= read -r -d '' f; do
  case $(head -c4 "$f" | od -An -tx1 | tr -d ' \n') in
  ffd8ff* | 89504e47 | 25504446) fail "a plain picture or PDF lies in $f" ;;
  esac
done < <(find "$data" "$work/tmp" -type f -print0)
[ -n "$(find "$data/pictures" -type f)" ] || fail "no sealed pictures in the data folder"
[ -s "$work/walk.proc" ] || fail "nothing was noted of the running program"
say "$(wc -l <"$work/secrets.utf8") personal values: none in clear in the data folder, the user's folders or the process's facts"

[ -n "$(find "$data/log" -type f -size +0)" ] || fail "there is no log"
! grep -raEn '[1-9][0-9]{16}[0-9Xx]|(^|[^0-9])1[3-9][0-9]{9}($|[^0-9])|[A-Za-z0-9._-]+@[A-Za-z0-9-]+\.[a-z]+' "$data/log" || fail "the log holds an identity number, a phone or an e-mail"
! grep -raE 'level=ERROR|panic' "$data/log" || fail "the log tells of an error"
[ -z "$(ls -A "$data/crash" 2>/dev/null)" ] || fail "a crash report was left"
[ -z "$(ls -A "$work/tmp")" ] || fail "temporary files were left: $(ls "$work/tmp")"
say "the log is clean, no crash, no temporary file"
