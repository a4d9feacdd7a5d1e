"""Damage Word files in thousands of ways, and count what comes of it: nothing may come out wrong without a word.

``python -m tests.damage [COUNT [SEED]]`` prints how many copies were read exactly, were read differently and told so,
were refused, and came out silently wrong; the bytes of those last lie in the folder named at the end.
"""

from __future__ import annotations

import random
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.model import Grid
from pipeline.profile import default_profile
from pipeline.read.package import BROKEN
from pipeline.read.word_file import read_word
from tests.build import docx, in_list, numbering, p, r, tbl, tc, tr
from tests.plugin import grid

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "word"
LARGEST = 60_000
PUBLIC = 60
# The marks of a local header, of an entry of the directory, and of its end; damage there misleads most.
MARKS = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06")
Kind = Callable[[random.Random, bytearray], None]


def built() -> dict[str, bytes]:
    """Build files whose meaning lies in several parts: list numbers, hidden and struck text by style, merges."""
    hides = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    rows = [tr(tc(p("", in_list())), tc(p(r(f"任务{at}") + r("密", '<w:rStyle w:val="H"/>')))) for at in range(40)]
    listed = docx("附件1", tbl(tr("序号", "任务"), *rows), "备注：略", styles=hides, numbering=numbering("decimal %1."))
    parts = parts_of(listed)
    merged = docx("题目", grid("类别|项目|要求; 城建|修路|年内; ^|架桥|<; ^|^|完成"), "", grid("A|B; 1|2"))
    return {
        "listed": listed,
        "merged": merged,
        "stored": packed(parts, zipfile.ZIP_STORED),
        "piped": packed(parts, held=_Pipe()),
    }


def parts_of(data: bytes) -> dict[str, bytes]:
    """Give the parts of a whole package; none of one that is damaged."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (*BROKEN, RuntimeError, KeyError):  # the last two: locked, or called otherwise than the directory says
        return {}


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, held: BytesIO | None = None) -> bytes:
    """Pack parts, always the same bytes for the same parts."""
    held = held or BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, method)
    return held.getvalue()


class _Pipe(BytesIO):
    """A file that cannot go back, so that sizes and checksums stand behind each member."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def public() -> dict[str, bytes]:
    """Give small public files that are read without a fault, where the corpus is at hand."""
    found: dict[str, bytes] = {}
    for path in sorted(CORPUS.glob("*.docx")) if CORPUS.is_dir() else ():
        if path.stat().st_size <= LARGEST and len(found) < PUBLIC and not isinstance(outcome(path.read_bytes()), str):
            found[path.stem] = path.read_bytes()
    return found


def flip(chance: random.Random, data: bytearray) -> None:
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def overwrite(chance: random.Random, data: bytearray) -> None:
    at, size = chance.randrange(len(data)), chance.choice((1, 4, 30, 512, 4096))
    end = min(at + size, len(data))
    data[at:end] = bytes(end - at) if chance.random() < 0.5 else chance.randbytes(end - at)


def cut_off(chance: random.Random, data: bytearray) -> None:
    del data[chance.randrange(len(data)) :]


def cut_out(chance: random.Random, data: bytearray) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.choice((1, 16, 512))]


def put_in(chance: random.Random, data: bytearray) -> None:
    at = chance.randrange(len(data))
    data[at:at] = chance.randbytes(chance.choice((1, 16, 512)))


def repeat(chance: random.Random, data: bytearray) -> None:
    at, size = chance.randrange(len(data)), chance.choice((64, 512, 4096))
    to = chance.randrange(len(data))
    data[to : to + size] = data[at : at + size]


def mislead(chance: random.Random, data: bytearray) -> None:
    """Change the bytes that say where the parts are, how long, and by which checksum."""
    places = [at for mark in MARKS for at in _found(data, mark)]
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = min(chance.choice(places) + chance.randrange(4, 60), len(data) - 1)
        data[at] = chance.choice((0, 1, 255, data[at] ^ (1 << chance.randrange(8)), chance.randrange(256)))


def _found(data: bytearray, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


KINDS: tuple[Kind, ...] = (flip, overwrite, cut_off, cut_out, put_in, repeat, mislead, mislead)


def outcome(data: bytes) -> tuple[Grid, ...] | str:
    """Read a file: its tables, or the code of the error."""
    try:
        return read_word("附件.docx", data, default_profile())
    except PipelineError as error:
        return error.code


def seen(grids: tuple[Grid, ...]) -> list[object]:
    """Give what a reader tells of tables, but for its doubts."""
    return [(each.height, each.width, each.boxes, each.before, each.after, each.parent, each.repairs) for each in grids]


def doubted(grids: tuple[Grid, ...]) -> set[str]:
    return {doubt.code for each in grids for doubt in each.doubts}


def judged(right: tuple[Grid, ...], made: tuple[Grid, ...] | str) -> str:
    """Say what became of a damaged copy."""
    if isinstance(made, str):
        return f"refused {made}"
    told = doubted(made) - doubted(right)
    if seen(made) == seen(right):
        return "exact, told" if told else "exact"
    return "different, told" if told else "silently wrong"


def mutants(count: int, seed: int, sources: dict[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    """Give damaged copies: of which file, in which way, and the bytes."""
    chance = random.Random(seed)
    names = list(sources)
    for at in range(count):
        name, kind = names[at % len(names)], chance.choice(KINDS)
        data = bytearray(sources[name])
        kind(chance, data)
        yield name, kind.__name__, bytes(data)


def run(count: int, seed: int) -> Counter[str]:
    """Read the damaged copies and print what became of them."""
    sources = built() | public()
    right = {name: outcome(data) for name, data in sources.items()}
    counts: Counter[str] = Counter()
    by_kind: Counter[tuple[str, str]] = Counter()
    folder = Path(tempfile.mkdtemp(prefix="damage-"))
    for at, (name, kind, data) in enumerate(mutants(count, seed, sources)):
        said = judged(right[name], outcome(data))
        counts[said] += 1
        by_kind[kind, said.partition(" ")[0].rstrip(",")] += 1
        if said == "silently wrong":
            (folder / f"{at}-{kind}-{name}.docx").write_bytes(data)
            print(f"silently wrong: copy {at} of {name} ({kind})")
    _print(counts, by_kind, folder)
    return counts


def _print(counts: Counter[str], by_kind: Counter[tuple[str, str]], folder: Path) -> None:
    total = max(counts.total(), 1)
    for said, count in sorted(counts.items()):
        print(f"{said:16} {count:8} {count / total:7.1%}")
    for kind in sorted({kind for kind, _ in by_kind}):
        print(f"  {kind:10}", {said: count for (each, said), count in sorted(by_kind.items()) if each == kind})
    exact = counts["exact"] + counts["exact, told"]
    print(f"{exact / total:.1%} of {total} damaged copies read exactly; {counts['silently wrong']} silently wrong")
    if counts["silently wrong"]:
        print(f"They lie in {folder}.")
    else:
        folder.rmdir()


def main(count: str = "20000", seed: str = "1") -> int:
    return 1 if run(int(count), int(seed))["silently wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
