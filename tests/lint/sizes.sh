#!/bin/sh
# A function has at most 60 lines, a file 400. Longer ones, with a reason each:
longer='
attention/attention.h 620: one public header, read as the library'"'"'s manual
'
{
    echo "$longer" | sed -n 's/^\([a-z].*\) \([0-9]*\):.*/most \1 \2/p'
    find app attention lessons tests -path tests/newcomer -prune -o -name '*.[ch]' -exec awk '
        FNR == 1 && file { print "file", file, lines }
        { file = FILENAME; lines = FNR }
        /^[A-Za-z_].*\(/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
        /^{/ { start = FNR }
        /^}/ && start { print "function", FILENAME, FNR - start - 1, name; start = 0 }
        END { print "file", file, lines }' {} +
} | awk '
$1 == "most" { most[$2] = $3; next }
$1 == "function" && $3 > 60 { complain($2, $4 " has " $3 " lines, more than 60") }
$1 == "file" && $3 > ($2 in most ? most[$2] : 400) { complain($2, $3 " lines: look for the second job") }
$1 == "file" && $2 in most && $3 <= 400 { complain($2, "tests/lint/sizes.sh excuses it for nothing") }
function complain(file, text) { print "lint: " file ": " text; bad = 1 }
END { exit bad }'
