"""Starts the server: Datasette over one database, with the pages of plantrace, on this machine alone unless told otherwise."""

from __future__ import annotations

import importlib
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from ...diagnostics import DatabaseError, MissingTool, PlantraceError
from .search import update_index

if TYPE_CHECKING:
    from datasette.app import Datasette

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


class CannotListen(PlantraceError):
    """The server cannot be reached at this address."""

    exit_code = 4
    advice = "Another program may have it, perhaps another `plantrace serve`: name another with --port, or --host."


def serve(
    database: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8001,
    review: bool = False,
    folders: Sequence[Path] = (),
    say: Callable[[str], None] = print,
) -> None:
    """Serves an SQLite database until it is stopped.

    `folders` are where source documents may lie; without any they are looked for where they were imported from. Raises DatabaseError,
    CannotListen, MissingTool where the extra `browse` is not installed.
    """
    try:
        import uvicorn

        application = archive_to_datasette(database, review=review, folders=folders, host=host)
    except ModuleNotFoundError as error:
        raise MissingTool("plantrace serve", f"the package {error.name} is missing: pip install 'plantrace[browse]'") from error
    listening = _listening_at(host, port)
    mode = "with corrections" if review else "read-only; --review lets you correct"
    name = f"[{host}]" if ":" in host else host
    say(f"The archive is at http://{name}:{listening.getsockname()[1]}/ ({mode}). Ctrl-C stops it.")
    signal.signal(signal.SIGTERM, _end)
    uvicorn.Server(uvicorn.Config(application.app(), log_level="warning", server_header=False)).run([listening])


def _end(number: int, _frame: FrameType | None) -> None:
    """Asked to end from outside it ends as by itself: folders of its own are taken away."""
    sys.exit(128 + number)


def _listening_at(host: str, port: int) -> socket.socket:
    """Before the server starts, so that an address that is taken is told in a line of ours. Raises CannotListen."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        reason = str(error.strerror) if isinstance(error, socket.gaierror) else os.strerror(error.errno or 0)
        raise CannotListen(f"{host}:{port}", reason) from error


def archive_to_datasette(database: str | Path, *, review: bool = False, folders: Sequence[Path] = (), host: str = "127.0.0.1") -> Datasette:
    """A Datasette over the database, its search index up to date. Datasette itself only ever reads; review writes beside it."""
    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.plugins import pm

    from .archive import DATA, Served, open_for_writing

    _without_tracebacks()
    path = _checked(database, review)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if review and not writable:
        raise DatabaseError(path, "it cannot be written, and corrections must be")
    if review:
        open_for_writing(path)
    _indexed(path, writable)
    _registered(pm)
    served = Datasette(
        [],
        template_dir=str(Path(__file__).resolve().parent / "overrides"),
        settings={
            "default_cache_ttl": 0,
            "sql_time_limit_ms": 10_000,
            "max_returned_rows": 2000,
            "allow_download": False,
            "suggest_facets": False,
            "num_sql_threads": 4,
        },
    )
    served.remove_database("_memory")
    served.add_database(Database(served, str(path), is_mutable=writable), name=DATA)
    hosts = None if host in ("0.0.0.0", "::") else LOOPBACK | {host, f"[{host}]"}
    served._plantrace_served = Served(path, review, writable, tuple(folder.absolute() for folder in folders), hosts)
    return served


def _without_tracebacks() -> None:
    """Datasette prints a page of local variables, texts of documents among them, for each wrong address.

    Called when Datasette is imported: its handler, imported first, would be registered before it has a hook, and never answer.
    """
    from datasette import handle_exception

    handle_exception.rich = None


def _registered(plugins: Any) -> None:
    """Where plantrace is installed, Datasette has found the plugin by its entry point; from a mere checkout it has not."""
    plugin = importlib.import_module(__package__ or "plantrace.trace.browse")
    if not plugins.is_registered(plugin):
        plugins.register(plugin, name="plantrace")


def _checked(database: str | Path, review: bool) -> Path:
    from ...load.database import open_database

    if "://" in str(database):
        raise DatabaseError(database, "only an SQLite file can be served; `plantrace export` writes what a browser can show")
    open_database(database, read_only=not review).dispose()
    return Path(database).absolute()


def _indexed(path: Path, writable: bool) -> None:
    """Without the index (a read-only disk) the pages work, and search looks at every row."""
    if not writable:
        return
    try:
        update_index(path)
    except sqlite3.Error as error:
        raise PlantraceError(path, f"its search index could not be made: {error}") from error
