"""A document read anew in place of what was read of it before: what people said of it is kept, and what changed is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..extract.document import Document
from ..load.database import take_turn
from ..load.store import replace_document
from ..normalise.model import Plan
from .review import Correction, apply_corrections
from .review.anchor import PlacedCell, PlacedRow, same_cell
from .review.rows import document_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NO_FIELD = frozenset(
    {"row_id", "document_id", "recommendation_id", "plan_id", "document", "source_path", "authority", "plan_date", "position"}
)
"""Columns of `plan_rows` that are ids, or the same for all rows of a document; a position changes with every row before it."""
_NOT_ABOUT = frozenset({"document_id", "plan_id", "rows", "imported_at", "version"})


@dataclass(frozen=True, slots=True)
class Changes:
    """What reading a document anew changed in `plan_rows` and `plan_documents`, corrections applied before and after.

    `fields` counts the changed rows by column, the most first; `about` holds what changed of the document, before and now.
    `corrections` hold, `waiting` held before and do not find their row now.
    """

    document: str
    added: int
    gone: int
    changed: int
    fields: Mapping[str, int]
    about: Mapping[str, tuple[Any, Any]]
    corrections: int
    waiting: tuple[Correction, ...]

    @property
    def differs(self) -> bool:
        return bool(self.added or self.gone or self.changed or self.about or self.waiting)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A document as the views show it: its rows in order, what is said of it as a whole, the corrections that hold."""

    rows: Sequence[_Row]
    about: Mapping[str, Any]
    corrections: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Row:
    row_id: str
    places: Sequence[PlacedCell]
    fields: Mapping[str, Any]


def read_again(connection: Connection, document: Document, plan: Plan, run_id: str, settings: Mapping[str, Any]) -> Changes | None:
    """Writes the document anew, in the caller's transaction. None where somebody took it out meanwhile: it stays out."""
    take_turn(connection)
    document_id = document.source.sha256
    before = _standing(connection, document_id)
    if replace_document(connection, document, plan, run_id, settings) is None:
        return None
    waiting = apply_corrections(connection, document_id).waiting
    after = _standing(connection, document_id)
    pairs = _paired(before.rows, after.rows)
    differing = [[name for name, value in one.fields.items() if value != other.fields[name]] for one, other in pairs]
    return Changes(
        document=document.source.name,
        added=len(after.rows) - len(pairs),
        gone=len(before.rows) - len(pairs),
        changed=sum(map(bool, differing)),
        fields=dict(Counter(name for names in differing for name in names).most_common()),
        about={name: (value, after.about[name]) for name, value in before.about.items() if value != after.about[name]},
        corrections=len(after.corrections),
        waiting=tuple(each for each in waiting if each.correction_id in before.corrections),
    )


def _standing(connection: Connection, document_id: str) -> _Standing:
    from sqlalchemy import text

    def asked(statement: str) -> list[dict[str, Any]]:
        return [dict(row) for row in connection.execute(text(statement), {"id": document_id}).mappings()]

    placed = {row.row_id: row for row in document_rows(connection, document_id)}
    rows = [
        _Row(row["row_id"], _main_places(placed[row["row_id"]]), {name: value for name, value in row.items() if name not in _NO_FIELD})
        for row in asked("SELECT * FROM plan_rows WHERE document_id = :id ORDER BY position")
    ]
    abouts = asked("SELECT * FROM plan_documents WHERE document_id = :id")
    about = {name: value for each in abouts for name, value in each.items() if name not in _NOT_ABOUT}
    held = asked("SELECT correction_id FROM applied_corrections WHERE document_id = :id")
    return _Standing(rows, about, frozenset(each["correction_id"] for each in held))


def _main_places(row: PlacedRow) -> Sequence[PlacedCell]:
    """Where its action stands, else its recommendation."""
    return row.places.get("action") or row.places.get("recommendation") or ()


def _paired(before: Sequence[_Row], after: Sequence[_Row]) -> list[tuple[_Row, _Row]]:
    """Rows that are one: by their ids, which hold while the action is read alike, else by the cell that they stand in.

    | before             | now                    |
    | Audit the files    | Audit the files        | one row, whatever else of it changed
    | Train the manag-   | Train the managers     | one row in one cell, its action changed
    | Report quarterly   | Report                 | one row, and below it one that came to it:
    |                    | quarterly to the board |
    """
    left = {row.row_id: row for row in after}
    pairs = [(row, left.pop(row.row_id)) for row in before if row.row_id in left]
    known = {row.row_id for row, _ in pairs}
    for row in before:
        if row.row_id in known:
            continue
        same = next((other for other in left.values() if _same_place(row, other)), None)
        if same is not None:
            pairs.append((row, left.pop(same.row_id)))
    return pairs


def _same_place(one: _Row, other: _Row) -> bool:
    return any(same_cell(a, b) for a in one.places for b in other.places)
