"""The archive in a real browser, against a real `plantrace serve`; and what the server refuses."""

from __future__ import annotations

import html
import http.client
import json
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pdf_plan import Cell, set_rows

from pdf_sheet import Sheet, save

pytest.importorskip("datasette", reason="the extra `browse` is not installed")

CHROMIUM = Path("/usr/bin/chromium")
SAMPLES = Path(__file__).parent.parent / "samples"
PLANS = ("sunderland-2013.web.pdf", "stockton-2013.wordpdf.pdf", "stockton-2013.word.docx")
RED, AMBER, GREEN = "1 0 0", "1 0.75 0", "0 0.69 0.31"
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium: apt-get install chromium")


@dataclass
class Site:
    """A running `plantrace serve`, and what it serves."""

    port: int
    database: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        return self.send("GET", path, None, headers)

    def post(self, path: str, body: str, **headers: str) -> tuple[int, dict[str, str], str]:
        return self.send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})

    def send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def asked(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()


def plantrace(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plantrace", *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False
    )


def serving(database: Path, *arguments: str) -> Iterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "plantrace", "serve", "--db", str(database), "--port", str(port), *arguments]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for _ in range(240):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if server.poll() is not None:
                    raise AssertionError(server.stdout.read().decode() if server.stdout else "") from None
                time.sleep(0.25)
        yield Site(port, database)
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three plans of the samples, imported by the command, where the server finds them."""
    folder = tmp_path_factory.mktemp("archive")
    for name in PLANS:
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    done = plantrace("import", folder, "--db", folder / "plans.db", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder / "plans.db"


@pytest.fixture
def database(archive: Path, tmp_path: Path) -> Path:
    """A database of one's own, beside the imported documents no more: `--documents` or the import leads to them."""
    copy = tmp_path / "plans.db"
    source, target = sqlite3.connect(archive), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.close()
    return copy


@pytest.fixture
def review(database: Path) -> Iterator[Site]:
    yield from serving(database, "--review")


@pytest.fixture(scope="session")
def site(archive: Path) -> Iterator[Site]:
    yield from serving(archive)


@pytest.fixture
def page() -> Iterator[Any]:
    """A Chromium page that notes what it asks of other hosts, and what it complains of."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        opened = browser.new_page()
        opened.elsewhere = []
        opened.on("request", lambda request: None if request.url.startswith("http://127.0.0.1") else opened.elsewhere.append(request.url))
        yield opened
        browser.close()


def pages_of(site: Site) -> list[str]:
    row = site.asked("SELECT row_id FROM plan_rows WHERE document = ? AND rag IS NOT NULL ORDER BY position LIMIT 1", PLANS[0])[0][0]
    word = site.asked("SELECT row_id FROM plan_rows WHERE document = ? ORDER BY position LIMIT 1", PLANS[2])[0][0]
    plan = site.asked("SELECT document_id FROM documents WHERE document = ?", PLANS[0])[0][0]
    return [
        "/",
        "/plans",
        "/rows?words=supervision",
        f"/plan/{plan}",
        f"/row/{row}",
        f"/row/{word}",
        "/threads",
        "/compare",
        "/questions",
        "/review",
        "/corrections",
    ]


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


def review_source(site: Site) -> Path:
    """Where the first plan was imported from; forgotten by the database, known by the others of its folder."""
    return Path(site.asked("SELECT source_path FROM documents LIMIT 1")[0][0]).parent / PLANS[0]


CASE_LOADS = {
    "2013": ("Reduce the case loads of social workers so that every child is seen", "Recruit six social workers", RED),
    "2014": ("Social workers' case loads must be reduced so that each child is seen", "Agree a limit of eighteen cases", AMBER),
    "2018": ("Reduce case loads of social workers to ensure every child is seen", "Report case loads to the board monthly", GREEN),
}
"""(recommendation, action, colour of its rating) of each year's plan: one matter, said in other words."""
OTHERS = {
    "2013": ("Publish a strategy for young carers", "Write the strategy"),
    "2014": ("Replace the electronic recording system", "Tender for a new one"),
    "2018": ("Increase the number of foster homes", "Run a campaign on local radio"),
}


def three_plans(folder: Path) -> Path:
    for year, (recommendation, action, colour) in CASE_LOADS.items():
        sheet = Sheet(700, 300).text(40, 40, f"Northshire County Council: action plan, March {year}", 14, "bold")
        headings = [Cell(words, font="bold") for words in ("No.", "Recommendation", "Action", "Lead", "Timescale", "RAG")]
        first = ["1", *OTHERS[year], "Jane Smith", f"30/09/{year}", ""]
        second = ["2", recommendation, action, "Head of Service", f"31/12/{year}", Cell(fill=colour)]
        set_rows(sheet, (40, 80, 260, 440, 530, 600, 660), [headings, first, second], 60)
        save(folder / f"northshire-{year}.pdf", sheet)
    done = plantrace("import", folder, "--db", folder / "plans.db", "--jobs", "1", "--authority", "Northshire County Council")
    assert done.returncode == 0, done.stderr
    return folder / "plans.db"


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


def lies_in(page: Any, mark: str, column: tuple[float, float]) -> bool:
    """Whether the one frame of its kind lies between the borders of a column, to a point's breadth."""
    x, width = page.locator(f"figure.page svg {mark}").evaluate("mark => [mark.x.baseVal.value, mark.width.baseVal.value]")
    return column[0] - 1 <= x and x + width <= column[1] + 1


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


def test_headers_of_every_answer(site: Site) -> None:
    for path in ("/", "/data/plan_rows.json", "/nowhere", "/plantrace-static/plantrace.css"):
        _, headers, _ = site.get(path)
        assert headers["content-security-policy"].startswith("default-src 'none'"), path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


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
    unrated = site.asked("SELECT COUNT(*) FROM plan_rows WHERE rag IS NULL AND status = 'complete'")[0][0]
    assert f"<h1>{unrated} rows</h1>" in site.get("/rows?rag=-&status=complete")[2]


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
        assert "/row/" in site.get("/rows?words=midwives")[2]


def test_everything_is_there_as_csv_and_json(site: Site) -> None:
    rows = site.asked("SELECT COUNT(*) FROM plan_rows")[0][0]
    assert json.loads(site.get("/data/plan_rows.json?_size=1")[2])["filtered_table_rows_count"] == rows
    assert site.get("/data/plan_rows.csv?_size=max")[2].count("\r\n") > rows
    assert site.get("/data/overdue.json")[0] == 200


def test_the_server_goes_by_its_own_name_alone(site: Site) -> None:
    """A page of another site that makes its name lead here (DNS rebinding) reads nothing."""
    assert site.get("/", Host="evil.example")[0] == 403
    assert site.get("/", Host=f"localhost:{site.port}")[0] == 200


def test_nothing_can_be_changed_without_review(site: Site) -> None:
    row = site.asked("SELECT row_id FROM plan_rows LIMIT 1")[0][0]
    for path in ("/review/field", "/review/row", "/review/undo", "/review/pair"):
        assert site.post(path, f"row_id={row}&owner={row}&field=rag&value=red&who=x", Cookie="ds_csrftoken=x")[0] == 403
        assert site.get(path)[0] == 403
    assert site.get("/data?sql=delete+from+actions")[0] in (400, 403)
    assert site.asked("SELECT COUNT(*) FROM corrections") == [(0,)]


def token_of(site: Site, path: str) -> tuple[str, str]:
    """(cookie, token) as a browser gets them."""
    _, headers, body = site.get(path)
    token = re.search(r'name="csrftoken" value="([^"]+)"', body)
    assert token is not None
    return headers["set-cookie"].split(";")[0], token[1]


def test_a_write_needs_the_token_and_our_own_page(review: Site) -> None:
    row = review.asked("SELECT row_id FROM plan_rows WHERE rag IS NULL LIMIT 1")[0][0]
    cookie, token = token_of(review, f"/row/{row}")
    change = f"owner={row}&field=rag&value=red&who=Ann&back=/row/{row}"
    assert review.post("/review/field", change)[0] == 403  # neither cookie nor token
    assert review.post("/review/field", change, Cookie=cookie)[0] == 403
    assert review.post("/review/field", f"{change}&csrftoken=wrong", Cookie=cookie)[0] == 403
    assert review.post("/review/field", f"{change}&csrftoken={token}", Cookie=cookie, Origin="http://evil.example")[0] == 403
    assert review.asked("SELECT COUNT(*) FROM corrections") == [(0,)]
    status, headers, _ = review.post("/review/field", f"{change}&csrftoken={token}", Cookie=cookie, Origin=review.address)
    assert (status, headers["location"]) == (303, f"/row/{row}")
    assert review.asked("SELECT rag FROM plan_rows WHERE row_id = ?", row) == [("red",)]


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_a_form_never_leads_to_another_site(review: Site, back: str) -> None:
    row = review.asked("SELECT row_id FROM plan_rows LIMIT 1")[0][0]
    cookie, token = token_of(review, f"/row/{row}")
    _, headers, _ = review.post("/review/row", f"row_id={row}&said=accepted&who=Ann&back={back}&csrftoken={token}", Cookie=cookie)
    assert headers["location"] == "/review"


def test_a_value_that_cannot_stand_is_said_and_changes_nothing(review: Site) -> None:
    row = review.asked("SELECT row_id FROM plan_rows LIMIT 1")[0][0]
    cookie, token = token_of(review, f"/row/{row}")
    status, _, body = review.post("/review/field", f"owner={row}&field=due&value=whenever&who=Ann&csrftoken={token}", Cookie=cookie)
    assert (status, "a day is written 2014-09-30" in body) == (400, True)
    assert review.asked("SELECT COUNT(*) FROM corrections") == [(0,)]


def test_what_a_document_prints_is_shown_as_text(database: Path) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }}{% raise %}"
    connection = sqlite3.connect(database)
    connection.execute("UPDATE actions SET text = ?, lead_raw = ?, progress = ?, theme = ?", [hostile] * 4)
    connection.execute("UPDATE recommendations SET text = ?, number = ?", [hostile] * 2)
    connection.execute("UPDATE documents SET title = ?, authority = ?, document = ?", [hostile] * 3)
    connection.execute("UPDATE documents SET judgements = ?", [json.dumps([hostile])])
    connection.execute("UPDATE leads SET name = ?", [hostile])
    connection.commit()
    row, document = connection.execute("SELECT row_id, document_id FROM actions LIMIT 1").fetchone()
    connection.close()
    for site in serving(database, "--review"):
        for path in ("/", "/plans", "/rows?words=alert", f"/row/{row}", f"/plan/{document}", "/review", "/compare", "/data/plan_rows"):
            status, _, body = site.get(path)
            assert status == 200, path
            assert "<script>alert" not in body, path
            assert "<img src=x" not in body, path


def test_a_picture_never_comes_from_outside_the_folders_imported(database: Path, tmp_path: Path) -> None:
    """The path in a database may lead anywhere: a link is not followed out, other content is not drawn, `--documents` is a fence."""
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / PLANS[0]).write_bytes((SAMPLES / PLANS[0]).read_bytes())
    (inside / PLANS[0]).symlink_to(outside / PLANS[0])
    connection = sqlite3.connect(database)
    document = connection.execute("SELECT document_id FROM documents WHERE document = ?", [PLANS[0]]).fetchone()[0]
    connection.execute("UPDATE documents SET source_path = ? WHERE document_id = ?", [str(inside / PLANS[0]), document])
    connection.commit()
    connection.close()
    for site in serving(database):
        assert site.get(f"/page/{document}/1.png")[0] == 404
    for site in serving(database, "--documents", str(inside)):
        assert site.get(f"/page/{document}/1.png")[0] == 404
    for site in serving(database, "--documents", str(outside)):
        assert site.get(f"/page/{document}/1.png")[1]["content-type"] == "image/png"
        assert site.get(f"/page/{document}/999.png")[0] == 404
        (outside / PLANS[0]).write_bytes(b"%PDF-1.4 another file")
        assert site.get(f"/page/{document}/1.png")[0] == 404


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
