"""What lies elsewhere: s3://…, sftp://…, zip://…::…, whatever fsspec reads.

An address is listed once, by the run; each file is fetched by whoever converts it, into a folder of its own that goes
with it.  What is fetched was named by the user: nothing that a document names ever is.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from pipeline import correcting, flow
from pipeline.away_errors import NoAddress, NotFetched
from pipeline.errors import PipelineError
from pipeline.run_errors import NeedsPackage
from pipeline.text import safe_name

# Two letters at least: C:\ is no address.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::)", re.IGNORECASE)
_HERE = re.compile(r"file:///(?!.*::)", re.IGNORECASE)
# By the name of the error: the libraries of most addresses are not installed.
_REASONS = {
    "FileNotFoundError": "there is no such file, folder or bucket",
    "KeyError": "there is no such file, folder or bucket",
    "ImportError": "a package for such addresses is not installed ({said})",
    "PermissionError": "this computer may not do that there",
    "NoCredentialsError": "this computer has no credentials for it",
    "AuthenticationException": "the user or the password is not known there",
    "NoValidConnectionsError": "nobody answers there",
    "EndpointConnectionError": "nobody answers there",
    "ConnectionError": "nobody answers there",
    "TimeoutError": "nobody answers there",
}
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
        return unquote(PurePosixPath(urlsplit(self.head).path).name)

    @property
    def suffix(self) -> str:
        """Give the ending of the file's name."""
        return PurePosixPath(self.name).suffix

    @property
    def head(self) -> str:
        """Give what stands before a chain: the file in the archive that lies at another address."""
        return self.whole.partition("::")[0]

    @property
    def parent(self) -> Address:
        """Give the folder of a file."""
        return Address(self.head[: self.head.rfind("/") + 1] + self.tail)

    @property
    def tail(self) -> str:
        """Give the rest of a chain."""
        return self.whole.removeprefix(self.head)

    @property
    def fleeting(self) -> bool:
        """Ask whether it lies in the memory of this process, where no other sees it."""
        return "memory:" in self.whole

    def holds(self, other: Address) -> bool:
        """Ask whether another address lies below this one."""
        return other.tail == self.tail and other.head.startswith(self.at("").head)

    def at(self, name: str) -> Address:
        """Give what lies below this folder, or below the one of this pattern, at the end of the same chain."""
        folder = _folder(self.head if "://" in self.head else self.head + "://")
        return Address(folder + name + self.tail, name)


Source = Path | Address


def is_address(name: str) -> bool:
    """Ask whether a name is an address and no path; one of this machine is a path.

    >>> is_address("s3://bucket/in"), is_address("zip://*.docx::in.zip"), is_address("C:/in"), is_address("in/a.docx")
    (True, True, False, False)
    """
    return bool(_ADDRESS.match(name)) and not _HERE.match(name) and not os.path.lexists(name)


def path_of(name: str) -> str:
    """Give the path that a name is, be it written as an address of this machine.

    >>> path_of("in/100%.docx"), path_of("file:///in/100%25.docx")
    ('in/100%.docx', '/in/100%.docx')
    """
    if not _HERE.match(name):
        return name
    from urllib.request import url2pathname  # it brings along all that is needed for the network

    return url2pathname(urlsplit(name).path)


def listed(address: Address) -> Iterator[Address]:
    """Give the files at an address: those of a pattern, of a folder with all that are below, or the one that it is."""
    pattern = "*" in address.head
    if address.suffix.lower() in flow.READERS and not pattern:
        yield Address(address.whole, address.name)
        return
    with told(str(address), NoAddress):
        system, inner = opened(address)
        found = system.glob(inner) if pattern else system.find(inner)
    root = _folder(inner)
    for path in sorted(found):
        yield address.at(path.removeprefix(root).lstrip("/"))


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
        with told(str(source), NotFetched):
            _fetch(source, path)
        yield path


def _fetch(source: Address, path: Path) -> None:
    """Fetch a file, and the corrections beside it if there are any."""
    system, inner = opened(source)
    system.get_file(inner, str(path))
    folder, stroke, name = inner.rpartition("/")
    for beside, local in ((name, path.name), (PurePosixPath(name).stem, path.stem)):
        corrections = folder + stroke + beside + correcting.ENDING
        if system.exists(corrections):
            system.get_file(corrections, str(path.with_name(local + correcting.ENDING)))


def opened(address: Address) -> tuple[Any, str]:
    """Give the file system of an address, and the path there."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise NeedsPackage(what=str(address), package="fsspec", how="fubiao[dask]") from error
    system, inner = url_to_fs(address.whole)
    # fsspec takes the path of what follows in a chain for one that is missing: dir://::file:///server.
    return system, "" if address.tail and address.head.endswith("://") else inner


@contextmanager
def told(name: str, kind: type[PipelineError]) -> Iterator[None]:
    """Say what could not be read or written at an address, and why: each kind of address has errors of its own."""
    try:
        yield
    except (PipelineError, MemoryError):
        raise
    except Exception as error:
        said = _SECRET.sub("", str(error)).rstrip(".") or type(error).__name__
        raise kind(name=name, reason=_reason(error), said=said) from error


def _reason(error: Exception) -> str:
    """Say in our own words what most addresses fail of; for the rest those of the library will do.

    >>> _reason(PermissionError("Forbidden")), _reason(ValueError("Protocol not known: x"))
    ('this computer may not do that there', '{said}')
    """
    kinds = (kind.__name__ for kind in type(error).__mro__)
    return next((_REASONS[kind] for kind in kinds if kind in _REASONS), "{said}")
