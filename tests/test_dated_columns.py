"""Columns whose headings are dates alone, and columns of references that hold the labels of what is answered."""

import pytest

from grids import grid
from plantrace.extract.document import Table
from plantrace.normalise.columns import section_to_columns
from plantrace.normalise.sections import table_to_sections
from plantrace.normalise.vocabulary import default_vocabulary

AS_AT = [
    (
        "what was said each month",
        grid(
            "Action | Lead | Due | Oct-14 | Nov-14",
            "Audit all files | JH | May 2015 | Tool was drafted | Tool was piloted on two wards",
            "Train all staff | KS | June 2015 | No dates yet | Eleven nurses came",
        ),
        ["action", "lead", "timescale", "progress", "progress"],
    ),
    (
        "states at each quarter",
        grid(
            "Action | Lead | Due | Q1 2014/15 | Q2 2014/15",
            "Audit all files | JH | May 2015 | In progress | Complete",
            "Train all staff | KS | June 2015 | Not started | Not started",
        ),
        ["action", "lead", "timescale", "progress", "progress"],
    ),
    (
        "letters each month are ratings, the last the latest",
        grid(
            "Action | Lead | Due | October | November | December",
            "Audit all files | JH | May 2015 | R | A | G",
            "Train all staff | KS | June 2015 | A | A | A",
        ),
        ["action", "lead", "timescale", "rag", "rag", "rag"],
    ),
    (
        "without a date beside them the months may be milestones to come",
        grid(
            "Action | Lead | Oct-14 | Nov-14",
            "Audit all files | JH | Tool to be drafted | Tool to be piloted on two wards",
            "Train all staff | KS | Dates to be set | Eleven nurses to come",
        ),
        ["action", "lead", None, None],
    ),
    (
        "so they may beside an update",
        grid(
            "Action | Lead | Due | Oct-14 | Nov-14 | Progress",
            "Audit all files | JH | May 2015 | Draft a tool | Pilot it on two wards | The tool was drafted",
            "Train all staff | KS | June 2015 | Set all dates | Train eleven nurses | No dates yet",
        ),
        ["action", "lead", "timescale", None, None, "progress"],
    ),
    (
        "a series of figures",
        grid(
            "Action | Lead | Due | Oct-14 | Nov-14",
            "Audit all files | JH | May 2015 | 81% | 84%",
            "Train all staff | KS | June 2015 | 66% | 71%",
        ),
        ["action", "lead", "timescale", None, None],
    ),
    (
        "a chart of months",
        grid(
            "Action | Lead | Due | Oct | Nov",
            "Audit all files | JH | May 2015 | x | x",
            "Train all staff | KS | June 2015 | | x",
        ),
        ["action", "lead", "timescale", None, None],
    ),
]

LABELLED = [
    (
        "labels of the must dos",
        grid(
            "CQC ref | Finding | Action | Who",
            "Must do 1 | Records are not locked away | Buy cabinets | JH",
            "Should do 1 | Doors are left open | Fit closers | KS",
        ),
        ["recommendation_number", "recommendation", "action", "lead"],
    ),
    (
        "labels in letters and figures",
        grid(
            "Ofsted reference | Finding | Action | Who",
            "AFI1 | Records are not locked away | Buy cabinets | JH",
            "AFI2 | Doors are left open | Fit closers | KS",
        ),
        ["recommendation_number", "recommendation", "action", "lead"],
    ),
    (
        "numbers alone are those of paragraphs",
        grid(
            "CQC ref | Finding | Action | Who",
            "14 | Records are not locked away | Buy cabinets | JH",
            "22 | Doors are left open | Fit closers | KS",
        ),
        ["recommendation_refs", "recommendation", "action", "lead"],
    ),
    (
        "another column numbers what is answered",
        grid(
            "No | CQC ref | Finding | Action | Who",
            "1 | MD1 | Records are not locked away | Buy cabinets | JH",
            "2 | SD4 | Doors are left open | Fit closers | KS",
        ),
        ["recommendation_number", "recommendation_refs", "recommendation", "action", "lead"],
    ),
    (
        "labels of what inspectors ask, not of what they found",
        grid(
            "KLOE | Finding | Action | Who",
            "S1 | Records are not locked away | Buy cabinets | JH",
            "W3 | Doors are left open | Fit closers | KS",
        ),
        ["recommendation_refs", "recommendation", "action", "lead"],
    ),
]


@pytest.mark.parametrize(("case", "table", "expected"), AS_AT + LABELLED, ids=[case for case, *_ in AS_AT + LABELLED])
def test_columns(case: str, table: Table, expected: list[str | None]) -> None:
    words = default_vocabulary()
    (section,) = table_to_sections(table, words)
    columns = section_to_columns(section, words)
    assert columns is not None
    assert [column.field for column in columns.columns] == expected
