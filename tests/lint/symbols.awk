# See symbols.sh. Reads the table, the includes, and the facts of the objects.

$1 == "may" && $2 ~ /^@/ { for (i = 3; i <= NF; i++) group[$2] = group[$2] " " $i; next }
$1 == "may" {
    for (i = 3; i <= NF; i++) {
        may[$2] = may[$2] " " ($i in group ? group[$i] : $i) " "
    }
}
$1 == "def" { defined[$3] = defined[$4] = 1 }
$1 == "ref" && $4 !~ /:/ { asked[$2 " " $4] = "asks for" }
$1 == "include" {
    gsub(/["<>]/, "", $3)
    sub(/.*\/SDL/, "SDL", $3)
    if ($3 ~ /^(SDL|md4c|unistd|fcntl|dirent|signal|time|threads|pthread|setjmp|locale|sys\/|dlfcn)/) {
        asked[$2 " " $3] = "includes"
    }
}
END {
    for (pair in asked) {
        split(pair, part, " ")
        if (!(part[2] in defined) && !is_granted(part[1], part[2])) {
            print "lint: " part[1] ": " asked[pair] " " part[2] ", which tests/lint/symbols does not grant it"
        }
    }
}

# "SDL_*" in the table stands for every SDL_ name, "SDL*" for its headers.
function is_granted(file, name,    path, room) {
    room = name
    sub(/_.*/, "_*", room)
    sub(/^SDL.*\.h$/, "SDL*", room)
    for (path in may) {
        if (index(file, path) == 1 && (index(may[path], " " name " ") || index(may[path], " " room " "))) {
            return 1
        }
    }
    return 0
}
