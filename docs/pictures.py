"""The pictures of the manual, made from what the program writes for the attachment that ships with it."""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
SHEETS = {
    "03-records": "清单",
    "04-printed": "原表",
    "05-duties": "责任明细",
    "06-statistics": "统计",
    "07-repairs": "修复记录",
    "08-review": "待核对",
}
CHROMIUM = ("chromium", "--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-gpu")


def main() -> None:
    """Convert the attachment and draw every picture; say which program is missing."""
    missing = [name for name in ("soffice", "pdftoppm", "chromium") if shutil.which(name) is None]
    if missing:
        sys.exit(f"The pictures need {', '.join(missing)}; .ci/programs installs them.")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        said = run([sys.executable, "-m", "pipeline", "convert", "-o", str(folder), "--force", "--lang", "zh"])
        workbook = next(folder.glob("*.xlsx"))
        inputs = "\n".join(path.name for path in sorted((ROOT / "input").iterdir()))
        terminal("01-input", f"input\\\n  {inputs}", folder)
        terminal("02-run", f"$ make convert\n{said}", folder)
        for picture, sheet in SHEETS.items():
            draw_sheet(picture, sheet, workbook.read_bytes(), folder)
        shoot("09-page", workbook.with_suffix(".html"), 1280, 860)
        shoot("10-phone", workbook.with_suffix(".html"), 500, 900)


def run(command: list[str]) -> str:
    """Run a command and give what it says."""
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8", env=os.environ)
    return done.stdout.strip()


def terminal(picture: str, text: str, folder: Path) -> None:
    """Draw some lines as a terminal shows them."""
    page = folder / f"{picture}.page.html"
    style = "margin:0;padding:24px;background:#1e1e1e;color:#eee;font:18px/1.6 'Noto Sans Mono CJK SC',monospace"
    page.write_text(
        f'<meta charset=utf-8><body style=margin:0><pre style="{style}">{html.escape(text)}</pre>', encoding="utf-8"
    )
    shoot(picture, page, 1000, 48 + 29 * (text.count("\n") + 1))


def shoot(picture: str, page: Path, width: int, height: int) -> None:
    """Draw a page as a browser shows it."""
    target = PICTURES / f"{picture}.png"
    run([*CHROMIUM, f"--window-size={width},{height}", f"--screenshot={target}", page.resolve().as_uri()])


def draw_sheet(picture: str, sheet: str, workbook: bytes, folder: Path) -> None:
    """Draw the first printed page of one sheet."""
    path = folder / f"{picture}.xlsx"
    path.write_bytes(alone(workbook, sheet))
    run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)])
    target = PICTURES / picture
    pdf = str(path.with_suffix(".pdf"))
    run(["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", pdf, str(target)])


def alone(workbook: bytes, sheet: str) -> bytes:
    """Hide all sheets of a workbook but one."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = re.sub(rf'<sheet name="(?!{sheet}")'.encode(), b'<sheet state="hidden" name="', data)
                place = re.findall(rb'<sheet (?:state="hidden" )?name="([^"]*)"', data).index(sheet.encode())
                data = re.sub(rb"<workbookView ", f'<workbookView activeTab="{place}" '.encode(), data)
            new.writestr(name, data)
    return made.getvalue()


if __name__ == "__main__":
    main()
