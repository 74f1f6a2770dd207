# row FILE TABLE TEXT: a row in the X-macro TABLE, behind its first
row() {
    grep -q "define $2(ROW)" "$1" || { echo "$1 has no table $2" >&2; exit 1; }
    sed -i "/define $2(ROW)/,/ROW(.*\\\\$/{/ROW(.*\\\\$/{/define/!a\\
    $3 \\\\
}}" "$1"
}
