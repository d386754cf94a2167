"""Which documents are one plan, and what becomes of an action from issue to issue."""

from __future__ import annotations

from datetime import date

import pytest

from plantrace.trace.editions import documents_to_editions
from plantrace.trace.follow import FollowedAction, editions_to_followed_actions, same_rows
from plantrace.trace.issues import edtf_start
from plantrace.trace.plans import PlanDocument, PlanRow
from plantrace.trace.relationship import Relationship, relationship, series_title

ACTIONS = (
    "Publish the green paper on the right to data",
    "Set up a meeting with the Highways Agency",
    "Share the analytics of the police site with the Board",
    "Present a proposal for a steering group on open data",
    "Write to all departments about spending above the threshold",
    "Circulate the strategic communications plan to members",
)


def document(name: str, actions: tuple[str, ...] = ACTIONS, **fields: object) -> PlanDocument:
    printed = {"progress": fields.pop("progress", "On track"), "recommendation": fields.pop("recommendation", None)}
    rows = tuple(PlanRow(f"{name}/{n}", name, n, action=action, **printed) for n, action in enumerate(actions, 1))  # type: ignore[arg-type]
    fields = {"format": name.rpartition(".")[2], "authority": "Transparency Board"} | fields
    return PlanDocument(name, name, rows=rows, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            document("plan.pdf"),
            document("plan.docx"),
            Relationship("rendition", "6 of 6 rows are the same, and so are their updates"),
        ),
        # Dates that do not contradict each other: one reader found the day, the other the month.
        (
            document("plan.pdf", plan_date="2013-03"),
            document("plan.docx", plan_date="2013-03-05"),
            Relationship("rendition", "6 of 6 rows are the same, and so are their updates"),
        ),
        # The same rows a month later are another issue, even where nobody wrote an update.
        (
            document("may.pdf", plan_date="2013-05"),
            document("june.pdf", plan_date="2013-06"),
            Relationship("edition", "6 of 6 rows are the same, 0 of them updated"),
        ),
        (
            document("may.pdf"),
            document("june.pdf", progress="Complete: agreed by the Board"),
            Relationship("edition", "6 of 6 rows are the same, 6 of them updated"),
        ),
        # Half of the rows were dropped and new ones came.
        (
            document("may.pdf"),
            document(
                "june.pdf",
                (*ACTIONS[:2], "Agree terms of reference", "Hold a workshop on licensing", "Reply to the enquiry"),
                progress="Done",
            ),
            Relationship("edition", "2 of 5 rows are the same, 2 of them updated"),
        ),
        # One row in common is not enough for documents of several rows.
        (
            document("may.pdf"),
            document("other.pdf", (ACTIONS[0], "Agree terms of reference", "Hold a workshop on licensing")),
            Relationship("other", "1 of 3 rows are the same"),
        ),
        # What was left of the last plan was carried into the answer to the next inspection.
        (
            document("2012.pdf", inspection_date="2012-02"),
            document("2014.pdf", inspection_date="2014-05"),
            Relationship("other", "answers another inspection (2012-02, 2014-05); 6 of 6 rows are the same"),
        ),
        # Every action was written anew, under the recommendations of one inspection.
        (
            document("may.pdf", inspection_date="2013", recommendation="Supervision"),
            document("june.pdf", ("Train all managers", "Audit the records"), inspection_date="2013-01", recommendation="Supervision"),
            Relationship("edition", "answers the same inspection (2013): 1 of 1 recommendations are the same"),
        ),
        # Two councils that took over half of a model plan.
        (
            document("a.pdf", authority="Stockton Borough Council"),
            document("b.pdf", (*ACTIONS[:3], "Agree terms of reference", "Hold a workshop"), authority="Hull City Council"),
            Relationship("other", "of another authority (Stockton Borough Council, Hull City Council); 3 of 5 rows are the same"),
        ),
        (document("a.pdf"), document("empty.pdf", ()), Relationship("other", "no rows to compare")),
    ],
)
def test_relationship(a: PlanDocument, b: PlanDocument, expected: Relationship) -> None:
    assert relationship(a, b) == expected
    assert relationship(b, a).relation == expected.relation


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("TB (7)1.ii Transparency Board Action Log", "tb ii transparency board action log"),
        ("TB (8)1.ii Transparency Board Action Log as 19 July 2011", "tb ii transparency board action log"),
        ("Update – March 2013", ""),
        (None, ""),
    ],
)
def test_series_title(title: str | None, series: str) -> None:
    assert series_title(document("a.pdf", title=title)) == series


def test_issues_renditions_and_an_issue_without_a_date() -> None:
    """TB07 has no date: the numbers of the meetings run with the dates that are known, and put it before TB08."""
    documents = [
        document("TB08_log_2011-07-19.pdf", plan_date="2011-07-19", progress="Complete: sent to the Board"),
        document("TB04_status.pdf", ACTIONS[:4], plan_date="2011-01-11", progress="Plan in place"),
        document("TB07_log.pdf", ACTIONS[1:], progress="In the hands of the Department"),
        document("TB07_log.doc", ACTIONS[1:], progress="In the hands of the Department"),
        document("school.pdf", ("Repaint the hall", "Replace the boiler")),
    ]
    editions = documents_to_editions(documents)
    told = sorted((found.document_id, found.sequence, found.rendition_of) for found in editions)
    assert told == [
        ("TB04_status.pdf", 1, None),
        ("TB07_log.doc", 2, "TB07_log.pdf"),
        ("TB07_log.pdf", 2, None),
        ("TB08_log_2011-07-19.pdf", 3, None),
        ("school.pdf", 1, None),
    ]
    plans = {found.document_id: found.plan_id for found in editions}
    assert len(set(plans.values())) == 2
    assert plans["school.pdf"] != plans["TB04_status.pdf"]
    reasons = {found.document_id: found.reason for found in editions}
    assert reasons["school.pdf"] == "the only document of its plan"
    assert reasons["TB07_log.doc"] == "rendition beside TB07_log.pdf: 5 of 5 rows are the same, and so are their updates"
    assert documents_to_editions(reversed(documents)) == editions


def test_what_a_person_says_comes_first() -> None:
    may, june, other = (
        document("may.pdf"),
        document("june.pdf", plan_date="2013"),
        document("other.pdf", ("Repaint the hall", "Replace the boiler")),
    )
    plan_of = {found.document_id: found.plan_id for found in documents_to_editions([may, june, other])}
    assert plan_of["may.pdf"] == plan_of["june.pdf"] != plan_of["other.pdf"]
    said = {"may.pdf": "hall", "other.pdf": "hall", "june.pdf": "board"}
    plan_of = {found.document_id: found.plan_id for found in documents_to_editions([may, june, other], said)}
    assert plan_of["may.pdf"] == plan_of["other.pdf"] != plan_of["june.pdf"]


def test_an_update_that_names_no_inspection_does_not_join_the_answers_to_two() -> None:
    """Half of the old plan was carried into the answer to the re-inspection; the update of that names neither."""
    carried = (*ACTIONS[:3], "Agree terms of reference", "Hold a workshop on licensing", "Reply to the enquiry")
    documents = [
        document("2016.pdf", inspection_date="2016-02", plan_date="2016-06"),
        document("2018.pdf", carried, inspection_date="2018-03", plan_date="2018-05"),
        document("2018 update.pdf", carried, plan_date="2018-07", progress="Complete"),
    ]
    told = {found.document_id: (found.plan_id, found.sequence) for found in documents_to_editions(documents)}
    assert told["2018.pdf"][0] == told["2018 update.pdf"][0] != told["2016.pdf"][0]
    assert [sequence for _, sequence in told.values()].count(2) == 1
    # A person may know better.
    said = dict.fromkeys(("2016.pdf", "2018.pdf"), "one plan")
    assert {found.sequence for found in documents_to_editions(documents, said)} == {1, 2, 3}


def test_nothing_imported() -> None:
    assert documents_to_editions([]) == []


@pytest.mark.parametrize(
    ("edtf", "start"),
    [("2013-03", "2013-03"), ("2018-22", "2018-06"), ("2013-04/2014-03", "2013-04"), ("2013-08/..", "2013-08"), (None, None), ("", None)],
)
def test_edtf_start(edtf: str | None, start: str | None) -> None:
    assert edtf_start(edtf) == start


def row(name: str, action: str | None, **fields: object) -> PlanRow:
    return PlanRow(name, name.partition("/")[0], 1, action=action, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("earlier", "later", "same"),
    [
        # A comma and a line break.
        ("Publish, by June,\nthe green paper", "Publish by June the green paper", True),
        # Another person takes it over.
        ("Katie Davis to present a proposal for a steering group", "Tim Kelsey to present a proposal for a steering group", True),
        # The action grows.
        (
            "CLG to provide the Board with a copy of the proposed agreement between CLG and the data provider",
            "CLG to provide the Board with a copy of the proposed contract with Royal Mail for the address file agreement between CLG and the "
            "data provider",
            True,
        ),
        # Two actions of one log, phrased alike.
        (
            "Cabinet Office Transparency Team to work with the Department for Transport to set up a meeting with the Highways Agency",
            "Cabinet Office Transparency Team to work with the Home Office Crime Data team to discuss the next phase of work",
            False,
        ),
        # Too short to be told without its recommendation.
        ("Ongoing", "Ongoing", False),
        (None, None, False),
    ],
)
def test_same_rows(earlier: str | None, later: str | None, same: bool) -> None:
    one, other = row("a/1", earlier), row("b/1", later)
    assert same_rows([one], [other]) == ([(one, other)] if same else [])


def test_equal_actions_go_with_their_recommendations() -> None:
    earlier = [row("a/1", "Review the policy", recommendation="Supervision"), row("a/2", "Review the policy", recommendation="Caseloads")]
    later = [row("b/1", "Review the policy", recommendation="Caseloads"), row("b/2", "Review the policy", recommendation="Supervision")]
    assert [(a.row_id, b.row_id) for a, b in same_rows(earlier, later)] == [("a/1", "b/2"), ("a/2", "b/1")]


def test_an_action_followed_over_three_issues() -> None:
    issues = [
        [
            row("a/1", ACTIONS[0], due=date(2011, 5, 31), status="on_track"),
            row("a/2", ACTIONS[1], status="complete"),
            row("a/3", ACTIONS[2], due=date(2011, 6, 30)),
        ],
        [row("b/1", ACTIONS[0], due=date(2011, 6, 30), status="at_risk")],
        [row("c/1", ACTIONS[0], due=date(2011, 9, 30), status="complete"), row("c/2", ACTIONS[3])],
    ]
    followed = editions_to_followed_actions("plan", issues)
    assert [summary(action) for action in followed] == [
        # Moved twice, by 122 days in all.
        (["a/1", "b/1", "c/1"], 122, 2, None),
        (["a/2"], None, 0, "after completion"),
        (["a/3"], None, 0, "while open"),
        (["c/2"], None, 0, None),
    ]


def test_an_action_that_was_left_out_once_is_one_action() -> None:
    issues = [[row("a/1", ACTIONS[0])], [row("b/1", ACTIONS[1])], [row("c/1", ACTIONS[0])]]
    assert [summary(action)[0] for action in editions_to_followed_actions("plan", issues)] == [["a/1", "c/1"], ["b/1"]]


AGREE, RECRUIT, TRAIN = (
    "Agree a pathway with the community trust and report on it to the board each month.",
    "Recruit a second nurse.",
    "Train foster carers.",
)


def test_rows_that_are_split_rewritten_and_joined() -> None:
    """Renumbered and moved besides; the recommendation stays."""
    issues = [
        [
            row("a/1", f"{AGREE} {RECRUIT} {TRAIN}", recommendation="Health", action_number="1"),
            row("a/2", "Audit the records in every team each quarter", recommendation="Supervision", action_number="2"),
        ],
        [
            row("b/1", "Audit records in each team every quarter and report the findings to managers", recommendation="Supervision"),
            row("b/2", TRAIN, recommendation="Health", action_number="2", status="on_track"),
            row("b/3", AGREE, recommendation="Health", action_number="3"),
            row("b/4", RECRUIT, recommendation="Health", action_number="4"),
        ],
        [
            row("c/1", AGREE, recommendation="Health", status="complete"),
            row("c/2", f"{RECRUIT} {TRAIN}", recommendation="Health"),
        ],
        [row("d/1", f"{RECRUIT} {TRAIN}", recommendation="Health")],
    ]
    assert [summary(action) for action in editions_to_followed_actions("plan", issues)] == [
        (["a/1", "b/3", "c/1"], None, 0, "after completion"),
        (["a/2", "b/1"], None, 0, "while open"),
        (["b/2"], None, 0, "into another row"),
        (["b/4", "c/2", "d/1"], None, 0, None),
    ]


def test_the_same_words_under_another_recommendation_are_another_action() -> None:
    earlier = [row("a/1", "Review the policy", recommendation="Supervision")]
    later = [row("b/1", "Review the policy and tell all of the staff about it", recommendation="Caseloads")]
    assert same_rows(earlier, later) == []


def summary(action: FollowedAction) -> tuple[list[str], int | None, int, str | None]:
    return [occurrence.row.row_id for occurrence in action.occurrences], action.slipped_days, action.moves, action.vanished
