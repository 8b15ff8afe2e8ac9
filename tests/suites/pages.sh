#!/bin/sh
# How a user sets pages up: sheets, images, links between specifications, fragments.
set -u
cd "$(dirname "$0")/../.."
program=${SPECMILL:-$PWD/build/specmill}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
has() { # has FILE TEXT...: FILE holds each
    file=$1
    shift
    for text in "$@"; do
        if grep -qF -- "$text" "$work/$file"; then passed=$((passed + 1)); else
            failed=$((failed + 1))
            echo "pages: '$text' is not in $file"
        fi
    done
}
lacks() {
    file=$1
    shift
    for text in "$@"; do
        if ! grep -qF -- "$text" "$work/$file"; then passed=$((passed + 1)); else
            failed=$((failed + 1))
            echo "pages: '$text' is in $file"
        fi
    done
}
run() { # run STATUS ARGUMENT...
    wanted=$1
    shift
    (cd "$work" && "$program" -q "$@") >"$work/said" 2>&1
    status=$?
    if [ "$status" -eq "$wanted" ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "pages: status $status instead of $wanted: specmill $*"
        cat "$work/said"
    fi
}

mkdir -p "$work/in/sub"
cat >"$work/in/a.md" <<'END'
# A

[one](other.md#b) [two](./other.md) [three](sub/x%20y.markdown?q#z) [four][r] [self](a.md#a)
[none](none.md#n) [web](https://example.org/other.md) [absolute](/other.md) [data](sub/x.txt)
![picture](p%231.png)

[r]: sub/../other.md "t"
END
printf '# Other\n\n## B\n\n[up](sub/x%%20y.markdown)\n' >"$work/in/other.md"
printf '# X\n\n[a](../a.md#a)\n' >"$work/in/sub/x y.markdown"
cp .github/example-pdf.png "$work/in/p#1.png"

run 0 in/a.md in/other.md "in/sub/x y.markdown" -t html -d out
has out/a.html 'href="other.html#b">one<' 'href="other.html">two<' 'href="x%20y.html?q#z">three<' \
    'href="other.html" title="t">four<' 'href="a.html#a">self<' 'href="none.md#n">none<' \
    'href="https://example.org/other.md"' 'href="/other.md"' 'href="sub/x.txt"' \
    'src="data:image/png;base64,' '<style>'
has out/other.html 'href="x%20y.html">up<'
has "out/x y.html" 'href="a.html#a">a<'

# Pages in folders of their own, with one sheet in each.
mkdir -p "$work/deep/er"
run 0 in/a.md -o deep/er/a.html --css linked --images link
has deep/er/a.html '<link rel="stylesheet" href="specmill.css">' 'src="../../in/p%231.png"' \
    'href="other.md#b"'
lacks deep/er/a.html '<style>' 'data:image'
has deep/er/specmill.css '--sm-accent'

run 0 in/a.md -o all.html --links html
has all.html 'href="other.html#b"' 'href="./other.html"' 'href="none.html#n"' 'href="all.html#a"' \
    'href="sub/x%20y.html?q#z"' 'href="sub/x.txt"' 'href="/other.md"'
run 0 in/a.md in/other.md -t html -d keep --links keep
has keep/a.html 'href="other.md#b"' 'href="./other.md"' 'href="a.md#a"'

printf '.own { color: red }\n</style>\n' >"$work/own.css"
run 0 in/a.md -o own.html --css own.css
has own.html '.own { color: red }' '<\/style>'
run 0 in/a.md -o linked.html --css own.css --css linked
has specmill.css '.own { color: red }'
run 1 in/a.md -o none.html --css none.css
run 2 in/a.md -o none.html --css nonsense
run 2 in/a.md -o none.html --images nonsense
run 1 in/a.md -o linked.html --css specmill.css --css linked
has said 'would be overwritten'

run 0 in/a.md -o part.html --fragment
has part.html '<article class="specmill" lang="en">' '<h1 id="a">A</h1>' '</article>'
lacks part.html '<html' '<head>' '<body' '<style' '<script' '<nav'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
