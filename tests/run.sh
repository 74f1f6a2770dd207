#!/bin/sh
# Runs every test program, whatever the ones before did, and sums up the cases.
passed=0 failed=0 log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The desktop's message bus keeps a buffer for good; not ours to free.
LSAN_OPTIONS=suppressions=tests/leaks.supp:print_suppressions=0
export LSAN_OPTIONS
for program; do
    "$program" >"$log" 2>&1
    status=$?
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
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
