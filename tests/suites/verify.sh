#!/bin/sh
# --verify: PDFs as they come back from signers (pdfsig), held against the specification.
set -u
cd "$(dirname "$0")/../.." || exit 1
program=${SPECMILL:-$PWD/build/specmill}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "verify: $1"
    sed -n '1,12p' "$work/out"
}

# verify STATUS ARGUMENT... -- PART...: what it says has each PART.
verify() {
    wanted=$1
    shift
    arguments=
    while [ "$1" != -- ]; do arguments="$arguments $1" && shift; done
    shift
    # shellcheck disable=SC2086
    "$program" --verify $arguments >"$work/out" 2>&1
    status=$?
    if [ "$status" -eq "$wanted" ]; then ok; else bad "status $status instead of $wanted:$arguments"; fi
    for part in "$@"; do
        if grep -qF -- "$part" "$work/out"; then ok; else bad "'$part' is missing:$arguments"; fi
    done
}

cp tests/cases/spec/fleet-telemetry.md "$work/spec.md"
cd "$work" || exit 1
"$program" -q spec.md -o made.pdf --approvers "Lead: Ada Roe, Security: Bo Li" || bad "not made"
sed '40s/$/ /' spec.md >changed.md
verify 0 made.pdf spec.md -- "made.pdf: made of spec.md" "the same as spec.md" "0 of 2 signed" \
    "Signature: Ada Roe (Lead): not signed"
verify 1 made.pdf changed.md -- "NOT made of changed.md" "first in line 40" "ANOTHER ONE"
verify 1 made.pdf spec.md --strict -- "made of"
verify 1 spec.md spec.md -- "spec.md: it is not a PDF"
verify 1 none.pdf spec.md -- "cannot read the file"
verify 2 made.pdf -- "usage: specmill --verify SIGNED.pdf SPEC.md"
verify 2 made.pdf spec.md changed.md -- "usage"
verify 2 made.pdf spec.md -o x.html -- "usage"
head -c 30000 made.pdf >cut.pdf
verify 1 cut.pdf spec.md -- "cut short"
for part in 1b 2b; do
    "$program" -q --pdfa $part spec.md -o old.pdf
    verify 0 old.pdf spec.md -- "source attached   none" "the same, pages:"
    verify 1 old.pdf changed.md -- "NOT made"
done

# A byte changed anywhere ends well.
python3 - "$program" <<'EOF2' || bad "a changed byte"
import subprocess, sys
whole = open("made.pdf", "rb").read()
for at in range(len(whole) // 120, len(whole), len(whole) // 60):
    open("byte.pdf", "wb").write(whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1:])
    status = subprocess.run([sys.argv[1], "--verify", "byte.pdf", "spec.md"], capture_output=True).returncode
    if status not in (0, 1):
        sys.exit(f"byte {at}: status {status}")
EOF2
ok

if command -v qpdf >/dev/null; then
    for how in disable generate; do
        qpdf --object-streams=$how made.pdf again.pdf && verify 0 again.pdf spec.md -- "made of"
    done
else
    echo "skip: verify: qpdf is missing"
fi
if command -v pdfsig >/dev/null && command -v certutil >/dev/null; then
    mkdir nss && certutil -N -d nss --empty-password
    echo 0123456789012345678901234567890123456789 >noise
    certutil -S -d nss -n ada -s "CN=Ada Roe" -x -t C,C,C -z noise -f /dev/null -v 12 >/dev/null 2>&1
    pdfsig -nssdir nss -nick ada -sign approver1_signature made.pdf one.pdf >/dev/null 2>&1
    pdfsig -nssdir nss -nick ada -sign approver2_signature one.pdf two.pdf >/dev/null 2>&1
    verify 0 one.pdf spec.md -- "1 of 2 signed" "(Lead): signed by Ada Roe at 20" "pdfsig one.pdf"
    verify 1 one.pdf spec.md --strict -- "(Security): not signed"
    verify 0 two.pdf spec.md --strict -- "2 of 2 signed" "(Security): signed by Ada Roe at 20"
    verify 1 two.pdf changed.md -- "NOT made of changed.md" "2 of 2 signed"
    if grep -q 'ADDED\|DAMAGED' out; then bad "signatures cover the file"; else ok; fi
    "$program" -q --pdfa 1b spec.md -o old.pdf --approvers "Lead: Ada Roe"
    pdfsig -nssdir nss -nick ada -sign approver1_signature old.pdf one.pdf >/dev/null 2>&1
    verify 0 one.pdf spec.md --strict -- "1 of 1 signed"
    # Saved anew by another program: no signature survives that.
    if command -v qpdf >/dev/null; then
        qpdf two.pdf again.pdf
        verify 0 again.pdf spec.md -- "WHAT IT COVERS IS DAMAGED"
    fi
else
    echo "skip: verify: poppler-utils or libnss3-tools is missing"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
