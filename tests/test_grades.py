"""Keys that count instead of naming a colour, and the status cells that hold their numbers."""

import pytest

from grids import document, grid, heading
from plantrace.extract.document import Block, Paragraph
from plantrace.normalise.grades import blocks_to_grades
from plantrace.normalise.plan import read_plan
from plantrace.normalise.vocabulary import default_vocabulary
from plantrace.provenance import Place


def text(printed: str) -> Paragraph:
    return Paragraph(printed, Place(1, 0, 0, 0))


def read(*blocks: Block) -> list[tuple[str, str, str | None]]:
    return [(each.label, each.meaning, each.status) for _, each in sorted(blocks_to_grades(blocks, {}, default_vocabulary()).items())]


FOUR = [("1", "Fully Achieved", "complete"), ("2", "On Track", "on_track"), ("3", "Slipped", "at_risk"), ("4", "Not Achieved", "off_track")]

KEYS = [
    ((grid("1 | Fully Achieved", "2 | On Track", "3 | Slipped", "4 | Not Achieved"),), FOUR),
    ((grid("Category | Meaning", "1 | Fully Achieved", "2 | On Track", "3 | Slipped", "4 | Not Achieved"),), FOUR),
    (
        (grid("1 Fully Achieved | The evidence shows that it has been", "2 On Track | It is on time", "3 Slipped | It is late", "4 Not Achieved | It is not"),),
        FOUR,
    ),
    ((text("1 – Fully Achieved"), text("2 – On Track"), text("3 – Slipped"), text("4 – Not Achieved")), FOUR),
    ((text("Assessment of progress: 1 = Fully Achieved, 2 = On Track, 3 = Slipped, 4 = Not Achieved"),), FOUR),
    ((text("1. Fully Achieved\n2. On Track\n3. Slipped\n4. Not Achieved"),), FOUR),
    ((grid("C | Complete", "P | In progress", "N | Not started"),), [("C", "Complete", "complete"), ("N", "Not started", "not_started"), ("P", "In progress", "on_track")]),
    # lists that are no key, and one of colours
    ((grid("R | Overdue", "A | Some delay", "G | On track", "B | Complete"),), []),
    ((text("1. Introduction"), text("2. The inspection"), text("3. Next steps")), []),
    ((grid("A | Quality of assessment", "B | Leadership", "C | Delays in adoption"),), []),
    ((text("By 1 May the team had 2 managers and 3 complete files."),), []),
    ((grid("1 | Audit files | Complete", "2 | Train staff | Delayed"),), []),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "expected"), KEYS)
def test_a_key(blocks: tuple[Block, ...], expected: list[tuple[str, str, str | None]]) -> None:
    assert read(*blocks) == expected


def test_numbers_in_a_rating_column_mean_what_the_key_says() -> None:
    table = grid("Action | Lead | RAG", "Audit files | JH | 5", "Train staff | KS | 3", "Write a policy | KS | 1")
    key = Paragraph("5 = Complete; 4 = On track; 3 = Minor delay; 2 = Significant delay; 1 = Not started", Place(1, 0, 0, 0))
    found = read_plan(document(key, table)).actions
    assert [(action.rating.rag, action.status) for action in found] == [(None, "complete"), (None, "at_risk"), (None, "not_started")]


def test_numbers_in_a_status_column_mean_what_the_key_says() -> None:
    table = grid(
        "Action | Lead | Progress | Assessment of progress (Categories 1-4)",
        "Audit files | JH | Audits were held in May | 2",
        "Train staff | KS | Booked | 3",
        "Write a policy | KS | Drafted | ",
        "Publish it | KS | Completed in May | 2",
    )
    found = read_plan(document(heading("Update"), table, grid("1 | Fully Achieved", "2 | On Track", "3 | Slipped", table=2))).actions
    assert [(action.progress, action.status, action.status_reason) for action in found] == [
        ("Audits were held in May", "on_track", "the document's key: 2 means 'On Track'"),
        ("Booked", "at_risk", "the document's key: 3 means 'Slipped'"),
        ("Drafted", None, None),
        # what the update says outright comes before the key
        ("Completed in May", "complete", "opens with 'Completed'"),
    ]
