"""What a demanding user gives to `plantrace import`: each gets one clear line, and the documents beside it are imported."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from conftest import SAMPLES
from plantrace.cli import main

PDF, DOCX = SAMPLES / "stockton-2013.wordpdf.pdf", SAMPLES / "stockton-2013.word.docx"
IMPORTED = "1 document imported into {}: 58 rows, 14 recommendations, 0 diagnostics."


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert "Traceback" not in result.output
    return result


def imported(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    try:
        return [name for (name,) in connection.execute("SELECT document FROM documents ORDER BY document")]
    finally:
        connection.close()


@pytest.mark.parametrize("what", ["missing", "empty"])
def test_where_nothing_is_there_one_line_says_so_and_no_database_is_made(tmp_path: Path, what: str) -> None:
    (tmp_path / "empty").mkdir()
    database = tmp_path / "plans.db"
    result = run("import", tmp_path / what, "--db", database)
    said = {
        "missing": "There is no such file or folder. Check the spelling.",
        "empty": "The folder holds no PDF or Word documents. Name a folder that holds .pdf, .docx or .doc files.",
    }
    assert (result.exit_code, result.stdout, result.stderr) == (4, "", f"{tmp_path / what}: {said[what]}\n")
    assert not database.exists()


def test_copies_of_a_damaged_file_are_failures_too_and_those_of_a_good_one_are_there(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).touch()
        shutil.copy(PDF, tmp_path / f"good {name}")
    result = run("import", tmp_path, "--db", database, "--jobs", 1)
    advice = "The file is empty. Fetch it again: the download or copy was cut off."
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        IMPORTED.format(database),
        "1 already there: good b.pdf.",
        "2 failed:",
        f"  {tmp_path / 'a.pdf'}: {advice}",
        f"  {tmp_path / 'b.pdf'}: {advice}",
    ]


def owner_password(path: Path) -> None:
    """Anybody may open it; only changing and printing it are forbidden."""
    with pikepdf.open(PDF) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="secret", user=""))


def test_a_pdf_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    owner_password(tmp_path / "plan.pdf")
    database = tmp_path / "plans.db"
    result = run("import", tmp_path / "plan.pdf", "--db", database)
    assert (result.exit_code, result.stderr.splitlines()) == (0, [IMPORTED.format(database)])


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def nowhere(path: Path) -> None:
    path.symlink_to("not there.pdf")


def closed_file(path: Path) -> None:
    shutil.copy(PDF, path)
    path.chmod(0)


def closed_folder(path: Path) -> None:
    path.mkdir()
    shutil.copy(PDF, path / "inside.pdf")
    path.chmod(0)


NOT_READ: list[tuple[str, Callable[[Path], None], str | None]] = [
    ("named pipe", pipe, None),
    ("pipe.pdf", pipe, None),
    ("loop.pdf", loop, "There is no such file or folder (a link that leads nowhere)"),
    ("link.pdf", nowhere, "There is no such file or folder (a link that leads nowhere)"),
    ("closed.pdf", closed_file, "The document could not be read (Permission denied)"),
    ("closed", closed_folder, "The folder cannot be opened (Permission denied). Ask its owner for the right to read it."),
    # what another program writes while it has the document open
    ("~$plan.docx", lambda path: path.write_bytes(b"\x05Ann"), None),
]


@pytest.mark.parametrize(("name", "make", "said"), NOT_READ, ids=[name for name, _, _ in NOT_READ])
def test_what_cannot_be_read_in_a_folder_costs_nothing_beside_it(
    tmp_path: Path, name: str, make: Callable[[Path], None], said: str | None
) -> None:
    """Nothing hangs, nothing that is named as a document is passed over in silence."""
    folder, database = tmp_path / "archive", tmp_path / "plans.db"
    folder.mkdir()
    shutil.copy(PDF, folder / "plan.pdf")
    make(folder / name)
    lines = as_others("import", folder, "--db", database, "--jobs", 1)
    assert lines[:1] == [IMPORTED.format(database)]
    assert [line.startswith(f"  {folder / name}: {said}") for line in lines[2:]] == ([True] if said else [])
    assert imported(database) == ["plan.pdf"]


def as_others(*arguments: object) -> list[str]:
    """Lines on stderr of a run that has not root's right to read everything."""
    command = [sys.executable, "-m", "plantrace", *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--", *command]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


@pytest.mark.parametrize("what", ["pipe", "device", "a name longer than any"])
def test_what_is_named_and_is_no_file_is_told(tmp_path: Path, what: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    paths = {"pipe": tmp_path / "pipe", "device": Path("/dev/null"), "a name longer than any": tmp_path / ("x" * 300)}
    said = {"a name longer than any": "There is no such file or folder (File name too long)"}
    result = run("import", paths[what], PDF, "--db", tmp_path / "plans.db", "--jobs", 1)
    assert result.exit_code == 4
    assert result.stderr.splitlines()[-1].startswith(f"  {paths[what]}: {said.get(what, 'A pipe or a device, not a file.')}")
    assert imported(tmp_path / "plans.db") == [PDF.name]


def test_a_file_larger_than_any_document_is_not_even_hashed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk image of terabytes under the name of a PDF, which takes no room on the disk and hours to hash."""
    with (tmp_path / "disk.pdf").open("wb") as file:
        file.truncate(8 << 40)
    result = run("import", tmp_path / "disk.pdf", PDF, "--db", tmp_path / "plans.db", "--jobs", 1)
    assert result.exit_code == 1
    assert "it has 8,388,608 MB, limit PLANTRACE_MAX_FILE_MB=1024" in result.stderr
    assert imported(tmp_path / "plans.db") == [PDF.name]


@pytest.mark.parametrize("option", ["--db", "--vocabulary"])
def test_a_pipe_for_a_file_keeps_nobody_waiting(tmp_path: Path, option: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = run("import", PDF, "--db", tmp_path / "plans.db", option, tmp_path / "pipe")
    said = {
        "--db": (5, "The database cannot be used (it is a pipe or a device). Name another file with --db."),
        "--vocabulary": (4, "The vocabulary file cannot be read (no file of less than 5,000,000 bytes)."),
    }
    assert (result.exit_code, result.stderr.startswith(f"{tmp_path / 'pipe'}: {said[option][1]}")) == (said[option][0], True), result.stderr


@pytest.mark.parametrize(
    "arguments",
    [[""], [PDF, ""], ["", "--refresh"], [PDF, "--time-limit", "inf"], [PDF, "--time-limit", 10**9], [PDF, "--memory-limit", 10**9]],
)
def test_what_no_import_can_do_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[object]) -> None:
    """A variable of a script that holds nothing is not the folder where one happens to stand."""
    monkeypatch.chdir(tmp_path)
    assert run("import", *arguments, "--db", tmp_path / "plans.db").exit_code == 2
    assert not (tmp_path / "plans.db").exists()


def test_where_the_machine_allows_less_memory_than_the_limit_documents_are_read_all_the_same(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    command = ["prlimit", f"--data={3 << 30}", "setpriv", "--bounding-set=-sys_resource", "--", sys.executable, "-m", "plantrace"]
    done = subprocess.run([*command, "import", PDF, "--db", database], capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr.splitlines()) == (0, [IMPORTED.format(database)])


NAMES = [
    "Rapport d’évaluation — plan.pdf",
    "計画 план.pdf",
    "two\nlines.pdf",
    " leading and trailing .pdf",
    "-starts with a dash.pdf",
    "%s {0} $HOME.pdf",
    "n" * 251 + ".pdf",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_names_of_any_kind(tmp_path: Path, name: str) -> None:
    """Imported, shown on one line each, exported, forgotten again by that name."""
    folder, database = tmp_path / "archive", tmp_path / "plans.db"
    folder.mkdir()
    shutil.copy(PDF, folder / name)
    (folder / f"empty{name[5:]}").touch()
    result = run("import", folder, "--db", database, "--jobs", 1)
    assert (result.exit_code, imported(database)) == (1, [name])
    assert len(result.stderr.splitlines()) == 3
    assert run("status", "--db", database).exit_code == 0
    assert run("export", tmp_path / "plans.json", "--db", database).exit_code == 0
    assert {row["document"] for row in json.loads((tmp_path / "plans.json").read_text("utf-8"))} == {name}
    assert run("forget", "--db", database, "--", name).exit_code == 0
    assert imported(database) == []


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    """Of a disk written under another encoding."""
    folder = tmp_path / "archive"
    folder.mkdir()
    shutil.copy(PDF, os.fsencode(folder) + b"/caf\xe9.pdf")
    result = run("import", folder, "--db", tmp_path / "plans.db")
    assert result.exit_code == 0
    [name] = imported(tmp_path / "plans.db")
    assert name.startswith("caf")


def test_a_file_that_goes_away_while_it_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was there when the folder was searched; the others come in."""
    from plantrace.cli import importing

    folder = tmp_path / "archive"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (folder / name).write_bytes(PDF.read_bytes() + f"%{name}\n".encode())
    chosen = importing.not_there_yet

    def then_gone(*arguments: object) -> list[importing.Wanted]:
        wanted = chosen(*arguments)  # type: ignore[arg-type]
        (folder / "a.pdf").unlink()
        (folder / "b.pdf").write_bytes(PDF.read_bytes() + b"%changed\n")
        return wanted

    monkeypatch.setattr(importing, "not_there_yet", then_gone)
    result = run("import", folder, "--db", tmp_path / "plans.db", "--jobs", 1)
    assert result.exit_code != 0
    assert [line.split(":")[0] for line in result.stderr.splitlines()[-2:]] == [f"  {folder / 'a.pdf'}", f"  {folder / 'b.pdf'}"]
    assert "The file is no longer what it was" in result.stderr
    assert imported(tmp_path / "plans.db") == ["c.pdf"]
