"""Cells told by nothing but paint: coloured rectangles side by side, with or without a gap between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...provenance import Box
from .edges import Edge, merge_edges
from .grid import Grid, edges_to_grids
from .lines import words_to_lines
from .page import Fill, PageContent, Word
from .stripes import MOST, SMALLEST

ONE_STEP = 2.0
"""Type sizes: a line no further below the paint may be a row of the same table, on white."""


def fills_to_grids(page: PageContent, ruled: Sequence[Box]) -> list[Grid]:
    """Grids of painted cells outside the ruled tables, at least two rows by two columns, every row of them painted.

    Where rows stand on white between painted ones or right below them (zebra stripes, a dark heading), paint alone is no grid: those
    are left to the alignment of the words.
    """
    free = [fill for fill in page.fills if _is_cell(fill, page) and not any(_inside(fill.box, box) for box in ruled)]
    if not 4 <= len(free) <= MOST:
        return []
    level = [Edge(y, fill.box[0], fill.box[2]) for fill in free for y in (fill.box[1], fill.box[3])]
    upright = [Edge(x, fill.box[1], fill.box[3]) for fill in free for x in (fill.box[0], fill.box[2])]
    grids = edges_to_grids(merge_edges(level), merge_edges(upright))
    grids = [grid for grid in grids if len(grid.xs) > 2 and len(grid.ys) > 2 and _mostly_single(grid)]
    return [grid for grid in grids if not _has_white_rows(grid, free, page.words)]


def _has_white_rows(grid: Grid, fills: Sequence[Fill], words: Sequence[Word]) -> bool:
    left, top, right, bottom = grid.box
    level = [word for word in words if word.turn == 0 and left - 2 <= word.box[0] and word.box[2] <= right + 2]
    unpainted = [word for word in level if not any(_inside(word.box, fill.box) for fill in fills)]
    inside = [word for word in unpainted if _inside(word.box, grid.box)]
    if len(inside) > 0.1 * sum(_inside(word.box, grid.box) for word in level):
        return True
    for line in words_to_lines(unpainted):
        near = -1 < line.box[1] - bottom < ONE_STEP * line.size or -1 < top - line.box[3] < ONE_STEP * line.size
        if near and len({_column(word, grid) for word in line.words}) > 1 and _keeps_columns(line.words, grid):
            return True
    return False


def _column(word: Word, grid: Grid) -> int:
    return sum(x <= (word.box[0] + word.box[2]) / 2 for x in grid.xs)


def _keeps_columns(words: Sequence[Word], grid: Grid) -> bool:
    """Whether no word crosses a border and no two words on either side of one are only a space apart: not prose below a table."""
    crossed = any(word.box[0] < x - 1 and word.box[2] > x + 1 for word in words for x in grid.xs[1:-1])
    apart = [b.box[0] - a.box[2] > 0.6 * a.size for a, b in pairwise(words) if _column(a, grid) != _column(b, grid)]
    return not crossed and all(apart)


def _is_cell(fill: Fill, page: PageContent) -> bool:
    width, height = fill.box[2] - fill.box[0], fill.box[3] - fill.box[1]
    return width > SMALLEST and height > SMALLEST and width * height < 0.8 * page.width * page.height


def _inside(inner: Box, outer: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _mostly_single(grid: Grid) -> bool:
    """Whether the paint makes a grid at all: most of its squares are cells of their own."""
    squares = (len(grid.xs) - 1) * (len(grid.ys) - 1)
    return sum(1 for cell in grid.cells if cell.open_sides == 0) > 0.6 * squares
