"""References and the rows that they mean, in whole plans as they look."""

from __future__ import annotations

import json

from sqlalchemy import text

from grids import document, grid
from hand_made import document_of
from plantrace.load.database import memory_database
from plantrace.load.runs import begin_run
from plantrace.load.store import forget, store_document
from plantrace.normalise.model import Plan, Reference
from plantrace.normalise.plan import read_plan
from plantrace.provenance import Place

NUMBERED = grid(
    "No. | Recommendation | Action | Lead | By when",
    "A1 | Improve supervision | Supervise every social worker monthly | JH | May 2013",
    "A2 | Improve assessments | See action A1 above. Audit files | RB | June 2013",
    "A3 | Improve plans (see recommendation A2) | Review plans; see A9 and A1-A2 | KS | July 2013",
)


def of_actions(plan: Plan) -> list[tuple[Reference, ...]]:
    return [action.references for action in plan.actions]


def of_recommendations(plan: Plan) -> list[tuple[Reference, ...]]:
    return [each.references for each in plan.recommendations]


def test_an_action_number_a_recommendation_number_and_what_is_not_there() -> None:
    plan = read_plan(document(NUMBERED))
    assert of_actions(plan) == [(), (Reference("see", "A1", 1),), (Reference("see", "A9"), Reference("see", "A1-A2"))]
    assert of_recommendations(plan) == [(), (), (Reference("recommendation", "A2", 2),)]
    # the rows that answer it show the same recommendation
    assert plan.actions[2].recommendation == plan.recommendations[2]
    assert not [each for each in plan.diagnostics if each.code == "reference-ambiguous"]


def test_an_action_comes_before_a_recommendation_of_the_same_number() -> None:
    table = grid(
        "No. | Recommendation | Ref | Action | Lead",
        "1 | Improve supervision | 1.1 | Supervise monthly | JH",
        " | | 1.2 | Audit supervision | JH",
        "1.1 | Improve plans | 2.1 | As per action 1.1, and link to priority 1 | RB",
    )
    assert of_actions(read_plan(document(table)))[2] == (Reference("see", "1.1", 1), Reference("recommendation", "1", 1))


def test_r2_is_recommendation_2() -> None:
    table = grid(
        "No. | Recommendation | Ref | Action | Lead",
        "1 | Improve supervision | 1.1 | Supervise monthly | JH",
        "2 | Improve plans | 2.1 | Review plans; see R1 and see R2 | RB",
    )
    # nothing is its own target
    assert of_actions(read_plan(document(table)))[1] == (Reference("see", "R1", 1), Reference("see", "R2"))


def test_two_rows_of_one_number_are_no_target_and_a_diagnostic() -> None:
    table = grid(
        "Recommendation | No. | Action | Lead",
        "Improve supervision | 1 | Supervise monthly | JH",
        "Improve assessments | 1 | Audit files | RB",
        "Improve plans | 2 | See action 1 | KS",
    )
    plan = read_plan(document(table))
    assert of_actions(plan)[2] == (Reference("see", "1"),)
    [note] = [each for each in plan.diagnostics if each.code == "reference-ambiguous"]
    assert note.message == "'1' is the number of several rows (1, 2): which of them is meant is not said"
    assert note.place == Place(1, 1, 4, 3)


def test_a_row_is_not_its_own_target() -> None:
    table = grid(
        "No. | Recommendation | Action | Lead",
        "A1 | Improve supervision (Recommendation A1) | See A1 above | JH",
        "A2 | Improve plans | Audit plans | RB",
    )
    plan = read_plan(document(table))
    assert (of_actions(plan)[0], of_recommendations(plan)[0]) == ((Reference("see", "A1"),), (Reference("recommendation", "A1"),))


def test_what_cites_the_report_means_no_row_of_the_plan() -> None:
    """`Rec 2` under `Report ref`, or beside `Ofsted`, is the second recommendation of the report."""
    rows = ("1 | Improve supervision | Rec 2 | Supervise monthly | JH", "2 | Improve plans | Rec 1 | Audit plans | RB")
    of_report = read_plan(document(grid("No. | Recommendation | Report ref | Action | Lead", *rows)))
    assert of_recommendations(of_report) == [(Reference("recommendation", "2"),), (Reference("recommendation", "1"),)]
    within = read_plan(document(grid("No. | Recommendation | Cross reference | Action | Lead", *rows)))
    assert of_recommendations(within) == [(Reference("recommendation", "2", 2),), (Reference("recommendation", "1", 1),)]
    beside = grid(
        "No. | Recommendation | Action | Lead",
        "1 | Improve supervision (Ofsted recommendation 2) | Supervise | JH",
        "2 | Plans | Audit plans | RB",
    )
    assert of_recommendations(read_plan(document(beside)))[0] == (Reference("source", "Ofsted"), Reference("recommendation", "2"))


def test_the_database_holds_the_row_that_is_meant() -> None:
    engine, read_from = memory_database(), document_of("a")
    with engine.begin() as connection:
        store_document(connection, read_from, read_plan(document(NUMBERED)), begin_run(connection, {}))
    with engine.connect() as connection:
        ids = {row.position: row.row_id for row in connection.execute(text("SELECT position, row_id FROM actions"))}
        shown = connection.execute(text("SELECT action_refs, recommendation_refs FROM plan_rows ORDER BY position")).all()
        statement = "SELECT value, target_row_id FROM {} ORDER BY value"
        of_rows, of_answered = (
            connection.execute(text(statement.format(table))).all() for table in ("action_references", "recommendation_references")
        )
    assert (of_rows, of_answered) == ([("A1", ids[1]), ("A1-A2", None), ("A9", None)], [("A2", ids[2])])
    assert json.loads(shown[1][0]) == [{"kind": "see", "value": "A1", "row_id": ids[1]}]
    assert json.loads(shown[2][0]) == [{"kind": "see", "value": "A9"}, {"kind": "see", "value": "A1-A2"}]
    assert json.loads(shown[2][1]) == [{"kind": "recommendation", "value": "A2", "row_id": ids[2]}]
    with engine.begin() as connection:
        forget(connection, read_from.source.sha256)
        assert connection.execute(text("SELECT COUNT(*) FROM action_references")).scalar_one() == 0
