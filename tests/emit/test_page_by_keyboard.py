"""The page without a mouse: everything is reached by Tab, the arrows, Enter and Space."""

from __future__ import annotations

from typing import Any

from tests.emit.browsing import click, ids, press


def test_the_keyboard_alone_filters_lights_up_and_clears(shown: Any) -> None:
    stops = []
    while (at := press(shown, "TAB")).get_attribute("data-c") is None:
        stops.append(at.get_attribute("name") or at.tag_name)
        assert len(stops) < 30, f"no repair is reached: {stops}"
    # Each part of the page is one stop; no mark in a cell is one of its own.
    assert stops == ["a", "div", *["certainty"] * 3, "step", "code", "marked", "button", "div", "div", "td"]
    assert at.find_element("xpath", "..").get_attribute("id") == "t1-1"
    at = press(shown, "ARROW_DOWN", "ARROW_DOWN", "ARROW_DOWN")
    assert at.find_element("xpath", "..").get_attribute("id") == "t1-4"
    for chosen in ("ENTER", "SPACE"):
        press(shown, chosen)
        assert ids(shown, ".lit") == {"t1-4", "b1-4-1", "c1-3-0"}
        assert "3" in shown.find_element("css selector", "[role=status]").text
        press(shown, "ESCAPE")
        assert ids(shown, ".lit") == set()
        assert not shown.find_element("id", "status").is_displayed()


def test_the_arrows_walk_the_records(shown: Any) -> None:
    shown.execute_script("document.querySelector('.pane.records').focus()")
    assert press(shown, "TAB").get_attribute("id") == "c1-1-0"
    assert press(shown, "ARROW_DOWN", "ARROW_RIGHT").get_attribute("id") == "c1-2-1"
    assert {"c1-2-1", "b1-2-2"} <= ids(shown, ".lit")
    assert press(shown, "END").get_attribute("id") == "c1-2-8"
    assert press(shown, "ARROW_DOWN", "ARROW_DOWN", "HOME", "ARROW_LEFT").get_attribute("id") == "c1-2-8"
    assert press(shown, "ESCAPE").get_attribute("id") == "c1-2-8"
    assert ids(shown, ".lit") == set()


def test_a_filter_leaves_a_record_that_the_keyboard_reaches(shown: Any) -> None:
    click(shown, "[name=certainty][value=sure]")
    click(shown, "[name=marked]")
    assert ids(shown, ".records tbody tr:not([hidden]) [tabindex='0']") == {"c1-2-0"}
