#!/bin/sh
# Every limit: what is said when it is passed, the status, what is written all the same, and that
# raising it helps.
set -u
cd "$(dirname "$0")/../.." || exit 1
program=${SPECMILL:-$PWD/build/specmill}
readme=$PWD/README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
is() { # is SENTENCE COMMAND...
    sentence=$1
    shift
    if "$@"; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "limits: $sentence"
        head -n 5 "$work/err" 2>/dev/null
    fi
}
not() { ! "$@"; }

# over NAME=VALUE STATUS SLUG FORMAT SPEC: passing the limit; at 0 (none) nothing is said.
over() {
    rm -rf "$work/out"
    "$program" --color never --limit "$1" --max-findings 0 -t "$4" -d "$work/out" "$work/$5" 2>"$work/err"
    is "$1: status $2" test $? -eq "$2"
    is "$1: says $3" grep -q "\[$3\]" "$work/err"
    case $2 in
    0) is "$1: written all the same" test -s "$work/out/${5%.md}.${4##*,}" ;;
    *) is "$1: nothing half-written" test -z "$(find "$work/out" -name "*.${4##*,}" -o -name '.specmill*' 2>/dev/null)" ;;
    esac
    "$program" --limit "${1%%=*}=0" --max-findings 0 -t "$4" -d "$work/out" "$work/$5" 2>"$work/err"
    is "${1%%=*}=0: status 0" test $? -eq 0
    is "${1%%=*}=0: nothing is said" not grep -q "\[$3\]" "$work/err"
}

{
    printf '# A\n\n**Author:** B\n\n|a|b|c|d|\n|-|-|-|-|\n|1|2|3|4|\n\n## Tasks\n\n'
    printf -- '- [ ] T%d: a task\n' 1 2 3
    printf '\n> > > > > deep\n\n```mermaid\ngraph TD\nA-->B-->C-->D\n```\n\n![a](big.png)\n\n'
    for n in 1 2 3 4 5 6 7 8 9; do printf 'Text number %d. [TBD]\n\n\n' $n; done
    awk 'BEGIN { for (i = 0; i < 3000; i++) print "word word word word word word word\n" }'
} >"$work/spec.md"
/usr/bin/env python3 - "$work/big.png" <<'P'
import struct, sys, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = b"".join(b"\0" + bytes(60) for _ in range(60))
open(sys.argv[1], "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60, 60, 8, 0, 0, 0, 0))
                              + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
P

over input=100 3 file-too-large html spec.md
over nesting=3 0 depth-limit html spec.md
over columns=3 0 over-limit html spec.md
over cells=4 0 over-limit html spec.md
over records=2 0 over-limit json spec.md
over diagram-nodes=2 0 diagram-too-large html spec.md
over pages=2 3 too-many-pages json,pdf spec.md
is "pages=2: the other output is written" test -s "$work/out/spec.json"
over findings=3 0 over-limit html spec.md
over image=50 0 image-not-shown html spec.md
over pixels=1000 0 image-unusable pdf spec.md

# Two drawings, the second of which takes some seconds.
svg='<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
echo "$svg<rect width='9' height='9'/></svg>" >"$work/quick.svg"
echo "$svg<filter id='f'><feTurbulence baseFrequency='0.01' numOctaves='300'/></filter><rect width='200' height='100' filter='url(#f)'/></svg>" >"$work/slow.svg"
printf '# A\n\n![a](quick.svg)\n\n![b](slow.svg)\n' >"$work/drawn.md"
over svg-time=1 0 image-unusable pdf drawn.md

# All images of an output: the second one is too many.
printf '# A\n\n![a](big.png)\n\n![b](big2.png)\n' >"$work/two.md"
cp "$work/big.png" "$work/big2.png"
over images=20 0 image-not-shown html two.md

# Computing time and memory end the run, and leave what was there as it was.
awk 'BEGIN { print "# A\n"; for (i = 0; i < 400000; i++) print "## Section " i "\n\nText *with* `marks`.\n" }' >"$work/long.md"
echo before >"$work/kept.pdf"
"$program" --limit time=1 --limit pages=0 "$work/long.md" -o "$work/kept.pdf" 2>"$work/err"
is "time: status 3" test $? -eq 3
is "time: says so" grep -q "computing time" "$work/err"
is "time: the old output is kept" grep -q before "$work/kept.pdf"
"$program" --limit memory=150M "$work/long.md" -o "$work/kept.pdf" 2>"$work/err"
is "memory: status 3" test $? -eq 3
is "memory: says so" grep -q "out of memory" "$work/err"
is "memory: the old output is kept" grep -q before "$work/kept.pdf"
is "no temporary file is left" test -z "$(find "$work" -name '.specmill*')"
"$program" --limit time=1 -j 2 --limit pages=0 "$work/long.md" "$work/two.md" -t pdf -d "$work" 2>"$work/err"
is "time, of a worker: status 3" test $? -eq 3
is "time, of a worker: the other output is written" test -s "$work/two.pdf"

# What cannot be understood.
for wrong in cells cells= cells=x cells=1x cells=-1 cells=1MM =5 nothing=5 input=99999999999G; do
    "$program" --limit "$wrong" "$work/two.md" -o "$work/x.html" 2>"$work/err"
    is "--limit $wrong: status 2" test $? -eq 2
done

# Manual and README know them all, with their defaults.
"$program" --list-limits >"$work/list"
"$program" --manual >"$work/manual"
grep -v '^ ' "$work/list" | while read -r name value _; do
    grep -q "^\.It Cm $(echo "$name" | sed 's/-/\\\\-/')" "$work/manual" || echo "the manual lacks $name"
    grep -qF "| \`$name\` | $value |" "$readme" || echo "README lacks $name, $value"
done >"$work/lacking"
sed -n '/^| Limit |/,/^$/s/^| `\([a-z-]*\)` .*/\1/p' "$readme" | while read -r name; do
    grep -q "^$name " "$work/list" || echo "README has $name, which is none"
done >>"$work/lacking"
is "manual and README list every limit: $(cat "$work/lacking")" test ! -s "$work/lacking"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
