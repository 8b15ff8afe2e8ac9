#!/bin/sh
# specmill watch and --serve: every way in which a file changes, and what the server does not do.
set -u
cd "$(dirname "$0")/../.."
program=${SPECMILL:-$PWD/build/specmill}
work=$(mktemp -d)
child=
trap '[ -z "$child" ] || kill -TERM "$child" 2>/dev/null; rm -rf "$work"' EXIT
passed=0 failed=0
ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "watch: $1"
    [ $# -lt 2 ] || printf '%s\n' "$2" | tail -n 20
}
is() {
    sentence=$1
    shift
    if "$@"; then ok; else bad "$sentence"; fi
}
not() { ! "$@"; }
# comes SENTENCE COMMAND...: within ten seconds, mostly at once.
comes() {
    sentence=$1
    shift
    tries=0
    until "$@" 2>/dev/null; do
        tries=$((tries + 1))
        if [ $tries -gt 200 ]; then
            bad "$sentence" "$(cat "$work/err.log")"
            return
        fi
        sleep 0.05
    done
    ok
}
holds() { grep -qF -- "$2" "$1"; }
start() { # not as nohup would have it: there SIGHUP is ignored, and rightly so
    env --default-signal=HUP,TERM "$program" "$@" >out.log 2>err.log </dev/null &
    child=$!
}
stop() { # stop SIGNAL
    kill -"$1" "$child"
    wait "$child" 2>/dev/null
    status=$?
    child=
    is "SIG$1 ends it at once ($status)" test "$status" -gt 128
}

cd "$work" || exit 1
mkdir -p in/sub out
printf '# One\n\nFirst.\n' >in/one.md

# A site: written, renamed into place, removed, in folders old, new, renamed and removed.
start watch in -d out --serve 0 -q
comes "the site is built" test -s out/one.html
comes "the address is printed" holds out.log "http://localhost:"
port=$(sed 's/.*:\([0-9]*\).*/\1/' out.log)
printf '# One\n\nSecond.\n' >in/one.md
comes "a file that is written" holds out/one.html 'Second.'
printf '# One\n\nThird.\n' >in/.one.md.swp && mv in/.one.md.swp in/one.md
comes "a file that is renamed into place" holds out/one.html 'Third.'
mv in/one.md 'in/one.md~' && printf '# One\n\nFourth.\n' >in/one.md && rm 'in/one.md~'
comes "a file with a copy kept" holds out/one.html 'Fourth.'
printf '# Two\n' >in/sub/two.md
comes "a new file in an old folder" test -s out/sub/two.html
mkdir -p in/new/deep && printf '# Three\n' >in/new/deep/three.md
comes "a file in new folders" test -s out/new/deep/three.html
printf '# Four\n' >in/new/deep/four.md
comes "and another one there" test -s out/new/deep/four.html
mv in/new in/renamed
comes "a renamed folder" test -s out/renamed/deep/four.html
printf '\nMore.\n' >>in/renamed/deep/four.md
comes "a file in it" holds out/renamed/deep/four.html 'More.'
rm -r in/renamed
comes "a removed folder" not test -e out/renamed
mkdir in/again && printf '# Five\n' >in/again/five.md
comes "another folder" test -s out/again/five.html
echo 'again/' >in/.specmillignore
comes "the ignore file" not test -e out/again
printf 'x\n' >in/notes.log
printf '# Six\n' >in/six.md
comes "a last one" test -s out/six.html

# The server.
if command -v curl >/dev/null; then
    get() { curl -s -o body -w '%{http_code}' --max-time 5 --path-as-is "$@" 2>/dev/null; }
    answers() { # answers STATUS SENTENCE CURL-ARGUMENT...
        wanted=$1 sentence=$2
        shift 2
        got=$(get "$@")
        if [ "$got" = "$wanted" ]; then ok; else bad "$sentence: $got instead of $wanted"; fi
    }
    base=http://127.0.0.1:$port
    answers 200 "the index" "$base/"
    is "a page loads itself again" holds body '<script src="/.specmill/reload.js"></script>'
    is "and may hear when" holds body "connect-src 'self'; script-src 'self'"
    is "the file has nothing of it" not grep -q reload out/index.html
    answers 200 "a page" "$base/sub/two.html?x=1"
    answers 200 "the style" "$base/site/site.css"
    is "as it is in the file" cmp -s body out/site/site.css
    answers 200 "localhost" "http://localhost:$port/one.html"
    answers 200 "HEAD" -I "$base/one.html"
    is "types are named" sh -c "curl -sI $base/site/site.css | grep -qi 'content-type: text/css'"
    is "nothing is kept" sh -c "curl -sI $base/ | grep -qi 'cache-control: no-store'"
    answers 405 "POST" -X POST "$base/"
    answers 405 "DELETE" -X DELETE "$base/one.html"
    is "the file is still there" test -s out/one.html
    answers 404 "what is not there" "$base/none.html"
    answers 404 "no list of a folder" "$base/sub/"
    answers 404 "the manifest" "$base/.specmill-site.json"
    echo secret >secret.html
    for path in /../secret.html /sub/../../secret.html /%2e%2e/secret.html /..%2fsecret.html \
        '/..\secret.html' //etc/passwd /%00 /sub/%2e%2e/one.html "$work/secret.html" /./one.html; do
        answers 404 "$path" "$base$path"
    done
    ln -s "$work/secret.html" out/leak.html
    answers 404 "a link that leads out" "$base/leak.html"
    rm out/leak.html
    answers 421 "another host's name (DNS rebinding)" -H 'Host: evil.example' "$base/"
    answers 421 "that begins like ours" -H "Host: localhost.evil.example:$port" "$base/"
    answers 421 "another port" -H 'Host: 127.0.0.1:1' "$base/"
    answers 421 "no host" -H 'Host:' "$base/"
    is "a long head is refused" sh -c "(printf 'X-Long: '; head -c 40000 /dev/zero | tr '\\0' x) | curl -s -o /dev/null -w '%{http_code}' -H @- $base/ | grep -qv 200"
    others=$(hostname -I 2>/dev/null | tr ' ' '\n' | grep -v : | head -n 1)
    if [ -n "$others" ]; then
        answers 000 "nobody else is listened to ($others)" "http://$others:$port/"
    else
        echo "skip: watch: this machine has no other address to try"
    fi
    # A browser that waits is told.
    curl -sN --max-time 20 "$base/.specmill/events" >events &
    stream=$!
    comes "a stream of events" holds events 'retry: 500'
    printf '# Six\n\nNow.\n' >in/six.md
    comes "tells of a change" holds events 'data: reload'
    is "which is served then" sh -c "curl -s $base/six.html | grep -q 'Now.'"
    kill "$stream" 2>/dev/null
    wait "$stream" 2>/dev/null
else
    echo "skip: watch: curl is missing; the server is not asked"
fi
is "two cannot have one port" not "$program" watch in -d other --serve "$port" -q 2>/dev/null
stop TERM
is "nothing is left over" test -z "$(find out in -name '.specmill-[0-9]*')"

# One specification.
printf '# Spec\n\nFirst.\n' >spec.md
start watch spec.md -o page.html -q
comes "a specification is converted" holds page.html 'First.'
printf '# Spec\n\nSecond.\n' >new.md && mv new.md spec.md
comes "again when it changes" holds page.html 'Second.'
mkdir pictures && printf 'x' >pictures/a.png
rm spec.md
sleep 0.3
is "while it is away the page stays" test -s page.html
printf '# Spec\n\nThird.\n' >spec.md
comes "and is made anew when it is back" holds page.html 'Third.'
stop HUP
echo 'main { color: red }' >own.css
echo 'accent_color: "#123456"' >own.yaml
start watch in -d out --css own.css --theme own.yaml -q
comes "a style and a theme beside where one stands" holds out/site/site.css '#123456'
echo 'main { color: navy }' >own.css
comes "the style when it changes" holds out/site/site.css 'navy'
echo 'accent_color: "#654321"' >own.yaml
comes "the theme when it changes" holds out/site/site.css '#654321'
stop TERM
start spec.md -t html,json -d served --watch --serve 0
comes "--watch and --serve with any command line" holds err.log 'built in'
if command -v curl >/dev/null; then
    url=$(cat out.log)
    echo private >served/private.txt
    is "/ leads to the page" sh -c "curl -sL $url | grep -q Third"
    is "the other output is served" sh -c "curl -s ${url}spec.json | grep -q Third"
    is "other files are not" sh -c "curl -s ${url}private.txt | grep -q '404 Not Found'"
fi
stop TERM

"$program" watch in >out.log 2>err.log
is "a site needs a folder" test $? -eq 2
"$program" watch spec.md >out.log 2>err.log
is "a specification an output" test $? -eq 2
"$program" watch spec.md -o a.html --serve 99999 >out.log 2>err.log
is "a port is a number" test $? -eq 2
"$program" watch none/spec.md -o a.html >out.log 2>err.log
is "a folder that is not there is said" holds err.log 'none: cannot be watched: No such file'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
