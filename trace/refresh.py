"""What is worked out across documents, kept up to date in the database: editions, followed actions, recurrences, threads, parties.

read_archive -> archive_to_workings, while others write -> written, unless the archive changed meanwhile
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ..load.database import reading, take_turn
from .archive import read_documents
from .editions import Edition
from .parties import read_names, read_verdicts, write_parties
from .plans import PlanDocument
from .recurrence.levels import THRESHOLD
from .rows import compared_row, edition_rows, followed_rows, insert_rows, slippage_rows, thread_rows
from .workings import Archive, Workings, archive_to_workings

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

Changed = TypeVar("Changed")

WORKED_OUT = ("editions", "followed_rows", "slippage", "recurrence_pairs", "compared_recommendations", "thread_members")
"""Tables that `refresh` empties and fills, beside those of `parties`; `verdicts` and `edition_overrides` it only reads."""
_INPUTS = (
    "SELECT document_id, run_id FROM documents ORDER BY document_id",
    "SELECT correction_id FROM applied_corrections ORDER BY correction_id",
    "SELECT text_a, text_b, verdict FROM verdicts ORDER BY text_a, text_b",
    "SELECT document_id, plan_name FROM edition_overrides ORDER BY document_id",
    "SELECT authority, name, other, verdict FROM party_verdicts ORDER BY authority, name, other",
)
"""What tells that the archive is still the one that was read: a document that is read anew belongs to another run."""
_FREE_ATTEMPTS = 2
"""Before matching holds the database: another import may write a document every second for hours."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What was found: `recurrences` are pairs at or above the threshold or confirmed, less the rejected."""

    documents: int
    plans: int
    recommendations: int
    candidates: int
    recurrences: int
    threads: int


def refresh_archive(engine: Engine, change: Callable[[Connection], Changed] | None = None) -> Changed | None:
    """Makes a change and works everything across documents out anew, both in one transaction; what `change` returned.

    Matching takes minutes in a large archive, and others go on writing meanwhile: the change is made and taken back to see what comes
    of it, and made for good when the workings are written. `change` is therefore called several times. Where the archive is
    another by then all is done again, at last with the database held. What `change` raises is raised.
    """
    for _ in range(_FREE_ATTEMPTS):
        with engine.connect() if change else reading(engine) as connection:
            before = _inputs(connection)
            if change:
                change(connection)
            archive = read_archive(connection)
            connection.rollback()
        workings = archive_to_workings(archive)
        with engine.begin() as connection:
            take_turn(connection)
            if _inputs(connection) == before:
                made = change(connection) if change else None
                write_workings(connection, workings)
                return made
    with engine.begin() as connection:
        take_turn(connection)
        made = change(connection) if change else None
        refresh(connection)
        return made


def refresh(connection: Connection, threshold: float = THRESHOLD) -> Refreshed:
    """Works everything across documents out anew, all of it in the caller's transaction."""
    workings = archive_to_workings(read_archive(connection), threshold)
    write_workings(connection, workings)
    plans = len({edition.plan_id for edition in workings.editions})
    sizes = (len(workings.compared), workings.pairs.count, workings.recurrences, len(workings.threads))
    return Refreshed(len(workings.documents), plans, *sizes)


def documents_not_compared(connection: Connection) -> int:
    """How many documents came in since the last `refresh`; 0 where what is worked out is up to date with them."""
    from sqlalchemy import text

    missing = "SELECT COUNT(*) FROM documents d WHERE NOT EXISTS (SELECT 1 FROM editions e WHERE e.document_id = d.document_id)"
    return int(connection.execute(text(missing)).scalar_one())


def read_archive(connection: Connection) -> Archive:
    from sqlalchemy import text

    documents, beside = read_documents(connection)
    names = connection.execute(text("SELECT document_id, plan_name FROM edition_overrides"))
    verdicts = connection.execute(text("SELECT text_a, text_b, verdict FROM verdicts"))
    return Archive(
        documents,
        beside,
        {row.document_id: row.plan_name for row in names},
        {(row.text_a, row.text_b): row.verdict for row in verdicts},
        read_names(connection),
        read_verdicts(connection),
    )


def write_workings(connection: Connection, workings: Workings) -> None:
    """In place of what was worked out before."""
    from sqlalchemy import text

    for table in WORKED_OUT:
        connection.execute(text(f"DELETE FROM {table}"))
    documents, editions, followed = workings.documents, workings.editions, workings.followed
    insert_rows(connection, "editions", edition_rows(documents, editions))
    _write_plans(connection, documents, editions)
    insert_rows(connection, "followed_rows", followed_rows(followed))
    insert_rows(connection, "slippage", slippage_rows(documents, followed))
    insert_rows(connection, "compared_recommendations", map(compared_row, workings.compared))
    insert_rows(connection, "recurrence_pairs", workings.pairs)
    insert_rows(connection, "thread_members", thread_rows(workings.threads))
    write_parties(connection, workings.parties)


def _inputs(connection: Connection) -> list[list[tuple[Any, ...]]]:
    from sqlalchemy import text

    return [[tuple(row) for row in connection.execute(text(statement))] for statement in _INPUTS]


def _write_plans(connection: Connection, documents: Sequence[PlanDocument], editions: Sequence[Edition]) -> None:
    """The plans as they were recognised, in `plans` and `documents` too: the importer, which sees one file, can only guess."""
    from sqlalchemy import text

    by_id = {document.document_id: document for document in documents}
    known = set(connection.execute(text("SELECT plan_id FROM plans")).scalars())
    first = {edition.plan_id: by_id[edition.document_id] for edition in reversed(editions)}
    new = [
        {"plan_id": plan_id, "authority": document.authority, "title": document.title}
        for plan_id, document in first.items()
        if plan_id not in known
    ]
    insert_rows(connection, "plans", new)
    statement = text("UPDATE documents SET plan_id = :plan_id WHERE document_id = :document_id AND plan_id <> :plan_id")
    for edition in editions:
        connection.execute(statement, {"plan_id": edition.plan_id, "document_id": edition.document_id})
    connection.execute(text("DELETE FROM plans WHERE plan_id NOT IN (SELECT plan_id FROM documents)"))
