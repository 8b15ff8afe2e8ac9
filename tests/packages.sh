# Sourced by try.sh and all.sh: the Debian packages, and installing those that are missing.

build_packages="gcc make pkg-config libc6-dev
    libcmark-gfm-dev libcmark-gfm-extensions-dev libxml2-dev libhpdf-dev libxlsxwriter-dev
    libyaml-dev libharfbuzz-dev libfontconfig-dev libpng-dev zlib1g-dev libdeflate-dev
    libicu-dev librsvg2-dev libgraphviz-dev fonts-dejavu-core fonts-liberation fonts-noto-core
    fonts-droid-fallback fonts-symbola"

# libxlsxwriter-dev of Debian 13 needs it and does not say so; that of Debian 12 does not.
grep -qs '^VERSION_CODENAME=bookworm' /etc/os-release || build_packages="$build_packages libminizip-dev"

test_packages="clang clang-format clang-tidy cppcheck libclang-rt-14-dev binutils
    cmark-gfm mandoc libxml2-utils docbook5-xml jing docbook-xsl-ns xsltproc pandoc qpdf poppler-utils python3
    python3-openpyxl python3-jsonschema python3-pikepdf default-jre-headless
    librsvg2-bin curl locales-all libnss3-tools git procps chromium pandoc shellcheck fonts-nanum
    libpdfbox2-java libcommons-io-java libactivation-java libjaxb-api-java"

# Faults are injected and memory is checked with these.
test_packages="$test_packages strace valgrind"

# Debian's npm and a Node.js from elsewhere exclude each other: whichever is there serves.
command -v npm >/dev/null || test_packages="$test_packages nodejs npm"

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
    for tool in "${CC:-cc}" make pkg-config; do
        command -v "$tool" >/dev/null || { echo "no apt here, and $tool is missing" >&2; return 1; }
    done
    make -s build/libraries
}
