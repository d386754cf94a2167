"""Coloured rows of a ruled table whose borders nobody sees: headings, grey on grey or dark on dark, and the banner of a section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ...provenance import Box
from ..pdf.grid import Grid
from ..pdf.page import Fill, Rule
from .colours import ALIKE, Paint, usual_colour
from .render import Picture
from .worn import REACH

LOWEST, HIGHEST = 8.0, 90.0
"""Points: how low and how high a coloured row is."""

BLURRED = 3.0
"""Points from one ground to the next, a white rule between them included, in which a scan shows neither."""

DEEP = 28
"""Steps of 255 by which a coloured row differs from the paper; what shines through from the back of the leaf is paler."""

LETTER = 55
"""Steps of 255 by which a letter differs from its ground."""

BORDER = 0.8
"""Share of a row's height from which a line of dots is a border that is seen and no letter."""

GUTTER, NARROW_GUTTER, WIDE_GUTTER = 4.0, 1.8, 7.0
"""Points without letters at a border: at most borders, and at the others. Between the words of a run there are 2 to 4."""

FEW = 2
"""Borders: fewer may stand between words by chance, unless their gutters are wide."""

MOST = 0.7
"""Share of the columns that have words, and of the borders that stand in a gutter wider than any between words."""


def rules_of_coloured_rows(grids: Sequence[Grid], paint: Paint, grey: Picture, density: float) -> list[Rule]:
    """The rules that coloured rows lack: the outline of those that stand on a ruled table, and the borders between headings.

    `grey` is a picture of `density` dots per point. A row has the borders of the columns right below it where its words stand in groups
    between them. `Recommendation 1 - Ensure that all ...`, which runs across, and `SAFEGUARDING`, which ends early, stay one cell.
    """
    missing: list[Rule] = []
    feet = [grid.box[3] for grid in grids]
    for grid in grids:
        x0, _, x1, _ = grid.box
        for top, bottom in _standing_on(paint, grid):
            above = min(feet, key=lambda foot: abs(foot - top))
            row = (x0, above if abs(above - top) <= REACH else top, x1, bottom)
            missing += [Rule(True, at, x0, x1) for at in (row[1], bottom)] + [Rule(False, at, row[1], bottom) for at in (x0, x1)]
            if bottom == grid.ys[0]:
                missing += _between(row, _borders(grid, 0, x0, x1), grey, density)
        for cell in grid.cells:
            if cell.colspan > 1 and cell.box[3] < grid.ys[-1] and usual_colour(paint.of(cell.box)) is not None:
                missing += _between(cell.box, _borders(grid, cell.row + cell.rowspan, cell.box[0], cell.box[2]), grey, density)
    return missing


def rules_of_free_rows(fills: Sequence[Fill], rules: Sequence[Rule]) -> list[Rule]:
    """The upper and lower edges of coloured rows in tables of level rules alone: as long as such a rule, they part rows as it does.

    `fills` are those outside ruled grids: a heading row and the banner of the first section right below it, each of its own colour.
    """
    level = [rule for rule in rules if rule.horizontal]
    rows = [
        fill.box
        for fill in fills
        if LOWEST <= fill.box[3] - fill.box[1] <= HIGHEST
        and any(abs(rule.start - fill.box[0]) <= REACH and abs(rule.end - fill.box[2]) <= REACH for rule in level)
    ]
    edges = sorted((y, x0, x1) for x0, top, x1, bottom in rows for y in (top, bottom))
    return [Rule(True, y, x0, x1) for n, (y, x0, x1) in enumerate(edges) if n == 0 or y - edges[n - 1][0] > BLURRED]


def _borders(grid: Grid, row: int, x0: float, x1: float) -> list[float]:
    """The upright borders of a row from `x0` to `x1`, these included."""
    cells = [cell for cell in grid.cells if cell.row <= row < cell.row + cell.rowspan]
    return sorted({x for cell in cells for x in (cell.box[0], cell.box[2]) if x0 <= x <= x1})


def _standing_on(paint: Paint, grid: Grid) -> Iterator[tuple[float, float]]:
    """(top, bottom) of the rows of one colour each that stand on one another and on a grid, as wide as it is, the lowest first."""
    first, last = (round(x * paint.density) for x in (grid.xs[0] + BLURRED, grid.xs[-1] - BLURRED))
    lowest, highest = round((grid.ys[0] - 1) * paint.density), max(0, round((grid.ys[0] - HIGHEST) * paint.density))
    if lowest - highest < LOWEST * paint.density or last - first < LOWEST:
        return
    # what most of a line of dots is, light letters on it or dark ones; a line without letters is the same by both
    dark, light = np.percentile(paint.white[highest:lowest, first:last], (15, 85), axis=1)[:, ::-1]
    foot, at = grid.ys[0], 0
    while True:
        starts = range(at, min(at + round(2 * BLURRED * paint.density), len(light) - 1) + 1)
        end = next((end for start in starts if (end := _end(dark, light, start)) - start >= LOWEST * paint.density), None)
        if end is None:
            return
        top = (lowest - end) / paint.density
        yield top, foot
        foot, at = top, end


def _end(dark: NDArray[np.float64], light: NDArray[np.float64], start: int) -> int:
    """The line of dots at which the colour of line `start` ends; `start` itself where that is of no colour or of several."""
    ground = light[start]
    if np.abs(ground - dark[start]).max() > ALIKE:
        return start
    alike = np.minimum(np.abs(light[start:] - ground).max(axis=1), np.abs(dark[start:] - ground).max(axis=1)) <= ALIKE
    end = len(light) if alike.all() else start + int(np.argmin(alike))
    return end if np.median(dark[start:end], axis=0).min() < 255 - DEEP else start


def _between(row: Box, borders: Sequence[float], grey: Picture, density: float) -> list[Rule]:
    """The borders inside a row that lies above columns of these borders; none where its words do not stand as theirs do."""
    _, top, _, bottom = row
    band = grey[round((top + 2) * density) : round((bottom - 2) * density)].astype(np.int16)
    sides = [round(at * density) for at in borders]
    if len(sides) < 3 or not band.size:
        return []
    ink = (np.abs(band - np.median(band[:, sides[0] : sides[-1]])) > LETTER).mean(axis=0)
    letters = (ink > 1.5 / len(band)) & (ink < BORDER)
    gutters = [_gutter(letters, at) / density for at in sides[1:-1]]
    near = round(density)
    worded = sum(bool(letters[left + near : right - near].any()) for left, right in pairwise(sides))
    if len(gutters) < FEW:
        heads = min(gutters) >= WIDE_GUTTER and worded == len(gutters) + 1
    else:
        wide = sum(gutter >= GUTTER for gutter in gutters)
        heads = min(gutters) >= NARROW_GUTTER and wide >= MOST * len(gutters) and worded >= MOST * (len(gutters) + 1)
    return [Rule(False, at, top, bottom) for at in borders[1:-1]] if heads else []


def _gutter(letters: NDArray[np.bool_], at: int) -> int:
    """Dots across without letters at a place."""
    free = ~letters
    left, right = free[:at][::-1], free[at:]
    return int(np.cumprod(left).sum() + np.cumprod(right).sum())
