"""Every word of a plan table is told where it went: a word that a field drops is missed, wherever it is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from grids import document, grid
from plantrace.extract.document import Document
from plantrace.normalise.find import find_plans
from plantrace.normalise.model import Action, Other, Rating, TableReading
from plantrace.normalise.plan import read_plan
from plantrace.normalise.readings import blocks_to_readings
from plantrace.normalise.sections import blocks_to_sections
from plantrace.normalise.vocabulary import default_vocabulary

PLAN = document(
    grid(
        "No. | Recommendation | Action | Lead | By when | Progress | RAG | Cost",
        "1 | Improve audits (Para 17, 27) | 1.1 Audit all files | J Hall\\nK Shaw | May 2013 | GREEN - Audits held | Green | £500",
        "^ | ^ | 1.2 Train staff | Head of Service | June 2013 | Booked | A | £900",
    )
)


def readings(printed: Document, actions: Sequence[Action]) -> tuple[TableReading, ...]:
    divided = blocks_to_sections(printed.blocks, default_vocabulary())
    sections, _ = find_plans(printed.blocks, divided, None, default_vocabulary())
    return blocks_to_readings(printed.blocks, divided, sections, actions, default_vocabulary())


def left_over(printed: Document, actions: Sequence[Action]) -> list[tuple[str, str]]:
    """(words, place) of each cell with words left over."""
    return [(" ".join(each.words), str(each.place)) for table in readings(printed, actions) for each in table.left_over]


def test_all_words_of_a_plan_are_in_its_rows_or_headings() -> None:
    account = read_plan(PLAN).account
    assert (account.words_in_tables, account.words_in_rows, account.words_in_headings, account.left_over) == (43, 34, 9, ())


AT = "p. 1, table 1, row 2, column "
DROPPED = [
    ("a word of the action", {"text": "Audit files"}, [("all", AT + "3")]),
    ("a split number", {"number": None}, [("1 1", AT + "3")]),
    ("a second line of leads", {"lead_raw": "J Hall"}, [("k shaw", AT + "4")]),
    ("a year", {"timescale_raw": "May"}, [("2013", AT + "5")]),
    ("a word of the update", {"progress": "GREEN - held"}, [("audits", AT + "6")]),
    ("a rating word, where the rating is another", {"rating": Rating("amber", "colour")}, [("green", AT + "7")]),
    ("what has no field of its own", {"other": ()}, [("500", AT + "8")]),
    ("a value that names no cell", {"places": {}}, [("1 1 audit all files", AT + "3"), ("j hall k shaw", AT + "4"), ("may 2013", AT + "5"),
                                                     ("green audits held", AT + "6"), ("green", AT + "7"), ("500", AT + "8")]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changed", "missed"), DROPPED, ids=[each[0] for each in DROPPED])
def test_a_word_that_a_field_drops_is_missed(what: str, changed: dict[str, object], missed: list[tuple[str, str]]) -> None:
    first, second = read_plan(PLAN).actions
    assert left_over(PLAN, (replace(first, **changed), second)) == missed  # type: ignore[arg-type]


def test_a_merged_cell_is_missed_only_where_no_row_holds_it() -> None:
    first, second = read_plan(PLAN).actions
    assert first.recommendation is not None
    shortened = replace(first.recommendation, text="Improve", references=first.recommendation.references[:1])
    assert left_over(PLAN, (replace(first, recommendation=shortened), second)) == []
    both = [replace(each, recommendation=shortened) for each in (first, second)]
    assert left_over(PLAN, both) == [("audits 27", AT + "2")]


def test_a_word_that_stands_twice_must_be_held_twice() -> None:
    printed = document(grid("Action | Lead", "Audit the audit files | JH"))
    [action] = read_plan(printed).actions
    assert left_over(printed, [action]) == []
    assert left_over(printed, [replace(action, text="the audit files")]) == [("audit", "p. 1, table 1, row 2, column 1")]


def test_one_value_does_not_answer_for_two_cells() -> None:
    printed = document(grid("Action | Progress Oct 2012 | Progress Nov 2013", "Audit files | Work begun | Work done"))
    [action] = read_plan(printed).actions
    assert left_over(printed, [action]) == []
    assert left_over(printed, [replace(action, progress="Work begun\ndone")]) == [("work", "p. 1, table 1, row 2, column 3")]


KEPT = [
    # a rating column that says more than the rating
    (("Action | Lead | RAG", "Audit files | JH | Green - on hold", "Train staff | KS | Red"), (Other("RAG", "Green - on hold"),)),
    # of several ratings the latest counts: the earlier one is kept under its heading
    (("Action | Lead | RAG Q1 | RAG Q2", "Audit files | JH | Red | Green", "Train staff | KS | Red | Red"), (Other("RAG Q1", "Red"),)),
]


@pytest.mark.parametrize(("rows", "other"), KEPT)
def test_what_no_field_takes_is_kept_under_its_heading(rows: tuple[str, ...], other: tuple[Other, ...]) -> None:
    plan = read_plan(document(grid(*rows)))
    assert (plan.actions[0].other, plan.account.left_over) == (other, ())


WHOLE = [
    # a form, turned on its side: labels and numbers of every block
    ("Recommendation 1 | Improve audits", "Action | Audit files", "Lead | JH", "Recommendation 2 | Improve training", "Action | Train staff", "Lead | KS"),
    # full-width rows that state a recommendation, labels and all
    ("Recommendation No. 5 - within 3 months | = | =", "Improve assessments (paragraph 12) | = | =", "Outcome: what will be better? | = | =",
     "Action | By when | Lead", "1. Review procedures | April 2013 | RB"),
    # an update below the row that it belongs to
    ("Action | By when | Lead", "Audit files | May 2013 | JH", "Progress (June 2014): audits held | = | =", "Train staff | June 2013 | KS"),
    # a title row above the headings
    ("TB (9)1.ii | Action Log as at 2 Sept 2011 | ", "Action | By when | Lead", "Audit files | May 2013 | JH"),
    # a reference column that holds more than references is kept whole
    ("Ref | Recommendation | Action | Lead", "Para 17 of the report | Improve audits | Audit files | JH", "CQC, leadership | Improve training | Train staff | KS"),
]  # fmt: skip


@pytest.mark.parametrize("rows", WHOLE, ids=[rows[0][:30] for rows in WHOLE])
def test_nothing_is_left_over(rows: tuple[str, ...]) -> None:
    plan = read_plan(document(grid(*rows)))
    assert plan.actions
    assert plan.account.left_over == ()
    assert plan.account.words_in_tables == plan.account.words_in_rows + plan.account.words_in_headings


def test_what_is_left_over_is_quoted_with_its_place() -> None:
    printed = document(grid("Action | Lead", "Audit files | JH", "A last word, signed by the chair | ="))
    plan = read_plan(printed)
    assert [(each.code, each.severity, each.message, str(each.place)) for each in plan.diagnostics] == [
        ("text-left-over", "warning", "in no row: 'A last word, signed by the chair'", "p. 1, table 1, row 3, column 1")
    ]
    assert (plan.account.words_in_tables, plan.account.words_in_rows, plan.account.words_in_headings) == (12, 3, 2)
    assert " ".join(plan.account.left_over) == "a last word signed by the chair"


def test_each_column_says_what_it_became_and_why() -> None:
    [table] = read_plan(
        document(
            grid(
                "Ref | Priority | Action | Who | Wombat",
                "1 | Improve audits | Audit files | JH | brown",
                "2 | Improve training | Train staff | KS | grey",
            )
        )
    ).tables
    [section] = table.sections
    assert (table.is_plan, table.rows, section.row_first, section.row_last, section.reason) == (True, 3, 1, 3, None)
    assert [(each.column, each.heading, each.field, each.reason) for each in section.columns] == [
        (1, "Ref", "recommendation_number", "heading 'Ref'"),
        (2, "Priority", "recommendation", "heading 'Priority'; what the actions answer"),
        (3, "Action", "action", "heading 'Action'"),
        (4, "Who", "lead_raw", "heading 'Who'"),
        (5, "Wombat", "other", "heading unknown"),
    ]


def test_tables_that_are_no_plan_say_so() -> None:
    statistics = grid("Indicator | 17/18 | 18/19", "Late notifications | 27 | 43")
    plan = read_plan(document(statistics, grid("Action | Lead", "Audit files | JH", table=2)))
    assert [(table.number, table.rows, table.is_plan, [part.reason for part in table.sections]) for table in plan.tables] == [
        (1, 2, False, ["no column means action"]),
        (2, 2, True, [None]),
    ]
    assert plan.account.words_in_tables == 5
