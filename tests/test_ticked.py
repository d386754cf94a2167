"""A column for each rating, one of them ticked: the heading over the tick is the rating."""

from __future__ import annotations

import pytest

from grids import document, grid
from plantrace.extract.document import Table
from plantrace.normalise.plan import read_plan
from plantrace.normalise.ticked import ticked_to_table
from plantrace.normalise.vocabulary import default_vocabulary

PLANS = [
    grid("Action | Lead | R | A | G", "Audit files | JH | | X |", "Train staff | KS | | | x", "Report | JH | | |"),
    grid("Action | Lead | Red | Amber | Green", "Audit files | JH | | ✓ |", "Train staff | KS | | | ✓", "Report | JH | | |"),
    # painted in one row, ticked in another; a section's title across
    grid(
        "Action | Lead | Red | Amber | Green",
        "Health | = | = | = | =",
        "Audit files | JH | | {FFC000} |",
        "Train staff | KS | | | Yes",
        "Report | JH | | |",
    ),
]


@pytest.mark.parametrize("table", PLANS)
def test_rating_is_the_heading_over_the_tick(table: Table) -> None:
    plan = read_plan(document(table))
    assert [(row.text, row.lead_raw, row.rating.rag) for row in plan.actions] == [
        ("Audit files", "JH", "amber"), ("Train staff", "KS", "green"), ("Report", "JH", None),
    ]  # fmt: skip
    assert plan.account.left_over == ()


OTHERS = [
    # what each colour means, and numbers of actions by colour, are no ticks
    grid("Red | Amber | Green", "Not started | Delayed | On track"),
    grid("Theme | Red | Amber | Green", "Health | 2 | 5 | 1", "School | 1 | 1 | 7"),
    # two ticks in one row
    grid("Action | R | A | G", "Audit files | X | X | "),
    grid("Action | RAG | Status", "Audit files | X | "),
]


@pytest.mark.parametrize("table", OTHERS)
def test_other_tables_stay(table: Table) -> None:
    assert ticked_to_table(table, default_vocabulary()) is table
