"""An SQLite file as an engine: who writes takes a turn and waits for it, who reads waits for nobody."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..diagnostics import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

READING = "plantrace_reading"
"""The execution option of a connection that only reads."""

_SQLITE_HEADER = b"SQLite format 3\x00"
_SECONDS_TO_WAIT = 900.0
"""For another import that is writing: it holds the database for one document at a time, but matching a large archive may take minutes."""
_SECONDS_IN_SQLITE = 60.0
"""As long as SQLite waits by itself, deaf to Ctrl-C."""


class NoSuchDatabase(DatabaseError):
    """There is no such database."""

    advice = "Make it with `plantrace import PATH...`, or name another with --db."


def file_engine(path: Path, *, create: bool, read_only: bool) -> Engine:
    """The database in a file, which `create` makes. Raises DatabaseError: no such file or folder, not SQLite, not readable."""
    _check_file(path, create)
    mode = "ro" if read_only else "rwc" if create else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    if read_only and not os.access(path.absolute().parent, os.W_OK) and not Path(f"{path}-wal").exists():
        uri += "&immutable=1"  # a write-ahead log needs a file beside the database, which a read-only folder does not allow

    seconds = min(_SECONDS_IN_SQLITE, _SECONDS_TO_WAIT)

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=seconds, isolation_level=None, check_same_thread=False)

    return sqlite_engine(connect, read_only=read_only, single=False)


def _check_file(path: Path, create: bool) -> None:
    try:
        if path.is_dir():
            raise DatabaseError(path, "it is a folder")
        if not path.exists():
            if not create:
                raise NoSuchDatabase(path)
            if not path.absolute().parent.is_dir():
                raise DatabaseError(path, f"there is no folder {path.parent}")
            return
        if not path.is_file():
            raise DatabaseError(path, "it is a pipe or a device")
        with path.open("rb") as stream:
            head = stream.read(len(_SQLITE_HEADER))
    except OSError as error:
        raise DatabaseError(path, error.strerror or str(error)) from error
    if head and head != _SQLITE_HEADER:
        raise DatabaseError(path, "the file is not an SQLite database")


def sqlite_engine(connect: Any, *, read_only: bool, single: bool) -> Engine:
    """Over connections of `connect`; `single` keeps one for all, which a database in memory needs."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool, StaticPool

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool if single else QueuePool)

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")
        if not read_only and not single:
            _write_ahead(connection)

    def on_begin(connection: Connection) -> None:
        # A writer takes its turn before it reads: two imports that both read first and write later would refuse each other.
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        if read_only or connection.get_execution_options().get(READING):
            driver.execute("BEGIN")
        else:
            _until_free(driver, "BEGIN IMMEDIATE")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers go on while one writes. SQLite refuses the change at once, whatever its time limit, while another import makes it too."""
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        # where the file system cannot share memory the mode stays as it is, without an error
        _until_free(connection, "PRAGMA journal_mode = WAL")


def _until_free(connection: sqlite3.Connection, statement: str) -> None:
    """Runs a statement, again and again as long as somebody else holds the database."""
    deadline = time.monotonic() + _SECONDS_TO_WAIT
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
