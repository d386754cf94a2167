"""`plantrace import --refresh`: what an older version or other settings read is read again; what people said of it is kept."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from hand_made import PLAN, document_of
from plantrace.batch import process
from plantrace.cli import main
from plantrace.cli.choosing import Wanted
from plantrace.cli.loading import take_in
from plantrace.cli.summary import Summary
from plantrace.load.database import memory_database, open_database
from plantrace.load.readings import version_key
from plantrace.load.runs import begin_run
from plantrace.settings import Settings
from plantrace.trace.rereading import read_again
from plantrace.trace.review import accept_row, correct, reject_row
from plantrace.trace.verdicts import record_verdict
from word_files import p, tbl, tc, tr, write_docx

HEADINGS = ("No", "Recommendation", "Action", "Lead", "By when", "Wombat")
LEEDS = (
    ("1", "Improve the quality of case recording", "Write a recording policy", "SSCB", "30/09/2013", "Written"),
    ("2", "Improve supervision of social workers", "Train the managers", "SSCB", "31/10/2013", "Begun"),
    ("3", "Publish the threshold document", "Put it on the website", "SSCB", "30/11/2013", "Late"),
)
HULL = (("1", "Improve the quality of case recording", "Audit ten files a month", "SSCB", "31/01/2014", "Ten audited"),)


def plan(path: Path, council: str, rows: tuple[tuple[str, ...], ...]) -> Path:
    title = p(f"{council} City Council: action plan as at 1 June 2013")
    return write_docx(path, title + tbl(*(tr(*map(tc, cells)) for cells in (HEADINGS, *rows))))


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert "Traceback" not in result.output
    return result


def refreshed(database: Path, *arguments: object) -> tuple[int, list[str]]:
    """Exit code and what was said."""
    result = run("import", "--refresh", *arguments, "--db", database, "--jobs", 1)
    assert result.stdout == ""
    return result.exit_code, result.stderr.splitlines()


def query(database: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def changed(database: Path, script: str) -> None:
    connection = sqlite3.connect(database)
    connection.executescript(f"PRAGMA foreign_keys = ON; BEGIN; PRAGMA defer_foreign_keys = ON; {script}; COMMIT")
    connection.close()


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `archive` with two plans and a vocabulary beside it, and the plans in a database that they were read into with it."""
    folder = tmp_path_factory.mktemp("refresh")
    (folder / "archive").mkdir()
    plan(folder / "archive" / "leeds.docx", "Leeds", LEEDS)
    plan(folder / "archive" / "hull.docx", "Hull", HULL)
    (folder / "mine.toml").write_text('[headings.progress]\nexact = ["Wombat"]\n')
    result = run("import", folder / "archive", "--db", folder / "plans.db", "--jobs", 1, "--vocabulary", folder / "mine.toml")
    assert result.exit_code == 0, result.stderr
    return folder


@pytest.fixture
def here(imported: Path, tmp_path: Path) -> Path:
    """A copy of it, as if it had been imported from there."""
    folder = tmp_path / "here"
    shutil.copytree(imported, folder)
    move = f"= REPLACE({{0}}, '{imported}', '{folder}')"
    changed(folder / "plans.db", f"UPDATE documents SET source_path {move.format('source_path')}, settings {move.format('settings')}")
    return folder


ROWS = """SELECT document, position, recommendation_number, recommendation, action, lead_raw, leads, due, progress, rag, status, other
          FROM plan_rows ORDER BY document, position"""


def test_a_document_says_with_what_it_was_read(here: Path) -> None:
    sha256 = hashlib.sha256((here / "mine.toml").read_bytes()).hexdigest()
    wanted = {"vocabulary": str(here / "mine.toml"), "vocabulary_sha256": sha256}
    found = query(here / "plans.db", "SELECT version, settings FROM documents")
    assert [(version, json.loads(str(settings))) for version, settings in found] == [("0.1.0", wanted)] * 2


def read_worse(database: Path) -> None:
    """As an older plantrace may have read the plan of Leeds: one word of row 2 cut, row 3 missing, a heading taken for a row."""
    [(row_id, document_id)] = query(database, "SELECT row_id, document_id FROM plan_rows WHERE action = 'Train the managers'")
    children = "".join(f"UPDATE {table} SET row_id = 'older' WHERE row_id = '{row_id}';" for table in ("places", "leads", "timescales"))
    changed(
        database,
        f"""UPDATE documents SET version = '0.0.9';
        {children} UPDATE actions SET row_id = 'older', text = 'Train the manag ers', progress = NULL WHERE row_id = '{row_id}';
        DELETE FROM actions WHERE text = 'Put it on the website';
        INSERT INTO actions (row_id, document_id, position, text, refs, leads, timescales, struck, other)
        VALUES ('heading', '{document_id}', 9, 'Action', '[]', '[]', '[]', 0, '[]');
        UPDATE recommendations SET text = 'Improve superv ision' WHERE text LIKE 'Improve supervision%';
        UPDATE documents SET title = 'Action plan' WHERE document = 'leeds.docx'""",
    )


def said(database: Path) -> None:
    """Ann corrects row 1 and the badly read row 2, says that row 9 is none and that Hull's is right, confirms one pair, rejects another."""
    engine = open_database(database)
    with engine.begin() as connection:
        ids = dict(connection.execute(text("SELECT document || ' ' || position, row_id FROM plan_rows")).all())
        correct(connection, ids["leeds.docx 1"], "rag", "green", "Ann")
        correct(connection, ids["leeds.docx 2"], "status", "complete", "Ann")
        reject_row(connection, ids["leeds.docx 9"], "Ann")
        accept_row(connection, ids["hull.docx 1"], "Ann")
    run("recur", "--db", database)
    with engine.begin() as connection:
        of = dict(connection.execute(text("SELECT document || ' ' || number, recommendation_id FROM compared_recommendations")).all())
        record_verdict(connection, of["hull.docx 1"], of["leeds.docx 1"], "confirmed")
        record_verdict(connection, of["hull.docx 1"], of["leeds.docx 2"], "rejected")
    engine.dispose()


def test_what_an_older_version_read_is_read_again_and_what_people_said_is_kept(here: Path) -> None:
    database = here / "plans.db"
    before = query(database, ROWS)
    read_worse(database)
    changed(database, "DELETE FROM editions")  # so that what is worked out across documents is of what was read then
    said(database)
    code, lines = refreshed(database)
    rows = "1 row added, 0 gone, 1 changed (recommendation 1, action 1, progress 1)"
    assert (code, lines) == (
        0,
        [
            f"2 documents read again in {database}, 1 of them changed: {rows}.",
            f"  leeds.docx: {rows}, title 'Action plan' -> 'Leeds City Council: action plan as at 1 June 2013'",
            "Corrections in them: 3 kept, 1 waiting for a row that is not found now:",
            "  leeds.docx, row 9, row: 'rejected'",
            "A verdict waits, since no plan has both texts now: 'Improve the quality of case recording' and 'Improve superv ision'",
        ],
    )
    corrected = [list(row) for row in before]
    corrected[1][9], corrected[2][10] = "green", "complete"
    assert query(database, ROWS) == [tuple(row) for row in corrected]
    held = "SELECT document, r.position, x.field, c.value, found_by FROM applied_corrections x JOIN corrections c USING (correction_id) "
    assert query(database, f"{held} JOIN plan_rows r ON r.row_id = x.row_id ORDER BY document, r.position") == [
        ("hull.docx", 1, "row", None, "print and place"),
        ("leeds.docx", 1, "rag", "green", "print and place"),
        ("leeds.docx", 2, "status", "complete", "place"),
    ]
    verdicts = "SELECT number_of, verdict FROM (SELECT recommendation_number_b AS number_of, verdict FROM recurrence_candidates)"
    assert query(database, f"{verdicts} WHERE verdict IS NOT NULL") == [("1", "confirmed")]
    assert query(database, "SELECT verdict, recommendation_b FROM verdicts ORDER BY verdict")[1][0] == "rejected"
    assert query(database, "SELECT version, COUNT(DISTINCT run_id) FROM documents") == [("0.1.0", 1)]
    assert query(database, "SELECT documents, already_there, failed, settings FROM import_runs ORDER BY started_at, rowid")[-1] == (
        *(2, 0, 0, '{"jobs": 1, "refresh": true}'),
    )
    assert refreshed(database) == (0, [f"2 documents of {database} up to date."])


def test_another_vocabulary_is_another_reading(here: Path) -> None:
    database, mine = here / "plans.db", here / "mine.toml"
    other = here / "other.toml"
    shutil.copy(mine, other)
    assert refreshed(database, "--vocabulary", other) == (0, [f"2 documents of {database} up to date."])  # what it holds counts
    other.write_text('[headings.evidence]\nexact = ["Wombat"]\n')
    code, lines = refreshed(database, here / "archive" / "hull.docx", "--vocabulary", other)
    rows = "0 rows added, 0 gone, 1 changed (progress 1, evidence 1)"
    assert (code, lines) == (0, [f"1 document read again in {database}, 1 of them changed: {rows}.", f"  hull.docx: {rows}"])
    assert query(database, "SELECT document, progress, evidence FROM plan_rows WHERE position = 1 ORDER BY document") == [
        ("hull.docx", None, "Ten audited"),
        ("leeds.docx", "Written", None),
    ]
    # Each document keeps the vocabulary that it was read with; one that is gone matters where the document must be read again.
    mine.unlink()
    assert refreshed(database) == (0, [f"2 documents of {database} up to date."])
    changed(database, "UPDATE documents SET version = '0.0.9'")
    code, lines = refreshed(database)
    assert (code, lines) == (
        4,
        [
            f"1 document read again in {database}, none changed.",
            "1 failed:",
            f"  {here / 'archive' / 'leeds.docx'}: The document stays as it was read: the vocabulary that it was read with is not where it was "
            f"({mine}). Name one with --vocabulary.",
        ],
    )


def test_a_plans_csv_that_says_something_else_is_another_reading(here: Path) -> None:
    database, table = here / "plans.db", here / "archive" / "plans.csv"
    table.write_text("file,authority\nhull.docx,Kingston upon Hull\n")
    code, lines = refreshed(database, here / "archive")
    assert (code, lines) == (
        0,
        [
            f"1 document read again in {database}, 1 of them changed: 0 rows added, 0 gone, 0 changed.",
            "  hull.docx: authority 'Hull City Council' -> 'Kingston upon Hull'",
            f"1 document of {database} up to date.",
        ],
    )
    assert json.loads(str(query(database, "SELECT settings FROM documents WHERE document = 'hull.docx'")[0][0]))["plans.csv"] == {
        "authority": "Kingston upon Hull"
    }
    table.write_text("file,authrity\nhull.docx,Hull\n")
    code, [line] = refreshed(database)
    assert (code, line.startswith(f"{table}: ")) == (4, True)


def test_a_file_that_is_gone_is_named_and_found_again_elsewhere(here: Path) -> None:
    database, moved = here / "plans.db", here / "moved"
    (here / "archive").rename(moved)
    changed(database, "UPDATE documents SET version = '0.0.9'")
    before = query(database, "SELECT * FROM plan_rows ORDER BY document, position")
    gone = "The document stays as it was read: its file is not where it was. Name the file or its folder: plantrace import --refresh PATH."
    lines = [f"  {here / 'archive' / name}: {gone}" for name in ("hull.docx", "leeds.docx")]
    assert refreshed(database) == (4, [f"0 documents of {database} up to date.", "2 failed:", *lines])
    assert query(database, "SELECT * FROM plan_rows ORDER BY document, position") == before
    assert query(database, "SELECT error FROM import_failures") == [("SourceGone",)] * 2
    # Another file under the same name is another document.
    (here / "archive").mkdir()
    plan(here / "archive" / "hull.docx", "Hull", LEEDS)
    assert "(another file has its name now)" in refreshed(database)[1][2]
    plan(moved / "new.docx", "York", HULL)
    code, lines = refreshed(database, moved)
    assert (code, lines[0], lines[-1]) == (
        0,
        f"2 documents read again in {database}, 2 of them changed: 0 rows added, 0 gone, 0 changed.",
        f"1 document imported into {database}: 1 row, 1 recommendation, 1 diagnostic.",
    )
    paths = query(database, "SELECT source_path FROM documents ORDER BY source_path")
    assert paths == [(str(moved / name),) for name in ("hull.docx", "leeds.docx", "new.docx")]


def test_what_a_later_version_read_is_left(here: Path) -> None:
    database = here / "plans.db"
    changed(database, "UPDATE documents SET version = '0.10.0' WHERE document = 'hull.docx'")
    assert refreshed(database) == (
        0,
        [f"1 document of {database} up to date.", "1 read by a later plantrace, left as they are: hull.docx."],
    )
    assert version_key("0.10.0") > version_key("0.9.2")


def test_what_cannot_be_read_any_more_stays_as_it_was(here: Path) -> None:
    """A version may refuse what the one before it took: here a file of two bytes stands for it."""
    database = here / "plans.db"
    changed(database, "UPDATE documents SET version = '0.0.9' WHERE document = 'hull.docx'")
    before = query(database, ROWS)
    [(document_id,)] = query(database, "SELECT document_id FROM documents WHERE document = 'hull.docx'")
    (here / "archive" / "hull.docx").write_bytes(b"PK")
    tables = [name for (name,) in query(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%document_id%'")]
    damaged = hashlib.sha256(b"PK").hexdigest()
    for_each = (f"UPDATE {name} SET document_id = '{damaged}' WHERE document_id = '{document_id}'" for name in tables)
    changed(database, "; ".join(for_each))
    code, lines = refreshed(database)
    assert (code, lines[0], lines[1]) == (1, f"1 document of {database} up to date.", "1 failed:")
    assert query(database, ROWS) == before


def test_on_postgresql_too(here: Path, postgresql_database: str) -> None:
    arguments = (here / "archive", "--db", postgresql_database, "--jobs", 1)
    assert run("import", *arguments, "--vocabulary", here / "mine.toml").exit_code == 0
    engine = open_database(postgresql_database)
    with engine.begin() as connection:
        row_id = connection.execute(text("SELECT row_id FROM plan_rows WHERE document = 'hull.docx'")).scalar_one()
        correct(connection, row_id, "status", "complete", "Ann")
        connection.execute(text("UPDATE documents SET version = '0.0.9', title = 'Older' WHERE document = 'hull.docx'"))
    result = run("import", "--refresh", *arguments)
    assert result.stderr.splitlines() == [
        f"1 document read again in {postgresql_database}, 1 of them changed: 0 rows added, 0 gone, 0 changed.",
        "  hull.docx: title 'Older' -> 'Hull City Council: action plan as at 1 June 2013'",
        f"1 document of {postgresql_database} up to date.",
        "Corrections in them: 1 kept.",
    ]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT status FROM plan_rows WHERE document = 'hull.docx'")).scalars().all() == ["complete"]
    engine.dispose()


REFUSED = [
    ([], "Missing argument 'PATH...'"),
    (["--refresh", "--authority", "Leeds"], "name those that are meant"),
    (["--refresh", "--plan-date", "2013"], "name those that are meant"),
]


@pytest.mark.parametrize(("arguments", "reason"), REFUSED)
def test_a_command_line_that_means_too_little_or_too_much_is_refused(tmp_path: Path, arguments: list[str], reason: str) -> None:
    result = run("import", *arguments, "--db", tmp_path / "plans.db")
    assert (result.exit_code, reason in result.stderr) == (2, True)


def test_a_refresh_makes_no_database(tmp_path: Path) -> None:
    assert refreshed(tmp_path / "mispelt.db")[0] == 5
    assert list(tmp_path.iterdir()) == []


def test_what_somebody_took_out_meanwhile_stays_out() -> None:
    engine = memory_database()
    with engine.begin() as connection:
        assert read_again(connection, document_of(), PLAN, begin_run(connection, {}), {}) is None
        assert connection.execute(text("SELECT COUNT(*) FROM documents")).scalar_one() == 0


def test_a_file_that_changes_while_it_is_read_is_not_taken_for_what_it_was(here: Path) -> None:
    path = here / "archive" / "hull.docx"
    summary = Summary()
    take_in(memory_database(), "run", process(path), Wanted(path, Settings(), "0" * 64), summary)
    [error] = summary.failures
    assert str(error).startswith(f"{path}: The file is no longer what it was when the import began. Import it again;")
