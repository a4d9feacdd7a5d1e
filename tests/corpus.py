"""Compare what we read of public Word files with what two independent programs agree on.

``python -m tests.corpus`` prints the share of equal grids and lists the others; it needs ``../shared/corpus``.
"""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from pipeline.errors import PipelineError
from pipeline.model import Grid
from pipeline.profile import default_profile
from pipeline.read import cell_text
from pipeline.read.from_docx import from_docx
from pipeline.read.numbering import Numbering

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
# Signs that the truth shows in another dress: a checked box, a dash that must not break.
DRESS = str.maketrans({"☒": "☑", "\u2011": "-", "\u00ad": None, "\u200b": None, "\ufeff": None})

# Check boxes of old forms: no text, and every program of the truth leaves them out, as list numbers.
BOXES = str.maketrans({"☑": None, "☐": None})


class Judged(NamedTuple):
    """Why a table differs, and whether the corpus says that tables of its kind are to be decided by hand."""

    reason: str
    kind: str = ""


# Tables that differ, each looked at with its page, its XML and the standard (ISO/IEC 29500-1) open.
DELETED = Judged(
    "17.13.5.12: a row with w:trPr/w:del was deleted; both programs print its empty cells", "tracked deletion"
)
BOX = Judged("17.16.7: w:checkBox of an old form; a person sees the boxes, both programs leave them out")
JUDGED = {
    ("2ef2ce6bd5", 1): DELETED,
    ("3482fccf1a", 3): DELETED,
    ("0f5b5fe049", 1): BOX,
    ("39fb2693bd", 2): BOX,
    ("39fb2693bd", 4): BOX,
    ("4ef1c3d117", 4): BOX,
    ("08a0be5a4d", 1): Judged(
        "a border that one row of 37 has 45 twips (0.8 mm) beside that of all others; the page shows six columns, as we do"
    ),
    ("3216a64239", 3): Judged("borders 90 twips (1.6 mm) apart, and a w:gridAfter of 108 twips", "gridAfter"),
    ("6c1d9e4842", 1): Judged("a w:gridBefore of 73 twips (1.3 mm) in all rows but one", "gridBefore"),
    ("659608e04b", 8): Judged(
        "17.4.15: w:gridBefore moves the cells to the right; both programs ignore it", "gridBefore"
    ),
    ("0bb48fde7e", 48): Judged(
        "17.3.3.30: w:sym F0B7 of the font Symbol is a bullet; both programs print a private character"
    ),
    ("7c57a9b5b0", 1): Judged(
        "17.3.2.41: text that its paragraph's style hides (w:vanish); the page does not show it, both programs print it"
    ),
}


def folded(text: str) -> str:
    """Fold white space and compatibility forms, as the truth does."""
    return "".join(unicodedata.normalize("NFKC", text).translate(DRESS).split())


def spread(grid: Grid) -> list[list[str]]:
    """Give the texts of a grid after spreading its spans."""
    texts = [[""] * grid.width for _ in range(grid.height)]
    for box in grid.boxes:
        for row in range(box.row - 1, box.row - 1 + box.down):
            texts[row][box.column - 1 : box.column - 1 + box.across] = [folded(box.text)] * box.across
    return texts


def compared(name: str) -> list[tuple[str, list[list[str]], list[list[str]]]]:
    """Give, for one file, each table of the truth as equal or different, with the nearest of ours."""
    truth = json.loads((CORPUS / "truth" / name).read_text(encoding="utf-8"))
    with mock.patch.object(Numbering, "label", return_value=""), mock.patch.object(cell_text, "equation", lambda _: ""):
        grids = from_docx(CORPUS / truth["path"], default_profile()).grids
    ours = [spread(grid) for grid in grids]
    found, start = [], 0
    for table in truth["tables"]:
        theirs = [[folded(text) for text in row] for row in table["grid"]]
        at = next((at for at, each in enumerate(ours) if at >= start and each == theirs), None)
        if at is None:
            at = next((at for at, each in enumerate(ours) if each == theirs), None)
        if at is not None:
            found.append(("equal", theirs, theirs))
            start = at + 1
        else:
            near = max(ours, key=lambda each: overlap(boxless(each), boxless(theirs)), default=[])
            found.append(("different", near, theirs))
    return found


def overlap(one: list[list[str]], other: list[list[str]]) -> float:
    """Count the texts that two grids share."""
    left, right = (Counter(text for row in grid for text in row if text) for grid in (one, other))
    shared = (left & right).total()
    return shared / max(left.total() + right.total() - shared, 1)


def truth_share(show: bool) -> float:
    """Print each table that differs, the share of equal ones as they are, and the share by the corpus's own rules."""
    raw: Counter[str] = Counter()
    fair: Counter[str] = Counter()
    for path in sorted((CORPUS / "truth").glob("*.json")):
        for at, (kind, near, theirs) in enumerate(results_of(path), 1):
            judged = JUDGED.get((path.stem, at), Judged("not judged"))
            raw[kind] += 1
            fair[judged.kind or ("equal" if kind == "equal" or boxless(near) == boxless(theirs) else kind)] += 1
            if kind != "equal":
                print(f"{path.stem} table {at}: {kind} {size(near)} for {size(theirs)}; {judged.reason}")
                if show:
                    print_difference(near, theirs)
    print(f"as they are: {raw['equal']} of {raw.total()} tables equal ({raw['equal'] / raw.total():.2%})")
    by_hand = {kind: count for kind, count in fair.items() if kind and kind not in raw}
    left = fair.total() - sum(by_hand.values())
    print(f"without those to be decided by hand {by_hand}, boxes of old forms folded on both sides:", end=" ")
    print(f"{fair['equal']} of {left} equal ({fair['equal'] / left:.2%})")
    return fair["equal"] / left


def boxless(grid: list[list[str]]) -> list[list[str]]:
    return [[text.translate(BOXES) for text in row] for row in grid]


def results_of(path: Path) -> list[tuple[str, list[list[str]], list[list[str]]]]:
    """Compare a file; a file that cannot be read counts with each of its tables."""
    try:
        return compared(path.name)
    except PipelineError as error:
        tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
        return [(f"error {error.code}", [], [])] * len(tables)


def size(grid: list[list[str]]) -> str:
    return f"{len(grid)}x{len(grid[0]) if grid else 0}"


def print_difference(near: list[list[str]], theirs: list[list[str]]) -> None:
    """Print the rows that differ, ours above theirs."""
    shown = 0
    for at in range(max(len(near), len(theirs))):
        rows = [grid[at] if at < len(grid) else None for grid in (near, theirs)]
        if rows[0] != rows[1] and shown < 3:
            shown += 1
            print(f"   {at + 1} ours  ", rows[0], f"\n   {at + 1} theirs", rows[1])


def run_all(folder: str) -> Counter[str]:
    """Read every file of a folder: only documented errors may happen."""
    outcomes: Counter[str] = Counter()
    for path in sorted((CORPUS / folder).iterdir()):
        began = time.process_time()
        try:
            from_docx(path, default_profile())
            outcome = "read"
        except PipelineError as error:
            outcome = error.code
        except Exception as error:
            outcome = f"TRACEBACK {error!r}"
            print(path.name, outcome)
        outcomes[outcome] += 1
        spent = time.process_time() - began
        if spent > 2:
            print(f"{path.name}: {spent:.1f} s")
    print(f"{folder}: {dict(outcomes)}")
    return outcomes


def main() -> int:
    if not CORPUS.is_dir():
        print("The corpus is not there.")
        return 0
    run_all("word")
    run_all("bad")
    return 0 if truth_share("-v" in sys.argv) >= 0.99 else 1


if __name__ == "__main__":
    sys.exit(main())
