"""The page for the auditor: right, self-contained, readable without colour, without a mouse and on paper."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pandas
import pdfplumber
import pytest
from lxml import html
from PIL import Image
from sqlalchemy import Connection
from test_years import issues, put, three_years

from plantrace.load.database import memory_database, open_database
from plantrace.provenance import file_sha256
from plantrace.trace.refresh import refresh
from plantrace.trace.report import report_to_html
from plantrace.trace.report.charts import bars_to_svg, ratings_to_svg
from plantrace.trace.report.colours import RATINGS, UNRATED
from plantrace.trace.report.figures import RatedIssue, leads_with_open_actions, printed_leads
from plantrace.trace.report.matrix import threads_to_matrix
from plantrace.trace.report.page import ratings_chart
from plantrace.trace.report.pictures import CellPlace, places_to_pictures

SAMPLE = Path(__file__).resolve().parents[1].parent / "shared" / "corpus" / "stockton-2013.web.pdf"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture
def connection() -> Iterator[Connection]:
    with memory_database().begin() as opened:
        yield opened


def page_of(connection: Connection, **wanted: str) -> html.HtmlElement:
    refresh(connection)
    return html.document_fromstring(report_to_html(connection, **wanted))


def cells(page: html.HtmlElement, caption: str) -> list[list[str]]:
    """The table whose caption begins so, as text."""
    (table,) = (table for table in page.iter("table") if table.findtext("caption", "").startswith(caption))
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.iter("tr")]


def test_the_matrix(connection: Connection) -> None:
    three_years(connection)
    page = page_of(connection)
    assert cells(page, "A matter in each row") == [
        ["matter", "2013", "2018"],
        ["Improve the quality of case recording", "R redoff track", "A ambercomplete"],
    ]


def test_every_chart_stands_as_a_table_too(connection: Connection) -> None:
    three_years(connection)
    issues(connection)
    page = page_of(connection, authority="Stockton")
    assert cells(page, "Actions of each issue") == [
        ["issue", "red", "amber", "green", "not rated"],
        ["2011-02-15 log01.pdf", "0", "0", "1", "3"],
        ["2011-05-01 log02.pdf", "1", "0", "0", "2"],
        ["2011-11-15 log03.pdf", "0", "1", "0", "2"],
        ["2013-03 Action plan 2013", "1", "0", "1", "1"],
        ["2018-06-01 Improvement plan", "0", "1", "0", "1"],
    ]
    assert cells(page, "Days by which") == [
        ["action", "first due", "last due", "days"],
        ["Publish the green paper on data", "2011-01-31", "2011-09-30", "242"],
    ]
    assert len(page.xpath("//figure/*[local-name()='svg'][@role='img'][./*[local-name()='title']]")) == 2


def test_a_large_archive_has_a_bar_a_year() -> None:
    """A plan with an issue a month, for six years, and one without a date."""
    issues = [
        RatedIssue("monthly", f"{year}-{month:02}", f"{year}-{month:02}  Log", {"red": month})
        for year in range(2011, 2017)
        for month in range(1, 13)
    ]
    chart = ratings_chart(
        [*issues, RatedIssue("other", "2011", "2011  Plan", {"green": 3}), RatedIssue("lost", None, "no date  Plan", {"red": 1})]
    )
    assert chart.heading == ("year", "red", "green")
    assert chart.rows == (("2011", "12", "3"), *((str(year), "12", "0") for year in range(2012, 2017)), ("no date", "1", "0"))
    assert chart.caption.startswith("Actions of each year, in the latest issue of every plan within it")
    assert ratings_chart(issues[:2]).rows == (("2011-01  Log", "1"), ("2011-02  Log", "2"))


def test_issues_of_a_plan_stand_together(connection: Connection) -> None:
    """An issue without a date keeps its place among those of its plan."""
    actions: list[dict[str, object]] = [{"action": "Publish the green paper on data"}, {"action": "Share the analytics of the site"}]
    put(connection, "log 1.pdf", actions, plan_date="2011-02")
    put(connection, "log 2.pdf", [{**row, "progress": "Complete"} for row in actions])
    put(connection, "between.pdf", [{"action": "Repaint the hall"}], plan_date="2011-03")
    page = page_of(connection)
    assert [row[0] for row in cells(page, "Actions of each issue")[1:]] == ["2011-02 log 1.pdf", "no date log 2.pdf", "2011-03 between.pdf"]


def test_several_authorities_are_told_apart(connection: Connection) -> None:
    three_years(connection)
    for year in ("2014", "2019"):
        rows: list[dict[str, object]] = [{"recommendation": "Publish the plan for floods", "number": "1", "action": f"Print it {year}"}]
        put(connection, f"hull-{year}.pdf", rows, plan_date=year, authority="Hull City Council", inspection_date=year)
    matters = [row[0] for row in cells(page_of(connection), "A matter in each row")[1:]]
    assert "Publish the plan for floodsHull City Council" in matters
    assert cells(page_of(connection, authority="Hull"), "A matter in each row")[1][0] == "Publish the plan for floods"


def test_the_evidence_of_a_thread(connection: Connection) -> None:
    three_years(connection)
    (article,) = page_of(connection).iter("article")
    assert [" ".join(part.text_content().split()) for part in article.iter("p", "summary")] == [
        "2013-03 R red off track · 2013.pdf, page 4",
        "1 Improve the quality of case recording",
        "2018-06-01 A amber complete · 2018.docx",
        "A1 Improve the quality of case recording and keep chronologies",
        "Why these are one matter",
    ]


def test_nothing_is_fetched_and_links_lead_somewhere(connection: Connection) -> None:
    three_years(connection)
    issues(connection)
    page = page_of(connection)
    assert not list(page.iter("script", "link", "iframe", "object"))
    assert [source for source in page.xpath("//@src") if not source.startswith("data:")] == []
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [link for link in page.xpath("//a/@href") if not link.startswith("#") or link[1:] not in ids] == []


def test_a_screen_reader_finds_its_way(connection: Connection) -> None:
    three_years(connection)
    page = page_of(connection)
    assert page.get("lang") == "en-GB"
    assert len(list(page.iter("h1"))) == len(list(page.iter("main"))) == len(page.xpath("/html/head/title")) == 1
    assert [table for table in page.iter("table") if table.find("caption") is None] == []
    assert [cell for cell in page.iter("th") if cell.get("scope") not in ("row", "col")] == []
    assert [image for image in page.iter("img") if not image.get("alt")] == []
    assert page.xpath("//*[@aria-labelledby]/@aria-labelledby[not(. = //@id)]") == []


@pytest.mark.parametrize("look", [*RATINGS.values(), UNRATED], ids=lambda look: look.name)
def test_letters_on_a_rating_can_be_read(look: object) -> None:
    """WCAG 2.2, 1.4.3: a contrast of 4.5."""

    def luminance(colour: str) -> float:
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(look.fill), luminance(look.ink)), reverse=True)  # type: ignore[attr-defined]
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_what_a_document_says_is_text_never_markup(connection: Connection) -> None:
    evil = "<script>alert(1)</script> & $x^2$ recording of supervision"
    for year in ("2013", "2018"):
        rows: list[dict[str, object]] = [{"recommendation": evil, "action": f"{evil} {year}", "rag": "red"}]
        put(connection, f"{year}.pdf", rows, plan_date=year, title=evil, inspection_date=year)
    page = page_of(connection)
    assert not list(page.iter("script"))
    assert "<script>alert(1)</script> & $x^2$" in page.text_content()


def test_an_empty_database(connection: Connection) -> None:
    page = page_of(connection)
    assert " ".join(page.find("body").text_content().split()) == (
        "To the content Action plans across the years The database holds no documents: import some first."
    )


def test_the_same_database_gives_the_same_page(connection: Connection) -> None:
    three_years(connection)
    issues(connection)
    refresh(connection)
    assert report_to_html(connection) == report_to_html(connection)


def test_a_chart_keeps_its_text_as_text() -> None:
    svg = bars_to_svg([("A & B <c> $5m$", 3)], "Leads", "open actions")
    assert svg.startswith("<svg ")
    assert "A &amp; B &lt;c&gt; $5m$" in svg
    assert re.search(r'(?:href|src)="(?!#)', svg) is None
    assert "<title>Ratings</title>" in ratings_to_svg([("2013", {"red": 1, "unrated": 2})], "Ratings")


def test_undated_plans_have_a_column_at_the_end() -> None:
    frame = pandas.DataFrame(
        {
            "thread_id": ["t", "t"],
            "as_at": [None, "2013-03"],
            "text": ["Case recording", "Recording"],
            "authority": ["Hull", None],
            "plans": [2, 2],
            "last_rag": ["green", None],
            "last_status": [None, "complete"],
            "document": ["a.pdf", "b.pdf"],
        },
        dtype=object,
    )
    matrix = threads_to_matrix(frame)
    assert matrix.years == ("2013", "no date")
    assert [cell.look.name if cell else None for cell in matrix.rows[0].cells] == ["not rated", "green"]
    assert threads_to_matrix(frame.iloc[:0]).rows == ()


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample plans are not beside the checkout")
def test_the_picture_of_a_cell() -> None:
    sha256 = file_sha256(SAMPLE)
    place = CellPlace("row", SAMPLE, sha256, 1, (100.0, 200.0, 300.0, 260.0))
    picture = places_to_pictures([place])["row"]
    image = Image.open(io.BytesIO(base64.b64decode(picture.address.partition(",")[2])))
    # 208 by 68 points with the margin, at 1.6 pixels a point.
    assert image.size == (picture.width, picture.height)
    assert abs(picture.width - 333) <= 1
    assert abs(picture.height - 109) <= 1


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample plans are not beside the checkout")
def test_a_file_that_changed_or_went_away_gives_no_picture(tmp_path: Path) -> None:
    box = (0.0, 0.0, 50.0, 50.0)
    assert places_to_pictures([CellPlace("row", SAMPLE, "0" * 64, 1, box)]) == {}
    assert places_to_pictures([CellPlace("row", tmp_path / "gone.pdf", "0" * 64, 1, box)]) == {}


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to look at the page with")
@pytest.mark.parametrize("width", [1200, 420])
def test_a_real_browser_shows_it(connection: Connection, tmp_path: Path, width: int) -> None:
    """The page paints the matrix in the colours of its ratings, and nothing sticks out to the side of a narrow window."""
    three_years(connection)
    issues(connection)
    refresh(connection)
    (tmp_path / "report.html").write_text(report_to_html(connection), "utf-8")
    shot = tmp_path / "report.png"
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--window-size={width},1600",
        f"--user-data-dir={tmp_path}",
    ]
    command = [str(CHROMIUM), *options, f"--screenshot={shot}", (tmp_path / "report.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    image = Image.open(shot).convert("RGB")
    painted = {colour for _, colour in image.getcolors(1 << 24) or []}
    wanted = {tuple(int(RATINGS[name].fill[start : start + 2], 16) for start in (1, 3, 5)) for name in ("red", "amber")}
    assert wanted <= painted
    edge = image.crop((width - 8, 0, width, image.height))
    assert edge.getextrema() == ((255, 255), (255, 255), (255, 255))


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to look at the page with")
def test_nothing_in_the_way_of_anybody(connection: Connection, tmp_path: Path) -> None:
    """axe-core finds nothing to say, nothing is requested, a matrix of many years scrolls within itself and is whole on paper."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="the package axe-core-python is not installed")
    three_years(connection)
    issues(connection)
    for year in range(2004, 2024):
        rows: list[dict[str, object]] = [
            {"recommendation": "Publish the plan for floods", "action": f"Print {year} copies", "rag": "amber"}
        ]
        put(connection, f"floods-{year}.pdf", rows, plan_date=str(year), inspection_date=str(year))
    put(connection, "undated.pdf", [{"recommendation": "Mend the pier", "action": "Mend it"}])
    refresh(connection)
    (tmp_path / "report.html").write_text(report_to_html(connection), "utf-8")
    asked: list[str] = []
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 800})
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "report.html").as_uri())
        found = [(each["id"], each["nodes"][0]["html"][:200]) for each in axe.Axe().run(page)["violations"]]
        window, whole, matrix = (
            page.evaluate(f"document.{what}")
            for what in ("documentElement.clientWidth", "documentElement.scrollWidth", "querySelector('.matrix').scrollWidth")
        )
        page.pdf(path=tmp_path / "report.pdf")
        browser.close()
    assert found == []
    assert [url for url in asked if not url.startswith("data:")] == [(tmp_path / "report.html").as_uri()]
    assert matrix > window >= whole
    with pdfplumber.open(tmp_path / "report.pdf") as printed:
        words = {word["text"]: word["x1"] for word in printed.pages[0].extract_words()}
        assert words["2023"] < printed.pages[0].width - 20
        assert printed.pages[0].width > printed.pages[0].height


def test_names_of_persons_can_be_left_out(samples_db: Path) -> None:
    """In bars of leads, where they are printed beside their post or alone, and in what is quoted of an action; pictures could show them."""
    with open_database(str(samples_db), read_only=True).connect() as connection:
        kinds = {lead["name"]: lead["kind"] for lead in printed_leads(connection)}
        whole, without = (html.document_fromstring(report_to_html(connection, without_names=chosen)) for chosen in (False, True))
    persons = [name for name, kind in kinds.items() if kind == "person" and len(name.split()) > 1]
    readable, left = ([name for name in persons if re.search(rf"\b{re.escape(name)}\b", page.text_content())] for page in (whole, without))
    assert readable
    assert left == []
    assert not {row[0] for row in cells(without, "Leads with most actions")} & {
        name for name, kind in kinds.items() if kind in ("person", "initials")
    }
    assert whole.xpath("//img")
    assert not without.xpath("//img")


def test_a_party_is_one_bar_however_it_is_printed(samples_db: Path) -> None:
    """`Designated Nurse - LAC` and `Designated Nurse – LAC`, `IRO/CC` and `IRO / CC`."""
    with open_database(str(samples_db), read_only=True).connect() as connection:
        busiest = leads_with_open_actions(connection, most=1000)
    letters = [re.sub(r"\W", "", name).casefold() for name, _ in busiest]
    assert len(letters) > 20
    assert sorted(set(letters)) == sorted(letters)
