#!/bin/sh
# Holds every #include under src and include against src/FLOORS; prints each breach.
set -eu
cd "$(dirname "$0")/../.."
find src include -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort | xargs grep -nE '^[[:space:]]*#[[:space:]]*include' |
awk '
function floor_of(path,   parts, n, deep) {
    sub(/^src\//, "", path); sub(/^include\/specmill\//, "", path)
    n = split(path, parts, "/")
    if (n == 1) { sub(/\.[ch]$/, "", parts[1]); return parts[1] }
    deep = parts[1] "/" parts[2]
    return (n > 2 && deep in stands) ? deep : parts[1]
}
function may(floor, other,   list, n, i) {
    if (floor == other) return 1
    n = split(stands[floor], list, " ")
    for (i = 1; i <= n; i++) if (list[i] == other) return 1
    return 0
}
function owns(floor, header,   list, n, i, star) {
    n = split(library[floor], list, " ")
    for (i = 1; i <= n; i++) {
        star = index(list[i], "*")
        if (list[i] == header) return 1
        if (star && substr(header, 1, star - 1) == substr(list[i], 1, star - 1)) return 1
    }
    return 0
}
function breach(why) { printf "%s:%s: %s\n", file, line, why; bad++ }
FILENAME == "src/FLOORS" {
    if ($0 ~ /^#/ || NF == 0) next
    stands[$1] = ""; library[$1] = ""
    for (i = 2; i <= NF; i++)
        if ($i ~ /\.h$|\*/) library[$1] = library[$1] " " $i
        else if ($i != "-") {
            if (!($i in stands)) { print "src/FLOORS: " $1 " stands on " $i ", which is not below it"; bad++ }
            stands[$1] = stands[$1] " " $i
        }
    next
}
{
    split($0, part, ":"); file = part[1]; line = part[2]
    text = $0; sub(/^[^:]*:[^:]*:/, "", text)
    if (file == "include/specmill/specmill.h") mine = "api"
    else mine = floor_of(file)
    if (!(mine in stands)) { breach("is on no floor of src/FLOORS"); next }
    if (text ~ /"/) {
        split(text, q, "\""); header = q[2]
        if (header ~ /\.\.\//) { breach(header ": no ../ in includes"); next }
        if (header ~ /^specmill\//) {
            sub(/^specmill\//, "", header)
            other = header == "specmill.h" ? "api" : floor_of(header)
            if (other == "press.h") other = "press"
            if (!may(mine, other)) breach(mine " may not include " header " (floor " other ")")
        } else if (header ~ /\//) breach(header ": a header of the same folder, or specmill/...")
        next
    }
    split(text, q, /[<>]/); header = q[2]
    if (header ~ /^(assert|ctype|dirent|errno|fcntl|float|getopt|inttypes|langinfo|limits|link|locale|math|netinet\/in|poll|sched|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|time|unistd|wchar)\.h$/) next
    if (header ~ /^sys\//) next
    if (!owns(mine, header)) breach(mine " does not own <" header ">")
}
END { if (bad) { print bad " breaches of src/FLOORS"; exit 1 } else print "floors: clean" }
' src/FLOORS -
