"""Tables without vertical rules, or without any: columns by gutters, rows by rules, paint, numbers and margins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pdf_plan import width_of
from pdf_sheet import Sheet, save
from plantrace.extract.document import Document, Paragraph, Table
from plantrace.extract.pdf.blocks import page_to_blocks
from plantrace.extract.pdf.furniture import without_furniture
from plantrace.extract.pdf.pdfium import open_pdf
from plantrace.extract.pdf.settle import known_from, settle
from plantrace.extract.read import read

LEFTS = (20, 155, 270)
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"

PLAN = [
    (["Action"], ["Lead"], ["By when"]),
    (["Review the supervision policy", "and tell all staff."], ["SMcL"], ["May 2013"]),
    (["Audit case files."], ["Kim Roberts", "Gavin Taylor"], ["Monthly"]),
    (["Report to the Board."], ["JH"], ["June 2013"]),
]
CELLS = [
    ["Action", "Lead", "By when"],
    ["Review the supervision policy and tell all staff.", "SMcL", "May 2013"],
    ["Audit case files.", "Kim Roberts\nGavin Taylor", "Monthly"],
    ["Report to the Board.", "JH", "June 2013"],
]


def set_plan(sheet: Sheet, margin: float, top: float = 50) -> tuple[Sheet, list[float]]:
    """Sets the plan with 11 points from line to line and `margin` more from row to row; gives the rows' tops, too."""
    tops = []
    for number, row in enumerate(PLAN):
        tops.append(top)
        for x, lines in zip(LEFTS, row, strict=True):
            for at, line in enumerate(lines):
                sheet.text(x, top + 9 + 11 * at, line, size=9, font="plain" if number else "bold")
        top += 11 * max(len(lines) for lines in row) + margin
    return sheet, [*tops, top]


def rows_of(table: Table) -> list[list[str]]:
    known = known_from([])
    return [[settle(cell.text, known) if cell is not None else "" for cell in row] for row in table.grid()]


def tables_of(path: Path) -> list[Table]:
    with open_pdf(path) as pdf:
        content = pdf.page(1)
    assert content is not None
    return [block for block in page_to_blocks(content) if isinstance(block, Table)]


def with_rules(sheet: Sheet, margin: float) -> Sheet:
    sheet, tops = set_plan(sheet, margin)
    for y in tops:
        sheet.line(18, y - margin / 2, 380, y - margin / 2)
    return sheet


def with_heading_rules(sheet: Sheet) -> Sheet:
    """Three rules: above, below the headings, at the end."""
    sheet, tops = set_plan(sheet, 5)
    for y in (tops[0], tops[1], tops[-1]):
        sheet.line(18, y - 2.5, 380, y - 2.5)
    return sheet


def without_rules(sheet: Sheet) -> Sheet:
    return set_plan(sheet, 5)[0]


def with_stripes(sheet: Sheet) -> Sheet:
    """Every other row on grey; the headings white on dark."""
    _, tops = set_plan(Sheet(), 5)
    sheet.fill(18, tops[0] - 2, 380, tops[1] - 2, "0.1 0.2 0.4 rg").fill(18, tops[2] - 2, 380, tops[3] - 2, "0.9 g")
    return set_plan(sheet, 5)[0]


def with_painted_headings(sheet: Sheet) -> Sheet:
    _, tops = set_plan(Sheet(), 5)
    for left, right in [(18, 152), (152, 267), (267, 380)]:
        sheet.fill(left, tops[0] - 2, right, tops[1] - 2, "0.85 g")
    return set_plan(sheet, 5)[0]


def tight_with_borders_of_half_a_point(sheet: Sheet) -> Sheet:
    """LibreOffice leaves a border's room between rows even where it draws none."""
    return set_plan(sheet, 0.6)[0]


@pytest.mark.parametrize(
    "setting",
    [
        lambda sheet: with_rules(sheet, 5),
        lambda sheet: with_rules(sheet, 1),
        with_heading_rules,
        without_rules,
        with_stripes,
        with_painted_headings,
        tight_with_borders_of_half_a_point,
    ],
)
def test_table_without_vertical_rules(setting: object, tmp_path: Path) -> None:
    (table,) = tables_of(save(tmp_path / "plan.pdf", setting(Sheet())))  # type: ignore[operator]
    assert rows_of(table) == CELLS
    assert set(table.routes) == {"alignment"}


def test_numbers_begin_rows_where_nothing_else_does(tmp_path: Path) -> None:
    """No margin at all between the rows, a number before each."""
    sheet = Sheet()
    lines = [
        ("No.", "Action", "Lead"),
        ("1", "Review the supervision", "SMcL"),
        ("", "policy by May", ""),
        ("2", "Audit case files", "JH"),
        ("3", "Report", "JH"),
    ]
    for at, line in enumerate(lines):
        for x, text in zip((20, 60, 165), line, strict=True):
            if text:
                sheet.text(x, 60 + 11 * at, text, size=9, font="plain" if at else "bold")
    (table,) = tables_of(save(tmp_path / "numbers.pdf", sheet))
    assert rows_of(table) == [
        ["No.", "Action", "Lead"], ["1", "Review the supervision policy by May", "SMcL"], ["2", "Audit case files", "JH"], ["3", "Report", "JH"],
    ]  # fmt: skip


def test_a_painted_banner_over_the_first_gutter_parts_no_column(tmp_path: Path) -> None:
    """The banner is short enough for a cell of the second column, and begins where the numbers do."""
    sheet, rows = Sheet(400, 200), (("No.", "Action", "Lead"), ("1", "Audit files.", "JH"), (), ("2", "Report to the Board.", "SMcL"))
    for at, row in enumerate(rows):
        if not row:
            sheet.fill(20, 40 + 20 * at, 380, 60 + 20 * at, "0.8 0.75 0.85 rg").text(24, 54 + 20 * at, "Theme B: Governance")
        for x, text in zip((24, 60, 300), row, strict=False):
            sheet.text(x, 54 + 20 * at, text, font="plain" if at else "bold")
        sheet.line(20, 60 + 20 * at, 380, 60 + 20 * at)
    (table,) = tables_of(save(tmp_path / "plan.pdf", sheet))
    assert rows_of(table) == [
        ["No.", "Action", "Lead"],
        ["1", "Audit files.", "JH"],
        ["Theme B: Governance", "Theme B: Governance", ""],
        ["2", "Report to the Board.", "SMcL"],
    ]


def test_cells_that_nearly_touch_end_no_table(tmp_path: Path) -> None:
    """The last lines of a table, of its first two columns alone, look like running text."""
    sheet, second = Sheet(400, 200), 24 + width_of("is heard in every review", 9) + 6
    lines = [
        ("Issue", "Action", "Lead"),
        ("Files are not audited", "Audit files.", "JH"),
        ("Visits are rare", "Train staff.", "KS"),
        ("The voice of the child", "Collect the views of", "DT"),
        ("is heard in every review", "each child who comes", ""),
        ("and in each plan made", "to a conference.", ""),
    ]
    for at, line in enumerate(lines):
        for x, text in zip((24, second, 300), line, strict=True):
            sheet.text(x, 40 + 11 * at + 6 * min(at, 3), text, size=9, font="plain" if at else "bold")
    (table,) = tables_of(save(tmp_path / "plan.pdf", sheet))
    assert [[" ".join(text.split()) for text in row] for row in rows_of(table)[3:]] == [
        [
            "The voice of the child is heard in every review and in each plan made",
            "Collect the views of each child who comes to a conference.",
            "DT",
        ]
    ]


def test_line_over_all_columns_is_a_row_of_its_own(tmp_path: Path) -> None:
    sheet, tops = set_plan(Sheet(), 5)
    y = tops[-1] + 4
    sheet.text(20, y + 9, "Priority 2: the voice of the child is heard in every review and at every conference", size=9)
    for x, text in zip(LEFTS, ["Collect views.", "DT", "July 2013"], strict=True):
        sheet.text(x, y + 25, text, size=9)
    (table,) = tables_of(save(tmp_path / "banner.pdf", sheet))
    banner = next(cell for cell in table if cell.text.startswith("Priority 2"))
    assert (banner.row, banner.column, banner.colspan) == (4, 0, 3)
    assert rows_of(table)[5] == ["Collect views.", "DT", "July 2013"]


PROSE = [
    # A numbered list, its numbers hanging in the margin.
    [
        (20, "1."),
        (45, "The panel meets every month."),
        (20, "2."),
        (45, "It reports to the board."),
        (20, "3."),
        (45, "Its members are listed below."),
    ],
    # A contents page.
    [(20, "1. Purpose of the report ........"), (350, "4"), (20, "2. Role of the service ........."), (350, "6")],
    # One line with a running head's two ends.
    [(20, "Children's Services"), (300, "March 2013")],
]


@pytest.mark.parametrize("lines", PROSE)
def test_prose_is_no_table(lines: list[tuple[int, str]], tmp_path: Path) -> None:
    sheet = Sheet()
    y = 60
    for number, (x, text) in enumerate(lines):
        y += 14 if number and x <= lines[number - 1][0] else 0
        sheet.text(x, y, text)
    assert tables_of(save(tmp_path / "prose.pdf", sheet)) == []


def printed(path: Path, keep: str) -> list[list[str]]:
    """The rows of three texts or more, once the vertical rules, or all, are taken away, and the tags with them; white space aside."""
    with open_pdf(path) as pdf:
        pages = [page for page in pdf if page is not None]
    if keep != "all":
        pages = [replace(page, rules=tuple(rule for rule in page.rules if rule.horizontal and keep == "level"), tags={}) for page in pages]
    tables = [block for page, _ in without_furniture(pages) for block in page_to_blocks(page) if isinstance(block, Table)]
    rows = [["".join(text.split()) for text in row if text] for table in tables for row in rows_of(table)]
    return [row for row in rows if len(set(row)) >= 3]


@pytest.mark.parametrize("keep", ["level", "none"])
@pytest.mark.parametrize("name", ["stockton-2013.web", "stockton-2013.wordpdf"])
def test_typeset_plan_reads_the_same_without_its_rules(name: str, keep: str) -> None:
    path = CORPUS / f"{name}.pdf"
    if not path.exists():
        pytest.skip("the typeset plans are not beside the checkout")
    assert printed(path, keep) == printed(path, "all")


def test_paragraphs_around_stay_paragraphs(tmp_path: Path) -> None:
    sheet, tops = set_plan(Sheet().text(20, 30, "Objective 1: staff are well supervised"), 5)
    sheet.text(20, tops[-1] + 30, "Approved by the Board in March 2013.")
    document: Document = read(save(tmp_path / "around.pdf", sheet))
    assert [block.text if isinstance(block, Paragraph) else "table" for block in document.blocks] == [
        "Objective 1: staff are well supervised", "table", "Approved by the Board in March 2013.",
    ]  # fmt: skip
