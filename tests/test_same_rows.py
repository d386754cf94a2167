"""The same documents give the same rows: read one by one, by a pool of processes or by a Dask cluster, kept in SQLite or in PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from sqlalchemy import inspect, text

from conftest import ROOT, SAMPLES
from plantrace.cli import main
from plantrace.load.database import open_database

CORPUS = ROOT.parent / "shared" / "corpus"
OF_THE_RUN = {"run_id", "imported_at"}
"""Columns that say when and by which run a document was imported."""

Contents = dict[str, list[tuple[object, ...]]]


def documents() -> list[str]:
    """The labelled plans where they stand beside the checkout, else the samples: PDF, .docx and .doc of each."""
    if CORPUS.is_dir():
        return sorted(str(path) for path in CORPUS.iterdir() if path.suffix in (".pdf", ".docx", ".doc"))
    return [str(SAMPLES)]


def imported(database: str | Path, *how: str) -> Contents:
    """Every view and every table but those of import runs, as rows in an order of their own."""
    result = CliRunner().invoke(main, ["import", *documents(), "--db", str(database), *how])
    assert result.exit_code == 0, result.stderr
    engine = open_database(database, read_only=True)
    contents: Contents = {}
    with engine.connect() as connection:
        found = inspect(connection)
        names = [*found.get_view_names(), *(name for name in found.get_table_names() if not name.startswith(("import_", "sqlite_")))]
        for name in names:
            columns = sorted(column["name"] for column in found.get_columns(name) if column["name"] not in OF_THE_RUN)
            rows = connection.execute(text(f"SELECT {', '.join(columns)} FROM {name}"))
            contents[name] = sorted((tuple(row) for row in rows), key=repr)
    engine.dispose()
    return contents


def test_however_they_are_read_and_wherever_they_are_kept(tmp_path: Path, postgresql_database: str, dask_scheduler: str) -> None:
    one_by_one = imported(tmp_path / "serial.db", "--jobs", "1")
    assert {"plan_rows", "plan_documents", "recurrences", "threads", "overdue", "year_summary", "places", "leads"} < one_by_one.keys()
    assert len(one_by_one["plan_rows"]) > 300
    others = {
        "a pool, PostgreSQL": imported(postgresql_database, "--jobs", "2"),
        "a Dask cluster, SQLite": imported(tmp_path / "dask.db", "--scheduler", dask_scheduler),
    }
    for how, contents in others.items():
        assert contents.keys() == one_by_one.keys(), how
        for name, rows in one_by_one.items():
            assert contents[name] == rows, (how, name)
