#!/bin/sh
# What a specification cannot reach: files outside of its folder, the network, other programs, the
# environment. The sandbox is looked at from inside, by a library that is loaded into the program.
set -u
cd "$(dirname "$0")/../.." || exit 1
program=${SPECMILL:-$PWD/build/specmill}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
is() { # is SENTENCE COMMAND...
    sentence=$1
    shift
    if "$@"; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "containment: $sentence"
        head -n 8 "$work/err" 2>/dev/null
    fi
}
not() { ! "$@"; }
cd "$work" || exit 1
mkdir -p in/below elsewhere out shim
printf 'GIF89a\001\000\001\000\200\000\000\377\377\377\000\000\000!\371\004\001\000\000\000\000,\000\000\000\000\001\000\001\000\000\002\002D\001\000;' >elsewhere/secret.gif
cp elsewhere/secret.gif in/below/own.gif
ln -s ../elsewhere/secret.gif in/link.gif
ln -s ../elsewhere in/door
ln -s below/own.gif in/inside.gif
ln -s "$work/in/below/own.gif" in/absolute.gif

# image ADDRESS: how many images are in the page
shown() {
    printf '# A\n\n![a](%s)\n' "$1" >in/spec.md
    shift
    "$program" -q "$@" in/spec.md -o out/spec.html 2>err
    grep -c '<img src="data:' out/spec.html
}
for address in below/own.gif inside.gif absolute.gif below/../below/own.gif; do
    is "$address is shown" test "$(shown $address)" -eq 1
    is "$address is shown without a sandbox, too" test "$(shown $address --no-sandbox)" -eq 1
done
for address in ../elsewhere/secret.gif link.gif door/secret.gif "$work/elsewhere/secret.gif" \
    below/../../elsewhere/secret.gif /etc/passwd /proc/self/environ "file://$work/elsewhere/secret.gif" \
    https://example.org/a.gif //example.org/a.gif '%2e%2e/elsewhere/secret.gif'; do
    is "$address is not shown" test "$(shown "$address")" -eq 0
    is "$address is not shown without a sandbox" test "$(shown "$address" --no-sandbox)" -eq 0
done
for address in ../elsewhere/secret.gif link.gif door/secret.gif "$work/elsewhere/secret.gif"; do
    is "$address is shown when its folder is allowed" test "$(shown "$address" --allow-outside elsewhere)" -eq 1
    is "$address is not shown when another is" test "$(shown "$address" --allow-outside out)" -eq 0
done

# Neither variables, nor closed descriptors, nor small limits of the system change outputs.
printf '# A\n\nText with fi and a picture.\n\n- [ ] T1: one\n\n```mermaid\ngraph TD\nA[one] --> B[two]\n```\n' >in/spec.md
"$program" -q in/spec.md -t all -d plain 2>err
same() { # same SENTENCE SCRIPT: which runs "$@"
    rm -rf strange
    sh -c "$2" "$2" "$program" -q in/spec.md -t all -d strange >out/said 2>err
    is "$1: status 0" test $? -eq 0
    is "$1: nothing is said" test ! -s out/said
    is "$1: the same bytes" diff -r plain strange
}
same "a strange environment" 'HB_SHAPER_LIST=fallback HB_OPTIONS=x ICU_DATA=/nonexistent DOTFONTPATH=/nonexistent \
    LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 LANGUAGE=de TZ=Asia/Tokyo TMPDIR=/nonexistent XML_CATALOG_FILES=/nonexistent \
    GV_FILE_PATH=/etc GVBINDIR=/nonexistent SERVER_NAME=x MALLOC_PERTURB_=165 POSIXLY_CORRECT=1 COLUMNS=3 exec "$@"'

# An SVG image that asks for the reader's language, and for files.
cat >in/drawn.svg <<S
<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><switch>
<text systemLanguage="de" y="20">Deutsch</text><text y="20">English</text></switch>
<image href="seen.gif" width="9" height="9"/><image href="file://$work/in/seen.gif" width="9" height="9"/></svg>
S
printf '# A\n\n![drawn](drawn.svg)\n' >in/drawn.md
"$program" -q in/drawn.md -o out/drawn.pdf
LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 LANGUAGE=de "$program" -q in/drawn.md -o out/german.pdf
is "an SVG image is in no other language" cmp -s out/drawn.pdf out/german.pdf
is "an SVG image is drawn" grep -q 'Subtype/Image/Width 270' out/drawn.pdf
if command -v strace >/dev/null && [ -z "${SAN:-}" ]; then
    strace -f -e trace=open,openat,openat2 -o out/opened "$program" -q in/drawn.md -o out/traced.pdf
    is "an SVG image has no file read" not grep -q 'seen\.gif' out/opened
fi

same "a locale that is none" 'LANG=xx_YY LC_ALL=xx_YY.NONE TERM= exec "$@"'
same "no environment" 'exec env -i "$@"'
same "no home" 'HOME=/nonexistent XDG_CACHE_HOME=/nonexistent XDG_CONFIG_HOME=relative XDG_DATA_HOME= exec "$@"'
same "no standard input" 'exec "$@" <&-'
same "no standard output" 'exec "$@" >&-'
same "no standard error" 'exec "$@" 2>&-'
same "no standard files at all" 'exec "$@" <&- >&- 2>&-'
if [ -z "${SAN:-}" ]; then
    same "eight descriptors" 'ulimit -n 8 && exec "$@"'
    same "a stack of 256 K" 'ulimit -s 256 && exec "$@"'
fi
for mask in 000 027 077; do
    (umask $mask && exec "$program" -q in/spec.md -o "out/$mask.html")
    is "umask $mask is obeyed" test "$(stat -c %a out/$mask.html)" = "$(printf %o $((0666 & ~0$mask)))"
done
FONTCONFIG_FILE=/nonexistent "$program" -q in/spec.md -o out/spec.json -o out/none.pdf 2>err
is "a configuration of fonts that is not there: status 1" test $? -eq 1
is "a configuration of fonts that is not there: said" grep -q font err
is "a configuration of fonts that is not there: the others are written" cmp -s out/spec.json plain/spec.json

# What the kernel is asked for, over all formats, one specification and several, and a site.
if strace -f -o trace true 2>/dev/null; then
    cp in/spec.md in/two.md
    for arguments in "-t all -d traced in/spec.md" "-t all -j 2 -d traced in/spec.md in/two.md" "site in -d traced/site" \
        "--no-sandbox -t all -d traced in/spec.md"; do
        # shellcheck disable=SC2086
        strace -f -o trace -e trace=network,execve,execveat "$program" -q $arguments 2>err
        is "$arguments: no network" not grep -E ' (socket|connect|bind|listen|accept4?)\(|socketpair\(AF_[^U]' trace
        is "$arguments: no other program" test "$(grep -c 'execve' trace)" -eq 1
    done
    rm in/two.md
else
    echo "skip: what the kernel is asked for: strace is missing or may not trace"
fi

# From inside.
cat >probe.c <<'C'
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
static void tell(const char *what, long result)
{
    char line[100];
    int len = snprintf(line, sizeof line, "probe %s: %s\n", what, result < 0 && (errno == EACCES || errno == EPERM) ? "refused" : result < 0 ? strerror(errno) : "done");
    (void)!write(2, line, (size_t)len);
}
int fsync(int fd)
{
    char *const none[] = {NULL};
    (void)fd;
    tell("read", open("/etc/passwd", O_RDONLY));
    tell("list", open("/", O_RDONLY | O_DIRECTORY));
    tell("elsewhere", open(getenv("PROBE_ELSEWHERE"), O_RDONLY));
    tell("beside", open(getenv("PROBE_BESIDE"), O_RDONLY));
    tell("write", open(getenv("PROBE_WRITE"), O_WRONLY | O_CREAT, 0600));
    tell("internet", socket(AF_INET, SOCK_STREAM, 0));
    tell("unix", socket(AF_UNIX, SOCK_STREAM, 0));
    tell("ptrace", syscall(SYS_ptrace, 0x4206, 1, 0, 0));
    tell("exec", getenv("PROBE_EXEC") == NULL ? execve("/nonexistent", none, none) : execve("/bin/true", none, none));
    return 0;
}
C
if [ -n "${SAN:-}" ] || ! ${CC:-cc} -w -shared -fPIC -o shim/probe.so probe.c 2>/dev/null; then
    echo "skip: looking at the sandbox from inside: no compiler, or a sanitizer"
else
    probe() {
        PROBE_ELSEWHERE=$work/elsewhere/secret.gif PROBE_BESIDE=$work/in/below/own.gif PROBE_WRITE=$work/in/made \
            LD_PRELOAD=$work/shim/probe.so "$program" "$@" 2>err
    }
    probe -v in/spec.md -o out/spec.html
    if ! grep -q 'sandbox: files yes, no network yes' err; then
        echo "skip: this kernel has no sandbox: $(grep sandbox: err)"
    else
        for what in read list elsewhere write internet unix ptrace exec; do
            is "html: $what is refused" grep -q "^probe $what: refused" err
        done
        is "html: what is beside the specification can be read" grep -q "^probe beside: done" err
        is "the output is written" test -s out/spec.html
        probe -q -t pdf,xlsx -j 2 -d out in/spec.md plain/../in/spec.md/../spec.md 2>/dev/null
        cp in/spec.md in/two.md
        probe -q -t pdf,xlsx -j 2 -d out in/spec.md in/two.md
        is "in worker processes, too" test "$(grep -c '^probe read: refused' err)" -eq 4
        is "and nothing is open there" not grep -E '^probe (read|list|elsewhere|write|internet|unix|exec): [^r]' err
        probe -v site in -d built
        is "and when a site is built" grep -q 'sandbox: files yes, no network yes' err
        probe --no-sandbox in/spec.md -o out/spec.html
        is "--no-sandbox: files can be read" grep -q "^probe read: done" err
        is "--no-sandbox: sockets can be made" grep -q "^probe internet: done" err
    fi
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
