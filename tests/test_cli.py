"""The command line as a shell sees it: what is printed where, exit codes, help; never a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import tomllib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from conftest import ROOT, SAMPLES
from hand_made import PLAN, document_of
from plantrace.cli import main
from plantrace.load.database import open_database
from plantrace.load.runs import begin_run
from plantrace.load.store import store_document
from plantrace.normalise.model import Action, Lead, Other, Timescale
from word_files import tbl, tc, tr, write_docx

PDF, DOCX, DOC = (SAMPLES / name for name in ("stockton-2013.wordpdf.pdf", "stockton-2013.word.docx", "sunderland-2019-irs.worddoc.doc"))


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert "Traceback" not in result.output
    return result


def query(database: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def test_an_import_says_what_came_in_and_an_import_again_that_it_was_there(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    first = run("import", PDF, DOCX, "--db", database, "--jobs", 1)
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.splitlines()[-1] == f"2 documents imported into {database}: 116 rows, 28 recommendations, 0 diagnostics."
    before = query(database, "SELECT * FROM plan_rows ORDER BY row_id")
    second = run("import", PDF, DOCX, "--db", database)
    assert second.exit_code == 0
    assert second.stderr.splitlines() == [
        f"0 documents imported into {database}: 0 rows, 0 recommendations, 0 diagnostics.",
        "2 already there: stockton-2013.wordpdf.pdf, stockton-2013.word.docx.",
    ]
    assert query(database, "SELECT * FROM plan_rows ORDER BY row_id") == before
    assert query(database, "SELECT documents, already_there, failed FROM import_runs ORDER BY rowid") == [(2, 0, 0), (0, 2, 0)]


def test_the_same_content_under_two_names_is_one_document_and_other_content_another(tmp_path: Path) -> None:
    database, folder = tmp_path / "plans.db", tmp_path / "copies"
    (folder / "a").mkdir(parents=True)
    (folder / "b").mkdir()
    shutil.copy(PDF, folder / "a" / "plan.pdf")
    shutil.copy(PDF, folder / "copy of plan.pdf")
    shutil.copy(SAMPLES / "sunderland-2013.web.pdf", folder / "b" / "plan.pdf")
    result = run("import", folder, "--db", database, "--jobs", 1)
    assert "1 already there: plan.pdf." in result.stderr
    assert query(database, "SELECT document FROM documents ORDER BY document") == [("copy of plan.pdf",), ("plan.pdf",)]
    (folder / "a" / "plan.pdf").write_bytes(DOCX.read_bytes())
    again = run("import", folder, "--db", database, "--jobs", 1)
    assert "Kept beside an earlier document of the same name, since the content is another: plan.pdf." in again.stderr
    assert query(database, "SELECT COUNT(*) FROM documents") == [(3,)]


def bad(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_bad_file_is_named_and_the_others_are_imported(tmp_path: Path) -> None:
    database, empty = tmp_path / "plans.db", bad(tmp_path, "empty.pdf", b"")
    result = run("import", empty, PDF, tmp_path / "mispelt", "--db", database, "--jobs", 1)
    assert result.exit_code == 1  # for two different reasons
    assert result.stderr.splitlines()[-3:] == [
        "2 failed:",
        f"  {tmp_path / 'mispelt'}: There is no such file or folder. Check the spelling.",
        f"  {empty}: The file is empty. Fetch it again: the download or copy was cut off.",
    ]
    assert query(database, "SELECT COUNT(*) FROM documents") == [(1,)]
    assert query(database, "SELECT error FROM import_failures ORDER BY position") == [("NoSuchPath",), ("EmptyFile",)]


def exit_codes(folder: Path) -> list[tuple[int, list[object], str]]:
    (folder / "empty").mkdir()
    words = bad(folder, "words.db", b"no database")
    vocabulary = bad(folder, "mine.toml", b"[headings.leed]\nexact = ['Owner']\n")
    database = folder / "plans.db"
    return [
        (0, ["import", PDF, "--db", database], "imported"),
        (1, ["import", bad(folder, "picture.pdf", b"\x89PNG"), "--db", database], "Not a PDF or Word document"),
        (2, ["import", "--db", database], "Missing argument"),
        (2, ["import", PDF, "--plan-date", "18/9/2013", "--db", database], "is no date such as 2013"),
        (2, ["import", PDF, "--jobs", "0", "--db", database], "0 is not in the range"),
        (2, ["export", folder / "plans.ods", "--db", database], "Use .xlsx, .csv, .json or .parquet"),
        (2, ["inspect", folder], "is a folder"),
        (4, ["import", folder / "missing", "--db", database], "There is no such file or folder"),
        (4, ["import", folder / "empty", "--db", database], "The folder holds no PDF or Word documents"),
        (4, ["import", PDF, "--vocabulary", vocabulary, "--db", database], "mine.toml"),
        (
            4,
            ["import", PDF, "--vocabulary", folder / "none.toml", "--db", database],
            "none.toml: The vocabulary file cannot be read (No such",
        ),
        (4, ["inspect", folder / "missing.pdf"], "There is no such file or folder"),
        (1, ["inspect", folder / "picture.pdf"], "Not a PDF or Word document"),
        (4, ["forget", "missing.pdf", "--db", database], "No document of this name"),
        (4, ["export", folder / "missing" / "plans.csv", "--db", database], "cannot be written"),
        (5, ["import", PDF, "--db", words], "the file is not an SQLite database"),
        (5, ["import", PDF, "--db", folder], "it is a folder"),
        (5, ["status", "--db", "mysql://me@host/plans"], "neither a file nor a database URL such as postgresql+psycopg"),
        (5, ["status", "--db", "sqlite:///plans.db"], "neither a file nor a database URL"),
        (5, ["status", "--db", "postgresql+nothing://me@host/plans"], "no database URL such as"),
        (5, ["status", "--db", folder / "missing.db"], "There is no such database"),
        (5, ["export", folder / "plans.csv", "--db", folder / "missing.db"], "There is no such database"),
        (5, ["forget", "plan.pdf", "--db", words], "the file is not an SQLite database"),
    ]


def test_a_password_is_never_printed() -> None:
    result = run("status", "--db", "postgresql+psycopg://me:secret@127.0.0.1:9/plans")
    assert (result.exit_code, "secret" in result.output, "://me:***@127.0.0.1:9/plans" in result.stderr) == (5, False, True)


def test_an_at_sign_in_a_password_shows_nothing_of_it() -> None:
    result = run("status", "--db", "postgresql+psycopg://me:se@cret@127.0.0.1:9/plans")
    assert (result.exit_code, "cret" in result.output, "://me:***@127.0.0.1:9/plans" in result.stderr) == (5, False, True)
    assert "an @ within its password or user is written %40" in result.stderr


def test_every_kind_of_failure_has_its_exit_code_and_one_line(tmp_path: Path) -> None:
    for code, arguments, said in exit_codes(tmp_path):
        result = run(*arguments)
        assert (result.exit_code, said in result.stderr) == (code, True), (arguments, result.exit_code, result.stderr)


def test_what_is_overridden_stands_in_every_row(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    run("import", PDF, "--db", database, "--authority", "Elsewhere", "--plan-date", "2014-01")
    assert query(database, "SELECT DISTINCT authority, plan_date FROM plan_rows") == [("Elsewhere", "2014-01")]
    assert query(database, "SELECT settings FROM documents") == [('{"authority": "Elsewhere", "plan_date": "2014-01"}',)]


def test_a_plans_csv_beside_the_files_speaks_for_each_and_the_command_line_above_it(tmp_path: Path) -> None:
    database, folder = tmp_path / "plans.db", tmp_path / "archive"
    folder.mkdir()
    shutil.copy(PDF, folder / "a.pdf")
    shutil.copy(DOCX, folder / "b.docx")
    (folder / "plans.csv").write_text("file,authority,plan_date\na.pdf,Leeds City Council,2015\n")
    run("import", folder, "--db", database, "--jobs", 1, "--plan-date", "2016-02")
    found = query(database, "SELECT document, authority, plan_date FROM documents ORDER BY document")
    assert found[0] == ("a.pdf", "Leeds City Council", "2016-02")
    assert (found[1][1] != "Leeds City Council", found[1][2]) == (True, "2016-02")
    (folder / "plans.csv").write_text("file,authority,plan_date\na.pdf,Leeds City Council,soon\n")
    result = run("import", folder, "--db", tmp_path / "other.db")
    assert (result.exit_code, "plans.csv" in result.stderr, len(result.stderr.splitlines())) == (4, True, 1)


def test_forget_takes_a_document_out_and_import_brings_the_same_rows_back(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    run("import", PDF, DOCX, "--db", database, "--jobs", 1)
    before = query(database, "SELECT * FROM plan_rows ORDER BY row_id")
    result = run("forget", PDF, "--db", database)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{PDF.name} is out of {database}.\n")
    assert query(database, "SELECT DISTINCT document FROM plan_rows") == [(DOCX.name,)]
    run("import", PDF, "--db", database)
    assert query(database, "SELECT * FROM plan_rows ORDER BY row_id") == before


def test_inspect_shows_what_an_import_would_give_and_writes_nothing(
    tmp_path: Path, samples_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = json.loads(run("inspect", PDF, "--json").stdout)
    assert sorted(found) == ["account", "diagnostics", "document", "rag_key", "rows"]
    imported = query(
        samples_db, f"SELECT row_id, position, action, due, leads FROM plan_rows WHERE document = '{PDF.name}' ORDER BY position"
    )
    assert [(row["row_id"], row["position"], row["action"], row["due"], row["leads"]) for row in found["rows"]] == [
        (*row[:4], json.loads(str(row[4]))) for row in imported
    ]
    place = found["rows"][0]["places"]["action"][0]
    assert (place["page"], sorted(place)) == (1, ["box", "column", "page", "row", "table"])
    account = found["account"]
    assert account["words_in_tables"] == account["words_in_rows"] + account["words_in_headings"] + len(account["left_over"])
    assert list(tmp_path.iterdir()) == []


def test_inspect_reads_well_on_a_terminal() -> None:
    lines = run("inspect", DOCX).stdout.splitlines()
    assert lines[0].startswith("title:            Action Plan in response to")
    assert any(line.startswith("position  page  no.") for line in lines)
    assert any(line.startswith("58 rows, 14 recommendations") for line in lines)


def test_status_lists_the_documents(samples_db: Path) -> None:
    result = run("status", "--db", samples_db)
    lines = result.stdout.splitlines()
    assert sorted(line.split()[0] for line in lines[1:5]) == sorted(path.name for path in SAMPLES.glob("*.*") if path.suffix != ".md")
    assert lines[6].startswith("4 documents, ")
    listed = json.loads(run("status", "--db", samples_db, "--json").stdout)
    assert sum(document["rows"] for document in listed) == query(samples_db, "SELECT COUNT(*) FROM plan_rows")[0][0]


def test_what_could_not_be_placed_is_a_vocabulary_to_complete(tmp_path: Path) -> None:
    database, mine = tmp_path / "plans.db", tmp_path / "mine.toml"
    engine = open_database(database, create=True)
    actions = (
        Action(
            1, None, None, "1", "Audit files", other=(Other('Wombat "A"', "x"), Other("Funding", "y")), leads=(Lead("SMcL", "initials"),)
        ),
        Action(2, None, None, "2", "Train staff", other=(Other('Wombat "A"', "z"),), lead_raw="?!", timescale_raw="anon"),
        Action(3, None, None, "3", "Report", timescales=(Timescale("anon\nanon", "unparsed"),)),
    )
    with engine.begin() as connection:
        store_document(connection, document_of(), replace(PLAN, recommendations=(), actions=actions), begin_run(connection, {}))
    engine.dispose()
    collected = run("status", "--db", database, "--unmatched").stdout
    # `Funding` is a heading that plantrace knows and keeps under `other` on purpose.
    assert tomllib.loads(collected) == {"headings": {"other": {"exact": ['Wombat "A"']}}, "leads": {"people": {}}}
    assert [line for line in collected.splitlines() if line.endswith((" row", " rows"))] == [
        '    "Wombat \\"A\\"",  # 2 rows',
        '# "SMcL" = ""  # 1 row',
        '#   "?!"  # 1 row',
        '#   "anon anon"  # 1 row',
    ]
    mine.write_text(collected, "utf-8")
    assert run("inspect", DOCX, "--vocabulary", mine).exit_code == 0


def test_what_was_placed_is_not_asked_for_again(tmp_path: Path) -> None:
    """The file of `status --unmatched` as it is, with a name beside the initials: nothing of it is unmatched in what is read with it."""
    plan, database, mine = tmp_path / "plan.docx", tmp_path / "plans.db", tmp_path / "mine.toml"
    rows = ["Action | Lead | Timescale | Wombat", "Audit the files | SMcL | May 2013 | aa", "Train the staff | SMcL | June 2013 | bb"]
    write_docx(plan, tbl(*(tr(*(tc(text) for text in row.split(" | "))) for row in rows)))
    assert run("import", plan, "--db", database).exit_code == 0
    collected = run("status", "--db", database, "--unmatched").stdout
    assert tomllib.loads(collected)["headings"] == {"other": {"exact": ["Wombat"]}}
    mine.write_text(collected.replace('# "SMcL" = ""', '"SMcL" = "Shaun McLurg"'), "utf-8")
    assert run("import", plan, "--db", database, "--refresh", "--vocabulary", mine).exit_code == 0
    again = run("status", "--db", database, "--unmatched").stdout
    assert tomllib.loads(again) == {"headings": {"other": {"exact": []}}, "leads": {"people": {}}}
    assert "SMcL" not in again


def test_an_export_is_counted_on_stderr(tmp_path: Path, samples_db: Path) -> None:
    result = run("export", tmp_path / "rows.csv", "--db", samples_db)
    rows = query(samples_db, "SELECT COUNT(*) FROM plan_rows")[0][0]
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{rows} rows written to {tmp_path / 'rows.csv'}.\n")


def test_what_came_back_is_told_in_words_json_and_csv(samples_db: Path, tmp_path: Path) -> None:
    words = run("recur", "--db", samples_db, "--explain")
    assert words.exit_code == 0
    threads = json.loads(run("recur", "--db", samples_db, "--json").stdout)["threads"]
    table = list(csv.DictReader(io.StringIO(run("recur", "--db", samples_db, "--csv").stdout)))
    assert [row["text"] for row in table] == [each["text"] for thread in threads for each in thread["occurrences"]]
    assert len(table) > 1
    assert [
        plan["document"] for plan in json.loads(run("compare", "Sunderland City Council", "--db", samples_db, "--json").stdout)["plans"]
    ]
    assert run("compare", "Atlantis", "--db", samples_db).exit_code == 4
    page = run("report", tmp_path / "report.html", "--db", samples_db, "--no-pictures")
    assert (page.exit_code, (tmp_path / "report.html").read_text("utf-8").lstrip()[:15].lower()) == (0, "<!doctype html>")


def commands(group: click.Group = main, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command, those of groups within it too."""
    found = []
    for name, command in group.commands.items():
        found += [(*path, name), *(commands(command, (*path, name)) if isinstance(command, click.Group) else [])]
    return found


@pytest.mark.parametrize("path", [(), *commands()], ids=" ".join)
def test_every_help_ends_with_an_example_that_the_command_line_takes(path: tuple[str, ...]) -> None:
    result = run(*path, "--help")
    before, _, example = result.stdout.rpartition("Example")
    assert result.exit_code == 0
    assert before
    lines = [line.strip() for line in example.splitlines()[1:] if line.strip()]
    assert lines
    for each in " && ".join(lines).split(" && "):
        words = shlex.split(each.split(">")[0].split("|")[0])
        assert words[: len(path) + 1] == ["plantrace", *path]
        context = click.Context(main)
        command: click.Command = main
        rest = words[1:]
        while isinstance(command, click.Group):
            name, found, rest = command.resolve_command(context, rest)
            assert found is not None, name
            command = found
        command.make_context("plantrace", rest)  # raises UsageError where an option is none


def test_the_exit_codes_are_in_the_help_and_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = [line.split(None, 1) for line in run("--help").stdout.split("Exit codes:")[1].splitlines() if line.strip()[:1].isdigit()]
    assert [int(code) for code, _ in shown] == [0, 1, 2, 3, 4, 5, 6, 70, 130]
    for code, _ in shown:
        assert f"| {code} |" in readme


HEAVY = {
    "numpy",
    "pandas",
    "spacy",
    "sqlalchemy",
    "pdfplumber",
    "pypdfium2",
    "lxml",
    "openpyxl",
    "pyarrow",
    "scipy",
    "matplotlib",
    "datasette",
}


@pytest.mark.parametrize("arguments", [["--help"], ["import", "--help"], ["--version"]], ids=" ".join)
def test_help_is_instant_since_nothing_heavy_is_imported(arguments: list[str]) -> None:
    script = "import sys\nfrom plantrace.cli import main\ntry:\n    main(sys.argv[1:])\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stderr.split()) == set()


def test_python_m_plantrace_is_the_same_program() -> None:
    done = subprocess.run([sys.executable, "-m", "plantrace", "--help"], capture_output=True, text=True, check=True)
    assert "Archived action plans" in done.stdout


def test_a_terminal_of_few_letters_shows_the_others_escaped() -> None:
    """A plan’s dash on one that knows Western letters alone."""
    command = [sys.executable, "-m", "plantrace", "inspect", str(DOCX)]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)
    assert (done.returncode, done.stderr, "\\u2026" in done.stdout) == (0, "", True)


def test_a_fault_of_ours_is_a_line_and_exit_code_70(samples_db: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def faulty(*_: object) -> None:
        raise KeyError("theme")

    monkeypatch.setattr("plantrace.trace.export.read_records", faulty)
    result = run("export", tmp_path / "rows.csv", "--db", samples_db)
    assert (result.exit_code, result.stdout) == (70, "")
    assert result.stderr.startswith("plantrace failed: KeyError: 'theme'. Set PLANTRACE_DEBUG=1")


def test_a_closed_pipe_is_no_fault(samples_db: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m plantrace status --json --db {shlex.quote(str(samples_db))} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty plans: one made different in its bytes, since what follows the end of a PDF is ignored."""
    folder = tmp_path_factory.mktemp("copies")
    for number in range(40):
        (folder / f"{number:02d}.pdf").write_bytes(PDF.read_bytes() + b"%%%d\n" % number)
    return folder


@pytest.fixture(scope="module")
def undisturbed(copies: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    database = tmp_path_factory.mktemp("undisturbed") / "plans.db"
    assert run("import", copies, "--db", database, "--jobs", 2).exit_code == 0
    return every_view(database)


def every_view(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Each view's rows in an order of their own; when a document was imported is left out."""
    names = [str(name) for (name,) in query(database, "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")]
    views = {}
    for name in names:
        columns = [str(column[1]) for column in query(database, f"PRAGMA table_info({name})") if column[1] != "imported_at"]
        views[name] = sorted(query(database, f"SELECT {', '.join(columns)} FROM {name}"), key=repr)
    return views


def importing(folder: Path, database: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "plantrace", "import", str(folder), "--db", str(database), "--jobs", "2"]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)


@pytest.mark.parametrize("documents", [0, 1, 20])
def test_a_pulled_plug_leaves_whole_documents_and_the_next_run_completes_them(
    tmp_path: Path, copies: Path, undisturbed: dict[str, list[tuple[object, ...]]], documents: int
) -> None:
    database = tmp_path / "plans.db"
    process = importing(copies, database)
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and not (database.exists() and _documents(database) >= documents):
        time.sleep(0.01)
    process.kill()
    process.communicate(timeout=300)
    if database.exists() and _documents(database):
        assert query(database, "PRAGMA integrity_check") == [("ok",)]
        assert query(database, "SELECT DISTINCT COUNT(*) FROM actions GROUP BY document_id") == [(58,)]
    assert _documents(database) < 40
    assert run("import", copies, "--db", database, "--jobs", 2).exit_code == 0
    assert every_view(database) == undisturbed


def test_two_imports_at_once_lose_nothing_and_double_nothing(
    tmp_path: Path, copies: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    database = tmp_path / "plans.db"
    both = [importing(copies, database) for _ in range(2)]
    said = [process.communicate(timeout=900)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert every_view(database) == undisturbed


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small file system")
def test_a_full_disk_is_told_and_the_database_is_whole(tmp_path: Path, copies: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(small)], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        database = small / "plans.db"
        result = run("import", copies, "--db", database, "--jobs", 1)
        assert (result.exit_code, "database or disk is full" in result.stderr) == (5, True), result.stderr
        assert query(database, "PRAGMA integrity_check") == [("ok",)]
        assert {count for (count,) in query(database, "SELECT COUNT(*) FROM actions GROUP BY document_id")} <= {58}
    finally:
        subprocess.run(["umount", "--lazy", str(small)], check=True)


def test_ctrl_c_keeps_what_is_done_and_the_next_run_does_the_rest(tmp_path: Path, copies: Path) -> None:
    database = tmp_path / "plans.db"
    process = importing(copies, database)
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and not (database.exists() and _documents(database)):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    try:
        said = process.communicate(timeout=300)[1]
    finally:
        process.kill()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "the same command goes on with the rest" in said
    done = _documents(database)
    assert 0 < done < 40
    assert query(database, "PRAGMA integrity_check") == [("ok",)]
    assert query(database, "SELECT DISTINCT COUNT(*) FROM actions GROUP BY document_id") == [(58,)]
    result = run("import", copies, "--db", database, "--jobs", 2)
    assert result.exit_code == 0
    assert f"{40 - done} documents imported" in result.stderr
    assert _documents(database) == 40


def test_ctrl_c_while_the_readers_start_shows_nothing_of_them(tmp_path: Path, copies: Path) -> None:
    """A terminal's Ctrl-C reaches every process of the import, those too that are importing what they need."""
    process = importing(copies, tmp_path / "plans.db")
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and "multiprocessing.forkserver" not in _commands(process.pid):
        time.sleep(0.01)
    for _ in range(5):
        time.sleep(0.05)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
    try:
        said = process.communicate(timeout=300)[1]
    finally:
        process.kill()
    assert (process.returncode, "Traceback" in said, "KeyboardInterrupt" in said) == (130, False, False), said


def _commands(group: int) -> str:
    """The command lines of a process group."""
    found = ""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[2]) == group:
                found += (folder / "cmdline").read_text()
    return found


def _documents(database: Path) -> int:
    try:
        return int(str(query(database, "SELECT COUNT(*) FROM documents")[0][0]))
    except sqlite3.OperationalError:
        return 0
