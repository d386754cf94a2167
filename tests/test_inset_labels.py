"""Rows whose label stands in a cell of its own, above or between the actions of a table."""

from grids import document, grid
from plantrace.extract.document import Table
from plantrace.normalise.plan import read_plan

HEADINGS = "No. | Action | By whom | By when"


def rows(table: Table) -> list[dict[str, object]]:
    plan = read_plan(document(table))
    assert plan.account.left_over == ()
    return [
        {
            "number": action.recommendation.number if action.recommendation else None,
            "recommendation": action.recommendation.text if action.recommendation else None,
            "theme": action.theme,
            "outcome": action.outcome,
            "success_measure": action.success_measure,
            "action": f"{action.number} {action.text}",
            "other": [(other.heading, other.text) for other in action.other],
        }
        for action in plan.actions
    ]


def test_each_recommendation_in_labelled_rows_above_its_actions() -> None:
    table = grid(
        "Recommendation | SAR 1 | = | =",
        "What the review said | Carers should be listened to | = | =",
        "Desired outcome | Carers' views inform plans | = | =",
        "How will we know? | Survey of carers | = | =",
        "Board sponsor | Director of Nursing | = | =",
        HEADINGS,
        "1.1 | Publish a leaflet | Carers' Lead | May 2018",
        "Recommendation | SAR 2 | = | =",
        "What the review said | Discharge should be planned | = | =",
        HEADINGS,
        "2.1 | Introduce a checklist | Matron | June 2018",
    )
    none = {"theme": None, "outcome": None, "success_measure": None, "other": []}
    assert rows(table) == [
        {
            "number": "SAR 1",
            "recommendation": "Carers should be listened to",
            "theme": None,
            "outcome": "Carers' views inform plans",
            "success_measure": "Survey of carers",
            "action": "1.1 Publish a leaflet",
            "other": [("Board sponsor", "Director of Nursing")],
        },
        {**none, "number": "SAR 2", "recommendation": "Discharge should be planned", "action": "2.1 Introduce a checklist"},
    ]


def test_a_number_beside_the_recommendation_across_the_table() -> None:
    table = grid(
        HEADINGS,
        "R1 | Carers should be listened to | = | =",
        "1.1 | Publish a leaflet | Carers' Lead | May 2018",
        "1.2 | Survey carers | Carers' Lead | June 2018",
        "R2 | Discharge should be planned | = | =",
        "2.1 | Introduce a checklist | Matron | June 2018",
    )
    assert [(row["number"], row["recommendation"], row["action"]) for row in rows(table)] == [
        ("R1", "Carers should be listened to", "1.1 Publish a leaflet"),
        ("R1", "Carers should be listened to", "1.2 Survey carers"),
        ("R2", "Discharge should be planned", "2.1 Introduce a checklist"),
    ]


def test_where_a_column_answers_a_labelled_row_is_the_theme() -> None:
    table = grid(
        "Objective | Safer discharge | = | =",
        "Recommendation | Action | By whom | By when",
        "Discharge should be planned | Introduce a checklist | Matron | June 2018",
    )
    assert [(row["theme"], row["recommendation"]) for row in rows(table)] == [("Safer discharge", "Discharge should be planned")]


def test_actions_that_share_a_merged_cell_are_no_labelled_rows() -> None:
    table = grid("Action | Lead | By when", "Outcome data to be gathered | Jo Hall | =", "Train staff | KS | May 2018")
    assert [row["action"] for row in rows(table)] == ["None Outcome data to be gathered", "None Train staff"]


def test_labelled_texts_side_by_side_across_the_table() -> None:
    table = grid(
        "Priority 1: Leadership | = | = | =",
        "Senior responsible officer: Director of Children's Services | = | Outcome: Partners are held to account | =",
        HEADINGS,
        "1.1 | Review the membership | Chair | May 2018",
    )
    assert rows(table) == [
        {
            "number": "Priority 1",
            "recommendation": "Leadership",
            "theme": None,
            "outcome": "Partners are held to account",
            "success_measure": None,
            "action": "1.1 Review the membership",
            "other": [("Senior responsible officer", "Director of Children's Services")],
        }
    ]


def test_a_sponsor_across_a_table_that_has_a_column_for_what_is_answered_is_no_theme() -> None:
    table = grid(
        "Lead: Director of Children's Services | = | = | =",
        "Recommendation | Action | By whom | By when",
        "Discharge should be planned | Introduce a checklist | Matron | June 2018",
    )
    assert [(row["theme"], row["other"]) for row in rows(table)] == [(None, [("Lead", "Director of Children's Services")])]


def test_labelled_rows_of_a_table_whose_headings_stand_in_the_one_before() -> None:
    first = grid("Recommendation | SAR 1 | = | =", HEADINGS, "1.1 | Publish a leaflet | Carers' Lead | May 2018")
    second = grid(
        "Recommendation | SAR 2 | = | =",
        "Desired outcome | Discharge is safe | = | =",
        "2.1 | Introduce a checklist | Matron | June 2018",
        "2.2 | Audit its use | Matron | July 2018",
        table=2,
    )
    third = grid("Recommendation | SAR 3 | = | =", "3.1 | Hold an event | Board Manager | May 2019", table=3)
    plan = read_plan(document(first, second, third))
    assert [
        (each.recommendation and each.recommendation.number, each.outcome, each.number, each.timescale_raw) for each in plan.actions
    ] == [
        ("SAR 1", None, "1.1", "May 2018"),
        ("SAR 2", "Discharge is safe", "2.1", "June 2018"),
        ("SAR 2", "Discharge is safe", "2.2", "July 2018"),
        ("SAR 3", None, "3.1", "May 2019"),
    ]
