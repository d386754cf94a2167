"""Borders that nobody sees: where the ground of one cell ends and the next one's begins, inside what the rules make one cell.

A rating that fills its cell drowns the hairline around it: what is left of its border is the step from one colour to another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ...provenance import Box
from ..pdf.grid import Grid
from ..pdf.page import Rule
from .colours import ALIKE, TINTED, Paint, usual_colour

FLAT = 8.0
"""Points on either side of a step whose ground is one colour."""

BLURRED = 2.0
"""Points on either side of a step in which the colours run into one another."""

SAME_STEP = 3.0
"""Points by which the steps of one border differ from row to row."""


def upright_steps(grids: Sequence[Grid], paint: Paint) -> list[Rule]:
    """A border where the colour changes at one place in two rows of a table or more, or at a border that other rows have."""
    found: list[Rule] = []
    for grid in grids:
        steps = sorted(
            (x, top, bottom)
            for cell in grid.cells
            for top, bottom in pairwise(grid.ys[cell.row : cell.row + cell.rowspan + 1])
            for x in _steps(_grounds(paint, (cell.box[0], top, cell.box[2], bottom)), cell.box[0], paint.density)
        )
        while steps:
            same = [step for step in steps if step[0] - steps[0][0] <= SAME_STEP]
            steps = steps[len(same) :]
            x = float(np.median([at for at, _, _ in same]))
            seen = min(grid.xs, key=lambda at: abs(at - x))
            if len(same) > 1 or abs(seen - x) <= SAME_STEP:
                x = seen if abs(seen - x) <= SAME_STEP else x
                found += [Rule(False, x, top, bottom) for _, top, bottom in same]
    return found


def level_steps(grids: Sequence[Grid], paint: Paint) -> list[Rule]:
    """In a cell of several rows, the borders of those rows at which its colour changes."""
    found: list[Rule] = []
    for grid in grids:
        for cell in grid.cells:
            x0, _, x1, _ = cell.box
            rows = list(pairwise(grid.ys[cell.row : cell.row + cell.rowspan + 1]))
            grounds = [usual_colour(paint.of((x0, top, x1, bottom))) or "FFFFFF" for top, bottom in rows] if len(rows) > 1 else []
            changed = [_apart(above, below) > TINTED for above, below in pairwise(grounds)]
            found += [Rule(True, bottom, x0, x1) for (_, bottom), is_border in zip(rows, changed, strict=False) if is_border]
    return found


def _apart(colour: str, other: str) -> int:
    return max(abs(int(colour[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (0, 2, 4))


def _grounds(paint: Paint, box: Box) -> NDArray[np.float64]:
    """The ground along a row, from left to right: (dots, 3). Letters cover less than a quarter of each upright line of dots."""
    return np.asarray(np.percentile(paint.of(box, 0), 75, axis=0))


def _steps(grounds: NDArray[np.float64], start: float, density: float) -> Iterator[float]:
    """Where, in points, one flat ground ends and another one begins."""
    flat, blurred = round(FLAT * density), round(BLURRED * density)
    changes = np.zeros(len(grounds))
    for at in range(blurred + flat, len(grounds) - blurred - flat + 1):
        before, after = grounds[at - blurred - flat : at - blurred], grounds[at + blurred : at + blurred + flat]
        if max(float(np.ptp(side, axis=0).max()) for side in (before, after)) < ALIKE:
            changes[at] = np.abs(np.median(before, axis=0) - np.median(after, axis=0)).max()
    while len(changes) and changes.max() > ALIKE:
        top = np.flatnonzero(changes >= 0.95 * changes.max())
        at = int(np.median(top[top - top[0] <= 2 * blurred + 2]))
        yield start + at / density
        changes[max(0, at - flat) : at + flat] = 0
