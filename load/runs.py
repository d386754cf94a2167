"""Import runs: what was asked, by which version, and what came of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..diagnostics import PlantraceError
from ..provenance import content_id
from .rows import clean
from .store import now

if TYPE_CHECKING:
    from sqlalchemy import Connection


def begin_run(connection: Connection, settings: Mapping[str, Any]) -> str:
    """The id of a new run, not finished yet."""
    from sqlalchemy import text

    started = now()
    run_id = content_id("run", started, os.urandom(8).hex())
    statement = "INSERT INTO import_runs (run_id, started_at, version, settings) VALUES (:run_id, :started, :version, :settings)"
    given = clean(json.dumps(dict(settings), ensure_ascii=False, sort_keys=True))
    connection.execute(text(statement), {"run_id": run_id, "started": started, "version": __version__, "settings": given})
    return run_id


def record_failure(connection: Connection, run_id: str, position: int, error: PlantraceError) -> None:
    from sqlalchemy import text

    statement = (
        "INSERT INTO import_failures (run_id, position, source_path, error, message) VALUES (:run_id, :position, :path, :error, :message)"
    )
    values = {"path": clean(str(Path(error.path).absolute())), "error": type(error).__name__, "message": clean(str(error))}
    connection.execute(text(statement), {"run_id": run_id, "position": position, **values})


def end_run(connection: Connection, run_id: str, *, documents: int, already_there: int, failed: int) -> None:
    from sqlalchemy import text

    statement = (
        "UPDATE import_runs SET finished_at = :now, documents = :documents, already_there = :already_there, failed = :failed "
        "WHERE run_id = :run_id"
    )
    counts = {"documents": documents, "already_there": already_there, "failed": failed}
    connection.execute(text(statement), {"now": now(), "run_id": run_id, **counts})
