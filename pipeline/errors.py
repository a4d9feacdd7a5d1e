"""What cannot be done, said so that a clerk knows what to do next.

An error carries a template and a hint in English (they are message ids; ``messages`` finds the
words of the user's language), the facts that fill them, a stable code and an exit status.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar


class PipelineError(Exception):
    """Say what is wrong, with which file, and what to do next."""

    code: ClassVar[str] = "E100"
    template: ClassVar[str] = "{name} could not be converted."
    hint: ClassVar[str] = "Open it in Word or WPS, save it as .docx, and try again."
    exit_code: ClassVar[int] = 1

    def __init__(self, **facts: str | int) -> None:
        said = {key: filled(value, facts) if isinstance(value, str) else value for key, value in facts.items()}
        super().__init__(self.template.format_map(_Known(said)))
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.facts)


def filled(phrase: str, facts: Mapping[str, str | int]) -> str:
    """Fill a fact that is a phrase with facts of its own; braces that stand for none are somebody's text.

    >>> filled("{part} cannot be unpacked", {"part": "word/document.xml"}), filled("a{b}.docx", {})
    ('word/document.xml cannot be unpacked', 'a{b}.docx')
    """
    return re.sub(r"\{(\w+)\}", lambda found: str(facts.get(found[1], found[0])), phrase)


class _Known(dict[str, "str | int"]):
    """Facts, where one that is missing stands as its own name."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _again(kind: type[PipelineError], facts: dict[str, str | int]) -> PipelineError:
    """Make an error again on the other side of a process border."""
    return kind(**facts)


class EmptyFile(PipelineError):
    """The file has no bytes."""

    code = "E101"
    template = "{name} is empty (0 bytes)."
    hint = "Ask the sender for the file again; it was probably cut off while being copied."


class NotAWordFile(PipelineError):
    """The bytes are no file of a kind that can be read, whatever the name says."""

    code = "E102"
    template = "{name} cannot be read: it looks like {kind}."
    hint = "Open it in Word or WPS, save it as .docx, and try again."


class OldWordFile(PipelineError):
    """An OLE file: Word 97-2003, whatever the name says."""

    code = "E103"
    template = "{name} is an old Word 97-2003 file (.doc)."
    hint = "Open it in Word or WPS, save it as .docx, and try again."


class EncryptedFile(PipelineError):
    """The file is locked by a password."""

    code = "E104"
    template = "{name} is protected by a password."
    hint = "Open it with its password, remove the protection, save it, and try again."


class DamagedFile(PipelineError):
    """The package or the XML in it is broken beyond what can be read."""

    code = "E105"
    template = "{name} is damaged: {reason}."
    hint = "Ask the sender for the file again, or open it in Word, Excel or WPS and save a repaired copy."


class TooLarge(PipelineError):
    """A limit that guards the machine was reached."""

    code = "E107"
    template = "{name} is beyond a limit: {what} is more than {limit}."
    hint = "If the file is honest, raise the limit in fubiao.toml ([limits]) beside it and try again."


class EndlessText(PipelineError):
    """The parser of XML takes no text or tag of so many characters, and no honest cell or paragraph has them."""

    code = "E115"
    template = "{name} holds one text or tag of more than {limit} characters."
    hint = "Open it in Word or WPS, part or delete that text, save the file and try again."


class ForbiddenContent(PipelineError):
    """The file holds something that an honest Word file never holds, such as a DOCTYPE."""

    code = "E108"
    template = "{name} holds {what}, which an honest file never does."
    hint = "Do not open it; ask the sender how the file was made."


class NeedsProgram(PipelineError):
    """Reading this kind of file needs an optional program that is not installed."""

    code = "E109"
    template = "{name} needs {program} to be read, and it is not installed."
    hint = "Install {program} ({how}), or open the file in Word or WPS and save it as .docx."


class CannotRead(PipelineError):
    """The file is there, but the system does not let it be read."""

    code = "E111"
    template = "{name} could not be read: {reason}."
    hint = "Close it if it is open in Word or WPS, check that you may read it, and try again."


class TookTooLong(PipelineError):
    """The file was given up so that the others get their turn."""

    code = "E112"
    template = "{name} took more than {limit} seconds and was given up."
    hint = "If the file is honest, allow more time (--timeout) and try again."


class OutOfMemory(PipelineError):
    """The file was given up so that the machine stays usable."""

    code = "E113"
    template = "{name} needed more than {limit} MB of memory and was given up."
    hint = "If the file is honest, allow more memory (--memory) and try again."


class WorkerDied(PipelineError):
    """The process that read the file ended in the middle of it."""

    code = "E114"
    template = "{name} ended the process that read it: {reason}."
    hint = "The other files are not touched by this; try the file alone, and report it if it fails again."
