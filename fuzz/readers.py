"""Feed the readers with bytes that a fuzzer bends towards code that no input has reached yet.

``python -m fuzz.readers [SECONDS [SEED]]`` stops at the first exception that is no documented error and says where its
bytes lie; it needs ``pip install fubiao[fuzz]``.  The seeds are files built by the tests, and the public ones of
``../shared/corpus`` where they are at hand.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from pipeline.errors import PipelineError
    from pipeline.flow import READERS, convert
    from pipeline.profile import default_profile
    from pipeline.read.word_file import read_word

from tests import damage
from tests.build import docx
from tests.plugin import grid

SHARED = Path(__file__).parent.parent.parent / "shared" / "corpus"
# The first byte of an input says which reader gets the rest.
ENDINGS = (".docx", "document.xml", "styles.xml", "numbering.xml", ".xml", ".txt", ".html")
MOST, LARGEST = 200, 20_000
PROFILE = default_profile()


def one(data: bytes) -> None:
    """Read one input: a result or a documented error; all else is a fault of ours."""
    ending, rest = ENDINGS[data[0] % len(ENDINGS)] if data else ENDINGS[0], data[1:]
    try:
        if ending.startswith("."):
            _file(ending, rest)
        else:
            read_word("附件.docx", with_part(ending, rest), PROFILE)
    except PipelineError as error:
        if error.exit_code == 70:
            raise


def with_part(part: str, data: bytes) -> bytes:
    """Pack a Word file one of whose parts is the given bytes, so that the fuzzer need not guess a checksum."""
    listed = damage.parts_of(damage.built()["listed"])
    return damage.packed(listed | {f"word/{part}": data}, zipfile.ZIP_STORED)


def _file(ending: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"附件{ending}"
        path.write_bytes(data)
        if ending == ".txt":
            convert(path, PROFILE)
        else:
            READERS[ending](path, PROFILE)


def seeds() -> dict[str, list[bytes]]:
    """Give what the fuzzer begins with, by reader."""
    built = [*damage.built().values(), docx(grid("序号|任务; 1|修路"))]
    found: dict[str, list[bytes]] = {ending: [] for ending in ENDINGS}
    found[".docx"] += built + _public("word/*.docx") + _public("bad/*.docx")
    for data in found[".docx"]:
        for name, part in damage.parts_of(data).items():
            if (ending := name.rpartition("/")[2]) in found and len(part) < LARGEST:
                found[ending].append(part)
    found[".xml"] += found["document.xml"][:20]
    found[".txt"] += [
        b"\t\xe5\xba\x8f\n\n\t1\n\n",
        "序号  任务\n1     修路\n".encode("gb18030"),
        *_public("dumps/*.txt"),
    ]
    found[".html"] += [b"<table><tr><td rowspan=2>a<td colspan=0>b<tr><td><table><tr><td>c</table></table>"]
    return found


def _public(pattern: str) -> list[bytes]:
    files = (path.read_bytes() for path in sorted(SHARED.glob(pattern)) if path.stat().st_size < LARGEST)
    return [data for data, _ in zip(files, range(MOST), strict=False)]


def main(seconds: str = "60", seed: str = "1") -> None:
    """Fuzz for so many seconds; the corpus lives in a folder that goes away again."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for at, ending in enumerate(ENDINGS):
            for number, data in enumerate(seeds()[ending]):
                (Path(folder) / f"{at}-{number}").write_bytes(bytes([at]) + data)
        limits = (
            f"-max_total_time={seconds}",
            f"-seed={seed}",
            f"-max_len={LARGEST}",
            "-timeout=20",
            "-rss_limit_mb=2048",
        )
        atheris.Setup(
            [
                sys.argv[0],
                *limits,
                f"-artifact_prefix={tempfile.gettempdir()}/fuzz-crash-",
                "-print_final_stats=1",
                folder,
            ],
            one,
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
