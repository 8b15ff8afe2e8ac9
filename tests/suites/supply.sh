#!/bin/sh
# How the program is built and what it brings along: read off the binary, and from the build that
# has to refuse libraries that are too old.
set -u
cd "$(dirname "$0")/../.." || exit 1
program=${SPECMILL:-$PWD/build/specmill}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
is() { # is SENTENCE COMMAND...
    sentence=$1
    shift
    if "$@"; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "supply: $sentence"
    fi
}
has() { grep -qE "$2" "$work/$1"; }
not() { ! "$@"; }
if [ -n "${SAN:-}" ] || ! command -v readelf >/dev/null; then
    echo "skip: hardening of the binary: a sanitizer's build, or no readelf"
else
    readelf -hW "$program" >"$work/header"
    readelf -lW "$program" >"$work/segments"
    readelf -dW "$program" >"$work/dynamic"
    readelf -sW --dyn-syms "$program" >"$work/symbols"
    is "it may be loaded anywhere (PIE)" has header 'Type: +DYN'
    is "the linker's tables are protected (RELRO)" has segments GNU_RELRO
    is "and all bound before it starts (BIND_NOW)" has dynamic '(BIND_NOW|NOW)'
    is "the stack is not executable" has segments 'GNU_STACK.* RW +0x'
    is "no segment is writable and executable" not has segments 'LOAD.* RWE '
    is "the stack has canaries" has symbols '__stack_chk_fail'
    is "string functions are checked (fortify)" has symbols '__(memcpy|snprintf|vsnprintf|fread|read)_chk'
    is "no function without bounds is used" not has symbols ' (gets|strcpy|strcat|sprintf|vsprintf|scanf|sscanf|strtok|tmpnam|mktemp|system|popen)(@| |$)'
    is "no program is started" not has symbols ' (execve|execv|execvp|execl|execlp|posix_spawn|posix_spawnp)(@| |$)'
    is "no text relocations" not has dynamic TEXTREL
    is "libraries are searched only where the system has them" not grep -E '(RPATH|RUNPATH).*\[(.*:)?(\.|[^/]|\$ORIGIN)' "$work/dynamic"
fi

# Libraries are loaded when they are first called (src/later): from where the system has them and
# nowhere else; what is loaded so and what is linked as usual writes the same bytes.
table=${program%/*}/later.def
if [ -n "${SAN:-}" ] || [ ! -f "$table" ]; then
    echo "skip: libraries loaded when they are called: this build links them"
else
    mkdir -p "$work/spec" "$work/planted"
    cp tests/cases/spec/fleet-telemetry.md "$work/spec"
    sed -n 's/^LIBRARY([0-9]*, "\([^/]*\)")/\1/p' "$table" >"$work/sonames"
    while read -r soname; do
        echo "not a library" >"$work/spec/$soname"
        cp "$work/spec/$soname" "$work/planted"
    done <"$work/sonames"
    here() { (cd "$work/spec" && "$@"); }
    is "libraries beside a specification are not loaded" here "$program" -q -t all -d ../later fleet-telemetry.md
    # shellcheck disable=SC2046
    is "the program can be linked as usual" "${CC:-cc}" -pie -o "$work/linked" \
        $(find src/cli -name '*.c' | sed "s|\(.*\)\.c$|${program%/*}/\1.o|") \
        "${program%/*}/libspecmill.a" $(make -s print-libs)
    is "and runs" here "$work/linked" -q -t all -d ../usual fleet-telemetry.md
    is "and writes the same" diff -r "$work/later" "$work/usual"
    LD_LIBRARY_PATH=$work/planted here "$program" -q -t all -d ../later fleet-telemetry.md 2>"$work/said"
    is "a library that cannot be loaded: status 3" test $? -eq 3
    is "it is named" has said 'specmill: .*/planted/lib.*\.so'
    is "what was there is kept, and nothing beside it" diff -r "$work/later" "$work/usual"
fi

# A library that is missing or too old is named, with the package, before anything is compiled.
printf '#!/bin/sh\ncase "$*" in *--exists*yaml-0.1*) exit 1 ;; *--atleast-version=*harfbuzz) exit 1 ;; *--modversion*) echo 3.1.0 ;; esac\nexit 0\n' >"$work/pkg-config"
chmod +x "$work/pkg-config"
PATH=$work:$PATH sh tests/libraries.sh yaml-0.1 harfbuzz libxml-2.0 >"$work/said" 2>&1
is "a missing library stops the build" test $? -eq 1
is "it is named with its package" has said 'libyaml .*libyaml-dev'
is "one that is too old is named with its version" has said 'HarfBuzz .*this one is 3.1.0'
is "one that is there is not named" not has said libxml2
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
