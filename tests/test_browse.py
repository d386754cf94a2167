"""What the pages of the archive show: search, facets, plans, rows, data."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from browsing import PLANS, SAMPLES, Site, plantrace, review_source, serving

pytest.importorskip("datasette", reason="the extra `browse` is not installed")

from plantrace.trace.browse.questions import QUESTIONS


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("midwives", True),
        ('"antenatal and post natal"', True),
        ("midwiv*", True),
        ("midwife AND (", True),
        ("nothinglikethis", False),
        ('"', False),
        ("*", False),
        ("' OR 1=2 --", False),
    ],
)
def test_whatever_is_typed_is_searched_for(site: Site, words: str, rows: bool) -> None:
    from urllib.parse import quote

    status, _, body = site.get(f"/rows?words={quote(words)}")
    assert (status, "/row/" in body) == (200, rows)


def test_facets_narrow_down_and_count(site: Site) -> None:
    green = site.asked("SELECT COUNT(*) FROM plan_rows WHERE rag = 'green'")[0][0]
    assert f"<h1>{green} rows</h1>" in site.get("/rows?rag=green")[2]
    unrated = site.asked(f"SELECT COUNT(*) FROM plan_rows WHERE rag IS NULL AND status = 'complete' AND document <> '{PLANS[2]}'")[0][0]
    assert f"<h1>{unrated} rows</h1>" in site.get("/rows?rag=-&status=complete")[2]


def test_an_issue_in_two_formats_is_shown_once_unless_both_are_asked_for(site: Site) -> None:
    """The Word file of the PDF: in searches and counts the PDF stands for both, and says so."""
    once, twice = site.get("/rows?authority=Stockton")[2], site.get("/rows?authority=Stockton&formats=all")[2]
    assert ("<h1>58 rows</h1>" in once, "<h1>116 rows</h1>" in twice) == (True, True)
    assert once.count(f"also in {PLANS[2]}") == 50  # a page of them
    assert "Show every format" in once
    assert "Show each issue once" in twice
    start = site.get("/")[2]
    rows = site.asked("SELECT COUNT(*) FROM plan_rows")[0][0]
    assert f"<b>{rows - 58}</b> actions" in start
    assert len(re.findall(r"also in <a[^>]*>" + re.escape(PLANS[2]), start)) == 1


def test_a_plan_shows_what_it_answers_and_what_was_judged(database: Path) -> None:
    connection = sqlite3.connect(database)
    [document] = connection.execute("SELECT document_id FROM documents WHERE document = 'stockton-2013.word.docx'").fetchone()
    connection.execute(
        'UPDATE documents SET judgements = \'["Overall effectiveness: adequate", "Leadership: good"]\' WHERE document_id = ?', [document]
    )
    connection.commit()
    connection.close()
    for site in serving(database):
        assert "<dt>Judged</dt><dd>Overall effectiveness: adequate; Leadership: good</dd>" in site.get(f"/plan/{document}")[2]


def test_a_reference_leads_to_the_row_that_it_means_and_back(site: Site) -> None:
    """`[See Quality Of Assessment And Planning action A4 above]`"""
    [(citing, target)] = site.asked(
        "SELECT f.row_id, f.target_row_id FROM action_references f JOIN plan_rows r ON r.row_id = f.row_id "
        "WHERE r.document = 'sunderland-2013.web.pdf' AND f.value = 'A4'"
    )
    [(number, text)] = site.asked("SELECT recommendation_number, recommendation FROM plan_rows WHERE row_id = ?", target)
    assert (number, text[:40]) == ("A4", "Ensure that all child protection plans a")
    assert f'<a href="/row/{target}">see A4</a>' in site.get(f"/row/{citing}")[2]
    assert f'<a href="/row/{citing}">' in site.get(f"/row/{target}")[2].split("referred to by")[1].split("</div>")[0]


def test_a_row_says_whom_its_lead_names(site: Site) -> None:
    """`Designated Nurse – LAC` with a long dash is the Designated Nurse - LAC."""
    [(row,)] = site.asked("SELECT row_id FROM lead_parties WHERE printed = 'Designated Nurse – LAC' LIMIT 1")
    assert "Designated Nurse – LAC is Designated Nurse - LAC: the same words" in site.get(f"/row/{row}")[2]


def test_leads_are_counted_by_rows_found(site: Site) -> None:
    """A row that names a lead twice counts once, and rows without the words do not count."""
    found = {row["row_id"] for row in json.loads(site.get("/data/search.json?words=%22supervision%22&_shape=array&_size=max")[2])}
    leads = set(site.asked("SELECT name, row_id FROM leads"))
    body = site.get("/rows?words=supervision")[2]
    shown = re.findall(r'lead=[^"]*"[^>]*>([^<]+) <span class="count">(\d+)</span>', body)
    wanted = {
        name: str(len(rows & found)) for name in {name for name, _ in leads} if (rows := {row for one, row in leads if one == name}) & found
    }
    assert shown != []
    assert {name: wanted[html.unescape(name)] for name, _ in shown} == dict(shown)


def test_an_import_made_while_serving_is_found(database: Path) -> None:
    assert plantrace("forget", PLANS[0], "--db", database).returncode == 0
    for site in serving(database):
        assert "/row/" not in site.get("/rows?words=midwives")[2]
        assert plantrace("import", review_source(site), "--db", database, "--jobs", "1").returncode == 0
        with ThreadPoolExecutor(8) as readers:  # all at once: one brings the index up to date, the others wait for it
            answers = list(readers.map(site.get, ["/rows?words=midwives"] * 8))
        assert ["/row/" in page for _, _, page in answers] == [True] * 8


def test_everything_is_there_as_csv_and_json(site: Site) -> None:
    rows = site.asked("SELECT COUNT(*) FROM plan_rows")[0][0]
    assert json.loads(site.get("/data/plan_rows.json?_size=1")[2])["filtered_table_rows_count"] == rows
    assert site.get("/data/plan_rows.csv?_size=max")[2].count("\r\n") > rows
    assert site.get("/data/was_overdue.json")[0] == 200


def test_a_question_hides_no_table(site: Site) -> None:
    tables = {name for (name,) in site.asked("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    assert {question.name for question in QUESTIONS} & tables == set()
    for question in QUESTIONS:
        status, _, body = site.get(f"/data/{question.name}?words=audit")
        assert (status, html.escape(question.title) in body) == (200, True), question.name


def test_a_long_text_in_a_table_is_folded_and_whole_in_the_data(site: Site) -> None:
    row, long = site.asked("SELECT row_id, progress FROM plan_rows WHERE LENGTH(progress) > 400 LIMIT 1")[0]
    body = site.get(f"/data/plan_rows?row_id={row}")[2]
    assert "<details><summary>more</summary>" in body
    words = " ".join(re.sub("<[^>]+>", " ", html.unescape(body)).replace(" more ", " ").split())
    assert " ".join(long.split()) in words
    assert json.loads(site.get(f"/data/plan_rows.json?_shape=array&row_id={row}")[2])[0]["progress"] == long


def test_ids_in_tables_lead_to_their_pages(site: Site) -> None:
    row, document = site.asked("SELECT row_id, document_id FROM plan_rows LIMIT 1")[0]
    body = site.get(f"/data/plan_rows?row_id={row}")[2]
    assert f'<a href="/row/{row}">{row}</a>' in body
    assert f'<a href="/plan/{document}">' in body
    assert json.loads(site.get(f"/data/plan_rows.json?_shape=array&row_id={row}")[2])[0]["row_id"] == row


def test_a_source_that_is_gone_leaves_text_and_place(database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute("UPDATE documents SET source_path = '/nowhere/plan.pdf'")
    connection.commit()
    row, action = connection.execute("SELECT row_id, text FROM actions WHERE text IS NOT NULL LIMIT 1").fetchone()
    connection.close()
    for site in serving(database):
        status, _, body = site.get(f"/row/{row}")
        assert (status, action[:20] in body, "it is not where it was" in body) == (200, True, True)


def test_only_an_sqlite_database_is_served(tmp_path: Path) -> None:
    assert plantrace("serve", "--db", "postgresql://nobody@localhost/none").returncode == 5
    assert plantrace("serve", "--db", tmp_path / "none.db").returncode == 5


def test_the_pictures_in_the_readme_are_those_that_are_taken() -> None:
    """Each is embedded, none is left over, and none is heavy."""
    root = SAMPLES.parent
    embedded = re.findall(r"^!\[[^]]+\]\(([^)]+)\)$", (root / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(embedded) == sorted(path.relative_to(root).as_posix() for path in (root / "docs" / "screenshots").iterdir())
    assert len(embedded) == 4
    assert [name for name in embedded if (root / name).stat().st_size >= 200_000] == []


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("words=supervision", "recommendation || ' ' || action || ' ' || COALESCE(progress, '') LIKE '%supervision%'"),
        ("words=supervision&rag=green", "rag = 'green'"),
        ("rag=-&year=2013", "rag IS NULL"),
        ("authority=Sunderland+City+Council&words=supervision&rag=-", "rag IS NULL AND authority = 'Sunderland City Council'"),
    ],
)
def test_the_data_of_a_search_are_the_rows_that_it_shows(site: Site, asked: str, rows: str) -> None:
    """Words and facets together, too."""
    body = site.get(f"/rows?{asked}")[2]
    shown = int(re.search(r"<h1>(\d+) rows?", body)[1])  # type: ignore[index]
    address = html.unescape(re.search(r'href="(/data/[^"]+json[^"]*)"', body)[1])  # type: ignore[index]
    found = json.loads(site.get(f"{address}&_size=max")[2])["rows"]
    assert len(found) == shown > 0
    some = {row_id for (row_id,) in site.asked(f"SELECT row_id FROM plan_rows WHERE {rows}")}
    assert {row["row_id"] for row in found} & some
    if "rag" in asked:
        assert {row["row_id"] for row in found} <= some
