#!/bin/sh
# Every function and every table is reached from main() or from what a public header declares: what
# only tests call is unused, and so is what only calls itself. Kept, with a reason each:
kept='
keys_at: the table of keys is read by the test that holds it against the help
keys_count: see keys_at
scene_disc: a mark for the pictures of scores, weights and draws, which are to come
path_curve: the same
path_flow: the same, of the river
path_quarter: the same, of the rail
'
{
    echo "$kept" | sed -n 's/^\([a-z_]*\):.*/root \1/p'
    cat attention/attention.h lessons/lesson.h lessons/clinic/clinic.h lessons/script/script.h |
        tr -c 'a-z0-9_(\n' ' ' | tr ' ' '\n' | sed -n 's/^\([a-z0-9_]*\)(.*/root \1/p'
    # The browser's files are in no object here, and call what is.
    cat app/platform/web/*.c | tr -c 'a-z0-9_(\n' ' ' | tr ' ' '\n' | sed -n 's/^\([a-z0-9_]*\)(.*/root \1/p'
    echo root main
    cat build/lint/facts
} | awk -f tests/lint/reach.awk -f tests/lint/unused.awk
status=$?
# What is defined in place, and a header's macro, is in no object until somebody calls it.
{
    find app attention lessons -name '*.[ch]' -exec sed -n \
        's/^static inline .*[ *]\([a-z0-9_]*\)(.*/\1/p' {} +
    find app attention lessons -name '*.h' -exec sed -n 's/^#define \([A-Za-z0-9_]*\)(.*/\1/p' {} +
} | sort -u |
while read -r name; do
    used=$(find app attention lessons -name '*.[ch]' -exec cat {} + | grep -cw -- "$name")
    [ "$used" -gt 1 ] || echo "lint: $(grep -lrw -- "$name" app attention lessons): unused $name"
done | grep . && status=1
exit $status
