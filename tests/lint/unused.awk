# After reach.awk: names what nobody reaches. A static number is folded into the code that uses it,
# so the compiler has to say which of these is unused.

$1 == "def" && ($5 == "g" || $6 == "F") { file[$3] = $2; what[$3] = ($5 == "g" ? "public " : "static ") ($6 == "F" ? "function " : "object ") $4 }
END {
    reach()
    for (node in file) {
        if (!(node in reached)) {
            print "lint: " file[node] ": unused " what[node]
            bad = 1
        }
    }
    exit bad
}
