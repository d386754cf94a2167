"""By when a recommendation is to be met: printed over a group of them, or at the head of one."""

import pytest

from grids import document, grid, heading
from plantrace.normalise.plan import read_plan
from plantrace.normalise.timeframe import split_timeframe, timeframe_of

ALONE = [
    ("Immediately", "Immediately"),
    ("Within three months:", "Within three months"),
    ("For immediate improvement", "For immediate improvement"),
    ("For action within 3 months", "For action within 3 months"),
    ("Recommendations for improvement within six months", "Recommendations for improvement within six months"),
    ("Within 6 months of the publication of this report", "Within 6 months of the publication of this report"),
    # sections that only speak of time
    ("Immediate safeguarding", None),
    ("Areas for improvement", None),
    ("Timeliness of visits within 10 days", None),
    ("Support within three months of birth", None),
]


@pytest.mark.parametrize(("printed", "expected"), ALONE)
def test_a_row_or_heading_of_its_own(printed: str, expected: str | None) -> None:
    assert timeframe_of(printed) == expected


AT_HEAD = [
    ("Immediately: Ensure that all contacts are screened", ("Immediately", "Ensure that all contacts are screened")),
    ("Within three months – improve plans", ("Within three months", "improve plans")),
    ("For immediate action\nEnsure visits are made", ("For immediate action", "Ensure visits are made")),
    # the words belong to the sentence
    ("Immediate action is taken where children are at risk", (None, "Immediate action is taken where children are at risk")),
    ("Within six months the board should report", (None, "Within six months the board should report")),
    ("Immediate-response teams are set up", (None, "Immediate-response teams are set up")),
]


@pytest.mark.parametrize(("printed", "expected"), AT_HEAD)
def test_at_the_head_of_a_recommendation(printed: str, expected: tuple[str | None, str]) -> None:
    assert split_timeframe(printed) == expected


def read(*blocks) -> list[tuple[str | None, ...]]:  # type: ignore[no-untyped-def]
    found = []
    for action in read_plan(document(*blocks)).actions:
        answered = action.recommendation
        stated = (answered.number, answered.timeframe, answered.text) if answered else (None, None, None)
        found.append((*stated, action.theme, action.text))
    return found


def test_rows_between_recommendations_of_a_column_keep_the_section_above_the_table() -> None:
    table = grid(
        "No. | Recommendation | Action | Lead",
        "Immediately | = | = | =",
        "1 | Visit children | Check visits | JH",
        "Within three months | = | = | =",
        "2 | Improve plans | Audit plans | KS",
        " | | Train staff | KS",
    )
    assert read(heading("Plan 2013", 1), heading("Safeguarding"), table) == [
        ("1", "Immediately", "Visit children", "Safeguarding", "Check visits"),
        ("2", "Within three months", "Improve plans", "Safeguarding", "Audit plans"),
        ("2", "Within three months", "Improve plans", "Safeguarding", "Train staff"),
    ]


def test_a_full_width_row_holds_for_the_recommendations_in_full_width_rows_below_it() -> None:
    table = grid(
        "Action | Lead",
        "SAFEGUARDING | =",
        "Within three months | =",
        "Recommendation 1: Improve plans | =",
        "Audit plans | JH",
        "Recommendation 2 – Immediately: Visit children (Ofsted para 3) | =",
        "Check visits | JH",
        "Recommendation 3: Train staff | =",
        "Book a course | KS",
    )
    assert read(table) == [
        ("1", "Within three months", "Improve plans", "SAFEGUARDING", "Audit plans"),
        ("2", "Immediately", "Visit children", "SAFEGUARDING", "Check visits"),
        ("3", "Within three months", "Train staff", "SAFEGUARDING", "Book a course"),
    ]


def test_a_heading_over_the_table() -> None:
    tables = [grid("No. | Recommendation | Action | Lead", f"{at} | Visit children | Check visits | JH", table=at) for at in (1, 2, 3)]
    timed = [heading("Immediately", 3), tables[0], heading("Within 6 months", 3), tables[1]]
    assert read(heading("Plan 2013", 1), heading("Safeguarding"), *timed, heading("Adoption"), tables[2]) == [
        ("1", "Immediately", "Visit children", "Safeguarding", "Check visits"),
        ("2", "Within 6 months", "Visit children", "Safeguarding", "Check visits"),
        ("3", None, "Visit children", "Adoption", "Check visits"),
    ]


def test_over_actions_that_answer_nothing_it_is_their_section() -> None:
    table = grid("Action | Lead", "Within 3 months | =", "Audit plans | JH", "Immediate actions | =", "Check visits | KS")
    assert read(table) == [
        (None, None, None, "Within 3 months", "Audit plans"),
        (None, None, None, "Immediate actions", "Check visits"),
    ]
