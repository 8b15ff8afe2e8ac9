# Sourced by try.sh and all.sh: the Debian packages, and installing those that are missing.

build_packages="gcc make pkg-config libc6-dev
    libcmark-gfm-dev libcmark-gfm-extensions-dev libxml2-dev libhpdf-dev libxlsxwriter-dev
    libyaml-dev libharfbuzz-dev libfreetype-dev libfontconfig-dev libpng-dev zlib1g-dev
    libicu-dev libgraphviz-dev fonts-dejavu-core fonts-liberation fonts-noto-core
    fonts-droid-fallback fonts-symbola"

test_packages="clang clang-format clang-tidy cppcheck libclang-rt-14-dev binutils
    cmark-gfm mandoc libxml2-utils docbook5-xml jing qpdf poppler-utils python3
    python3-openpyxl python3-jsonschema python3-pikepdf default-jre-headless nodejs npm
    librsvg2-bin locales-all libnss3-tools git"

# install_packages WHY PACKAGE...: apt-get, as root or through sudo, only what is missing.
install_packages() {
    why=$1
    shift
    missing=
    for package in "$@"; do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *" installed") ;;
        *) missing="$missing $package" ;;
        esac
    done
    [ -n "$missing" ] || return 0
    echo "installing Debian packages $why:$missing"
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "become root, or install them yourself" >&2; return 1; }
        as_root=sudo
    fi
    $as_root env DEBIAN_FRONTEND=noninteractive sh -c "
        apt-get -qq update &&
        apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install $missing >/tmp/specmill-apt.log 2>&1 ||
        { tail -n 20 /tmp/specmill-apt.log >&2; exit 1; }"
}

# Without apt: says which libraries the build misses, by the names their authors gave them.
name_missing_libraries() {
    missing=
    command -v pkg-config >/dev/null || { echo "missing: pkg-config" >&2; return 1; }
    while read -r module upstream; do
        pkg-config --exists "$module" 2>/dev/null || missing="$missing
    $upstream"
    done <<'LIST'
libcmark-gfm cmark-gfm 0.29.0.gfm.6 or later, with its extensions (github.com/github/cmark-gfm)
libxml-2.0 libxml2 2.9 or later (gitlab.gnome.org/GNOME/libxml2)
xlsxwriter libxlsxwriter 1.1 or later (libxlsxwriter.github.io)
yaml-0.1 libyaml 0.2 or later (pyyaml.org/wiki/LibYAML)
harfbuzz-subset HarfBuzz 6 or later, with its subset library (harfbuzz.github.io)
freetype2 FreeType 2.12 or later (freetype.org)
fontconfig fontconfig 2.13 or later (fontconfig.org)
libpng libpng 1.6 (libpng.org)
zlib zlib 1.2 or later (zlib.net)
icu-uc ICU 70 or later (icu.unicode.org)
libcgraph Graphviz 2.42 or later, as libraries (graphviz.org)
LIST
    printf '#include <hpdf.h>\nint main(void) { return 0; }\n' |
        ${CC:-cc} -x c -fsyntax-only - 2>/dev/null || missing="$missing
    libharu 2.3 or later (github.com/libharu/libharu)"
    [ -z "$missing" ] && return 0
    echo "no apt here, and these libraries are missing:$missing" >&2
    return 1
}
