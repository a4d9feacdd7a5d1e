"""Feed the readers with what no user's file should be, and look for an exception that is no documented error.

``python -m fuzz.readers [SECONDS [SEED [TARGET ...]]]`` parts the seconds among the targets, prints what each did, and
says where the bytes of a fault lie; ``runs=400`` for the seconds gives each target so many inputs, the same on every
machine.  It needs ``pip install fubiao[fuzz]``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile

from fuzz.targets import TARGETS


def fuzzed(name: str, limit: str, seed: str) -> tuple[bool, str]:
    """Fuzz one target in a process of its own: whether it held, and a line or the fault itself."""
    command = [sys.executable, "-m", "fuzz.one", name, limit, seed]
    # libFuzzer ends its process without a word to Python, which would leave its temporary files behind.
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        own = os.environ | {"TMPDIR": folder}
        said = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, env=own)
    done = re.search(r"number_of_executed_units:\s*(\d+)", said.stderr)
    reached = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", said.stderr)
    if said.returncode or not done or not reached:
        traces = said.stdout.partition("Uncaught Python exception")[2] or said.stderr
        return False, "\n".join([traces[-3000:], *re.findall(r"Test unit written to .*", said.stderr)])
    covered, features, kept = reached[-1]
    return True, f"{done[1]} inputs, {covered} places and {features} features reached, {kept} inputs kept"


def main(seconds: str = "60", seed: str = "1", *names: str) -> int:
    """Fuzz each target for its share of the time; the exit status says whether all held."""
    chosen = names or tuple(TARGETS)
    share, held = f"{max(1, int(seconds) // len(chosen))}" if seconds.isdigit() else seconds, True
    for name in chosen:
        good, said = fuzzed(name, share, seed)
        print(f"{name:12} {share:>8}  {'held' if good else 'FAULT'}  {said}", flush=True)
        held &= good
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
