#!/bin/sh
# No circles: where a file's functions call those of another, no way of calls leads back to it. A
# table's name is no call: a kind's row may stand in its own file.
awk '
$1 == "def" && $5 == "g" && $6 == "F" { home[$4] = $2 }
$1 == "ref" { pair[$2 " " $4] = 1 }
END {
    for (p in pair) {
        split(p, part, " ")
        to = home[part[2]]
        if (to != "" && to != part[1]) { edge[part[1], to] = part[2]; node[part[1]]; node[to] }
    }
    for (a in node) for (b in node) if ((a, b) in edge) next_to[a] = next_to[a] " " b
    for (a in node) look(a)
    exit bad
}
# The shortest way from START back to it, told once: by the first of its files.
function look(start,    queue, n, i, k, count, to, from, seen, path) {
    queue[n = 1] = start
    for (i = 1; i <= n; i++) {
        count = split(next_to[queue[i]], to, " ")
        for (k = 1; k <= count; k++) {
            if (to[k] == start) {
                path = start
                for (from = queue[i]; from != start; from = seen[from]) {
                    if (from < start) return
                    path = from " (" edge[from, path_head(path)] ") > " path
                }
                print "lint: " start ": a circle of calls: " start " (" edge[start, path_head(path)] ") > " path
                bad = 1
                return
            }
            if (!(to[k] in seen)) { seen[to[k]] = queue[i]; queue[++n] = to[k] }
        }
    }
}
function path_head(path) { sub(/ .*/, "", path); return path }
' build/lint/facts | sort | grep . && exit 1
exit 0
