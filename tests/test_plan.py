"""Whole tables as they look -> whole rows."""

from dataclasses import replace

import pytest

from grids import document, grid, heading
from plantrace.extract.document import Mark
from plantrace.normalise.model import Action
from plantrace.normalise.plan import read_plan


def row(action: Action) -> tuple[str | None, ...]:
    answered = action.recommendation
    return (
        answered.number if answered else None,
        answered.text if answered else None,
        action.theme,
        action.number,
        action.text,
        action.lead_raw,
        action.timescale_raw,
        action.progress,
    )


def rows(*blocks) -> list[tuple[str | None, ...]]:  # type: ignore[no-untyped-def]
    return [row(action) for action in read_plan(document(*blocks)).actions]


def test_merged_cells_count_for_each_row_and_blank_ones_carry_only_what_is_answered() -> None:
    table = grid(
        "Theme | No. | Issue raised in the report | Action | Timescale | Responsibility | Progress",
        "A - Assessment | A1 | Ensure risk is identified | Sign off assessments | Immediate | Denise Moore | GREEN",
        " | | | Include a heading | ^ | ^ | Done by all teams",
        " | | | Audit files | | | ",
        " | A2 | Include partner agencies | Hold a meeting | June 2012 | Bev Boal | ",
    )
    a1 = ("A1", "Ensure risk is identified", "A - Assessment", None)
    assert rows(table) == [
        (*a1, "Sign off assessments", "Denise Moore", "Immediate", "GREEN"),
        (*a1, "Include a heading", "Denise Moore", "Immediate", "Done by all teams"),
        (*a1, "Audit files", None, None, None),
        ("A2", "Include partner agencies", "A - Assessment", None, "Hold a meeting", "Bev Boal", "June 2012", None),
    ]


def test_a_priority_whose_outcome_stands_in_its_own_row_leaves_no_word_over() -> None:
    table = grid(
        "Action | Lead | By when",
        "Priority 1: Recruitment\\nSponsor: Head of HR\\nOutcome: Staff stay with us. | = | =",
        "Revise the policy | RB | May 2014",
        "Train managers | KS | June 2014",
    )
    plan = read_plan(document(table))
    assert [
        (action.recommendation.text, action.outcome, [(each.heading, each.text) for each in action.other])
        for action in plan.actions
        if action.recommendation
    ] == [("Recruitment", "Staff stay with us.", [("Sponsor", "Head of HR")])] * 2
    assert plan.account.left_over == ()


@pytest.mark.parametrize(
    ("over", "kinds"),
    [
        ("Lead agency", ["group", "group"]),
        ("Agency", ["group", "group"]),
        ("Lead", ["initials", "initials"]),
        ("Agency / lead officer", ["initials", "initials"]),
    ],
)
def test_capitals_under_a_heading_that_asks_for_bodies_are_bodies(over: str, kinds: list[str]) -> None:
    table = grid(f"Action | {over} | By when", "Revise the policy | HBX / QZ | May 2014", "Train all staff | Whitmoor Police | June 2014")
    first, _ = read_plan(document(table)).actions
    assert [lead.kind for lead in first.leads] == kinds


def test_recommendations_in_full_width_rows_and_a_second_table_under_the_same() -> None:
    first = grid(
        "Recommendation No. 5 - within 3 months | = | = | =",
        "Improve assessments | = | = | =",
        "What we will do (5a) | By when | Lead | Update August 2013",
        "1. Review procedures | April 2013 | RB | Completed.",
    )
    second = grid("What we will do (5b) | By when | Lead | ", "2. Audit files | May 2013 | KS | Booked", table=2)
    assert rows(first, second) == [
        ("5", "Improve assessments", None, "1", "Review procedures", "RB", "April 2013", "Completed."),
        ("5", "Improve assessments", None, "2", "Audit files", "KS", "May 2013", "Booked"),
    ]


def test_headings_above_a_table_give_theme_or_recommendation() -> None:
    table = "Action | Lead | By when", "Audit files | JH | May 2013"
    assert rows(
        heading("Improvement Plan 2013", 1),
        heading("Leadership"),
        grid(*table),
        heading("Recommendation 7: Improve supervision"),
        grid(*table, table=2),
    ) == [
        (None, None, "Leadership", None, "Audit files", "JH", "May 2013", None),
        ("7", "Improve supervision", "Leadership", None, "Audit files", "JH", "May 2013", None),
    ]


def test_the_same_headings_mean_the_same_in_a_shorter_table() -> None:
    headings = "Action | Lead | Wombat"
    assert [
        (each.text, each.timescale_raw)
        for each in read_plan(
            document(
                heading("Leadership"),
                grid(headings, "Audit files | JH | May 2013", "Train staff | KS | June 2013", table=1),
                heading("Workforce"),
                grid(headings, "Recruit nurses | JH | When the budget is known", table=2),
            )
        ).actions
    ] == [("Audit files", "May 2013"), ("Train staff", "June 2013"), ("Recruit nurses", "When the budget is known")]


def test_two_recommendations_of_one_number_are_two() -> None:
    table = grid("No. | Recommendation | Action | Lead", "7 | Improve audits | Audit files | JH", "7 | Improve training | Train staff | KS")
    plan = read_plan(document(table))
    assert [(each.index, each.number, each.text) for each in plan.recommendations] == [
        (1, "7", "Improve audits"),
        (2, "7", "Improve training"),
    ]


def test_an_action_beside_two_leads_is_one_row() -> None:
    table = grid("Action | Lead | By when", "Audit files | JH | May 2013", "^ | KS | June 2013", "Train staff | RB | July 2013")
    assert [(each.text, each.lead_raw, each.timescale_raw) for each in read_plan(document(table)).actions] == [
        ("Audit files", "JH\nKS", "May 2013\nJune 2013"),
        ("Train staff", "RB", "July 2013"),
    ]


def test_a_piece_without_headings_takes_the_columns_before_it() -> None:
    first = grid("Action | Lead | By when", "Audit files | JH | May 2013")
    second = grid("Train staff | RB | July 2013", "Hold a review | KS | June 2013", table=2)
    assert [(each.text, each.lead_raw) for each in read_plan(document(first, second)).actions] == [
        ("Audit files", "JH"),
        ("Train staff", "RB"),
        ("Hold a review", "KS"),
    ]


def test_what_has_no_field_is_kept_under_its_heading() -> None:
    table = grid("Action | Lead | Cost | Wombat", "Audit files | JH | £500 | grey", "Train staff | RB | £900 | brown")
    (first, _) = read_plan(document(table)).actions
    assert [(other.heading, other.text) for other in first.other] == [("Cost", "£500"), ("Wombat", "grey")]


def test_every_word_of_a_plan_table_is_accounted_for() -> None:
    table = grid(
        "Improvement Plan | = | =",
        "Action | Lead | By when",
        "Audit all files | JH | May 2013",
        "Review | = | =",
        "Train staff | RB | June 2013",
    )
    account = read_plan(document(table)).account
    assert (account.words_in_tables, account.words_in_rows, account.words_in_headings, account.left_over) == (18, 11, 7, ())


def test_a_document_without_a_plan_says_what_its_tables_are() -> None:
    plan = read_plan(document(grid("Indicator | 17/18 | 18/19", "Late notifications | 27 | 43")))
    assert plan.actions == ()
    assert [(each.code, each.message) for each in plan.diagnostics] == [
        ("no-plan-table", "the only table has no column that means action (Indicator | 17/18 | 18/19): nothing was imported from it")
    ]


def test_the_documents_key_decides_what_green_means() -> None:
    key = grid("RED | Not started", "AMBER | In progress", "GREEN | Complete")
    plan = read_plan(document(key, grid("Action | Lead | RAG", "Audit files | JH | Green", "Train staff | RB | Amber", table=2)))
    assert [(action.rating.rag, action.status) for action in plan.actions] == [("green", "complete"), ("amber", "on_track")]


def test_headings_down_the_side_of_a_form() -> None:
    form = grid(
        "Recommendation 1: | Improve audits",
        "Action | Audit files",
        "Lead Officer | JH",
        "By when: | May 2013",
        "Wombat | grey",
        "Recommendation 2: | Improve training",
        "Action | Train staff",
        "Lead Officer | KS",
        "By when: | June 2013",
    )
    assert rows(form) == [
        ("1", "Improve audits", None, None, "Audit files", "JH", "May 2013", None),
        ("2", "Improve training", None, None, "Train staff", "KS", "June 2013", None),
    ]


def test_an_update_in_a_full_width_row_belongs_to_the_action_above() -> None:
    table = grid(
        "Action | Lead | By when",
        "Audit files | JH | May 2013",
        "Progress: Completed. All teams audited | = | =",
        "Train staff | KS | June 2013",
        "Update June 2013: Booked | = | =",
    )
    assert [(each.text, each.progress, each.status) for each in read_plan(document(table)).actions] == [
        ("Audit files", "Completed. All teams audited", "complete"),
        ("Train staff", "Booked", None),
    ]


def test_a_row_that_ocr_is_not_sure_of_is_named() -> None:
    table = grid("Action | Lead", "Audit files | JH", "Train staff | KS")
    unsure = tuple(replace(cell, confidence=0.55 if cell.text == "KS" else 0.95) for cell in table.cells)
    plan = read_plan(document(replace(table, cells=unsure)))
    assert [(each.code, each.message, str(each.place)) for each in plan.diagnostics] == [
        ("ocr-unsure", "read with 55% confidence: 'KS'", "p. 1, table 1, row 3, column 2")
    ]
    assert [action.confidence for action in plan.actions] == [0.95, 0.55]


def test_words_that_a_field_cannot_take_in_are_kept_under_their_heading() -> None:
    table = grid("Action | Lead | RAG | Regulation", "Audit files | JH | On Hold | Duty of candour", "Train staff | KS | Green | Reg 17")
    assert [(each.rating.rag, [(other.heading, other.text) for other in each.other]) for each in read_plan(document(table)).actions] == [
        (None, [("RAG", "On Hold"), ("Regulation", "Duty of candour")]),
        ("green", [("Regulation", "Reg 17")]),
    ]


def test_a_key_is_no_plan_and_its_title_no_theme() -> None:
    key = grid("BRAG key | =", "Blue | Action complete and impact seen", "Red | Action is off track", "Green | Action is on track")
    plan = read_plan(document(key, grid("Action | Lead | RAG", "Audit files | JH | Red", "Train staff | KS | Blue", table=2)))
    assert [(each.text, each.theme, each.status) for each in plan.actions] == [
        ("Audit files", None, "off_track"),
        ("Train staff", None, "complete"),
    ]


def test_a_refused_table_that_looks_like_a_plan_is_named() -> None:
    plan = read_plan(document(grid("Owner | Deadline | Cost", "JH | May 2013 | £5", "KS | June 2013 | £6")))
    assert ("table-not-plan", "not read, since no column means action: Owner | Deadline | Cost") in [
        (each.code, each.message) for each in plan.diagnostics
    ]


def test_a_form_below_a_text_that_goes_over_its_blocks() -> None:
    """A card of a web page: the recommendation in a row of its own, a small table for each action."""
    form = grid(
        "Recommendation 1\\nImprove audits | =",
        "What we will do | Audit files",
        "Owner | JH",
        "Due | May 2013",
        "What we will do | Train auditors",
        "Owner | KS",
        "Due | June 2013",
        "Recommendation 2\\nImprove training | =",
        "What we will do | Train staff",
        "Owner | KS",
        "Due | July 2013",
    )
    assert rows(form) == [
        ("1", "Improve audits", None, None, "Audit files", "JH", "May 2013", None),
        ("1", "Improve audits", None, None, "Train auditors", "KS", "June 2013", None),
        ("2", "Improve training", None, None, "Train staff", "KS", "July 2013", None),
    ]


def test_a_form_of_four_columns() -> None:
    form = grid(
        "Recommendation 1: | Improve audits | = | =",
        "Action | Audit files | = | =",
        "Owner | Supt Hall | Target date | May 2015",
        "Recommendation 2: | Improve training | = | =",
        "Action | Train staff | = | =",
        "Owner | DCI Price | Target date | June 2015",
    )
    assert [row(action)[:2] + row(action)[4:7] for action in read_plan(document(form)).actions] == [
        ("1", "Improve audits", "Audit files", "Supt Hall", "May 2015"),
        ("2", "Improve training", "Train staff", "DCI Price", "June 2015"),
    ]


def test_a_form_whose_questions_fill_a_row_above_their_answers() -> None:
    form = grid(
        "Regulated activity(ies)** | Regulation**",
        "Personal care | Regulation 12 Safe care",
        "How the regulation was not being met:** | =",
        "Medicines were not managed safely. | =",
        "Please describe clearly the action you are going to take to meet the regulation and what you intend to achieve** | =",
        "All senior carers are being retrained. | =",
        "Who is responsible for the action?** | Jane Smith",
        "How are you going to ensure that the improvements have been made and are sustainable?** | =",
        "Weekly audits by the manager. | =",
        "What resources (if any) are needed to implement the change(s)?** | =",
        "None are needed. | =",
        "Date actions will be completed:** | 31 August 2017",
    )
    (action,) = read_plan(document(form)).actions
    assert row(action) == (
        None,
        "Medicines were not managed safely.",
        None,
        None,
        "All senior carers are being retrained.",
        "Jane Smith",
        "31 August 2017",
        None,
    )
    assert action.monitoring == "Weekly audits by the manager."


def test_a_form_whose_cells_name_themselves() -> None:
    """RQIA's quality improvement plan: a block of two rows, the label of each piece in its own cell."""
    form = grid(
        "Action required to ensure compliance with the Regulations** | =",
        "Area for improvement 1\\nRef: Regulation 13 (7)\\nStated: Second time\\nTo be completed by: 1 November 2019 | The manager shall ensure that hazards are dealt with.",
        "^ | Response by registered person detailing the actions taken:\\nAll commodes have been replaced.",
        "Area for improvement 2\\nRef: Standard 44\\nStated: First time\\nTo be completed by:\\n31 January 2020 | The lounge shall be redecorated.",
        "^ | Response by registered person detailing the actions taken:\\nA programme has been agreed.",
    )  # fmt: skip
    plan = read_plan(document(form))
    theme = "Action required to ensure compliance with the Regulations"
    assert [row(action) for action in plan.actions] == [
        (
            "1",
            "The manager shall ensure that hazards are dealt with.",
            theme,
            None,
            "All commodes have been replaced.",
            None,
            "1 November 2019",
            None,
        ),
        ("2", "The lounge shall be redecorated.", theme, None, "A programme has been agreed.", None, "31 January 2020", None),
    ]
    assert [[(each.heading, each.text) for each in action.other] for action in plan.actions] == [
        [("Ref", "Regulation 13 (7)"), ("Stated", "Second time")],
        [("Ref", "Standard 44"), ("Stated", "First time")],
    ]
    assert plan.account.left_over == ()


def test_cells_that_name_who_and_when_under_their_text() -> None:
    table = grid(
        "No. | Recommendation | Management response",
        "1 | Cards are used by one officer | Agreed, a reminder is due.\\nResponsible officer: Head of\\nFinance\\nTarget date: 31 March 2019",
        "2 | Receipts should be kept | Agreed. Responsible officer: HR Manager Target date: April 2019",
    )
    plan = read_plan(document(table))
    assert [row(action) for action in plan.actions] == [
        (
            "1",
            "Cards are used by one officer",
            None,
            None,
            "Agreed, a reminder is due.",
            "Head of\nFinance",
            "31 March 2019",
            None,
        ),
        ("2", "Receipts should be kept", None, None, "Agreed.", "HR Manager", "April 2019", None),
    ]
    assert plan.account.left_over == ()


def test_one_cell_for_who_and_when() -> None:
    table = grid(
        "Action | Lead Officer & Timescale",
        "Relaunch the website | Head of Comms\\n31 May 2012",
        "New policy | Monitoring Officer / Dec 2012",
    )
    assert [(each.lead_raw, each.timescale_raw, str(each.due)) for each in read_plan(document(table)).actions] == [
        ("Head of Comms", "31 May 2012", "2012-05-31"),
        ("Monitoring Officer", "Dec 2012", "2012-12-31"),
    ]


def test_a_plan_whose_rows_are_all_coloured_is_no_key() -> None:
    table = grid(
        "IEA | Action | Lead | RAG",
        "IEA 1: safety{F2F2F2} | Audit files | JH | {FF0000}",
        "IEA 2: staffing{BFBFBF} | Train staff | KS | {92D050}",
    )
    assert [(each.text, each.rating.rag) for each in read_plan(document(table)).actions] == [
        ("Audit files", "red"),
        ("Train staff", "green"),
    ]


@pytest.mark.parametrize(
    ("mark", "rated"),
    [
        (Mark("symbol", "00B050", "●"), ["green", "green"]),
        (Mark("symbol", "00B050", "✓"), [None, None]),
        (Mark("shading", "00B050"), [None, None]),
    ],
)
def test_dots_of_one_colour_below_no_heading_are_ratings(mark: Mark, rated: list[str | None]) -> None:
    table = grid("Action | Lead | Progress | ", "Audit files | JH | Six were audited | ", "Train staff | KS | Half of them were trained | ")
    cells = [replace(cell, marks=(mark,), text=mark.text) if cell.column == 3 and cell.row else cell for cell in table.cells]
    actions = read_plan(document(replace(table, cells=tuple(cells)))).actions
    assert [each.rating.rag for each in actions] == rated


def test_an_ink_that_the_actions_have_too_is_no_rating() -> None:
    """Word's `Light Shading Accent 1` prints whole tables in blue."""
    table = grid("Action | Lead | Update", "Audit files | JH | Six were audited", "Train staff | KS | Half of them were trained")
    cells = [replace(cell, marks=(Mark("text", "365F91", cell.text),)) for cell in table.cells]
    actions = read_plan(document(replace(table, cells=tuple(cells)))).actions
    assert [(each.rating.rag, each.status) for each in actions] == [(None, None), (None, None)]


def test_an_update_that_the_next_column_repeats_is_one() -> None:
    table = grid(
        "Action | Lead | Update January | Update February | Update March",
        "Audit files | JH | Awaiting analyst | Awaiting analyst | Begun",
        "Train staff | KS | Complete | = | ",
    )
    assert [action.progress for action in read_plan(document(table)).actions] == ["Awaiting analyst\nBegun", "Complete"]


def test_a_row_without_a_single_cell_is_passed_over() -> None:
    """As in a .docx whose row lost its cells: `<w:tr/>`."""
    whole = grid("Action | Lead", "lost | lost", "Audit files | JH")
    holed = replace(whole, cells=tuple(cell for cell in whole.cells if cell.row != 1))
    assert rows(holed) == [(None, None, None, None, "Audit files", "JH", None, None)]


def test_tables_without_headings_on_one_grid_are_read_together() -> None:
    """One row alone does not tell who leads; the rows of the other tables set to the same columns do."""
    edges = (40.0, 300.0, 360.0, 420.0)
    printed = [
        ("Circulate minutes and actions of the fifteenth meeting | KK | New", "Publish a note of the meeting on the website | HS | New"),
        ("Review the risk register before the next meeting | KK/HS | Ongoing",),
        ("Draft the response to the consultation on open data | DL | New",),
    ]
    tables = [replace(grid(*lines, table=at), edges=edges) for at, lines in enumerate(printed, 1)]
    assert [(each.lead_raw, each.progress) for each in read_plan(document(*tables)).actions] == [
        ("KK", "New"), ("HS", "New"), ("KK/HS", "Ongoing"), ("DL", "New"),
    ]  # fmt: skip
