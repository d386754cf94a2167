"""A document and its plan into the database, in one transaction; and out again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..diagnostics import PlantraceError
from ..extract.document import Document
from ..normalise.model import Plan
from ..provenance import Source, file_sha256
from .database import reflected, take_turn
from .rows import PlanRows, Row, clean, inspection_to_id, plan_to_rows, storable

if TYPE_CHECKING:
    from sqlalchemy import Connection


class NotImported(PlantraceError):
    """No document of this name, path or hash is in the database."""

    exit_code = 4
    advice = "`plantrace status` lists what is there."


class SeveralDocuments(PlantraceError):
    """Several documents are meant."""

    exit_code = 4
    advice = "Name one by its hash."


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a document; `rows` counts its actions as they are in the database now."""

    document_id: str
    rows: int
    recommendations: int
    diagnostics: int
    already_there: bool


def store_document(
    connection: Connection, document: Document, plan: Plan, run_id: str, settings: Mapping[str, Any] | None = None
) -> Stored:
    """Writes a document with all its rows, in the caller's transaction; one that is there already is left as it is.

    `settings` says what was given beside the file (authority, plan date, vocabulary, its row of a plans.csv) and is kept with the document.
    """
    take_turn(connection)
    document_id = document.source.sha256
    if not _is_stored(connection, document_id):
        rows = plan_to_rows(document_id, plan)
        _insert_shared(connection, rows, plan)
        _insert(connection, "documents", [_document(document, plan, rows, run_id, settings or {})])
        for table, inserted in rows.tables.items():
            _insert(connection, table, inserted)
        counts = (len(plan.actions), len(plan.recommendations), len(plan.diagnostics))
        return Stored(document_id, *counts, already_there=False)
    return stored_document(connection, document_id)


def replace_document(connection: Connection, document: Document, plan: Plan, run_id: str, settings: Mapping[str, Any]) -> Stored | None:
    """Writes a document in place of what was read of it before; None where it is in the database no more."""
    take_turn(connection)
    if not _is_stored(connection, document.source.sha256):
        return None
    _take_out(connection, document.source.sha256)
    return store_document(connection, document, plan, run_id, settings)


def stored_document(connection: Connection, document_id: str) -> Stored:
    """What the database holds of a document that is in it."""
    from sqlalchemy import text

    statement = text("SELECT rows, recommendations, diagnostics FROM plan_documents WHERE document_id = :id")
    rows, recommendations, diagnostics = connection.execute(statement, {"id": document_id}).one()
    return Stored(document_id, rows, recommendations, diagnostics, already_there=True)


def stored_hashes(connection: Connection) -> frozenset[str]:
    """The documents that need not be read again."""
    from sqlalchemy import text

    return frozenset(connection.execute(text("SELECT document_id FROM documents")).scalars())


def forget(connection: Connection, wanted: str) -> str:
    """Takes out the document that a path, a file name or (the beginning of) a hash means, with all its rows; its name.

    The file's content is asked first, then hash, path and name. Raises NotImported, or SeveralDocuments where a name means several.
    """
    take_turn(connection)
    document_id, name = _find(connection, wanted)
    _take_out(connection, document_id)
    return name


def _take_out(connection: Connection, document_id: str) -> None:
    """With all its rows, and the plan and the inspection where no other document is of them."""
    from sqlalchemy import text

    connection.execute(text("DELETE FROM documents WHERE document_id = :id"), {"id": document_id})
    connection.execute(text("DELETE FROM plans WHERE plan_id NOT IN (SELECT plan_id FROM documents)"))
    orphan = "DELETE FROM inspections WHERE inspection_id NOT IN (SELECT inspection_id FROM documents WHERE inspection_id IS NOT NULL)"
    connection.execute(text(orphan))


def _find(connection: Connection, wanted: str) -> tuple[str, str]:
    from sqlalchemy import text

    path = Path(wanted)
    ways: list[tuple[str, str]] = []
    if path.is_file():
        ways.append(("document_id = :value", file_sha256(path)))
    if len(wanted) >= _SHORTEST_HASH and all(letter in "0123456789abcdef" for letter in wanted.lower()):
        ways.append(("document_id LIKE :value", f"{wanted.lower()}%"))
    ways += [("source_path = :value", str(path.absolute())), ("document = :value", wanted)]
    for condition, value in ways:
        statement = text(f"SELECT document_id, document, source_path FROM documents WHERE {condition} ORDER BY imported_at, document_id")
        found = connection.execute(statement, storable({"value": value})).all()
        if len(found) > 1:
            raise SeveralDocuments(wanted, "; ".join(f"{each.document_id[:12]} {each.source_path}" for each in found))
        if found:
            return found[0].document_id, found[0].document
    raise NotImported(wanted)


_SHORTEST_HASH = 8


def now() -> str:
    """UTC to the second, as every time in the database."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _is_stored(connection: Connection, document_id: str) -> bool:
    from sqlalchemy import text

    statement = text("SELECT 1 FROM documents WHERE document_id = :id")
    return connection.execute(statement, {"id": document_id}).first() is not None


def _insert(connection: Connection, table: str, rows: Iterable[Row]) -> None:
    listed = list(rows)
    if listed:
        connection.execute(reflected(connection).tables[table].insert(), listed)


def _insert_shared(connection: Connection, rows: PlanRows, plan: Plan) -> None:
    """The plan and the inspection, which other documents may have brought already."""
    from sqlalchemy import text

    inspection = plan.inspection
    shared: list[tuple[str, str, str | None, Row]] = [
        ("plans", "plan_id", rows.plan_id, {"authority": plan.authority, "title": plan.title}),
        (
            *("inspections", "inspection_id", rows.inspection_id),
            {"kind": inspection.kind, "body": inspection.body, "date": inspection.date, "published": inspection.published},
        ),
    ]
    for table, column, key, values in shared:
        known = connection.execute(text(f"SELECT 1 FROM {table} WHERE {column} = :key"), {"key": key}).first()
        if key is not None and known is None:
            _insert(connection, table, [storable({column: key, **values})])


def _document(document: Document, plan: Plan, rows: PlanRows, run_id: str, settings: Mapping[str, Any]) -> Row:
    source, account = document.source, plan.account
    return storable(
        {
            "document_id": source.sha256,
            "document": source.name,
            "source_path": str(source.path.absolute()),
            "format": source.format,
            "title": plan.title,
            "authority": plan.authority,
            "plan_date": plan.plan_date,
            "plan_id": rows.plan_id,
            "edition": plan.edition,
            "inspection_id": inspection_to_id(plan.inspection),
            "judgements": json.dumps([clean(each) for each in plan.inspection.judgements], ensure_ascii=False),
            "pages": document.pages,
            "words_in_tables": account.words_in_tables,
            "words_in_rows": account.words_in_rows,
            "words_in_headings": account.words_in_headings,
            "left_over": " ".join(account.left_over),
            "words_left_over": len(account.left_over),
            "version": __version__,
            "settings": json.dumps(dict(settings), ensure_ascii=False, sort_keys=True),
            "run_id": run_id,
            "imported_at": now(),
        }
    )


def names_like(connection: Connection, source: Source) -> int:
    """How many documents have this file's name and other content."""
    from sqlalchemy import text

    statement = text("SELECT COUNT(*) FROM documents WHERE document = :name AND document_id <> :id")
    return int(connection.execute(statement, storable({"name": source.name, "id": source.sha256})).scalar_one())
