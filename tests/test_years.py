"""The archive over the years, in a database: what recurs, slipped, vanished, is overdue."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text

from plantrace.load.database import memory_database
from plantrace.trace import answers, present, years
from plantrace.trace.recurrence.threads import thread_title
from plantrace.trace.recurrence.verdicts import text_pair
from plantrace.trace.refresh import Refreshed, refresh
from plantrace.trace.verdicts import NoSuchRecommendation, record_verdict, verdicts_without_recommendations
from plantrace.trace.years import NoSuchAuthority

RECORDING = "Improve the quality of case recording"
STAFFING = "Reduce the reliance on agency social workers"
HOUSING = "Publish the housing allocations policy"
CHRONOLOGIES = "Improve the quality of case recording and keep chronologies"


@pytest.fixture
def connection() -> Iterator[Connection]:
    with memory_database().begin() as opened:
        yield opened


def put(connection: Connection, name: str, rows: list[dict[str, object]], **about: object) -> None:
    """A document with a row for each of `rows`: recommendation, number, action and whatever else of `actions` is given."""
    connection.execute(
        text("INSERT INTO import_runs (run_id, started_at, version, settings) VALUES ('r', '', '1', '{}') ON CONFLICT DO NOTHING")
    )
    document = {
        "document_id": name,
        "document": name,
        "source_path": f"/archive/{name}",
        "format": name.rpartition(".")[2],
        "plan_id": f"of {name}",
    }
    inspected = about.pop("inspection_date", None)
    if inspected:
        put_row(connection, "inspections", {"inspection_id": f"i {name}", "body": "Ofsted", "date": inspected})
        document["inspection_id"] = f"i {name}"
    counted = dict.fromkeys(("words_in_tables", "words_in_rows", "words_in_headings", "words_left_over"), 0)
    put_row(connection, "plans", {"plan_id": document["plan_id"]})
    common = {"left_over": "", "judgements": "[]", "version": "1", "settings": "{}", "run_id": "r", "imported_at": "", **counted}
    put_row(connection, "documents", {"authority": "Stockton Borough Council", **document, **common, **about})
    numbered: dict[object, str] = {}
    for position, row in enumerate(rows, 1):
        answered = row.get("recommendation")
        if answered and answered not in numbered:
            numbered[answered] = f"{name}#{len(numbered) + 1}"
            about_it = {"recommendation_id": numbered[answered], "document_id": name, "position": len(numbered), "refs": "[]"}
            put_row(connection, "recommendations", {**about_it, "number": row.get("number"), "text": answered})
        action = {"row_id": f"{name}/{position}", "document_id": name, "position": position, "recommendation_id": numbered.get(answered)}
        lists = {"refs": "[]", "leads": "[]", "timescales": "[]", "other": "[]", "struck": 0}
        printed = {key: value for key, value in row.items() if key not in ("recommendation", "number", "action")}
        put_row(connection, "actions", {**action, **lists, "text": row.get("action"), **printed})


def put_row(connection: Connection, table: str, row: dict[str, object]) -> None:
    names = ", ".join(row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in row)})"), row)


def three_years(connection: Connection) -> None:
    put(
        connection,
        "2013.pdf",
        [
            {
                "recommendation": RECORDING,
                "number": "1",
                "action": "Write a recording policy",
                "rag": "red",
                "status": "off_track",
                "page_first": 4,
            },
            {"recommendation": RECORDING, "action": "Audit ten files a month", "rag": "green", "status": "on_track", "page_first": 5},
            {"recommendation": HOUSING, "number": "2", "action": "Put it on the website", "due": "2013-01-31", "page_first": 6},
        ],
        plan_date="2013-03",
        title="Action plan 2013",
        inspection_date="2012-11",
    )
    put(
        connection,
        "2018.docx",
        [
            {
                "recommendation": CHRONOLOGIES,
                "number": "A1",
                "action": "Train all workers in recording",
                "rag": "amber",
                "status": "complete",
            },
            {"recommendation": STAFFING, "number": "A2", "action": "Hold a campaign", "due": "2018-12-31"},
        ],
        plan_date="2018-06-01",
        title="Improvement plan",
        inspection_date="2018-01",
    )
    put(
        connection,
        "hull.pdf",
        [{"recommendation": RECORDING.replace("quality", "qualities"), "number": "9", "action": "Buy a new case management system"}],
        authority="Hull City Council",
        plan_date="2016",
    )


def test_what_comes_back_is_a_thread(connection: Connection) -> None:
    three_years(connection)
    assert refresh(connection) == Refreshed(documents=3, plans=3, recommendations=5, candidates=3, recurrences=3, threads=1)
    found = years.threads(connection)
    columns = ["position", "plans", "plan_date", "document", "number", "text", "actions", "worst_rag", "last_rag", "last_status", "page"]
    assert found[columns].astype(object).where(found[columns].notna(), None).to_numpy().tolist() == [
        [1, 2, "2013-03", "2013.pdf", "1", RECORDING, 2, "red", "red", "off_track", 4],
        [2, 2, "2018-06-01", "2018.docx", "A1", CHRONOLOGIES, 1, "amber", "amber", "complete", None],
    ]
    # Hull says nearly the same, but an auditor follows one authority.
    pairs = years.recurrences(connection)
    assert [(row.document_a, row.document_b, row.level) for row in pairs.itertuples()] == [
        ("2013.pdf", "hull.pdf", "reworded"),
        ("2013.pdf", "2018.docx", "extended"),
        ("hull.pdf", "2018.docx", "extended"),
    ]
    assert years.recurrences(connection, "Stockton")["document_b"].tolist() == ["2018.docx"]
    assert years.recurrences(connection, since=2016)["document_a"].tolist() == ["hull.pdf"]
    assert years.threads(connection, since=2016).empty


def test_working_it_out_again_changes_nothing(connection: Connection) -> None:
    three_years(connection)
    tables = ("editions", "plans", "compared_recommendations", "recurrence_pairs", "thread_members")

    def kept() -> list[object]:
        return [sorted(map(tuple, connection.execute(text(f"SELECT * FROM {table}")))) for table in tables]

    first = refresh(connection)
    before = kept()
    assert refresh(connection) == first
    assert kept() == before


def test_a_verdict_outlives_the_document(connection: Connection) -> None:
    three_years(connection)
    refresh(connection)
    record_verdict(connection, "2018.docx#1", "2013.pdf#1", "rejected", "another team")
    assert years.recurrences(connection)["verdict"].tolist() == [None, None]
    candidates = years.recurrences(connection, candidates=True)
    told = {(pair.document_a, pair.document_b): pair.verdict for pair in candidates.itertuples()}
    assert told == {("2013.pdf", "hull.pdf"): None, ("hull.pdf", "2018.docx"): None, ("2013.pdf", "2018.docx"): "rejected"}
    assert refresh(connection).threads == 0
    connection.execute(text("DELETE FROM documents WHERE document_id = '2018.docx'"))
    refresh(connection)
    gone = verdicts_without_recommendations(connection)
    assert gone[["verdict", "note"]].to_numpy().tolist() == [["rejected", "another team"]]
    assert answers.recur(connection).notes[-1] == "1 verdict is on recommendations that are not in the database now; nothing is lost."
    # The plan comes back in another file: other rows, the same words.
    rows: list[dict[str, object]] = [{"recommendation": CHRONOLOGIES + ".", "number": "A1", "action": "Train all workers in recording"}]
    put(connection, "2018.pdf", rows, plan_date="2018-06-01", inspection_date="2018-01")
    refresh(connection)
    pairs = years.recurrences(connection, "Stockton", candidates=True)
    assert pairs[["document_b", "verdict"]].to_numpy().tolist() == [["2018.pdf", "rejected"]]
    record_verdict(connection, "2018.pdf#1", "2013.pdf#1", None)
    assert refresh(connection).threads == 1


def test_a_person_confirms_what_words_do_not_bring_up(connection: Connection) -> None:
    three_years(connection)
    refresh(connection)
    record_verdict(connection, "2013.pdf#2", "2018.docx#2", "confirmed")
    assert refresh(connection).threads == 2
    told = years.recurrences(connection, "Stockton")
    assert told.loc[told["verdict"] == "confirmed", ["recommendation_a", "recommendation_b", "level", "why"]].to_numpy().tolist() == [
        [HOUSING, STAFFING, "related", "confirmed by a person"]
    ]


def test_a_verdict_needs_recommendations(connection: Connection) -> None:
    with pytest.raises(NoSuchRecommendation, match="x: No recommendation of this id is compared in the database"):
        record_verdict(connection, "x", "y", "confirmed")


def test_the_key_of_a_verdict_does_not_depend_on_order_or_line_breaks() -> None:
    assert text_pair("Improve case recording", HOUSING) == text_pair(HOUSING, "improve case\nrecording.")


def issues(connection: Connection) -> None:
    """Three issues of one log, the middle one in two formats."""
    green, analytics, panel = "Publish the green paper on data", "Share the analytics of the site", "Set up a transport sector panel"
    register: dict[str, object] = {"action": "Keep the register of datasets"}
    put(
        connection,
        "log01.pdf",
        [
            {"action": green, "due": "2011-01-31", "status": "on_track", "rag": "green"},
            {"action": analytics, "due": "2011-03-31", "status": "complete"},
            {"action": panel, "progress": "Letter sent"},
            register,
        ],
        plan_date="2011-02-15",
    )
    middle: list[dict[str, object]] = [
        {"action": green, "due": "2011-01-31", "due_revised": "2011-06-30", "status": "at_risk", "rag": "red"},
        {"action": panel, "progress": "Letter answered"},
        register,
    ]
    put(connection, "log02.pdf", middle, plan_date="2011-05-01")
    put(connection, "log02.doc", middle, plan_date="2011-05-01")
    put(
        connection,
        "log03.pdf",
        [{"action": green, "due": "2011-09-30", "rag": "amber"}, {"action": "Agree the terms of reference", "due": "2011-12-31"}, register],
        plan_date="2011-11-15",
    )


def test_issues_are_one_plan_and_actions_are_followed(connection: Connection) -> None:
    issues(connection)
    assert refresh(connection) == Refreshed(documents=4, plans=1, recommendations=0, candidates=0, recurrences=0, threads=0)
    assert years.editions(connection)[["document", "sequence", "last", "rendition_of", "as_at"]].to_numpy().tolist() == [
        ["log01.pdf", 1, False, None, "2011-02-15"],
        ["log02.doc", 2, False, "log02.pdf", "2011-05-01"],
        ["log02.pdf", 2, False, None, "2011-05-01"],
        ["log03.pdf", 3, True, None, "2011-11-15"],
    ]
    assert connection.execute(text("SELECT COUNT(DISTINCT plan_id) FROM plan_documents")).scalar() == 1
    assert connection.execute(text("SELECT COUNT(*) FROM plans")).scalar() == 1
    slipped = years.slippage(connection)
    columns = ["action", "first_due", "last_due", "slipped_days", "moves", "occurrences", "vanished", "document"]
    assert slipped[columns].astype(object).where(slipped[columns].notna(), None).to_numpy().tolist() == [
        ["Publish the green paper on data", "2011-01-31", "2011-09-30", 242, 2, 3, None, "log03.pdf"],
        *sorted(
            [
                ["Share the analytics of the site", "2011-03-31", "2011-03-31", None, 0, 1, "after completion", "log01.pdf"],
                ["Set up a transport sector panel", None, None, None, 0, 2, "while open", "log02.pdf"],
                ["Agree the terms of reference", "2011-12-31", "2011-12-31", None, 0, 1, None, "log03.pdf"],
                ["Keep the register of datasets", None, None, None, 0, 3, None, "log03.pdf"],
            ],
            key=lambda row: slipped["action"].tolist().index(row[0]),
        ),
    ]
    assert slipped.dtypes[["slipped_days", "moves"]].astype(str).tolist() == ["Int64", "int64"]


def test_overdue_is_by_the_date_of_the_plan(connection: Connection) -> None:
    issues(connection)
    refresh(connection)
    late = years.overdue(connection)
    assert late[["document", "action", "due", "as_at"]].to_numpy().tolist() == [
        # The second issue moved it to June, so that it is late in the first and in the last, and once in each.
        ["log01.pdf", "Publish the green paper on data", "2011-01-31", "2011-02-15"],
        ["log03.pdf", "Publish the green paper on data", "2011-09-30", "2011-11-15"],
    ]


def test_a_person_says_which_documents_are_one_plan(connection: Connection) -> None:
    three_years(connection)
    for document in ("2013.pdf", "2018.docx"):
        put_row(connection, "edition_overrides", {"document_id": document, "plan_name": "recovery"})
    assert refresh(connection).plans == 2
    assert years.editions(connection, "Stockton")["sequence"].tolist() == [1, 2]


def test_years_and_plans_side_by_side(connection: Connection) -> None:
    three_years(connection)
    issues(connection)
    refresh(connection)
    summary = years.year_summary(connection, "Stockton")
    assert summary[["year", "plans", "recommendations", "threads", "actions", "complete", "red", "overdue"]].to_numpy().tolist() == [
        # The latest issue of the year stands for its plan.
        ["2011", 1, 0, 0, 3, 0, 0, 1],
        ["2013", 1, 2, 1, 3, 0, 1, 1],
        ["2018", 1, 2, 1, 2, 1, 0, 0],
    ]
    plans = years.compare(connection, "Stockton")
    assert plans[
        ["document", "issues", "recommendations", "came_back", "actions", "overdue", "slipped", "vanished_open"]
    ].to_numpy().tolist() == [
        ["log03.pdf", 3, 0, 0, 3, 1, 1, 1],
        ["2013.pdf", 1, 2, 0, 3, 1, 0, 0],
        ["2018.docx", 1, 2, 1, 2, 0, 0, 0],
    ]


@pytest.mark.parametrize(
    ("documents", "notes"),
    [
        ([], ["The database holds no documents: import some first."]),
        ([("a.pdf", {"plan_date": "2013"})], ["One plan only (a.pdf): there is no other to compare it with."]),
        (
            [("a.pdf", {}), ("b.pdf", {"plan_date": "2018", "authority": None, "inspection_date": "2017"})],
            [
                "No date could be read from a.pdf: put where the inspection or the file's name says, else last.",
                "No authority could be read from b.pdf: followed with each other, not with a named one.",
                "No recommendation came back within one authority.",
            ],
        ),
    ],
)
def test_what_is_missing_is_said(connection: Connection, documents: list[tuple[str, dict[str, object]]], notes: list[str]) -> None:
    for number, (name, about) in enumerate(documents):
        put(connection, name, [{"recommendation": (RECORDING, HOUSING)[number], "action": f"Do it at once in {name}"}], **about)
    refresh(connection)
    answer = answers.recur(connection)
    assert list(answer.notes) == notes
    assert present.recur_to_text(answer) == "\n".join(notes)
    assert json.loads(present.recur_to_json(answer)) == {"threads": [], "notes": notes}
    for frame in (years.slippage, years.overdue, years.year_summary, years.editions):
        assert frame(connection) is not None


def test_documents_that_came_in_since(connection: Connection) -> None:
    three_years(connection)
    assert answers.recur(connection).notes == ("3 documents are not compared yet: the database has to be open for writing once.",)
    refresh(connection)
    put(connection, "2019.pdf", [{"recommendation": STAFFING, "action": "Recruit"}], plan_date="2019")
    assert answers.recur(connection).notes[0] == "1 document is not compared yet: the database has to be open for writing once."


def test_an_unknown_authority_is_told_what_there_is(connection: Connection) -> None:
    three_years(connection)
    refresh(connection)
    with pytest.raises(NoSuchAuthority) as told:
        answers.recur(connection, "Leeds")
    assert (
        str(told.value)
        == "Leeds: No document of this authority is in the database (there are: Hull City Council, Stockton Borough Council)."
    )


def test_threads_as_text(connection: Connection) -> None:
    three_years(connection)
    refresh(connection)
    score = years.recurrences(connection, "Stockton")["score"].iloc[0]
    assert present.recur_to_text(answers.recur(connection, "Stockton"), explain=True) == (
        f"{RECORDING} - 2 plans, 2013-03 to 2018-06-01\n"
        "  2013-03     2013.pdf, p. 4 - red, off track\n"
        f"              1  {RECORDING}\n"
        "  2018-06-01  2018.docx - amber, complete\n"
        f"              A1  {CHRONOLOGIES}\n"
        f"    1 ~ A1: extended ({score:.2f}): the later text holds the earlier and adds to it; both name case\n"
        '      recording ("case recording"); words in common: case, recording; only the later: keep,\n'
        "      chronologies"
    )


def test_threads_as_json_and_csv(connection: Connection) -> None:
    three_years(connection)
    refresh(connection)
    answer = answers.recur(connection)
    (thread,) = json.loads(present.recur_to_json(answer))["threads"]
    assert [occurrence["page"] for occurrence in thread["occurrences"]] == [4, None]
    assert [pair["level"] for pair in thread["pairs"]] == ["extended"]
    lines = present.frame_to_csv(answer.threads[["plan_date", "document", "text"]]).splitlines()
    assert lines == ["plan_date,document,text", f"2013-03,2013.pdf,{RECORDING}", f"2018-06-01,2018.docx,{CHRONOLOGIES}"]


def test_a_text_that_a_spreadsheet_would_run(connection: Connection) -> None:
    import pandas

    assert present.frame_to_csv(pandas.DataFrame({"text": ["=cmd()", "fine"], "n": [-1, 2]})) == "text,n\n'=cmd(),-1\nfine,2\n"


def test_plans_as_text(connection: Connection) -> None:
    three_years(connection)
    refresh(connection)
    assert present.compare_to_text(answers.compare(connection, "Stockton")) == (
        "as at       plan\n"
        "            issues  recs  came  actions  complete  red  amber  green  blue  overdue  slipped  vanished\n"
        "                          back                                                                    open\n"
        "2013-03     Action plan 2013\n"
        "                 1     2     0        3         0    1      0      1     0        1        0         0\n"
        "2018-06-01  Improvement plan\n"
        "                 1     2     1        2         1    0      1      0     0        0        0         0"
    )


def test_plans_without_a_date_stand_where_their_inspection_or_their_name_puts_them(connection: Connection) -> None:
    plans: list[tuple[str, str, dict[str, object]]] = [
        ("undated.pdf", "Write a policy", {}),
        ("plan-2016.pdf", "Buy software for all teams", {}),
        ("answer.pdf", "Audit twenty files", {"inspection_date": "2012-02"}),
        ("dated.pdf", "Train managers", {"plan_date": "2014-05"}),
    ]
    for name, action, about in plans:
        put(connection, name, [{"recommendation": RECORDING, "number": "1", "action": action}], title=name, **about)
    refresh(connection)
    in_order = ["answer.pdf", "dated.pdf", "plan-2016.pdf", "undated.pdf"]
    assert years.compare(connection, "Stockton")["document"].tolist() == in_order
    assert years.threads(connection)["document"].tolist() == in_order
    first = years.recurrences(connection).iloc[0]
    assert in_order.index(first["document_a"]) < in_order.index(first["document_b"])
    # A year in a name is no date of the plan.
    assert years.threads(connection)["plan_date"].tolist() == [None, "2014-05", None, None]


def test_an_issue_without_a_date_has_no_year_of_its_own(connection: Connection) -> None:
    rows: list[dict[str, object]] = [{"action": "Publish the green paper on data"}, {"action": "Share the analytics of the site"}]
    put(connection, "log 1.pdf", rows, plan_date="2011-02")
    put(connection, "log 2.pdf", [{**row, "progress": "Complete"} for row in rows])
    put(connection, "other.pdf", [{"action": "Repaint the hall"}])
    refresh(connection)
    assert years.editions(connection)["sequence"].tolist().count(2) == 1
    summary = years.year_summary(connection)
    assert summary[["year", "plans", "actions"]].to_numpy().tolist() == [[None, 1, 1], ["2011", 1, 2]]
    # It is in its place, and no news to the reader.
    assert answers.compare(connection, "Stockton").notes == (
        "No date could be read from other.pdf: put where the inspection or the file's name says, else last.",
    )


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["Improve case recording", "Improve the quality of case recording"], "Improve case recording"),
        # The shortest is about something else as well.
        (
            ["Medicines must be stored safely", "Store and administer all medicines safely", "Give medicines on time"],
            "Medicines must be stored safely",
        ),
        (["Train\nstaff"], "Train staff"),
    ],
)
def test_thread_title(texts: list[str], title: str) -> None:
    assert thread_title(texts) == title


def test_a_document_without_a_plan_is_not_compared(connection: Connection) -> None:
    """A covering letter or a table of figures is kept in the database, without rows."""
    three_years(connection)
    put(connection, "letter.pdf", [], plan_date="2014-01")
    refresh(connection)
    assert "letter.pdf" in years.editions(connection)["document"].tolist()
    answer = answers.compare(connection, "Stockton")
    assert "letter.pdf" not in answer.plans["document"].tolist()
    assert "No plan was read from letter.pdf: left out." in answer.notes
