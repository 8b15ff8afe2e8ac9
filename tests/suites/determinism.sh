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
# A diagram is drawn alike alone and after others in the same process, whatever these leave behind
# in the memory of the library that places groups.
mkdir "$work/groups" && awk -v folder="$work/groups" 'BEGIN {
    for (n = 1; n <= 12; n++) {
        file = folder "/" n ".md"
        printf "# Diagram %d\n\n```mermaid\nflowchart TD\n", n >file
        for (g = 0; g < 4; g++)
            printf "subgraph G%d\n N%d\n N%d\n N%d\nend\n", g, 3 * g, 3 * g + 1, 3 * g + 2 >file
        for (e = 1; e <= 9; e++)
            printf "N%d --> N%d\n", (e * 5 + n) % 12, (e * e * 7 + n * 3 + 1) % 12 >file
        print "```" >file
        close(file)
    }
}'
"$program" -q -j 1 -t html -d "$work/together" "$work"/groups/*.md
for file in "$work"/groups/*.md; do
    name=${file##*/}
    "$program" -q "$file" -o "$work/alone.html"
    if cmp -s "$work/alone.html" "$work/together/${name%.md}.html"; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "determinism: the drawing of groups/$name depends on what is drawn before it"
    fi
done
[ "$passed" -gt 0 ] || { failed=1; echo "determinism: nothing was written"; }
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
