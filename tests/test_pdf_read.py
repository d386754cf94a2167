"""Whole PDF files: what opens and what does not, running heads and feet, numbering, marks of colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from pdf_sheet import Sheet, save
from plantrace.diagnostics import DamagedDocument, DocumentError, EmptyFile, EncryptedDocument, UnknownFormat
from plantrace.extract.document import Document, Mark, Paragraph, Table
from plantrace.extract.pdf.pdfium import open_pdf
from plantrace.extract.read import read

HEADING, ROW = ("Action", "Lead", "By when"), ("Review the plan", "SMcL", "May 2013")


def plan(sheet: Sheet, top: float = 60, rows: int = 2) -> Sheet:
    xs, ys = (20.0, 180.0, 280.0, 380.0), tuple(top + 20 * row for row in range(rows + 1))
    sheet.grid(xs, ys)
    for x, heading in zip(xs, HEADING, strict=False):
        sheet.text(x + 5, top + 13, heading, font="bold")
    for row in range(1, rows):
        for x, text in zip(xs, ROW, strict=False):
            sheet.text(x + 5, top + 20 * row + 13, text)
    return sheet


def texts(document: Document) -> list[str | list[str]]:
    return [block.text if isinstance(block, Paragraph) else [cell.text for cell in block] for block in document.blocks]


def test_document_in_reading_order_with_places(tmp_path: Path) -> None:
    sheet = plan(Sheet().text(20, 40, "Objective 1", size=14, font="bold")).text(20, 140, "Approved by the Board.")
    document = read(save(tmp_path / "plan.pdf", sheet))
    assert texts(document) == ["Objective 1", [*HEADING, *ROW], "Approved by the Board."]
    heading = document.blocks[0]
    assert isinstance(heading, Paragraph)
    assert (heading.bold, heading.size, heading.place.page, heading.place.table) == (True, 14.0, 1, 0)
    (table,) = document.tables
    assert [(str(cell.places[0]), cell.bold) for cell in table.cells[2:4]] == [
        ("p. 1, table 1, row 1, column 3", True),
        ("p. 1, table 1, row 2, column 1", False),
    ]
    assert (table.page_first, table.page_last, document.pages) == (1, 1, 1)


def test_running_heads_and_feet_are_furniture(tmp_path: Path) -> None:
    """The same place on every page, numbers aside; the first page has another head."""
    sheets = []
    for number in (1, 2, 3):
        sheet = plan(Sheet(), rows=3)
        sheet.text(20, 20, "Children's Services" if number > 1 else "Action plan 2013").text(180, 290, f"Page {number} of 3", size=8)
        sheets.append(sheet)
    document = read(save(tmp_path / "three.pdf", *sheets))
    assert [paragraph.text for paragraph in document.furniture] == ["Page 1 of 3", "Children's Services"]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["Action plan 2013"]


def test_a_slides_title_repeated_on_the_next_slide_is_no_running_head(tmp_path: Path) -> None:
    """Other slides have titles of their own in its place; what they all have is a running head, however large."""
    titles = (
        "R1: Improve assessments",
        "R2: Improve attendance, in particular",
        "R2: Improve attendance, in particular",
        "R3: Train staff",
    )
    slides = [Sheet().text(20, 20, "A Council", size=20).text(20, 42, title, size=16) for title in titles]
    for slide, rest in zip(slides, ("Audit files.", "Visit homes.", "Write to parents.", "Run a course."), strict=True):
        slide.text(20, 120, rest, size=10).text(20, 140, "It is done by May.", size=10)
    document = read(save(tmp_path / "slides.pdf", *slides))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph) and block.size == 16] == list(titles)
    assert [each.text for each in document.furniture] == ["A Council"]


def test_heading_row_repeated_at_the_top_is_no_running_head(tmp_path: Path) -> None:
    """The table begins at the very top of each page."""
    document = read(save(tmp_path / "top.pdf", *(plan(Sheet(), top=10, rows=3 + number) for number in range(3))))
    assert document.furniture == ()
    assert all(table.cells[0].text == "Action" for table in document.tables)


def test_number_alone_at_the_foot_of_a_single_page(tmp_path: Path) -> None:
    document = read(save(tmp_path / "one.pdf", plan(Sheet()).text(198, 290, "1")))
    assert texts(document) == [[*HEADING, *ROW]]
    assert [paragraph.text for paragraph in document.furniture] == ["1"]


def test_colour_in_cells(tmp_path: Path) -> None:
    """Amber fill, a green dot, a red word, a highlighted word, and a struck-out one."""
    circle = "0 0.7 0.3 rg 295 214 m 295 216.8 292.8 219 290 219 c 287.2 219 285 216.8 285 214 c 285 211.2 287.2 209 290 209 c 292.8 209 295 211.2 295 214 c f"
    sheet = Sheet().grid((20, 180, 280, 380), (60, 75, 95, 115)).fill(180.5, 75.5, 279.5, 94.5, "1 0.75 0 rg").raw(circle)
    sheet.text(25, 71, "Action").text(185, 88, "Late").text(25, 88, "Overdue", colour="1 0 0 rg").text(25, 108, "dropped").line(
        25, 104.6, 62, 104.6
    )
    sheet.fill(184, 98, 216, 112, "1 1 0 rg").text(185, 108, "urgent").text(220, 108, "now")
    (table,) = read(save(tmp_path / "colour.pdf", sheet)).tables
    grid = table.grid()

    def cell(row: int, column: int) -> tuple[str, str | None, tuple[Mark, ...], str]:
        found = grid[row][column]
        assert found is not None
        return found.text, found.fill, found.marks, found.struck_text

    assert cell(1, 0) == ("Overdue", None, (Mark("text", "FF0000", "Overdue"),), "")
    assert cell(1, 1) == ("Late", "FFBF00", (), "")
    assert cell(1, 2) == ("", None, (Mark("drawing", "00B34D"),), "")
    assert cell(2, 0) == ("dropped", None, (), "dropped")
    assert cell(2, 1) == ("urgent now", None, (Mark("highlight", "FFFF00", "urgent"),), "")


def picture_page(path: Path) -> Path:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 300))
    page = pdf.pages[0]
    picture = pdf.make_stream(b"\x80" * 100)
    picture.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=10, Height=10, BitsPerComponent=8))
    picture.ColorSpace = pikepdf.Name.DeviceGray
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/Scan": picture}))
    page.Contents = pdf.make_stream(b"q 400 0 0 300 0 0 cm /Scan Do Q")
    pdf.save(path)
    return path


def locked(path: Path, **passwords: str) -> Path:
    return save(path, plan(Sheet()), encryption=pikepdf.Encryption(**passwords))


def test_pdf_that_only_forbids_printing_opens(tmp_path: Path) -> None:
    assert texts(read(locked(tmp_path / "owner.pdf", owner="secret", user=""))) == [[*HEADING, *ROW]]


def written(data: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return write


UNUSABLE: list[tuple[Callable[[Path], Path], type[DocumentError]]] = [
    (lambda path: locked(path, owner="secret", user="secret"), EncryptedDocument),
    (written(b""), EmptyFile),
    (written(b"%PDF-1.7\nnothing that follows is a PDF"), DamagedDocument),
    (written(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64), UnknownFormat),
    (written(b"PK\x03\x04 cut off"), DamagedDocument),
    (written(b"plain words"), UnknownFormat),
]


@pytest.mark.parametrize(("make", "error"), UNUSABLE)
def test_unusable_file_says_what_it_is(make: Callable[[Path], Path], error: type[DocumentError], tmp_path: Path) -> None:
    """Whatever the name promises."""
    path = make(tmp_path / "plan.pdf")
    with pytest.raises(error) as raised:
        read(path)
    assert str(path) in str(raised.value)


def test_tables_are_tables(tmp_path: Path) -> None:
    document = read(save(tmp_path / "two.pdf", plan(Sheet()), plan(Sheet(), top=100)))
    assert all(isinstance(block, Table) for block in document.blocks)


def test_page_that_is_a_picture_says_so(tmp_path: Path) -> None:
    with open_pdf(picture_page(tmp_path / "scan.pdf")) as pdf:
        content = pdf.page(1)
    assert content is not None
    assert (content.words, round(content.pictured, 2)) == ((), 1.0)
