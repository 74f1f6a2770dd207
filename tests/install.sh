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
installed=$folder/usr/lib/libattention.a
private=$(nm -g --defined-only "$installed" | awk 'NF == 3 && $3 !~ /^attn_/ { print $3 }')
if [ -z "${SAN:-}${COV:-}" ] && command -v objcopy >/dev/null; then
    [ -z "$private" ] || { echo "libattention.a shows $private"; exit 1; }
    nm -g --defined-only "$installed" | grep -q ' T attn_trace_plan$'
    # A program with names that the library has too, but keeps to itself.
    cat >"$folder/names.c" <<'PROGRAM'
#include <attention.h>

#include <string.h>

int error_set = 1;

int kind_of(int kind);
int kind_of(int kind)
{
    return kind + error_set;
}

int view_of(int kind);
int view_of(int kind)
{
    return kind_of(kind);
}

int main(void)
{
    struct attn_config config = attn_config_default();
    struct attn_trace *trace = attn_trace_new(NULL);
    struct attn_error error = {0};
    bool good = attn_trace_plan(trace, &config, &error) && attn_trace_run_all(trace, &error) &&
                !attn_config_set(&config, "mask", "casual", &error) &&
                strstr(error.text, "causal") && view_of(1) == 2;
    attn_trace_free(trace);
    return good ? 0 : 1;
}
PROGRAM
    quietly $CC -std=c11 -o "$folder/names" "$folder/names.c" \
        $(pkg-config --cflags --libs attention)
    "$folder/names"
fi
make -n OBJCOPY=no-such-program PREFIX="$folder/usr" install-library >"$folder/log"
grep -q 'shows its private names' "$folder/log" ||
    { echo "make install does not say that the archive is plain"; exit 1; }
quietly make CC="$CC" SAN="${SAN:-}" PREFIX="$folder/usr" uninstall
left=$(find "$folder/usr" -type f)
[ -z "$left" ] || { echo "make uninstall leaves $left"; exit 1; }
