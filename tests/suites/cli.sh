#!/bin/sh
# The command line as a user meets it: statuses, messages, streams, and files that survive faults.
set -u
cd "$(dirname "$0")/../.."
program=${SPECMILL:-$PWD/build/specmill}
root=$PWD work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "cli: $1"
    [ $# -lt 2 ] || printf '%s\n' "$2" | head -n 20
}

# run STATUS ARGUMENT...: runs the program; $out and $err hold what it said.
run() {
    wanted=$1
    shift
    "$program" "$@" >"$work/out.log" 2>"$work/err.log" </dev/null
    status=$?
    out=$(cat "$work/out.log") err=$(cat "$work/err.log")
    if [ "$status" -eq "$wanted" ]; then ok; else
        bad "status $status instead of $wanted: specmill $*" "$err"
    fi
}
says() { # says PART...: standard error of the last run holds each
    for part in "$@"; do
        case $err in *"$part"*) ok ;; *) bad "'$part' is not in what was said" "$err" ;; esac
    done
}
prints() { # the same of standard output
    for part in "$@"; do
        case $out in *"$part"*) ok ;; *) bad "'$part' is not in what was printed" "$out" ;; esac
    done
}
silent() { if [ -z "$err" ]; then ok; else bad "standard error is not empty" "$err"; fi; }
is() { # is SENTENCE COMMAND...: a condition
    sentence=$1
    shift
    if "$@"; then ok; else bad "$sentence"; fi
}
not() { ! "$@"; }
same() { if cmp -s "$1" "$2"; then ok; else bad "$1 and $2 differ"; fi; }

cd "$work" || exit 1
printf '# A spec\n\n**Author:** Jane Roe\n**Status:** Draft\n\n## Tasks\n\n- [ ] T1: one\n- [x] T2: two\n' >spec.md
mkdir two
printf '# Another\n\nText.\n' >two/other.md
cp spec.md two/spec.md

# Help and version.
run 0 --help
silent
prints "Usage: specmill [OPTIONS] SPEC..." "--directory DIR" "docbook" "Exit status"
is "no line of --help is over 80 columns" test -z "$(awk 'length > 80' out.log)"
run 0 -h
run 0 --version
is "--version is one line" test "$(wc -l <out.log)" -eq 1
prints "specmill "
run 0 --list-formats
prints html docbook pdf xlsx jira json
is "the test format is not listed" not grep -q '^dump' out.log
run 0 --list-themes
prints default ledger compact
run 0 --show-theme
prints 'page_size: "A4"' "accent_color:"
"$program" --help >/dev/full 2>err.log
is "a full standard output is status 1" test $? -eq 1
is "and said" grep -q "No space left" err.log

# Usage errors.
run 2
says "no specification named" "-o spec.html" "--help"
run 2 spec.md
says "no output named" "specmill spec.md -o spec.html" "specmill spec.md -t all -d out"
run 2 "a b.md"
says "specmill spec.md -o spec.html"
run 2 --strct spec.md
says "unknown option --strct; did you mean --strict?"
run 2 --wibble spec.md
says "unknown option --wibble; --help"
run 2 -x spec.md
says "unknown option -x"
run 2 spec.md -o
says "-o needs an argument: -o FILE"
run 2 spec.md --theme
says "--theme needs an argument"
run 2 --strict=yes spec.md -o a.html
says "--strict takes no argument"
run 2 spec.md -o a.docx
says "a.docx: the extension names no format" "--list-formats"
run 2 spec.md -o noextension
says "names no format"
run 2 spec.md -o dir/
says "--directory"
run 2 spec.md -o ''
says "the name is empty"
run 2 spec.md -t html,docx
says "no such format; --list-formats"
run 2 spec.md -t pfd
says "no such format; did you mean pdf?"
run 2 spec.md -o a.html --date 2026-02-30
says "not a day as YYYY-MM-DD"
run 2 spec.md -o a.html --fail-on everything
says "one of note, warning, error"
run 2 spec.md -o a.html --color sometimes
says "one of auto, always, never"
for bad_number in -1 x 1x '' 99999999999999999999; do
    run 2 spec.md -o a.html --max-findings "$bad_number"
    says "not a number"
done
for bad_size in 1T M 1MM 99999999999G; do
    run 2 spec.md -o a.html --max-size "$bad_size"
    says "not a number of bytes"
done
is "a usage error writes nothing" test ! -e a.html

# What would be overwritten.
run 2 spec.md two/spec.md -t html
says "spec.html would be written twice"
run 2 spec.md -o a.html -o ./a.html
says "a.html would be written twice"
cp spec.md self.html
run 2 self.html -o self.html
says "self.html is a specification and would be overwritten"
ln -s self.html link.html
run 2 self.html -o link.html
says "would be overwritten"
same spec.md self.html
run 2 spec.md two/other.md -o a.html
says "one file for 2 specifications"
run 2 spec.md -o a.html -t html,pdf
says "several formats"

# Outputs.
run 0 spec.md -o a.html -q
silent
is "a page was written" grep -q '<h1' a.html
run 0 -o b.html spec.md
run 0 spec.md -ob2.html
run 0 spec.md --output=b3.html
run 0 --output b4.html -- spec.md
for b in b b2 b3 b4; do same a.html $b.html; done
run 0 spec.md -o c.htm -o c.xml -o c.json -o c.csv -o c.xlsx -o c.pdf -o c.dbk
for extension in htm xml json csv xlsx pdf dbk; do
    is "c.$extension was written" test -s c.$extension
done
same c.htm a.html
same c.xml c.dbk
is "PDF is PDF" test "$(head -c 5 c.pdf)" = "%PDF-"
is "XLSX is a ZIP file" test "$(head -c 2 c.xlsx)" = PK
run 0 spec.md -o page.txt -t html
same page.txt a.html
run 0 spec.md -t html
same spec.html a.html
run 0 spec.md two/other.md -t html,json,csv -d new/deep
is "the folder was made and filled" test "$(ls new/deep | tr '\n' ' ')" = \
    "other.csv other.html other.json spec.csv spec.html spec.json "
same new/deep/spec.html a.html
run 0 spec.md -t all -d every/
is "all are six" test "$(ls every | wc -l)" -eq 6
run 0 spec.md -o here.html -t json -d there
is "-o keeps its format beside --to and --directory" test -s here.html -a -s there/spec.json
cp spec.md dotted.v1.2.md
run 0 dotted.v1.2.md -t html
is "only the extension is taken off" test -s dotted.v1.2.html
cp spec.md README
run 0 README -t json
is "a name without extension keeps it" test -s README.json
cp spec.md ./-dash.md
run 0 -o dash.html -- -dash.md
same dash.html a.html

# Streams.
"$program" - -t html <spec.md >stdin.html 2>err.log
is "standard input to standard output" test $? -eq 0 -a -s stdin.html
"$program" - -o stdin2.html <spec.md
same stdin.html stdin2.html
"$program" spec.md -o - -t json >stdout.json
is "standard output" test -s stdout.json
"$program" spec.md -o - -t xlsx | head -c 2 >zip
is "a library's output goes through a pipe" test "$(cat zip)" = PK
"$program" spec.md -o - -t pdf >stdout.pdf
same stdout.pdf c.pdf
run 2 - - -t html -d x
run 2 - -t html -d x
says "no name"
run 2 spec.md -o -
says "name the format with --to"
run 2 spec.md -o - -o - -t html
says "only one output"
"$program" spec.md -o - -t html 2>err.log >/dev/full
is "a full standard output is status 1" test $? -eq 1
is "and reported" grep -q 'stdout.*No space left' err.log
"$program" spec.md -o - -t html >&- 2>err.log
is "a closed standard output is status 1" test $? -eq 1
"$program" - -o closed.html <&- 2>err.log
is "a closed standard input is status 1" test $? -eq 1
is "and nothing is written" test ! -e closed.html
"$program" spec.md -o closed.html >&- 2>&- <&-
same closed.html a.html
yes -- '- item' | head -n 100000 >long.md
(
    "$program" long.md -o - -t html 2>err.log
    echo $? >status
) | head -c 100 >/dev/null
is "a broken pipe is status 1" test "$(cat status)" = 1
is "and reported" grep -q "Broken pipe" err.log
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    # script(1) gives the program a terminal.
    script -qec "$program spec.md -o - -t pdf" /dev/null >tty.log 2>&1 </dev/null
    is "PDF is not written to a terminal" grep -q "not for a terminal" tty.log
    script -qec "$program spec.md -o - -t json" /dev/null >tty.log 2>&1 </dev/null
    is "JSON is" grep -q '"specmill": 1' tty.log
    printf 'x_y: 1\n' >theme.yaml
    TERM=xterm script -qec "$program --theme theme.yaml spec.md -o a.html" /dev/null >tty.log 2>&1 </dev/null
    is "findings are colored on a terminal" grep -q "$(printf '\033')" tty.log
    NO_COLOR=1 TERM=xterm script -qec "$program --theme theme.yaml spec.md -o a.html" /dev/null >tty.log 2>&1 </dev/null
    is "NO_COLOR is honored" not grep -q "$(printf '\033')" tty.log
else
    echo "skip: terminals: script is missing, or it gets no terminal"
fi

# Where the HTML is published.
run 0 spec.md -o base.csv --html-base https://x.org/page.html
is "descriptions lead to the page" grep -q 'https://x.org/page.html#task-t1' base.csv
run 0 spec.md -o base.csv --html-base https://x.org/specs/
is "a folder has a page for each" grep -q 'https://x.org/specs/spec.html#task-t1' base.csv
cp spec.md "a b.v1.md"
run 0 "a b.v1.md" -o base.csv --html-base https://x.org/specs/
is "named after the specification" grep -q 'https://x.org/specs/a%20b.v1.html#' base.csv
rm "a b.v1.md"

# The configuration beside a specification, or the one that is named.
mkdir -p words/deep
printf '# A\n\n**Lifecycle:** Draft\n\n## Tasks\n\n- [ ] T1: one\n' >words/spec.md
cp words/spec.md words/deep/spec.md
printf 'metadata:\n  status: lifecycle\ntracker:\n  labels: [mine]\n' >words/specmill.yaml
run 0 words/spec.md -o words.json -o words.csv
is "a configuration beside the specification is read" grep -q '"state": "draft"' words.json
is "and the tracker's part of it" grep -q 'mine' words.csv
run 0 words/deep/spec.md -o deep.json
is "that of the folder above is not" not grep -q '"state": "draft"' deep.json
run 0 words/spec.md -o none.json --no-config
is "--no-config reads none" not grep -q '"state": "draft"' none.json
run 0 words/deep/spec.md -o deep.json --config words/specmill.yaml
is "--config names one" grep -q '"state": "draft"' deep.json
"$program" - -t json <words/spec.md >stdin.json 2>err.log
is "standard input has no folder" not grep -q '"state": "draft"' stdin.json
"$program" - -t json --config words/specmill.yaml <words/spec.md >stdin.json 2>err.log
is "but may have --config" grep -q '"state": "draft"' stdin.json
run 1 words/spec.md -o never.json --config missing.yaml
says "missing.yaml: error" "No such file"
is "nothing is written without the named one" test ! -e never.json
printf 'metadata:\n  satus: lifecycle\n' >words/specmill.yaml
cp words/spec.md words/other.md
run 0 words/spec.md words/other.md -t json -d out
says "words/specmill.yaml:2:3: warning:" "satus; did you mean status? [unknown-teaching]"
is "a fault in it is shown once" test "$(grep -c satus: err.log)" -eq 1
run 1 words/spec.md -o strict.json --strict
printf 'metadata: [\n' >words/specmill.yaml
run 0 words/spec.md -o bad.json
says "words/specmill.yaml:2:1: error" "[config-unreadable]"
is "it keeps nothing from being written" test -s bad.json
rm words/specmill.yaml
ln -s ../theme.yaml words/specmill.yaml
run 0 words/spec.md -o link.json
is "a link out of the folder is not followed" not grep -q yaml err.log
rm -r out

# Findings.
printf 'text_sise: 11pt\n' >theme.yaml
run 0 spec.md --theme ./theme.yaml -o a.html
says "./theme.yaml:1:1: warning: unknown theme key: text_sise; did you mean text_size? [theme-key]" \
    "  text_sise: 11pt" "  ^"
run 1 spec.md --theme ./theme.yaml -o strict.html --strict
is "--strict writes all the same" test -s strict.html
run 0 spec.md --theme ./theme.yaml -o a.html --fail-on error
run 1 spec.md --theme ./theme.yaml -o a.html --fail-on note
run 0 spec.md --theme ./theme.yaml -o a.html -q
silent
run 0 spec.md --theme ./theme.yaml -o a.html --color always
says "$(printf '\033')"
run 1 spec.md --theme nobody -o t.html
says "cannot read the theme: nobody"
is "without the theme nothing is written" test ! -e t.html
echo '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9" height="9"/></svg>' >logo.svg
printf 'logo: logo.svg\norganization: Waterworks\n' >theme.yaml
run 0 spec.md --theme ./theme.yaml -o l.html -o l.pdf --fail-on warning
run 0 "$root/tests/cases/layout/svg.md" -o drawn.pdf
says "an image is not part of the output: data:image/svg+xml;base64: an SVG that cannot be drawn" \
    "an SVG drawing may lack some of its texts: data:image/svg+xml;base64 [image-with-html]"
is "the logo is on the page" grep -q '<p class="logo"><img src="data:image/svg+xml;base64,' l.html
is "the logo is in the PDF" grep -aq '/Subtype/Image/Width 120/Height 60' l.pdf
awk 'BEGIN { for (i = 0; i < 70; i++) print "key" i "x: 1" }' >theme.yaml
run 0 spec.md --theme ./theme.yaml -o a.html
is "50 findings are shown" test "$(grep -c '\[theme-key\]' err.log)" -eq 50
says "not shown: 20 warnings; --max-findings 0 shows all"
run 0 spec.md --theme ./theme.yaml -o a.html --max-findings 0
is "all findings are shown" test "$(grep -c '\[theme-key\]' err.log)" -eq 70
run 0 spec.md --theme ./theme.yaml -o a.html --max-findings=1
is "one finding is shown" test "$(grep -c '\[theme-key\]' err.log)" -eq 1
run 0 spec.md -o v.html -o v.json -v
says "spec.md: read in" "wrote v.html" "wrote v.json" "bytes"

# Several specifications: one that fails does not stop the rest.
run 1 none.md spec.md two/other.md -t json -d some
says "none.md: error: cannot read the file: No such file or directory [file-unreadable]"
is "the others are written" test -s some/spec.json -a -s some/other.json
run 1 two -t json -d some
says "two: error: cannot read the file: Is a directory"
run 3 spec.md --max-size 10 -o big.html
says "over the size limit"
is "nothing is written over the limit" test ! -e big.html
run 0 spec.md --max-size 1K -o big.html
run 1 spec.md -o none/a.html -o good.html
says "none/a.html: error: cannot write the output"
is "the other output is written" test -s good.html
run 1 spec.md -t html -d spec.md/x
says "cannot make the folder"

# Old files survive.
echo old >old.html
run 1 none.md -o old.html
is "an unreadable specification leaves the old output" test "$(cat old.html)" = old
run 1 spec.md -o /dev/full -t json
says "/dev/full: error: cannot write the output: No space left on device"
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    as_nobody="setpriv --reuid 65534 --regid 65534 --clear-groups"
    chmod 755 "$work"
else
    as_nobody=
fi
if [ "$(id -u)" -ne 0 ] || [ -n "$as_nobody" ]; then
    mkdir readonly && echo old >readonly/a.html && chmod 666 readonly/a.html && chmod 555 readonly
    $as_nobody "$program" spec.md -o readonly/a.html 2>err.log
    is "a read-only folder is status 1" test $? -eq 1
    is "and its file is as it was" test "$(cat readonly/a.html)" = old
    mkdir open && echo old >open/a.html && chmod 444 open/a.html && chmod 777 open
    $as_nobody "$program" spec.md -o open/a.html 2>err.log
    is "a write-protected file is status 1" test $? -eq 1
    is "and as it was" test "$(cat open/a.html)" = old
    echo secret >closed.md && chmod 600 closed.md
    if [ -n "$as_nobody" ]; then
        $as_nobody "$program" closed.md -o /dev/null -t html 2>err.log
        is "an unreadable file is status 1" test $? -eq 1
        is "and said" grep -q "Permission denied" err.log
    fi
else
    echo "skip: permissions: this is root, and setpriv is missing"
fi
(
    ulimit -f 8
    "$program" long.md -o old.html 2>err.log
    echo $? >status
)
is "a file that may not grow is status 1" test "$(cat status)" = 1
is "and the old one is as it was" test "$(cat old.html)" = old
is "and said" grep -q "File too large" err.log

# Signals in the middle of writing; also where a file cannot be staged without a name.
cat >slow.c <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>
int fsync(int fd) { (void)fd; if (getenv("SLOW")) { close(open("slow", O_CREAT | O_WRONLY, 0600)); sleep(5); } return 0; }
static int opened(const char *name, const char *path, int flags, unsigned mode)
{
    if ((flags & O_TMPFILE) == O_TMPFILE) { errno = EOPNOTSUPP; return -1; }
    return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name))(path, flags, mode);
}
int open(const char *path, int flags, ...) { va_list l; va_start(l, flags); unsigned m = va_arg(l, unsigned); va_end(l); return opened("open", path, flags, m); }
int open64(const char *path, int flags, ...) { va_list l; va_start(l, flags); unsigned m = va_arg(l, unsigned); va_end(l); return opened("open64", path, flags, m); }
C
if [ -z "${SAN:-}" ] && ${CC:-cc} -shared -fPIC -O1 -o slow.so slow.c -ldl 2>/dev/null; then
    LD_PRELOAD=$work/slow.so "$program" spec.md -t html,pdf,xlsx -d named
    same named/spec.html every/spec.html
    is "named staged files are gone" test -z "$(ls -A named | grep -v '^spec\.')"
    for signal in INT TERM HUP; do
        rm -f slow && mkdir -p sig && echo old >sig/a.html
        # a shell has its background jobs ignore SIGINT
        SLOW=1 LD_PRELOAD=$work/slow.so env --default-signal=INT,HUP,TERM "$program" --no-sandbox spec.md -o sig/a.html &
        child=$!
        tries=0
        until [ -e slow ] || [ $tries -ge 100 ]; do sleep 0.05; tries=$((tries + 1)); done
        kill -$signal $child
        wait $child 2>/dev/null
        status=$?
        is "SIG$signal ends it by the signal ($status)" test "$status" -gt 128
        is "SIG$signal leaves the old file" test "$(cat sig/a.html)" = old
        is "SIG$signal leaves no other file" test "$(ls -A sig)" = a.html
    done
else
    echo "skip: signals: no compiler for the shim, or a sanitizer"
fi

# Worker processes: the same bytes, findings in the order of the inputs, a crash stays alone.
mkdir many
for i in 1 2 3 4 5 6 7 8 9; do printf '# Spec %s\n\n### Skipped\n\nText %s.\n' $i $i >many/s$i.md; done
run 0 many/*.md -t all -d j1 -j 1
cp err.log j1.log
run 0 many/*.md -t all -d j4 -j 4
is "findings are the same with -j 4" cmp -s j1.log err.log
is "and in the order of the inputs" sh -c "grep -o 'many/s.' err.log | sort -c"
is "outputs are the same with -j 4" diff -r j1 j4
run 0 many/*.md -t html -d jall
is "by default, too" cmp -s j1/s3.html jall/s3.html
run 1 many/s1.md none.md many/s2.md -t html -d jbad -j 3
is "the others are written" test -s jbad/s1.html -a -s jbad/s2.html
run 2 spec.md -o a.html -j x
says "not a number"
cat >crash.c <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static int opened(const char *name, const char *path, int flags, unsigned mode)
{
    int reads = !(flags & O_PATH);
    if (reads && strstr(path, "s4.md")) raise(SIGSEGV);
    if (reads && strstr(path, "s6.md")) exit(3);
    if (reads && strstr(path, "s8.md")) { close(((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name))("slow", O_CREAT | O_WRONLY, 0600)); sleep(5); }
    return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name))(path, flags, mode);
}
int open(const char *path, int flags, ...) { va_list l; va_start(l, flags); unsigned m = va_arg(l, unsigned); va_end(l); return opened("open", path, flags, m); }
int open64(const char *path, int flags, ...) { va_list l; va_start(l, flags); unsigned m = va_arg(l, unsigned); va_end(l); return opened("open64", path, flags, m); }
C
if [ -z "${SAN:-}" ] && ${CC:-cc} -shared -fPIC -O1 -o crash.so crash.c -ldl 2>/dev/null; then
    (LD_PRELOAD=$work/crash.so "$program" many/s[1-7].md -t html -d jcrash -j 2 2>err.log)
    is "a crash and an end of memory are status 3" test $? -eq 3
    err=$(cat err.log)
    says "many/s4.md: error: the process that worked on it did not finish: it crashed: SIGSEGV" \
        "many/s6.md: error: the process that worked on it did not finish: out of memory, or over a limit [worker-died]"
    is "the other five are written" test "$(ls -A jcrash | tr '\n' ' ')" = "s1.html s2.html s3.html s5.html s7.html "
    for signal in INT TERM; do
        rm -f slow
        LD_PRELOAD=$work/crash.so env --default-signal=INT,HUP,TERM "$program" --no-sandbox many/s[89].md many/s1.md -t html -d jsig -j 2 2>/dev/null &
        child=$!
        tries=0
        until [ -e slow ] || [ $tries -ge 100 ]; do sleep 0.05; tries=$((tries + 1)); done
        kill -$signal $child
        wait $child 2>/dev/null
        is "SIG$signal ends all by the signal" test $? -gt 128
        is "and no worker is left" sh -c "! ps -o ppid,args -A | grep -v grep | grep -q 'many/s[89].md'"
    done
else
    echo "skip: crashing workers: no compiler for the shim, or a sanitizer"
fi

# The date, and the same bytes wherever it is run.
run 0 spec.md -o d1.xml --date 2026-11-21
SOURCE_DATE_EPOCH=1795260000 "$program" spec.md -o d2.xml
same d1.xml d2.xml
SOURCE_DATE_EPOCH=0 "$program" spec.md -o d3.xml --date 2026-11-21
same d1.xml d3.xml
SOURCE_DATE_EPOCH=x "$program" spec.md -o d4.xml 2>err.log
is "a wrong SOURCE_DATE_EPOCH is status 2" test $? -eq 2
(cd two && TZ=Asia/Kathmandu LC_ALL=de_DE.UTF-8 "$program" spec.md -t all -d ../again)
for file in every/*; do same "$file" again/"${file##*/}"; done

# One diagram on its own: of a Mermaid file, of a specification by number, all of them, a PDF.
printf 'graph LR\n  A[Draw me] --> B\n' >one.mmd
printf '# S\n\n```mermaid\ngraph TD\nFirst-->X\n```\n\n- a\n\n  ```mermaid\n  pie\n  "Second" : 3\n  ```\n' >two.md
run 0 diagram one.mmd -o one.svg -o one.pdf
silent
is "the SVG holds the label" grep -q 'Draw me' one.svg
is "the PDF is one" test "$(head -c 5 one.pdf)" = '%PDF-'
if command -v pdfinfo >/dev/null; then
    size=$(sed -n 's/.*viewBox="0 0 \([0-9.]*\) \([0-9.]*\)".*/\1 \2/p' one.svg)
    is "the PDF has one page of the drawing's size" test "$size" = \
        "$(pdfinfo one.pdf | sed -n 's/^Page size: *\([0-9.]*\) x \([0-9.]*\).*/\1 \2/p' |
            awk '{printf "%.2f %.2f", $1, $2}' | sed 's/\.\([0-9]\)0/.\1/g; s/\.00//g')"
    is "its fonts are embedded" test -z "$(pdffonts one.pdf | awk 'NR > 2 && $(NF - 4) != "yes"')"
    is "its text can be searched" sh -c 'pdftotext one.pdf - | grep -q "Draw me"'
else
    echo "skip: the PDF of a diagram: no pdfinfo"
fi
run 0 diagram two.md#2 -o second.svg
is "#2 is the second diagram" grep -q Second second.svg
run 0 diagram two.md -o first.svg
says "first of 2 diagrams"
is "without a number it is the first" grep -q First first.svg
run 1 diagram two.md#3 -o third.svg
says "it has 2 diagrams"
is "what is not there is not written" not test -e third.svg
run 0 diagram two.md -d drawings
is "--directory draws all" test "$(ls drawings | tr '\n' ' ')" = "two-1.svg two-2.svg "
"$program" diagram - -o - <one.mmd | grep -q 'Draw me'
is "standard input can be Mermaid" test $? -eq 0
"$program" diagram -#2 -t pdf -o - <two.md | head -c 5 | grep -q '%PDF-'
is "or a specification, and the output a PDF" test $? -eq 0
run 2 diagram one.mmd
run 2 diagram one.mmd -o one.png

is "no staged file is left anywhere" test -z "$(find "$work" -name '.specmill-*')"
# The tasks for each tracker: -t csv is -t jira, in the columns of the profile.
printf '# Plan\n\n| ID | Task | Depends on |\n|---|---|---|\n| T1 | One | |\n| T2 | Two | T1 |\n' >plan.md
header() { # header PROFILE COLUMNS: what -t csv and -t jira begin with
    for format in csv jira; do
        run 0 -q -t "$format" ${1:+--profile "$1"} -o - plan.md
        case $out in "$2"*) ok ;; *) bad "-t $format --profile $1" "$out" ;; esac
    done
}
header "" "Summary,Issue Type,Issue ID,Parent,"
header jira "Summary,Issue Type,Issue ID,Parent,"
header jira-server "Summary,Issue Type,Issue ID,Parent ID,Epic Name,Epic Link,"
header github "title,body,labels,assignees,milestone"
header gitlab "title,description,due_date,milestone"
header azure "ID,Work Item Type,Title 1,Title 2,Title 3,"
header linear "Id,Title,Description,Status,Estimate,Priority,Project,Assignee,Labels,Due Date,Blocks"
prints "1,One" ",2" # which blocks the second

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
