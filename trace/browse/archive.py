"""The database as the pages ask it: read-only, by name of the column."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datasette.app import Datasette
    from sqlalchemy import Engine

Row = dict[str, Any]
DATA = "data"
"""The name of the archive in addresses, whatever its file is called: /data/plan_rows.csv"""


@dataclass(frozen=True, slots=True)
class Served:
    """What `plantrace serve` was started with. `folders` are where source documents may be read from; None: where they were imported."""

    path: Path
    review: bool = False
    indexed: bool = False
    """Whether the file can be written, and so has a search index that follows imports made while it is served."""
    folders: tuple[Path, ...] = ()
    hosts: frozenset[str] | None = None
    """Names by which the server may be called; None for any."""


def served(datasette: Datasette) -> Served | None:
    found = getattr(datasette, "_plantrace_served", None)
    return found if isinstance(found, Served) else None


def address_of(datasette: Datasette) -> str:
    """Where the tables of the archive are, as the beginning of an address: `/data`."""
    name = archive_of(datasette)
    return f"/{datasette.databases[name].route}" if name else "/"


def archive_of(datasette: Datasette) -> str | None:
    """The name under which Datasette serves a database of plantrace, None where there is none."""
    known = getattr(datasette, "_plantrace_archive", None)
    if known is None:
        known = next((name for name, database in datasette.databases.items() if database.path and _is_archive(Path(database.path))), None)
        datasette._plantrace_archive = known
    return known if isinstance(known, str) else None


def reviewing_is_on(datasette: Datasette) -> bool:
    found = served(datasette)
    return found is not None and found.review


def has_index(datasette: Datasette) -> bool:
    """Whether `plantrace serve` has put its search index into the archive; `datasette plans.db` does not."""
    name = archive_of(datasette)
    path = datasette.databases[name].path if name else None
    return bool(path) and _finds(Path(str(path)), "SELECT 1 FROM sqlite_master WHERE name = 'browse_search'")


def _is_archive(path: Path) -> bool:
    return _finds(path, "SELECT 1 FROM schema_version WHERE created_by = 'plantrace'")


def _finds(path: Path, question: str) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(question).fetchone() is not None
    except sqlite3.Error:
        return False


class Archive:
    """Questions to the database; every answer is a list of rows by column name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, values: Mapping[str, Any] | Sequence[Any] = ()) -> list[Row]:
        cursor = self.connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def row(self, sql: str, values: Mapping[str, Any] | Sequence[Any] = ()) -> Row | None:
        found = self.rows(sql, values)
        return found[0] if found else None

    def number(self, sql: str, values: Mapping[str, Any] | Sequence[Any] = ()) -> int:
        found = self.connection.execute(sql, values).fetchone()
        return int(found[0] or 0) if found else 0

    @property
    def doubts(self) -> str:
        """What gives (reason, row_id, document_id, said, field): the index, else the question itself."""
        from ..review.queue import ALL_ROWS

        return "browse_doubts" if self.has_index else f"({ALL_ROWS})"

    @property
    def has_index(self) -> bool:
        return bool(self.number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'browse_doubts'"))


async def ask(datasette: Datasette, question: Any) -> Any:
    """Runs `question(Archive)` on a read-only connection, in a thread of its own."""
    found = served(datasette)
    if found is not None and found.indexed:
        await asyncio.to_thread(_follow_imports, found.path)
    database = datasette.get_database(archive_of(datasette))
    return await database.execute_fn(lambda connection: question(Archive(connection)))


_SEEN: dict[Path, tuple[int, ...]] = {}
_FOLLOWING = threading.Lock()
_SECONDS_TO_FOLLOW = 5.0
"""For an index that another question brings up to date; behind a large import the old one serves."""


def _follow_imports(path: Path) -> None:
    """Brings the index up to date where the database was written since the last look. While an import holds it, the old one serves.

    A page asks several questions beside each other: one brings the index up to date, the others wait for it, and all see the same rows.
    """
    from .search import update_index

    if _SEEN.get(path) == _written_at(path) or not _FOLLOWING.acquire(timeout=_SECONDS_TO_FOLLOW):
        return
    try:
        state = _written_at(path)  # what is written from now on is looked at next time
        if _SEEN.get(path) != state:
            update_index(path, seconds_to_wait=0.2)
            _SEEN[path] = state
    except sqlite3.Error:
        pass
    finally:
        _FOLLOWING.release()


def _written_at(path: Path) -> tuple[int, ...]:
    files = (path, path.with_name(f"{path.name}-wal"))
    return tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in files)


_WRITERS: dict[Path, Engine] = {}


def open_for_writing(path: Path) -> None:
    """Before anything else of this process has the file open, and then never again.

    Opening a database looks at its first bytes; closing that look would drop the locks of every other connection of the process to the
    file (POSIX), and an import running beside would take it for unused and remove its log under the reader.
    """
    from ...load.database import open_database

    _WRITERS[path] = open_database(path)


@contextmanager
def writing(path: Path) -> Iterator[Any]:
    """A SQLAlchemy connection in a transaction: the one way by which the browser writes, and only in review mode."""
    from ...load.database import database_errors

    with database_errors(path), _WRITERS[path].begin() as connection:
        yield connection


def change_across(path: Path, change: Callable[[Any], object]) -> None:
    """The same for a change that bears on other documents: what is worked out across them follows in its transaction."""
    from ...load.database import database_errors
    from ..refresh import refresh_archive

    with database_errors(path):
        refresh_archive(_WRITERS[path], change)
