#!/usr/bin/env bash
# Installs what is missing for the named jobs, and does nothing at all when
# nothing is missing:
#
#   bash .ci/setup.sh build|test|browser|windows|drive|make …
#
# On Debian and its relatives it uses apt, as root or through sudo. On other
# systems, or without the rights, it prints the one line that helps and fails.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }
system=$(uname -s)

fail() { # Chinese sentence, English sentence, command
  say ""
  say "$1：  $3"
  say "$2:  $3"
  exit 1
}

check_go() {
  if ! have go; then
    say "没有找到 Go。请从 Go 官网安装 1.21 或更新的版本，并把它的 bin 文件夹加入 PATH。"
    say "Go was not found. Please install Go 1.21 or newer from its web site and add its bin folder to PATH."
    exit 1
  fi
  local version minor
  version=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null || true)
  minor=${version#go1.}
  minor=${minor%%[!0-9]*}
  # From 1.21 on, go fetches by itself the newer one that go.mod asks for.
  if [ -n "$minor" ] && [ "$minor" -lt 21 ]; then
    say "Go 版本过旧（$version）。请从 Go 官网安装 1.21 或更新的版本。"
    say "This Go is too old ($version). Please install 1.21 or newer from its web site."
    exit 1
  fi
}

# library MODULE PACKAGE: a library with its headers, as pkg-config sees it.
library() {
  have pkg-config && pkg-config --exists "$1" 2>/dev/null || need "$2"
}

# tool COMMAND PACKAGE
tool() { have "$1" || need "$2"; }

# packaged PACKAGE: something that no command shows, so the list of packages is asked.
packaged() {
  have dpkg-query || return 0 # not Debian: the build will say so
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ] || need "$1"
}

missing=()
need() {
  case " ${missing[*]-} " in *" $1 "*) ;; *) missing+=("$1") ;; esac
}

needs_build() {
  tool gcc gcc
  tool pkg-config pkg-config
  # gcc alone does not bring the C library's headers
  echo '#include <stdlib.h>' | gcc -E - >/dev/null 2>&1 || need libc6-dev
  [ -s /etc/ssl/certs/ca-certificates.crt ] || [ -d /etc/pki ] || need ca-certificates # for Go's modules
  library gl libgl1-mesa-dev
  for module in x11 xrandr xxf86vm xi xcursor xinerama; do library "$module" xorg-dev; done
  library xkbcommon libxkbcommon-dev
  for module in wayland-client wayland-cursor wayland-egl; do library "$module" libwayland-dev; done
}

needs_test() {
  needs_build
  tool pdftotext poppler-utils
  tool zbarimg zbar-tools
  tool unzip unzip
  # other programs must open our backups
  tool age age
  tool sqlite3 sqlite3
  tool script bsdutils
  packaged python3-docx # reads our DOCX
}

# needs_browser is for the phone page's tests alone; those who run make test
# may do without.
needs_browser() {
  have chromium || have chromium-browser || have google-chrome || have google-chrome-stable || need chromium
}

needs_windows() {
  tool x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64
  tool x86_64-w64-mingw32-windres binutils-mingw-w64-x86-64
}

needs_drive() {
  needs_test
  tool Xvfb xvfb
  tool xauth xauth # for xvfb-run
  tool xdotool xdotool
  tool import imagemagick
  tool jq jq
  tool ip iproute2 # a private address for the phone
  tool sqlite3 sqlite3
  tool dbus-run-session dbus-daemon
  packaged libgl1-mesa-dri
}

needs_make() { tool make make; }

install() {
  local as=()
  if [ "$(id -u)" != 0 ]; then
    if have sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
      as=(sudo)
    else
      fail "缺少编译用的软件包。请用管理员身份运行" "Packages are missing. Please run as administrator" \
        "apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    fi
  fi
  local apt=("${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  say "正在安装 / installing: ${missing[*]}"
  "${apt[@]}" update >&2
  "${apt[@]}" install --no-install-recommends "${missing[@]}" >&2
}

linux() {
  for job in "$@"; do "needs_$job"; done
  [ ${#missing[@]} -gt 0 ] || return 0
  if have apt-get; then
    install
    return
  fi
  if have dnf; then
    fail "缺少编译用的软件包。请运行" "Packages are missing. Please run" \
      "sudo dnf install gcc make pkgconf-pkg-config mesa-libGL-devel libX11-devel libXrandr-devel libXxf86vm-devel libXi-devel libXcursor-devel libXinerama-devel libxkbcommon-devel wayland-devel poppler-utils zbar unzip mingw64-gcc xorg-x11-server-Xvfb xdotool ImageMagick"
  fi
  fail "缺少编译用的软件包。请用本系统的包管理器安装与下列 Debian 软件包相当的软件" \
    "Packages are missing. Please install what corresponds to these packages of Debian" "${missing[*]}"
}

macos() {
  xcode-select -p >/dev/null 2>&1 ||
    fail "缺少 Xcode 命令行工具。请运行" "Xcode's command line tools are missing. Please run" "xcode-select --install"
  case " $* " in *" windows "*)
    have x86_64-w64-mingw32-gcc ||
      fail "缺少 Windows 交叉编译器。请运行" "The cross compiler for Windows is missing. Please run" "brew install mingw-w64"
    ;;
  esac
}

msys() {
  have gcc ||
    fail "缺少 C 编译器。请在 MSYS2 的 UCRT64 窗口中运行" "A C compiler is missing. Please run in MSYS2's UCRT64 window" \
      "pacman -S --needed make mingw-w64-ucrt-x86_64-gcc"
}

for job in "$@"; do
  case $job in
  build | test | browser | windows | drive | make) ;;
  *)
    say "usage: bash .ci/setup.sh build|test|browser|windows|drive|make …"
    exit 2
    ;;
  esac
done

check_go
case $system in
Linux) linux "$@" ;;
Darwin) macos "$@" ;;
MINGW* | MSYS* | CYGWIN*) msys ;;
*) say "未知系统 $system，请自行安装 C 编译器和 OpenGL 开发文件。 / Unknown system $system: please install a C compiler and OpenGL's headers yourself." ;;
esac
