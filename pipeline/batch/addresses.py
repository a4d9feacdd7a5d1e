"""Attachments that lie elsewhere: s3://…, sftp://…, zip://…::…, whatever fsspec reads.

An address is listed once, by the run; each file is fetched by whoever converts it, into a folder of its own that goes
with it.  What is fetched was named by the user: nothing that a document names ever is.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from pipeline import correcting, flow
from pipeline.errors import PipelineError
from pipeline.run_errors import NeedsPackage, NoAddress, NotFetched
from pipeline.text import safe_name

# Two letters at least: C:\ is no address.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::)", re.IGNORECASE)
# User and password, and what is signed behind a question mark.
_SECRET = re.compile(r"(?<=//)[^/@]*@|\?[^:*]*")


class Address(NamedTuple):
    """A file or a folder elsewhere; ``below`` is where the file lies in the folder that was named."""

    whole: str
    below: str = ""

    def __str__(self) -> str:
        """Give the address as it may be shown: without user, password and signature."""
        return _SECRET.sub("", self.whole)

    @property
    def name(self) -> str:
        """Give the name of the file."""
        if not self.head.startswith("http"):
            return PurePosixPath(self.head).name
        from urllib.parse import unquote, urlsplit

        return unquote(PurePosixPath(urlsplit(self.head).path).name)

    @property
    def suffix(self) -> str:
        """Give the ending of the file's name."""
        return PurePosixPath(self.name).suffix

    @property
    def head(self) -> str:
        """Give what stands before a chain: the file in the archive that lies at another address."""
        return self.whole.partition("::")[0]

    def under(self, folder: str, below: str) -> Address:
        """Give a file below a folder, at the end of the same chain."""
        return Address(folder + below + self.whole.removeprefix(self.head), below)


Source = Path | Address


def is_address(name: str) -> bool:
    """Ask whether a name is an address and no path.

    >>> is_address("s3://bucket/in"), is_address("zip://*.docx::in.zip"), is_address("C:/in"), is_address("in/a.docx")
    (True, True, False, False)
    """
    return bool(_ADDRESS.match(name))


def listed(address: Address) -> Iterator[Address]:
    """Give the files at an address: those of a pattern, of a folder with all that are below, or the one that it is."""
    pattern = "*" in address.head
    if address.suffix.lower() in flow.READERS and not pattern:
        yield Address(address.whole, address.name)
        return
    with _told(address, NoAddress):
        system, inner = _opened(address)
        found = system.glob(inner) if pattern else system.find(inner)
    root, folder = _folder(inner), _folder(address.head if "://" in address.head else address.head + "://")
    for path in sorted(found):
        yield address.under(folder, path.removeprefix(root).lstrip("/"))


def _folder(path: str) -> str:
    """Give the folder of a pattern, or the one that a path is, with the stroke at its end.

    >>> _folder("s3://in/2024"), _folder("zip://*.docx"), _folder("/in/**/a*.docx")
    ('s3://in/2024/', 'zip://', '/in/')
    """
    head, star, _ = path.partition("*")
    return head[: head.rfind("/") + 1] if star else path if path.endswith("/") or not path else path + "/"


@contextmanager
def at_hand(source: Source) -> Iterator[Path]:
    """Give a file of this machine: the source itself, or what is fetched, with its corrections, while it is needed."""
    if isinstance(source, Path):
        yield source
        return
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / safe_name(source.name)
        with _told(source, NotFetched):
            _fetch(source, path)
        yield path


def _fetch(source: Address, path: Path) -> None:
    """Fetch a file, and the corrections beside it if there are any."""
    system, inner = _opened(source)
    system.get_file(inner, str(path))
    folder, stroke, name = inner.rpartition("/")
    for beside, local in ((name, path.name), (PurePosixPath(name).stem, path.stem)):
        corrections = folder + stroke + beside + correcting.ENDING
        if system.exists(corrections):
            system.get_file(corrections, str(path.with_name(local + correcting.ENDING)))


def _opened(address: Address) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise NeedsPackage(what=str(address), package="fsspec", how="fubiao[dask]") from error
    system, inner = url_to_fs(address.whole)
    return system, inner


@contextmanager
def _told(address: Address, kind: type[PipelineError]) -> Iterator[None]:
    """Say which address could not be read, and why: each kind of address has errors of its own."""
    try:
        yield
    except (PipelineError, MemoryError):
        raise
    except (FileNotFoundError, KeyError) as error:
        raise kind(name=str(address), reason="there is no such file") from error
    except Exception as error:
        raise kind(name=str(address), reason=_SECRET.sub("", str(error)) or type(error).__name__) from error
