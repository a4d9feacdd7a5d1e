"""kill -9 at random moments: what lies in the folder is the old result or the new one, and the next run leaves no litter.

``python -m tests.promises.kills 1000`` prints the figures.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.runs import TABLE, converted

NOT_RESULTS = ("run.json", ".fubiao", ".fubiao.lock")
LONGEST = 0.12


def killed(times: int, folder: Path, seed: int = 1) -> Counter[str]:
    """Convert a source that changes to and fro in a process that is killed, ``times`` over; count what was found."""
    source, output = folder / "in" / "a.txt", folder / "out"
    source.parent.mkdir()
    versions = [TABLE.format("修路" * 40), TABLE.format("植树" * 400)]
    whole = [_written(source, version, folder / str(at)) for at, version in enumerate(versions)]
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    for _ in range(times):
        child = os.fork()
        if not child:
            _for_ever(source, versions, output)
        time.sleep(chance.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        seen.update(_found(output, whole))
        seen.update(_next_run(source, output, whole, versions))
    return seen


def _written(source: Path, text: str, output: Path) -> dict[str, bytes]:
    source.write_text(text, encoding="utf-8")
    converted(source.parent, output)
    return _results(output)


def _results(output: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in (output.iterdir() if output.is_dir() else ())
        if path.name not in NOT_RESULTS and not path.name.startswith(".fubiao-")
    }


def _for_ever(source: Path, versions: list[str], output: Path) -> None:
    at = 0
    while True:
        half = source.with_name("half")
        half.write_text(versions[at % 2], encoding="utf-8")
        half.replace(source)
        converted(source, output)
        at += 1


def _found(output: Path, whole: list[dict[str, bytes]]) -> Counter[str]:
    """Judge what a kill has left: each result, and the log, is whole."""
    seen = Counter(kills=1)
    for name, data in _results(output).items():
        seen["results seen"] += 1
        seen["broken"] += data not in (whole[0].get(name), whole[1].get(name))
    log = output / "run.json"
    if log.exists():
        seen["broken"] += json.loads(log.read_bytes())["schema"] != "fubiao-run/1"
    seen["kills that left litter"] += any(output.glob(".fubiao-*")) if output.is_dir() else 0
    return seen


def _next_run(source: Path, output: Path, whole: list[dict[str, bytes]], versions: list[str]) -> Counter[str]:
    """Run once more: everything is there, as from a clean run; nothing is taken for edited by hand; no litter."""
    (outcome,) = converted(source, output)
    at = versions.index(source.read_text(encoding="utf-8"))
    return Counter(
        {
            "broken after the next run": _results(output) != whole[at],
            "litter after the next run": len(list(output.glob(".fubiao-*"))),
            "taken for hand-made": len(outcome.kept),
        }
    )


if __name__ == "__main__":
    place = Path(tempfile.mkdtemp())
    try:
        for what, number in killed(int(sys.argv[1]), place).items():
            print(f"{what:28}{number}")
    finally:
        shutil.rmtree(place)
