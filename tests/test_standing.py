"""A correction bears on what is worked out across the years: at once on its own plan, on all of it after a pack."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, text

from browsing import plantrace, three_plans
from plantrace.cli import main
from plantrace.load.database import open_database
from plantrace.trace.refresh import refresh
from plantrace.trace.review import correct, document_of, reject_row, undo
from plantrace.trace.review.workbook import VERDICT, VERDICTS
from plantrace.trace.standing import update_standing

WORKED_OUT = ("compared_recommendations", "followed_rows", "slippage", "editions", "thread_members")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_plans(tmp_path_factory.mktemp("three"))


@pytest.fixture
def copy(imported: Path, tmp_path: Path) -> Path:
    return shutil.copy(imported, tmp_path / "plans.db")


@pytest.fixture
def connection(copy: Path) -> Iterator[Connection]:
    engine = open_database(copy)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def worked_out(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted((tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))), key=repr) for table in WORKED_OUT}


def the_matter(connection: Connection) -> list[tuple[Any, ...]]:
    """The thread about case loads: how each year's recommendation stood."""
    statement = "SELECT plan_date, worst_rag, last_status, actions FROM threads WHERE text LIKE '%case loads%' ORDER BY position"
    return [tuple(row) for row in connection.execute(text(statement))]


def a_row(connection: Connection, year: str) -> str:
    statement = "SELECT row_id FROM plan_rows WHERE plan_date LIKE :year AND recommendation LIKE '%case loads%'"
    return str(connection.execute(text(statement), {"year": f"{year}%"}).scalar_one())


def test_a_corrected_rating_shows_in_the_thread_and_is_what_a_refresh_would_give(connection: Connection) -> None:
    assert the_matter(connection) == [
        ("2013-03", "red", "off_track", 1),
        ("2014-03", "amber", "at_risk", 1),
        ("2018-03", "green", "on_track", 1),
    ]
    correction = correct(connection, a_row(connection, "2018"), "rag", "red", "Ann")
    update_standing(connection, document_of(connection, correction))
    assert the_matter(connection)[2][:2] == ("2018-03", "red")
    now = worked_out(connection)
    refresh(connection)
    assert worked_out(connection) == now
    undo(connection, correction, "Ann")
    update_standing(connection, document_of(connection, correction))
    assert the_matter(connection)[2][:2] == ("2018-03", "green")


def test_a_rejected_row_leaves_its_thread(connection: Connection) -> None:
    rejected = reject_row(connection, a_row(connection, "2014"), "Ann")
    update_standing(connection, document_of(connection, rejected))
    assert [date for date, *_ in the_matter(connection)] == ["2013-03", "2018-03"]
    counted = connection.execute(text("SELECT rows FROM plan_documents WHERE plan_date = '2014-03'")).scalar_one()
    assert counted == 1, "the row is no row of the plan, and is not counted"


def test_dates_from_issue_to_issue_follow_a_correction(connection: Connection) -> None:
    """The three documents as issues of one plan."""
    connection.execute(text("INSERT INTO edition_overrides (document_id, plan_name) SELECT document_id, 'One plan' FROM documents"))
    refresh(connection)
    correction = correct(connection, a_row(connection, "2018"), "due", "2030-01-01", "Ann")
    update_standing(connection, document_of(connection, correction))
    now = worked_out(connection)
    assert len(now["followed_rows"]) > 0
    refresh(connection)
    assert worked_out(connection) == now


def test_a_pack_brings_everything_up_to_date(copy: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack.xlsx"
    assert plantrace("review", "export", pack, "--all", "--db", copy).returncode == 0
    book = openpyxl.load_workbook(pack)
    sheet = book["Rows"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if "case loads" in str(sheet.cell(row, headings["recommendation"]).value):
            if "2013" in str(sheet.cell(row, headings["document"]).value):
                sheet.cell(row, headings["rag"], "green")
            if "2014" in str(sheet.cell(row, headings["document"]).value):
                sheet.cell(row, headings[VERDICT], VERDICTS[1])
    book.save(pack)
    result = CliRunner().invoke(main, ["review", "import", str(pack), "--db", str(copy), "--who", "Ann"])
    assert (result.exit_code, result.stderr) == (0, "1 corrected, 0 accepted, 1 rejected.\n"), result.output
    engine = open_database(copy)
    with engine.connect() as connection:
        assert [row[:2] for row in the_matter(connection)] == [("2013-03", "green"), ("2018-03", "green")]
        assert connection.execute(text("SELECT COUNT(*) FROM corrections WHERE undone_at IS NULL")).scalar() == 2
    engine.dispose()
