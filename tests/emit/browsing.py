"""A real browser for tests: opened once for each file of tests, clicked and typed into."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.emit.to_report import to_report
from pipeline.result import Result, Wish


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
    """Open the page of the result made by hand."""
    path = tmp_path / "页.html"
    path.write_bytes(to_report(result, wish)[".html"])
    browser.get(path.as_uri())
    return browser


def ids(browser: Any, css: str) -> set[str]:
    return {each.get_attribute("id") for each in browser.find_elements("css selector", css)}


def click(browser: Any, css: str) -> None:
    # A click by script reaches what the sticky bar would cover.
    browser.execute_script("document.querySelector(arguments[0]).click()", css)


def width_in(browser: Any, width: int) -> int:
    """Give the width that the page shown takes in a window of this width; a narrow one is a phone's."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        return int(browser.execute_script("return document.documentElement.scrollWidth"))
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def press(browser: Any, *keys: str) -> Any:
    """Press keys wherever the focus is, as a person without a mouse does."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    for key in keys:
        ActionChains(browser).send_keys(getattr(Keys, key)).perform()
    return browser.switch_to.active_element
