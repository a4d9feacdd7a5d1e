"""Hand the pages that the program says to MkDocs while it builds the manual (mkdocs-gen-files)."""

from __future__ import annotations

import sys
from pathlib import Path

import mkdocs_gen_files

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from docs import manual  # noqa: E402 - the project's own folder is found only now

for lang in ("zh", "en"):
    for name, page in manual.PAGES.items():
        with mkdocs_gen_files.open(f"{lang}/{name}.md", "w") as file:
            file.write(page(lang))
with mkdocs_gen_files.open("en/developer.md", "w") as file:
    file.write((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
