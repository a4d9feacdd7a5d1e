"""The page of changes in a real browser, at a desk and on a phone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.compare.tables import compare
from pipeline.emit.changes_to_page import changes_to_page
from tests.emit.browsing import width_in
from tests.plugin import table


@pytest.fixture
def changes(browser: Any, tmp_path: Path) -> Any:
    head = "序号:serial|任务:text|牵头部门:unit;"
    old = table(head + "1|修好县道二十公里|住建局;2|新建学校|教育局", title="<b>分解表</b>")
    new = table(head + f"1|修好县道{'三' * 90}十公里|住建局;2|https://{'a' * 90}|林业局", title="<b>分解表</b>")
    path = tmp_path / "变更.html"
    path.write_bytes(changes_to_page(compare([old], [new], ("旧<script>window.hit=1</script>.docx", "新.docx")), "zh"))
    browser.get(path.as_uri())
    return browser


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_of_changes_fits_its_window_and_asks_nobody(changes: Any, width: int) -> None:
    assert width_in(changes, width) <= width
    assert changes.execute_script("return window.hit") is None
    assert [entry for entry in changes.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []
    assert not re.search(r'"url":"(?:https?|wss?):', "".join(e["message"] for e in changes.get_log("performance")))


def test_axe_finds_nothing_against_the_page_of_changes(changes: Any) -> None:
    axe = pytest.importorskip("axe_core_python.selenium", reason="axe-core-python is not installed").Axe()
    # The policy of the page forbids any script, the examiner's too.
    changes.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    try:
        changes.refresh()
        found = axe.run(changes)
    finally:
        changes.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
