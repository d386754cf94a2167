"""Edges -> grids: which edges belong together, where they cross, and which squares of the grid make one cell.

The order of the steps (edges, intersections, cells, tables) is that of pdfplumber's `table.py`, after Anssi Nurminen's thesis
"Algorithmic extraction of data in tables in PDF documents" (Tampere, 2013). Unlike there a cell is every connected area of squares
without a border between them, so that merged cells come out whole with their spans.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...provenance import Box
from .edges import Edge

TOUCH = 2.0
"""Points by which a line may end short of the one that it meets."""

SAME_LINE = 3.2
"""Points: two borders of one grid nearer than this are one (doubled lines)."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """An area of the grid, in rows and columns from 0."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    open_sides: int = 0
    """How many of its sides have no line at all."""


@dataclass(frozen=True, slots=True)
class Grid:
    """`xs` and `ys` are the positions of its borders, one more than it has columns and rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def edges_to_grids(level: Sequence[Edge], upright: Sequence[Edge]) -> list[Grid]:
    """One grid for each group of edges that touch one another, top to bottom. A lone line is none."""
    grids = []
    for rows, columns in _touching(level, upright):
        grid = _grid(rows, columns)
        if grid is not None:
            grids.append(grid)
    return sorted(_outermost(grids), key=lambda grid: (grid.ys[0], grid.xs[0]))


def edges_to_boxes(level: Sequence[Edge], upright: Sequence[Edge]) -> list[Box]:
    """The boxes of the grids alone, of those with several cells: a frame has four edges."""
    return [
        (min(row.start for row in rows), min(c.start for c in columns), max(row.end for row in rows), max(c.end for c in columns))
        for rows, columns in _touching(level, upright)
        if len(rows) + len(columns) > 4
    ]


def _touching(level: Sequence[Edge], upright: Sequence[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Groups of edges connected by intersections: a table each."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for column, (x, top, bottom) in enumerate(upright, len(level)):
        top -= TOUCH
        bottom += TOUCH
        for row, (y, x0, x1) in enumerate(level):
            if y > bottom:
                break
            if top <= y and x0 - TOUCH <= x <= x1 + TOUCH:
                parent[root(column)] = root(row)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for row, edge in enumerate(level):
        groups.setdefault(root(row), ([], []))[0].append(edge)
    for column, edge in enumerate(upright, len(level)):
        groups.setdefault(root(column), ([], []))[1].append(edge)
    return [group for group in groups.values() if group[0] and group[1]]


def _positions(edges: Sequence[Edge], ends: Sequence[float]) -> list[float]:
    """Where the borders across one direction are: those drawn, and the outer ends of the lines that meet them.

    A row cut by the page break has no line below; the lines between its columns end there all the same.
    """
    drawn = sorted((edge.at, edge.end - edge.start) for edge in edges)
    positions: list[float] = []
    group: list[tuple[float, float]] = []
    for at, length in drawn:
        if group and at - group[-1][0] > SAME_LINE:
            positions.append(_middle(group))
            group = []
        group.append((at, length))
    positions.append(_middle(group))
    first, last = min(ends), max(ends)
    if first < positions[0] - SAME_LINE:
        positions.insert(0, first)
    if last > positions[-1] + SAME_LINE:
        positions.append(last)
    return positions


def _middle(group: list[tuple[float, float]]) -> float:
    return sum(at * length for at, length in group) / sum(length for _, length in group)


def _grid(level: Sequence[Edge], upright: Sequence[Edge]) -> Grid | None:
    xs = _positions(upright, [end for edge in level for end in (edge.start, edge.end)])
    ys = _positions(level, [end for edge in upright for end in (edge.start, edge.end)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    below = _drawn(level, ys, xs)  # below[j][i]: is border j drawn along column i?
    beside = _drawn(upright, xs, ys)  # beside[i][j]: is border i drawn along row j?
    return Grid(tuple(xs), tuple(ys), tuple(_cells(xs, ys, below, beside)))


def grid_from_borders(xs: Sequence[float], ys: Sequence[float], below: list[list[bool]], beside: list[list[bool]]) -> Grid:
    """A grid whose borders are known: `below[j][i]` above row j in column i, `beside[i][j]` left of column i in row j."""
    return Grid(tuple(xs), tuple(ys), tuple(_cells(xs, ys, below, beside)))


def _drawn(edges: Sequence[Edge], positions: Sequence[float], stretches: Sequence[float]) -> list[list[bool]]:
    """For each position, whether a line is drawn along more than half of each stretch between the crossing borders."""
    drawn = [[False] * (len(stretches) - 1) for _ in positions]
    for edge in edges:
        line = drawn[min(range(len(positions)), key=lambda index: abs(positions[index] - edge.at))]
        for index, (start, end) in enumerate(pairwise(stretches)):
            if min(end, edge.end) - max(start, edge.start) > 0.5 * (end - start):
                line[index] = True
    return drawn


def _cells(xs: Sequence[float], ys: Sequence[float], below: list[list[bool]], beside: list[list[bool]]) -> list[GridCell]:
    """Connected squares are a cell; where they make no rectangle, the largest rectangles from the top left are.

    +---+---+      +---+---+
    | a   b |  ->  | a     |      a and b without a line between them
    +---+---+      +---+---+
    """
    n_rows, n_columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * n_columns for _ in range(n_rows)]
    cells = []
    for row in range(n_rows):
        for column in range(n_columns):
            if taken[row][column]:
                continue
            right = column + 1
            while right < n_columns and not beside[right][row] and not taken[row][right]:
                right += 1
            bottom = row + 1
            while bottom < n_rows and _continues(bottom, column, right, below, beside, taken):
                bottom += 1
            for taken_row in taken[row:bottom]:
                taken_row[column:right] = [True] * (right - column)
            open_sides = (
                (not any(below[row][column:right]))
                + (not any(below[bottom][column:right]))
                + (not any(beside[column][row:bottom]))
                + (not any(beside[right][row:bottom]))
            )
            box = (xs[column], ys[row], xs[right], ys[bottom])
            cells.append(GridCell(row, column, bottom - row, right - column, box, open_sides))
    return cells


def _continues(row: int, left: int, right: int, below: list[list[bool]], beside: list[list[bool]], taken: list[list[bool]]) -> bool:
    """Whether an area from column `left` to `right` goes on in `row`: no line above it there, none across it, and open as far."""
    if any(below[row][left:right]) or any(taken[row][left:right]):
        return False
    return not any(beside[column][row] for column in range(left + 1, right))


def _outermost(grids: list[Grid]) -> list[Grid]:
    """Without frames around whole tables, and without grids inside a cell of another (tick boxes, nested tables)."""
    frames = [grid for grid in grids if len(grid.cells) == 1 and any(_inside(other, grid) for other in grids if other is not grid)]
    kept = [grid for grid in grids if grid not in frames]
    return [grid for grid in kept if not any(_inside(grid, other) for other in kept if other is not grid)]


def _inside(inner: Grid, outer: Grid) -> bool:
    return (
        outer.xs[0] <= inner.xs[0] + 1
        and outer.ys[0] <= inner.ys[0] + 1
        and inner.xs[-1] <= outer.xs[-1] + 1
        and inner.ys[-1] <= outer.ys[-1] + 1
    )
