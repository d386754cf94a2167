"""Ruled pages: whatever way the borders are drawn, the cells come out whole, each with its place."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from pdf_plan import width_of
from pdf_sheet import Sheet, save
from plantrace.extract.document import Paragraph, Table
from plantrace.extract.pdf.blocks import page_to_blocks
from plantrace.extract.pdf.pdfium import open_pdf
from plantrace.extract.pdf.settle import known_from, settle

XS, YS = (20.0, 120.0, 220.0, 320.0), (40.0, 60.0, 80.0, 100.0)
PLAIN = {(row, column): (f"r{row}c{column}", 1, 1) for row in range(3) for column in range(3)}

Placed = dict[tuple[int, int], tuple[str, int, int]]


def blocks_of(path: Path, page: int = 1) -> list[Table | Paragraph]:
    with open_pdf(path) as pdf:
        content = pdf.page(page)
    assert content is not None
    return page_to_blocks(content)


def tables_of(path: Path) -> list[Table]:
    return [block for block in blocks_of(path) if isinstance(block, Table)]


def placed(table: Table) -> Placed:
    return {(cell.row, cell.column): (cell.text, cell.rowspan, cell.colspan) for cell in table}


def with_words(sheet: Sheet, xs: tuple[float, ...] = XS, ys: tuple[float, ...] = YS) -> Sheet:
    for row, top in enumerate(ys[:-1]):
        for column, left in enumerate(xs[:-1]):
            sheet.text(left + 5, top + 13, f"r{row}c{column}")
    return sheet


def stroked(sheet: Sheet) -> Sheet:
    return sheet.grid(XS, YS)


def thin_rectangles(sheet: Sheet) -> Sheet:
    for x in XS:
        sheet.fill(x - 0.25, YS[0], x + 0.25, YS[-1])
    for y in YS:
        sheet.fill(XS[0], y - 0.25, XS[-1], y + 0.25)
    return sheet


def pieces_of_one_cell(sheet: Sheet) -> Sheet:
    """Word draws each cell's borders for itself, corners left to little squares."""
    for top, bottom in itertools.pairwise(YS):
        for left, right in itertools.pairwise(XS):
            sheet.fill(left + 0.5, top, right, top + 0.5).fill(left + 0.5, bottom, right, bottom + 0.5)
            sheet.fill(left, top + 0.5, left + 0.5, bottom).fill(right, top + 0.5, right + 0.5, bottom)
            sheet.fill(left, top, left + 0.5, top + 0.5)
    return sheet


def outlines(sheet: Sheet) -> Sheet:
    for top, bottom in itertools.pairwise(YS):
        for left, right in itertools.pairwise(XS):
            sheet.outline(left, top, right, bottom)
    return sheet


def outlines_apart(sheet: Sheet) -> Sheet:
    """A browser without collapsed borders leaves a gap of two points between the cells."""
    for top, bottom in itertools.pairwise(YS):
        for left, right in itertools.pairwise(XS):
            sheet.outline(left + 1, top + 1, right - 1, bottom - 1)
    return sheet


def doubled(sheet: Sheet) -> Sheet:
    for x in XS:
        sheet.line(x - 1, YS[0], x - 1, YS[-1]).line(x + 1, YS[0], x + 1, YS[-1])
    for y in YS:
        sheet.line(XS[0], y - 1, XS[-1], y - 1).line(XS[0], y + 1, XS[-1], y + 1)
    return sheet


def dashed(sheet: Sheet) -> Sheet:
    return sheet.grid(XS, YS, more="[3 2] 0 d 0 G")


def dashes_as_pieces(sheet: Sheet) -> Sheet:
    """Dashes that the producer drew one by one."""
    for x in XS:
        for step in range(int(YS[0]), int(YS[-1]), 5):
            sheet.fill(x, step, x + 0.5, step + 3)
    for y in YS:
        for step in range(int(XS[0]), int(XS[-1]), 5):
            sheet.fill(step, y, step + 3, y + 0.5)
    return sheet


def dots(sheet: Sheet) -> Sheet:
    for x in XS:
        for step in range(int(YS[0]) * 2, int(YS[-1]) * 2 + 1, 3):
            sheet.fill(x, step / 2, x + 0.5, step / 2 + 0.5)
    for y in YS:
        for step in range(int(XS[0]) * 2, int(XS[-1]) * 2 + 1, 3):
            sheet.fill(step / 2, y, step / 2 + 0.5, y + 0.5)
    return sheet


def white(sheet: Sheet) -> Sheet:
    return sheet.grid(XS, YS, more="1 G")


def one_path(sheet: Sheet) -> Sheet:
    """The whole grid in one path."""
    down = " ".join(f"{x} {sheet.height - YS[0]} m {x} {sheet.height - YS[-1]} l" for x in XS)
    across = " ".join(f"{XS[0]} {sheet.height - y} m {XS[-1]} {sheet.height - y} l" for y in YS)
    return sheet.raw(f"0.5 w {down} {across} S")


def scaled(sheet: Sheet) -> Sheet:
    """A printer driver's own unit: everything drawn ten times as large and scaled down."""
    lines = [f"{x * 10} {(sheet.height - YS[0]) * 10} m {x * 10} {(sheet.height - YS[-1]) * 10} l S" for x in XS]
    lines += [f"{XS[0] * 10} {(sheet.height - y) * 10} m {XS[-1] * 10} {(sheet.height - y) * 10} l S" for y in YS]
    return sheet.raw(f"0.1 0 0 0.1 0 0 cm 5 w {' '.join(lines)}")


def only_fills(sheet: Sheet) -> Sheet:
    """No border at all: every cell is painted, white gaps between them."""
    for top, bottom in itertools.pairwise(YS):
        for left, right in itertools.pairwise(XS):
            sheet.fill(left + 0.7, top + 0.7, right - 0.7, bottom - 0.7, "0.8 0.9 0.8 rg")
    return sheet


BORDERS = [
    stroked, thin_rectangles, pieces_of_one_cell, outlines, outlines_apart, doubled, dashed, dashes_as_pieces, dots, white, one_path, scaled,
    only_fills,
]  # fmt: skip


@pytest.mark.parametrize("borders", BORDERS, ids=lambda borders: borders.__name__)
def test_grid_however_it_is_drawn(borders: object, tmp_path: Path) -> None:
    path = save(tmp_path / "grid.pdf", with_words(borders(Sheet())))  # type: ignore[operator]
    (table,) = tables_of(path)
    assert placed(table) == PLAIN
    assert table.routes == ("rules",) * 3
    assert table.edges == pytest.approx(XS, abs=2.1)
    cell = table.grid()[1][2]
    assert cell is not None
    assert cell.places[0].box == pytest.approx((220, 60, 320, 80), abs=2.1)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_turned_page_reads_as_the_reader_sees_it(rotate: int, tmp_path: Path) -> None:
    """Landscape set on a portrait sheet: everything is drawn sideways, and /Rotate sets it right."""
    matrix = {90: "0 1 -1 0 300 0 cm", 180: "-1 0 0 -1 400 300 cm", 270: "0 -1 1 0 0 400 cm"}[rotate]
    upright = with_words(stroked(Sheet()))
    turned = Sheet(*((400, 300) if rotate == 180 else (300, 400)))
    turned.operators = [f"q {matrix}", *upright.operators, "Q"]
    (table,) = tables_of(save(tmp_path / "turned.pdf", turned, rotate=rotate))
    assert placed(table) == PLAIN
    assert [round(edge) for edge in table.edges] == [20, 120, 220, 320]


def test_cropped_page_counts_from_the_visible_corner(tmp_path: Path) -> None:
    """Text outside the CropBox is printer's waste, not the plan."""
    sheet = with_words(stroked(Sheet())).text(20, 290, "outside")
    path = save(tmp_path / "cropped.pdf", sheet, crop=(10, 50, 390, 290))
    blocks = blocks_of(path)
    (table,) = blocks
    assert isinstance(table, Table)
    assert placed(table) == PLAIN
    assert [round(edge) for edge in table.edges] == [10, 110, 210, 310]
    assert round(table.cells[0].places[0].box[1]) == 30  # type: ignore[index]


def test_merged_cells_come_out_whole(tmp_path: Path) -> None:
    """
    +-----------+
    | a     | b |
    +---+---+   |
    | c | d |   |
    |   +---+---+
    |   | e     |
    +---+-------+
    """
    sheet = Sheet()
    for line in [(20, 40, 320, 40), (20, 60, 220, 60), (120, 80, 320, 80), (20, 100, 320, 100)]:
        sheet.line(*line)
    for line in [(20, 40, 20, 100), (320, 40, 320, 100), (220, 40, 220, 80), (120, 60, 120, 100)]:
        sheet.line(*line)
    for x, foot, word in [(25, 53, "a"), (225, 53, "b"), (25, 73, "c"), (125, 73, "d"), (125, 93, "e")]:
        sheet.text(x, foot, word)
    (table,) = tables_of(save(tmp_path / "merged.pdf", sheet))
    assert placed(table) == {(0, 0): ("a", 1, 2), (0, 2): ("b", 2, 1), (1, 0): ("c", 2, 1), (1, 1): ("d", 1, 1), (2, 1): ("e", 1, 2)}


def test_row_cut_by_the_page_end_is_closed_there(tmp_path: Path) -> None:
    """No line below the last row: it goes on overleaf."""
    sheet = Sheet()
    for y in (240, 260):
        sheet.line(20, y, 320, y)
    for x in XS:
        sheet.line(x, 240, x, 285)
    sheet.text(25, 273, "r1c0").text(125, 273, "r1c1").text(225, 253, "r0c2")
    (table,) = tables_of(save(tmp_path / "open.pdf", sheet))
    assert placed(table) == {
        (0, 0): ("", 1, 1), (0, 1): ("", 1, 1), (0, 2): ("r0c2", 1, 1),
        (1, 0): ("r1c0", 1, 1), (1, 1): ("r1c1", 1, 1), (1, 2): ("", 1, 1),
    }  # fmt: skip


def test_tables_on_one_page_stay_apart(tmp_path: Path) -> None:
    """Two beside one another, one below, with a heading between."""
    sheet = Sheet()
    for left, top, name in [(20, 20, "a"), (210, 20, "b"), (20, 120, "c")]:
        sheet.grid((left, left + 80, left + 160), (top, top + 20, top + 40))
        for row in range(2):
            for column in range(2):
                sheet.text(left + 5 + 80 * column, top + 13 + 20 * row, f"{name}{row}{column}")
    sheet.text(20, 110, "Objective 2", font="bold")
    blocks = blocks_of(save(tmp_path / "three.pdf", sheet))
    assert [block.text if isinstance(block, Paragraph) else block.cells[0].text for block in blocks] == ["a00", "b00", "Objective 2", "c00"]


def test_frame_around_the_page_is_no_table(tmp_path: Path) -> None:
    sheet = with_words(stroked(Sheet())).outline(5, 5, 395, 295).text(20, 30, "Heading")
    blocks = blocks_of(save(tmp_path / "frame.pdf", sheet))
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Table"]


def test_underline_and_tick_box_make_no_cells(tmp_path: Path) -> None:
    """A heading underlined in its cell, and a little box to tick, divide nothing."""
    sheet = stroked(Sheet()).text(25, 53, "Underlined").line(25, 54.5, 72, 54.5).outline(125, 45, 133, 53).text(137, 53, "yes")
    (table,) = tables_of(save(tmp_path / "underline.pdf", sheet))
    assert (table.n_rows, table.n_columns) == (3, 3)
    assert table.cells[0].text == "Underlined"
    assert table.cells[0].struck_text == ""
    assert table.cells[1].text == "yes"


def test_line_under_the_space_at_a_line_end_divides_nothing(tmp_path: Path) -> None:
    """Word underlines what was inserted with the space after it."""
    sheet = stroked(Sheet()).text(25, 50, "carried out in").line(25, 51.5, 25 + width_of("carried out in ", 10), 51.5).text(25, 62, "May")
    (table,) = tables_of(save(tmp_path / "inserted.pdf", sheet))
    assert (table.n_rows, table.n_columns) == (3, 3)


def test_heading_turned_on_its_side_is_read(tmp_path: Path) -> None:
    """Two lines reading upwards, from left to right."""
    sheet = Sheet().grid((20, 60, 200), (40, 120, 140)).text(65, 60, "Action").text(25, 133, "1").text(65, 133, "Audit files")
    sheet.raw("BT /plain 9 Tf 0 1 -1 0 36 185 Tm (Recommendation) Tj ET").raw("BT /plain 9 Tf 0 1 -1 0 48 185 Tm (number) Tj ET")
    (table,) = tables_of(save(tmp_path / "turned.pdf", sheet))
    known = known_from(["The number of each recommendation"])
    assert [settle(cell.text, known) for cell in table] == ["Recommendation number", "Action", "1", "Audit files"]
    assert table.cells[0].lines == ("Recommendation", "number")
