#!/bin/sh
# Formatting, static analysis, and the house's own rules. Every check runs; any complaint fails.
sources=$(git ls-files '*.c' '*.h')
code=$(git ls-files '*.c' | grep -v '^lessons/embed.c$')
flags="-std=c11 -D_POSIX_C_SOURCE=200809L -I. $(pkg-config --cflags sdl2 SDL2_ttf SDL2_image md4c)"
status=0

complain() {
    echo "lint: $1" >&2
    status=1
}

# forbid PATTERN WHY FILE... : no line of these files may match.
forbid() {
    pattern=$1 why=$2
    shift 2
    if [ $# -gt 0 ] && grep -nE "$pattern" "$@"; then
        complain "$why"
    fi
}

clang-format --dry-run --Werror $sources || complain "run make format"

forbid '#include +"(app|lessons)/' "attention includes nothing of lessons or app" \
    $(git ls-files 'attention/*.[ch]' 'attention/*/*.[ch]')
forbid '#include +"app/' "lessons include nothing of app" $(git ls-files 'lessons/*.[ch]')
forbid '#include +[<"]SDL' "SDL stays in app/platform and app/main.c" \
    $(git ls-files '*.[ch]' | grep -vE '^(app/platform/|app/main.c$|tests/)')
forbid '#include +"attention/' "outside attention only its public header is included" \
    $(git ls-files 'app/*.[ch]' 'app/*/*.[ch]' 'lessons/*.[ch]' |
        xargs grep -lE '#include +"attention/' | xargs grep -LE '#include +"attention/attention.h"')
forbid '\b(printf|fprintf|puts|exit|abort)\(' "the library neither prints nor exits" \
    $(git ls-files 'attention/*.c' 'attention/*/*.c')
forbid '\b(strcpy|sprintf|gets|alloca)\(' "bounded copies only" \
    $(git ls-files 'attention/*.c' 'attention/*/*.c' 'lessons/*.c')
forbid '^static [a-z_ ]+[*a-z_]+(\[[A-Z_]*\])?( = [^(]*)?;$' "no mutable globals" \
    $(git ls-files 'attention/*.c' 'attention/*/*.c' 'lessons/*.c' 'app/*.c' 'app/*/*.c' |
        xargs grep -LE '^static const')

if command -v cppcheck >/dev/null 2>&1; then
    cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr -I. \
        --enable=warning,performance,portability --suppress=missingIncludeSystem \
        --suppress=nullPointerRedundantCheck $code || complain "cppcheck"
else
    complain "cppcheck is missing: make deps-lint"
fi
if command -v clang-tidy >/dev/null 2>&1; then
    echo $code | tr ' ' '\n' | xargs -P 2 -n 8 sh -c 'clang-tidy --quiet "$@" -- '"$flags"' 2>/dev/null' tidy ||
        complain "clang-tidy"
else
    complain "clang-tidy is missing: make deps-lint"
fi
exit $status
