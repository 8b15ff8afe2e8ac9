#!/bin/sh
# Same input, same bytes: twice, in another folder, time zone and locale (one with a decimal
# comma), for every format.
set -u
cd "$(dirname "$0")/../.."
program=${SPECMILL:-$PWD/build/specmill}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
mkdir -p "$work/a" "$work/b/deep/er" "$work/out1" "$work/out2" "$work/out3"
cp tests/cases/spec/*.md "$work/a" && cp tests/cases/spec/*.md "$work/b/deep/er"
(cd "$work/a" && "$program" -q -t all -d ../out1 ./*.md)
(cd "$work/a" && "$program" -q -t all -d ../out2 ./*.md)
if [ -z "$(locale -a 2>/dev/null | grep -i de_DE.utf)" ]; then
    echo "skip: the locale de_DE.UTF-8 is missing; the comma is not tried"
fi
(cd "$work/b/deep/er" && TZ=Asia/Kathmandu LC_ALL=de_DE.UTF-8 LANGUAGE=de HOME=/nonexistent \
    "$program" -q -t all -d "$work/out3" ./*.md)
for file in "$work"/out1/*; do
    name=${file##*/}
    for again in out2 out3; do
        if cmp -s "$file" "$work/$again/$name"; then passed=$((passed + 1)); else
            failed=$((failed + 1))
            echo "determinism: $name differs in $again"
        fi
    done
done
# Whatever is written before, an output has the same findings and counts.
printf '# A\n\n[x](#none) ![](missing.png) \356\200\201\n\n## Approval\n\n|Role|Name|\n|-|-|\n|Lead|Ada|\n' >"$work/a.md"
"$program" -q "$work/a.md" -o "$work/1.json" -o "$work/1.pdf" -o "$work/1.xlsx"
"$program" -q "$work/a.md" -o "$work/2.xlsx" -o "$work/2.pdf" -o "$work/2.json"
for format in json pdf xlsx; do
    if cmp -s "$work/1.$format" "$work/2.$format"; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "determinism: $format depends on what is written before it"
    fi
done
[ "$passed" -gt 0 ] || { failed=1; echo "determinism: nothing was written"; }
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
