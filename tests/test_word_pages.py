"""Word files as pages: where LibreOffice sets each cell, and the evidence of a row that was read from a Word file."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from browsing import Site, plantrace, serving
from conftest import SAMPLES
from grids import grid
from plantrace.extract.document import Table
from plantrace.extract.word.soffice import MissingLibreOffice, soffice
from plantrace.picture.word_pages import Cell, cells_to_places, word_to_pages
from plantrace.provenance import Place
from word_files import p, run, source, tbl, tc, tr, write_docx

needs_libreoffice = pytest.mark.skipif(soffice() is None, reason="LibreOffice (soffice) is not installed")
RULED = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
RULED = f"<w:tblBorders>{RULED}</w:tblBorders>"
OLD = "sunderland-2019-irs.worddoc.doc"


def printed(*rows: str, page: int = 1) -> Table:
    """A table as a PDF gives it: each cell 100 points wide and 10 high."""
    table = grid(*rows)
    return replace(table, cells=tuple(replace(cell, places=(box(page, cell.row, cell.column),)) for cell in table))


def box(page: int, row: int, column: int) -> Place:
    return Place(page, 1, row + 1, column + 1, (100.0 * column, 10.0 * row, 100.0 * column + 100, 10.0 * row + 10))


def found(places: dict[Cell, tuple[Place, ...]]) -> dict[tuple[int, int], list[tuple[int | None, float, float]]]:
    return {
        (row, column): [(each.page, each.box[0], each.box[1]) for each in some if each.box] for (_, row, column), some in places.items()
    }


def test_cells_are_found_by_what_stands_in_them_and_in_their_order() -> None:
    """Two rows have the same lead; the pages break a line elsewhere and print a bullet."""
    word = grid("Action | Lead", "Audit files | JH", "Train all staff | JH")
    pages = printed("Action | Lead", "Audit files | JH", "• Train all\\nstaff | JH")
    assert found(cells_to_places([word], [pages])) == {
        (1, 1): [(1, 0, 0)],
        (1, 2): [(1, 100, 0)],
        (2, 1): [(1, 0, 10)],
        (2, 2): [(1, 100, 10)],
        (3, 1): [(1, 0, 20)],
        (3, 2): [(1, 100, 20)],
    }


def test_a_cell_that_the_pages_cut_otherwise_costs_itself_alone() -> None:
    word = grid("Action | Lead", "Audit files and report | JH", "Train staff | KR")
    pages = [printed("Action | Lead", "Audit files | JH"), printed("and report | ", "Train staff | KR", page=2)]
    assert set(found(cells_to_places([word], pages))) == {(1, 1), (1, 2), (2, 2), (3, 1), (3, 2)}


def test_a_rating_that_is_a_colour_alone_is_where_its_row_and_column_cross() -> None:
    word = grid("Action | RAG | Lead", "Audit files | {FFC000} | JH")
    pages = printed("Action | RAG | Lead", "Audit files | | JH")
    [place] = cells_to_places([word], [pages])[1, 2, 2]
    assert place.box == (100, 10, 200, 20)


@needs_libreoffice
def test_every_cell_of_a_word_file_is_found_on_its_pages(tmp_path: Path) -> None:
    rows = [tr(tc(f"Action number {n}"), tc("JH"), tc("", '<w:shd w:val="clear" w:fill="FFC000"/>')) for n in range(1, 61)]
    path = write_docx(
        tmp_path / "plan.docx",
        p(run("A plan")) + tbl(tr(tc("Action"), tc("Lead"), tc("RAG")), *rows, widths=(4000, 2000, 1000), properties=RULED),
    )
    pages = word_to_pages(source(path), tmp_path / "pages")
    assert set(pages.places) == {(1, row, column) for row in range(1, 62) for column in (1, 2, 3)}
    assert [pages.places[1, row, 1][0].page for row in (2, 61)] == [1, 2]
    last, rating = pages.places[1, 61, 1][0].box, pages.places[1, 61, 3][0].box
    assert last is not None
    assert rating is not None
    assert (rating[1], rating[0] > last[2]) == (last[1], True)


def test_without_libreoffice_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANTRACE_SOFFICE", str(tmp_path / "not there"))
    with pytest.raises(MissingLibreOffice, match="apt-get install"):
        word_to_pages(source(SAMPLES / "stockton-2013.word.docx"), tmp_path)


@pytest.fixture(scope="module")
def of_word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("word")
    for name in (OLD, "stockton-2013.word.docx"):
        shutil.copy(SAMPLES / name, folder)
    done = plantrace("import", folder, "--db", folder / "plans.db", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder / "plans.db"


def rated_row(site: Site) -> tuple[str, str]:
    return site.asked("SELECT row_id, document_id FROM plan_rows WHERE document = ? AND rag IS NOT NULL ORDER BY position LIMIT 1", OLD)[0]


@needs_libreoffice
def test_the_evidence_of_an_older_word_file_is_its_page_with_the_cells_framed(
    of_word: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages are kept while the server runs, and are gone with it."""
    pytest.importorskip("datasette", reason="the extra `browse` is not installed")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for site in serving(of_word):
        row, document = rated_row(site)
        body = evidence(site, row)
        assert "as LibreOffice sets it" in body
        for field in ("action", "lead_raw", "timescale_raw", "rag"):
            assert f'class="mark mark-{field}"' in body, field
        number = body.partition(f"/page/{document}/")[2].partition(".png")[0]
        status, headers, _ = site.get(f"/page/{document}/{number}.png")
        assert (status, headers["content-type"]) == (200, "image/png")
        assert site.get(f"/page/{document}/999.png")[0] == 404
        assert [path.name[:16] for path in tmp_path.iterdir()] == ["plantrace-pages-"]
    assert list(tmp_path.iterdir()) == []


def evidence(site: Site, row: str) -> str:
    """The page of a row, looked at again while LibreOffice is at work."""
    for _ in range(6):
        status, _, body = site.get(f"/row/{row}")
        assert status == 200
        if "load this page again" not in body:
            break
    return body


def test_without_libreoffice_a_docx_shows_its_table_and_an_older_file_says_why(of_word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("datasette", reason="the extra `browse` is not installed")
    monkeypatch.setenv("PLANTRACE_SOFFICE", "/not/there")
    for site in serving(of_word):
        row, _ = rated_row(site)
        body = site.get(f"/row/{row}")[2]
        assert ('<table class="word">' in body, "is not installed. Install it (Debian, Ubuntu" in body) == (False, True)
        row = site.asked("SELECT row_id FROM plan_rows WHERE document LIKE '%.docx' LIMIT 1")[0][0]
        body = site.get(f"/row/{row}")[2]
        assert ('<table class="word">' in body, "There is no picture of its pages." in body) == (True, True)
