"""Open a database: an SQLite file or a PostgreSQL URL, made by `schema.sql` where it is new, upgraded where it is older."""

from __future__ import annotations

import logging
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import DatabaseError
from .sqlite import READING, file_engine, sqlite_engine

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData

SCHEMA_VERSION = 1
"""What `schema.sql` makes."""

_TURN = 0x706C616E


def open_database(target: str | Path, *, create: bool = False, read_only: bool = False) -> Engine:
    """The database at a path or a `postgresql+psycopg://` URL, at the current schema version.

    With `create` a missing or empty one is made; an older one is upgraded in place, with a copy left beside it. Raises DatabaseError:
    a file that is no SQLite database, a database of something else, one that a later version made, one that cannot be reached.
    """
    from .migrations import upgrade

    url, name = str(target), shown(target)
    engine = _server_engine(url) if "://" in url else file_engine(Path(url), create=create, read_only=read_only)
    try:
        with database_errors(url):
            version = _version_of(engine, name)
            if version is None and not create:
                raise DatabaseError(name, "it holds no plans")
            if version is None:
                _create(engine, url)
            elif version < SCHEMA_VERSION:
                if read_only:
                    open_database(url).dispose()
                else:
                    upgrade(engine, url, version, SCHEMA_VERSION)
    except BaseException:
        engine.dispose()
        raise
    return engine


def shown(target: str | Path) -> str:
    """A database as it may be printed: without the password of its URL."""
    return re.sub(r"(://[^/@:]*):[^/]*@", r"\1:***@", str(target))


def memory_database() -> Engine:
    """An empty database that is gone when it is closed: what `inspect` fills, so that it shows what an import would."""
    engine = sqlite_engine(lambda: sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False), read_only=False, single=True)
    _create(engine, ":memory:")
    return engine


def reflected(connection: Connection) -> MetaData:
    """The tables as the database has them, read once an engine: `schema.sql` is the only declaration."""
    from sqlalchemy import MetaData

    known = connection.engine.__dict__.setdefault("_plantrace_tables", MetaData())
    assert isinstance(known, MetaData)
    if not known.tables:
        known.reflect(connection)
    return known


def take_turn(connection: Connection) -> None:
    """Waits until no other process is writing; the turn ends with the transaction. On SQLite it begins with it (`BEGIN IMMEDIATE`)."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads: on SQLite it waits for no writer, and keeps none waiting."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        yield connection


@contextmanager
def database_errors(target: str | Path) -> Iterator[None]:
    """What the database driver raises (disk full, no such server, a damaged file) comes out as one DatabaseError."""
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    try:
        yield
    except DBAPIError as error:
        raise _as_database_error(target, error.orig) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _as_database_error(target, error) from error


def _as_database_error(target: str | Path, error: BaseException | None) -> DatabaseError:
    said = (str(error).strip() or "no reason given").splitlines()[0]
    found = DatabaseError(shown(target), said)
    usual = _SERVER if "://" in str(target) else found.advice
    found.advice = next((advice for phrase, advice in _ADVICE if phrase in said), usual)
    return found


_ADVICE = (
    ("is locked", "Another program is using it: try again when that has ended."),
    ("disk is full", "Make room on its disk, and run it again: what was done is kept."),
    ("readonly database", "Copy it to where you may write, and name the copy with --db."),
    ("unable to open", "Name a file with --db in a folder that you may write to."),
    ("malformed", "It is damaged: bring back a copy of it, or import the documents into another with --db."),
)
"""A phrase of what SQLite says -> what to do."""
_SERVER = "Check that the server runs and that the URL is right: what was done is kept, and the same command goes on with the rest."


def script_to_statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, one by one, so that they run in one transaction on any driver; comments stay with what follows."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""


def run_script(connection: Connection, script: str) -> None:
    """Runs a script within the transaction of `connection`; a `%` or `:` in it is a character, not a parameter."""
    plain = connection.execution_options(no_parameters=True)
    for statement in script_to_statements(script):
        plain.exec_driver_sql(statement)


def _server_engine(url: str) -> Engine:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    if not os.environ.get("PLANTRACE_DEBUG"):
        logging.getLogger("psycopg").setLevel(logging.CRITICAL)  # what it has to say comes as an exception, too

    if not url.startswith("postgresql"):
        raise DatabaseError(shown(url), "neither a file nor a database URL such as postgresql+psycopg://user@host/name")
    if url.partition("://")[2].partition("/")[0].count("@") > 1:
        raise DatabaseError(shown(url), "an @ within its password or user is written %40")
    try:
        return create_engine(url)
    except (ArgumentError, NoSuchModuleError) as error:
        raise DatabaseError(shown(url), "no database URL such as postgresql+psycopg://user@host/name") from error
    except ModuleNotFoundError as error:
        raise DatabaseError(shown(url), f"the package {error.name} is missing: pip install 'plantrace[cluster]'") from error


def _version_of(engine: Engine, target: str) -> int | None:
    """The schema version; None for a database without any tables. Raises DatabaseError for a database of something else."""
    from sqlalchemy import inspect, text

    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if not tables:
            return None
        found = None
        if "schema_version" in tables and {"created_by", "version"} <= {
            one["name"] for one in inspect(connection).get_columns("schema_version")
        }:
            found = connection.execute(text("SELECT version FROM schema_version WHERE created_by = 'plantrace'")).scalar()
    if found is None:
        raise DatabaseError(target, f"it belongs to something else: it has the tables {', '.join(sorted(tables)[:3])} ...")
    if found > SCHEMA_VERSION:
        raise DatabaseError(
            target, f"a later plantrace made it: its schema is {found}, this one knows {SCHEMA_VERSION}; install that plantrace"
        )
    return int(found)


def _create(engine: Engine, target: str) -> None:
    script = files("plantrace").joinpath("schema.sql").read_text("utf-8")
    with engine.begin() as connection:
        take_turn(connection)
        if not _made_meanwhile(connection):
            run_script(connection, script)


def _made_meanwhile(connection: Connection) -> bool:
    """Whether another import made the database while this one waited for its turn."""
    from sqlalchemy import inspect

    return inspect(connection).has_table("schema_version")
