"""Corrections: values as written, rows found again, nothing lost over re-import, the pack for Excel, names withheld."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from plantrace.extract.document import Document
from plantrace.load.database import memory_database, open_database
from plantrace.load.runs import begin_run
from plantrace.load.store import forget, store_document
from plantrace.normalise.model import Action, Lead, Plan, Rating, Recommendation, Timescale
from plantrace.provenance import Place, Source
from plantrace.trace.review import (
    CORRECTABLE,
    NoSuchCorrection,
    NoSuchRow,
    WrongValue,
    accept_row,
    apply_corrections,
    correct,
    reject_row,
    undo,
)
from plantrace.trace.review.names import records_without_names
from plantrace.trace.review.pack import export_pack, import_pack
from plantrace.trace.review.queue import ALL_ROWS, WAITING_CORRECTIONS
from plantrace.trace.review.values import value_to_written, written_to_value
from plantrace.trace.review.workbook import NotAPack

SHA = "ab" * 32
RECOMMENDATION = Recommendation(1, "1", "Improve supervision.", places={"recommendation": (Place(1, 1, 2, 1, (10, 20, 90, 60)),)})


def action(position: int, printed: str, lead: str = "Denise Moore", top: float | None = None) -> Action:
    """A row of a PDF: action in column 2, lead in 3, timescale in 4, update in 5, 20 points high."""
    y = 20.0 * position if top is None else top
    places = {
        name: (Place(1, 1, position + 1, column, (100.0 * column, y, 100.0 * column + 90, y + 18)),)
        for column, name in enumerate(("action", "lead_raw", "timescale_raw", "progress"), 2)
    }
    return Action(
        position=position,
        recommendation=RECOMMENDATION,
        theme=None,
        number=f"1.{position}",
        text=printed,
        lead_raw=lead,
        leads=(Lead(lead, "person"),),
        timescale_raw="someday soon",
        timescales=(Timescale("someday soon", "unparsed"),),
        progress="AMBER",
        rating=Rating("amber", "text", "AMBER"),
        status="at_risk",
        page_first=1,
        page_last=1,
        route="rules",
        places=places,
    )


ROWS = (action(1, "Audit the files"), action(2, "Train the managers"), action(3, "Train the managers", "Jane Smith"))


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = memory_database()
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def store(connection: Connection, rows: tuple[Action, ...] = ROWS) -> None:
    source = Source(Path("/archive/plan.pdf"), SHA, "pdf")
    plan = Plan(title="Plan", authority="Stockton", plan_date="2013", recommendations=(RECOMMENDATION,), actions=rows)
    store_document(connection, Document(source, (), pages=1), plan, begin_run(connection, {}))
    apply_corrections(connection, SHA)


def read_again(connection: Connection, rows: tuple[Action, ...]) -> None:
    """What an import with a later plantrace does: the document is taken out and read anew."""
    forget(connection, SHA)
    store(connection, rows)


def values(connection: Connection, column: str) -> list[Any]:
    return list(connection.execute(text(f"SELECT {column} FROM plan_rows ORDER BY position")).scalars())


def row_id(connection: Connection, position: int) -> str:
    return str(connection.execute(text("SELECT row_id FROM actions WHERE position = :p"), {"p": position}).scalar_one())


LEADS = '[{"name": "Lynne Goldsmith", "kind": "person", "role": "Service Manager"}]'


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        ("rag", "Amber/Green", "amber_green"),
        ("rag", "", None),
        ("status", "on track", "on_track"),
        ("due", "2014-09-30", "2014-09-30"),
        ("due", "30/09/2014", "2014-09-30"),
        ("plan_date", "2013-09", "2013-09"),
        ("leads", "person: Lynne Goldsmith | Service Manager", LEADS),
        # without its kind a line is read as a lead cell would be
        ("leads", "SSCB", '[{"name": "SSCB", "kind": "group", "role": null}]'),
        ("leads", "", "[]"),
        # what a form sends has Windows line ends
        ("action", "Audit\r\nthe files ", "Audit\nthe files"),
        ("theme", "A \n theme", "A theme"),
    ],
)
def test_a_value_as_a_person_writes_it(field: str, written: str, kept: str | None) -> None:
    assert written_to_value(CORRECTABLE[field], written) == kept


def test_a_timescale_is_written_as_it_would_be_printed() -> None:
    kept = written_to_value(CORRECTABLE["timescales"], "End of September 2014")
    assert [(each["kind"], each["edtf"], each["end"]) for each in json.loads(kept or "")] == [("period", "2014-09", "2014-09-30")]
    assert value_to_written(CORRECTABLE["timescales"], kept) == "End of September 2014"


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("rag", "purple"),
        ("status", "fine"),
        ("due", "September"),
        ("due", "2014-02-30"),
        ("plan_date", "2013-13"),
        ("timescales", "someday soon"),
    ],
)
def test_a_value_that_cannot_stand_is_refused(field: str, written: str) -> None:
    with pytest.raises(WrongValue):
        written_to_value(CORRECTABLE[field], written)


def test_a_correction_shows_in_the_row_and_its_tables(connection: Connection) -> None:
    store(connection)
    one = row_id(connection, 1)
    correct(connection, one, "leads", LEADS, "Ann", "as the minutes say")
    correct(connection, one, "timescales", written_to_value(CORRECTABLE["timescales"], "30/09/2014"), "Ann")
    correct(connection, one, "rag", "green", "Ann")
    found = connection.execute(text("SELECT lead_raw, leads, timescale_raw, due, rag, rag_reason FROM plan_rows WHERE position = 1")).one()
    assert tuple(found) == ("Denise Moore", LEADS, "someday soon", "2014-09-30", "green", "corrected by Ann")
    assert connection.execute(text("SELECT name FROM leads WHERE row_id = :id"), {"id": one}).scalars().all() == ["Lynne Goldsmith"]
    assert connection.execute(text("SELECT kind FROM timescales WHERE row_id = :id"), {"id": one}).scalars().all() == ["date"]


def test_the_record_says_who_changed_what(connection: Connection) -> None:
    store(connection)
    correct(connection, row_id(connection, 1), "rag", "green", "Ann", "as the minutes say")
    found = connection.execute(
        text("SELECT document_id, field, said, printed, value_read, value, who, why, row_text, page, x0 FROM corrections")
    ).one()
    assert tuple(found) == (SHA, "rag", "corrected", "AMBER", "amber", "green", "Ann", "as the minutes say", "Audit the files", 1, 500.0)


def test_taken_back_all_is_as_it_was_read(connection: Connection) -> None:
    store(connection)
    before = connection.execute(text("SELECT * FROM plan_rows ORDER BY position")).all()
    one = row_id(connection, 1)
    made = [
        correct(connection, one, "leads", LEADS, "Ann"),
        correct(connection, one, "due", "2014-01-01", "Ann"),
        correct(connection, one, "timescales", written_to_value(CORRECTABLE["timescales"], "30/09/2014"), "Bob"),
        correct(connection, one, "recommendation", "Better supervision.", "Bob"),
        reject_row(connection, one, "Bob"),
    ]
    assert values(connection, "position") == [2, 3]
    for correction_id in made:
        undo(connection, correction_id, "Cy")
    assert connection.execute(text("SELECT * FROM plan_rows ORDER BY position")).all() == before
    assert connection.execute(text("SELECT DISTINCT undone_by FROM corrections")).scalars().all() == ["Cy"]
    with pytest.raises(NoSuchCorrection):
        undo(connection, made[0], "Cy")


def test_a_second_correction_of_a_field_replaces_the_first(connection: Connection) -> None:
    store(connection)
    correct(connection, row_id(connection, 1), "rag", "green", "Ann")
    second = correct(connection, row_id(connection, 1), "rag", "red", "Bob")
    assert values(connection, "rag") == ["red", "amber", "amber"]
    undo(connection, second, "Bob")
    assert values(connection, "rag") == ["amber", "amber", "amber"]


def test_a_recommendation_is_corrected_for_all_its_rows(connection: Connection) -> None:
    store(connection)
    correct(connection, row_id(connection, 2), "recommendation", "Better supervision.", "Ann")
    assert values(connection, "recommendation") == ["Better supervision."] * 3


def test_a_document_is_corrected_as_a_whole(connection: Connection) -> None:
    store(connection)
    correct(connection, SHA, "authority", "Stockton-on-Tees Borough Council", "Ann")
    read_again(connection, ROWS)
    assert values(connection, "authority") == ["Stockton-on-Tees Borough Council"] * 3


@pytest.mark.parametrize(
    ("again", "leads", "found_by"),
    [
        (ROWS, ["Denise Moore", "Lynne Goldsmith", "Jane Smith"], "print and place"),
        # a later reading finds a row above, and all move down by one
        (
            (action(1, "A heading", "Nobody", 5.0), action(2, "Audit the files", top=20.0), action(3, "Train the managers", top=40.0)),
            ["Nobody", "Denise Moore", "Lynne Goldsmith"],
            "print and place",
        ),
        # the lead's cell is read better
        (
            (ROWS[0], action(2, "Train the managers", "Dr Denise Moore"), ROWS[2]),
            ["Denise Moore", "Lynne Goldsmith", "Jane Smith"],
            "place",
        ),
        # the action is read better
        ((ROWS[0], action(2, "Train all of the managers"), ROWS[2]), ["Denise Moore", "Lynne Goldsmith", "Jane Smith"], "place"),
        # the table stands elsewhere: another reader counts tables and boxes otherwise
        ((action(1, "Audit the files"), action(2, "Train the managers", top=300.0)), ["Denise Moore", "Lynne Goldsmith"], "print"),
    ],
)
def test_a_correction_finds_its_row_again(connection: Connection, again: tuple[Action, ...], leads: list[str], found_by: str) -> None:
    store(connection)
    correct(connection, row_id(connection, 2), "leads", LEADS, "Ann")
    read_again(connection, again)
    assert [json.loads(each)[0]["name"] for each in values(connection, "leads")] == leads
    assert connection.execute(text("SELECT found_by FROM applied_corrections")).scalars().all() == [found_by]


def test_a_correction_whose_row_is_gone_waits(connection: Connection) -> None:
    store(connection)
    correct(connection, row_id(connection, 1), "rag", "green", "Ann")
    read_again(connection, (action(1, "Something else altogether", "Nobody", 400.0),))
    assert values(connection, "rag") == ["amber"]
    assert [each.value for each in apply_corrections(connection).waiting] == ["green"]
    read_again(connection, ROWS)
    assert values(connection, "rag") == ["green", "amber", "amber"]


def test_accepted_rows_leave_the_queue(connection: Connection) -> None:
    store(connection)
    queue = text(f"SELECT a.position FROM ({ALL_ROWS}) q JOIN actions a ON a.row_id = q.row_id ORDER BY 1")
    assert connection.execute(queue).scalars().all() == [1, 2, 3]
    accept_row(connection, row_id(connection, 1), "Ann")
    correct(connection, row_id(connection, 2), "timescales", "[]", "Ann")
    assert connection.execute(queue).scalars().all() == [3]


def corrections_made_read_again_and_taken_back(connection: Connection) -> list[Any]:
    """What the tables show after each thing that can be done to a correction; ids and times aside."""
    shown: list[Any] = []

    def show() -> None:
        rows = "SELECT position, recommendation, authority, leads, due, rag, rag_reason, status FROM plan_rows ORDER BY position"
        applied = "SELECT field, said, found_by FROM applied_corrections ORDER BY field, said"
        queue = f"SELECT a.position, q.reason, q.said FROM ({ALL_ROWS}) q JOIN actions a ON a.row_id = q.row_id ORDER BY 1, 2"
        waiting = f"SELECT field, value FROM ({WAITING_CORRECTIONS}) w ORDER BY 1"
        shown.append([[tuple(row) for row in connection.execute(text(each))] for each in (rows, applied, queue, waiting)])

    store(connection)
    show()
    made = [
        correct(connection, row_id(connection, 1), "leads", LEADS, "Ann", "as the minutes say"),
        correct(connection, row_id(connection, 1), "timescales", written_to_value(CORRECTABLE["timescales"], "30/09/2014"), "Ann"),
        correct(connection, row_id(connection, 2), "rag", "green", "Ann"),
        correct(connection, row_id(connection, 2), "recommendation", "Better supervision.", "Bob"),
        correct(connection, SHA, "authority", "Stockton-on-Tees Borough Council", "Bob"),
        accept_row(connection, row_id(connection, 2), "Bob"),
        reject_row(connection, row_id(connection, 3), "Bob"),
    ]
    show()
    read_again(connection, (action(1, "A heading", "Nobody", 5.0), action(2, "Audit the files", top=20.0)))
    show()
    read_again(connection, ROWS)
    show()
    for correction_id in made:
        undo(connection, correction_id, "Cy")
    show()
    return shown


def test_corrections_on_postgresql_are_those_on_sqlite(connection: Connection, postgresql_database: str, tmp_path: Path) -> None:
    server = open_database(postgresql_database, create=True)
    with server.connect() as theirs:
        turn = theirs.begin()
        found = corrections_made_read_again_and_taken_back(theirs)
        assert found == corrections_made_read_again_and_taken_back(connection)
        assert (found[0][0], found[1]) == (found[-1][0], found[3])
        assert [row[0] for row in found[1][0]] == [1, 2]
        # row 2 and row 3 are gone with what was said of them; their recommendation is still there
        assert found[2][3] == [("rag", "green"), ("row", None), ("row", None)]
        assert export_pack(theirs, tmp_path / "pack.xlsx") == 3
        assert import_pack(theirs, tmp_path / "pack.xlsx", "Ann").conflicts == []
        turn.rollback()
    server.dispose()


@pytest.mark.parametrize(
    ("owner", "field", "error"),
    [("0" * 16, "rag", NoSuchRow), (SHA, "rag", NoSuchRow), ("row", "authority", NoSuchRow), ("row", "row_id", WrongValue)],
)
def test_what_is_not_there_cannot_be_corrected(connection: Connection, owner: str, field: str, error: type[Exception]) -> None:
    store(connection)
    with pytest.raises(error):
        correct(connection, row_id(connection, 1) if owner == "row" else owner, field, None, "Ann")


def test_a_pack_goes_out_and_comes_back(connection: Connection, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    store(connection)
    pack = tmp_path / "pack.xlsx"
    assert export_pack(connection, pack) == 3
    assert import_pack(connection, pack, "Ann") == type(import_pack(connection, pack, "Ann"))()
    book = load_workbook(pack)
    sheet = book["Rows"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, columns["leads"]).value = "group: SSCB"
    sheet.cell(2, columns["note"]).value = "told by phone"
    sheet.cell(3, columns["rag"]).value = "green"
    sheet.cell(3, columns["due"]).value = "soon"
    sheet.cell(4, columns["verdict"]).value = "no row of the plan"
    book.save(pack)
    correct(connection, row_id(connection, 2), "rag", "red", "Bob")
    found = import_pack(connection, pack, "Ann")
    assert (found.corrected, found.accepted, found.rejected, len(found.conflicts), len(found.refused)) == (1, 0, 1, 1, 1)
    assert "the database meanwhile 'red'" in found.conflicts[0]
    assert [json.loads(each)[0]["name"] for each in values(connection, "leads")] == ["SSCB", "Denise Moore"]
    assert values(connection, "rag") == ["amber", "red"]


def test_a_cell_that_looks_like_a_formula_stays_text_in_the_pack(connection: Connection, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    store(connection, (action(1, "=1+1"),))
    export_pack(connection, tmp_path / "pack.xlsx")
    sheet = load_workbook(tmp_path / "pack.xlsx")["Rows"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    cell = sheet.cell(2, columns["action"])
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_another_file_is_no_pack(connection: Connection, tmp_path: Path) -> None:
    (tmp_path / "pack.xlsx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(NotAPack):
        import_pack(connection, tmp_path / "pack.xlsx", "Ann")


@pytest.mark.parametrize(
    ("lead_raw", "leads", "without"),
    [
        (
            "Service Manager Lynne Goldsmith",
            [{"name": "Lynne Goldsmith", "kind": "person", "role": "Service Manager"}],
            ("Service Manager (name withheld)", [{"name": "Service Manager", "kind": "role", "role": None}]),
        ),
        (
            "SMcL\nSSCB",
            [{"name": "SMcL", "kind": "initials", "role": None}, {"name": "SSCB", "kind": "group", "role": None}],
            (
                "(name withheld)\nSSCB",
                [{"name": "(name withheld)", "kind": "initials", "role": None}, {"name": "SSCB", "kind": "group", "role": None}],
            ),
        ),
    ],
)
def test_names_are_withheld_and_posts_stay(lead_raw: str, leads: list[dict[str, Any]], without: tuple[str, list[dict[str, Any]]]) -> None:
    found = records_without_names([{"lead_raw": lead_raw, "leads": leads}])
    assert (found[0]["lead_raw"], found[0]["leads"]) == without


def test_a_name_is_withheld_wherever_it_is_printed() -> None:
    records = [
        {"leads": [{"name": "Denise Moore", "kind": "person", "role": None}], "lead_raw": "Denise\nMoore"},
        {
            "leads": [],
            "lead_raw": None,
            "progress": "Denise Moore has met Denise Moorecroft.",
            "other": [{"heading": "By", "text": "Denise Moore"}],
        },
    ]
    found = records_without_names(records)
    assert found[0]["lead_raw"] == "(name withheld)"
    assert found[1]["progress"] == "(name withheld) has met Denise Moorecroft."
    assert found[1]["other"] == [{"heading": "By", "text": "(name withheld)"}]
