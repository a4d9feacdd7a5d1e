"""The page as a person meets it: in a real browser, with a mouse, in both lights, on a phone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.emit.to_report import to_report
from pipeline.model import Column, Repair
from pipeline.result import Wish
from tests.emit.browsing import click, ids, width_in
from tests.emit.conftest import table_of
from tests.emit.test_to_report import HOSTILE


def test_clicking_a_repair_lights_up_its_cell_and_its_source(shown: Any) -> None:
    click(shown, "#t1-4 button")
    assert ids(shown, ".lit") == {"t1-4", "b1-4-1", "c1-3-0"}
    click(shown, "h1")
    assert ids(shown, ".lit") == set()


def test_a_box_lights_up_every_record_that_it_fills_and_back(shown: Any) -> None:
    click(shown, "#b1-2-2")
    assert {"b1-2-2", "c1-1-1", "c1-2-1"} <= ids(shown, ".lit")
    click(shown, "#c1-3-4")
    assert {"b1-4-5", "c1-3-4"} <= ids(shown, ".lit")
    assert "一镇两办" in shown.find_element("id", "status").text


def choose(browser: Any, name: str, value: str) -> None:
    script = "const s=document.querySelector(`select[name=${arguments[0]}]`);s.value=arguments[1];s.dispatchEvent(new Event('change',{bubbles:true}))"
    browser.execute_script(script, name, value)


def listed(browser: Any) -> set[str]:
    return {
        each.get_attribute("id") for each in browser.find_elements("css selector", ".told li") if each.is_displayed()
    }


def test_the_filters_hide_each_alone_and_together(shown: Any) -> None:
    click(shown, "[name=certainty][value=sure]")
    assert listed(shown) == {"t1-4", "t1-1", "t1-2"}
    assert "off" in shown.find_element("id", "c1-2-1").get_attribute("class")
    choose(shown, "code", "R999")
    assert listed(shown) == {"t1-4", "t1-1"}
    choose(shown, "step", "split_people")
    assert listed(shown) == {"t1-1"}
    assert shown.find_element("id", "shown").text == "显示 1 处，共 6 处"
    click(shown, "[name=marked]")
    assert len(shown.find_elements("css selector", ".records tbody tr:not([hidden])")) == 1


def test_a_filter_that_lets_nothing_through_says_so_and_is_taken_back(shown: Any) -> None:
    choose(shown, "code", "D999")
    assert listed(shown) == {"t1-2"}
    click(shown, "[name=certainty][value=review]")
    click(shown, "[name=marked]")
    lines = [each.text for each in shown.find_elements("css selector", ".none") if each.is_displayed()]
    assert lines == ["没有符合筛选条件的记录。", "没有符合筛选条件的修复或疑点。"]
    assert shown.find_element("id", "shown").text == "显示 0 处，共 6 处"
    click(shown, "[type=reset]")
    waited(shown, lambda: len(listed(shown)) == 6)
    assert [each for each in shown.find_elements("css selector", ".none") if each.is_displayed()] == []
    assert len(shown.find_elements("css selector", ".records tbody tr:not([hidden])")) == 3


def waited(browser: Any, done: Any) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 5).until(lambda _: done())


def test_a_kind_is_told_in_words(shown: Any) -> None:
    options = [each.text for each in shown.find_elements("css selector", "select[name=code] option")]
    assert options == ["全部类型", "D999 “…” looks odd (1)", "R999 “…” became “…” (5)"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_the_page(shown: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_core_python.selenium", reason="axe-core-python is not installed").Axe()
    shown.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    try:
        click(shown, "#t1-4 button")
        found = axe.run(shown)
    finally:
        shown.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert len(found["passes"]) > 20


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
    assert width_in(shown, width) <= width
