"""What several tests stand on: the labelled corpus beside the checkout, and the samples imported once."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from browsing import archive, database, page, review, site

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
BROWSING = (archive, database, page, review, site)
"""Fixtures of the tests of the browser, found here by every test."""


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The labelled plans, where they stand beside the checkout."""
    folder = ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip(f"the labelled corpus is not at {folder}")
    return folder


@pytest.fixture(scope="session")
def samples_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every file of samples/ in it; not to be written to."""
    from plantrace.cli import main

    path = tmp_path_factory.mktemp("samples") / "plans.db"
    result = CliRunner().invoke(main, ["import", str(SAMPLES), "--db", str(path), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of an empty PostgreSQL server of its own on a free port, from Debian's package; gone afterwards."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
    if programs is None or not (programs / "initdb").exists():
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed: make system")
        pytest.skip("PostgreSQL is not installed: make system")
    pytest.importorskip("psycopg")
    # not below pytest's own folder: any other test run closes that to all but its owner
    folder = Path(tempfile.mkdtemp(prefix="plantrace-postgresql-"))
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if user:
        folder.chmod(0o755)
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = str(folder / "data")
    _run(*user, str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    _run(*user, str(programs / "pg_ctl"), "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        _run(*user, str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_database(postgresql: str) -> str:
    """The URL of an empty database of its own on that server."""
    import psycopg

    name = f"plans_{os.urandom(4).hex()}"
    with psycopg.connect(postgresql.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return f"{postgresql.rpartition('/')[0]}/{name}"


@pytest.fixture(scope="session")
def dask_scheduler() -> Iterator[str]:
    """The address of a Dask cluster of two worker processes on this machine."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as workers:
        yield workers.scheduler_address


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0, done.stderr
