"""Which row a correction belongs to now: found again by its print and its place, since a later reading may cut and number rows anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...load.rows import squash
from ...provenance import Box
from .model import Correction

SAME_PLACE = 0.5
"""Share of the smaller box that two boxes must have in common to be one cell: readers differ by a border, not by half a cell."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row as it may be found again. `printed` is the print of each field, `places` where it stands."""

    row_id: str
    position: int
    text: str
    printed: Mapping[str, str]
    places: Mapping[str, Sequence[PlacedCell]]


@dataclass(frozen=True, slots=True)
class PlacedCell:
    page: int | None
    table_number: int
    table_row: int | None
    table_column: int | None
    box: Box | None


def find_row(
    correction: Correction, rows: Sequence[PlacedRow], printed_in: str | None, placed_in: Sequence[str]
) -> tuple[PlacedRow, str] | None:
    """The one row that the correction means, and what it was found by; None where there is none, or more than one as good.

    `printed_in` is the field whose print it quotes (None: the row's text), `placed_in` are the fields at whose place it may stand.

    | the row's text | print of the field | place | found by          |
    | same           | same               | same  | print and place   |
    | same           | same               |       | print             |   the plan's rows moved: another reader, other tables
    | same           |                    | same  | place             |   the field is read better than it was
    |                | same               | same  | place             |   the action is read better than it was
    """
    wanted = (squash(correction.row_text), squash(correction.printed))
    levels: dict[tuple[bool, bool, bool], list[PlacedRow]] = {}
    for row in rows:
        found = (
            squash(row.text) == wanted[0],
            squash(row.printed.get(printed_in) if printed_in else row.text) == wanted[1],
            any(_same_place(correction, cell) for name in placed_in for cell in row.places.get(name, ())),
        )
        levels.setdefault(found, []).append(row)
    for level, name in (
        ((True, True, True), "print and place"),
        ((True, True, False), "print"),
        ((True, False, True), "place"),
        ((False, True, True), "place"),
    ):
        candidates = levels.get(level, [])
        one = candidates[0] if len(candidates) == 1 else _same_row(correction, candidates)
        if one is not None:
            return one, name
        if candidates:
            return None
    return None


def _same_row(correction: Correction, candidates: Sequence[PlacedRow]) -> PlacedRow | None:
    """Of several alike, the one that still has the id, or else the position, that it had."""
    for row in candidates:
        if row.row_id == correction.row_id:
            return row
    return next((row for row in candidates if row.position == correction.position), None)


def _same_place(correction: Correction, cell: PlacedCell) -> bool:
    if correction.table_number is None:
        return False
    box = None if correction.x0 is None else (correction.x0, correction.top or 0.0, correction.x1 or 0.0, correction.bottom or 0.0)
    return same_cell(PlacedCell(correction.page, correction.table_number, correction.table_row, correction.table_column, box), cell)


def same_cell(one: PlacedCell, other: PlacedCell) -> bool:
    """By their boxes on the page, else (Word) by table, row and column."""
    if one.page != other.page:
        return False
    if one.box is not None and other.box is not None:
        return _overlap(one.box, other.box) >= SAME_PLACE
    return (one.table_number, one.table_row, one.table_column) == (other.table_number, other.table_row, other.table_column)


def _overlap(one: Box, other: Box) -> float:
    """Share of the smaller box that both cover, 0 to 1."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((one[2] - one[0]) * (one[3] - one[1]), (other[2] - other[0]) * (other[3] - other[1]))
    return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0.0
