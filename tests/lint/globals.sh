#!/bin/sh
# No variable of the library or the program changes, apart from those named here with the reason.
# Usage: globals.sh OBJECT...
set -u
# base/output.c and pool/pool.c: what a signal handler has to remove and to end; load/parse.c:
# cmark tells its allocators nothing, so each thread keeps its own; diagram/graph_dot.c: where a
# signal handler jumps when graphviz has aborted
allowed='^(staged_names|worker_pids|parser_memory|dot_escape)$'
found=$(objdump -t "$@" 2>/dev/null | awk -v allowed="$allowed" '
    / file format / { object = $1; next }
    NF >= 5 && $NF !~ /^\./ {
        section = $(NF - 2)
        if (section !~ /^(\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ || section ~ /^\.data\.rel\.ro/) next
        if ($NF !~ allowed) print object " " $NF " is in " section
    }')
[ -z "$found" ] && { echo "globals: clean"; exit 0; }
echo "$found"
exit 1
