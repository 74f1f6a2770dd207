#!/bin/sh
# Installs what is missing to build and test (or, told "lint", to check the sources), by whatever
# package manager there is. Does nothing when nothing is missing.
set -eu

want=
need() { # command-or-library, then its package for apt, dnf, pacman, brew
    case $1 in
    lib:*) pkg-config --exists "${1#lib:}" 2>/dev/null && return ;;
    file:*) [ -e "${1#file:}" ] && return ;;
    *) command -v "$1" >/dev/null 2>&1 && return ;;
    esac
    shift
    eval "name=\$$column"
    [ "$name" = - ] || want="$want $name"
}

manager=
column=1
for m in apt-get dnf pacman brew; do
    if command -v $m >/dev/null 2>&1; then
        manager=$m
        break
    fi
    column=$((column + 1))
done
[ -n "$manager" ] || column=1

if [ "${1:-}" = lint ]; then
    need clang-format clang-format clang-tools-extra clang clang-format
    need clang-tidy clang-tidy clang-tools-extra clang llvm
    need cppcheck cppcheck cppcheck cppcheck cppcheck
    need objdump binutils binutils binutils binutils
    need clang clang clang clang llvm
    if command -v clang >/dev/null 2>&1 && [ "$manager" = apt-get ]; then
        major=$(clang -dumpversion | cut -d. -f1)
        need "file:$(clang -print-resource-dir)/lib/linux/libclang_rt.asan-x86_64.a" \
            "libclang-rt-$major-dev" - - -
    fi
else
    need cc build-essential gcc base-devel -
    need pkg-config pkg-config pkgconf-pkg-config pkgconf pkg-config
    need lib:sdl2 libsdl2-dev SDL2-devel sdl2 sdl2
    need lib:SDL2_ttf libsdl2-ttf-dev SDL2_ttf-devel sdl2_ttf sdl2_ttf
    need lib:SDL2_image libsdl2-image-dev SDL2_image-devel sdl2_image sdl2_image
    need lib:md4c libmd4c-dev md4c-devel md4c md4c
    need lib:cmocka libcmocka-dev libcmocka-devel cmocka cmocka
    need Xvfb xvfb xorg-x11-server-Xvfb xorg-server-xvfb -
    need xdotool xdotool xdotool xdotool -
fi

[ -n "$want" ] || exit 0
if [ -z "$manager" ]; then
    echo "no package manager that is known here; install by hand:$want" >&2
    exit 1
fi
root=
if [ "$manager" != brew ] && [ "$(id -u)" != 0 ]; then
    root=sudo
    command -v sudo >/dev/null 2>&1 || {
        echo "not root and no sudo; install by hand:$want" >&2
        exit 1
    }
fi
echo "installing:$want"
case $manager in
apt-get)
    $root apt-get update -qq
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $want
    ;;
dnf) $root dnf install -y $want ;;
pacman) $root pacman -S --needed --noconfirm $want ;;
brew) brew install $want ;;
esac
