#!/bin/sh
# A function that other files can call says where it lives. What attention.h declares begins with
# attn_, and nothing else does. Elsewhere the name begins with its file's, in the singular too
# (scene_text; kind_of in kinds.c), or with that of the header that a file shares (files_save in
# files_write.c has it from files.h). A type's functions have the type's name, where this table says:
types='
shape       attention/numbers/            struct attn_shape
size        attention/numbers/tensor.c    a product of sizes, checked
tensor      attention/numbers/            struct attn_tensor
walk        attention/numbers/broadcast.c struct walk
explanation attention/ops/view.c          struct attn_explanation
trace       attention/trace/              struct attn_trace
plan        attention/trace/              struct plan
plan        attention/wirings/head.c      struct plan, the part that wirings share
wiring      attention/wirings/            struct wiring, a row a file
lesson      lessons/read/                 struct lesson, of the public lesson.h
lesson      lessons/hold/                 the same
clinic      lessons/clinic/               the public clinic.h
arena       lessons/read/memory.c         struct arena
parser      lessons/read/error.c          struct parser
parse       lessons/read/                 what parses a part of a file, one each
measure     app/scene/scene.c             struct measure
model       app/model/                    struct model
picture     app/stage/                    struct picture, a row a file
stage       app/stage/                    what stage.h shares among the pictures
painter     app/platform/                 struct painter
panel       app/panels/                   struct panel, a row a file
command     app/commands/                 struct command, a row a file
'
{
    echo "$types" | sed -n 's/^\([a-z]* *[a-z].*\)/type \1/p'
    find app attention lessons -name '*.h' | sed 's/^/header /'
    sed '/^[ \t]*#/d' attention/attention.h | tr '\n' ' ' | sed 's|/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/||g' |
        grep -o '[a-z0-9_]*(' | sed 's/(//; s/^/public /'
    grep '^def .* g F ' build/lint/facts
    find app attention lessons -name '*.h' -exec awk '/^static/ && /\(/ && !/;[ \t]*$/ {
        sub(/\(.*/, ""); sub(/.*[ *]/, ""); print "def", FILENAME, $0, $0, "g", "F" }' {} +
} | awk '
$1 == "type" { rooms[$2] = rooms[$2] " " $3; next }
$1 == "header" { header[$2] = 1 }
$1 == "public" { public[$2] = 1 }
$1 == "def" { defined[$4] = $2 }
END {
    for (name in defined) {
        file = defined[name]
        if (name in public && name !~ /^attn_/) complain(file, name " is in attention.h without attn_")
        else if (!(name in public) && name ~ /^attn_/) complain(file, name " has attn_ and is not in attention.h")
        else if (!(name in public) && name != "main" && !is_files(file, name) && !is_types(file, name))
            complain(file, name " does not begin with its file'"'"'s name, nor with a type'"'"'s of tests/lint/names.sh")
    }
    for (word in rooms) {
        count = split(rooms[word], room, " ")
        for (i = 1; i <= count; i++)
            if (!((word, room[i]) in taken)) complain(room[i], "tests/lint/names.sh grants it " word " for nothing")
    }
    exit bad
}

function complain(file, text) { print "lint: " file ": " text; bad = 1 }
function begins(name, word) { return name == word || index(name, word "_") == 1 }

function is_files(file, name,    stem, first, dir) {
    stem = dir = file
    sub(/.*\//, "", stem); sub(/\.[ch]$/, "", stem)
    sub(/[^\/]*$/, "", dir)
    if (begins(name, stem) || begins(name, stem "s") || stem ~ /s$/ && begins(name, substr(stem, 1, length(stem) - 1)))
        return 1
    first = stem
    sub(/_.*/, "", first)
    return first != stem && (dir first ".h") in header && begins(name, first)
}

function is_types(file, name,    word, room, count, i, found) {
    word = name
    sub(/_.*/, "", word)
    count = split(rooms[word], room, " ")
    for (i = 1; i <= count; i++)
        if (index(file, room[i]) == 1) { taken[word, room[i]] = 1; found = 1 }
    return found
}' | sort | grep . && exit 1
exit 0
