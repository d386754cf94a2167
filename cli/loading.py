"""What was read goes into the database: a document in one transaction, and what follows from it across documents after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import ChangedMeanwhile, PlantraceError
from ..interrupts import uninterrupted
from .choosing import Wanted
from .summary import Summary

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ..batch import Outcome


def take_in(engine: Engine, run_id: str, outcome: Outcome, wanted: Wanted, summary: Summary) -> None:
    """One document in one transaction: all of it or nothing."""
    from ..load.store import names_like, store_document
    from ..trace.rereading import read_again
    from ..trace.review import apply_corrections

    if outcome.error or outcome.document is None or outcome.plan is None:
        error = outcome.error or PlantraceError(outcome.path, "it gave no plan")
        summary.failures += [error, *(type(error)(copy, error.detail) for copy in wanted.copies)]
        return
    if wanted.sha256 not in (None, outcome.document.source.sha256):
        summary.failures.append(ChangedMeanwhile(outcome.path))
        return
    with uninterrupted(), engine.begin() as connection:
        if wanted.again:
            changes = read_again(connection, outcome.document, outcome.plan, run_id, outcome.given)
        else:
            same_name = names_like(connection, outcome.document.source)
            stored = store_document(connection, outcome.document, outcome.plan, run_id, outcome.given)
            apply_corrections(connection, stored.document_id)
    if not wanted.again:
        summary.count(stored, outcome, same_name)
    elif changes:
        summary.read_again.append(changes)
    summary.already_there += [copy.name for copy in wanted.copies]


def compare_documents(engine: Engine, database: str) -> None:
    """Editions, recurrences and threads worked out anew, where documents came in since they were."""
    from ..load.database import database_errors, reading
    from ..trace.refresh import documents_not_compared, refresh_archive

    with database_errors(database):
        with reading(engine) as connection:
            waiting = documents_not_compared(connection)
        if waiting:
            refresh_archive(engine)
