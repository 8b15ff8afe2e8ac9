# Sourced: installs the judges from npm once, into build/judges; sets $judges to their folder,
# or to nothing (and says so) when npm cannot; then it is not asked again for an hour. No script
# of a package runs: none of them needs one, and pdf.js's optional canvas would be compiled.
judges=
install_judges() {
    command -v npm >/dev/null || { echo "skip: npm is missing, so are the judges from npm"; return; }
    mkdir -p build/judges
    if ! cmp -s tests/judges/package.json build/judges/package.json; then
        if [ -n "$(find build/judges -name failed -mmin -60)" ]; then
            echo "skip: npm could not install the judges, see build/judges/npm.log"
            return
        fi
        cp tests/judges/package.json build/judges/
        if ! (cd build/judges && npm install --ignore-scripts --no-audit --no-fund --fetch-retries=1 \
            --fetch-retry-mintimeout=2000 --loglevel=error >npm.log 2>&1); then
            rm -f build/judges/package.json
            : >build/judges/failed
            echo "skip: npm could not install the judges: $(tail -n 1 build/judges/npm.log)"
            return
        fi
    fi
    judges=$PWD/build/judges/node_modules
}
