#!/bin/sh
# A function that other files can call says where it lives. What attention.h declares begins with
# attn_, and nothing else does. Elsewhere the name begins with its file's or folder's (scene_text,
# panel_help; explain_next in explain_layers.c), with that of a struct that it takes or returns
# (model_update), or with a word that
# this table grants a file.
granted='
app/commands/say.c           complain
app/commands/explain_answer.c print
app/panels/experiment.c      settings
app/panels/failure.c         trail
app/platform/fonts.c         character
app/scene/pen.c              text
attention/numbers/tensor.c   shape size
attention/numbers/errors.c   error
attention/ops/               operand value broadcast
attention/trace/             plan
attention/wirings/head.c     plan
lessons/clinic/              mends candidates rows message told
lessons/read/                parse validate find_name is_setting begin_step next_line
'
{
    echo "$granted" | sed -n 's/^\([a-z].*\)/grant \1/p'
    grep '^def .* g F ' build/lint/facts
    find app attention lessons -name '*.h' | while read -r header; do
        # One declaration a line, comments and preprocessor lines gone.
        sed '/^[ \t]*#/d' "$header" | tr '\n' ' ' | awk -v header="$header" '{
            while ((at = index($0, "/*")) > 0) {
                rest = substr($0, at + 2)
                $0 = substr($0, 1, at - 1) substr(rest, index(rest, "*/") + 2)
            }
            count = split($0, part, /[;{}]/)
            for (i = 1; i <= count; i++) {
                if (part[i] ~ /[a-z0-9_]\(/) print "declare", header, part[i]
            }
        }'
    done
} | awk '
function complain(file, text) { print "lint: " file ": " text; bad = 1 }
function granted_to(file, word,    i) {
    for (i in grants) {
        split(i, part, SUBSEP)
        if (index(file, part[1]) == 1 && word == part[2]) return 1
    }
    return 0
}
function begins(name, word) { return word != "" && (name == word || index(name, word "_") == 1) }

# Whether NAME begins with WORD, in the plural or in the singular.
function of(name, word) {
    if (begins(name, word)) return 1
    sub(/s$/, "", word)
    return begins(name, word) || begins(name, word "s")
}

function has_type(name,    i, part) {
    for (i in types) {
        split(i, part, SUBSEP)
        if (part[1] == name && begins(name, part[2])) return 1
    }
    return 0
}

function note_types(name, text,    type) {
    while (match(text, /(struct|enum) [a-z0-9_]+/)) {
        type = substr(text, RSTART, RLENGTH)
        sub(/^(struct|enum) /, "", type); sub(/^attn_/, "", type); sub(/_kind$/, "", type)
        types[name, type] = 1
        text = substr(text, RSTART + RLENGTH)
    }
}

function is_well_named(file, name,    stem, first, dir, i, part) {
    stem = dir = file
    sub(/.*\//, "", stem); sub(/\.c$/, "", stem)
    sub(/\/[^\/]*$/, "", dir); sub(/.*\//, "", dir)
    first = stem
    sub(/_.*/, "", first)
    if (name == "main" || of(name, first) || of(name, dir) || has_type(name)) return 1
    for (i in grants) {
        split(i, part, SUBSEP)
        if (index(file, part[1]) == 1 && begins(name, part[2])) return 1
    }
    return 0
}

$1 == "grant" { for (i = 3; i <= NF; i++) grants[$2, $i] = 1 }
$1 == "declare" {
    header = $2
    text = substr($0, index($0, $3))
    while (match(text, /[a-z0-9_]+\(/)) {
        name = substr(text, RSTART, RLENGTH - 1)
        declared[name] = header
        text = substr(text, RSTART + RLENGTH)
        note_types(name, $0)
    }
}
$1 == "def" { defined[$4] = $2 }
END {
    for (name in defined) {
        file = defined[name]
        public = declared[name] == "attention/attention.h"
        if (public && name !~ /^attn_/) complain(file, name " is in attention.h without attn_")
        else if (!public && name ~ /^attn_/) complain(file, name " has attn_ and is not in attention.h")
        else if (!public && !is_well_named(file, name)) complain(file, name " does not begin with its file'"'"'s name")
    }
    exit bad
}' | sort
