"""Legends, wherever they are printed, and what is none."""

from __future__ import annotations

import pytest

from plantrace.extract.document import Block, Cell, Mark, MarkKind, Paragraph, Table
from plantrace.normalise.legend import blocks_to_key
from plantrace.normalise.sections import blocks_to_sections
from plantrace.normalise.vocabulary import default_vocabulary
from plantrace.provenance import Place

PLACE = Place(1, 0, 0, 0)


def paragraph(text: str, *marks: tuple[MarkKind, str, str]) -> Paragraph:
    return Paragraph(text, PLACE, marks=tuple(Mark(kind, colour, letters) for kind, colour, letters in marks))


def table(*rows: list[str], fills: dict[str, str] | None = None, heading: int = -1) -> Table:
    """`fills` by text; a row shorter than the last is one cell over all columns."""
    width = len(rows[-1])
    cells = tuple(
        Cell(text, row, column, colspan=width if len(texts) == 1 else 1, fill=(fills or {}).get(text), bold=row == heading)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Table(cells, len(rows), width, ("rules",) * len(rows))


def read(*blocks: Block, plans: tuple[int, ...] = (), furniture: tuple[Paragraph, ...] = ()) -> list[tuple[str, str, str | None]]:
    words = default_vocabulary()
    divided = {position: sections for position, sections in blocks_to_sections(blocks, words).items() if position in plans}
    return [(line.rag, line.meaning, line.status) for line in blocks_to_key(blocks, divided, words, furniture)]


COUNCIL = [("red", "not started or significant delay", "off_track"), ("amber", "some delay", "at_risk"), ("green", "on track", "on_track")]
BRAG = [("blue", "complete", "complete"), *COUNCIL]

LINES = [
    ("Key: RED – not started or significant delay; AMBER – some delay; GREEN – on track", COUNCIL),
    ("RAG rating: Red = not started or significant delay, Amber = some delay, Green = on track", COUNCIL),
    ("Red (not started or significant delay) Amber (some delay) Green (on track)", COUNCIL),
    ("Red is not started or significant delay. Amber is some delay. Green is on track.", COUNCIL),
    ("R - not started or significant delay; A - some delay; G - on track", COUNCIL),
    ("Status key: (R) not started or significant delay (A) some delay (G) on track", COUNCIL),
    ("B: complete, R: not started or significant delay, A: some delay, G: on track", BRAG),
    ("BLUE - complete\nRED - not started or significant delay\nAMBER - some delay\nGREEN - on track", BRAG),
    (
        "Red – off track. Amber/Red – major issues. Amber – some issues. Amber/Green – minor delay. Green – on track",
        [
            ("red", "off track", "off_track"),
            ("amber_red", "major issues", "off_track"),
            ("amber", "some issues", "at_risk"),
            ("amber_green", "minor delay", "at_risk"),
            ("green", "on track", "on_track"),
        ],
    ),
    # of words that say late and no more the colour tells how late
    ("Red – significant concerns. Amber – behind schedule, can be recovered. Green – on track", [("red", "significant concerns", "off_track"), ("amber", "behind schedule, can be recovered", "at_risk"), ("green", "on track", "on_track")]),
    ("Red – behind schedule. Amber – at risk. Green – on schedule", [("red", "behind schedule", "off_track"), ("amber", "at risk", "at_risk"), ("green", "on schedule", "on_track")]),
    ("R – delay of more than one month; A – delay of less than one month; G – on target", [("red", "delay of more than one month", "off_track"), ("amber", "delay of less than one month", "at_risk"), ("green", "on target", "on_track")]),
    # letters between pairs of letters
    ("R = not started; A/R = significant delay; A = some delay; A/G = minor delay; G = on track", [("red", "not started", "not_started"), ("amber_red", "significant delay", "off_track"), ("amber", "some delay", "at_risk"), ("amber_green", "minor delay", "at_risk"), ("green", "on track", "on_track")]),
    # one trust's green is another's blue
    ("Amber: on track. Green: complete. Blue: complete and signed off", [("amber", "on track", "on_track"), ("green", "complete", "complete"), ("blue", "complete and signed off", "complete")]),
    # no keys
    ("The Red Cross and the Green Party were consulted.", []),
    ("The action was rated Green - on track in May.", []),
    ("A - Quality of assessment and planning", []),
    ("Vitamin A - vitamin B - both are needed", []),
    ("Blue Badge: applications. Green waste: collections", []),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), LINES)
def test_a_line_of_text(printed: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert read(paragraph(printed)) == expected


def test_a_line_a_paragraph() -> None:
    parts = ("Key to ratings", "Red – not started or significant delay", "Amber – some delay", "Green – on track")
    assert read(*map(paragraph, parts)) == COUNCIL


def test_lines_far_apart_are_no_key() -> None:
    assert read(paragraph("Red – not started"), paragraph("One."), paragraph("Two."), paragraph("Green – on track")) == []


def test_coloured_symbols() -> None:
    marks = [("symbol", "00B0F0", "■"), ("symbol", "00B050", "■"), ("symbol", "FFC000", "■")]
    assert read(paragraph("Key: ■ Complete ■ On track ■ Some delay", *marks)) == [
        ("blue", "Complete", "complete"),
        ("green", "On track", "on_track"),
        ("amber", "Some delay", "at_risk"),
    ]


def test_highlighted_words_are_their_own_meaning() -> None:
    marks = [("highlight", "FF0000", "Not started"), ("highlight", "00FF00", "Completed")]
    assert read(paragraph("Key: Not started Completed", *marks)) == [
        ("red", "Not started", "not_started"),
        ("green", "Completed", "complete"),
    ]


TABLES = [
    (
        "a word beside its meaning",
        table(["RED", "not started or significant delay"], ["AMBER", "some delay"], ["GREEN", "on track"]),
        COUNCIL,
    ),
    ("both in one cell", table(["Red - not started or significant delay"], ["Amber - some delay"], ["Green - on track"]), COUNCIL),
    ("side by side", table(["R", "not started or significant delay", "A", "some delay", "G", "on track"]), COUNCIL),
    ("words above meanings", table(["Red", "Amber", "Green"], ["not started or significant delay", "some delay", "on track"]), COUNCIL),
    (
        "fills alone",
        table(
            ["not started or significant delay", "some delay", "on track"],
            fills={"not started or significant delay": "FF0000", "some delay": "FFC000", "on track": "00B050"},
        ),
        COUNCIL,
    ),
    (
        "a table of results is none",
        table(["Met", "Not met", "Met"], ["Met", "Met", "Not met"], fills={"Met": "92D050", "Not met": "FF0000"}),
        [],
    ),
]


@pytest.mark.parametrize(("made", "expected"), [pytest.param(*case[1:], id=case[0]) for case in TABLES])
def test_a_table_of_its_own(made: Table, expected: list[tuple[str, str, str | None]]) -> None:
    assert read(made) == expected


HEADINGS = ["Recommendation", "Action", "Lead", "RAG"]


def test_rows_above_a_plan() -> None:
    plan = table(
        ["Key", "Red – not started or significant delay", "Amber – some delay", "Green – on track"],
        HEADINGS,
        ["Improve", "Audit files", "Jo Smith", "Red – some delay"],
        heading=1,
    )
    assert read(plan, plans=(0,)) == COUNCIL


def test_the_heading_of_the_rating_column() -> None:
    plan = table(
        [*HEADINGS[:3], "RAG (R = not started or significant delay, A = some delay, G = on track)"],
        ["Improve", "Audit files", "Jo Smith", "R"],
        heading=0,
    )
    assert read(plan, plans=(0,)) == COUNCIL


def test_rows_of_a_plan_are_no_key() -> None:
    plan = table(
        HEADINGS, ["Improve", "Audit files", "Red – not started", "Jo"], ["Improve", "Train staff", "Green – complete", "Jo"], heading=0
    )
    assert read(plan, plans=(0,)) == []


def test_a_running_foot() -> None:
    assert read(furniture=(paragraph("Red: not started or significant delay | Amber: some delay | Green: on track"),)) == COUNCIL
