"""A file was read and gives no table: what stands in its place, so that a clerk knows where the table is."""

from __future__ import annotations

from pipeline.errors import PipelineError


class NoTable(PipelineError):
    """The file was read, and there is no table in it."""

    code = "E106"
    template = "{name} holds no table."
    hint = "Check that it is the right attachment; a table that is a picture cannot be read."


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


class MarginTable(NoTable):
    """The only table stands in a header or footer, where a letterhead or a page number stands otherwise."""

    code = "E119"
    template = "{name} holds no table in its text, only one in a header or footer: “{text}”."
    hint = "If it is the one that is wanted, move it into the text in Word or WPS, save the file, and try again."


class DeletedTable(NoTable):
    """There was a table, and nothing of it is left on the page."""

    code = "E120"
    template = "{name} holds no table any more: all rows of it were deleted under tracked changes, or hidden: “{text}”."
    hint = (
        "Ask the sender whether that is meant; if not, reject the changes in Word or WPS, save the file, and try again."
    )


class TextWithoutTable(NoTable):
    """A text in which no dialect sees a table: some programs print only the paragraphs of one."""

    code = "E121"
    template = "{name} holds no table that can be told from its text."
    hint = "If it was made from a Word file or a workbook, ask for that file; a text keeps too little of a table."


class EndingTable(NoTable):
    """The only table ends a .doc, and LibreOffice makes paragraphs of such a one."""

    code = "E122"
    template = "{name} ends in a table, and LibreOffice loses such a one."
    hint = "Open it in Word or WPS, save it as .docx, and convert that."


class HiddenTable(NoTable):
    """A workbook shows nothing; all that it holds stands in hidden sheets."""

    code = "E123"
    template = "{name} shows no table; what it holds stands in hidden sheets: {sheets}."
    hint = "Show the sheets that are wanted in Excel or WPS, save the file, and try again."
