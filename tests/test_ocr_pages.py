"""Whole scanned pages, read as a PDF: every cell in its place, however the page was scanned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from scanner import BENDS, pictures, scan

from pdf_sheet import Sheet, save
from plantrace.diagnostics import Diagnostic
from plantrace.extract.document import Cell, Document, Paragraph, Table
from plantrace.extract.ocr import pages as ocr_pages
from plantrace.extract.ocr import tesseract
from plantrace.extract.ocr.lie import Lie
from plantrace.extract.ocr.pages import is_scan, with_scans_read, with_typed_words
from plantrace.extract.ocr.read import picture_to_page
from plantrace.extract.ocr.render import page_to_picture
from plantrace.extract.ocr.tesseract import OcrTimeout, pictures_to_words
from plantrace.extract.pdf.page import PageContent, Shape, Word
from plantrace.extract.read import read
from plantrace.normalise.plan import read_plan
from plantrace.provenance import Place

needs_tesseract = pytest.mark.skipif(tesseract.why_unavailable() is not None, reason=str(tesseract.why_unavailable()))

XS = (40, 70, 300, 365, 420, 560)
YS = (80, 104, 144, 184, 208, 248)


def plan() -> Sheet:
    """A heading, and a table: heads white on dark, two actions of one recommendation, ratings by colour."""
    sheet = Sheet(600, 300).text(40, 60, "Action plan of the Safeguarding Board, March 2013", 14, "bold")
    sheet.fill(40, 80, 560, 104, "0.12 0.22 0.39 rg").fill(420, 104, 560, 144, "0.57 0.82 0.31 rg").fill(420, 208, 560, 248, "1 0.75 0 rg")
    for x, head in zip(XS, ("No.", "What we will do", "By when", "Lead", "Update"), strict=False):
        sheet.text(x + 5, 96, head, 10, "bold", "1 1 1 rg")
    sheet.grid(XS, (80, 104, 144, 248)).line(70, 184, 560, 184).line(70, 208, 560, 208)
    rows = [
        (116, ("1.1", "Review the current format for reporting the", "11/03/13", "SMcL", "Completed.")),
        (128, ("", "timeliness of assessments.", "", "RB", "")),
        (156, ("1.2", "• Introduce weekly reports", "Q3 2013/14", "All staff", "On track")),
        (168, ("", "• Introduce monthly audits", "", "", "")),
        (198, ("", "Brief all Managers.", "31.3.10", "RB", "")),
        (220, ("", "Revised guidance / checklist to be agreed with", "April 2013", "KS/CM", "Delayed to May 2014.")),
        (232, ("", "the Management Team (SMT).", "onwards", "", "")),
    ]
    for foot, texts in rows:
        for x, text in zip(XS, texts, strict=False):
            if text:
                sheet.text(x + 5, foot, text)
    return sheet


# (row, column, rowspan) -> text; the bullets and the lead's two parties are lines of their own
CELLS = {
    (0, 0, 1): "No.",
    (0, 1, 1): "What we will do",
    (0, 2, 1): "By when",
    (0, 3, 1): "Lead",
    (0, 4, 1): "Update",
    (1, 0, 1): "1.1",
    (1, 1, 1): "Review the current format for reporting the timeliness of assessments.",
    (1, 2, 1): "11/03/13",
    (1, 3, 1): "SMcL\nRB",
    (1, 4, 1): "Completed.",
    (2, 0, 3): "1.2",
    (2, 1, 1): "• Introduce weekly reports\n• Introduce monthly audits",
    (2, 2, 1): "Q3 2013/14",
    (2, 3, 1): "All staff",
    (2, 4, 1): "On track",
    (3, 1, 1): "Brief all Managers.",
    (3, 2, 1): "31.3.10",
    (3, 3, 1): "RB",
    (3, 4, 1): "",
    (4, 1, 1): "Revised guidance / checklist to be agreed with the Management Team (SMT).",
    (4, 2, 1): "April 2013 onwards",
    (4, 3, 1): "KS/CM",
    (4, 4, 1): "Delayed to May 2014.",
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(tmp_path_factory.mktemp("plan") / "plan.pdf", plan())


@pytest.fixture(scope="module")
def scanned(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """The plan as scanned in every way, each read."""
    folder = tmp_path_factory.mktemp("scans")
    sheet = pictures(printed, 200)[0]
    return {name: read(scan(folder / f"{at}.pdf", [bend(sheet)], 200)) for at, (name, bend) in enumerate(BENDS.items())}


def _texts(table: Table) -> dict[tuple[int, int, int], str]:
    return {(cell.row, cell.column, cell.rowspan): cell.text for cell in table.cells}


def _cell(table: Table, row: int, column: int) -> Cell:
    cell = table.grid()[row][column]
    assert cell is not None
    return cell


@needs_tesseract
@pytest.mark.parametrize("bend", BENDS)
def test_every_cell_however_it_was_scanned(scanned: dict[str, Document], bend: str) -> None:
    document = scanned[bend]
    assert [_texts(table) for table in document.tables] == [CELLS]
    assert document.tables[0].routes == ("ocr",) * 5
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "Action plan of the Safeguarding Board, March 2013"
    ]
    assert document.diagnostics == ()
    sure = [cell.confidence for cell in document.tables[0].cells if cell.text]
    assert all(confidence is not None and 0.3 < confidence <= 1 for confidence in sure)
    assert _cell(document.tables[0], 3, 4).confidence is None


@needs_tesseract
def test_colours_weight_and_size(scanned: dict[str, Document]) -> None:
    table = scanned["JPEG 30"].tables[0]
    heads = [_cell(table, 0, column) for column in range(5)]
    assert {(head.bold, head.ink) for head in heads} == {(True, "FFFFFF")}
    fills = {(cell.row, cell.column): cell.fill for cell in table.cells if cell.fill is not None}
    printed = {**dict.fromkeys([(0, column) for column in range(5)], "1F3863"), (1, 4): "91D14F", (4, 4): "FFBF00"}
    assert fills.keys() == printed.keys()
    for place, colour in printed.items():
        assert all(abs(int(fills[place][at : at + 2], 16) - int(colour[at : at + 2], 16)) <= 12 for at in (0, 2, 4)), (place, fills[place])
    title = next(block for block in scanned["JPEG 30"].blocks if isinstance(block, Paragraph))
    assert title.size == pytest.approx(14, abs=1)
    assert not any(cell.bold for cell in table.cells if cell.row)


@needs_tesseract
@pytest.mark.parametrize(
    ("bend", "box"),
    [
        ("as scanned", (420, 104, 560, 144)),
        # clockwise by 90 on a page 300 wide and 600 high
        ("turned by 90", (156, 420, 196, 560)),
        ("turned by 180", (40, 156, 180, 196)),
        ("turned by 270", (104, 40, 144, 180)),
    ],
)
def test_places_where_a_reader_sees_them(scanned: dict[str, Document], bend: str, box: tuple[float, ...]) -> None:
    (place,) = _cell(scanned[bend].tables[0], 1, 4).places
    assert (place.page, place.table, place.row, place.column) == (1, 1, 2, 5)
    assert place.box == pytest.approx(box, abs=2)


@needs_tesseract
def test_places_on_a_page_askew(scanned: dict[str, Document], printed: Path) -> None:
    """The scan is larger than the page, both about one middle; the box is the smallest around the cell that stands askew."""
    (place,) = _cell(scanned["2 degrees askew"].tables[0], 1, 3).places
    assert place.box is not None
    sheet = BENDS["2 degrees askew"](pictures(printed, 200)[0])
    middle = sheet.width / 200 * 36, sheet.height / 200 * 36
    sine, cosine = np.sin(np.radians(2)), np.cos(np.radians(2))
    across, down = 392.5 - 300, 124 - 150
    seen = middle[0] + across * cosine + down * sine, middle[1] - across * sine + down * cosine
    assert ((place.box[0] + place.box[2]) / 2, (place.box[1] + place.box[3]) / 2) == pytest.approx(seen, abs=1.5)


@needs_tesseract
def test_mixed_documents_go_page_by_page(printed: Path, tmp_path: Path) -> None:
    picture = scan(tmp_path / "scan.pdf", pictures(printed, 200), 200)
    with pikepdf.open(printed) as first, pikepdf.open(picture) as second:
        first.pages.extend(second.pages)
        first.pages.append(first.pages[0])
        first.save(tmp_path / "mixed.pdf")
    document = read(tmp_path / "mixed.pdf")
    routes = {cell.places[0].page: table.routes[cell.row] for table in document.tables for cell in table.cells}
    assert routes == {1: "rules", 2: "ocr", 3: "rules"}
    assert {cell.confidence is None for table in document.tables for cell in table.cells if cell.text and cell.places[0].page == 2} == {
        False
    }


@needs_tesseract
def test_a_table_without_rules_and_a_letter(tmp_path: Path) -> None:
    """Words of a table without rules keep their columns apart; a letter gives paragraphs."""
    sheet = Sheet(500, 260)
    for at, words in enumerate((("Action", "Lead", "Date"), ("Review training", "SW", "May 2013"), ("Brief the team", "JH", "June 2013"))):
        for x, word in zip((40, 240, 340), words, strict=True):
            sheet.text(x, 60 + 30 * at, word)
    sheet.text(40, 200, "I would be grateful if the attached report could be deposited as a paper in the Library.")
    picture = pictures(save(tmp_path / "plain.pdf", sheet), 200)[0]
    page, _ = picture_to_page(np.asarray(picture), 200 / 72, 1)
    words = {word.text: word for word in page.words}
    assert {"Review", "SW", "May"} <= words.keys()
    assert [words[text].box[0] for text in ("Review", "SW", "May")] == pytest.approx([40, 240, 340], abs=1.5)
    assert [words[text].box[3] for text in ("Review", "SW", "May")] == pytest.approx([92.2] * 3, abs=1.5)
    assert (page.rules, page.fills, page.shapes) == ((), (), ())
    assert {round(word.size) for word in page.words} <= {9, 10, 11}


@needs_tesseract
def test_the_scanned_letter_has_no_action(corpus: Path) -> None:
    document = read(corpus / "real" / "dgu_wms_q4_2012-13_SCANNED.pdf")
    assert not any("rules" in table.routes for table in document.tables)
    assert read_plan(document).actions == ()
    assert document.diagnostics == ()
    text = " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert "I would be grateful if the attached Report on Departmental Open data Commitments and adherence" in text


@needs_tesseract
@pytest.mark.parametrize(
    "hostile",
    [
        Image.new("RGB", (2, 2), "red"),
        Image.new("RGB", (3000, 12), "black"),
        Image.new("RGB", (900, 600), "black"),
        Image.fromarray(np.random.default_rng(1).integers(0, 255, (600, 900, 3), np.uint8)),
        Image.fromarray((np.indices((600, 900)).sum(axis=0) % 2 * 255).astype(np.uint8)).convert("RGB"),
        Image.fromarray((np.indices((600, 900))[0] % 12 < 2).astype(np.uint8) * 255).convert("RGB"),
    ],
    ids=["two dots", "a strip", "black", "noise", "a chequerboard", "stripes"],
)
def test_pictures_that_are_no_page(hostile: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_pages, "SECONDS_A_PAGE", 3.0)
    document = read(scan(tmp_path / "hostile.pdf", [hostile], 72))
    assert document.pages == 1
    assert {diagnostic.code for diagnostic in document.diagnostics} <= {"page-without-text", "ocr-timeout"}


def _content(words: tuple[Word, ...] = (), pictured: float = 1.0) -> PageContent:
    return PageContent(1, 600, 300, words, pictured=pictured)


TYPED = Word("7", (300, 280, 306, 291), 10)


@pytest.mark.parametrize(
    ("page", "scanned"),
    [
        (_content(), True),
        (_content(pictured=0.5), True),
        # an empty page with a logo
        (_content(pictured=0.05), False),
        # a scan with a typed page number
        (_content((TYPED,)), True),
        # a page of text with a picture
        (_content((TYPED,) * 40), False),
        (_content((TYPED,), pictured=0.4), False),
    ],
)
def test_which_pages_are_scans(page: PageContent, scanned: bool) -> None:
    assert is_scan(page) is scanned


def test_typed_words_win_over_read_ones() -> None:
    read_there = Word("Z", (299, 281, 307, 290), 10, confidence=0.4)
    elsewhere = Word("Lead", (40, 40, 60, 51), 10, confidence=0.9)
    dot = Shape((1, 1, 9, 9), "FF0000")
    page, read_page = PageContent(1, 600, 300, (TYPED,), shapes=(dot,)), PageContent(1, 600, 300, (read_there, elsewhere), route="ocr")
    assert with_typed_words(read_page, page, Lie(0, 0.0, 600, 300)) == PageContent(
        1, 600, 300, (TYPED, elsewhere), shapes=(dot,), route="ocr"
    )
    # on a page askew nobody knows where they stood
    assert with_typed_words(read_page, page, Lie(0, 1.5, 600, 300)) == read_page


def _read_all(path: Path) -> tuple[list[PageContent | None], list[Diagnostic]]:
    diagnostics: list[Diagnostic] = []
    pdf = pypdfium2.PdfDocument(path)
    pages = list(with_scans_read([_content()], pdf.raw, diagnostics, {}))
    return pages, diagnostics


def test_without_tesseract_the_page_says_how_to_install_it(printed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    tesseract.why_unavailable.cache_clear()
    try:
        pages, diagnostics = _read_all(printed)
    finally:
        monkeypatch.undo()
        tesseract.why_unavailable.cache_clear()
    assert pages == [_content()]
    message = "page 1 is a picture that nobody read. Tesseract is not installed: apt-get install tesseract-ocr"
    assert diagnostics == [Diagnostic("ocr-unavailable", "warning", message, Place(1, 0, 0, 0))]


def test_without_the_extra_the_page_says_how_to_install_it(printed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "find_spec", lambda name: None)
    tesseract.why_unavailable.cache_clear()
    try:
        pages, diagnostics = _read_all(printed)
    finally:
        monkeypatch.undo()
        tesseract.why_unavailable.cache_clear()
    assert pages == [_content()]
    message = "page 1 is a picture that nobody read. OCR is not installed: pip install 'plantrace[ocr]'"
    assert diagnostics == [Diagnostic("ocr-unavailable", "warning", message, Place(1, 0, 0, 0))]


@needs_tesseract
def test_a_page_that_takes_too_long_is_left(printed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_pages, "SECONDS_A_PAGE", 0.001)
    pages, diagnostics = _read_all(printed)
    assert pages == [_content()]
    assert [(one.code, one.severity) for one in diagnostics] == [("ocr-timeout", "error")]


@needs_tesseract
def test_tesseract_is_stopped_in_time() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (3000, 3000), np.uint8)
    with pytest.raises(OcrTimeout):
        pictures_to_words([noise] * 4, "block", 300, 0.2)


@needs_tesseract
def test_words_with_boxes_and_confidence(printed: Path) -> None:
    sheet = pictures(printed, 300)[0].convert("L")
    line = np.asarray(sheet.crop((150, 190, 2200, 270)))
    ((*words,), (*none,)) = pictures_to_words([line, np.full((60, 60), 255, np.uint8)], "block", 300, 30)
    assert [word.text for word in words] == ["Action", "plan", "of", "the", "Safeguarding", "Board,", "March", "2013"]
    assert len({word.line for word in words}) == 1
    assert all(0.8 < word.confidence <= 1 for word in words)
    assert words[0].box[0] == pytest.approx(40 * 300 / 72 - 150, abs=6)
    assert none == []


def test_pictures_are_held_to_forty_million_dots(tmp_path: Path) -> None:
    """A page of 200 inches a side would be 3.6 thousand million dots at 300 an inch."""
    pdf = pypdfium2.PdfDocument(save(tmp_path / "poster.pdf", Sheet(14400, 14400)))
    rendered = page_to_picture(pdf.raw, 1)
    assert rendered is not None
    picture, scale = rendered
    assert 39_000_000 < picture.shape[0] * picture.shape[1] <= 40_100_000
    assert scale == pytest.approx(picture.shape[1] / 14400, rel=1e-3)
