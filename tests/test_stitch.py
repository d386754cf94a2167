"""Pieces of tables over page breaks: which are one table, which rows the break cut, what stays apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plantrace.extract.document import Table
from plantrace.extract.stitch import stitch_pages
from stitched import piece, stitched, text

HEAD = "No.** | Action** | Lead** | By when**"

# fmt: off
ONE_TABLE = {
    # The heading repeated on the next page goes.
    "repeated heading": (
        [[piece(1, HEAD, "1 | Audit files. | JH | May 2013")], [piece(2, HEAD, "2 | Train staff. | KS | June 2013")]],
        ["No. | Action | Lead | By when", "1 | Audit files. | JH | May 2013", "2 | Train staff. | KS | June 2013"],
    ),
    # A heading of another month, and one broken differently by a narrower column, are the same heading.
    "reworded heading": (
        [
            [piece(1, "No.** | What we will do** | Update September 2013**", "1 | Audit files. | Completed.")],
            [piece(2, "No.** | What we\\nwill do** | Update August 2013**", "2 | Train staff. | Completed.")],
        ],
        ["No. | What we will do | Update September 2013", "1 | Audit files. | Completed.", "2 | Train staff. | Completed."],
    ),
    "broken heading": (
        [[piece(1, "Recommendation** | Lead**", "Audit files. | JH")], [piece(2, "Recommendatio\\nn** | Lead**", "Train staff. | KS")]],
        ["Recommendation | Lead", "Audit files. | JH", "Train staff. | KS"],
    ),
    "heading only on the first page": (
        [[piece(1, HEAD, "1 | Audit files. | JH | May 2013")], [piece(2, "2 | Train staff. | KS | June 2013")]],
        ["No. | Action | Lead | By when", "1 | Audit files. | JH | May 2013", "2 | Train staff. | KS | June 2013"],
    ),
    "heading stranded at the foot": (
        [[piece(1, HEAD)], [piece(2, "1 | Audit files. | JH | May 2013")]],
        ["No. | Action | Lead | By when", "1 | Audit files. | JH | May 2013"],
    ),
    "banner stranded at the foot": (
        [[piece(1, "Recommendation No. 8**", edges=(40, 440))], [piece(2, HEAD, "1 | Audit files. | JH | May 2013")]],
        ["Recommendation No. 8 | = | = | =", "No. | Action | Lead | By when", "1 | Audit files. | JH | May 2013"],
    ),
    # The row goes on in every column.
    "cut everywhere": (
        [
            [piece(1, HEAD, "1 | Audit files that | Head of | End of", heights=[10, 10])],
            [piece(2, HEAD, " | show risk. | Nursing | quarter two", "2 | Train staff. | KS | June 2013")],
        ],
        ["No. | Action | Lead | By when", "1 | Audit files that show risk. | Head of Nursing | End of quarter two", "2 | Train staff. | KS | June 2013"],
    ),
    # ... in one only, and it begins with a capital.
    "cut in one column": (
        [
            [piece(1, HEAD, "1 | Audit files with the | JH | May 2013")],
            [piece(2, " | Named Nurse. | | ", "2 | Train staff. | KS | June 2013")],
        ],
        ["No. | Action | Lead | By when", "1 | Audit files with the Named Nurse. | JH | May 2013", "2 | Train staff. | KS | June 2013"],
    ),
    "cut twice": (
        [
            [piece(1, HEAD, "1 | Audit files that | JH | May 2013")],
            [piece(2, HEAD, " | show how risk was | | ")],
            [piece(3, HEAD, " | weighed. | | ", "2 | Train staff. | KS | June 2013")],
        ],
        ["No. | Action | Lead | By when", "1 | Audit files that show how risk was weighed. | JH | May 2013", "2 | Train staff. | KS | June 2013"],
    ),
    # Complete rows without numbers are two, however alike.
    "two like rows": (
        [[piece(1, "Action** | Lead** | Rating**", "Ensure plans are clear | JH | GREEN")], [piece(2, "Ensure plans are clear | JH | GREEN")]],
        ["Action | Lead | Rating", "Ensure plans are clear | JH | GREEN", "Ensure plans are clear | JH | GREEN"],
    ),
    # The recommendation on the left spans the break: an empty box overleaf.
    "merged over the break": (
        [
            [piece(1, "No.** | Action** | By when**", "1 | Audit files. | May 2013", "^ | Train staff. | June 2013")],
            [piece(2, "No.** | Action** | By when**", " | Write to all. | July 2013", "^ | Report it. | May 2013", "2 | Consult. | June 2013")],
        ],
        ["No. | Action | By when", "1 | Audit files. | May 2013", "^ | Train staff. | June 2013", "^ | Write to all. | July 2013",
         "^ | Report it. | May 2013", "2 | Consult. | June 2013"],
    ),
    # ... with the rest of its text, though the row beside it is new.
    "merged, text goes on": (
        [
            [piece(1, "Issue** | Action** | By when**", "Plans must be | Audit files. | May 2013", "^ | Train staff. | June 2013")],
            [piece(2, "clear to families | Write to all. | July 2013", "^ | Report it. | May 2013", "Visits | Consult. | June 2013")],
        ],
        ["Issue | Action | By when", "Plans must be clear to families | Audit files. | May 2013", "^ | Train staff. | June 2013",
         "^ | Write to all. | July 2013", "^ | Report it. | May 2013", "Visits | Consult. | June 2013"],
    ),
    # ... or merged on neither page, one of its two rows on each.
    "merged over the break alone": (
        [
            [piece(1, "Ref** | Issue** | Action**", "1.1 | Visits | Consult the staff.", "1.2 | ^ | Report it.", "2.1 | Plans must be | Audit all files.")],
            [piece(2, "2.2 | clear to families | Write to teams.", "3.1 | Training | Book it.", "3.2 | ^ | Hold it.")],
        ],
        ["Ref | Issue | Action", "1.1 | Visits | Consult the staff.", "1.2 | ^ | Report it.", "2.1 | Plans must be clear to families | Audit all files.",
         "2.2 | ^ | Write to teams.", "3.1 | Training | Book it.", "3.2 | ^ | Hold it."],
    ),
    # ... its number telling that it goes on, whatever letter the rest begins with.
    "merged over the break alone, as its number is": (
        [
            [piece(1, "No.** | Issue** | Action**", "1 | Visits. | Consult the staff.", "^ | ^ | Report it.", "2 | Plans reach | Audit all files.")],
            [piece(2, " | Ofsted in time. | Write to teams.", "3 | Training. | Book it.", "^ | ^ | Hold it.")],
        ],
        ["No. | Issue | Action", "1 | Visits. | Consult the staff.", "^ | ^ | Report it.", "2 | Plans reach Ofsted in time. | Audit all files.",
         "^ | ^ | Write to teams.", "3 | Training. | Book it.", "^ | ^ | Hold it."],
    ),
    # A lead merged over the rows above the break, another one below it: the number that goes on says nothing of leads.
    "merged over the break, another lead below it": (
        [
            [piece(1, "No.** | Issue** | Action** | Lead**", "1 | Visits. | Consult the staff. | Tom Akers", "^ | ^ | Report it. | ^",
                   "2 | Plans reach | Audit all files. | Jane Dow", "^ | ^ | Tell all schools. | ^")],
            [piece(2, " | Ofsted in time. | Write to teams. | Helen Marsh", "3 | Training. | Book it. | Tom Akers", "^ | ^ | Hold it. | ^")],
        ],
        ["No. | Issue | Action | Lead", "1 | Visits. | Consult the staff. | Tom Akers", "^ | ^ | Report it. | ^",
         "2 | Plans reach Ofsted in time. | Audit all files. | Jane Dow", "^ | ^ | Tell all schools. | ^", "^ | ^ | Write to teams. | Helen Marsh",
         "3 | Training. | Book it. | Tom Akers", "^ | ^ | Hold it. | ^"],
    ),
    # Headings at the page's foot; the borders of the rows overleaf were dragged a little, as authors do.
    "headings alone at the foot, rows dragged": (
        [
            [piece(1, "Recommendation 4** | Visits.** | = | =", "Action** | = | Lead** | When**", edges=(40, 140, 240, 340, 440))],
            [piece(2, "Consult the staff. | JH | May 2013", "Report it. | KS | June 2013", edges=(40, 233, 340, 440))],
        ],
        ["Recommendation 4 | Visits. | = | =", "Action | = | Lead | When", "Consult the staff. | = | JH | May 2013", "Report it. | = | KS | June 2013"],
    ),
    # ... or is not drawn at all.
    "left columns not drawn": (
        [
            [piece(1, "No.** | Issue** | Action** | By when**", "1 | Plans | Audit files. | May 2013", "^ | ^ | Train staff. | June 2013")],
            [piece(2, "Write to all. | July 2013", "Report it. | May 2013", edges=(240, 340, 440))],
            [piece(3, "2 | Visits | Consult. | June 2013")],
        ],
        ["No. | Issue | Action | By when", "1 | Plans | Audit files. | May 2013", "^ | ^ | Train staff. | June 2013",
         "^ | ^ | Write to all. | July 2013", "^ | ^ | Report it. | May 2013", "2 | Visits | Consult. | June 2013"],
    ),
    # ... or is one empty box under two columns.
    "one box under two columns": (
        [
            [piece(1, "No.** | Issue** | Action** | By when**", "1 | Plans | Audit files. | May 2013", "^ | ^ | Train staff. | June 2013")],
            [piece(2, " | = | Write to all. | July 2013", "^ | ^ | Report it. | May 2013")],
        ],
        ["No. | Issue | Action | By when", "1 | Plans | Audit files. | May 2013", "^ | ^ | Train staff. | June 2013",
         "^ | ^ | Write to all. | July 2013", "^ | ^ | Report it. | May 2013"],
    ),
    # Where nothing is merged, what the author left blank stays blank.
    "faked merges": (
        [
            [piece(1, HEAD, "1 | Audit files. | JH | May 2013", " | Train staff. | | June 2013", "2 | Consult. | KS | July 2013", " | Publish. | | June 2013")],
            [piece(2, " | Write to all. | | May 2013", "3 | Report. | JH | June 2013")],
        ],
        ["No. | Action | Lead | By when", "1 | Audit files. | JH | May 2013", " | Train staff. |  | June 2013", "2 | Consult. | KS | July 2013",
         " | Publish. |  | June 2013", " | Write to all. |  | May 2013", "3 | Report. | JH | June 2013"],
    ),
    # A section's title whose blank cells nobody merged, first on its page below one that the author left blank.
    "title in bold at the head of a page": (
        [
            [piece(1, "Issue** | Action** | Lead**", "Plans** | | ", "Unclear. | Audit files. | JH", " | Train staff. | KS")],
            [piece(2, "Issue** | Action** | Lead**", "Visits** | | ", "Too few. | Report it. | JH", " | Write to all. | KS")],
        ],
        ["Issue | Action | Lead", "Plans |  | ", "Unclear. | Audit files. | JH", " | Train staff. | KS", "Visits |  | ", "Too few. | Report it. | JH",
         " | Write to all. | KS"],
    ),
    "banner block repeated": (
        [
            [piece(1, "Recommendation No. 4 | = | =", "Review the screening. | = | =", "Action** | Lead** | Update**", "1. Review it. | JH | Completed.")],
            [piece(2, "Recommendation No. 4 | = | =", "Review the\\nscreening. | = | =", "Action** | Lead** | Update**", "2. Report it. | KS | Completed.")],
        ],
        ["Recommendation No. 4 | = | =", "Review the screening. | = | =", "Action | Lead | Update", "1. Review it. | JH | Completed.",
         "2. Report it. | KS | Completed."],
    ),
    # Banners within one table: the page's heading goes, the new banner stays.
    "new banner under the repeated heading": (
        [[piece(1, HEAD, "A - Health | = | = | =", "1 | Audit. | JH | May 2013")], [piece(2, HEAD, "B - Schools | = | = | =", "2 | Train. | KS | June 2013")]],
        ["No. | Action | Lead | By when", "A - Health | = | = | =", "1 | Audit. | JH | May 2013", "B - Schools | = | = | =", "2 | Train. | KS | June 2013"],
    ),
    # The same heading again in the middle of a table is the author's.
    "heading again under a banner": (
        [[piece(1, HEAD, "1 | Audit. | JH | May 2013", "B - Schools | = | = | =", HEAD, "2 | Train. | KS | June 2013")]],
        ["No. | Action | Lead | By when", "1 | Audit. | JH | May 2013", "B - Schools | = | = | =", "No. | Action | Lead | By when", "2 | Train. | KS | June 2013"],
    ),
    # Margins change sides on a left-hand page.
    "mirrored margins": (
        [[piece(1, HEAD, "1 | Audit. | JH | May 2013")], [piece(2, "2 | Train. | KS | June 2013", edges=(60, 160, 260, 360, 460))]],
        ["No. | Action | Lead | By when", "1 | Audit. | JH | May 2013", "2 | Train. | KS | June 2013"],
    ),
    "footnote between": (
        [[piece(1, HEAD, "1 | Audit. | JH | May 2013"), text(1, "* See the report of 2012.")], [piece(2, "2 | Train. | KS | June 2013")]],
        ["No. | Action | Lead | By when", "1 | Audit. | JH | May 2013", "2 | Train. | KS | June 2013"],
    ),
    "title repeated": (
        [
            [text(1, "Action plan 2013", bold=True, top=20), piece(1, HEAD, "1 | Audit. | JH | May 2013")],
            [text(2, "Action plan 2013", bold=True, top=20), piece(2, HEAD, "2 | Train. | KS | June 2013")],
        ],
        ["No. | Action | Lead | By when", "1 | Audit. | JH | May 2013", "2 | Train. | KS | June 2013"],
    ),
    # A browser lets a long merged cell run over the border at the page foot.
    "text below the border": (
        [
            [piece(1, "Issue** | Action** | By when**", "Develop the | Audit files. | May 2013"), text(1, "opportunities.", top=72, left=42)],
            [piece(2, "Issue** | Action** | By when**", " | Train staff. | June 2013", "^ | Report it. | July 2013")],
        ],
        ["Issue | Action | By when", "Develop the opportunities. | Audit files. | May 2013", "^ | Train staff. | June 2013", "^ | Report it. | July 2013"],
    ),
    # Borders drawn twice, and merged cells that end below their row.
    "slivers": (
        [[piece(1, HEAD, "1 | Audit. | JH | May 2013", "^ | | | ", "2 | Train. | KS | June 2013", heights=[10, 10, 3, 10])]],
        ["No. | Action | Lead | By when", "1 | Audit. | JH | May 2013", "2 | Train. | KS | June 2013"],
    ),
    # Two slivers on top of one another hold a text together: one of them is its row.
    "text over two slivers": (
        [[piece(1, HEAD, "1 | Audit. | JH | May 2013", " | Train. | KS | June 2013", " | ^ | ^ | ^", heights=[10, 10, 6, 6])]],
        ["No. | Action | Lead | By when", "1 | Audit. | JH | May 2013", " | Train. | KS | June 2013"],
    ),
    "drawn in two": (
        [[piece(1, HEAD, "1 | Audit. | JH | May 2013", top=50), piece(1, "2 | Train. | KS | June 2013", top=71)]],
        ["No. | Action | Lead | By when", "1 | Audit. | JH | May 2013", "2 | Train. | KS | June 2013"],
    ),
}


# fmt: on


@pytest.mark.parametrize(("pages", "expected"), ONE_TABLE.values(), ids=ONE_TABLE)
def test_pieces_of_one_table_become_one(pages: list[list[Table]], expected: list[str]) -> None:
    assert stitched(*pages) == [expected]


def test_columns_told_by_alignment_need_not_agree_at_the_margins() -> None:
    """Without rules a table ends where its longest line does, and a column blank on this page is not seen."""
    pages = [
        [piece(1, HEAD, "1 | Audit. | JH | May 2013", route="alignment", edges=(40, 138, 240, 340, 425))],
        [piece(2, HEAD, "2 | Train. | KS | June 2013", route="alignment", edges=(42, 141, 239, 342, 448))],
        [piece(3, " | Report. | JH", "3 | Consult. | KS", route="alignment", edges=(40, 138, 240, 330))],
    ]
    assert stitched(*pages) == [
        [
            "No. | Action | Lead | By when",
            "1 | Audit. | JH | May 2013",
            "2 | Train. | KS | June 2013",
            " | Report. | JH | -",
            "3 | Consult. | KS | -",
        ]
    ]


@pytest.mark.parametrize(
    "lines",
    [
        # The heading above them tells that the lines are a row's.
        ["No. Action", "Lead", "By when", "and show the board."],
        # A heading of two lines among those of one.
        ["No. By", "Action Lead", "when", "Ofsted's way."],
        # So does a sentence that goes on in its column.
        ["and show the board."],
    ],
)
def test_lines_alone_on_a_page_are_the_rest_of_the_row(lines: list[str]) -> None:
    *headings, last = lines
    rest = [*(text(2, words, top=40.0) for words in headings), text(2, last, left=142.0, top=50.0)]
    assert stitched([piece(1, HEAD, "1 | Audit files | JH | May 2013")], rest) == [
        ["No. | Action | Lead | By when", f"1 | Audit files {last} | JH | May 2013"]
    ]


def test_a_paragraph_at_the_margin_is_no_rest() -> None:
    assert stitched([piece(1, HEAD, "1 | Audit files | JH | May 2013")], [text(2, "and so the board met.", top=40)]) == [
        ["No. | Action | Lead | By when", "1 | Audit files | JH | May 2013"]
    ]


def test_the_file_itself_knows_which_rows_a_page_break_cut() -> None:
    """What a tagged PDF says outweighs what the wording suggests."""
    above = piece(1, HEAD, "1 | Audit files | JH | May 2013")
    below = piece(2, " | by team. | | ", "2 | Train. | KS | June 2013")
    assert stitched([above], [replace(below, continues=True)])[0][1] == "1 | Audit files by team. | JH | May 2013"
    assert stitched([above], [replace(below, continues=False)])[0][1:3] == ["1 | Audit files | JH | May 2013", " | by team. |  | "]


FIRST = piece(1, HEAD, "1 | Audit. | JH | May 2013")
APART = {
    "another heading row": [[FIRST], [piece(2, "No.** | Risk** | Owner** | Score**", "1 | Fire. | JH | 5")]],
    "a heading that only begins alike": [[FIRST], [piece(2, "No.** | Actions completed** | Lead** | By when**", "1 | Fire. | JH | 5")]],
    "a heading paragraph": [[FIRST], [text(2, "Appendix 2", level=1, top=20), piece(2, HEAD, "1 | Train. | KS | June 2013")]],
    "a bold line": [[FIRST, text(1, "Priority 2: Schools", bold=True)], [piece(2, HEAD, "1 | Train. | KS | June 2013")]],
    "other columns": [[FIRST], [piece(2, "1 | Train. | KS | June 2013", edges=(40, 90, 300, 400, 440))]],
    "columns change half way": [[FIRST], [piece(2, "Theme** | Risk** | Score**", "Fire | Alarms. | 5", edges=(40, 200, 350, 440))]],
    "a page without tables": [[FIRST], [text(2, "The board met in May.")], [piece(3, "2 | Train. | KS | June 2013")]],
    "a new banner block": [
        [piece(1, "Recommendation 1 | = | = | =", HEAD, "1 | Audit. | JH | May 2013")],
        [piece(2, "Recommendation 2 | = | = | =", HEAD, "1 | Train. | KS | June 2013")],
    ],
    "two plans on one page": [[FIRST, piece(1, HEAD, "1 | Train. | KS | June 2013", top=120)]],
    "a key below the plan": [[FIRST], [piece(2, "Red: not started", edges=(40, 440))]],
}


@pytest.mark.parametrize("pages", APART.values(), ids=APART)
def test_tables_of_their_own_stay_apart(pages: list[list[Table]]) -> None:
    whole = [block for page in pages for block in page if isinstance(block, Table)]
    assert [block for block in stitch_pages(pages) if isinstance(block, Table)] == whole


def test_a_cut_row_keeps_what_both_pages_show() -> None:
    """Text in full, a place on each page, the colour that one of them has, one route a row."""
    first = piece(1, HEAD, "1 | Audit files that | JH | May 2013{FFC000}")
    second = piece(2, HEAD, " | show risk. | | {FFC000}", "2 | Train staff. | KS | June 2013")
    (table,) = stitch_pages([[first], [second]])
    assert isinstance(table, Table)
    action, due = (cell for cell in table.cells if cell.row == 1 and cell.column in (1, 3))
    assert (action.text, action.lines) == ("Audit files that show risk.", ("Audit files that", "show risk."))
    assert [(place.page, place.box) for place in action.places] == [(1, (140.0, 60.0, 240.0, 70.0)), (2, (140.0, 60.0, 240.0, 70.0))]
    assert (due.text, due.fill, len(due.places)) == ("May 2013", "FFC000", 2)
    assert (table.n_rows, table.routes, table.page_first, table.page_last) == (3, ("rules",) * 3, 1, 2)


@pytest.mark.parametrize(
    ("above", "below", "joined_text"),
    [
        ("Audit the files and", "train all staff", "Audit the files and train all staff"),
        # The last line is full, so it only wrapped.
        ("Audit the files of all children with the\\nNamed Nurse and the Named Midwife of", "Sunderland", "Audit the files of all children with the\nNamed Nurse and the Named Midwife of Sunderland"),
        # `Heather` would still have fitted: the line end is the author's.
        ("Service Manager of Safeguarding\\nKim Roberts", "Heather Sutherland", "Service Manager of Safeguarding\nKim Roberts\nHeather Sutherland"),
        ("Audit the files:", "• of all children", "Audit the files:\n• of all children"),
        ("Audit multi-", "agency files", "Audit multi-agency files"),
        ("Audit the files of all children in care\\nEvery month.", "Report to the board.", "Audit the files of all children in care\nEvery month.\nReport to the board."),
    ],
)  # fmt: skip
def test_the_parts_of_a_text_meet_as_their_lines_would(above: str, below: str, joined_text: str) -> None:
    table = stitch_pages([[piece(1, HEAD, f"1 | {above} | JH | May 2013")], [piece(2, f" | {below} | | ", "2 | Train. | KS | June 2013")]])[
        0
    ]
    assert isinstance(table, Table)
    assert next(cell.text for cell in table.cells if (cell.row, cell.column) == (1, 1)) == joined_text


def test_text_between_pieces_keeps_its_place_after_the_table() -> None:
    blocks = stitch_pages(
        [
            [text(1, "Action plan", bold=True), piece(1, HEAD, "1 | Audit. | JH | May 2013"), text(1, "* See the report of 2012.")],
            [piece(2, "2 | Train. | KS | June 2013"), text(2, "The board met in May.")],
        ]
    )
    assert [block.n_rows if isinstance(block, Table) else block.text for block in blocks] == [
        "Action plan",
        3,
        "* See the report of 2012.",
        "The board met in May.",
    ]


def test_a_plan_of_hundreds_of_pages_is_one_table() -> None:
    rows = [f"{{}}.{number} | Audit the files of team {number}. | JH | May 2013" for number in range(1, 13)]
    pages = [[piece(page, HEAD, *(row.format(page) for row in rows))] for page in range(1, 401)]
    (table,) = stitch_pages(pages)
    assert isinstance(table, Table)
    assert (table.n_rows, table.page_last, len(table.cells)) == (4_801, 400, 19_204)
