# After reach.awk: which functions a frame comes to that ask for memory, and by what way.

$1 == "heap" { heap[$2] = 1 }
$1 == "bar" { barred[$2] = 1 }
$1 == "def" { file[$3] = $2; name[$3] = $4 }
END {
    reach()
    for (node in reached) {
        count = split(named[node], to, " ")
        for (i = 1; i <= count; i++) {
            if (to[i] in heap) asks[node] = to[i]
            needed[to[i]] = 1
        }
    }
    for (node in asks) {
        print "lint: " file[node] ": a frame comes to the heap: " way(node) asks[node]
        bad = 1
    }
    for (node in barred) { # a leave that nobody needs any more
        if (node in file && !(node in needed)) {
            print "lint: " file[node] ": tests/lint/frame.sh allows " name[node] " for nothing"
            bad = 1
        }
    }
    exit bad
}

function way(node,    path) {
    for (; node != ""; node = via[node]) {
        path = name[node] " > " path
    }
    return path
}
