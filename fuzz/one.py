"""Fuzz one target for a time: ``python -m fuzz.one TARGET SECONDS SEED``.

Inputs are bent towards code of ours that none has reached yet: of an XML whole elements are changed, of a package one
part, besides single bytes.  What reached something new lies in ``.fuzz/TARGET`` and is begun with the next time.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Callable
from pathlib import Path

import atheris

# Inputs are bent towards code of ours and of the reader of workbooks that we stand on.
with atheris.instrument_imports(include=["pipeline", "openpyxl"]):
    from fuzz import targets

from tests import damage
from tests.warp import warped

LARGEST = 60_000
# Rooms import their modules only when they are called: so many seeds are read first, that the fuzzer sees them.
WARMING = 5


def mutator(dress: str) -> Callable[[bytes, int, int], bytes]:
    """Give what changes an input: libFuzzer's own changes of bytes, and changes of its XML where it has some."""

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        made = changed(data, dress, chance) if dress and chance.random() < 0.7 else b""
        return made if 0 < len(made) <= most else atheris.Mutate(data, most)

    return mutate


def changed(data: bytes, dress: str, chance: random.Random) -> bytes:
    """Change the XML, or one part of the package."""
    if dress == "xml":
        return warped(data, chance)
    parts = damage.parts_of(data)
    texts = [name for name in parts if name.endswith((".xml", ".rels"))]
    if not texts:
        return b""
    name = chance.choice(texts)
    return damage.packed(parts | {name: warped(parts[name], chance)})


def main(name: str, limit: str, seed: str) -> None:
    """Fuzz; libFuzzer ends the process, with another status than 0 after a fault of ours."""
    target, folder = targets.TARGETS[name], Path(".fuzz", name)
    folder.mkdir(parents=True, exist_ok=True)
    begin = list(targets.seeds(target))
    with atheris.instrument_imports(include=["pipeline", "openpyxl"]):
        for data in begin[:WARMING]:
            targets.one(target, data)
    for data in begin:
        (folder / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)
    limits = (
        f"-max_total_time={limit}" if limit.isdigit() else f"-{limit}",
        f"-seed={seed}",
        f"-max_len={LARGEST}",
        "-timeout=120",
        "-rss_limit_mb=2048",
    )
    paths = (f"-artifact_prefix=.fuzz/crash-{name}-", "-print_final_stats=1", str(folder))
    atheris.Setup(
        [sys.argv[0], *limits, *paths], lambda data: targets.one(target, data), custom_mutator=mutator(target.dress)
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
