#!/bin/sh
# No mutable globals, of whatever form: nothing of ours stands in a section that can be written. A
# table of pointers that never change stands in .data.rel.ro, until it is linked at its place.
grep '^def ' build/lint/facts | awk '
$6 == "O" && $7 !~ /^\.(rodata|data\.rel\.ro)/ {
    name = $4
    sub(/\.[0-9]+$/, "", name)
    print "lint: " $2 ": " name " can change: no mutable globals (it stands in " $7 ")"
    bad = 1
}
END { exit bad }'
status=$?
# What is only promised: another object would have to keep it.
find app attention lessons -name '*.[ch]' -exec awk '
# Of a pointer, the last star has to be followed by const; of a function nothing has.
/^[ \t]*(_Thread_local[ \t]+)?extern/ && !/extern "C" {/ && (!/\(/ || /\([ \t]*\*[ \t]*[a-z]/) && \
        (/\*/ ? !/\*[ \t]*const[^*]*$/ : !/[ \t]const[ \t]/) {
    print "lint: " FILENAME ": line " FNR ": no mutable globals, extern ones neither"
    bad = 1
}
END { exit bad }' {} + || status=1
exit $status
