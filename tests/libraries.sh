#!/bin/sh
# Says which of the libraries that the build needs are missing or too old, by the names their
# authors gave them and the packages Debian has them in. Usage: libraries.sh PKG-CONFIG-MODULE...
set -u
missing=

# need MODULE VERSION NAME PACKAGE
need() {
    case " $modules " in *" $1 "*) ;; *) return 0 ;; esac
    if ! pkg-config --exists "$1" 2>/dev/null; then
        # Debian 13's libxlsxwriter names a library whose own file is in a package it does not need.
        required=$(pkg-config --print-errors --exists "$1" 2>&1 |
            sed -n -e '/virtual:world/d' -e "s/^Package '\\([^']*\\)', required by.*/\\1/p" | head -n 1)
        missing="$missing
    $3, $2 or later (Debian: $4)${required:+; it is there, but needs $required (Debian: lib$required-dev)}"
    elif ! pkg-config --atleast-version="$2" "$1"; then
        missing="$missing
    $3, $2 or later: this one is $(pkg-config --modversion "$1") (Debian: $4)"
    fi
}

# need_header HEADER LIBRARY NAME PACKAGE
need_header() {
    printf '#include <%s>\nint main(void) { return 0; }\n' "$1" |
        ${CC:-cc} -x c -o /dev/null - "-l$2" 2>/dev/null || missing="$missing
    $3 (Debian: $4)"
}

if ! command -v pkg-config >/dev/null; then
    echo "specmill needs pkg-config to find its libraries (Debian: pkg-config)" >&2
    exit 1
fi
modules=$*
need libcmark-gfm 0.29.0.gfm.6 "cmark-gfm (github.com/github/cmark-gfm)" libcmark-gfm-dev
need libxml-2.0 2.9.10 "libxml2 (gitlab.gnome.org/GNOME/libxml2)" libxml2-dev
need xlsxwriter 1.1.4 "libxlsxwriter (libxlsxwriter.github.io)" libxlsxwriter-dev
need yaml-0.1 0.2.2 "libyaml (pyyaml.org/wiki/LibYAML)" libyaml-dev
need harfbuzz 4.0.0 "HarfBuzz (harfbuzz.github.io)" libharfbuzz-dev
need harfbuzz-subset 4.0.0 "HarfBuzz's subset library (harfbuzz.github.io)" libharfbuzz-dev
need fontconfig 2.14.0 "fontconfig (fontconfig.org)" libfontconfig-dev
need libpng 1.6.0 "libpng (libpng.org)" libpng-dev
need zlib 1.2.11 "zlib (zlib.net)" zlib1g-dev
need libdeflate 1.8 "libdeflate (github.com/ebiggers/libdeflate)" libdeflate-dev
need icu-uc 63.1 "ICU (icu.unicode.org)" libicu-dev
need librsvg-2.0 2.52 "librsvg (gitlab.gnome.org/GNOME/librsvg)" librsvg2-dev
need libcgraph 2.42 "Graphviz, as libraries (graphviz.org)" libgraphviz-dev
need libgvc 2.42 "Graphviz, as libraries (graphviz.org)" libgraphviz-dev
need_header cmark-gfm-core-extensions.h cmark-gfm-extensions "cmark-gfm's extensions (github.com/github/cmark-gfm)" \
    libcmark-gfm-extensions-dev
need_header hpdf.h hpdf "libharu, 2.3 or later (github.com/libharu/libharu)" libhpdf-dev
[ -z "$missing" ] && exit 0
echo "specmill cannot be built: these libraries are missing:$missing" >&2
exit 1
