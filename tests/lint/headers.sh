#!/bin/sh
# Every header compiles alone; the public one does so in strict C99 and in C++, without the others.
set -u
cd "$(dirname "$0")/../.."
failed=0
# alone HEADER FLAGS...
alone() {
    header=$1
    shift
    printf '#include "%s"\nextern int not_empty;\n' "$header" |
        ${CC:-cc} "$@" -Wall -Wextra -Wpedantic -Werror -fsyntax-only - || {
        echo "$header: does not compile alone"
        failed=1
    }
}
for header in $(find include -name '*.h' | LC_ALL=C sort); do
    alone "${header#include/}" -x c -std=c11 -Iinclude
done
for header in $(find src -name '*.h' | LC_ALL=C sort); do
    # shellcheck disable=SC2046
    alone "${header##*/}" -x c -std=c11 -D_GNU_SOURCE -Iinclude -I"${header%/*}" \
        $(pkg-config --cflags libxml-2.0 harfbuzz fontconfig 2>/dev/null | sed 's/-I/-isystem /g')
done
public=$(mktemp -d)
mkdir "$public/specmill"
cp include/specmill/specmill.h "$public/specmill"
alone specmill/specmill.h -x c -std=c99 -I"$public"
printf '#include <specmill/specmill.h>\n' |
    ${CXX:-c++} -x c++ -std=c++11 -Wall -Wextra -Wpedantic -Werror -I"$public" -fsyntax-only - || failed=1
rm -r "$public"
[ "$failed" -eq 0 ] && echo "headers: clean"
[ "$failed" -eq 0 ]
