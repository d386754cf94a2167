"""Where results cannot go: a full disk, a folder that is not there, an address that is taken. One line each, which says what to do."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plantrace.cli import main


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert "Traceback" not in result.output
    return result


FOLDER_OF_ONES_OWN = "Name one in a folder that is there and that you may write to."


@pytest.mark.parametrize("command", ["export {}/rows.csv", "export {}/rows.xlsx", "report {}/report.html", "review export {}/pack.xlsx"])
def test_a_file_that_cannot_be_written(tmp_path: Path, samples_db: Path, command: str) -> None:
    missing = tmp_path / "missing"
    words = command.format(missing).split()
    result = run(*words, "--db", samples_db)
    said = f"{words[-1]}: The file cannot be written (No such file or directory). {FOLDER_OF_ONES_OWN}\n"
    assert (result.exit_code, result.stderr) == (4, said)


def test_a_file_that_stood_there_stays_whole_where_the_new_one_cannot_be_written(tmp_path: Path, samples_db: Path) -> None:
    (tmp_path / "rows.csv").mkdir()
    result = run("export", tmp_path / "rows.csv", "--db", samples_db)
    assert (result.exit_code, "(Is a directory)" in result.stderr) == (4, True)
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]


def test_a_review_pack_is_a_workbook(tmp_path: Path, samples_db: Path) -> None:
    result = run("review", "export", tmp_path / "pack.csv", "--db", samples_db)
    assert (result.exit_code, "name it with .xlsx" in result.stderr) == (2, True)
    (tmp_path / "pack.xlsx").write_text("no workbook")
    result = run("review", "import", tmp_path / "pack.xlsx", "--db", samples_db)
    assert (result.exit_code, len(result.stderr.splitlines())) == (4, 1)
    assert "The file is no review pack (it is no workbook). Make one with `plantrace review export pack.xlsx`." in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_behind_stdout_is_told(samples_db: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "plantrace", "status", "--json", "--db", str(samples_db)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    said = "plantrace stopped: No space left on device. Make room on the disk that it writes to, and run it again.\n"
    assert (done.returncode, done.stderr) == (4, said)


def test_an_address_that_is_taken_is_told(samples_db: Path, tmp_path: Path) -> None:
    pytest.importorskip("datasette", reason="the extra `browse` is not installed")
    database = tmp_path / "plans.db"
    database.write_bytes(samples_db.read_bytes())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--db", database, "--port", port)
    assert (result.exit_code, len(result.stderr.splitlines())) == (4, 1)
    assert result.stderr.startswith(f"127.0.0.1:{port}: The server cannot be reached at this address (Address already in use).")
    assert run("serve", "--db", database, "--host", "no.such.host.invalid").exit_code == 4


def test_a_database_that_another_program_holds_is_told(samples_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a quarter of an hour: a document of another import takes less, and so does the matching of a large archive."""
    monkeypatch.setattr("plantrace.load.sqlite._SECONDS_TO_WAIT", 0.2)
    database = tmp_path / "plans.db"
    database.write_bytes(samples_db.read_bytes())
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        result = run("forget", "stockton-2013.word.docx", "--db", database)
    finally:
        other.close()
    assert (result.exit_code, result.stderr) == (
        5,
        f"{database}: The database cannot be used (database is locked). Another program is using it: try again when that has ended.\n",
    )
