"""Files of more bytes than a machine should be asked to hold."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import TooLarge
from pipeline.profile import Profile


def whole_file(path: Path, profile: Profile) -> bytes:
    """Read a file; refuse a larger one than the profile allows before its first byte is read."""
    limit = profile.limits["xml_bytes"]
    if path.stat().st_size > limit:
        raise TooLarge(name=path.name, what="bytes", limit=limit)
    return path.read_bytes()
