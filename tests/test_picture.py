"""What is drawn over a page: each cell in its field's colour, row numbers, ratings, and what is left over; the page itself beneath."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from grids import document, grid
from plantrace.cli import main
from plantrace.extract.document import Document, Table
from plantrace.extract.read import read
from plantrace.normalise.plan import read_plan
from plantrace.picture import FIELD_COLOURS, RATING_COLOURS, CannotDraw, PageMark, page_picture, plan_to_marks

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PDF = SAMPLES / "stockton-2013.wordpdf.pdf"


def picture(marks: tuple[PageMark, ...] = (), *, scale: float = 1.0) -> Image.Image:
    return Image.open(io.BytesIO(page_picture(PDF, 1, marks, scale=scale))).convert("RGB")


def test_a_page_without_marks_is_the_page() -> None:
    import pypdfium2

    width, height = pypdfium2.PdfDocument(PDF)[0].get_size()
    assert picture().size == pytest.approx((width, height), abs=1)
    assert picture(scale=2).size == pytest.approx((2 * width, 2 * height), abs=2)


def test_a_mark_stands_where_its_box_is_and_its_legend_below_the_page() -> None:
    plain, marked = picture(scale=2), picture((PageMark("field", (100, 20, 200, 40), "C51B8A", "lead", "lead"),), scale=2)
    assert marked.width == plain.width
    assert marked.height > plain.height
    inside, outside = (300, 64), (300, 100)  # in pixels, two a point
    assert plain.getpixel(inside) == (255, 255, 255)
    red, green, blue = marked.getpixel(inside)
    assert (red > blue > green, marked.getpixel(outside)) == (True, plain.getpixel(outside))
    below = {marked.getpixel((x, y)) for x in range(60) for y in range(plain.height, marked.height)}
    assert any(abs(r - 0xC5) + abs(g - 0x1B) + abs(b - 0x8A) < 30 for r, g, b in below)


def test_a_page_that_is_not_there_cannot_be_drawn() -> None:
    with pytest.raises(CannotDraw, match="page 99"):
        page_picture(PDF, 99)


def boxed(printed: Document) -> Document:
    """The same with boxes: cells of 100 by 10 points."""
    blocks = [
        replace(
            block, cells=tuple(replace(cell, places=tuple(replace(place, box=box(cell)) for place in cell.places)) for cell in block.cells)
        )
        for block in printed.blocks
        if isinstance(block, Table)
    ]
    return replace(printed, blocks=tuple(blocks))


def box(cell) -> tuple[float, float, float, float]:  # type: ignore[no-untyped-def]
    return 100.0 * cell.column, 10.0 * cell.row, 100.0 * (cell.column + cell.colspan), 10.0 * (cell.row + cell.rowspan)


def test_the_marks_of_a_plan() -> None:
    plan = read_plan(
        boxed(
            document(
                grid(
                    "Recommendation | Action | Lead | RAG",
                    "1. Improve audits | Audit files | JH | {FFC000}",
                    "^ | Train staff | KS | Green",
                    "Signed by the chair | = | = | =",
                )
            )
        )
    )
    [(page, marks)] = plan_to_marks(plan).items()
    drawn = [(mark.style, mark.label, mark.box, mark.colour) for mark in marks if mark.style != "cell"]
    assert page == 1
    assert drawn == [
        ("frame", "table 1", (0, 0, 400, 40), "1C2833"),
        ("field", "= recommendation", (0, 0, 100, 10), "1C2833"),
        ("field", "= action", (100, 0, 200, 10), "1C2833"),
        ("field", "= lead", (200, 0, 300, 10), "1C2833"),
        ("field", "= rag", (300, 0, 400, 10), "1C2833"),
        ("warning", "left over: signed by the chair", (0, 30, 400, 40), "D7191C"),
        ("field", "rec. no. + recommendation", (0, 10, 100, 30), FIELD_COLOURS["recommendation"]),
        ("field", "action", (100, 10, 200, 20), FIELD_COLOURS["action"]),
        ("field", "lead", (200, 10, 300, 20), FIELD_COLOURS["lead_raw"]),
        ("field", "rag", (300, 10, 400, 20), FIELD_COLOURS["rag"]),
        ("field", "action", (100, 20, 200, 30), FIELD_COLOURS["action"]),
        ("field", "lead", (200, 20, 300, 30), FIELD_COLOURS["lead_raw"]),
        ("field", "rag", (300, 20, 400, 30), FIELD_COLOURS["rag"]),
        ("row", "1", (100, 10, 400, 20), "141414"),
        ("row", "2", (100, 20, 400, 30), "141414"),
        ("rating", "amber (colour) · at risk", (300, 10, 400, 20), RATING_COLOURS["amber"]),
        ("rating", "green · on track", (300, 20, 400, 30), RATING_COLOURS["green"]),
    ]


def test_a_table_that_is_no_plan_says_why() -> None:
    plan = read_plan(boxed(document(grid("Indicator | 17/18 | 18/19", "Late notifications | 27 | 43"))))
    [marks] = plan_to_marks(plan).values()
    assert [(mark.style, mark.label) for mark in marks] == [("frame", "table 1, not read: no column means action")]


def test_a_word_document_has_no_marks() -> None:
    assert plan_to_marks(read_plan(read(SAMPLES / "stockton-2013.word.docx"))) == {}


def test_inspect_draws_the_pages(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pages"
    result = CliRunner().invoke(main, ["inspect", str(PDF), "--picture", str(folder)])
    assert (result.exit_code, result.stderr) == (0, f"8 pages drawn into {folder}\n")
    assert sorted(path.name for path in folder.iterdir()) == [f"page-{page:02}.png" for page in range(1, 9)]
    assert "words in plan tables: 2826" in result.stdout


def test_inspect_says_that_word_has_no_pages(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["inspect", str(SAMPLES / "stockton-2013.word.docx"), "--picture", str(tmp_path / "pages")])
    assert (result.exit_code, "A Word document has no pages to draw" in result.stderr) == (0, True)
    assert not (tmp_path / "pages").exists()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["inspect", str(PDF), "--picture", str(tmp_path / "file" / "pages")])
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "The picture cannot be drawn" in result.stderr
