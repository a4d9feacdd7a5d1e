"""LibreOffice as the other program: one start for all files at once, since a start takes longer than what follows."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def saved_as(kind: str, sources: Sequence[Path], folder: Path, *options: str) -> Path:
    """Let LibreOffice save files as another kind, and give the folder where they lie."""
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = ["soffice", home, "--headless", *options, "--convert-to", kind, "--outdir", str(folder / kind)]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=300)
    return folder / kind
