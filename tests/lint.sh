#!/bin/sh
# lint.sh [RULE...] : formatting, static analysis, and the house's own rules, a file each in
# tests/lint/. Every rule runs; each complaint is a line "lint: FILE: what, and why"; any fails.
rules=${*:-format compile cppcheck tidy floors names unused globals symbols frame circles sizes}
said=$(mktemp)
trap 'rm -f "$said"' EXIT

missing() {
    for tool; do
        command -v "$tool" >/dev/null 2>&1 || echo "lint: $tool: not here, make deps-lint brings it"
    done
}

{
    missing clang-format clang-tidy cppcheck objdump
    made=
    for rule in $rules; do
        [ -e "tests/lint/$rule.sh" ] && made="$made facts" || made="$made $rule"
    done
    ${MAKE:-make} -s -k -j2 --no-print-directory -f tests/lint/lint.mk $made ||
        echo "lint: tests/lint/lint.mk: something was not made"
    for rule in $rules; do
        [ ! -e "tests/lint/$rule.sh" ] || sh "tests/lint/$rule.sh"
    done
} >"$said" 2>&1
cat "$said"
! grep -q '^lint: ' "$said"
