"""Word tables: whole cells at their places, however Word writes merges, wrappers and tracked changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrace.extract.document import Cell, Table
from plantrace.provenance import Place
from word_files import Spot, document, p, run, spots, tbl, tc, texts, tr

SPAN2 = '<w:gridSpan w:val="2"/>'
START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
DELETED_BY = '<w:del w:id="1" w:author="JH"/>'


def sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


GRIDS: list[tuple[str, str, list[Spot]]] = [
    (
        "merged across",
        tbl(tr(tc("Recommendation 1", SPAN2)), tr(tc("Audit files"), tc("JH"))),
        [(0, 0, 1, 2, "Recommendation 1"), (1, 0, 1, 1, "Audit files"), (1, 1, 1, 1, "JH")],
    ),
    (
        "merged down, and a second merge begins right below",
        tbl(tr(tc("A1", START), tc("a")), tr(tc("", ON), tc("b")), tr(tc("A2", START), tc("c")), tr(tc("", ON), tc("d"))),
        [(0, 0, 2, 1, "A1"), (0, 1, 1, 1, "a"), (1, 1, 1, 1, "b"), (2, 0, 2, 1, "A2"), (2, 1, 1, 1, "c"), (3, 1, 1, 1, "d")],
    ),
    (
        "merged down beside a row that is indented by gridBefore and ends early",
        tbl(
            tr(tc("x"), tc("A1", START), tc("a")),
            tr(tc("", ON), tc("b"), properties='<w:gridBefore w:val="1"/>'),
            tr(tc("y"), tc("", ON), properties='<w:gridAfter w:val="1"/>'),
        ),
        [(0, 0, 1, 1, "x"), (0, 1, 3, 1, "A1"), (0, 2, 1, 1, "a"), (1, 2, 1, 1, "b"), (2, 0, 1, 1, "y")],
    ),
    (
        "merged both ways",
        tbl(tr(tc("big", SPAN2 + START), tc("a")), tr(tc("", SPAN2 + ON), tc("b")), tr(tc("1"), tc("2"), tc("3"))),
        [(0, 0, 2, 2, "big"), (0, 2, 1, 1, "a"), (1, 2, 1, 1, "b"), (2, 0, 1, 1, "1"), (2, 1, 1, 1, "2"), (2, 2, 1, 1, "3")],
    ),
    (
        "merged across as Word 2000 wrote it",
        tbl(tr(tc("wide", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>")), tr(tc("a"), tc("b"))),
        [(0, 0, 1, 2, "wide"), (1, 0, 1, 1, "a"), (1, 1, 1, 1, "b")],
    ),
    (
        "a merge that nothing began is a cell of its own",
        tbl(tr(tc("a", ON), tc("b"))),
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b")],
    ),
    (
        # Word shows the text of the first cell only; templates leave a copy in each
        "copies of the text inside a merge are not printed",
        tbl(tr(tc("A1", START), tc("a")), tr(tc("A1", ON), tc("b"))),
        [(0, 0, 2, 1, "A1"), (0, 1, 1, 1, "a"), (1, 1, 1, 1, "b")],
    ),
    (
        "a border dragged askew by 2 points is one border",
        tbl(tr(tc("Action"), tc("Lead", SPAN2)), tr(tc("Audit", SPAN2), tc("JH")), widths=(2000, 40, 2000)),
        [(0, 0, 1, 1, "Action"), (0, 1, 1, 1, "Lead"), (1, 0, 1, 1, "Audit"), (1, 1, 1, 1, "JH")],
    ),
    (
        "a narrow column with a cell in it stays",
        tbl(tr(tc("Action"), tc("!"), tc("Lead")), widths=(2000, 40, 2000)),
        [(0, 0, 1, 1, "Action"), (0, 1, 1, 1, "!"), (0, 2, 1, 1, "Lead")],
    ),
    (
        "content controls round row, cell and block",
        tbl(sdt(tr(sdt(tc("a")), tc(sdt(p("b"))))), tr(tc("c"), sdt(tc("d")))),
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d")],
    ),
    (
        "a deleted row is gone, an inserted one is there",
        tbl(tr(tc("a")), tr(tc("gone"), properties=DELETED_BY), tr(tc("new"), properties='<w:ins w:id="2" w:author="JH"/>')),
        [(0, 0, 1, 1, "a"), (1, 0, 1, 1, "new")],
    ),
    (
        "a deleted column is gone, and leaves no gap",
        tbl(tr(tc("a"), tc("x", "<w:cellDel/>"), tc("b")), tr(tc("c"), tc("y", "<w:cellDel/>"), tc("d"))),
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d")],
    ),
    (
        "a deleted row at the head of a merge",
        tbl(tr(tc("A1", START), tc("a"), properties=DELETED_BY), tr(tc("", ON), tc("b")), tr(tc("", ON), tc("c"))),
        [(0, 0, 2, 1, ""), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "c")],
    ),
    (
        "a span out of all bounds is a cell wider than the rest",
        tbl(tr(tc("a", '<w:gridSpan w:val="2000000000"/>')), tr(tc("b"), tc("c"))),
        [(0, 0, 1, 3, "a"), (1, 0, 1, 1, "b"), (1, 1, 1, 1, "c")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), [pytest.param(body, expected, id=name) for name, body, expected in GRIDS])
def test_cells_stand_where_a_reader_sees_them(tmp_path: Path, body: str, expected: list[Spot]) -> None:
    (table,) = document(tmp_path, body).tables
    assert spots(table) == expected
    covered = [(row, column) for row, line in enumerate(table.grid()) for column, cell in enumerate(line) if cell]
    assert len(covered) == sum(cell.rowspan * cell.colspan for cell in table), "no two cells overlap"


def test_a_table_says_its_headings_edges_and_route(tmp_path: Path) -> None:
    heading = "<w:tblHeader/>"
    body = tbl(
        tr(tc("Plan", SPAN2), properties=heading),
        tr(tc("Action"), tc("Lead"), properties=heading),
        tr(tc("Audit files"), tc("JH"), properties='<w:tblHeader w:val="0"/>'),
        widths=(3000, 1000),
    )
    (table,) = document(tmp_path, body).tables
    assert (table.n_rows, table.n_columns, table.header_rows, table.edges) == (3, 2, 2, (0.0, 150.0, 200.0))
    assert table.routes == ("docx", "docx", "docx")
    assert table.cells[-1] == Cell("JH", 2, 1, places=(Place(None, 1, 3, 2),), lines=("JH",))


def test_a_nested_table_follows_the_outer_one(tmp_path: Path) -> None:
    inner = tbl(tr(tc("Q1"), tc("done")))
    body = p("before") + tbl(tr(tc("Action"), tc(p("Audit files") + inner + p("each quarter")))) + tbl(tr(tc("next"))) + p("after")
    printed = document(tmp_path, body)
    assert texts(printed) == ["before", ["Action", "Audit files\neach quarter"], ["Q1", "done"], ["next"], "after"]
    assert [cell.places[0].table for table in printed.tables for cell in table] == [1, 1, 2, 2, 3]


def test_a_small_table_in_a_wide_one_is_lines_of_its_cell(tmp_path: Path) -> None:
    milestones = tbl(tr(tc("Draft"), tc("May 2014")), tr(tc("Agreed"), tc("July 2014")))
    wide = tbl(tr(tc("1"), tc("Audit files"), tc("JH"), tc(p("Begun") + milestones + p("More to come"))))
    assert texts(document(tmp_path, wide)) == [["1", "Audit files", "JH", "Begun\nDraft May 2014\nAgreed July 2014\nMore to come"]]


def test_a_plan_of_three_columns_in_a_wide_table_is_a_table_of_its_own(tmp_path: Path) -> None:
    plan = tbl(tr(tc("Action"), tc("Lead"), tc("When")), tr(tc("Audit files"), tc("JH"), tc("May 2014")))
    wide = tbl(tr(tc("1"), tc("Listen to children"), tc(plan + p()), tc("Green")))
    assert texts(document(tmp_path, wide)) == [
        ["1", "Listen to children", "", "Green"],
        ["Action", "Lead", "When", "Audit files", "JH", "May 2014"],
    ]


FRAMES = [
    (
        "one cell round a table",
        tbl(tr(tc(p("Action plan") + tbl(tr(tc("a"), tc("b"))) + p("Key: green")))),
        ["Action plan", ["a", "b"], "Key: green"],
    ),
    ("a column of wrappers", tbl(tr(tc(p("One") + tbl(tr(tc("a"))))), tr(tc(p("Two") + tbl(tr(tc("b")))))), ["One", ["a"], "Two", ["b"]]),
    ("a frame in a frame", tbl(tr(tc(tbl(tr(tc(tbl(tr(tc("a"), tc("b"))) + p()))) + p()))), [["a", "b"]]),
    ("empty margins left and right", tbl(tr(tc(), tc(tbl(tr(tc("a"), tc("b"))) + p()), tc())), [["a", "b"]]),
    ("one cell of text is a table", tbl(tr(tc("Vision"))), [["Vision"]]),
]


@pytest.mark.parametrize(("body", "expected"), [pytest.param(body, expected, id=name) for name, body, expected in FRAMES])
def test_a_frame_gives_way_to_what_it_frames(tmp_path: Path, body: str, expected: list[object]) -> None:
    assert texts(document(tmp_path, body)) == expected


def test_blocks_keep_their_order_inside_content_controls_and_text_boxes(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('in the box')}{tbl(tr(tc('boxed')))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    body = sdt(p("one") + tbl(tr(tc("two")))) + p(run("three") + box) + "<w:customXml>" + p("four") + "</w:customXml>"
    assert texts(document(tmp_path, body)) == ["one", ["two"], "three", "in the box", ["boxed"], "four"]


def test_tables_nested_deeply_end_in_one_clear_error_or_are_read(tmp_path: Path) -> None:
    body = "x"
    for _ in range(60):
        body = tbl(tr(tc(body + p()), tc("side"))) if body != "x" else tbl(tr(tc("core")))
    tables = document(tmp_path, body).tables
    assert [cell.text for cell in tables[-1]] == ["core"]
    assert all(isinstance(table, Table) for table in tables)
    assert len(tables) == 60
