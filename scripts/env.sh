# Makes .venv and installs Patchline into it, when that is not done already.
# Sourced by the scripts beside it, from the top of the checkout. Plain POSIX shell.

say() {
    printf '%s\n' "$*" >&2
}

give_up() {
    say "$*"
    exit 1
}

is_recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

makes_venvs() {
    "$1" -c 'import venv, ensurepip' >/dev/null 2>&1
}

# The first recent one that can make environments; one that cannot, if no other is there.
find_python() {
    incomplete=
    for candidate in python3.13 python3.12 python3.11 python3 python3.14 python; do
        if command -v "$candidate" >/dev/null 2>&1 && is_recent "$candidate"; then
            if makes_venvs "$candidate"; then
                command -v "$candidate"
                return
            fi
            incomplete=${incomplete:-$candidate}
        fi
    done
    [ -n "$incomplete" ] && command -v "$incomplete"
}

make_venv() {
    python=$(find_python) ||
        give_up "Patchline needs Python 3.11 or later: install it (python.org, Homebrew or your system's packages), then run this again."
    makes_venvs "$python" ||
        give_up "$python cannot make virtual environments: install that part of it (on Debian and Ubuntu: apt install python3-venv), then run this again."
    "$python" -m venv --clear .venv ||
        give_up "The environment .venv could not be made: mend what stands above (a full disk, a directory of somebody else), then run this again."
}

# What an installation depends on. The path is part of it: a moved checkout is installed again.
fingerprint() {
    { pwd; .venv/bin/python -V; cat pyproject.toml constraints.txt; } | cksum
}

# prepare_environment run|dev: dev has what the tests need as well.
prepare_environment() {
    # Neither made anew nor installed into: it is somebody else's.
    [ ! -L .venv ] ||
        give_up ".venv is a symbolic link, and installing through it would change another checkout: remove the link (rm .venv), then run this again."
    if ! is_recent .venv/bin/python || ! [ -e .venv/bin/pip ]; then
        say "Making the environment .venv ..."
        make_venv
    fi
    wanted=$(fingerprint)
    for stamp in ".venv/installed-$1" .venv/installed-dev; do
        if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
            return
        fi
    done
    case $1 in
        dev) target='.[dev]' ;;
        *) target='.' ;;
    esac
    say "Installing Patchline and what it needs (a minute, the first time) ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --constraint constraints.txt --editable "$target" ||
        give_up "The installation failed: mend what stands above (the first one needs the network), then run this again."
    # Last, and in one step: an installation that was interrupted is not taken for a whole one.
    printf '%s\n' "$wanted" >".venv/installing-$$"
    mv ".venv/installing-$$" ".venv/installed-$1"
}
