"""What a reader, an auditor and a reviewer do, in a real browser against a real `plantrace serve`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from browsing import CASE_LOADS, PLANS, Site, needs_chromium, plantrace, review_source, serving, three_plans

pytest.importorskip("datasette", reason="the extra `browse` is not installed")


@needs_chromium
def test_what_a_reviewer_does(review: Site, page: Any, tmp_path: Path) -> None:
    """Finds a row by search, opens its evidence, corrects the lead, imports anew, sees the correction stand, exports it, takes it back."""
    page.goto(review.address)
    page.get_by_label("Search recommendations, actions and updates").fill("midwives supervision")
    page.get_by_role("button", name="Search").click()
    page.locator("ol.found h2 a").first.click()
    page.wait_for_load_state("load")
    picture = page.locator("figure.page img").first
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 1000
    assert page.locator("figure.page svg rect.mark-lead_raw").count() >= 1
    row_id = page.url.rsplit("/", 1)[1]

    field = page.locator("#field-lead_raw")
    field.get_by_text("Correct", exact=False).first.click()
    field.locator("[name=name1]").fill("Lynne Goldsmith")
    field.locator("[name=kind1]").select_option("person")
    field.locator("[name=role1]").fill("Named Midwife")
    field.locator("[name=who]").fill("Ann Reviewer")
    field.locator("[name=why]").fill("told by phone")
    field.get_by_role("button", name="Save").click()
    assert "Corrected by Ann Reviewer" in page.locator("#field-lead_raw").inner_text()

    # a later plantrace reads the document anew
    assert plantrace("forget", PLANS[0], "--db", review.database).returncode == 0
    assert plantrace("import", review_source(review), "--db", review.database, "--jobs", "1").returncode == 0
    page.goto(f"{review.address}/row/{row_id}")
    assert "Lynne Goldsmith" in page.locator("#field-lead_raw .read").inner_text()

    assert plantrace("export", tmp_path / "plans.json", "--db", review.database).returncode == 0
    exported = {row["row_id"]: row["leads"] for row in json.loads((tmp_path / "plans.json").read_text("utf-8"))}
    assert exported[row_id][0] == {"name": "Lynne Goldsmith", "kind": "person", "role": "Named Midwife"}

    page.locator("#field-lead_raw").get_by_role("button", name="Undo").click()
    assert "Corrected by" not in page.locator("#field-lead_raw").inner_text()
    assert review.asked("SELECT COUNT(*) FROM leads WHERE name = 'Lynne Goldsmith'") == [(0,)]
    assert page.elsewhere == []


@needs_chromium
def test_the_thread_of_a_recommendation_leads_to_the_evidence_of_each_year(page: Any, tmp_path: Path) -> None:
    """From a search to the thread through three plans, and from each of its occurrences to the cell it is printed in."""
    for site in serving(three_plans(tmp_path)):
        page.goto(site.address)
        page.get_by_label("Search recommendations, actions and updates").fill('"case loads" eighteen')
        page.get_by_role("button", name="Search").click()
        assert page.locator("ol.found > li").count() == 1
        page.get_by_role("link", name="came back in 3 plans").click()
        assert "in 3 plans, 2013-03 to 2018-03" in page.locator("p.lede").inner_text()
        assert page.locator("ol.timeline .when").all_inner_texts() == ["2013-03", "2014-03", "2018-03"]
        assert page.locator("ol.timeline .quote").all_inner_texts() == [f"2 {words}" for words, _, _ in CASE_LOADS.values()]
        thread = page.url
        for at, (recommendation, action, _) in enumerate(CASE_LOADS.values()):
            page.goto(thread)
            page.get_by_role("link", name="See it on the page").nth(at).click()
            page.wait_for_load_state("load")
            assert page.locator("h1").inner_text() == action
            assert page.locator("figure.page img").evaluate("image => image.complete && image.naturalWidth") > 1000
            assert lies_in(page, "rect.mark-recommendation", (80, 260)), "the cell is framed in the column it is printed in"
            assert recommendation in page.locator("#field-recommendation").inner_text()
            assert page.get_by_role("link", name="Follow it through 3 plans").get_attribute("href") == "/thread/" + thread.rsplit("/", 1)[1]
        assert page.elsewhere == []


@needs_chromium
def test_what_an_auditor_does_from_the_search_to_the_export(page: Any, tmp_path: Path) -> None:
    """Search, thread, evidence, a lead corrected, the documents imported again, the thread as it was, the correction in Excel."""
    database = three_plans(tmp_path)
    for site in serving(database, "--review"):
        page.goto(f"{site.address}/rows?words=loads+monthly")
        page.get_by_role("link", name="came back in 3 plans").click()
        thread = page.url
        page.get_by_role("link", name="See it on the page").last.click()
        field = page.locator("#field-lead_raw")
        field.get_by_text("Correct", exact=False).first.click()
        field.locator("[name=name1]").fill("Head of Children's Service")
        field.locator("[name=who]").fill("Ann Auditor")
        field.get_by_role("button", name="Save").click()
        evidence = page.url.partition("#")[0]
        assert "Head of Children's Service" in page.locator("#field-lead_raw .read").inner_text()

        for name in sorted(path.name for path in tmp_path.glob("*.pdf")):
            assert plantrace("forget", name, "--db", database).returncode == 0
        page.goto(evidence)
        assert "No such row" in page.content()
        done = plantrace("import", tmp_path, "--db", database, "--jobs", "1", "--authority", "Northshire County Council")
        assert done.returncode == 0, done.stderr
        page.goto(evidence)
        assert "Corrected by Ann Auditor" in page.locator("#field-lead_raw").inner_text()
        page.goto(thread)
        assert page.locator("ol.timeline .when").all_inner_texts() == ["2013-03", "2014-03", "2018-03"]

        assert plantrace("export", tmp_path / "plans.xlsx", "--db", database).returncode == 0
        rows = list(openpyxl.load_workbook(tmp_path / "plans.xlsx").active.iter_rows(values_only=True))
        exported = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        [corrected] = [row for row in exported if row["Action"] == CASE_LOADS["2018"][1]]
        assert "Head of Children's Service" in str(corrected)
        assert len(exported) == 6


def lies_in(page: Any, mark: str, column: tuple[float, float]) -> bool:
    """Whether the one frame of its kind lies between the borders of a column, to a point's breadth."""
    x, width = page.locator(f"figure.page svg {mark}").evaluate("mark => [mark.x.baseVal.value, mark.width.baseVal.value]")
    return column[0] - 1 <= x and x + width <= column[1] + 1
