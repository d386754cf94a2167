"""Sheets too wide for their paper: the pages that stand side by side are one."""

from plantrace.extract.document import Paragraph, Table
from plantrace.extract.stitch import stitch_pages
from stitched import drawn, piece, stitched, text

HEIGHTS = (12.0, 30.0, 20.0)
FIRST = ("Ref** | Action**", "1 | Audit files", "2 | Train staff")
SECOND = ("Ref** | Action**", "3 | Visit homes", "4 | Write to all")
WHOLE = ["Ref | Action | Lead | By when", "1 | Audit files | JH | May", "2 | Train staff | KS | June"]


def test_down_then_over() -> None:
    """Two pages of the first columns, then two of the next."""
    pages = [
        [text(1, "Action plan", top=20.0), piece(1, *FIRST, heights=HEIGHTS)],
        [piece(2, *SECOND, heights=(12.0, 20.0, 40.0))],
        [piece(3, "Lead** | By when**", "JH | May", "KS | June", heights=HEIGHTS)],
        [piece(4, "Lead** | By when**", "RB | July", " | Monthly", heights=(12.0, 20.0, 40.0))],
    ]
    assert stitched(*pages) == [[*WHOLE, "3 | Visit homes | RB | July", "4 | Write to all |  | Monthly"]]


def test_over_then_down_with_a_column_repeated() -> None:
    """Each page is followed by the one on its right, which prints the numbers anew."""
    pages = [
        [piece(1, *FIRST, heights=HEIGHTS)],
        [piece(2, "Ref** | Lead** | By when**", "1 | JH | May", "2 | KS | June", heights=HEIGHTS)],
        [piece(3, *SECOND, heights=(12.0, 20.0, 40.0))],
        [piece(4, "Ref** | Lead** | By when**", "3 | RB | July", "4 |  | Monthly", heights=(12.0, 20.0, 40.0))],
    ]
    assert stitched(*pages) == [[*WHOLE, "3 | Visit homes | RB | July", "4 | Write to all |  | Monthly"]]


def test_a_merged_cell_beside_rows_on_another_page() -> None:
    pages = [
        [piece(1, "Finding** | Action**", "Files are late | Audit files", "^ | Train staff", heights=HEIGHTS)],
        [piece(2, "Lead**", "JH", "KS", heights=HEIGHTS)],
    ]
    assert stitched(*pages) == [["Finding | Action | Lead", "Files are late | Audit files | JH", "^ | Train staff | KS"]]


def test_pages_whose_rows_only_happen_to_be_as_high() -> None:
    """Rows of one height each, under the same heading, with none, or under one that stands lower."""
    same = [piece(1, *FIRST, heights=HEIGHTS)], [piece(2, *SECOND, heights=HEIGHTS)]
    assert stitched(*same) == [["Ref | Action", "1 | Audit files", "2 | Train staff", "3 | Visit homes", "4 | Write to all"]]
    bare = [piece(1, *FIRST, heights=HEIGHTS)], [piece(2, "3 | Visit homes", "4 | Write to all", "5 | Meet", heights=HEIGHTS)]
    assert len(stitched(*bare)[0][0].split("|")) == 2
    lower = [piece(1, *FIRST, heights=HEIGHTS)], [piece(2, "Lead** | By when**", "JH | May", "KS | June", heights=HEIGHTS, top=80.0)]
    assert all(len(row.split("|")) == 2 for table in stitched(*lower) for row in table)
    reworded = (
        [piece(1, "No.** | Action** | May**", "1 | Audit files | Begun", "2 | Train staff | Booked", heights=HEIGHTS)],
        [piece(2, "No.** | Action** | June**", "3 | Visit homes | Done", "4 | Write to all | Done", heights=HEIGHTS)],
    )
    assert all(len(row.split("|")) == 3 for table in stitched(*reworded) for row in table)


def test_a_title_that_runs_over_the_edge_of_the_paper() -> None:
    pages = [
        [text(1, "Corporate Peer Challenge", top=20.0), piece(1, *FIRST, heights=HEIGHTS)],
        [text(2, "Action Plan", top=20.0), piece(2, "Lead** | By when**", "JH | May", "KS | June", heights=HEIGHTS)],
    ]
    title, table = stitch_pages(pages)
    assert isinstance(title, Paragraph)
    assert isinstance(table, Table)
    assert (title.text, drawn(table)) == ("Corporate Peer Challenge Action Plan", WHOLE)
