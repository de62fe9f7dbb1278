#!/usr/bin/env bash
# Prepares a container laid out as Gradescope's, once: the libraries, and folders that none but root can read.
set -euo pipefail
root=${1:-/autograder}

works() {
  "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
  for name in python3.11 python3.12 python3.13 python3.14 python3; do
    if works "$name"; then
      python=$name
      return
    fi
  done
  return 1
}

install() {
  apt-get update --quiet && DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "$@"
}

if [ ! -x "$root/venv/bin/python" ]; then
  if ! find_python; then
    install python3-venv || true
    find_python || { install python3.11 python3.11-venv && find_python; } || {
      echo "setup.sh: there is no Python 3.11 or newer here, nor can it be installed: choose a newer base image" >&2
      exit 1
    }
  fi
  "$python" -m venv "$root/venv"
fi
"$root/venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$root/source/requirements.txt"
"$root/venv/bin/python" -m compileall -q "$root/source/engine"
chmod -R go= "$root/source"
