"""Letters as PDF producers write them -> words as a reader reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pdf_sheet import Sheet, save
from plantrace.extract.pdf.page import PageContent
from plantrace.extract.pdf.pdfium import open_pdf


def page_of(path: Path) -> PageContent:
    with open_pdf(path) as pdf:
        content = pdf.page(1)
    assert content is not None
    return content


def words_of(tmp_path: Path, sheet: Sheet) -> list[str]:
    return [word.text for word in page_of(save(tmp_path / "words.pdf", sheet)).words]


def kerned(*parts: str | float) -> Sheet:
    """One line through TJ: numbers move the pen back by thousandths of the type size."""
    inner = " ".join(f"({part})" if isinstance(part, str) else str(part) for part in parts)
    return Sheet().raw(f"BT /plain 10 Tf 1 0 0 1 50 200 Tm [{inner}] TJ ET")


PRINTED = [
    # An ordinary line.
    (Sheet().text(50, 100, "Review the plan."), ["Review", "the", "plan."]),
    # Kerning moves letters a little: no space is printed.
    (kerned("Sund", -40, "erland"), ["Sunderland"]),
    # No space in the file, but a gap as wide as one.
    (kerned("New", -250, "plan"), ["New", "plan"]),
    # A heading set with wide letter spacing is one word, and its words stay two.
    (Sheet().text(50, 100, "ACTION", more="4 Tc"), ["ACTION"]),
    (Sheet().text(50, 100, "ACTION PLAN", more="4 Tc"), ["ACTION", "PLAN"]),
    # Four letters apart are initials or column heads, not a word.
    (Sheet().text(50, 100, "R A G B"), ["R", "A", "G", "B"]),
    # Fake bold: the same text printed twice, a hair apart.
    (Sheet().text(50, 100, "Lead officer").text(50.3, 100, "Lead officer"), ["Lead", "officer"]),
    # Fake bold letter by letter.
    (kerned("LL", 440, "e"), ["LLe"]),
    # A raised ordinal belongs to its number.
    (Sheet().text(50, 100, "2").text(55.6, 96.5, "nd", size=6).text(66, 100, "review"), ["2nd", "review"]),
    # Text that nobody can see: mode 3, as under a scan; no size at all.
    (Sheet().text(50, 100, "hidden", more="3 Tr").text(50, 120, "shown").text(50, 140, "tiny", size=0.1), ["shown"]),
    # A watermark across the page.
    (Sheet().raw("BT /plain 40 Tf 0.7 0.7 -0.7 0.7 100 50 Tm (DRAFT) Tj ET").text(50, 100, "text"), ["text"]),
    # A tick and a dot of a symbol font are words of their own.
    (Sheet().text(50, 100, "4", font="symbols").text(62, 100, "Done"), ["✔", "Done"]),
    # A list number close to its text.
    (Sheet().text(50, 100, "10.").text(65, 100, "Panel"), ["10.", "Panel"]),
]


@pytest.mark.parametrize(("sheet", "expected"), PRINTED)
def test_letters_become_words(sheet: Sheet, expected: list[str], tmp_path: Path) -> None:
    assert words_of(tmp_path, sheet) == expected


@pytest.mark.parametrize(("matrix", "turn"), [("1 0 0 1", 0), ("0 -1 1 0", 90), ("-1 0 0 -1", 180), ("0 1 -1 0", 270)])
def test_turned_text_is_read_and_told(matrix: str, turn: int, tmp_path: Path) -> None:
    """Headings of narrow columns often stand on end."""
    sheet = Sheet().raw(f"BT /plain 10 Tf {matrix} 200 150 Tm (Time scale) Tj ET")
    words = page_of(save(tmp_path / "turned.pdf", sheet)).words
    assert [(word.text, word.turn) for word in words] == [("Time", turn), ("scale", turn)]
    x0, top, x1, bottom = words[0].box
    across, down = (x1 - x0, bottom - top) if turn in (0, 180) else (bottom - top, x1 - x0)
    assert (round(across), round(down)) == (22, 11)


def test_word_carries_how_it_is_set(tmp_path: Path) -> None:
    sheet = (
        Sheet().text(50, 100, "plain", size=8).text(50, 120, "heavy", font="bold", colour="1 0 0 rg").text(50, 140, "gone", colour="0.5 g")
    )
    sheet.line(49, 136.6, 75, 136.6)
    plain, heavy, gone = page_of(save(tmp_path / "set.pdf", sheet)).words
    assert (plain.size, plain.bold, plain.ink, plain.struck) == (8, False, None, False)
    assert (heavy.size, heavy.bold, heavy.ink, heavy.struck) == (10, True, "FF0000", False)
    assert (gone.ink, gone.struck) == ("808080", True)


def test_rule_through_words_is_no_rule_of_the_grid(tmp_path: Path) -> None:
    sheet = (
        Sheet()
        .text(50, 100, "crossed out")
        .line(50, 96.6, 101, 96.6)
        .text(50, 120, "underlined")
        .line(50, 121, 96, 121)
        .line(20, 130, 300, 130)
    )
    page = page_of(save(tmp_path / "rules.pdf", sheet))
    assert [(word.text, word.struck) for word in page.words] == [("crossed", True), ("out", True), ("underlined", False)]
    assert [(rule.horizontal, round(rule.at), round(rule.start), round(rule.end)) for rule in page.rules] == [(True, 130, 20, 300)]


FILLS = [
    ("1 0 0 rg", "FF0000"),
    ("0.5 g", "808080"),
    # Amber in printer's colours, as PDFium shows it.
    ("0 0.25 1 0 k", "FFBF00"),
]


@pytest.mark.parametrize(("operator", "colour"), FILLS)
def test_fills_are_told_in_rgb(operator: str, colour: str, tmp_path: Path) -> None:
    (fill,) = page_of(save(tmp_path / "fill.pdf", Sheet().fill(50, 50, 150, 80, operator))).fills
    assert fill.box == pytest.approx((50, 50, 150, 80))
    parts = [int(fill.colour[at : at + 2], 16) - int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    assert max(map(abs, parts)) <= 30


def test_page_white_is_no_fill_and_a_circle_is_a_shape(tmp_path: Path) -> None:
    circle = "0 0.7 0.3 rg 60 200 m 60 205.5 55.5 210 50 210 c 44.5 210 40 205.5 40 200 c 40 194.5 44.5 190 50 190 c 55.5 190 60 194.5 60 200 c f"
    page = page_of(save(tmp_path / "circle.pdf", Sheet().fill(0, 0, 400, 300, "1 g").raw(circle)))
    assert page.fills == ()
    assert [(shape.kind, shape.colour) for shape in page.shapes] == [("drawing", "00B34D")]
    assert page.shapes[0].box == pytest.approx((40, 90, 60, 110), abs=0.1)
