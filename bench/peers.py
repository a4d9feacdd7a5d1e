"""Other Python programs that read tables of Word files, each on the same file in the same run, where installed."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.documents import sample_docx
from bench.reading import ours, seconds


def python_docx(path: Path) -> None:
    import docx

    for table in docx.Document(str(path)).tables:
        for row in table.rows:
            [cell.text for cell in row.cells]


def docx2python(path: Path) -> None:
    from docx2python import docx2python as read

    with read(path) as document:
        _ = document.body


def mammoth(path: Path) -> None:
    from mammoth import convert_to_html

    with path.open("rb") as file:
        convert_to_html(file)


def markitdown(path: Path) -> None:
    from markitdown import MarkItDown

    MarkItDown().convert(str(path))


def docling(path: Path) -> None:
    """Ask its reader of Word files alone: the models that it reads pictures with would only cost it more."""
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    document = InputDocument(path_or_stream=path, format=InputFormat.DOCX, backend=MsWordDocumentBackend)
    MsWordDocumentBackend(document, path).convert()


PEERS: dict[str, Callable[[Path], None]] = {
    "docx": python_docx,
    "docx2python": docx2python,
    "mammoth": mammoth,
    "markitdown": markitdown,
    "docling": docling,
}


def main(rows: int = 63, times: int = 5) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.docx"
        path.write_bytes(sample_docx(rows))
        for package, peer in PEERS.items():
            if importlib.util.find_spec(package) is None:
                print(f"{package}: not installed")
                continue
            pairs = [(seconds(peer, path), seconds(ours, path)) for _ in range(times + 1)][1:]
            print(f"{package}: {median(a for a, _ in pairs):.3f} s, {median(a / b for a, b in pairs):.1f} times ours")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
