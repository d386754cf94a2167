"""Tables as spreadsheets and layout programs print them: next to no margins, tall rows, columns written as one thread."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_pdf_alignment import rows_of, tables_of

from pdf_sheet import Sheet, save

LEFTS = (20, 50, 162, 250)
HEADINGS = ("Ref", "Action", "Lead", "By when")
ROWS = [
    ("1.1", ("Visit each home in the north", "once a quarter."), "Area Manager", "May 2023"),
    ("1.2", ("Train wardens.",), "Head of HR", "June 2023"),
    ("1.3", ("Publish the rota for wardens", "on each floor."), "Area Manager", "Monthly"),
]
CELLS = [[number, " ".join(lines), lead, when] for number, lines, lead, when in ROWS]


@pytest.mark.parametrize("first", [0, 1])
def test_columns_that_the_file_writes_as_threads(first: int, tmp_path: Path) -> None:
    """Tinted columns without rules between the rows, each column's words one after another; a title goes over two columns. Rows are told
    by their numbers, or where there are none by white that all columns have."""
    sheet = Sheet(340, 240)
    for left, right in ((16, 45), (48, 158), (160, 245), (248, 325)):
        sheet.fill(left, 20, right, 36, "0.3 0.4 0.5 rg").fill(left, 60, right, 150, "0.9 0.93 0.95 rg")
    for column in [column for column in (3, 1, 2, 0) if column >= first]:
        for at, row in enumerate(ROWS):
            lines = row[1] if column == 1 else (row[column],)
            for below, line in enumerate(lines):
                sheet.text(LEFTS[column], 72 + 28 * at + 10 * below, line, size=8)
    for x, heading in list(zip(LEFTS, HEADINGS, strict=True))[first:]:
        sheet.text(x, 31, heading, size=8, font="bold", colour="1 g")
    sheet.text(LEFTS[first], 53, "Safe homes and streets" if first else "Safe homes", size=12, font="bold")
    (table,) = tables_of(save(tmp_path / "threads.pdf", sheet))
    title = ["Safe homes and streets"] * 2 + [""] if first else ["Safe homes", "Safe homes", "", ""]
    assert [row[-len(title) :] for row in rows_of(table)] == [list(HEADINGS[first:]), title, *(row[first:] for row in CELLS)]


def test_rows_taller_than_their_text_are_one_table(tmp_path: Path) -> None:
    """Rules part the groups alone; rows are five lines tall, as where a merged cell beside them was made to fit."""
    sheet = Sheet(340, 300)
    for x, heading in zip(LEFTS, HEADINGS, strict=True):
        sheet.text(x, 30, heading, size=8, font="bold")
    for at, (number, lines, lead, when) in enumerate([*ROWS, ("2.1", ("Survey tenants.",), "Clerk", "July 2023")]):
        for x, words in zip(LEFTS, (number, lines[0], lead, when), strict=True):
            sheet.text(x, 46 + 50 * at, words, size=8)
        for below, line in enumerate(lines[1:], 1):
            sheet.text(LEFTS[1], 46 + 50 * at + 10 * below, line, size=8)
    for y in (34, 186, 230):
        sheet.line(16, y, 325, y)
    (table,) = tables_of(save(tmp_path / "tall.pdf", sheet))
    assert rows_of(table) == [[*HEADINGS], *CELLS, ["2.1", "Survey tenants.", "Clerk", "July 2023"]]


def test_texts_that_touch_the_next_column_part_where_others_begin(tmp_path: Path) -> None:
    """`Visit every home in the north Area Manager`: no more than a space between them."""
    sheet = Sheet(340, 200)
    rows = [("Action", "Lead", "By when"), ("Train wardens.", "Head of HR", "June 2023"), ("Publish the rota.", "Clerk", "Monthly")]
    rows += [("Visit every home in the north", "Area Manager", "May 2023"), ("Survey tenants.", "Clerk", "July 2023")]
    for at, row in enumerate(rows):
        for x, words in zip((20, 123, 250), row, strict=True):
            sheet.text(x, 40 + 16 * at, words, size=8, font="plain" if at else "bold")
    for y in range(45, 126, 16):
        sheet.line(16, y, 325, y)
    (table,) = tables_of(save(tmp_path / "touching.pdf", sheet))
    assert rows_of(table) == [list(row) for row in rows]


def test_cards_of_labels_and_values(tmp_path: Path) -> None:
    """A last value in bold heads no table, and the next card's title and text end the one above."""
    sheet, y = Sheet(340, 300), 30
    for title, text, owner in (
        ("Cause of concern 1", "The service does not know who is most at risk from fire.", "Area Manager"),
        ("Cause of concern 2", "The service has not made sure that values are understood.", "Head of HR"),
    ):
        sheet.text(20, y, title, size=11, font="bold").text(20, y + 15, text, size=9)
        y += 30
        for label, value in (("What we will do", "Train all staff."), ("Owner", owner), ("Status", "On track")):
            sheet.line(20, y - 9, 320, y - 9).text(20, y, label, size=8, font="bold")
            sheet.text(120, y, value, size=8, font="bold" if label == "Status" else "plain")
            y += 16
        y += 8
    tables = [rows_of(table) for table in tables_of(save(tmp_path / "cards.pdf", sheet))]
    assert tables == [
        [["What we will do", "Train all staff."], ["Owner", "Area Manager"], ["Status", "On track"]],
        [["What we will do", "Train all staff."], ["Owner", "Head of HR"], ["Status", "On track"]],
    ]


def test_a_merged_text_that_ends_right_below_a_rule_beside_it(tmp_path: Path) -> None:
    """A web page's cell over two rows: its last line stands alone above the first line of the second row."""
    sheet = Sheet(340, 200)
    finding = ("Repairs were overdue", "and 63 of those that", "tenants had asked for", "were urgent.")
    for x, words in zip((20, 150, 260), ("Finding", "Action", "By when"), strict=True):
        sheet.text(x, 30, words, size=8, font="bold")
    for x, words in ((20, finding[0]), (150, "Clear the urgent repairs that"), (260, "May 2023")):
        sheet.text(x, 46, words, size=8)
    sheet.text(20, 56, finding[1], size=8).text(150, 56, "are overdue.", size=8).text(20, 66, finding[2], size=8).text(
        20, 76, finding[3], size=8
    )
    for x, words in ((150, "Publish the times."), (260, "June 2023"), (20, "Calls were lost"), (150, "Answer calls."), (260, "July 2023")):
        sheet.text(x, 81 if words in ("Publish the times.", "June 2023") else 98, words, size=8)
    for x, y in ((20, 34), (150, 69), (20, 88), (20, 104)):
        sheet.line(x, y, 325, y)
    (table,) = tables_of(save(tmp_path / "merged.pdf", sheet))
    whole = " ".join(finding)
    assert rows_of(table) == [
        ["Finding", "Action", "By when"],
        [whole, "Clear the urgent repairs that are overdue.", "May 2023"],
        [whole, "Publish the times.", "June 2023"],
        ["Calls were lost", "Answer calls.", "July 2023"],
    ]


def test_rules_that_part_groups_of_rows_alone(tmp_path: Path) -> None:
    """No numbers: below white, and blank in the first column, a row begins; where rows have rules of their own, white is in a cell."""
    sheet = Sheet(340, 260)
    groups = [
        ("Files are late", [("Audit files.", "Clerk", "May 2023"), ("Train staff.", "Head of HR", "June 2023")]),
        ("Visits are rare", [("Visit homes.", "Warden", "Monthly"), ("Write to all.", "Clerk", "July 2023")]),
    ]
    for x, words in zip((20, 120, 190, 260), ("Finding", "Action", "Lead", "By when"), strict=True):
        sheet.text(x, 30, words, size=8, font="bold")
    sheet.line(16, 34, 325, 34)
    y, expected = 46, [["Finding", "Action", "Lead", "By when"]]
    for finding, rows in groups:
        sheet.text(20, y, finding, size=8)
        for at, row in enumerate(rows):
            for x, words in zip((120, 190, 260), row, strict=True):
                sheet.text(x, y, words, size=8)
            expected.append(["" if at else finding, *row])
            y += 26
        sheet.line(16, y - 10, 325, y - 10)
    (table,) = tables_of(save(tmp_path / "groups.pdf", sheet))
    assert rows_of(table) == expected
