"""Words for codes: repairs, doubts and errors become sentences, in English and Chinese.

Below this room there are only codes and facts.  The English sentence is the message id; the Chinese
one stands in ``locale/zh_CN/LC_MESSAGES/pipeline.po``.  A sentence may use the facts of its repair or
doubt and ``{before}``, ``{after}``, ``{column}``, ``{table}``, ``{row}``.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.model import Doubt, Repair

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("zh", "en")

# What each code says, in the order of the steps.
REPAIRS: dict[str, str] = {
    "R207": "The line “{before}” speaks for no record; it is kept among the notes.",
    "R080": "A hidden row or column of the workbook was left out: {before}",
    "R010": "Text deleted under tracked changes was left out: {before}",
    "R011": "Hidden text was left out: {before}",
    "R012": "The mark of a note was left out of the cell: {before}",
    "R013": "Borders that hardly differ made {before} columns of what looks like {after}; they were joined.",
    "R014": "Text that a merged cell covers, and Word does not show, was left out: {before}",
    "R015": "A row deleted under tracked changes was left out: {before}",
    "R016": "A hidden row was left out: {before}",
    "R701": "The number {after} was read from “{before}”.",
    "R801": "Columns were added with the first and last day of each deadline, and its kind: {after}.",
    "R401": "A mark that a program left behind was taken out.",
    "R402": "A wrongly encoded or full-width character was mended.",
    "R403": "Line breaks and padding inside a label were taken out.",
    "R501": "The people in the cell: {after} (printed “{before}”).",
    "R502": "What stands beside the name was set apart: “{before}” is {after}.",
    "R601": "The units in the cell: {after} (printed “{before}”).",
    "R602": "Units printed without a separator were parted, as both are known from other cells: {after}.",
    "R603": "The cell says which units lead and which cooperate (“{before}”); each part has a column of its own.",
    "R604": "Words that stand for others were taken off: {after} (printed “{before}”).",
    "R206": "“{before}” says that there is none; the cell is blank.",
    "R108": "The table is a form; its labels and contents became pairs.",
    "R101": "The table goes on after a page break; its parts were joined.",
    "R102": "A merged cell filled this one with “{after}”.",
    "R103": "An empty row was dropped.",
    "R104": "The column is named “{after}” (printed “{before}”).",
    "R105": "The header printed again on a new page was dropped: {before}",
    "R106": "The row has fewer cells than the header; “{after}” was taken to cover this column too.",
    "R107": "The row only goes on with the one above; its text was joined to it.",
    "R201": "The section row “{before}” became the group of the records below it.",
    "R202": "Blank under “{after}”: the group above goes on.",
    "R203": "“{before}” stands for the text above: “{after}”.",
    "R204": "The total row left the records and is kept among the totals: {before}",
    "R205": "Several records stacked in one row were parted: {after}",
    "R301": "The missing serial was filled: {after}.",
    "R302": "The serial {before} contradicts the numbering and became {after}.",
    "R303": "The serial was written plainly: {before} → {after}.",
    "R951": "“{before}” was corrected to “{after}” ({file}, line {line}). {reason}",
    "R952": "“{before}” was confirmed ({file}, line {line}). {reason}",
    "R953": "The column “{before}” was renamed “{after}” ({file}, line {line}). {reason}",
    "R901": "In the CSV file an apostrophe keeps a spreadsheet from running “{before}” as a formula.",
    "R902": "{units} characters are more than a cell of the workbook can hold; they go on in its sheet of long texts.",
    "R903": "Half a character that no file can hold was replaced by “�”.",
    "R904": "A control character, which no workbook can hold, is shown there by a sign; JSON and CSV keep it.",
}
DOUBTS: dict[str, str] = {
    "D302": "These serials do not count up; they stay as printed.",
    "D010": "Struck through: “{text}”. It was kept; please check whether it still holds.",
    "D011": "This cell is marked as the lower part of a merged cell, but there is none above; it was read as a cell of its own.",
    "D012": "It is not readable how many columns this cell covers (“{said}”).",
    "D013": "The file is damaged; the text was salvaged whole and passed its checksum. Please compare it with the original.",
    "D014": "A part of the file ({part}) is damaged; list numbers or hidden text may be wrong.",
    "D015": "{count} parts of the document were inserted as whole files and are not read. Open it in Word, save it again, and convert that.",
    "D016": "A header or footer holds a table, which is not converted: {text}",
    "D017": "Below “{text}” stands a large picture: if it is a table, it could not be read.",
    "D701": "“{text}” is no number in this column's unit; the whole column stays as printed.",
    "D801": "“{text}” names no year, and neither does the document; it was not dated.",
    "D501": "It cannot be told whether the gaps here part people or pad a name; left as printed.",
    "D601": "It cannot be told whether the line break parts two units or breaks one name: {text}.",
    "D602": "“{text}” may be two units printed without a separator; only one of them is known from other cells.",
    "D205": "“{words}” says {said}, but there are {found} records.",
    "D206": "Blank; the dump does not tell whether the text above goes on here.",
    "D050": "The encoding was judged to be {encoding}, but {rival} would fit nearly as well: check the text for wrong characters.",
    "D051": "{count} places could not be decoded as {encoding} and show “�”: the file is cut off, or it mixes encodings.",
    "D052": "Part of this cell could not be decoded and shows “�”.",
    "D053": "It is not certain that a new row begins here: the blank line before it may belong to the cell above.",
    "D054": "The blank line after this cell was read as part of it; the row may end here.",
    "D055": "{count} lines are written in another encoding ({rival}) than the rest ({encoding}) and may be garbled.",
    "D056": "The dump does not tell which lines belong to which cell of this row; they were dealt out by what the other rows hold.",
    "D057": "This line has another number of cells than the rest of its table.",
    "D058": "The columns were told by the blanks that run through all lines; check them.",
    "D059": "The text holds only the paragraphs of the table; rows were told by the column names and serials. Compare it with the original.",
    "D104": "No row names the columns; they are numbered.",
    "D105": "The corner of the header holds two names, {names}; “{column}” was taken for its column.",
    "D106": "The row has fewer cells than the header, and it is not certain which columns its merged cell covers.",
    "D201": "The section says {said} records, but there are {found}.",
    "D202": "Blank, though the column is printed once for several rows; no value above belongs to it.",
    "D203": "A ditto mark with nothing above it; left as printed.",
    "D204": "The printed total is {said}, but the records sum up to {found}.",
    "D951": "{file}, line {line}: “{old}” was expected here, but “{now}” stands here; the correction is stale and was not applied.",
    "D952": "{file}, line {line}: there is no table {said}; the correction was not applied.",
    "D953": "{file}, line {line}: there is no record {said}; the correction was not applied.",
    "D954": "{file}, line {line}: there is no column “{said}”; the correction was not applied.",
    "D955": "{file}, line {line}: several records are called {said}; name the record by its count (#3). The correction was not applied.",
    "D956": "{file}, line {line}: line {first} already decides this cell; this line was not applied.",
    "D957": "{file}, line {line}: {fields} fields are not as many as the first line has; the line was not applied.",
    "D958": "{file}, line {line}: the serial {said} now stands twice; the others were not renumbered.",
    "D959": "{file}, line {line}: the days in {names} were read before the correction; correct them too.",
    "D301": "The serial is printed {printed}, but by order it is {number}; please check.",
}

# Other words that a person reads: sheet names, headings, the closing line.
WORDS: tuple[str, ...] = (
    "Records",
    "As printed",
    "Responsibilities",
    "Statistics",
    "Targets",
    "Repairs",
    "To review",
    "About",
    "Long texts",
    "Index",
    "nobody named",
    "Serials",
    "Records here",
    "Records in the attachment",
    "This workbook holds only the records of",
    "Changes",
    "Serial before",
    "Text before",
    "Text after",
    "Serial after",
    "the whole column",
    "renamed",
    "Summary",
    "added",
    "dropped",
    "changed",
    "moved",
    "renumbered",
    "same",
    "Nothing differs.",
    "This table is new.",
    "This table is gone.",
    "Columns added",
    "Columns dropped",
    "Column renamed",
    "What changed",
    "No.",
    "Code",
    "Step",
    "Record",
    "Column",
    "Source",
    "Before",
    "After",
    "Certainty",
    "What was done",
    "Table",
    "sure",
    "inferred",
    "review",
    "doubt",
    "Kind",
    "Repair",
    "Doubt",
    "What it says",
    "Go to",
    "Decision",
    "Remark",
    "agreed",
    "change",
    "leave as printed",
    "Corrected value",
    "Value now",
    "Old value",
    "New value",
    "Reason",
    "table {table}, row {row}, column {column}",
    "record {number}",
    "Page {page} of {pages}",
    "Serial",
    "Group",
    "Item",
    "Part",
    "Name",
    "In column",
    "Spelt out from",
    "unit",
    "person",
    "lead",
    "cooperating",
    "responsible",
    "By unit",
    "By person",
    "By group",
    "Count",
    "Total",
    "Share",
    "Measure",
    "Change",
    "increase",
    "decrease",
    "Comparison",
    "Number",
    "Unit",
    "As written",
    "It follows from the file's own structure.",
    "It follows from the other rows of the table.",
    "It wants a person's eye: a repair to review, or a doubt about something left as it was.",
    "One row for each record: to filter, sort and count. Repaired cells are tinted and carry a note.",
    "The table as the source prints it, with the numbers of its rows and columns.",
    "One row for each unit and person of a record.",
    "Counts by unit, person and group; the formulas count the sheets of this workbook.",
    "Numbers that the tasks promise.",
    "Every change that was made, with the text before and after.",
    "What a person should look at. Choose a decision; the corrections file can take it up.",
    "The rest of texts that are too long for a cell.",
    "File",
    "Kind of file",
    "Encoding",
    "Title",
    "Made by",
    "Where each character went",
    "Characters in the source's tables",
    "in the records",
    "in titles, notes and totals",
    "dropped, told among the repairs",
    "lost",
    "The sheets",
    "Note",
    "Stands in",
    "Totals",
    "Doubts",
    "What the colours mean",
    "Sheet",
    "Cell",
    "Text",
    "Check the conversion",
    "Go to the repairs and doubts",
    "Repairs by step",
    "Records by unit",
    "Records by person",
    "Show",
    "all steps",
    "only records with marks",
    "Only the first {count} records are shown here; the workbook has all of them.",
    "Repairs and doubts",
    "Nothing was changed and nothing looks odd.",
    "join_split_tables",
    "name_tables",
    "settle_grid",
    "part_forms",
    "find_header",
    "drop_empty_rows",
    "drop_repeated_headers",
    "align_short_rows",
    "set_section_rows_apart",
    "set_totals_apart",
    "assign_roles",
    "expand_ditto_marks",
    "split_stacked_rows",
    "join_broken_rows",
    "number_serials",
    "clean_text",
    "fill_down_blanks",
    "split_people",
    "tell_lead_units",
    "split_units",
    "parse_amounts",
    "parse_deadlines",
    "check_counts",
    "find_targets",
    "a table of settings, [name]",
    'a list of texts, ["…", "…"]',
    "a number from 0 to 1",
    "a whole number above 0",
    "fill or keep",
    "a step that the later ones can do without",
    "apply_corrections",
    "guard_outputs",
    "The table is so long that only the lists stand here; the table as printed and the counts are left out.",
    "a .docx or another package under a false name",
    "an old Office file (.doc, .xls) under a false name",
    "a rich text file (.rtf)",
    "a PDF file",
    "a picture",
    "a compressed file",
    "binary data",
    "Number of records",
    "repairs: sure",
    "repairs: inferred",
    "repairs: review",
    "table {table}, row {row}",
    "table {table}",
)


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    folder = {"zh": ["zh_CN"]}.get(lang, [])
    return gettext.translation("pipeline", str(LOCALE), languages=folder, fallback=True)


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Give zh or en: what ``--lang`` says, else Chinese where the locale is Chinese, else English.

    >>> choose_language(["convert", "--lang=en"], {"LANG": "zh_CN.UTF-8"}), choose_language([], {"LANG": "zh_CN.UTF-8"})
    ('en', 'zh')
    """
    for at, argument in enumerate(arguments):
        said = argument.removeprefix("--lang=") if "=" in argument else "".join(arguments[at + 1 : at + 2])
        if argument.split("=")[0] == "--lang" and said in LANGUAGES:
            return said
    wanted = next((environment[name] for name in _variables if environment.get(name)), "")
    return "zh" if wanted.lower().startswith("zh") else "en"


# In the order in which gettext asks them.
_variables = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def speak(lang: str) -> None:
    """Let this process speak a language, click's own words included."""
    os.environ["LANGUAGE"] = {"zh": "zh_CN"}.get(lang, "en")
    gettext.bindtextdomain("pipeline", str(LOCALE))
    gettext.textdomain("pipeline")


def counted(number: int, one: str, many: str, lang: str) -> str:
    """Say how many there are of something.

    >>> counted(1, "{n} table", "{n} tables", "en"), counted(2, "{n} table", "{n} tables", "en")
    ('1 table', '2 tables')
    """
    return _catalogue(lang).ngettext(one, many, number).format(n=number)


def word(text: str, lang: str) -> str:
    """Give a word or sentence in the language; ``lang`` is zh or en."""
    return _catalogue(lang).gettext(text)


def sentence(told: Repair | Doubt, lang: str) -> str:
    """Say a repair or a doubt."""
    known = REPAIRS if isinstance(told, Repair) else DOUBTS
    facts: dict[str, str | int] = {"column": told.column, "table": told.place.table, "row": told.place.row}
    if isinstance(told, Repair):
        facts |= {"before": told.before, "after": told.after}
    return word(known[told.code], lang).format_map(facts | dict(told.facts))


def complaint(error: PipelineError, lang: str) -> str:
    """Say an error: what, which file, what to do next."""
    facts = {
        key: word(value, lang) if isinstance(value, str) and value else value for key, value in error.facts.items()
    }
    said = [word(text, lang).format_map(facts) for text in (error.template, error.hint)]
    return " ".join(said) if lang == "en" else "".join(said)
