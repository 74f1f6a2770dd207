#!/bin/sh
# Line coverage of the sources by all tests, from gcov alone, and each function that no test runs: $1
# is the build's folder, the rest are the sources. Fails where attention/ is under 95 %.
build=$1
shift
for source; do
    gcov -n -f -o "$build/${source%.c}.o" "$source" 2>/dev/null | awk -v file="$source" '
        /^Function/ { name = $2; gsub(/\047/, "", name) }
        /^File/ { name = ""; hit = index($0, file) }
        /^Lines executed/ {
            sub(/.*:/, "")
            split($0, part, "% of ")
            if (name != "" && part[1] == 0) print "never", file, name
            if (name == "" && hit) print "lines", part[1] * part[2] / 100, part[2], file
            hit = 0
            name = ""
        }'
done | awk '
    $1 == "never" { never[++nevers] = $2 ": no test runs " $3; next }
    { printf "%6.1f %%  %5d lines  %s\n", 100 * $2 / $3, $3, $4; house = $4; sub(/\/.*/, "", house)
      lines[house] += $3; run[house] += $2 }
    END { for (i = 1; i <= nevers; i++) print never[i]
          for (house in lines) printf "%6.1f %%  %5d lines  %s in all\n", 100 * run[house] / lines[house], lines[house], house
          if (lines["attention"] == 0) { print "nothing was measured"; exit 1 }
          exit run["attention"] < 0.95 * lines["attention"] }'
