#!/bin/sh
# The table for later.c: the functions of libraries that the program needs only now and then.
#   src/later/later.sh "OBJECTS" "LINKER FLAGS" EXPORTS GROUP...
# A group is names of libraries (those after -l), joined by '+', that are loaded together. Prints
#   LIBRARY(group, "soname")  FUNCTION(number, group, name)  VARIABLE(group, name, bytes)
# for all that OBJECTS use and a library of a group has. EXPORTS becomes the linker's list of what
# OBJECTS have and the libraries look for, as xlsx.c has lxw_tmpfile().
set -eu
export LC_ALL=C
objects=$1 flags=$2 exports=$3
shift 3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck disable=SC2086
nm -u $objects 2>/dev/null | awk 'NF == 2 && $1 == "U" { print $2 }' | sort -u >"$work/used"
# shellcheck disable=SC2086
nm -g --defined-only $objects 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u >"$work/made"
number=0 group=0
for group_names; do
    libraries=$(echo "$group_names" | tr + ' ')
    for library in $libraries; do
        # shellcheck disable=SC2086
        path=$(${CC:-cc} $flags -print-file-name="lib$library.so")
        for flag in $flags; do
            case $flag in -L*) [ -e "${flag#-L}/lib$library.so" ] && path=${flag#-L}/lib$library.so ;; esac
        done
        soname=$(readelf -d "$path" | sed -n 's/.*(SONAME).*\[\(.*\)\]$/\1/p')
        # One that the loader would not find is named with its folder; a search path in the program
        # would be searched for every other library, too.
        case " $flags " in *" -L${path%/*} "*) soname=${path%/*}/$soname ;; esac
        nm -D "$path" | awk '{ sub(/@.*/, "", $NF); print $NF }' >>"$work/wanted"
        echo "LIBRARY($group, \"$soname\")"
        nm -DS --defined-only "$path" | sed 's/@.*//' | sort -u -k 4 |
            awk 'NR == FNR { used[$1]; next } NF == 4 && $4 in used { print $2, $3, $4 }' \
                "$work/used" - >"$work/found"
        while read -r size type name; do
            grep -qx "$name" "$work/seen" 2>/dev/null && continue
            echo "$name" >>"$work/seen"
            case $type in
            [TWi]) echo "FUNCTION($number, $group, $name)" && number=$((number + 1)) ;;
            *) echo "VARIABLE($group, $name, $((0x$size)))" ;;
            esac
        done <"$work/found"
    done
    group=$((group + 1))
done
{
    echo '{'
    sort -u "$work/wanted" | comm -12 - "$work/made" | sed 's/$/;/'
    echo '};'
} >"$exports"
echo "/* exports: $(tr -d '\n' <"$exports") */" # so that a change of these is seen, too
