#!/bin/sh
# make pictures: the pictures of README.md, made by specmill from a shipped example. Needs
# pdftoppm (poppler-utils), chromium, and ImageMagick's convert and montage.
set -eu
cd "$(dirname "$0")/.."
program=${SPECMILL:-$PWD/build/specmill}
example=tests/cases/spec/fleet-telemetry.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for tool in pdftoppm chromium convert montage; do
    command -v "$tool" >/dev/null || { echo "pictures: $tool is missing" >&2; exit 1; }
done
mkdir -p .github
"$program" -q "$example" -o "$work/spec.pdf" -o "$work/spec.html"
"$program" -q "$example" -o "$work/signed.pdf" \
    --approvers "Engineering lead: Priya Raman, Fleet operations: Jonas Weber, Works council:"

# small FILE NAME: few colors, no metadata: the same bytes from the same pixels.
small() { convert "$1" +dither -colors 160 -strip -define png:exclude-chunks=date,time \
    -define png:compression-level=9 "PNG8:.github/$2"; }
# shadow IN OUT: a sheet of paper, on white and on black alike.
shadow() { convert "$1" -bordercolor '#c9ced6' -border 1 \
    \( +clone -background '#1a2430' -shadow 35x9+0+5 \) +swap -background '#f3f4f6' \
    -layers merge +repage -bordercolor '#f3f4f6' -border 16 "$2"; }

pdftoppm -r 110 -png -f 1 -l 1 "$work/spec.pdf" "$work/first"
shadow "$(ls "$work"/first-*.png)" "$work/pdf.png"
small "$work/pdf.png" example-pdf.png

chromium --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=1 \
    --window-size=1180,1669 --screenshot="$work/shot.png" "file://$work/spec.html" >/dev/null 2>&1
convert "$work/shot.png" -filter Lanczos -resize "$(identify -format %w "$work"/first-*.png)x" \
    "$work/html.png"
shadow "$work/html.png" "$work/html-page.png"
small "$work/html-page.png" example-html.png

pdftoppm -r 42 -png "$work/signed.pdf" "$work/sheet"
montage "$work"/sheet-*.png -bordercolor '#c9ced6' -border 1 -tile 5x -geometry +9+9 \
    -background '#f3f4f6' "$work/sheet.png"
small "$work/sheet.png" example-pages.png
ls -l .github/example-*.png
