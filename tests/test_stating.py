"""Small tables above a plan that say what its actions answer."""

import pytest

from grids import document, grid, heading
from plantrace.extract.document import Table
from plantrace.normalise.plan import read_plan
from plantrace.normalise.stating import box_to_pieces
from plantrace.normalise.vocabulary import default_vocabulary


def actions(ref: str, *rows: str, table: int) -> Table:
    return grid("Ref | Action | Lead | By when", *(f"{ref}{row}" for row in rows), table=table)


def test_a_box_above_each_table_states_the_recommendation() -> None:
    one = grid(
        "Recommendation 1 | Ensure that thresholds are understood", "Outcome | Children get help", "Measure of success | Fewer contacts"
    )
    two = grid("Recommendation 2 | Visit every child", "Accountable lead | AD Safeguarding", table=3)
    plan = read_plan(
        document(
            one,
            actions("1", "a | Publish guidance | JH | May 2014", "b | Hold roadshows | KS | June 2014", table=2),
            two,
            actions("2", "a | Send a daily list | JH | May 2014", table=4),
        )
    )
    told = [
        (
            each.recommendation.number if each.recommendation else None,
            each.recommendation.text if each.recommendation else None,
            each.outcome,
            each.success_measure,
            each.number,
            each.lead_raw,
            [(other.heading, other.text) for other in each.other],
        )
        for each in plan.actions
    ]
    first = ("1", "Ensure that thresholds are understood", "Children get help", "Fewer contacts")
    assert told == [
        (*first, "1a", "JH", []),
        (*first, "1b", "KS", []),
        ("2", "Visit every child", None, None, "2a", "JH", [("Accountable lead", "AD Safeguarding")]),
    ]
    assert [part.reason for table in plan.tables for part in table.sections if not part.columns] == [
        "it says what the actions below it answer"
    ] * 2


def test_a_box_of_one_column() -> None:
    box = grid("Recommendation 3: Improve supervision", "Outcome: Staff are supported")
    plan = read_plan(document(box, actions("3", "a | Train managers | JH | May 2014", table=2)))
    assert [(each.recommendation and each.recommendation.text, each.outcome) for each in plan.actions] == [
        ("Improve supervision", "Staff are supported")
    ]


NO_BOXES = [
    grid("Recommendation 1 | Improve it", "Action | Audit files", "Lead | JH"),  # a form, which says what is done
    grid("Red | Not started", "Green | On track"),
    grid("Version | 3", "Date | May 2014"),
    grid("Lead | JH", "Recommendation | Improve it"),
    grid("Recommendation | Action | Lead", "Improve it | Audit files | JH"),
]


@pytest.mark.parametrize("table", NO_BOXES)
def test_no_box(table: Table) -> None:
    assert box_to_pieces(table, default_vocabulary()) == ()


def test_a_box_with_words_below_it_states_nothing() -> None:
    box = grid("Recommendation 1 | Ensure it", "Outcome | Children get help")
    plan = read_plan(document(box, heading("Training"), actions("1", "a | Train staff | JH | May 2014", table=2)))
    assert [each.recommendation for each in plan.actions if each.text] == [None]
