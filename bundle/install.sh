#!/usr/bin/env bash
# Set up from the wheels beside this script, without internet.
set -euo pipefail
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3}
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "需要 Python 3.11 或更新版本；可指明：PYTHON=python3.11 ./install.sh"
    echo "Python 3.11 or newer is needed; name it so: PYTHON=python3.11 ./install.sh"
    exit 1
}
echo "正在准备，只需一次。Setting up; this happens once."
"$PYTHON" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels fubiao
echo "准备好了：把附件放进 input/，运行 ./convert.sh，结果在 output/。"
echo "Ready: put attachments into input/ and run ./convert.sh; the results are in output/."
