#!/usr/bin/env bash
# Set up from the wheels beside this script, without internet.
set -euo pipefail
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3}
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; name it so: PYTHON=python3.11 ./install.sh"
    exit 1
}
"$PYTHON" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels fubiao
echo "Ready. Put attachments into input/ and run ./convert.sh"
