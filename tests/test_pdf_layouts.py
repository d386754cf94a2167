"""Plans set for the test in the layouts that archives hold: whatever the layout, the rows come out whole."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pdf_plan import Cell, Setting, set_rows, width_of
from pdf_sheet import Sheet, save
from plantrace.extract.document import Mark, Paragraph, Table
from plantrace.extract.read import read
from plantrace.normalise.plan import read_plan
from typeset import LAYOUTS, made_up, missing_program, rows_read, share_right, typeset

HEADINGS = ["No.", "Recommendation", "Action", "Lead", "By when"]
XS = (30.0, 65.0, 190.0, 375.0, 460.0, 550.0)
BODY = [
    ["1.1", "Strengthen the supervision policy so that social workers are well supported", "Review the supervision policy and tell all staff about it.", "Helen Marsh", "May 2013"],
    ["1.2", "", "Audit case files every quarter. Report what was found to the Board, with the actions that follow.", "Tom Akers", "Quarterly"],
    ["2.1", "Listen to children", "Collect the views of children.", "Gwen Oldroyd", "July 2013"],
    ["2.2", "", "Publish a summary on the website for families and schools.", "Head of Communications", "End of 2013"],
    ["3.1", "Improve the quality of assessments in every team, with partners in health", "Train all team managers.", "Priya Nair", "Ongoing"],
]  # fmt: skip
DARK, GREY, PALE = "0.12 0.22 0.39", "0.85 0.85 0.85", "0.93 0.95 0.97"


def page() -> Sheet:
    return Sheet(595, 842)


def bold(texts: list[str], fill: str | None = None) -> list[str | Cell]:
    return [Cell(text, fill, "1 g" if fill == DARK else "0 g", "bold") for text in texts]


def rows_of(path: Path) -> list[list[list[str]]]:
    """Each table's rows of texts, a merged cell in each of its rows; line ends as spaces."""
    tables = [block for block in read(path).blocks if isinstance(block, Table)]
    return [[[" ".join(cell.text.split()) if cell else "" for cell in row] for row in table.grid()] for table in tables]


def zebra(sheet: Sheet, paint: str, dark: bool = True) -> Sheet:
    """Stripes under every other row, painted row by row, cell by cell (with white gaps between), or paragraph by paragraph."""
    ys = set_rows(page(), XS, [bold(HEADINGS), *BODY], 60)
    for at, (top, bottom) in enumerate(pairwise(ys)):
        colour = DARK if at == 0 and dark else PALE
        if at % 2 and at:
            continue
        if paint == "rows":
            sheet.fill(XS[0], top, XS[-1], bottom, f"{colour} rg")
        for left, right in pairwise(XS) if paint != "rows" else ():
            gap = {"cells": 0.0, "gaps": 0.75, "paragraphs": 4.0}[paint]
            sheet.fill(left + gap, top + min(gap, 3), right - gap, bottom - min(gap, 3), f"{colour} rg")
    set_rows(sheet, XS, [bold(HEADINGS, DARK if dark and paint == "cells" else None), *BODY], 60)
    return sheet


@pytest.mark.parametrize("paint", ["rows", "cells", "gaps", "paragraphs"])
def test_stripes_make_rows_of_one_table(paint: str, tmp_path: Path) -> None:
    assert rows_of(save(tmp_path / "zebra.pdf", zebra(page(), paint))) == [[HEADINGS, *BODY]]


def boxed(sheet: Sheet, rows: list[list[str]], headings: str, body: str, stripes: bool = False) -> Sheet:
    """A plan in a box: its headings in cells of their own or in one box, the lines of its body around all rows, each, or every other."""
    if stripes:
        zebra(sheet, "rows", dark=False)
    ys = set_rows(page() if stripes else sheet, XS, [*([bold(HEADINGS)] if headings else []), *rows], 60)
    for left, right in pairwise(XS) if headings == "cells" else [(XS[0], XS[-1])] if headings else []:
        sheet.outline(left, ys[0], right, ys[1])
    below = ys[1:] if headings else ys
    sheet.outline(XS[0], below[0], XS[-1], below[-1])
    for at, (top, foot) in enumerate(pairwise(below)):
        if body == "rows":
            sheet.line(XS[0], foot, XS[-1], foot)
        for left, right in pairwise(XS) if body == "every other" and at % 2 else ():
            sheet.outline(left, top, right, foot)
    return sheet


LAST = ["3.2", "Keep families told of what is done", "Report what the auditors found to the Improvement Board in public.", "Head of Internal Audit and Risk", "May 2014"]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "body", "stripes"),
    [
        ("cells", "around", True),  # Word's `Medium Shading 1`, as LibreOffice sets it
        ("cells", "rows", False),
        ("box", "rows", False),  # `List Table 3`
        ("box", "around", True),
        ("box", "every other", False),  # `Light List`
    ],
)
def test_box_around_rows_that_no_upright_lines_part(headings: str, body: str, stripes: bool, tmp_path: Path) -> None:
    """Overleaf the box is drawn again, around one row that is left."""
    first, second = boxed(page(), BODY, headings, body, stripes), boxed(page(), [LAST], "", "around")
    assert rows_of(save(tmp_path / "boxed.pdf", first, second)) == [[HEADINGS, *BODY, LAST]]


def test_line_beside_the_first_column_alone(tmp_path: Path) -> None:
    """Word's `Dark List`, `Medium List 2`: a line beside the numbers, and stripes."""
    sheet = zebra(page(), "rows", dark=False)
    ys = set_rows(page(), XS, [bold(HEADINGS), *BODY], 60)
    sheet.outline(XS[0], ys[0], XS[-1], ys[-1]).line(XS[1], ys[0], XS[1], ys[-1])
    assert rows_of(save(tmp_path / "line.pdf", sheet)) == [[HEADINGS, *BODY]]


def test_dark_headings_in_one_box_with_the_row_below_them(tmp_path: Path) -> None:
    """`Light List` overleaf: no line between the headings, repeated, and a row that has no lines of its own."""
    ys = set_rows(page(), XS, [bold(HEADINGS), *BODY], 60)
    sheet = page()
    for left, right in pairwise(XS):
        sheet.fill(left, ys[0], right, ys[1], f"{DARK} rg")
    set_rows(sheet, XS, [bold(HEADINGS, DARK), *BODY], 60)
    sheet.outline(XS[0], ys[0], XS[-1], ys[-1])
    for at, (top, foot) in enumerate(pairwise(ys[1:])):
        for left, right in pairwise(XS) if at % 2 else ():
            sheet.outline(left, top, right, foot)
    assert rows_of(save(tmp_path / "dark.pdf", sheet)) == [[HEADINGS, *BODY]]


def test_lines_between_the_numbers_alone_and_stripes_for_the_rest(tmp_path: Path) -> None:
    """`Medium Shading 2`."""
    ys = set_rows(page(), XS, [bold(HEADINGS), *BODY], 60)
    sheet = zebra(page(), "rows", dark=False)
    for y in ys[1:]:
        sheet.line(XS[0], y, XS[1], y)
    assert rows_of(save(tmp_path / "numbers.pdf", sheet)) == [[HEADINGS, *BODY]]


def test_merged_row_of_prose_below_ruled_headings_stays_one_cell(tmp_path: Path) -> None:
    sheet = page()
    ys = set_rows(sheet, XS, [bold(HEADINGS)], 60)
    for left, right in pairwise(XS):
        sheet.outline(left, ys[0], right, ys[1])
    prose = "All actions of this section were completed before the inspection, and no more will be reported on them"
    sheet.outline(XS[0], ys[1], XS[-1], ys[1] + 20).text(XS[0] + 4, ys[1] + 13, prose, size=9)
    assert rows_of(save(tmp_path / "prose.pdf", sheet)) == [[HEADINGS, [prose] * 5]]


def ruled(sheet: Sheet, ys: list[float], xs: tuple[float, ...] = XS) -> Sheet:
    for y in ys:
        sheet.line(xs[0], y, xs[-1], y)
    return sheet


RULES = ["all", "heading", "none"]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("align", ["l", "rlllr", "clccc", "llrrr"])
def test_columns_set_left_right_or_centred(rules: str, align: str, tmp_path: Path) -> None:
    """No vertical rules; numbers to the right, dates in the middle."""
    sheet = page()
    ys = set_rows(sheet, XS, [bold(HEADINGS), *BODY], 60, Setting(align=align))
    ruled(sheet, {"all": ys, "heading": [ys[0], ys[1], ys[-1]], "none": []}[rules])
    assert rows_of(save(tmp_path / "aligned.pdf", sheet)) == [[HEADINGS, *BODY]]


@pytest.mark.parametrize("rules", RULES)
def test_column_that_is_mostly_empty(rules: str, tmp_path: Path) -> None:
    """One comment in six rows, under a heading of its own."""
    xs = (30.0, 65.0, 190.0, 345.0, 420.0, 480.0, 560.0)
    rows = [[*HEADINGS, "Comments"], *([*row, "See annex B" if row[0] == "2.1" else ""] for row in BODY)]
    sheet = page()
    ys = set_rows(sheet, xs, [bold(rows[0]), *rows[1:]], 60)
    ruled(sheet, {"all": ys, "heading": [ys[0], ys[1], ys[-1]], "none": []}[rules], xs)
    assert rows_of(save(tmp_path / "empty.pdf", sheet)) == [rows]


SHORT = [["Action", "Lead", "By when"], ["Review the policy.", "HM", "May 2013"], ["Audit case files every quarter.", "TA", "Monthly"], ["Train managers.", "PN", "July 2013"]]  # fmt: skip
OTHER = [["Priority", "Outcome"], ["Health", "Children are seen by a doctor within four weeks."], ["School", "Every child in care has a plan."], ["Home", "Fewer moves."]]  # fmt: skip


@pytest.mark.parametrize("rules", ["grid", *RULES])
def test_two_plans_side_by_side(rules: str, tmp_path: Path) -> None:
    sheet = Sheet(842, 595)
    left, right = (30.0, 190.0, 250.0, 340.0), (460.0, 530.0, 650.0)
    for xs, rows in ((left, SHORT), (right, OTHER)):
        ys = set_rows(sheet, xs, [bold(rows[0]), *rows[1:]], 80)
        ruled(sheet, {"grid": ys, "all": ys, "heading": [ys[0], ys[1], ys[-1]], "none": []}[rules], xs)
        for x in xs if rules == "grid" else ():
            sheet.line(x, ys[0], x, ys[-1])
    assert rows_of(save(tmp_path / "beside.pdf", sheet)) == [SHORT, OTHER]


@pytest.mark.parametrize("left_first", [True, False])
def test_two_plans_side_by_side_with_their_lines_level(left_first: bool, tmp_path: Path) -> None:
    """Nothing is drawn, and all lines of both stand on the same feet: that the file sets one after the other tells them apart."""
    sheet = Sheet(842, 595)
    plans = [((30.0, 190.0, 250.0, 340.0), SHORT), ((400.0, 560.0, 620.0, 710.0), [["Step", "Owner", "Date"], ["Draft the protocol.", "RB", "June 2013"], ["Consult all partners.", "KS", "Monthly"], ["Sign it.", "MG", "July 2014"]])]  # fmt: skip
    for xs, rows in plans if left_first else plans[::-1]:
        set_rows(sheet, xs, [bold(rows[0]), *rows[1:]], 80)
    assert rows_of(save(tmp_path / "level.pdf", sheet)) == [rows for _, rows in plans]


@pytest.mark.parametrize("rules", ["grid", *RULES])
@pytest.mark.parametrize("between", ["", "Priority 2: health and schools"])
def test_two_plans_one_above_the_other(rules: str, between: str, tmp_path: Path) -> None:
    sheet, top = page(), 60.0
    for xs, rows in (((30.0, 250.0, 330.0, 430.0), SHORT), ((30.0, 130.0, 430.0), OTHER)):
        ys = set_rows(sheet, xs, [bold(rows[0]), *rows[1:]], top)
        ruled(sheet, {"grid": ys, "all": ys, "heading": [ys[0], ys[1], ys[-1]], "none": []}[rules], xs)
        for x in xs if rules == "grid" else ():
            sheet.line(x, ys[0], x, ys[-1])
        if between and top == 60.0:
            sheet.text(30, ys[-1] + 22, between, font="bold")
        top = ys[-1] + 30
    document = read(save(tmp_path / "above.pdf", sheet))
    assert rows_of(tmp_path / "above.pdf") == [SHORT, OTHER]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [between] * bool(between)


def drawn(sheet: Sheet, xs: tuple[float, ...], ys: list[float]) -> Sheet:
    return sheet.grid(xs, ys)


@pytest.mark.parametrize("rules", ["grid", "all", "none"])
def test_columns_change_half_way(rules: str, tmp_path: Path) -> None:
    """The second half adds a column and its heading row says so."""
    wide = (30.0, 65.0, 190.0, 345.0, 420.0, 480.0, 560.0)
    more = [["No.", "Recommendation", "Action", "Lead", "By when", "Cost"], *([*row, f"£{at},000"] for at, row in enumerate(BODY[2:], 3))]
    sheet = page()
    ys = set_rows(sheet, XS, [bold(HEADINGS), *BODY[:2]], 60)
    below = set_rows(sheet, wide, [bold(more[0]), *more[1:]], ys[-1])
    for xs, at in ((XS, ys), (wide, below)):
        if rules == "grid":
            drawn(sheet, xs, at)
        elif rules == "all":
            ruled(sheet, at, xs)
    assert [row for table in rows_of(save(tmp_path / "changes.pdf", sheet)) for row in table if any(row)] == [[*HEADINGS], *BODY[:2], *more]


@pytest.mark.parametrize("rules", ["grid", "open", "none"])
def test_merged_left_cell_runs_beside_its_actions(rules: str, tmp_path: Path) -> None:
    """One recommendation, its text as long as the three actions on its right; `open` draws no line between the columns."""
    xs = (30.0, 130.0, 330.0, 430.0)
    long = "Strengthen the supervision policy so that social workers are well supported in every team and are heard by managers"
    sheet = page()
    actions = [["Review the policy and tell all staff.", "Helen Marsh"], ["Audit case files every quarter and report to the Board what was found.", "Tom Akers"], ["Train managers.", "Priya Nair"]]  # fmt: skip
    head = set_rows(sheet, xs, [bold(["Recommendation", "Action", "Lead"])], 60)
    ys = set_rows(sheet, xs[1:], actions, head[-1])
    left = set_rows(sheet, xs[:2], [[long]], head[-1])
    foot = max(ys[-1], left[-1])
    if rules != "none":
        for y in (60, head[-1], foot):
            sheet.line(xs[0], y, xs[-1], y)
        for y in ys[1:-1]:
            sheet.line(xs[1], y, xs[-1], y)
        for x in xs if rules == "grid" else ():
            sheet.line(x, 60, x, foot)
    (table,) = rows_of(save(tmp_path / "merged.pdf", sheet))
    assert table == [["Recommendation", "Action", "Lead"], *([long, *row] for row in actions)]


def test_narrow_column_cuts_words(tmp_path: Path) -> None:
    """`Recommendati` / `on` and `Ongoi` / `ng`; the whole words stand elsewhere in the document."""
    xs = (30.0, 84.0, 250.0, 288.0, 340.0)
    rows = [["Recommendation", "Action", "Lead", "Timescale"], ["Supervision of practitioners", "Review the supervision of all practitioners.", "QA", "Ongoing"], ["Communication", "Agree how communication with schools is ongoing.", "HM", "September"]]  # fmt: skip
    sheet = page().text(30, 40, "Each recommendation has a timescale; September is the next review")
    drawn(sheet, xs, set_rows(sheet, xs, [bold(rows[0]), *rows[1:]], 60, Setting(cut_words=True)))
    assert rows_of(save(tmp_path / "narrow.pdf", sheet)) == [rows]


def test_hyphens_at_line_ends(tmp_path: Path) -> None:
    """A hyphenated word is whole again, a word with its own hyphen keeps it."""
    xs = (30.0, 130.0, 230.0)
    sheet = page().text(30, 40, "Responsibility for multi-agency work lies with the Board")
    for y, left in ((83, "Agree the respon-"), (94, "sibility for multi-"), (105, "agency audits.")):
        sheet.text(34, y, left, size=9)
    drawn(sheet.text(34, 70, "Action", size=9).text(134, 70, "Lead", size=9).text(134, 83, "HM", size=9), xs, [60, 73.5, 112])
    assert rows_of(save(tmp_path / "hyphens.pdf", sheet)) == [
        [["Action", "Lead"], ["Agree the responsibility for multi-agency audits.", "HM"]]
    ]


def test_letters_spaced_out_and_drawn_twice(tmp_path: Path) -> None:
    """A heading set with letter spacing, one made bold by drawing it twice, one with a shadow."""
    xs = (30.0, 150.0, 250.0, 350.0)
    sheet = page()
    ys = set_rows(sheet, xs, [["", "", ""], ["Review the policy.", "HM", "May 2013"]], 60)
    sheet.text(34, 71, "ACTION", size=9, more="3 Tc")
    for x in (154, 154.3):
        sheet.text(x, 71, "Lead officer", size=9)
    sheet.text(254.5, 71.5, "By when", size=9, colour="0.7 g").text(254, 71, "By when", size=9)
    drawn(sheet, xs, ys)
    assert rows_of(save(tmp_path / "spaced.pdf", sheet)) == [
        [["ACTION", "Lead officer", "By when"], ["Review the policy.", "HM", "May 2013"]]
    ]


@pytest.mark.parametrize("matrix", ["0 1 -1 0 {x} {y}", "0 -1 1 0 {x} {top}"])
@pytest.mark.parametrize("rules", ["grid", "all"])
def test_headings_on_their_side(matrix: str, rules: str, tmp_path: Path) -> None:
    """Narrow columns for ratings: the headings stand on end, reading up or down."""
    xs = (30.0, 60.0, 250.0, 275.0, 300.0)
    sheet = page()
    for x, text in zip(xs, ["Number", "", "Quarter 1", "Quarter 2"], strict=False):
        if text:
            sheet.raw(f"BT /bold 9 Tf {matrix.format(x=x + 15, y=842 - 110, top=842 - 66)} Tm ({text}) Tj ET")
    sheet.text(64, 108, "Action", font="bold", size=9)
    rows = [["1", "Review the supervision policy.", "G", "A"], ["2", "Audit case files every quarter, report to the Board.", "A", "R"], ["3", "Train managers.", "R", "R"]]  # fmt: skip
    ys = [60.0, *set_rows(sheet, xs, rows, 115)]
    drawn(sheet, xs, ys) if rules == "grid" else ruled(sheet, ys, xs)
    assert rows_of(save(tmp_path / "onend.pdf", sheet)) == [[["Number", "Action", "Quarter 1", "Quarter 2"], *rows]]


def test_raised_letters_and_footnote_marks(tmp_path: Path) -> None:
    """`31st May` with a small raised `st`; a footnote's number after a word, and the note below the table."""
    xs = (30.0, 180.0, 280.0)
    sheet = page()
    ys = set_rows(sheet, xs, [bold(["Action", "By when"]), ["Review the policy with partners", "31"], ["Audit case files.", "Monthly"]], 60)
    foot = ys[1] + 3 + 0.93 * 9
    sheet.text(194.2, foot - 3, "st", size=5.5).text(201, foot, "May 2013", size=9).text(
        34 + width_of("Review the policy with partners", 9), foot - 3, "1", size=5.5
    )
    drawn(sheet, xs, ys).text(30, ys[-1] + 20, "1", size=5.5).text(34, ys[-1] + 23, "Health, police and schools.", size=8)
    (table,) = rows_of(save(tmp_path / "raised.pdf", sheet))
    assert table == [["Action", "By when"], ["Review the policy with partners1", "31st May 2013"], ["Audit case files.", "Monthly"]]


LONG = [[f"{at}.1", f"Objective {at}", f"Carry out step {at} of the plan with every team and every partner, and report it.", "HM", f"{month} 2013"] for at, month in enumerate("January February March April May June July August September October".split(), 1)]  # fmt: skip


def over_pages(
    sheets: list[Sheet], body: list[list[list[str]]], xs: tuple[float, ...], rules: str = "grid", again: bool = True
) -> list[Sheet]:
    """Each sheet with its rows below the headings."""
    for at, (sheet, rows) in enumerate(zip(sheets, body, strict=True)):
        ys = set_rows(sheet, xs, [bold(HEADINGS), *rows] if again or not at else rows, 40)
        drawn(sheet, xs, ys) if rules == "grid" else ruled(sheet, ys if rules == "all" else [], xs)
    return sheets


@pytest.mark.parametrize("rules", ["grid", "all", "none"])
def test_pages_of_mixed_sizes_make_one_table(rules: str, tmp_path: Path) -> None:
    """An A3 page set to the same columns between two A4 pages."""
    sheets = over_pages([Sheet(595, 400), Sheet(842, 595), Sheet(595, 400)], [LONG[:3], LONG[3:8], LONG[8:]], XS, rules)
    assert rows_of(save(tmp_path / "mixed.pdf", *sheets)) == [[HEADINGS, *LONG]]


@pytest.mark.parametrize("rules", ["grid", "all", "none"])
@pytest.mark.parametrize("again", [True, False])
def test_two_pages_on_one_sheet_are_read_one_after_the_other(rules: str, again: bool, tmp_path: Path) -> None:
    """Two portrait pages on each landscape sheet; the page numbers stand at the foot of both halves."""
    xs = (20.0, 50.0, 135.0, 270.0, 310.0, 400.0)
    halves = [LONG[:3], LONG[3:5], LONG[5:8], LONG[8:]]
    sheets = [Sheet(842, 595), Sheet(842, 595)]
    for at, rows in enumerate(halves):
        sheet, shift = sheets[at // 2], at % 2 * 421.0
        moved = tuple(x + shift for x in xs)
        ys = set_rows(sheet, moved, [bold(HEADINGS), *rows] if again or not at else rows, 40)
        drawn(sheet, moved, ys) if rules == "grid" else ruled(sheet, ys if rules == "all" else [], moved)
        sheet.text(200 + shift, 580, f"Page {at + 1}", size=8)
    document = read(save(tmp_path / "twoup.pdf", *sheets))
    assert rows_of(tmp_path / "twoup.pdf") == [[HEADINGS, *LONG]]
    (table,) = document.tables
    fourth = next(cell for cell in table if cell.text == "4.1")
    assert fourth.places[0].page == 1
    assert fourth.places[0].box is not None
    assert fourth.places[0].box[0] == pytest.approx(441, abs=4)
    assert (table.page_first, table.page_last) == (1, 2)


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("rules", ["grid", "all", "none"])
def test_turned_pages_read_as_the_reader_sees_them(turn: int, rules: str, tmp_path: Path) -> None:
    """Everything is drawn sideways (landscape on a portrait sheet), and /Rotate sets it right."""
    width, height = 595.0, 400.0
    sheets = over_pages([Sheet(width, height), Sheet(width, height)], [LONG[:4], LONG[4:]], XS, rules)
    for sheet in sheets:
        matrix = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}[turn]
        sheet.operators.insert(0, f"{matrix} cm")
        sheet.width, sheet.height = (width, height) if turn == 180 else (height, width)
    assert rows_of(save(tmp_path / "turned.pdf", *sheets, rotate=turn)) == [[HEADINGS, *LONG]]


@pytest.mark.parametrize("rules", ["grid", "all", "none"])
def test_cropped_pages_hide_printers_marks(rules: str, tmp_path: Path) -> None:
    sheets = over_pages([Sheet(640, 420), Sheet(640, 420)], [LONG[:4], LONG[4:]], XS, rules)
    for sheet in sheets:
        sheet.text(2, 8, "plan_v7_FINAL.indd  14/05/2013  09:41", size=6).text(300, 415, "Cyan Magenta", size=6).line(0, 15, 640, 15)
    assert rows_of(save(tmp_path / "crop.pdf", *sheets, crop=(20, 20, 600, 400))) == [[HEADINGS, *LONG]]


@pytest.mark.parametrize("rules", ["grid", "all"])
def test_row_cut_in_one_column_only(rules: str, tmp_path: Path) -> None:
    """The action goes on overleaf, twice; the other cells of its row are blank there, and the headings stand on the first page alone."""
    xs = (30.0, 65.0, 190.0, 375.0, 460.0, 550.0)
    long = "Carry out the first step with every team and every partner, report it to the Board and to the Trust, and publish what was found on the website of the council so that families can read it, in plain words and in the languages that are spoken at home, before the end of the year and again after twelve months"  # fmt: skip
    words = long.split()
    parts = [" ".join(words[start:end]) for start, end in ((0, 21), (21, 42), (42, None))]
    body = [
        [*LONG[:2], ["3.1", "Objective 3", parts[0], "HM", "March 2013"]],
        [["", "", parts[1], "", ""]],
        [["", "", parts[2], "", ""], *LONG[3:5]],
    ]
    sheets = over_pages([Sheet(595, 300) for _ in body], body, xs, rules, again=False)
    rows = [HEADINGS, *LONG[:2], ["3.1", "Objective 3", long, "HM", "March 2013"], *LONG[3:5]]
    assert rows_of(save(tmp_path / "cut.pdf", *sheets)) == [rows]


RATINGS = [
    # A circle drawn in the cell, a coloured letter of ZapfDingbats, a tick, a word in colour, a cell painted in RGB, CMYK, grey.
    ("circle", "0 0.69 0.31 rg", Mark("drawing", "00B04F")),
    ("dot", "1 0.75 0 rg", Mark("symbol", "FFBF00", "●")),
    ("tick", "0 0.69 0.31 rg", Mark("symbol", "00B04F", "✓")),
    ("word", "1 0 0 rg", Mark("text", "FF0000", "Red")),
    ("fill", "0.98 0.41 0.42 rg", "FA696B"),
    ("fill", "0 0.25 1 0 k", None),
    ("fill", "0.6 g", "999999"),
    ("picture", "", Mark("picture", "00B050")),
]


@pytest.mark.parametrize("rules", ["grid", "all", "none"])
@pytest.mark.parametrize(("kind", "colour", "shown"), RATINGS)
def test_ratings_by_colour(kind: str, colour: str, shown: Mark | str | None, rules: str, tmp_path: Path) -> None:
    xs = (30.0, 65.0, 300.0, 400.0, 440.0)
    rows = [["No.", "Action", "Lead", "RAG"], ["1", "Review the supervision policy with every team and all of the partners.", "HM", ""], ["2", "Audit case files.", "TA", "N/A"], ["3", "Train the managers of every team.", "PN", "N/A"]]  # fmt: skip
    sheet = page()
    ys = set_rows(page(), xs, [bold(rows[0]), *rows[1:]], 60)
    if kind == "fill":
        sheet.fill(400, ys[1], 440, ys[2], colour)
    set_rows(sheet, xs, [bold(rows[0]), *rows[1:]], 60)
    y = ys[1] + 14
    if kind == "circle":
        c, r, k = 842 - y, 5.0, 2.76
        sheet.raw(f"{colour} 415 {c} m 415 {c + k} {420 - k} {c + r} 420 {c + r} c {420 + k} {c + r} 425 {c + k} 425 {c} c 425 {c - k} {420 + k} {c - r} 420 {c - r} c {420 - k} {c - r} 415 {c - k} 415 {c} c f")  # fmt: skip
    elif kind in ("dot", "tick"):
        sheet.text(415, y, {"dot": "l", "tick": "3"}[kind], font="symbols", colour=colour)
    elif kind == "word":
        sheet.text(404, y, "Red", colour=colour, size=9)
    elif kind == "picture":
        sheet.raw(f"12 0 0 12 414 {842 - y} cm BI /W 4 /H 4 /BPC 8 /CS /RGB /F /AHx ID {'00B050' * 16}> EI")
    drawn(sheet, xs, ys) if rules == "grid" else ruled(sheet, ys if rules == "all" else [], xs)
    tables = [block for block in read(save(tmp_path / "rated.pdf", sheet)).blocks if isinstance(block, Table)]
    text = {"dot": "●", "tick": "✓", "word": "Red"}.get(kind, "")
    assert rows_of(tmp_path / "rated.pdf") == [[rows[0], [*rows[1][:3], text], *rows[2:]]]
    cell = tables[0].grid()[1][3]
    assert cell is not None
    if kind == "fill":
        assert cell.fill == shown or (shown is None and cell.fill is not None and cell.fill[:2] > "F0" and cell.fill[4:] < "40")
    else:
        assert cell.marks == (shown,)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("typeset")


@pytest.mark.parametrize(
    "name",
    [
        "browser zebra",
        "browser zebra, tagged",
        "browser no rules",
        "browser no rules, tagged",
        "browser horizontal rules, tagged",
        "office zebra",
    ],
)
@pytest.mark.parametrize("plan", [3, 11])
def test_typeset_plan_without_rules_comes_out_row_for_row(name: str, plan: int, folder: Path) -> None:
    layout = LAYOUTS[name]
    if (program := missing_program(layout)) is not None:
        pytest.skip(f"needs {program}")
    sheet = made_up(plan, wordy=4)
    read_rows = rows_read(read(typeset(sheet, layout, folder)), sheet.headings)
    assert share_right(read_rows, sheet.expected(layout.faked_merges)) == (1.0, 0)


def test_rows_that_only_the_order_of_the_file_tells(folder: Path) -> None:
    """LibreOffice leaves no margin between rows; a short lead ends where the next row's begins, in every row of a plan of short texts."""
    layout = LAYOUTS["office no rules"]
    if (program := missing_program(layout)) is not None:
        pytest.skip(f"needs {program}")
    sheet = made_up(7, wordy=1)
    read_rows = rows_read(read(typeset(sheet, layout, folder)), sheet.headings)
    assert share_right(read_rows, sheet.expected(layout.faked_merges)) == (1.0, 0)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_on_its_side_is_turned_upright(turn: int, tmp_path: Path) -> None:
    """Landscape set on a portrait sheet, and no /Rotate; the places stay where a reader of the sheet sees them."""
    width, height = 595.0, 400.0
    (sheet,) = over_pages([Sheet(width, height)], [LONG[:4]], XS)
    matrix = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}[turn]
    sheet.operators.insert(0, f"{matrix} cm")
    sheet.width, sheet.height = (width, height) if turn == 180 else (height, width)
    assert rows_of(save(tmp_path / "side.pdf", sheet)) == [[HEADINGS, *LONG[:4]]]
    (table,) = read(tmp_path / "side.pdf").tables
    box = table.cells[0].places[0].box
    assert box is not None
    # The first heading cell, 35 points wide and 16.8 high, at (30, 40) of the upright page.
    seen = {90: (40.0, 530.0, 56.8, 565.0), 180: (530.0, 343.2, 565.0, 360.0), 270: (343.2, 30.0, 360.0, 65.0)}[turn]
    assert box == pytest.approx(seen, abs=0.5)


def test_headings_reworded_on_a_later_page(tmp_path: Path) -> None:
    """The update's heading has another month on each page, one heading is shortened: still headings, and no rows."""
    xs = (30.0, 65.0, 250.0, 350.0, 550.0)
    heads = [["No.", "Action", "Lead officer", "Update August 2013"], ["No.", "Action", "Lead officer", "Update September 2013"], ["No.", "Action", "Lead", "Update October 2013"]]  # fmt: skip
    rows = [[str(at), f"Carry out step {at} of the plan.", "HM", "Done"] for at in range(1, 7)]
    sheets = [Sheet(595, 200) for _ in heads]
    for sheet, head, body in zip(sheets, heads, (rows[:2], rows[2:4], rows[4:]), strict=True):
        drawn(sheet, xs, set_rows(sheet, xs, [bold(head), *body], 40))
    assert rows_of(save(tmp_path / "reworded.pdf", *sheets)) == [[heads[0], *rows]]


def test_left_columns_that_are_not_drawn_on_the_next_page(tmp_path: Path) -> None:
    """The merged cells of number and recommendation stand on the first page alone: what goes on overleaf begins at the third border."""
    xs = (30.0, 65.0, 190.0, 375.0, 460.0, 550.0)
    first, second = Sheet(595, 300), Sheet(595, 300)
    ys = set_rows(first, xs, [bold(HEADINGS), LONG[0], ["2.1", "Objective 2", *LONG[1][2:]], ["", "", *LONG[2][2:]]], 40)
    for y in (*ys[:3], ys[4]):
        first.line(xs[0], y, xs[-1], y)
    first.line(xs[2], ys[3], xs[-1], ys[3])
    for x in xs:
        first.line(x, ys[0], x, ys[-1])
    drawn(second, xs[2:], set_rows(second, xs[2:], [LONG[3][2:], LONG[4][2:]], 40))
    group = ["2.1", "Objective 2"]
    rows = [HEADINGS, LONG[0], *([*group, *row[2:]] for row in LONG[1:5])]
    assert rows_of(save(tmp_path / "vanished.pdf", first, second)) == [rows]


TINTS = [("0.973 0.412 0.420", "red"), ("1 0.922 0.518", "amber"), ("0.573 0.816 0.314", "green"), ("0.553 0.706 0.886", "blue")]


@pytest.mark.parametrize("rules", ["grid", "none"])
def test_soft_tints_rate_and_stripes_and_dark_headings_do_not(rules: str, tmp_path: Path) -> None:
    """The tints of a spreadsheet's colour scale in the last column; every other row is striped; the headings are white on green."""
    xs = (30.0, 65.0, 300.0, 400.0, 440.0)
    rows = [[f"{at}.", f"Carry out step {at} of the plan with every team.", "HM", ""] for at in range(1, 5)]
    green, stripe = "0.22 0.46 0.11", "0.89 0.94 0.85"
    head = [Cell(text, green, "1 g", "bold") for text in ("No.", "Action", "Lead", "RAG")]
    cells = [[*(Cell(text, stripe if at % 2 else None) for text in row[:3]), Cell("", TINTS[at][0])] for at, row in enumerate(rows)]
    sheet = page()
    ys = set_rows(sheet, xs, [head, *cells], 60)
    if rules == "grid":
        drawn(sheet, xs, ys)
    plan = read_plan(read(save(tmp_path / "tints.pdf", sheet)))
    assert [(row.number, row.rating.rag, row.rating.source) for row in plan.actions] == [
        (str(at), rag, "colour") for at, (_, rag) in enumerate(TINTS, 1)
    ]
