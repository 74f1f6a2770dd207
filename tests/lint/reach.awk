# Reads "root NODE" and the facts of the objects; reach() then marks in `reached` what the roots lead
# to, by calls and by tables alike, and in `via` by whom.

$1 == "root" { queue[++queued] = $2; reached[$2] = 1 }
$1 == "ref" { named[$3] = named[$3] " " $4 }

function reach(    i, k, count, to) {
    for (i = 1; i <= queued; i++) {
        count = split(named[queue[i]], to, " ")
        for (k = 1; k <= count; k++) {
            if (!(to[k] in reached) && !(to[k] in barred)) {
                reached[to[k]] = 1
                via[to[k]] = queue[i]
                queue[++queued] = to[k]
            }
        }
    }
}
