"""Corrections recorded, applied to the rows that they are found in again, and taken back.

A correction is written into the tables themselves, so that every view, export and report shows it; what was read stays in
`applied_corrections` and is put back when the correction is taken back. Rows that an import has made anew get theirs again by
`apply_corrections`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ...load.rows import clean
from ...provenance import content_id
from .anchor import PlacedRow, find_row
from .model import CORRECTABLE, WHOLE_ROW, Correction, Field, NoSuchCorrection, NoSuchRow, Said, WrongValue
from .rows import PRINTED, document_rows, place_of, places_of_field, printed_of, read_columns, value_columns, write_columns

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Applied:
    """How many corrections hold, and those whose row is not found now; these wait."""

    applied: int
    waiting: tuple[Correction, ...]


def correct(connection: Connection, owner: str, field_name: str, value: str | None, who: str, why: str | None = None) -> str:
    """Records the value of a field of a row, or of a document (`owner` is the id of either), and applies it; the correction's id.

    An earlier correction of the same field is taken back. Raises WrongValue, NoSuchRow.
    """
    field = CORRECTABLE.get(field_name)
    if field is None:
        raise WrongValue(field_name, f"the fields are {', '.join(CORRECTABLE)}")
    if field.shape == "choice" and value is not None and value not in field.choices:
        raise WrongValue(value, f"{field_name} is one of {', '.join(field.choices)}")
    return _record(connection, owner, field_name, "corrected", value, who, why)


def accept_row(connection: Connection, row_id: str, who: str, why: str | None = None) -> str:
    """Records that a row is right as it stands; it leaves the queue."""
    return _record(connection, row_id, WHOLE_ROW, "accepted", None, who, why)


def reject_row(connection: Connection, row_id: str, who: str, why: str | None = None) -> str:
    """Records that a row is none: it leaves `plan_rows`."""
    return _record(connection, row_id, WHOLE_ROW, "rejected", None, who, why)


def undo(connection: Connection, correction_id: str, who: str) -> Correction:
    """Takes a correction back: what was read stands again. Raises NoSuchCorrection."""
    held = [each for each in standing_corrections(connection) if each.correction_id == correction_id]
    if not held:
        raise NoSuchCorrection(correction_id)
    _put_back(connection, held[0].document_id)
    _take_back(connection, [correction_id], who)
    _apply(connection, held[0].document_id)
    return held[0]


def apply_corrections(connection: Connection, document_id: str | None = None) -> Applied:
    """Every correction that holds (of one document) is written into its row, found again by print and place. Called after an import.

    What has been applied is put back first, so that it may be called at any time. In the caller's transaction.
    """
    documents = sorted({each.document_id for each in standing_corrections(connection, document_id)})
    count = 0
    waiting: list[Correction] = []
    for one in documents:
        _put_back(connection, one)
        done = _apply(connection, one)
        count += done.applied
        waiting += done.waiting
    return Applied(count, tuple(waiting))


def standing_corrections(connection: Connection, document_id: str | None = None) -> list[Correction]:
    """Corrections that nobody took back, the oldest first."""
    from sqlalchemy import text

    names = ", ".join(field.name for field in fields(Correction))
    statement = f"SELECT {names} FROM corrections WHERE undone_at IS NULL"
    if document_id:
        statement += " AND document_id = :id"
    found = connection.execute(text(f"{statement} ORDER BY said_at, correction_id"), {"id": document_id} if document_id else {})
    return [Correction(**row) for row in found.mappings()]


def _record(connection: Connection, owner: str, field_name: str, said: Said, value: str | None, who: str, why: str | None) -> str:
    from sqlalchemy import text

    if not clean(who).strip():
        raise WrongValue("who", "a correction says who made it")
    document_id, row_id = _owner(connection, owner)
    field = CORRECTABLE.get(field_name)
    if (field is not None and field.table == "documents") != (row_id is None):
        raise NoSuchRow(owner, f"{field_name} is no field of it")
    earlier = _earlier(connection, document_id, row_id, field_name)
    _put_back(connection, document_id)
    _take_back(connection, earlier, who)
    row = next((each for each in document_rows(connection, document_id) if each.row_id == row_id), None) if row_id else None
    correction = _correction(connection, document_id, row, field_name, said, value, clean(who).strip(), clean(why or "").strip() or None)
    values = asdict(correction)
    names = list(values)
    statement = f"INSERT INTO corrections ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"
    connection.execute(text(statement), values)
    _apply(connection, document_id)
    return correction.correction_id


def _correction(
    connection: Connection,
    document_id: str,
    row: PlacedRow | None,
    field_name: str,
    said: Said,
    value: str | None,
    who: str,
    why: str | None,
) -> Correction:
    """The record, with what is printed and was read, and where."""
    field = CORRECTABLE.get(field_name)
    read = read_columns(connection, field, document_id, row.row_id if row else None) if field else {}
    cell = place_of(field_name, row) if row else None
    box = cell.box if cell and cell.box else (None, None, None, None)
    said_at = datetime.now(UTC).isoformat(timespec="microseconds")
    return Correction(
        correction_id=content_id("correction", document_id, row.row_id if row else None, field_name, value, who, said_at),
        document_id=document_id,
        field=field_name,
        said=said,
        printed=printed_of(field, row) if field and row else read.get(field.columns[0]) if field else row.text if row else None,
        value_read=read.get(field.columns[0]) if field else None,
        value=value,
        who=who,
        said_at=said_at,
        why=why,
        row_id=row.row_id if row else None,
        position=row.position if row else None,
        row_text=row.text if row else None,
        page=cell.page if cell else None,
        table_number=cell.table_number if cell else None,
        table_row=cell.table_row if cell else None,
        table_column=cell.table_column if cell else None,
        x0=box[0],
        top=box[1],
        x1=box[2],
        bottom=box[3],
    )


def _owner(connection: Connection, owner: str) -> tuple[str, str | None]:
    """(document, row) of the id of a row, (document, None) of the id of a document."""
    from sqlalchemy import text

    document_id = connection.execute(text("SELECT document_id FROM actions WHERE row_id = :id"), {"id": owner}).scalar()
    if document_id is not None:
        return str(document_id), owner
    if connection.execute(text("SELECT 1 FROM documents WHERE document_id = :id"), {"id": owner}).first():
        return owner, None
    raise NoSuchRow(owner)


def _earlier(connection: Connection, document_id: str, row_id: str | None, field_name: str) -> list[str]:
    """Corrections of the same field that hold now; whatever was said of a row as a whole is one field."""
    from sqlalchemy import text

    statement = "SELECT correction_id FROM applied_corrections WHERE document_id = :document AND field = :field AND "
    statement += "row_id = :row" if row_id else "row_id IS NULL"
    values = {"document": document_id, "field": field_name, **({"row": row_id} if row_id else {})}
    return [str(found) for found in connection.execute(text(statement), values).scalars()]


def _take_back(connection: Connection, correction_ids: Iterable[str], who: str) -> None:
    from sqlalchemy import text

    now = datetime.now(UTC).isoformat(timespec="microseconds")
    for correction_id in correction_ids:
        statement = "UPDATE corrections SET undone_at = :now, undone_by = :who WHERE correction_id = :id"
        connection.execute(text(statement), {"now": now, "who": clean(who), "id": correction_id})


def _put_back(connection: Connection, document_id: str) -> None:
    """What was read stands again, the latest correction undone first."""
    from sqlalchemy import text

    statement = (
        "SELECT x.row_id, x.field, x.held FROM applied_corrections x JOIN corrections c ON c.correction_id = x.correction_id "
        "WHERE x.document_id = :id ORDER BY c.said_at DESC, c.correction_id DESC"
    )
    for row_id, field_name, held in connection.execute(text(statement), {"id": document_id}).all():
        if field_name in CORRECTABLE:
            write_columns(connection, CORRECTABLE[field_name], document_id, row_id, json.loads(held))
    rejected = "DELETE FROM rejected_rows WHERE row_id IN (SELECT row_id FROM actions WHERE document_id = :id)"
    connection.execute(text(rejected), {"id": document_id})
    connection.execute(text("DELETE FROM applied_corrections WHERE document_id = :id"), {"id": document_id})


def _apply(connection: Connection, document_id: str) -> Applied:
    from sqlalchemy import text

    corrections = standing_corrections(connection, document_id)
    if not connection.execute(text("SELECT 1 FROM documents WHERE document_id = :id"), {"id": document_id}).first():
        return Applied(0, tuple(corrections))
    rows = document_rows(connection, document_id) if corrections else []
    waiting: list[Correction] = []
    for correction in corrections:
        field = CORRECTABLE.get(correction.field)
        found: tuple[PlacedRow | None, str] | None
        if correction.row_id is None:
            found = None, "document"
        else:
            found = find_row(correction, rows, PRINTED.get(field.name, field.name) if field else None, places_of_field(correction.field))
        if found is None:
            waiting.append(correction)
        else:
            _write(connection, correction, field, found[0].row_id if found[0] else None, found[1])
    return Applied(len(corrections) - len(waiting), tuple(waiting))


def _write(connection: Connection, correction: Correction, field: Field | None, row_id: str | None, found_by: str) -> None:
    from sqlalchemy import text

    held: dict[str, Any] = {}
    if field is not None:
        new = value_columns(field, correction.value, correction.who)
        held = {name: value for name, value in read_columns(connection, field, correction.document_id, row_id).items() if name in new}
        write_columns(connection, field, correction.document_id, row_id, new)
    elif correction.said == "rejected":
        connection.execute(text("INSERT INTO rejected_rows (row_id) VALUES (:id)"), {"id": row_id})
    statement = (
        "INSERT INTO applied_corrections (correction_id, document_id, row_id, field, said, found_by, held) "
        "VALUES (:correction_id, :document_id, :row_id, :field, :said, :found_by, :held)"
    )
    values = {name: getattr(correction, name) for name in ("correction_id", "document_id", "field", "said")}
    connection.execute(text(statement), {**values, "row_id": row_id, "found_by": found_by, "held": json.dumps(held, ensure_ascii=False)})
