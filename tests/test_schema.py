"""schema.sql: the views have the contract's columns, its examples run, and it is the same on SQLite and PostgreSQL."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, inspect, text

from hand_made import PLAN, document_of
from plantrace.load.database import memory_database, open_database, reflected, script_to_statements
from plantrace.load.runs import begin_run
from plantrace.load.store import store_document

SCHEMA = (Path(__file__).parents[1] / "schema.sql").read_text("utf-8")

PLAN_ROWS = """row_id document_id recommendation_id plan_id document source_path authority plan_date position page_first page_last route theme
    recommendation_number recommendation recommendation_timeframe recommendation_refs outcome action_number action action_refs success_measure
    lead_raw timescale_raw leads timescales due due_revised due_inferred due_reason progress rag rag_source status evidence monitoring struck
    other""".split()
PLAN_DOCUMENTS = """document_id document source_path format title authority plan_date plan_id edition inspection_kind inspection_body
    inspection_date inspection_published pages rows recommendations words_in_plan_tables words_left_over diagnostics imported_at version""".split()


@pytest.fixture
def engine() -> Engine:
    return filled(memory_database())


def filled(engine: Engine) -> Engine:
    with engine.begin() as connection:
        store_document(connection, document_of(), PLAN, begin_run(connection, {}))
    return engine


def columns_of(connection: Connection, view: str) -> list[str]:
    return list(connection.execute(text(f"SELECT * FROM {view}")).keys())


def test_the_views_begin_with_the_columns_of_the_contract(engine: Engine) -> None:
    with engine.connect() as connection:
        assert columns_of(connection, "plan_rows")[: len(PLAN_ROWS)] == PLAN_ROWS
        assert columns_of(connection, "plan_documents")[: len(PLAN_DOCUMENTS)] == PLAN_DOCUMENTS


def example_queries() -> list[str]:
    """The SELECT statements that the comments of the schema show, each up to its semicolon."""
    examples, pending = [], ""
    for line in SCHEMA.splitlines():
        shown = re.match(r"--   (.*)", line)
        if not shown:
            assert not pending, f"this example has no semicolon: {pending}"
            continue
        pending += shown[1] + " "
        if pending.rstrip().endswith(";"):
            examples.append(pending.strip())
            pending = ""
    return examples


def test_every_table_and_view_is_explained_with_a_query() -> None:
    made = re.findall(r"^CREATE (?:TABLE|VIEW) (?:IF NOT EXISTS )?(\w+)", SCHEMA, re.MULTILINE)
    shown = " ".join(example_queries())
    assert [name for name in made if not re.search(rf"\b{name}\b", shown)] == []


@pytest.mark.parametrize("query", example_queries())
def test_the_examples_run(engine: Engine, query: str) -> None:
    with engine.connect() as connection:
        connection.execution_options(no_parameters=True).exec_driver_sql(query)


def test_the_examples_run_on_postgresql(postgresql_database: str) -> None:
    engine = open_database(postgresql_database, create=True)
    with engine.connect() as connection:
        for query in example_queries():
            connection.execution_options(no_parameters=True).exec_driver_sql(query)
    engine.dispose()


def test_every_foreign_key_begins_an_index_so_that_forgetting_is_quick(engine: Engine) -> None:
    found = inspect(engine)
    slow = []
    for table in found.get_table_names():
        starts = {index["column_names"][0] for index in found.get_indexes(table)}
        starts.add((found.get_pk_constraint(table)["constrained_columns"] or [None])[0])
        slow += [
            (table, key["constrained_columns"][0]) for key in found.get_foreign_keys(table) if key["constrained_columns"][0] not in starts
        ]
    assert slow == []


def test_the_rows_of_a_document_are_found_by_index(engine: Engine) -> None:
    with engine.connect() as connection:
        plan = connection.execute(text("EXPLAIN QUERY PLAN SELECT * FROM plan_rows WHERE document_id = 'a' ORDER BY position")).all()
    assert [step.detail for step in plan if step.detail.startswith("SCAN")] == []


def test_tables_are_reflected_and_declared_nowhere_else(engine: Engine) -> None:
    made = set(re.findall(r"^CREATE TABLE (?:IF NOT EXISTS )?(\w+)", SCHEMA, re.MULTILINE))
    with engine.connect() as connection:
        assert made == {name for name in reflected(connection).tables if not name.startswith("sqlite_")}
    declaring = [
        path.name
        for folder in ("load", "trace", "cli")
        for path in (Path(__file__).parents[1] / folder).rglob("*.py")
        if re.search(r"\bCREATE TABLE (?!IF NOT EXISTS browse_)|\bTable\(|\bmapped_column\(", path.read_text("utf-8"))
    ]
    assert declaring == []


def test_a_script_is_cut_at_its_semicolons_alone() -> None:
    script = "-- one; two\nCREATE TABLE a (b TEXT DEFAULT ';');\n\nINSERT INTO a VALUES ('50 % :x; y');\n"
    assert list(script_to_statements(script)) == [
        "-- one; two\nCREATE TABLE a (b TEXT DEFAULT ';');",
        "INSERT INTO a VALUES ('50 % :x; y');",
    ]


def test_both_databases_hold_the_same(postgresql_database: str, engine: Engine) -> None:
    server = open_database(postgresql_database, create=True)
    with server.begin() as connection:
        store_document(connection, document_of("b"), PLAN, begin_run(connection, {}))
    views = "SELECT * FROM plan_rows WHERE document_id = '{0}' ORDER BY position", "SELECT * FROM plan_documents WHERE document_id = '{0}'"
    other = memory_database()
    with other.begin() as connection:
        store_document(connection, document_of("b"), PLAN, begin_run(connection, {}))
    with other.connect() as ours, server.connect() as theirs:
        for view in views:
            query = text(view.format("b" * 64))
            left, right = ([dict(row) for row in each.execute(query).mappings()] for each in (ours, theirs))
            for row in (*left, *right):
                row.pop("imported_at", None)
            assert left == right
            assert left != []
    server.dispose()
