"""P28: a folder in use by another run is told, not spoilt; a run that was killed blocks nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from pipeline.batch.run import taken
from tests.runs import ROOT, converted, fill, program

HOLD = "import sys; from pathlib import Path; from pipeline.batch.run import taken\nwith taken(Path('out')):\n    print('held', flush=True)\n    sys.stdin.read()"


def test_p28_two_runs_at_once(tmp_path):
    fill(tmp_path / "in", "a.txt")
    with taken(tmp_path / "out"):
        ran = program(tmp_path, "convert", "in", "-o", "out")
    assert ran.returncode == 5
    assert ran.stderr.strip() == (
        "out is in use by another run of fubiao. Wait until it has ended, or choose another folder (-o)."
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".fubiao.lock"]


def test_p28_the_lock_of_a_dead_run_is_no_lock(tmp_path):
    fill(tmp_path / "in", "a.txt")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout.readline() == b"held\n"
    holder.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    holder.communicate()
    assert len(converted(tmp_path / "in", tmp_path / "out")) == 1
