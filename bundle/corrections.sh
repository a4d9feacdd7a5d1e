#!/usr/bin/env bash
# Take up what was decided in the workbooks in output/ into the corrections beside the attachments.
set -euo pipefail
cd "$(dirname "$0")"
[ -x .venv/bin/fubiao ] || ./install.sh
.venv/bin/fubiao corrections "$@"
