"""Boxes drawn around the rows of a table that say little of its columns: Word's table styles.

`Medium Shading 1` draws the cells of its headings and one box around all the rows below, which stripes tell apart; `List Table 3` a box
with lines between the rows; `Light List` the cells of every other row:

    +----+---------+------+      +---------------------+      +---------------------+
    | No | Action  | When |      | No   Action    When |      | No   Action    When |
    +----+---------+------+      +---------------------+      +----+---------+------+
    | 1    Recruit   May  |      | 1    Recruit   May  |      | 1  | Recruit | May  |
    | 2    Train     June |      +---------------------+      +----+---------+------+
    +---------------------+      | 2    Train     June |      | 2    Train     June |
                                 +---------------------+      +---------------------+
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .grid import Grid, GridCell
from .lines import Line, words_to_lines
from .page import Fill, Word
from .starts import APART
from .stripes import SMALLEST, Stripe, fills_to_stripes

COLUMNS = 3
"""Texts side by side between known borders that are cells; prose in a merged cell runs over the borders."""
COLUMNS_ALONE = 4
"""The same where no line tells the borders."""
NEAR = 0.6
"""Type sizes: words of two cells are further apart than this."""


def without_frames(grids: Sequence[Grid], words: Sequence[Word], fills: Sequence[Fill]) -> list[Grid]:
    """The grids less those whose rows are framed, not ruled (the alignment of words tells more); rows are parted as others are."""
    ruled = [grid for grid in grids if not _is_frame(grid, words)]
    stripes = fills_to_stripes(fills) if any(_rows_across(grid) for grid in ruled) else []
    return [_with_columns_of_others(_cut_at_paint(grid, stripes), words) for grid in ruled]


def _rows_across(grid: Grid) -> list[GridCell]:
    """Rows that no upright line parts, in a grid whose other rows have columns."""
    across = len(grid.xs) - 1
    return [cell for cell in grid.cells if cell.colspan == across >= COLUMNS and cell.rowspan == 1]


def _cut_at_paint(grid: Grid, stripes: Sequence[Stripe]) -> Grid:
    """The grid with a row across it cut where paint over its whole width ends: dark headings, no line below them, and the first row."""
    left, top, right, bottom = grid.box
    whole = [s for s in stripes if top - 2 < s.top and s.bottom < bottom + 2 and s.width_within(left, right) > 0.9 * (right - left)]
    for cell in reversed(_rows_across(grid)):
        edges = (y for stripe in whole for y in (stripe.top, stripe.bottom))
        inside = sorted(y for y in edges if cell.box[1] + SMALLEST < y < cell.box[3] - SMALLEST)
        if inside:
            grid = _cut(grid, cell, inside[0])
    return grid


def _cut(grid: Grid, across: GridCell, y: float) -> Grid:
    cells: list[GridCell] = []
    x0, top, x1, bottom = across.box
    for cell in grid.cells:
        if cell is across:
            cells += [replace(cell, box=(x0, top, x1, y)), replace(cell, row=cell.row + 1, box=(x0, y, x1, bottom))]
        else:
            cells.append(replace(cell, row=cell.row + 1) if cell.row > across.row else cell)
    return Grid(grid.xs, (*grid.ys[: across.row + 1], y, *grid.ys[across.row + 1 :]), tuple(cells))


def _is_frame(grid: Grid, words: Sequence[Word]) -> bool:
    across = len(grid.xs) - 1
    bodies = [cell for cell in grid.cells if cell.colspan == across]
    headings = [cell for cell in grid.cells if cell.colspan < across]
    if bodies and headings and max(cell.row for cell in headings) < min(cell.row for cell in bodies):
        return all(_keeps_to_columns(_lines_in([body], words), grid.xs[1:-1]) for body in bodies)
    widest = max({(cell.column, cell.colspan) for cell in grid.cells}, key=lambda strip: _width(grid, strip))
    strip = [cell for cell in grid.cells if (cell.column, cell.colspan) == widest]
    mostly = _width(grid, widest) > 0.5 * (grid.xs[-1] - grid.xs[0]) and len(grid.cells) < len(strip) * (across + 1)
    return mostly and _sets_columns(_lines_in(strip, words))


def _width(grid: Grid, strip: tuple[int, int]) -> float:
    return grid.xs[sum(strip)] - grid.xs[strip[0]]


def _lines_in(cells: Sequence[GridCell], words: Sequence[Word]) -> list[Line]:
    lines = []
    for x0, top, x1, bottom in (cell.box for cell in cells):
        inside = [w for w in words if w.turn == 0 and x0 <= (w.box[0] + w.box[2]) / 2 <= x1 and top <= (w.box[1] + w.box[3]) / 2 <= bottom]
        lines += words_to_lines(inside) if inside else []
    return lines


def _keeps_to_columns(lines: Sequence[Line], borders: Sequence[float]) -> bool:
    """Whether the words stand in several columns between the borders: none across one, none only a space from one beyond it."""
    columns = set()
    for line in lines:
        places = [sum(border < (word.box[0] + word.box[2]) / 2 for border in borders) for word in line.words]
        crossed = any(word.box[0] < border - 1 and word.box[2] > border + 1 for word in line.words for border in borders)
        near = any(
            a != b and after.box[0] - before.box[2] < NEAR * line.size
            for (a, before), (b, after) in pairwise(zip(places, line.words, strict=True))
        )
        if crossed or near:
            return False
        columns.update(places)
    return len(columns) >= COLUMNS


def _sets_columns(lines: Sequence[Line]) -> bool:
    """Whether the gaps in a line of several texts are kept free by nearly all other lines, and several of them have such gaps."""
    gaps = max((_gaps(line) for line in lines), key=len, default=[])
    free = [gap for gap in gaps if sum(_crosses(line, gap) for line in lines) <= 0.1 * len(lines)]
    parted = sum(1 for line in lines if _gaps(line))
    return len(free) + 1 >= COLUMNS_ALONE and parted >= max(2, 0.4 * len(lines))


def _gaps(line: Line) -> list[tuple[float, float]]:
    return [(a.box[2], b.box[0]) for a, b in pairwise(line.words) if b.box[0] - a.box[2] >= APART * line.size]


def _crosses(line: Line, gap: tuple[float, float]) -> bool:
    """Whether a word stands right before where the text after the gap begins."""
    return any(word.box[0] < gap[1] - 1 and word.box[2] > max(gap[0] + 1, gap[1] - 3) for word in line.words)


def _with_columns_of_others(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with those cells over several columns parted whose texts keep to the borders that other rows have."""
    cells: list[GridCell] = []
    for cell in grid.cells:
        borders = grid.xs[cell.column + 1 : cell.column + cell.colspan]
        if cell.rowspan == 1 and cell.colspan >= COLUMNS and _keeps_to_columns(_lines_in([cell], words), borders):
            edges = grid.xs[cell.column : cell.column + cell.colspan + 1]
            cells += [
                replace(cell, column=cell.column + at, colspan=1, box=(left, cell.box[1], right, cell.box[3]))
                for at, (left, right) in enumerate(pairwise(edges))
            ]
        else:
            cells.append(cell)
    return grid if len(cells) == len(grid.cells) else replace(grid, cells=tuple(cells))
