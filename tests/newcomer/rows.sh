# row FILE TABLE TEXT: a row in the X-macro TABLE, before its last
row() {
    grep -q "define $2(ROW)" "$1" || { echo "$1 has no table $2" >&2; exit 1; }
    ROW=$3 awk -v table="define $2(ROW)" '
        function flush(  i) {
            for (i = 1; i <= count; i++) {
                if (i == last) print "    " ENVIRON["ROW"] " \\"
                print held[i]
            }
            count = last = 0
        }
        index($0, table) { inside = 1 }
        inside {
            held[++count] = $0
            if ($0 ~ /^ *ROW\(/) last = count
            if ($0 !~ /\\$/) { inside = 0; flush() }
            next
        }
        { print }' "$1" >"$1.new"
    mv "$1.new" "$1"
}
