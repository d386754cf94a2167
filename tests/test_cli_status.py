"""`plantrace status`: documents, diagnostics, and how they are counted in words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hand_made import PLAN, document_of
from plantrace.cli import main
from plantrace.diagnostics import Diagnostic
from plantrace.load.database import open_database
from plantrace.load.runs import begin_run
from plantrace.load.store import store_document
from plantrace.normalise.model import Plan
from plantrace.provenance import Place

DIAGNOSTICS = (
    Diagnostic("timescale-unparsed", "warning", "“Feb & Oct”:\nits year is not printed", Place(3, 2, 14, 5, (1.0, 2.0, 3.0, 4.0))),
    Diagnostic("no-plan-table", "info", "no table in this document", None),
)


def status(database: Path, *options: str) -> Result:
    result = CliRunner().invoke(main, ["status", "--db", str(database), *options])
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return database_of(tmp_path / "plans.db", replace(PLAN, diagnostics=DIAGNOSTICS))


def database_of(path: Path, plan: Plan) -> Path:
    engine = open_database(path, create=True)
    with engine.begin() as connection:
        store_document(connection, document_of(), plan, begin_run(connection, {}))
    engine.dispose()
    return path


def test_diagnostics_are_listed_with_document_place_code_and_message(database: Path) -> None:
    name = document_of().source.path.name
    lines = status(database, "--diagnostics").stdout.splitlines()
    assert [line.split(maxsplit=5) for line in lines] == [
        ["document", "page", "table", "row", "code", "message"],
        [name, "3", "2", "14", "timescale-unparsed", "“Feb & Oct”: its year is not printed"],
        [name, "no-plan-table", "no", "table", "in", "this document"],  # it has no place
    ]


def test_diagnostics_as_json_have_the_place_and_the_document(database: Path) -> None:
    found = json.loads(status(database, "--diagnostics", "--json").stdout)
    source = document_of().source
    columns = ("document", "document_id", "severity", "code", "message", "page", "table", "row", "column")
    wanted = [
        (source.path.name, source.sha256, "warning", "timescale-unparsed", "“Feb & Oct”:\nits year is not printed", 3, 2, 14, 5),
        (source.path.name, source.sha256, "info", "no-plan-table", "no table in this document", None, None, None, None),
    ]
    assert found == [dict(zip(columns, row, strict=True)) for row in wanted]


def test_one_is_one_and_the_codes_are_counted(database: Path) -> None:
    lines = status(database).stdout.splitlines()
    assert lines[-4:] == [
        "1 document, 2 rows, 1 recommendation, 2 diagnostics",
        "       1  no-plan-table",
        "       1  timescale-unparsed",
        "`plantrace status --diagnostics` lists them.",
    ]


def test_without_diagnostics_there_is_nothing_to_list(tmp_path: Path) -> None:
    database = database_of(tmp_path / "plans.db", replace(PLAN, diagnostics=()))
    result = status(database, "--diagnostics")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{database} holds no diagnostics.\n")


def test_a_vocabulary_is_toml_and_nothing_else(database: Path) -> None:
    result = status(database, "--unmatched", "--json")
    assert (result.exit_code, "--unmatched gives TOML" in result.stderr) == (2, True)
