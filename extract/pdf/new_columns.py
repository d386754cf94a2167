"""A grid whose columns change half way is two tables: the second begins with headings of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .grid import Grid, GridCell
from .page import Word

SAME_BORDER = 6.0
"""Points: borders dragged apart by no more than this are one to the author."""


def grid_to_plans(grid: Grid, words: Sequence[Word]) -> list[Grid]:
    """The grid cut above each row of headings that has other columns than the rows above it.

    +----+--------+--------+            +----+--------+--------+
    | No | Action | Lead   |            | No | Action | Lead   |
    | 1  | Audit  | JH     |            | 1  | Audit  | JH     |
    | No | Need | Goal | £ |     ->     +----+--------+--------+   +----+------+------+---+
    | 7  | Home | Move | 5 |                                       | No | Need | Goal | £ |  ...
    """
    n_rows = len(grid.ys) - 1
    if n_rows < 4 or len({cell.colspan for cell in grid.cells}) < 2:
        return [grid]
    for row in range(2, n_rows - 1):
        if _begins_anew(grid, row, words):
            return [_part(grid, 0, row), *grid_to_plans(_part(grid, row, n_rows), words)]
    return [grid]


def _begins_anew(grid: Grid, row: int, words: Sequence[Word]) -> bool:
    if any(cell.row < row < cell.row + cell.rowspan for cell in grid.cells):
        return False
    heading = [cell for cell in grid.cells if cell.row == row]
    before, after = _inner(grid, range(row)), _inner(grid, range(row, len(grid.ys) - 1))
    if len(heading) < 3 or not _unmatched(before, after) or not _unmatched(after, before) or _unmatched(after, _inner(grid, (row,))):
        return False
    inside = [word for word in words if grid.ys[row] <= (word.box[1] + word.box[3]) / 2 <= grid.ys[row + 1]]
    filled = sum(any(c.box[0] <= (w.box[0] + w.box[2]) / 2 <= c.box[2] for w in inside) for c in heading)
    return filled > 0.6 * len(heading) and all(word.bold or word.ink == "FFFFFF" for word in inside)


def _inner(grid: Grid, rows: Sequence[int]) -> set[float]:
    """Borders between the cells of these rows."""
    cells = [cell for cell in grid.cells if cell.row in rows]
    return {x for cell in cells for x in (cell.box[0], cell.box[2]) if grid.xs[0] + SAME_BORDER < x < grid.xs[-1] - SAME_BORDER}


def _unmatched(borders: set[float], others: set[float]) -> bool:
    return any(all(abs(x - other) > SAME_BORDER for other in others) for x in borders)


def _drawn(grid: Grid, cells: list[GridCell]) -> list[GridCell]:
    """Without the strip beside a narrower half, which is open to the side."""
    for outer in (0, len(grid.xs) - 2):
        strip = [cell for cell in cells if cell.column <= outer < cell.column + cell.colspan]
        if strip and all(cell.colspan == 1 and cell.open_sides for cell in strip):
            cells = [cell for cell in cells if cell not in strip]
    return cells


def _part(grid: Grid, first: int, end: int) -> Grid:
    """Rows `first` to `end` of a grid, with the columns that they use."""
    cells = _drawn(grid, [cell for cell in grid.cells if first <= cell.row < end])
    used = {cell.column for cell in cells} | {cell.column + cell.colspan for cell in cells}
    columns = sorted(used)
    number = {column: at for at, column in enumerate(columns)}

    def moved(cell: GridCell) -> GridCell:
        left, right = number[cell.column], number[cell.column + cell.colspan]
        return replace(cell, row=cell.row - first, column=left, colspan=right - left)

    return Grid(tuple(grid.xs[column] for column in columns), grid.ys[first : end + 1], tuple(map(moved, cells)))
