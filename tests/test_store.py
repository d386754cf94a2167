"""A document goes in whole, once, and out again without a trace; what is no database of plans is refused."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from hand_made import MONTHLY, PLAN, SUPERVISION, document_of, with_actions
from plantrace.diagnostics import DatabaseError
from plantrace.load import migrations
from plantrace.load.database import memory_database, open_database, reflected
from plantrace.load.rows import plan_to_id, plan_to_rows
from plantrace.load.runs import begin_run
from plantrace.load.sqlite import NoSuchDatabase
from plantrace.load.store import NotImported, SeveralDocuments, Stored, forget, store_document
from plantrace.normalise.model import Inspection, Lead, Plan


@pytest.fixture
def engine() -> Engine:
    return memory_database()


def store(engine: Engine, plan: Plan = PLAN, content: str = "a", name: str = "plan.pdf") -> Stored:
    with engine.begin() as connection:
        return store_document(connection, document_of(content, name), plan, begin_run(connection, {}))


def contents(connection: Connection) -> dict[str, int]:
    """How many rows each table has, import runs aside."""
    tables = [name for name in reflected(connection).tables if name not in ("import_runs", "schema_version")]
    counts = {name: connection.execute(text(f"SELECT COUNT(*) FROM {name}")).scalar_one() for name in tables}
    return {name: count for name, count in counts.items() if count}


def test_a_row_holds_everything_that_was_read(engine: Engine) -> None:
    store(engine)
    with engine.connect() as connection:
        row, bare = (dict(each) for each in connection.execute(text("SELECT * FROM plan_rows ORDER BY position")).mappings())
    ids = {name: row.pop(name) for name in ("row_id", "recommendation_id", "plan_id")}
    assert all(len(each) == 16 for each in ids.values())
    lists = {name: json.loads(row.pop(name)) for name in ("recommendation_refs", "action_refs", "leads", "timescales", "other")}
    assert row == {
        "document_id": "a" * 64,
        "document": "plan.pdf",
        "source_path": "/archive/plan.pdf",
        "authority": "Sunderland City Council",
        "plan_date": "2013-03",
        "position": 1,
        "page_first": 3,
        "page_last": 4,
        "route": "rules",
        "theme": "A - Practice",
        "recommendation_number": "A5",
        "recommendation": "Improve supervision",
        "recommendation_timeframe": "within 3 months",
        "outcome": "Staff are supervised",  # the row prints none of its own
        "action_number": "5.1",
        "action": "Supervise every social worker monthly (see A14)",
        "success_measure": "Audits show it",
        "lead_raw": "Lynne Goldsmith\nSSCB",
        "timescale_raw": "September 2013, then monthly",
        "due": "2013-09-30",
        "due_revised": "2014-01-31",
        "due_inferred": None,
        "due_reason": None,
        "progress": "Begun",
        "rag": "amber_green",
        "rag_source": "colour",
        "rag_reason": "cell fill C4D600",
        "status": "on_track",
        "status_reason": "rating",
        "evidence": None,
        "monitoring": None,
        "struck": 0,
        "confidence": None,
    }
    assert lists == {
        "recommendation_refs": [{"kind": "paragraph", "value": "17"}, {"kind": "source", "value": "CQC 1"}],
        "action_refs": [{"kind": "see", "value": "A14"}],
        "leads": [
            {"name": "Lynne Goldsmith", "kind": "person", "role": "Service Manager"},
            {"name": "SSCB", "kind": "group", "role": None},
        ],
        "timescales": [
            {
                "raw": "September 2013",
                "kind": "period",
                "edtf": "2013-09",
                "start": "2013-09-01",
                "end": "2013-09-30",
                "every": None,
                "within": None,
            },
            {"raw": "monthly", "kind": "recurring", "edtf": None, "start": None, "end": None, "every": "P1M", "within": None},
        ],
        "other": [{"heading": "Priority", "text": "High"}],
    }
    # A row under no recommendation has empty lists where nothing is printed, not null.
    assert (bare["action"], bare["recommendation_id"], bare["recommendation_refs"], bare["leads"], bare["struck"]) == (
        *("=1+1 posters", None, "[]", "[]"),
        1,
    )


def test_a_document_says_what_it_is(engine: Engine) -> None:
    store(engine)
    with engine.connect() as connection:
        document = dict(connection.execute(text("SELECT * FROM plan_documents")).mappings().one())
    for name in ("plan_id", "imported_at", "version"):
        assert document.pop(name)
    assert document == {
        "document_id": "a" * 64,
        "document": "plan.pdf",
        "source_path": "/archive/plan.pdf",
        "format": "pdf",
        "title": "Improvement plan 2013",
        "authority": "Sunderland City Council",
        "plan_date": "2013-03",
        "edition": "update",
        "inspection_kind": "announced inspection",
        "inspection_body": "Ofsted",
        "inspection_date": "2012-02",
        "inspection_published": None,
        "inspection_judgements": '["Overall effectiveness: inadequate"]',
        "pages": 9,
        "rows": 2,
        "recommendations": 1,
        "words_in_plan_tables": 30,
        "words_left_over": 2,
        "diagnostics": 1,
    }


def test_each_field_has_its_place_and_a_cut_cell_both_of_its(engine: Engine) -> None:
    store(engine)
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT field, position, page, table_row, table_column, x0, bottom FROM places ORDER BY field, position")
        )
        places = [tuple(row) for row in found]
    assert places == [
        ("action", 1, 3, 2, 2, 110.0, 60.0),
        ("action", 2, 4, 2, 2, 110.0, 30.0),
        ("recommendation", 1, 3, 2, 1, 10.0, 60.0),
        ("recommendation_number", 1, 3, 2, 1, None, None),
    ]


def test_the_same_file_again_changes_nothing(engine: Engine) -> None:
    assert store(engine) == Stored("a" * 64, 2, 1, 1, already_there=False)
    with engine.connect() as connection:
        before = contents(connection)
    assert store(engine, with_actions("something else altogether"), name="copy.pdf") == Stored("a" * 64, 2, 1, 1, already_there=True)
    with engine.connect() as connection:
        assert contents(connection) == before


def test_other_content_under_the_same_name_is_another_document(engine: Engine) -> None:
    store(engine)
    assert not store(engine, content="b").already_there
    with engine.connect() as connection:
        assert connection.execute(text("SELECT COUNT(*), COUNT(DISTINCT plan_id) FROM plan_documents")).one() == (2, 1)
        assert connection.execute(text("SELECT COUNT(DISTINCT row_id) FROM plan_rows")).scalar_one() == 4


def test_a_failure_leaves_no_half_document(engine: Engine) -> None:
    broken = replace(PLAN, actions=(*PLAN.actions, replace(MONTHLY, position=1)))  # two rows at one position
    with pytest.raises(Exception, match="UNIQUE"):
        store(engine, broken)
    with engine.connect() as connection:
        assert contents(connection) == {}


def test_forgetting_leaves_nothing_but_the_other_document(engine: Engine) -> None:
    store(engine, content="b", name="other.pdf")
    with engine.connect() as connection:
        before = contents(connection)
    store(engine, replace(PLAN, title="Another", inspection=Inspection("review", "HMIC", "2016")))
    with engine.begin() as connection:
        assert forget(connection, "plan.pdf") == "plan.pdf"
        assert contents(connection) == before
        assert forget(connection, "b" * 64) == "other.pdf"
        assert contents(connection) == {}


WANTED = [
    ("plan.pdf", "aaaa"),
    ("/archive/plan.pdf", "aaaa"),
    ("a" * 64, "aaaa"),
    ("BBBBBBBB", "bbbb"),  # the beginning of a hash, in either case
]


@pytest.mark.parametrize(("wanted", "gone"), WANTED)
def test_a_document_is_named_by_path_name_or_hash(engine: Engine, wanted: str, gone: str) -> None:
    store(engine)
    store(engine, content="b", name="other.pdf")
    with engine.begin() as connection:
        forget(connection, wanted)
        left = connection.execute(text("SELECT document_id FROM documents")).scalar_one()
    assert left[:4] == {"aaaa": "bbbb", "bbbb": "aaaa"}[gone]


def test_a_file_is_known_by_its_content_wherever_it_is_now(engine: Engine, tmp_path: Path) -> None:
    moved = tmp_path / "moved.pdf"
    moved.write_bytes(b"content")
    store(engine)
    with engine.begin() as connection:
        from plantrace.provenance import Source, file_sha256

        document = replace(document_of(), source=Source(Path("/gone/plan.pdf"), file_sha256(moved), "pdf"))
        store_document(connection, document, PLAN, begin_run(connection, {}))
        forget(connection, str(moved))
        assert connection.execute(text("SELECT document_id FROM documents")).scalar_one() == "a" * 64


def test_a_name_that_means_two_documents_or_none_is_refused(engine: Engine) -> None:
    store(engine)
    store(engine, content="b")
    with engine.begin() as connection:
        with pytest.raises(SeveralDocuments, match=r"aaaaaaaaaaaa /archive/plan\.pdf; bbbbbbbbbbbb"):
            forget(connection, "plan.pdf")
        with pytest.raises(NotImported, match=r"nothing\.pdf: No document"):
            forget(connection, "nothing.pdf")


def test_text_that_no_database_can_hold_is_cleaned_everywhere(engine: Engine) -> None:
    bad = "half \ud83d and nul \x00."
    recommendation = replace(SUPERVISION, text=bad, number=bad)
    action = replace(MONTHLY, recommendation=recommendation, text=bad, number=bad, leads=(Lead(bad, "role"),), progress=bad)
    store(engine, replace(PLAN, title=bad, authority=bad, recommendations=(recommendation,), actions=(action,)))
    with engine.connect() as connection:
        row = connection.execute(text("SELECT recommendation, action, leads, progress, authority FROM plan_rows")).one()
        name = connection.execute(text("SELECT name FROM leads")).scalar_one()
    good = "half \N{REPLACEMENT CHARACTER} and nul ."
    assert tuple(row) == (good, good, json.dumps([{"name": good, "kind": "role", "role": None}], ensure_ascii=False), good, good)
    assert name == good


def row_ids(*texts: str) -> list[str]:
    return [row["row_id"] for row in plan_to_rows("a" * 64, with_actions(*texts)).tables["actions"]]


def test_ids_belong_to_content_and_stay_when_other_rows_are_read_otherwise() -> None:
    before = row_ids("Audit files", "Train staff", "As above", "As above")
    assert row_ids("Audit", "files", "Train\nstaff", "As above", "As above")[2:] == before[1:]
    assert len(set(before)) == 4


SAME_PLAN = [
    # Issues of one plan differ in title and date; the inspection that they answer makes them one.
    (PLAN, replace(PLAN, title="Update for the board", plan_date="2014"), True),
    # Without a date of the inspection the title decides, however it is spaced.
    (replace(PLAN, inspection=Inspection()), replace(PLAN, inspection=Inspection(), title="IMPROVEMENT  PLAN 2013"), True),
    (PLAN, replace(PLAN, inspection=Inspection("announced inspection", "Ofsted", "2018")), False),
    (PLAN, replace(PLAN, authority="Stockton"), False),
    # Nobody's plans of no title are not one.
    (Plan(), Plan(), False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME_PLAN)
def test_documents_of_one_plan(one: Plan, other: Plan, same: bool) -> None:
    assert (plan_to_id("a" * 64, one) == plan_to_id("b" * 64, other)) is same


def made_by(path: Path, script: str) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()
    return path


REFUSED = [
    ("missing.db", NoSuchDatabase, "There is no such database"),
    ("text.db", DatabaseError, "the file is not an SQLite database"),
    ("folder.db", DatabaseError, "it is a folder"),
    ("other.db", DatabaseError, "it belongs to something else: it has the tables people"),
    ("later.db", DatabaseError, "a later plantrace made it"),
    ("lookalike.db", DatabaseError, "it belongs to something else"),
    ("damaged.db", DatabaseError, "The database cannot be used"),
]


@pytest.mark.parametrize(("name", "error", "reason"), REFUSED)
def test_what_is_no_database_of_plans_is_refused(tmp_path: Path, name: str, error: type[DatabaseError], reason: str) -> None:
    (tmp_path / "text.db").write_text("Dear all, please find attached")
    (tmp_path / "folder.db").mkdir()
    made_by(tmp_path / "other.db", "CREATE TABLE people (name TEXT)")
    open_database(tmp_path / "later.db", create=True).dispose()
    made_by(tmp_path / "later.db", "UPDATE schema_version SET version = 999")
    made_by(tmp_path / "lookalike.db", "CREATE TABLE schema_version (version INTEGER)")
    (tmp_path / "damaged.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    with pytest.raises(error, match=reason) as caught:
        open_database(tmp_path / name)
    assert caught.value.exit_code == 5


def test_an_import_makes_a_database_but_never_a_folder(tmp_path: Path) -> None:
    open_database(tmp_path / "new.db", create=True).dispose()
    with pytest.raises(DatabaseError, match="there is no folder"):
        open_database(tmp_path / "missing" / "new.db", create=True)
    (tmp_path / "empty.db").touch()
    open_database(tmp_path / "empty.db", create=True).dispose()  # what `touch` makes is taken for a new one


def test_a_reader_leaves_the_database_as_it_is(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "plans.db", create=True)
    store(engine)
    engine.dispose()
    before = (tmp_path / "plans.db").read_bytes()
    reader = open_database(tmp_path / "plans.db", read_only=True)
    with reader.connect() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM plan_rows")).scalar_one() == 2
        with pytest.raises(Exception, match="readonly"):
            connection.execute(text("DELETE FROM actions"))
    reader.dispose()
    assert (tmp_path / "plans.db").read_bytes() == before


def test_an_older_database_is_led_to_the_new_schema_with_a_copy_beside(tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    engine = open_database(path, create=True)
    store(engine)
    steps = {1: "ALTER TABLE plans ADD COLUMN nickname TEXT;", 2: "UPDATE plans SET nickname = '100 % ours';"}
    copy = migrations.upgrade(engine, str(path), 1, 3, steps)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT nickname FROM plans")).scalar_one() == "100 % ours"
        assert connection.execute(text("SELECT version FROM schema_version")).scalar_one() == 3
    engine.dispose()
    assert copy == tmp_path / "plans.db.schema-1"
    kept = sqlite3.connect(copy)
    assert kept.execute("SELECT version, (SELECT COUNT(*) FROM actions) FROM schema_version").fetchone() == (1, 2)
    kept.close()


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    engine = open_database(path, create=True)
    with pytest.raises(Exception, match="no such table"):
        migrations.upgrade(engine, str(path), 1, 3, {1: "ALTER TABLE plans ADD COLUMN nickname TEXT;", 2: "UPDATE nowhere SET a = 1;"})
    with pytest.raises(DatabaseError, match="no way leads from 2 to 3"):
        migrations.upgrade(engine, str(path), 1, 3, {1: "ALTER TABLE plans ADD COLUMN nickname TEXT;"})
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version FROM schema_version")).scalar_one() == 1
        assert "nickname" not in list(connection.execute(text("SELECT * FROM plans")).keys())
    engine.dispose()
