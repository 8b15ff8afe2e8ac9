#!/bin/sh
# No source file over 700 lines and no function over 70, tables apart.
set -u
cd "$(dirname "$0")/../.."
find src include -name '*.[ch]' | LC_ALL=C sort | xargs awk '
    FNR == 1 { if (file != "") close_file(); file = FILENAME; start = 0; table = 0 }
    { lines = FNR }
    /clang-format off/ { table = 1 }
    /^[a-z].*[^;,]$/ && /\(/ { name = $0 }
    /^\{/ { start = FNR }
    /^\}/ && start { if (FNR - start - 1 > 70) { print file ":" start ": function of " FNR - start - 1 " lines: " name; bad = 1 } start = 0 }
    function close_file() { if (lines > 700 && !table) { print file ": " lines " lines"; bad = 1 } }
    END { close_file(); if (!bad) print "sizes: clean"; exit bad }'
