#!/bin/sh
# No word outside the margins on any page: our own specifications and layout cases, in every
# theme, hostile texts, and the seeds and corpus (../shared, or SPECMILL_SHARED) where they are.
set -u
cd "$(dirname "$0")/../.."
shared=${SPECMILL_SHARED:-../shared}
program=${SPECMILL:-$PWD/build/specmill}
out=build/margins
passed=0 failed=0
ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "margins: $*"
}
for tool in pdftotext python3; do
    command -v "$tool" >/dev/null || { echo "skip: margins: $tool is missing"; echo "0 passed, 0 failed"; exit 0; }
done

# check THEME LEFT RIGHT INPUT...: all INPUTs as PDF, then their words.
check() {
    theme=$1 left=$2 right=$3
    shift 3
    rm -rf "$out" && mkdir -p "$out"
    if ! "$program" -q --theme "$theme" -t pdf -d "$out" "$@" 2>"$out/log"; then
        bad "$theme: $(head -n 3 "$out/log")"
    elif LEFT=$left RIGHT=$right python3 tests/judges/margins.py "$out"/*.pdf >"$out/log"; then
        ok
    else
        bad "$theme: $(tail -n 12 "$out/log")"
    fi
}

own="$(ls tests/cases/spec/*.md tests/cases/layout/*.md)"
# shellcheck disable=SC2086
{
    check default 68 68 $own
    check ledger 85 79.3 $own
    check compact 45.3 45.3 $own
}
hostile=build/margins-hostile
rm -rf "$hostile" && mkdir -p "$hostile"
python3 - "$hostile" <<'EOF2'
import os, sys
folder = sys.argv[1]
texts = {
    "columns": "\n\n".join("|" + "Heading|" * n + "\n|" + "-|" * n + "\n|" + "some_long_value here|" * n
                           for n in (2, 7, 11, 16, 24, 30, 31, 100)),
    "lists": "- " * 80 + "deep\n\n" + "1. " * 40 + "deep\n",
    "quotes": "> " * 80 + "deep\n\n> [!NOTE]\n> " + "> " * 60 + "deep " * 60,
    "words": "word" * 400 + "\n\n`" + "code_" * 300 + "`\n\nhttps://example.com/" + "path/" * 300 +
             "\n\n**" + "\u4e2d" * 700 + "**\n\n" + "\u05d0" * 700 + "\n\n# " + "Heading" * 60 + "\n",
    "code": "```\n" + "x" * 900 + "\n" + "\u4e2d" * 300 + "\n\t" * 3 + "y\n```\n\n```\n" + "\u2500" * 300 + "\n```\n",
    "notes": "".join(f"a[^{n}]\n\n[^{n}]: " + "note " * 40 + "\n\n" for n in range(120)),
}
for name, text in texts.items():
    with open(os.path.join(folder, name + ".md"), "w", encoding="utf-8") as file:
        file.write(text)
EOF2
check default 68 68 "$hostile"/*.md
if [ -d "$shared/seeds" ]; then
    check default 68 68 "$shared"/seeds/*.txt "$shared"/corpus/specs/*.md
else
    echo "skip: margins: no seeds and corpus at $shared"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
