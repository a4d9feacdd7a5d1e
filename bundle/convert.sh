#!/usr/bin/env bash
# Convert what lies in input/ into output/.
set -euo pipefail
cd "$(dirname "$0")"
[ -x .venv/bin/fubiao ] || ./install.sh
.venv/bin/fubiao convert "$@"
