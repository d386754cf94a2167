"""Pages for everybody: nothing from elsewhere, at 200 %, by keyboard, with a screen reader, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import CHROMIUM, Site, needs_chromium, pages_of, review_pages_of, serving, three_plans

pytest.importorskip("datasette", reason="the extra `browse` is not installed")


@pytest.fixture(scope="module")
def reviewing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Three plans of one matter, with corrections on: every page has its forms."""
    yield from serving(three_plans(tmp_path_factory.mktemp("reviewing")), "--review")


@pytest.fixture(scope="module")
def axe() -> str:
    package = pytest.importorskip("axe_core_python", reason="the package axe-core-python is not installed")
    return Path(package.__file__).with_name("axe.min.js").read_text("utf-8")


@needs_chromium
def test_pages_ask_nothing_of_another_host_and_fit_at_200_percent(site: Site, reviewing: Site, page: Any) -> None:
    page.set_viewport_size({"width": 640, "height": 512})  # a window of 1280 at 200 %
    for address in addresses(site, reviewing):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} scrolls sideways"
        assert page.locator("h1").count() == 1, address
    assert page.elsewhere == []


def addresses(site: Site, reviewing: Site) -> list[str]:
    return [*(site.address + path for path in pages_of(site)), *(reviewing.address + path for path in review_pages_of(reviewing))]


@needs_chromium
def test_axe_finds_no_serious_fault(site: Site, reviewing: Site, page: Any, axe: str) -> None:
    for address in addresses(site, reviewing):
        page.goto(address)
        assert serious_faults(page, axe) == [], address


@needs_chromium
def test_axe_would_find_one(site: Site, page: Any, axe: str) -> None:
    """A field without a label, words in the colour of their ground."""
    page.goto(site.address)
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert [fault for fault, _ in serious_faults(page, axe)] == ["label"]


def serious_faults(page: Any, axe: str) -> list[tuple[str, str]]:
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(found => found.violations)")
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found if each["impact"] in ("serious", "critical")]


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
        if not path.startswith("/data"):
            _, _, body = site.get(path)
            assert ("<script" in body, "<h1" in body) == (False, True), path


@needs_chromium
def test_a_reader_without_scripts_searches_narrows_down_and_sees_the_cell(site: Site) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(site.address)
        page.get_by_label("Search recommendations, actions and updates").fill("supervision")
        page.get_by_role("button", name="Search").click()
        every = page.locator("ol.found > li").count()
        page.locator("aside").get_by_role("link", name="Green").click()
        assert 0 < page.locator("ol.found > li").count() < every
        page.locator("ol.found h2 a").first.click()
        page.wait_for_load_state("load")
        assert page.locator("figure.page svg rect.mark-action").count() >= 1
        assert page.locator("figure.page img").first.bounding_box()["height"] > 200
        page.get_by_role("link", name="The whole plan").click()
        assert page.locator("table.plan").count() == 1
        browser.close()


@needs_chromium
def test_the_browser_itself_refuses_what_the_policy_forbids(site: Site, page: Any) -> None:
    """A script, a picture and a frame of another host that got into a page nevertheless do nothing."""
    page.goto(site.address)
    page.evaluate(
        """() => {
            window.refused = [];
            document.addEventListener('securitypolicyviolation', event => window.refused.push(event.effectiveDirective));
            const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script);
            const image = document.createElement('img'); image.src = 'https://elsewhere.example/x.png'; document.body.append(image);
            const frame = document.createElement('iframe'); frame.src = 'https://elsewhere.example/'; document.body.append(frame);
        }"""
    )
    page.wait_for_function("window.refused.length >= 3")
    assert page.evaluate("window.ran") is None
    assert sorted(page.evaluate("window.refused")) == ["frame-src", "img-src", "script-src-elem"]
