#!/bin/sh
# Signs every signature field of a PDF, one after the other, with certificates made here; all
# signatures must then be valid, and a changed byte must be noticed.
# Usage: sh tests/judges/pdf_sign.sh FILE WORK-FOLDER
set -u
file=$1 nss=$2/nss
mkdir -p "$nss" && certutil -N -d "$nss" --empty-password || exit 1
if python3 -c 'import pikepdf' 2>/dev/null; then python=python3; else python=/usr/bin/python3; fi
fields=$($python -c '
import pikepdf, sys
pdf = pikepdf.open(sys.argv[1])
for f in pdf.Root.AcroForm.Fields:
    if f.get("/FT") == "/Sig": print(str(f.T))' "$file") || exit 1
[ -n "$fields" ] || exit 0
cp "$file" "$2/signed.pdf"
count=0
printf '%s' 0123456789012345678901234567890123456789 >"$2/noise"
for field in $fields; do
    count=$((count + 1))
    certutil -S -d "$nss" -n "signer$count" -s "CN=Signer $count" -x -t C,C,C -z "$2/noise" \
        -f /dev/null -v 12 >/dev/null 2>&1
    # pdfsig's status speaks of its own shutdown; what counts is verified below.
    pdfsig -nssdir "$nss" -nick "signer$count" -sign "$field" "$2/signed.pdf" "$2/next.pdf" \
        >/dev/null 2>&1
    [ -s "$2/next.pdf" ] || { echo "$file: $field cannot be signed"; exit 1; }
    mv "$2/next.pdf" "$2/signed.pdf"
done
valid=$(pdfsig -nssdir "$nss" "$2/signed.pdf" 2>/dev/null | grep -c 'Signature is Valid')
[ "$valid" -eq "$count" ] || { echo "$file: $valid of $count signatures are valid"; exit 1; }
printf 'x' | dd of="$2/signed.pdf" bs=1 seek=2000 conv=notrunc 2>/dev/null
valid=$(pdfsig -nssdir "$nss" "$2/signed.pdf" 2>/dev/null | grep -c 'Signature is Valid')
[ "$valid" -eq 0 ] || { echo "$file: a changed byte goes unnoticed"; exit 1; }
