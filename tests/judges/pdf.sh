#!/bin/sh
# PDF files before qpdf (syntax), poppler (every font embedded, subset and with Unicode; no word
# outside the margins), pikepdf (PDF/UA, see pdf_ua.py), and against NAME.json beside NAME.pdf:
# all text is there, in order (pdf_text.py). PDFBox preflight judges PDF/A-1b builds of the
# project's own specifications; pdf.js reads structure, links, forms and outline (pdfjs.mjs); pdfsig signs
# every signature field of one of them. matterhorn.txt lists what is checked where.
# Usage: sh tests/judges/pdf.sh FOLDER | FILE...
set -u
case $1 in /*) ;; *) set -- "$PWD/$1" ;; esac
cd "$(dirname "$0")/../.." || exit 1
program=${SPECMILL:-$PWD/build/specmill}
if [ -d "$1" ]; then set -- "$1"/*.pdf; fi
status=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad() {
    status=1
    echo "$*"
}
has() { command -v "$1" >/dev/null; }

if has qpdf; then
    for file in "$@"; do
        qpdf --check "$file" >"$work/log" 2>&1 || bad "$file: qpdf: $(grep -v '^checking' "$work/log")"
    done
else
    echo "skip: qpdf is missing"
fi

if has pdffonts; then
    for file in "$@"; do
        pdfinfo "$file" 2>&1 | grep -q '^Tagged: *yes' || bad "$file: pdfinfo: not tagged"
        # The last columns: embedded, subset, unicode, object and generation. A form's font is
        # addressed by WinAnsi codes and needs no map to Unicode.
        pdffonts "$file" 2>"$work/log" | awk -v file="$file" 'NR > 2 {
            n = NF - 2
            if ($(n - 2) != "yes" || $(n - 1) != "yes" || ($n != "yes" && !/WinAnsi/)) {
                print file ": pdffonts: " $0; bad = 1 } } END { exit bad }' || status=1
        [ ! -s "$work/log" ] || bad "$file: poppler: $(head -n 3 "$work/log")"
    done
else
    echo "skip: poppler-utils is missing"
fi

if python3 -c 'import pikepdf' 2>/dev/null; then python=python3; else python=/usr/bin/python3; fi
if $python -c 'import pikepdf' 2>/dev/null; then
    $python tests/judges/pdf_ua.py "$@" || status=1
    awk '/^[0-9]/ { n++; if ($2 != "-") c++; else rest = rest " " $1 } END {
        print "PDF/UA: " c " of " n " conditions that a machine can check are checked; not:" rest }' tests/judges/matterhorn.txt
    for named in $(grep -oE '[0-9][0-9]-[0-9]{3}' tests/judges/pdf_ua.py | sort -u); do
        grep -q "^$named " tests/judges/matterhorn.txt || [ "$named" = 01-006 ] || bad "$named is not in matterhorn.txt"
    done
    ! has pdfinfo || $python tests/judges/pdf_text.py "$@" || status=1
else
    echo "skip: PDF/UA: python3-pikepdf is missing"
fi

# ---- pdf.js: one start of node for all ----
if has node; then
    . tests/judges/npm.sh
    [ -n "${judges:-}" ] || install_judges
    [ -z "$judges" ] || [ ! -d "$judges/pdfjs-dist" ] || node tests/judges/pdfjs.mjs "$judges" "$@" || status=1
    [ -d "$judges/pdfjs-dist" ] || echo "skip: pdf.js: npm could not install it"
else
    echo "skip: pdf.js: node is missing"
fi

# ---- PDF/A-1b: the only part that a free validator in Debian knows ----
jars=/usr/share/java
if [ -e $jars/preflight.jar ] && has java && [ -x "$program" ]; then
    "$program" -q --pdfa 1b -t pdf -d "$work/1b" tests/cases/spec/*.md || bad "PDF/A-1b: not built"
    ls "$work"/1b/*.pdf >"$work/list"
    class_path=
    for jar in preflight pdfbox2 fontbox2 xmpbox commons-logging commons-io javax.activation jaxb-api; do
        class_path=$class_path:$jars/$jar.jar
    done
    java -cp "$class_path" org.apache.pdfbox.preflight.Validator_A1b xml group "$work/list" \
        >"$work/log" 2>&1
    cat "$work"/*.xml "$work"/1b/*.xml >"$work/result" 2>/dev/null
    grep -q 'isValid type="PDF/A1-b">true' "$work/result" ||
        bad "preflight said nothing: $(head -n 3 "$work/log")"
    ! grep -B1 -A8 'isValid type="PDF/A1-b">false' "$work/result" || bad "preflight: see above"
else
    echo "skip: PDF/A-1b: libpdfbox2-java, java or the program is missing"
fi

# ---- signing ----
signed=
for file in "$@"; do
    case $(pdfinfo "$file" 2>/dev/null) in *"AcroForm"*) signed=$file && break ;; esac
done
if [ -n "$signed" ] && has pdfsig && has certutil; then
    sh tests/judges/pdf_sign.sh "$signed" "$work" || status=1
elif [ -n "$signed" ]; then
    echo "skip: signing: poppler-utils or libnss3-tools is missing"
fi
exit "$status"
