# From `objdump -tr` of our objects, the lines that the rules read:
#   def FILE NODE NAME g|l F|O SECTION    a function or an object that FILE defines
#   ref FILE NODE TO                      NODE's code or data names TO, a node or a library's symbol
# A node is a global's name, or FILE:NAME of a static.

/file format/ {
    file = $1
    sub(/:$/, "", file)
    sub(/\.o$/, ".c", file)
    file = substr(file, length(top) + 1)
    split("", local)
    split("", holds)
    next
}

/^RELOCATION RECORDS FOR/ {
    section = $4
    gsub(/^\[|\]:$/, "", section)
    from = node_of(section)
    reading = section !~ /^\.(eh_frame|debug|note|rodata$)/
    next
}

# 0000000000000000 l     F .text.scene_text	000000000000003d scene_text
/^[0-9a-f]+ [lgu! ][w ][C ][W ][Ii ][dD ][FfO ] / {
    flags = substr($0, index($0, " ") + 1, 7)
    kind = substr(flags, 7, 1)
    scope = substr(flags, 1, 1) == "l" ? "l" : "g"
    split(substr($0, index($0, " ") + 9), part, /[ \t]+/)
    name = $NF
    if (substr(flags, 6, 1) == "d" || part[1] == "*UND*" || part[1] == "*ABS*") {
        next
    }
    if (scope == "l") {
        local[name] = 1
    }
    holds[part[1]] = name
    print "def", file, node(name), name, scope, kind == "F" ? "F" : "O", part[1]
    next
}

reading && /^[0-9a-f]+ R_/ {
    to = $3
    sub(/[+-]0x[0-9a-f]+$/, "", to)
    print "ref", file, from, substr(to, 1, 1) == "." ? node_of(to) : node(to)
}

function node(name) {
    return name in local ? file ":" name : name
}

function node_of(section) {
    return section in holds ? node(holds[section]) : file ":" section
}
