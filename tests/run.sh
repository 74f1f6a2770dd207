#!/bin/sh
# Runs every test program, whatever the ones before did, names the slowest, and sums up the cases.
passed=0 failed=0 log=$(mktemp) times=$(mktemp)
trap 'rm -f "$log" "$times"' EXIT
# The desktop's message bus keeps a buffer for good; not ours to free.
LSAN_OPTIONS=suppressions=tests/leaks.supp:print_suppressions=0
export LSAN_OPTIONS

now() { # in milliseconds; in whole seconds where date knows no %N
    date '+%s %N' | awk '{ printf "%.0f\n", $1 * 1000 + int($2 / 1000000) }'
}

for program; do
    start=$(now)
    "$program" >"$log" 2>&1
    status=$?
    echo "$(($(now) - start)) $program" >>"$times"
    cat "$log"
    p=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s)\..*/\1/p' "$log" | tail -n 1)
    f=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s), listed below:.*/\1/p' "$log" | tail -n 1)
    passed=$((passed + ${p:-0}))
    failed=$((failed + ${f:-0}))
    if [ "$status" -ne 0 ] && [ "${f:-0}" -eq 0 ]; then
        echo "$program: ended with status $status"
        failed=$((failed + 1))
    fi
done
sort -rn "$times" | awk '
    { all += $1; if (NR <= 10) line[++shown] = sprintf("%7.1f s  %s", $1 / 1000, $2) }
    END { printf "the slowest of %.1f s:\n", all / 1000; for (i = 1; i <= shown; i++) print line[i] }'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
