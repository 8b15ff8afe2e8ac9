#!/bin/sh
# Runs the README's commands (its "sh" blocks), line by line, in a folder that looks like a
# user's: spec.md, specs/*.md, specmill on the PATH. "sh tests/all.sh" is what runs this.
set -u
cd "$(dirname "$0")/../.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/specs" "$work/root"
cp tests/cases/spec/fleet-telemetry.md "$work/spec.md"
cp tests/cases/diagram/flow.mmd "$work/flow.mmd"
echo "h1 { color: teal }" >"$work/brand.css"
cp tests/cases/spec/meter-sync.md tests/cases/spec/refund-service.md "$work/specs"
passed=0 failed=0
awk '/^```sh$/ { on = 1; next } /^```/ { on = 0 } on' README.md >"$work/commands"
while IFS= read -r line; do
    case $line in
    "" | "sh tests/all.sh"*) continue ;;
    "sh tests/try.sh"*) (sh tests/try.sh "$work/tour") >"$work/log" 2>&1 </dev/null ;;
    "specmill watch"*) # until Ctrl-C, which is its status
        line=$(printf '%s' "${line%%#*}" | sed 's/--serve [0-9]*/--serve 0/') # any free port
        (cd "$work" && PATH=$root/build:$PATH && eval "timeout --preserve-status -s INT 2 $line") \
            >"$work/log" 2>&1 </dev/null
        [ $? -eq 130 ] ;;
    "make install"*) (eval "$line DESTDIR=$work/root") >"$work/log" 2>&1 </dev/null ;;
    *) (cd "$work" && PATH=$root/build:$PATH && eval "$line") >"$work/log" 2>&1 </dev/null ;;
    esac
    if [ $? -eq 0 ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "README: $line"
        tail -n 5 "$work/log"
    fi
done <"$work/commands"
for made in spec.pdf spec.html tasks.csv out/meter-sync.pdf out/refund-service.xlsx \
    tour/fleet-telemetry.json root/usr/local/bin/specmill; do
    if [ -s "$work/$made" ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "README: $made was not made"
    fi
done
# Every file and folder that the README links to exists.
for link in $(grep -oE '\]\([^)#]+\)' README.md | sed 's/^](//; s/)$//' | grep -v '^http'); do
    if [ -e "$link" ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "README: there is no $link"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
