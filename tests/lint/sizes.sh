#!/bin/sh
# No source file over 700 lines and no function over 70, tables apart: files with a part
# that is not formatted, and the labels of a switch over kinds, which the compiler demands.
set -u
cd "$(dirname "$0")/../.."
find src include -name '*.[ch]' | LC_ALL=C sort | xargs awk '
    FNR == 1 { if (file != "") close_file(); file = FILENAME; start = 0; table = 0 }
    { lines = FNR }
    /clang-format off/ { table = 1 }
    /^[a-z].*[^;,]$/ && /\(/ { name = $0 }
    /^\{/ { start = FNR; labels = 0 }
    /^ +(case [A-Z_0-9a-z]+:|break;)$/ { labels++ }
    /^\}/ && start { long = FNR - start - 1 - labels; if (long > 70) { print file ":" start ": function of " long " lines: " name; bad = 1 } start = 0 }
    function close_file() { if (lines > 700 && !table) { print file ": " lines " lines"; bad = 1 } }
    END { close_file(); if (!bad) print "sizes: clean"; exit bad }'
