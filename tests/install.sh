#!/bin/sh
# Installs into a temporary folder, builds README.md's C example against it by pkg-config, runs it,
# and takes everything away again. Prints what went wrong; CC and SAN are those of `make test`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL DESTDIR

quietly() {
    "$@" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
}

quietly make CC="$CC" SAN="${SAN:-}" PREFIX="$folder/usr" install
sed -n '/^```c$/,/^```$/p' README.md | sed '1d;$d' >"$folder/layer.c"
export PKG_CONFIG_PATH="$folder/usr/lib/pkgconfig"
quietly $CC -std=c11 -Wall -Werror -o "$folder/layer" "$folder/layer.c" \
    $(pkg-config --cflags --libs attention)
said=$("$folder/layer")
[ "$said" = "out (1, 4, 8) " ] || { echo "README.md's example said '$said'"; exit 1; }
"$folder/usr/bin/headwise" list >"$folder/log"
quietly make CC="$CC" SAN="${SAN:-}" PREFIX="$folder/usr" uninstall
left=$(find "$folder/usr" -type f)
[ -z "$left" ] || { echo "make uninstall leaves $left"; exit 1; }
