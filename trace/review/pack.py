"""Rows out to Excel for people without the server, and what they wrote in it back as corrections.

The workbook has the sheet `Rows`: a row an action, white columns to write in, lists to choose from; a hidden copy of what they held
tells later what was changed. Nothing is overwritten in silence: a field that somebody else has changed meanwhile is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .corrections import accept_row, correct, reject_row
from .model import CORRECTABLE, NoSuchRow, WrongValue
from .queue import ALL_ROWS
from .values import value_to_written, written_to_value
from .workbook import EDITABLE, FIXED, NOTE, VERDICT, VERDICTS, WHO, cell_to_text, read_workbook, write_workbook

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(slots=True)
class Imported:
    """What a pack came to; `conflicts` and `refused` say in words which row and field, and why."""

    corrected: int = 0
    accepted: int = 0
    rejected: int = 0
    conflicts: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def export_pack(connection: Connection, path: Path, *, everything: bool = False) -> int:
    """Writes the rows that need a look, or every row; how many. Raises CannotWrite."""
    rows = list(_rows(connection, everything))
    write_workbook(path, rows)
    return len(rows)


def import_pack(connection: Connection, path: Path, who: str) -> Imported:
    """Records what was changed in a pack, in the caller's transaction. Raises NotAPack.

    A value that the database no longer holds as it was exported is a conflict, unless it is what the pack says.
    """
    pack = read_workbook(path)
    found = Imported()
    for row in pack.rows:
        row_id = cell_to_text(row.get("row_id"))
        if row_id:
            _take_in(connection, row, row_id, pack.exported.get(row_id), who, found)
    return found


def _take_in(
    connection: Connection, row: Mapping[str, Any], row_id: str, exported: Mapping[str, str] | None, who: str, found: Imported
) -> None:
    now = _row_now(connection, row_id)
    label = f"{cell_to_text(row.get('document'))}, row {row_id}"
    if now is None or exported is None:
        if exported is None or any(cell_to_text(row.get(name)) != exported[name] for name in EDITABLE) or row.get(VERDICT):
            found.conflicts.append(f"{label}: this row is not in the database now")
        return
    by, note = cell_to_text(row.get(WHO)) or who, cell_to_text(row.get(NOTE)) or None
    for name in EDITABLE:
        written = cell_to_text(row.get(name))
        if written == exported[name] or written == now[name]:
            continue
        if now[name] != exported[name]:
            found.conflicts.append(f"{label}, {name}: the pack says {written!r}, the database meanwhile {now[name]!r}; left as it is")
            continue
        try:
            correct(connection, row_id, name, written_to_value(CORRECTABLE[name], written), by, note)
            found.corrected += 1
        except (WrongValue, NoSuchRow) as error:
            found.refused.append(f"{label}, {name}: {error}")
    verdict = cell_to_text(row.get(VERDICT))
    if verdict == VERDICTS[0]:
        accept_row(connection, row_id, by, note)
        found.accepted += 1
    elif verdict == VERDICTS[1]:
        reject_row(connection, row_id, by, note)
        found.rejected += 1
    elif verdict:
        found.refused.append(f"{label}, {VERDICT}: {verdict!r} is none of {', '.join(VERDICTS)}")


def _rows(connection: Connection, everything: bool) -> Iterator[dict[str, Any]]:
    from sqlalchemy import text

    doubts: dict[str, str] = {}
    for row_id, said in connection.execute(text(f"SELECT row_id, said FROM ({ALL_ROWS}) q ORDER BY row_id, said")):
        doubts[row_id] = f"{doubts[row_id]}\n{said}" if row_id in doubts else said
    statement = text("SELECT * FROM plan_rows ORDER BY authority, plan_date, document, document_id, position")
    for row in connection.execute(statement).mappings():
        if everything or row["row_id"] in doubts:
            fixed = {name: row[name] for name in FIXED if name in row}
            yield {**fixed, "page": row["page_first"], "doubt": doubts.get(row["row_id"]), **_written(dict(row))}


def _written(row: dict[str, Any]) -> dict[str, str]:
    return {name: cell_to_text(value_to_written(CORRECTABLE[name], row[name])) for name in EDITABLE}


def _row_now(connection: Connection, row_id: str) -> dict[str, str] | None:
    from sqlalchemy import text

    found = connection.execute(text("SELECT * FROM plan_rows WHERE row_id = :id"), {"id": row_id}).mappings().first()
    return _written(dict(found)) if found else None
