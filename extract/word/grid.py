"""Rows of cells with spans -> cells in a grid: vertical merges joined, grid lines that nobody sees taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from .names import VAL, Element, w, whole_number

Merge = Literal["none", "restart", "continue"]

MAX_SPAN = 400
"""Word's own limit is 63 columns; other writers know none."""

_SLIVER = 9.0
"""Points. A Word cell has 5.4 points of margin left and right: a narrower column holds no text, it is a border that was dragged askew."""


@dataclass(slots=True)
class RowCell:
    """A `w:tc` at its place in the row, in columns of the file's own grid: `start` up to `end`."""

    element: Element
    start: int
    end: int
    merge: Merge = "none"
    width: float = 0.0
    """Points, 0 where unknown."""
    across: bool = False
    """Goes on the cell to its left: `w:hMerge`, as Word 2000 and some converters write it."""
    deleted: bool = False
    """A tracked deletion; its columns stay free."""
    shading: Element | None = None


@dataclass(slots=True)
class Placed:
    """A cell in the grid as a reader sees it; `elements` is its `w:tc`, or several merged across."""

    elements: list[Element]
    shading: Element | None
    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(slots=True)
class Grid:
    cells: list[Placed] = field(default_factory=list)
    """By row, then column."""
    n_rows: int = 0
    n_columns: int = 0
    edges: tuple[float, ...] = ()


_SPAN, _VERTICAL, _HORIZONTAL, _PROPERTIES = w("gridSpan"), w("vMerge"), w("hMerge"), w("tcPr")
_WIDTH, _WIDTH_TYPE, _WIDTH_VALUE, _SHADING, _DELETED = w("tcW"), w("type"), w("w"), w("shd"), w("cellDel")


def row_cell(element: Element, start: int) -> RowCell:
    span, width, deleted = 1, 0.0, False
    merge: Merge = "none"
    across: Merge = "none"
    shading: Element | None = None
    for child in element[0] if len(element) and element[0].tag == _PROPERTIES else ():
        tag = child.tag
        if tag == _WIDTH:
            if child.get(_WIDTH_TYPE, "dxa") == "dxa":
                width = whole_number(child.get(_WIDTH_VALUE), 0, 0, 40_000) / 20
        elif tag == _SPAN:
            span = whole_number(child.get(VAL), 1, 1, MAX_SPAN) if start < 4 * MAX_SPAN else 1
        elif tag == _VERTICAL:
            merge = _merge(child)
        elif tag == _HORIZONTAL:
            across = _merge(child)
        elif tag == _SHADING:
            shading = child
        elif tag == _DELETED:
            deleted = True
    return RowCell(element, start, start + span, merge, width, across == "continue", deleted, shading)


def _merge(element: Element) -> Merge:
    """`<w:vMerge/>` without a value goes on the cell above."""
    return "restart" if element.get(VAL) == "restart" else "continue"


def rows_to_grid(rows: Sequence[Sequence[RowCell]], widths: Sequence[float]) -> Grid:
    """`widths` are the file's grid columns in points, empty where it has none.

    | a  | b |   a: start 0, end 1, restart        a: row 0, column 0, rowspan 2
    | ^  | c |   ^: start 0, end 1, continue  ->   b: row 0, column 1; c: row 1, column 1
    """
    n_lines = max((cell.end for cells in rows for cell in cells), default=0) + 1
    positions = _positions(rows, widths, n_lines)
    column_of = _lines_to_columns(rows, positions, n_lines)
    grid = Grid(n_rows=len(rows), n_columns=max(column_of, default=0))
    open_merges: dict[int, Placed] = {}
    for index, cells in enumerate(rows):
        going_on: dict[int, Placed] = {}
        for cell in cells:
            column, end = column_of[cell.start], column_of[cell.end]
            above = open_merges.get(column) if cell.merge == "continue" else None
            if cell.across and grid.cells and grid.cells[-1].row == index and above is None:
                grid.cells[-1].colspan = end - grid.cells[-1].column
                grid.cells[-1].elements.append(cell.element)
                continue
            if above is not None:
                # Where a dragged border makes the lower piece narrower, the merged cell is as wide as its narrowest piece.
                above.rowspan += 1
                above.colspan = min(above.colspan, end - column)
                going_on[column] = above
                continue
            placed = Placed([cell.element], cell.shading, index, column, 1, end - column)
            grid.cells.append(placed)
            if cell.merge != "none":
                going_on[column] = placed
        open_merges = going_on
    grid.edges = _edges(positions, column_of)
    return grid


def _positions(rows: Sequence[Sequence[RowCell]], widths: Sequence[float], n_lines: int) -> list[float]:
    """x of each grid line; a grid that the file leaves out, or zero, is made up from the widths of single cells. Empty if unknown."""
    known = dict(enumerate(widths))
    for cell in (cell for cells in rows for cell in cells):
        if cell.end - cell.start == 1 and cell.width and not known.get(cell.start):
            known[cell.start] = cell.width
    if any(not known.get(column) for column in range(n_lines - 1)):
        return []
    positions = [0.0]
    for column in range(n_lines - 1):
        positions.append(positions[-1] + known[column])
    return positions


def _lines_to_columns(rows: Sequence[Sequence[RowCell]], positions: Sequence[float], n_lines: int) -> list[int]:
    """Which column each grid line begins. Lines a sliver apart are one line, and so are two with nothing but deleted cells between them.

    No cell ever vanishes: lines become one only where no cell stands between them.
    """
    cells = {(cell.start, cell.end) for row in rows for cell in row}
    used = sorted({0} | {start for start, _ in cells} | {end for _, end in cells})
    nearest_end: dict[int, int] = {}
    covered: set[int] = set()
    for start, end in cells:
        nearest_end[start] = min(end, nearest_end.get(start, end))
        covered.update(range(start, end))
    columns = [0] * n_lines
    column = group = 0
    for before, line in pairwise(used):
        sliver = bool(positions) and positions[line] - positions[group] <= _SLIVER
        holds_cell = any(nearest_end.get(start, n_lines) <= line for start in range(group, line))
        if before in covered and (holds_cell or not sliver):
            column, group = column + 1, line
        columns[line] = column
    for line in range(1, n_lines):
        columns[line] = max(columns[line - 1], columns[line])
    return columns


def _edges(positions: Sequence[float], column_of: Sequence[int]) -> tuple[float, ...]:
    if not positions:
        return ()
    first: dict[int, float] = {}
    for line, column in enumerate(column_of):
        first.setdefault(column, positions[line])
    return tuple(round(first[column], 2) for column in sorted(first))
