#!/bin/sh
# Every check of `make lint` is one test; a tool that is missing is said. BUILD: where the objects
# are. ONLY="name ...": just these.
set -u
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0
jobs=$(getconf _NPROCESSORS_ONLN)
sources=$(find src -name '*.c' | LC_ALL=C sort)
[ -f "$build/later.def" ] || sources=$(printf '%s\n' "$sources" | grep -v '^src/later/')
formatted=$(find src include tests -name '*.[ch]' | LC_ALL=C sort)

# check NAME TOOL COMMAND...
check() {
    name=$1 tool=$2
    shift 2
    case " ${ONLY:-$name} " in *" $name "*) ;; *) return ;; esac
    if ! command -v "$tool" >/dev/null; then
        echo "skip: lint: $name: $tool is missing"
    elif "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "lint: $name:"
        head -n 60 "$log"
    fi
}

format() { clang-format --dry-run -Werror $formatted; }

tidy() { # what clang-tidy says besides findings ("N warnings generated") is left out
    printf '%s\n' $sources | xargs -P "$jobs" -n 6 clang-tidy --quiet -p . 2>"$log.note" || {
        grep -E 'error:' "$log.note"
        rm -f "$log.note"
        return 1
    }
    rm -f "$log.note"
}

# varFuncNullUB: NULL is the value of the last named parameter, which has a type.
# internalAstError: cppcheck 2.10 fails on compound literals in conditional expressions.
cppcheck_all() {
    cppcheck --std=c11 --enable=warning,performance,portability --inline-suppr -q -j "$jobs" \
        --error-exitcode=1 -Iinclude -D__GNUC__ -D__x86_64__ --suppress=missingIncludeSystem \
        --suppress=varFuncNullUB --suppress=internalAstError --suppress=syntaxError src
}

# At -O0, because at -O1 gcc 12 misses a plain double free.
analyze() {
    flags=$(make -s print-flags | tr ' ' '\n' | grep -vE '^-(O.|g|M.|D_FORTIFY.*|Werror)$' | tr '\n' ' ')
    printf '%s\n' $sources | xargs -P "$jobs" -I{} sh -c "
        gcc $flags -I$build -I$build/src/export/html -I$build/src/site -I$build/src/recognize -O0 -fanalyzer -c -o /dev/null {} 2>&1" | tee "$log.gcc" | grep -A 6 'Wanalyzer'
    grep -qE 'Wanalyzer|error:' "$log.gcc"
    found=$?
    rm -f "$log.gcc"
    [ "$found" -ne 0 ]
}

check floors awk tests/lint/floors.sh
check headers sh tests/lint/headers.sh
check sizes awk tests/lint/sizes.sh
check globals objdump tests/lint/globals.sh $(find "$build/src" -name '*.o')
check format clang-format format
check cppcheck cppcheck cppcheck_all
check analyzer gcc analyze
check clang-tidy clang-tidy tidy
check shell shellcheck sh -c 'shellcheck -S warning -e SC2164,SC2034,SC2046,SC2010 -s sh $(find tests -name "*.sh")'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
