"""The rows of a document as corrections need them, and values written into them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .anchor import PlacedCell, PlacedRow
from .model import Field, NoSuchCorrection

if TYPE_CHECKING:
    from sqlalchemy import Connection

PRINTED = {
    "leads": "lead_raw",
    "timescales": "timescale_raw",
    "due": "timescale_raw",
    "due_revised": "progress",
    "rag": "progress",
    "status": "progress",
}
"""Values that are read from the print of another column; all others are their own print."""


def document_rows(connection: Connection, document_id: str) -> list[PlacedRow]:
    """Every row of a document, those that a person rejected too, with what is printed where."""
    from sqlalchemy import text

    places: dict[str, dict[str, list[PlacedCell]]] = {}
    statement = (
        "SELECT p.row_id, p.field, p.page, p.table_number, p.table_row, p.table_column, p.x0, p.top, p.x1, p.bottom FROM places p "
        "JOIN actions a ON a.row_id = p.row_id WHERE a.document_id = :id ORDER BY p.row_id, p.field, p.position"
    )
    for row_id, field, page, table, row, column, x0, top, x1, bottom in connection.execute(text(statement), {"id": document_id}):
        box = None if x0 is None else (x0, top, x1, bottom)
        places.setdefault(row_id, {}).setdefault(field, []).append(PlacedCell(page, table, row, column, box))
    statement = (
        "SELECT a.row_id, a.position, a.theme, r.number AS recommendation_number, r.text AS recommendation, a.number AS action_number, "
        "a.text AS action, a.outcome, a.success_measure, a.lead_raw, a.timescale_raw, a.progress, a.evidence, a.monitoring FROM actions a "
        "LEFT JOIN recommendations r ON r.recommendation_id = a.recommendation_id WHERE a.document_id = :id ORDER BY a.position"
    )
    return [
        PlacedRow(
            row["row_id"],
            row["position"],
            row["action"] or row["recommendation"] or "",
            {name: value for name, value in row.items() if isinstance(value, str)},
            places.get(row["row_id"], {}),
        )
        for row in connection.execute(text(statement), {"id": document_id}).mappings()
    ]


def read_columns(connection: Connection, field: Field, document_id: str, row_id: str | None) -> dict[str, Any]:
    """The columns of a field as they are now."""
    from sqlalchemy import text

    condition, values = _where(field, document_id, row_id)
    statement = f"SELECT {', '.join(field.columns)} FROM {field.table} WHERE {condition}"
    found = connection.execute(text(statement), values).mappings().first()
    return dict(found) if found else {}


def write_columns(connection: Connection, field: Field, document_id: str, row_id: str | None, columns: dict[str, Any]) -> None:
    """Writes a field's columns; the tables `leads` and `timescales` follow."""
    from sqlalchemy import text

    if not columns:
        return
    condition, values = _where(field, document_id, row_id)
    changes = ", ".join(f"{name} = :new_{name}" for name in columns)
    new = {f"new_{name}": value for name, value in columns.items()}
    connection.execute(text(f"UPDATE {field.table} SET {changes} WHERE {condition}"), values | new)
    if field.shape == "leads" and row_id:
        _write_leads(connection, row_id, json.loads(columns["leads"]))
    if field.shape == "timescales" and row_id:
        _write_timescales(connection, row_id, json.loads(columns["timescales"]))


def value_columns(field: Field, value: str | None, who: str) -> dict[str, Any]:
    """The columns of a corrected field: with timescales their due date, with a rating whose word it is."""
    if field.name == "timescales":
        ends = [each["end"] for each in json.loads(value or "[]") if each["end"]]
        return {"timescales": value or "[]", "due": max(ends, default=None)}
    if field.name in ("rag", "status"):
        return {field.name: value, f"{field.name}_reason": f"corrected by {who}"}
    return {field.columns[0]: value}


def _where(field: Field, document_id: str, row_id: str | None) -> tuple[str, dict[str, Any]]:
    if field.table == "documents":
        return "document_id = :document_id", {"document_id": document_id}
    if field.table == "recommendations":
        return "recommendation_id = (SELECT recommendation_id FROM actions WHERE row_id = :row_id)", {"row_id": row_id}
    return "row_id = :row_id", {"row_id": row_id}


def _write_leads(connection: Connection, row_id: str, leads: Sequence[dict[str, Any]]) -> None:
    from sqlalchemy import text

    connection.execute(text("DELETE FROM leads WHERE row_id = :id"), {"id": row_id})
    for position, lead in enumerate(leads, 1):
        statement = "INSERT INTO leads (row_id, position, name, kind, role) VALUES (:id, :position, :name, :kind, :role)"
        connection.execute(text(statement), {"id": row_id, "position": position, **lead})


def _write_timescales(connection: Connection, row_id: str, timescales: Sequence[dict[str, Any]]) -> None:
    from sqlalchemy import text

    connection.execute(text("DELETE FROM timescales WHERE row_id = :id"), {"id": row_id})
    for position, each in enumerate(timescales, 1):
        statement = (
            "INSERT INTO timescales (row_id, position, raw, kind, edtf, start_date, end_date, every, within) "
            "VALUES (:id, :position, :raw, :kind, :edtf, :start, :end, :every, :within)"
        )
        connection.execute(text(statement), {"id": row_id, "position": position, **each})


def printed_of(field: Field, row: PlacedRow) -> str | None:
    return row.printed.get(PRINTED.get(field.name, field.name))


def places_of_field(field: str) -> tuple[str, ...]:
    """The fields at whose place a value may be printed, the likeliest first: leads with lead_raw, a row with its action."""
    return tuple(dict.fromkeys((field, PRINTED.get(field, field), "action", "recommendation")))


def place_of(field: str, row: PlacedRow) -> PlacedCell | None:
    """Where a field is printed, else where the row is."""
    for name in (*places_of_field(field), *row.places):
        if row.places.get(name):
            return row.places[name][0]
    return None


def document_of(connection: Connection, correction_id: str) -> str:
    """The document that a correction is about. Raises NoSuchCorrection."""
    from sqlalchemy import text

    found = connection.execute(text("SELECT document_id FROM corrections WHERE correction_id = :id"), {"id": correction_id}).scalar()
    if found is None:
        raise NoSuchCorrection(correction_id)
    return str(found)
