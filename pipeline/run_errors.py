"""What a run cannot do, said so that a clerk knows what to do next: its settings, its folders, its outputs, its own faults."""

from __future__ import annotations

from pipeline.errors import PipelineError


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


class FolderInUse(PipelineError):
    """Another run writes into the same output folder."""

    code = "E205"
    template = "{name} is in use by another run of fubiao."
    hint = "Wait until it has ended, or choose another folder (-o)."
    exit_code = 5


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


class TooManyColumns(PipelineError):
    """All results together have more columns than a kind of file holds."""

    code = "E240"
    template = "{name}: the results have {columns} columns, and such a file holds {limit}."
    hint = "Take .parquet, which holds them all, or gather folders of like attachments one by one."
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
    hint = "This is a fault of the program, not of the file; send this line and the file to whoever set the program up for you."
    exit_code = 70


class ProgramFault(PipelineError):
    """An exception that nobody foresaw."""

    code = "E901"
    template = "{name}: the program failed in {step}: {reason}."
    hint = "This is a fault of the program, not of the file; send this line and the file to whoever set the program up for you."
    exit_code = 70
