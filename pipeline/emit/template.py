"""To compile a template takes as long as to write the page: what it compiles to is kept where Python keeps modules."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, Template
from jinja2.bccache import Bucket

_FOLDER = Path(__file__).parent / "__pycache__"


class Kept(FileSystemBytecodeCache):
    """Compiled templates, each known by the hash of its text; a full disk does without."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled template."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def template(name: str) -> Template:
    """Give a template of ours; each text that goes into it is escaped."""
    kept = Kept(str(_FOLDER)) if os.access(_FOLDER, os.W_OK) else None
    return Environment(autoescape=True, loader=PackageLoader("pipeline", "emit"), bytecode_cache=kept).get_template(
        name
    )
