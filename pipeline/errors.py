"""What cannot be done, said so that a clerk knows what to do next.

An error carries a template and a hint in English (they are message ids; ``messages`` finds the
words of the user's language), the facts that fill them, a stable code and an exit status.
"""

from __future__ import annotations

from typing import ClassVar


class PipelineError(Exception):
    """Say what is wrong, with which file, and what to do next."""

    code: ClassVar[str] = "E100"
    template: ClassVar[str] = "{name} could not be converted."
    hint: ClassVar[str] = "Open it in Word or WPS, save it as .docx, and try again."
    exit_code: ClassVar[int] = 1

    def __init__(self, **facts: str | int) -> None:
        super().__init__(self.template.format_map(_Known(facts)))
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.facts)


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
    """The bytes are no Word file, whatever the name says."""

    code = "E102"
    template = "{name} is not a Word file: it looks like {kind}."
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
    hint = "Ask the sender for the file again, or open it in Word or WPS and save a repaired copy."


class NoTable(PipelineError):
    """The file was read, and there is no table in it."""

    code = "E106"
    template = "{name} holds no table."
    hint = "Check that it is the right attachment; a table that is a picture cannot be read."


class TooLarge(PipelineError):
    """A limit that guards the machine was reached."""

    code = "E107"
    template = "{name} is beyond a limit: {what} is more than {limit}."
    hint = "If the file is honest, raise the limit in the profile ([limits]) and try again."


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


class PictureTable(NoTable):
    """There is no table to read, but there are pictures that may be one."""

    code = "E110"
    template = "{name} holds no table, only pictures ({count}); the table may be one of them."
    hint = "A picture cannot be read; ask the sender for the table as text."


class InsertedFile(NoTable):
    """There is no table in the text itself, and a part of it lies in the package as a file of its own."""

    code = "E118"
    template = "{name} holds no table of its own: a part of it was inserted as a whole file, which is not read."
    hint = "Open it in Word, save it again, and convert that: Word then writes the inserted part as text."


class ProfileError(PipelineError):
    """The profile has a key or value that means nothing."""

    code = "E201"
    template = "{name}: unknown setting {key}; the nearest known one is {nearest}."
    hint = "Correct the setting; `fubiao profile` prints all that there are."
    exit_code = 2


class ProfileValue(PipelineError):
    """A setting of the profile has a value that it cannot have."""

    code = "E212"
    template = "{name}: {key} = {said} does not fit; it must be {wanted}."
    hint = "Correct the setting; `fubiao profile` prints all that there are."
    exit_code = 2


class ProfileSyntax(PipelineError):
    """The profile is no TOML."""

    code = "E213"
    template = "{name}, line {line}: this cannot be read as TOML ({reason})."
    hint = 'A text stands in straight quotation marks, a list in brackets: known = ["综合行政执法局"].'
    exit_code = 2


class ProfileEncoding(PipelineError):
    """The profile is saved in another encoding than TOML has."""

    code = "E214"
    template = "{name} is not saved as UTF-8."
    hint = "Open it in Notepad, choose Save as, set the encoding to UTF-8, and try again."
    exit_code = 2


class NothingToConvert(PipelineError):
    """No input was found."""

    code = "E202"
    template = "There is nothing to convert in {name}."
    hint = "Put the attachments (.docx, .txt) into that folder and try again."
    exit_code = 4


class NothingToGather(PipelineError):
    """No result was found."""

    code = "E232"
    template = "There are no records in {name}."
    hint = "Name the folder that `fubiao convert` has written, with its .json files (--to json)."
    exit_code = 4


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


class FolderInUse(PipelineError):
    """Another run writes into the same output folder."""

    code = "E205"
    template = "{name} is in use by another run of fubiao."
    hint = "Wait until it has ended, or choose another folder (-o)."
    exit_code = 5


class NoScheduler(PipelineError):
    """The scheduler of a cluster does not answer."""

    code = "E230"
    template = "No scheduler answers at {name}: {reason}."
    hint = "Start one (dask scheduler) with workers that see the same folders, and check the address."
    exit_code = 2


class NeedsPackage(PipelineError):
    """Something that was asked for needs an optional package."""

    code = "E231"
    template = "{what} needs the package {package}, which is not installed."
    hint = "Install it (pip install {how}) and try again."
    exit_code = 2


class CannotWrite(PipelineError):
    """A result could not be written."""

    code = "E203"
    template = "{name} could not be written: {reason}."
    hint = "Close it if it is open in Excel or WPS, check the folder and the free space, and try again."
    exit_code = 5


class TooWide(PipelineError):
    """A workbook has fewer columns than the table; CSV and JSON can hold it."""

    code = "E204"
    template = "{name}: the table has {columns} columns, and a workbook holds {limit}."
    hint = "Leave the workbook out (--to csv,json); the other formats hold every column."
    exit_code = 5


class UnknownColumn(PipelineError):
    """Records were to be parted by a column that no table has."""

    code = "E206"
    template = "{name} has no column {column}; the nearest is {nearest}."
    hint = "Name one of its columns: {columns}."
    exit_code = 2


class CorrectionsError(PipelineError):
    """A file of corrections does not name the columns that one needs."""

    code = "E220"
    template = "{name} cannot be read as corrections: the columns {missing} are missing from its first line."
    hint = "Let `fubiao convert --corrections-template` write one under another name, and fill that in."


class CorrectionsLine(PipelineError):
    """A line in a file of corrections is no correction, and would be lost if the file were written anew."""

    code = "E221"
    template = "{name}, line {line}: {fields} fields, which is not what its first line has."
    hint = "Mend the line first; a value that holds a comma stands in quotation marks."


class NoDecisions(PipelineError):
    """A workbook is none of ours, or holds nothing to decide."""

    code = "E222"
    template = "{name} is no workbook of this program with the sheets To review and About."
    hint = "Name the workbook in the output folder in which the decisions were typed."


class SourceGone(PipelineError):
    """The attachment that a workbook was made of does not lie where it was looked for."""

    code = "E223"
    template = "{source}, of which {name} was made, does not lie in {folder}, or has changed since."
    hint = "Name the folder of the attachment with --input; if it has changed, convert it again and decide in the new workbook."


class LostText(PipelineError):
    """The audit found characters of the source that are nowhere in the result: a bug of this program."""

    code = "E900"
    template = "{name}: {lost} characters of the source are missing from the result."
    hint = "This is a fault of the program, not of the file; please report it with the file."
    exit_code = 70


class ProgramFault(PipelineError):
    """An exception that nobody foresaw."""

    code = "E901"
    template = "{name}: the program failed in {step}: {reason}."
    hint = "This is a fault of the program, not of the file; please report it with the file."
    exit_code = 70
