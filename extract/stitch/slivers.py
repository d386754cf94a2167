"""Rows too low for a line of type: where borders meet badly, and where a page break falls inside a cell's padding."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from ..document import Cell, Table
from .headings import columns_of

LOW = 0.8
"""Share of a line's height that a row must have to hold one."""


def without_slivers(table: Table, pitch: float) -> Table:
    """The table less its rows in which nothing could stand and nothing does.

    | 7 | Consult staff | 7.3 Audit files |      | 7 | Consult staff | 7.3 Audit files |
    | ^ | ^             +-----------------+  ->  +---+---------------+-----------------+
    +---+---------------+        (4 points)
    """
    low = _low_rows(table, LOW * pitch)
    grid = table.grid()
    cells: Sequence[Cell] = table.cells
    empty: set[int] = set()
    for row in reversed(range(table.n_rows)):
        if _is_sliver(row, grid, low) and not any(cell.row == row and cell.rowspan == 1 and _holds(cell) for cell in cells):
            cells = _without(cells, row)
            empty.add(row)
    if not empty or len(empty) == table.n_rows:
        return table
    routes = tuple(route for row, route in enumerate(table.routes) if row not in empty)
    marked = table.header_rows - sum(row < table.header_rows for row in empty)
    return replace(table, cells=tuple(cells), n_rows=table.n_rows - len(empty), routes=routes, header_rows=marked)


def _holds(cell: Cell) -> bool:
    return bool(cell.text.strip() or cell.marks)


def _is_sliver(row: int, grid: Sequence[Sequence[Cell | None]], low: Set[int]) -> bool:
    """Whether a row is too low for type, has no cell of its own, or is blank below blank cells and beside a text from further up."""
    cells = [cell for cell in grid[row] if cell is not None]
    own = [cell for cell in cells if cell.row == row]
    if row in low:
        return not any(cell.text.strip() and cell.rowspan == 1 for cell in own)
    if not own or row == 0:
        return not own
    if any(cell.text.strip() or cell.marks or cell.rowspan > 1 for cell in own):
        return False
    blank = all((above := grid[row - 1][column]) is not None and not above.text.strip() for cell in own for column in columns_of(cell))
    return blank and any(cell.row < row and cell.text.strip() for cell in cells)


def _low_rows(table: Table, least: float) -> frozenset[int]:
    tops: dict[int, float] = {}
    for cell in table.cells:
        if cell.places and (box := cell.places[-1].box) is not None:
            tops[cell.row] = box[1]
            tops[cell.row + cell.rowspan] = box[3]
    return frozenset(row for row in range(table.n_rows) if row in tops and row + 1 in tops and tops[row + 1] - tops[row] < least)


def _without(cells: Sequence[Cell], row: int) -> list[Cell]:
    kept = []
    for cell in cells:
        if cell.row > row:
            kept.append(replace(cell, row=cell.row - 1))
        elif not cell.covers(row, cell.column):
            kept.append(cell)
        elif cell.rowspan > 1:
            kept.append(replace(cell, rowspan=cell.rowspan - 1))
    return kept
