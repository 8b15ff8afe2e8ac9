# Sourced by judges in Python: sets $python to one that has the module $1, or to nothing. The
# first python3 of the path need not be the one that Debian's packages belong to.
find_python() {
    python=
    for candidate in python3 /usr/bin/python3; do
        if "$candidate" -c "import $1" 2>/dev/null; then
            python=$candidate
            return 0
        fi
    done
    return 1
}
