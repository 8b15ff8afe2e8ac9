#!/bin/sh
# Installs to an empty prefix and uses what is there: the program and its themes, the manual page,
# the library from C and C++ through pkg-config; then uninstalls.
set -u
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
# check SENTENCE COMMAND...: one test.
check() {
    sentence=$1
    shift
    if "$@" >"$work/log" 2>&1; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "install: $sentence: failed"
        cat "$work/log"
    fi
}
says() { # says WANTED COMMAND...: its output has a line WANTED
    wanted=$1
    shift
    "$@" | grep -qxF -- "$wanted"
}

prefix=$work/usr
spec=$(ls tests/cases/spec/*.md 2>/dev/null | head -n 1)
[ -n "$spec" ] || { spec=$work/spec.md; printf '# A spec\n\nText.\n' >"$spec"; }
check "make install" make -s install BUILD="$build" PREFIX="$prefix"
for file in bin/specmill lib/libspecmill.a lib/pkgconfig/specmill.pc include/specmill/specmill.h \
    share/man/man1/specmill.1 share/specmill/schema.json share/specmill/themes/default/theme.yaml \
    share/specmill/themes/ledger/page.css; do
    check "$file is installed" test -s "$prefix/$file"
done
check "only the public header is installed" test "$(ls "$prefix/include/specmill")" = specmill.h
check "a theme is found by name" "$prefix/bin/specmill" --theme ledger --show-theme
check "themes are found beside the program after it was moved" sh -c "
    cp -r '$prefix' '$work/moved' && '$work/moved/bin/specmill' --list-themes |
    grep -q '$work/moved/share/specmill/themes/compact/theme.yaml'"
check "themes/default/theme.yaml is the built-in theme" sh -c "
    '$prefix/bin/specmill' --show-theme | cmp - themes/default/theme.yaml"
if command -v mandoc >/dev/null; then
    check "the manual page is clean" mandoc -T lint -W warning "$prefix/share/man/man1/specmill.1"
else
    echo "skip: the manual page: mandoc is missing"
fi

export PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
check "pkg-config knows the version" says "$("$prefix/bin/specmill" --version | sed 's/specmill //')" \
    pkg-config --modversion specmill
flags=$(pkg-config --cflags --libs specmill)
# shellcheck disable=SC2086
for compiler in "${CC:-cc} -std=c99 -Wall -Wextra -Wpedantic -Werror -x c" \
    "${CXX:-c++} -std=c++11 -Wall -Wextra -Werror -x c++"; do
    rm -rf "$work/out" && mkdir "$work/out"
    check "the example builds: $compiler" $compiler tests/api/example.c -x none ${SAN:+-fsanitize=address,undefined} \
        -o "$work/example" $flags
    check "the example runs: $compiler" "$work/example" "$spec" "$work/out"
    for extension in html xml pdf xlsx csv json; do
        check "the example wrote spec.$extension" test -s "$work/out/spec.$extension"
    done
done
check "the library writes what the program writes" sh -c "
    '$prefix/bin/specmill' -q '$spec' --date 2026-11-21 --theme ledger -o '$work/program.html' &&
    cmp '$work/program.html' '$work/out/spec.html'"

mkdir -p "$work/stage"
check "DESTDIR stages" make -s install BUILD="$build" PREFIX="$prefix" DESTDIR="$work/stage"
check "a staged file is in its place" test -x "$work/stage$prefix/bin/specmill"
check "make uninstall" make -s uninstall BUILD="$build" PREFIX="$prefix"
check "nothing is left of it" test -z "$(find "$prefix" -type f)"
make -s BUILD="$build" >/dev/null 2>&1 # the library knows the usual prefix again
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
