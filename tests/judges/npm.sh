# Sourced: installs the judges from npm once, into build/judges; sets $judges to their folder,
# or to nothing (and says so) when npm cannot.
judges=
install_judges() {
    command -v npm >/dev/null || { echo "skip: npm is missing, so are the judges from npm"; return; }
    mkdir -p build/judges
    if ! cmp -s tests/judges/package.json build/judges/package.json; then
        cp tests/judges/package.json build/judges/
        if ! (cd build/judges && npm install --no-audit --no-fund --loglevel=error >npm.log 2>&1); then
            rm -f build/judges/package.json
            echo "skip: npm could not install the judges: $(tail -n 1 build/judges/npm.log)"
            return
        fi
    fi
    judges=$PWD/build/judges/node_modules
}
