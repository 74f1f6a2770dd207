#!/bin/sh
# Runs every test program, whatever the others did, one on each core (JOBS=1: one after another), says
# what each said in their order, names the slowest, and sums up the cases.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'kill $! 2>/dev/null; exit 1' INT TERM
# The desktop's message bus keeps a buffer for good; not ours to free.
LSAN_OPTIONS=suppressions=tests/leaks.supp:print_suppressions=0
export LSAN_OPTIONS folder

# Into a folder of its own: what it says, and "STATUS MILLISECONDS" once it has ended; in whole seconds
# where date knows no %N.
one='
now() { date "+%s %N" | awk "{ printf \"%.0f\n\", \$1 * 1000 + int(\$2 / 1000000) }"; }
said=$folder/$(echo "$0" | tr / _)
start=$(now)
"$0" >"$said" 2>&1
echo "$? $(($(now) - start))" >"$said.part" && mv "$said.part" "$said.end"'
jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)}
for program; do
    echo "$program"
done | xargs -n 1 -P "$jobs" sh -c "$one" &

passed=0 failed=0
for program; do
    said=$folder/$(echo "$program" | tr / _)
    while [ ! -e "$said.end" ] && kill -0 $! 2>/dev/null; do
        sleep 0.1
    done
    read -r status ms <"$said.end" || status=none
    cat "$said"
    echo "${ms:-0} $program" >>"$folder/times"
    p=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s)\..*/\1/p' "$said" | tail -n 1)
    f=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s), listed below:.*/\1/p' "$said" | tail -n 1)
    passed=$((passed + ${p:-0}))
    failed=$((failed + ${f:-0}))
    if [ "$status" != 0 ] && [ "${f:-0}" -eq 0 ]; then
        echo "$program: ended with status $status"
        failed=$((failed + 1))
    fi
done
sort -rn "$folder/times" | awk '
    { all += $1; if (NR <= 10) line[++shown] = sprintf("%7.1f s  %s", $1 / 1000, $2) }
    END { printf "the slowest of %.1f s:\n", all / 1000; for (i = 1; i <= shown; i++) print line[i] }'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
