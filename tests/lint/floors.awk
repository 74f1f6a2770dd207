# See floors.sh. Reads floors, public headers, includes, and the facts of the objects.

$1 == "floor" { for (i = 2; i <= NF; i++) below[$2, $i] = 1; known[$2] = 1 }
$1 == "public" { public[$2] = 1 }
$1 == "include" { include($2, $3) }
$1 == "def" && $5 == "g" { home[$4] = $2 }
$1 == "ref" { called[$2 " " $4] = 1 }
END {
    for (pair in called) {
        split(pair, part)
        if (part[2] in home) {
            call(part[1], home[part[2]], part[2])
        }
    }
    exit bad
}

function complain(text) {
    print "lint: " text
    bad = 1
}

function folder(path) {
    return path ~ /\// ? substr(path, 1, match(path, /\/[^\/]*$/) - 1) : "."
}

function house(path) {
    return substr(path, 1, index(path "/", "/") - 1)
}

# "app/stage/../model/model.h" is app/model/model.h.
function plain(path) {
    gsub(/\/\.\//, "/", path)
    sub(/^\.\//, "", path)
    while (path ~ /[^\/.]+\/\.\.\//) {
        sub(/[^\/.]+\/\.\.\//, "", path)
    }
    return path
}

function exists(path,    line, found) {
    found = (getline line < path) >= 0
    close(path)
    return found
}

# Whether a file of folder FROM may use what stands in folder TO.
function allowed(from, to) {
    return from == to || (from, to) in below || (house(from) != house(to) && (from, house(to)) in below)
}

function include(file, word,    path, from) {
    from = folder(file)
    if (!(from in known) && !(file in public)) {
        complain(file ": its folder has no line in tests/lint/floors")
    }
    if (word !~ /^["<]/) {
        complain(file ": includes " word ", which is no file's name")
        return
    }
    path = substr(word, 2, length(word) - 2)
    if (exists(from "/" path)) {
        path = from "/" path
    }
    path = plain(path)
    if (path ~ /\.\./ || path ~ /\.c$/) {
        complain(file ": includes " path)
    }
    if (path !~ /^(app|attention|lessons|tests|build)\//) {
        return
    }
    if (word ~ /\.\.\// || word ~ /\/\.\// || word ~ /^</) {
        complain(file ": includes " word ": say \"" path "\"")
    }
    if (house(file) != house(path) && !(path in public)) {
        complain(file ": includes " path ", which is private to " house(path))
    } else if (!allowed(from, folder(path)) && !(path in public && allowed(from, house(path))) && \
               !(path in public && house(path) == house(file))) {
        complain(file ": includes " path ", and " from " stands below")
    }
}

function call(file, other, name) {
    if (!allowed(folder(file), folder(other))) {
        complain(file ": uses " name " of " other ", and " folder(file) " stands below")
    }
}
