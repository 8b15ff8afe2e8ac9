#!/bin/sh
# specmill site: what is built and what is not, the same for every -j, links that lead somewhere,
# the search in node and in Chromium, the pages of the portal before the judges of HTML.
set -u
cd "$(dirname "$0")/../.."
. tests/judges/npm.sh
top=$PWD
program=${SPECMILL:-$PWD/build/specmill}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "site: $1"
    [ $# -lt 2 ] || printf '%s\n' "$2" | head -n 20
}
run() { # run STATUS ARGUMENT...
    wanted=$1
    shift
    "$program" "$@" >"$work/out.log" 2>"$work/err.log" </dev/null
    status=$?
    err=$(cat "$work/err.log")
    if [ "$status" -eq "$wanted" ]; then ok; else
        bad "status $status instead of $wanted: specmill $*" "$err"
    fi
}
says() {
    for part in "$@"; do
        case $err in *"$part"*) ok ;; *) bad "'$part' is not in what was said" "$err" ;; esac
    done
}
quiet_about() {
    for part in "$@"; do
        case $err in *"$part"*) bad "'$part' is in what was said" "$err" ;; *) ok ;; esac
    done
}
is() {
    sentence=$1
    shift
    if "$@"; then ok; else bad "$sentence"; fi
}
not() { ! "$@"; }
has() { # has FILE TEXT...
    file=$1
    shift
    for text in "$@"; do
        if grep -qF -- "$text" "$file"; then ok; else bad "'$text' is not in $file"; fi
    done
}
lacks() {
    file=$1
    shift
    for text in "$@"; do
        if grep -qF -- "$text" "$file"; then bad "'$text' is in $file"; else ok; fi
    done
}
# What a file is: another inode when it was written again.
mark() { stat -c '%n %i %Y' "$@"; }

cd "$work" || exit 1
mkdir -p in/sub in/node_modules in/.hidden in/drafts
cat >in/sub/alpha.md <<'END'
# Technical Specification: Alpha service

**Author:** Ada Example
**Status:** Approved
**Date:** 2026-03-01

## Overview

The zebracorn of it. See [beta](../beta.md#risks), [itself](#tasks), [the folder](..), [up](/beta.md).

```mermaid
flowchart LR
  A --> B
```

## Tasks

### Phase 2: Later

- [ ] T1: write it

### Phase 10: Last

- [x] T2: ship it

## Glossary

- **Alpha**: the first.
END
cat >in/beta.md <<'END'
---
title: Beta <script>alert(1)</script>
status: Draft
owner: Bo Example
---

# Beta

Un résumé du café.

## Risks

| Risk | Probability | Impact | Mitigation |
|---|---|---|---|
| It breaks | High | High | |
| It bends | Low | Low | Oil |

## Open Questions

1. Who pays?
2. When? (blocking)

## Links

[nowhere](gone.md) [no place](sub/alpha.md#gone) [a file](old.html) [out](../../secret.md)
![p](p.png)
END
printf '# Gamma\n\nText.\n' >"in/g a#m%a.md"
printf '# Draft\n' >in/drafts/d.md
printf 'x\n' >in/old.html
printf '# Hidden\n' >in/.hidden/h.md
printf '# Module\n' >in/node_modules/m.md
printf '# Secret\n' >secret.md
ln -s ../secret.md in/out.md
ln -s beta.md in/same.md
printf 'drafts/\n!drafts/d.md\n# a comment\n/nothing.md\n' >in/.specmillignore
cp "$top/.github/example-pdf.png" in/p.png

# The first build.
run 0 site in -d out -t html,json,csv -v
says "specifications: 4; built 4" "in/beta.md:25:1: warning: a link to a specification or a place in it that does not exist: gone.md [broken-link]" \
    "sub/alpha.md#gone: no heading there has this anchor [broken-link]" "old.html [link-outside]"
quiet_about "../beta.md#risks"
for file in index.html beta.html beta.json beta.csv sub/alpha.html "g a#m%a.html" same.html \
    site/questions.html site/risks.html site/tasks.html site/glossary.html site/search.html \
    site/search-index.js site/site.css site/diagrams/sub/alpha-1.html; do
    is "$file is made" test -s "out/$file"
done
for file in out.html drafts .hidden node_modules sitemap.xml; do
    is "$file is not" test ! -e "out/$file"
done
has out/sub/alpha.html 'href="../beta.html#risks"' 'href="#tasks"' 'href="../index.html"' \
    'href="../site/diagrams/sub/alpha-1.html"' 'href="../site/site.css"' 'href="alpha.json"'
lacks out/sub/alpha.html '<style>'
has out/index.html 'Alpha service' 'Ada Example' 'badge approved' '1/2' '2026-03-01' '1 high' '2 open' \
    'href="g%20a%23m%25a.html"' 'Beta &lt;script&gt;'
lacks out/index.html '<script>alert'
has out/site/questions.html 'Who pays?' 'href="../beta.html#'
is "the highest risk is first" sh -c "grep -o 'It b[a-z]*' out/site/risks.html | head -n 1 | grep -q breaks"
is "phase 2 is before phase 10" sh -c "grep -o 'Phase [0-9]*' out/site/tasks.html | sort -cV"
has out/site/glossary.html '<dt>Alpha</dt>' 'the first.'
if python3 "$top/tests/site/check.py" out gone.md old.html ../../secret.md 'sub/alpha.html#gone' >check.log 2>&1; then ok; else
    bad "links of the site" "$(cat check.log)"
fi

# The same for every number of processes, and in another place.
run 0 site in -d out1 -t html,json,csv -j 1 -q
run 0 site in/ -d ./out4/ -t csv,json -j 4 -q
is "-j 1 gives the same bytes" diff -r out out1
cp -r in elsewhere
(cd / && "$program" site "$work/elsewhere" -d "$work/out5" -t html,json,csv -q -j 3)
is "another place and -j 3, too" diff -r -x '*.json' out out5

# Nothing has changed: nothing is written, whatever the clock says.
find out -type f -exec stat -c '%n %i %Y %Z' {} + | sort >before
touch in/*.md in/sub/alpha.md
run 0 site in -d out -t html,json,csv -v
says "built 0, removed 0"  "not shown again" "gone.md [broken-link]"
find out -type f -exec stat -c '%n %i %Y %Z' {} + | sort >after
is "no file is touched" cmp -s before after
run 1 site in -d out -t html,json,csv --fail-on warning -q
run 0 site in -d out -t html,json,csv -q

# One has changed.
alpha=$(mark out/sub/alpha.html) beta=$(mark out/beta.html) glossary=$(mark out/site/glossary.html)
sed -i 's/Who pays/Who really pays/' in/beta.md
run 0 site in -d out -t html,json,csv -v
says "built 2, removed 0"
is "its page is new" test "$beta" != "$(mark out/beta.html)"
is "the other page is not" test "$alpha" = "$(mark out/sub/alpha.html)"
has out/site/questions.html 'Who really pays'
is "a list that says the same is not written" test "$glossary" = "$(mark out/site/glossary.html)"

# An image, an option, the configuration, what a link leads to.
printf 'x' >>in/p.png
run 0 site in -d out -t html,json,csv -v
says "built 2,"
printf 'levels:\n  high: [severe]\n' >in/sub/specmill.yaml
run 0 site in -d out -t html,json,csv -v
says "built 1,"
printf '# Gone\n' >in/gone.md
run 0 site in -d out -t html,json,csv -v
says "built 3,"
has out/beta.html 'href="gone.html"'
quiet_about "gone.md [broken-link]"
rm in/gone.md
run 0 site in -d out -t html,json,csv -v
says "built 2, removed 1"
is "the page is gone, too" test ! -e out/gone.html -a ! -e out/gone.json
has out/beta.html 'href="gone.md"'
lacks out/index.html 'gone.html'
run 0 site in -d out -v --title "All of <it>" --base-url https://example.org/specs
says "built 4,"
is "formats that are not asked for any more are removed" test ! -e out/beta.json
has out/index.html '<title>All of &lt;it&gt;</title>'
has out/sitemap.xml '<loc>https://example.org/specs/sub/alpha.html</loc><lastmod>2026-03-01</lastmod>' \
    'g%20a%23m%25a.html'
has out/sub/alpha.html '<link rel="canonical" href="https://example.org/specs/sub/alpha.html">'
rm out/beta.html
run 0 site in -d out -v --title "All of <it>" --base-url https://example.org/specs/
says "built 1,"
is "a page that was lost is made again" test -s out/beta.html
rm -r in/sub
run 0 site in -d out -q
is "an empty folder goes with its last page" test ! -e out/sub -a ! -e out/site/diagrams

# Images of the whole folder, names of every kind, a run that was killed.
mkdir -p pics/in/sub pics/in/images && cp "$top/.github/example-pdf.png" pics/in/images/a.png
printf '# P\n\n![a](../images/a.png) ![b](../../../secret.png)\n' >pics/in/sub/p.md
cp pics/in/images/a.png secret.png
run 0 site pics/in -d pics/out -q -t pdf
is "an image beside the folder is shown" test "$(grep -c 'src="data:image/png' pics/out/sub/p.html)" = 1
is "one outside is not" grep -q 'class="missing-image">Image: <a[^>]*>b' pics/out/sub/p.html
cp "$top/.github/example-html.png" pics/in/images/a.png
run 0 site pics/in -d pics/out -v -t pdf
says "built 1,"
mkdir -p odd/site
for name in "a'b\"c<d>&e.md" "$(printf 'x\ny.md')" "$(printf '\377\376.md')" -dash.md "con%2e.md" "b?c=d.md" \
    index.md sitemap.md a.markdown a.md A.md 'back\slash.md' site/index.md 'a:b.md'; do
    printf '# S\n\n## Part\n\n[x](a.md#part)\n' >"odd/$name"
done
run 0 site odd -d oddout -v
says "specifications: 14; built 14"
if python3 "$top/tests/site/check.py" oddout "a.md#part" >check.log 2>&1; then ok; else bad "links of odd names" "$(cat check.log)"; fi
is "pages that would collide have other names" test -s oddout/a.markdown.html -a -s oddout/index.md.html \
    -a -s oddout/specs/site/index.html
run 0 site odd -d oddout -v
says "built 0,"
python3 "$top/tests/site/make_specs.py" "$work/killed" 60
"$program" site killed -d killout -q -t json 2>/dev/null &
child=$!
tries=0
until [ -n "$(find killout -name '*.html' 2>/dev/null | head -n 1)" ] || [ $tries -ge 100 ]; do sleep 0.02; tries=$((tries + 1)); done
kill -9 $child
wait $child 2>/dev/null
"$program" site killed -d killout -q -t json
is "after a kill the next run goes on" test $? -eq 0
run 0 site killed -d notkilled -q -t json
is "and comes to the same" diff -r killout notkilled
"$program" site killed -d both -q -t json & "$program" site killed -d both -q -t json
wait
is "two at once, too" diff -r both notkilled

# What is not ours stays.
mkdir foreign && echo mine >foreign/beta.html && echo mine >foreign/keep.txt
run 1 site in -d foreign -v
says "foreign/beta.html: error: a file is in the way that no earlier run made [file-not-ours]" "broken 1"
is "a file that is in the way stays" test "$(cat foreign/beta.html)" = mine
has foreign/index.html 'Could not be built: the html could not be written' '1 specification'
run 1 site in -d foreign -q
is "the next time, too" test "$(cat foreign/beta.html)" = mine
run 0 site in -d foreign -q --force
has foreign/beta.html '<h1'
is "other files are not looked at" test "$(cat foreign/keep.txt)" = mine
mkdir victim && echo mine >victim/file.html && ln -s ../victim out/link
sed -i 's|"files":\["index.html"|"files":["../victim/file.html","/etc/hostname","link/file.html","index.html"|' out/.specmill-site.json
run 0 site in -d out -q
is "a manifest cannot name files outside" test "$(cat victim/file.html)" = mine
rm out/link
echo '{"specmill-site":1' >out/.specmill-site.json
run 1 site in -d out -q
says "[file-not-ours]"
run 0 site in -d out -q --force
printf '# In place\n' >place.md
mkdir place && mv place.md place/
run 0 site place -d place -q
run 0 site place -d place -v
says "specifications: 1; built 0"

# Files that pages link to come along, but for those that a browser could run, that are hidden, or
# that are left out.
mkdir -p with/docs with/drafts with/site
printf '# A\n\n[s](schema.sql) [p](/docs/a.pdf#Page=2) [h](x.html) [d](drafts/d.txt) [e](.env.txt) [m](m.txt) [j](a.json) [l](l.txt)\n' >with/a.md
printf '# B\n\n[s](../schema.sql)\n' >with/site/b.md
for file in schema.sql docs/a.pdf x.html drafts/d.txt .env.txt a.json; do echo one >"with/$file"; done
echo '<b>' >with/m.txt
ln -s ../secret.md with/l.txt
echo drafts/ >with/.specmillignore
mkdir without && echo one >without/schema.sql
run 0 site with -d without -v -t json
says "x.html [link-outside]" "drafts/d.txt [link-outside]" ".env.txt [link-outside]" "m.txt [link-outside]" "l.txt [link-outside]"
quiet_about "schema.sql [link-outside]" "a.pdf#Page=2 [link-outside]"
has without/a.html 'href="docs/a.pdf#Page=2"'
has without/specs/site/b.html 'href="../../schema.sql"'
is "what is not to be published is not" test ! -e without/x.html -a ! -e without/drafts -a ! -e without/.env.txt -a ! -e without/m.txt -a ! -e without/l.txt
has without/a.json '"title"'
echo two >with/docs/a.pdf
run 0 site with -d without -q -t json
is "a file that has changed comes again" cmp with/docs/a.pdf without/docs/a.pdf
files=$(mark without/docs/a.pdf without/a.html without/index.html)
run 0 site with -d without -q -t json
is "one that has not does not" test "$files" = "$(mark without/docs/a.pdf without/a.html without/index.html)"
echo two >with/schema.sql
run 1 site with -d without -t json
says "without/schema.sql: error: a file is in the way that no earlier run made [file-not-ours]"
sed -i 's|/docs/a.pdf||; s|schema.sql||' with/a.md with/site/b.md
run 0 site with -d without -q -t json
is "one that nothing leads to any more is removed" test ! -e without/docs
is "one that was there before us is not" test "$(cat without/schema.sql)" = one
printf '# A\n\n[s](schema.sql)\n' >with/a.md
run 0 site with -d with -q
run 0 site with -d with -q
printf '# A\n' >with/a.md
run 0 site with -d with -q
is "in the same folder they just stay" test "$(cat with/schema.sql)" = two

# A broken one is reported and listed; the others are published.
head -c 4000 /dev/zero | tr '\0' 'x' >in/large.md
run 1 site in -d out --limit input=3000 -v
says "in/large.md: error: the file is over the size limit" "broken 1"
has out/index.html 'large.md' 'Could not be built: the file is over the size limit'
is "it has no page" test ! -e out/large.html
run 1 site in -d out --limit input=3000 -v
says "built 1, removed 0, broken 1"
rm in/large.md
cat >crash.c <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
static int reads;
static int opened(const char *name, const char *path, int flags, unsigned mode)
{
    if (strstr(path, "crash.md") && ++reads > 1) raise(SIGSEGV);
    return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name))(path, flags, mode);
}
int open(const char *path, int flags, ...) { va_list l; va_start(l, flags); unsigned m = va_arg(l, unsigned); va_end(l); return opened("open", path, flags, m); }
int open64(const char *path, int flags, ...) { va_list l; va_start(l, flags); unsigned m = va_arg(l, unsigned); va_end(l); return opened("open64", path, flags, m); }
C
printf '# Crash\n' >in/crash.md
run 0 site in -d out -q
printf '\nChanged.\n' >>in/crash.md
if [ -z "${SAN:-}" ] && ${CC:-cc} -shared -fPIC -O1 -o crash.so crash.c -ldl 2>/dev/null; then
    (LD_PRELOAD=$work/crash.so "$program" site in -d out -q 2>err.log)
    is "a crash is status 1" test $? -eq 1
    err=$(cat err.log)
    says "in/crash.md: error: the process that worked on it did not finish: it crashed: SIGSEGV"
    has out/index.html 'An earlier version; this one could not be built: it crashed' 'href="crash.html"'
    is "the earlier page is still there" test -s out/crash.html
else
    echo "skip: a crashing worker: no compiler for the shim, or a sanitizer"
fi
run 0 site in -d out -q
has out/crash.html 'Changed.'

# Usage.
run 2 site in
says "usage: specmill site DIR -d OUT"
run 2 site -d out
run 2 site in in -d out
run 2 site in -d out --base-url ftp://example.org
run 1 site none -d out2
says "none: error: cannot read the file"
is "no folder is made for it" test ! -e out2
run 1 site in -d in/beta.md/x
says "cannot make the folder"
mkdir empty && run 0 site empty -d nothing
has nothing/index.html 'no specifications yet'
run 0 site in -d only --include 'b*.md' -q
is "--include is for some" test -e only/beta.html -a ! -e only/same.html
run 0 site in -d only --exclude 'b*.md' -q
is "--exclude takes some away" test ! -e only/beta.html -a -e only/same.html
if command -v script >/dev/null; then
    script -qec "$program site in -d tty -j 2" /dev/null >tty.log 2>&1 </dev/null
    is "a terminal sees the progress" grep -q 'specmill: [0-9]* of [0-9]*' tty.log
fi
quiet_about ' of '

# Before the judges.
cd "$top" || exit 1
install_judges
rm -rf build/site && mkdir -p build/site
python3 tests/site/make_specs.py "$work/many" 12
"$program" site "$work/many" -d build/site/many -q -t pdf
"$program" site tests/cases/spec -d build/site/own -q --title "Example specifications"
if python3 tests/site/check.py build/site/many >"$work/check.log" 2>&1; then ok; else
    bad "links of a site" "$(cat "$work/check.log")"
fi
mkdir "$work/again"
mv "$work/elsewhere" "$work/again/in"
"$program" site "$work/again/in" -d build/site/small -q
if [ -z "$judges" ]; then
    echo "skip: judges of HTML: npm's are missing"
else
    if sh tests/judges/html.sh --pages build/site/own/index.html build/site/many/index.html \
        build/site/many/site/risks.html build/site/many/site/tasks.html build/site/own/site/glossary.html \
        build/site/many/site/search.html build/site/own/site/diagrams/fleet-telemetry-1.html \
        --walk build/site/own/index.html --checked build/site/many/site/questions.html \
        build/site/many/billing/spec-0000.html >"$work/judge.log" 2>&1; then ok; else
        bad "judges of HTML" "$(cat "$work/judge.log")"
    fi
    grep -E '^skip' "$work/judge.log"
    chromium=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
    if [ -n "$chromium" ] && [ -d "$judges/playwright-core" ]; then
        CHROMIUM=$chromium JUDGES=$judges node tests/site/search.mjs build/site/small >"$work/search.log" 2>&1
        line=$(tail -n 1 "$work/search.log")
        case $line in *" 0 failed") passed=$((passed + ${line%% passed*})) ;; *) bad "search in Chromium" "$(cat "$work/search.log")" ;; esac
    else
        echo "skip: search in Chromium: chromium or npm's playwright-core is missing"
    fi
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
