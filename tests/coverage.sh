#!/bin/sh
# Line coverage of attention/ by all tests, from gcov alone: $1 is the build's folder, the rest are
# the sources. Fails under 95 %.
build=$1
shift
for source; do
    gcov -n -o "$build/${source%.c}.o" "$source" 2>/dev/null |
        awk -v file="$source" '/^File/ { hit = index($0, file) } hit && /^Lines executed/ {
            sub(/.*:/, ""); split($0, part, "% of "); print part[1] * part[2] / 100, part[2], file
            hit = 0 }'
done | awk '{ printf "%6.1f %%  %5d lines  %s\n", 100 * $1 / $2, $2, $3; lines += $2; run += $1 }
    END { if (lines == 0) { print "nothing was measured"; exit 1 }
          printf "%6.1f %%  %5d lines  in all\n", 100 * run / lines, lines
          exit run < 0.95 * lines }'
