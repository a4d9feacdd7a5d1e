from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.emit.to_report import to_report
from pipeline.model import Column, Place, Repair
from pipeline.result import Result, Wish
from tests.emit.conftest import table_of

HOSTILE = ["<script>window.hit=1</script>", '" onload="window.hit=1', "'><img src=x onerror=window.hit=1>", "</td></table>", "{{ 7*7 }}", "&lt;b&gt;"]  # fmt: skip


def page_of(result: Result, wish: Wish) -> str:
    return to_report(result, wish)[".html"].decode()


def test_it_is_one_file_that_asks_nobody(result: Result, wish: Wish) -> None:
    page = page_of(result, wish)
    assert not re.findall(r"""(?:src|href)=["'](?!#)|@import|url\(""", page)
    assert "default-src 'none'" in page
    assert to_report(result, wish)[".html"].decode() == page


def test_hostile_texts_stay_texts(wish: Wish) -> None:
    columns = (Column("<b>项目</b>"), Column("备注"))
    page = page_of(table_of(columns, *((text, text) for text in HOSTILE)), wish)
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "<b>" not in page
    assert "{{ 7*7 }}" in page


def test_boxes_keep_their_merges_and_cells_name_their_boxes(result: Result, wish: Wish) -> None:
    page = page_of(result, wish)
    assert re.search(r'<td id="b1-2-2" rowspan="2"', page)
    # The second record's group was printed in the first one's row: one box covers both.
    assert re.search(r'<td id="c1-2-1" data-b="b1-2-2"', page)


def test_a_long_table_says_what_is_left_out(wish: Wish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.emit.look_at.MOST_RECORDS", 2)
    page = page_of(table_of((Column("项目"),), ("甲",), ("乙",), ("丙",)), wish)
    assert 'id="c1-2-0"' in page
    assert 'id="c1-3-0"' not in page
    assert "2" in re.findall(r'<p class="note">(.*?)</p>', page)[0]


def test_of_a_long_table_both_sides_end_together_and_what_wants_an_eye_is_listed(
    wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.emit.look_at.MOST_RECORDS", 2)
    long = table_of((Column("项目"),), ("甲",), ("乙",), ("丙",), ("丁",))
    first = long.tables[0]
    repairs = tuple(
        Repair("R999", "clean_text", Place(1, row, 1), "x", "y", certainty, "项目")
        for row, certainty in ((2, "sure"), (4, "sure"), (5, "review"))
    )
    page = page_of(replace(long, tables=(replace(first, repairs=repairs),)), wish)
    assert 'id="b1-3-1"' in page
    assert 'id="b1-4-1"' not in page
    assert re.findall(r'<li id="(t1-\d+)" data-certainty="(\w+)"', page) == [("t1-1", "sure"), ("t1-3", "review")]
    # The figures count what is not shown, too.
    assert re.search(r'<output id="shown">3</output> / 3', page)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    selenium = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        pytest.skip("chromium and chromedriver are not installed")
    options = selenium.ChromeOptions()
    options.binary_location = chromium
    profile = tmp_path_factory.mktemp("chromium")
    quiet = "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking"
    quiet += " disable-component-update disable-sync window-size=1280,900"
    for flag in [*quiet.split(), f"user-data-dir={profile}"]:
        options.add_argument("--" + flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driving = selenium.Chrome(options=options, service=selenium.ChromeService(driver))
    driving.get("about:blank")
    driving.get_log("performance")  # the browser's own start page asks a network; what follows is ours
    yield driving
    driving.quit()


@pytest.fixture
def shown(browser: Any, result: Result, wish: Wish, tmp_path: Path) -> Any:
    path = tmp_path / "页.html"
    path.write_bytes(to_report(result, wish)[".html"])
    browser.get(path.as_uri())
    return browser


def ids(browser: Any, css: str) -> set[str]:
    return {each.get_attribute("id") for each in browser.find_elements("css selector", css)}


def click(browser: Any, css: str) -> None:
    # A click by script reaches what the sticky bar would cover.
    browser.execute_script("document.querySelector(arguments[0]).click()", css)


def test_clicking_a_repair_lights_up_its_cell_and_its_source(shown: Any) -> None:
    click(shown, "#t1-2 button")
    assert ids(shown, ".lit") == {"t1-2", "b1-4-1", "c1-3-0"}
    click(shown, "h1")
    assert ids(shown, ".lit") == set()


def test_a_box_lights_up_every_record_that_it_fills_and_back(shown: Any) -> None:
    click(shown, "#b1-2-2")
    assert {"b1-2-2", "c1-1-1", "c1-2-1"} <= ids(shown, ".lit")
    click(shown, "#c1-3-4")
    assert {"b1-4-5", "c1-3-4"} <= ids(shown, ".lit")
    assert "一镇两办" in shown.find_element("id", "status").text


def test_the_filters_hide(shown: Any) -> None:
    click(shown, "[name=certainty][value=sure]")
    assert ids(shown, ".told li:not([hidden])") == {"t1-2", "t1-3", "t1-6"}
    assert "off" in shown.find_element("id", "c1-2-1").get_attribute("class")
    shown.execute_script(
        "const s=document.querySelector('select');s.value='split_people';s.dispatchEvent(new Event('change',{bubbles:true}))"
    )
    assert ids(shown, ".told li:not([hidden])") == {"t1-3"}
    assert shown.find_element("id", "shown").text == "1"
    click(shown, "[name=marked]")
    assert len(shown.find_elements("css selector", ".records tbody tr:not([hidden])")) == 1


def test_the_arrows_walk_the_records(shown: Any) -> None:
    row = shown.find_element("css selector", ".records tbody tr")
    shown.execute_script("arguments[0].focus()", row)
    from selenium.webdriver.common.keys import Keys

    shown.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert "c1-2-0" in ids(shown, ".lit")
    shown.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert ids(shown, ".lit") == set()


def test_nothing_comes_from_a_network_and_no_script_fails(shown: Any) -> None:
    assert [entry for entry in shown.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []
    asked = re.findall(
        r'"url":"((?:https?|wss?):[^"]*)"', "".join(entry["message"] for entry in shown.get_log("performance"))
    )
    assert asked == []


def test_hostile_texts_run_nothing(browser: Any, wish: Wish, tmp_path: Path) -> None:
    result = table_of((Column("项目"),), *((text,) for text in HOSTILE))
    first = result.tables[0]
    repairs = tuple(
        Repair("R999", text, cell.place, text, text + "!", "sure", "项目")
        for text, cell in zip(HOSTILE, (row.cells[0] for row in first.table.rows), strict=True)
    )
    path = tmp_path / "a.html"
    hostile = replace(result, tables=(replace(first, repairs=repairs),))
    path.write_bytes(to_report(hostile, wish)[".html"])
    browser.get(path.as_uri())
    assert browser.execute_script("return window.hit") is None
    cells = [each.text for each in browser.find_elements("css selector", ".records tbody td")]
    assert cells == HOSTILE


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_its_window(shown: Any, width: int) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    shown.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        assert shown.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        shown.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_nested_table_says_where_it_stands(result: Result, wish: Wish) -> None:
    first = result.tables[0]
    nested = replace(first, table=replace(first.table, parent=Place(1, 3, 2)))
    page = page_of(replace(result, tables=(nested,)), replace(wish, lang="en"))
    assert '<p class="note">Stands in table 1, row 3, column 2</p>' in page
