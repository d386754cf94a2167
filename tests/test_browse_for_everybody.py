"""Pages for everybody: nothing from elsewhere, at 200 %, by keyboard, with a screen reader, without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browsing import Site, needs_chromium, pages_of

pytest.importorskip("datasette", reason="the extra `browse` is not installed")


@needs_chromium
def test_pages_ask_nothing_of_another_host_and_fit_at_200_percent(site: Site, page: Any) -> None:
    page.set_viewport_size({"width": 640, "height": 512})  # a window of 1280 at 200 %
    for path in pages_of(site):
        page.goto(site.address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{path} scrolls sideways"
        assert page.locator("h1").count() == 1, path
    assert page.elsewhere == []


@needs_chromium
def test_axe_finds_no_serious_fault(site: Site, page: Any) -> None:
    axe = pytest.importorskip("axe_core_python", reason="the package axe-core-python is not installed")
    script = Path(axe.__file__).with_name("axe.min.js").read_text("utf-8")
    for path in pages_of(site):
        page.goto(site.address + path)
        page.evaluate(script)
        found = page.evaluate("axe.run().then(found => found.violations)")
        serious = [(each["id"], each["nodes"][0]["html"][:200]) for each in found if each["impact"] in ("serious", "critical")]
        assert serious == [], path


@needs_chromium
def test_the_keyboard_reaches_content_search_and_evidence(site: Site, page: Any) -> None:
    page.goto(f"{site.address}/rows?words=supervision")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href') || ''"))
    assert any(href.startswith("/row/") for href in reached)


def test_pages_work_without_scripts(site: Site) -> None:
    """None of our pages has a script at all."""
    for path in pages_of(site):
        status, _, body = site.get(path)
        assert (status, "<script" in body) == (200, False), path
