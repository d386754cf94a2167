"""Colour that is neither paper nor a cell's ground: coloured letters, and the discs and squares of a rating."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import ndimage

from ...provenance import Box
from ..pdf.grid import Grid
from ..pdf.page import Shape, Word
from .colours import Paint, usual_colour
from .sheet import Sheet

VIVID = 70
"""Steps of 255 between the strongest and the weakest part of a colour that nobody calls grey."""

APART = 60
"""Steps of 255 by which ink differs from the ground of its cell."""

SMALLEST, LARGEST = 5.0, 40.0
"""Points: how wide and high a rating's disc is."""

SOLID = 0.68
"""Share of its box that a disc (0.79), a square or a diamond nearly fills; a letter does not."""


def paint_to_shapes(paint: Paint, grids: Sequence[Grid]) -> list[Shape]:
    """Discs and squares of a colour of their own inside the cells of tables."""
    return [shape for grid in grids for cell in grid.cells for shape in _cell_shapes(paint, cell.box)]


def _cell_shapes(paint: Paint, box: Box) -> list[Shape]:
    cell = paint.of(box).astype(np.int16)
    vivid = cell.max(axis=2) - cell.min(axis=2) > VIVID
    if vivid.sum() < (SMALLEST * paint.density) ** 2 / 2:
        return []
    ground = usual_colour(cell.astype(np.uint8)) or "FFFFFF"
    parts = np.array([int(ground[at : at + 2], 16) for at in (0, 2, 4)])
    labels, _ = ndimage.label(vivid & (np.abs(cell - parts).max(axis=2) > APART))
    shapes = []
    for index, (down, across) in enumerate(ndimage.find_objects(labels), 1):
        tall, wide = (down.stop - down.start) / paint.density, (across.stop - across.start) / paint.density
        mask = labels[down, across] == index
        if min(tall, wide) >= SMALLEST and max(tall, wide) <= LARGEST and 0.6 < tall / wide < 1.7 and mask.mean() > SOLID:
            colour = usual_colour(cell[down, across][mask].astype(np.uint8))
            if colour is not None:
                left, top = box[0] + min(2.0, (box[2] - box[0]) / 5), box[1] + min(2.0, (box[3] - box[1]) / 5)
                x, y = left + across.start / paint.density, top + down.start / paint.density
                shapes.append(Shape((x, y, x + wide, y + tall), colour))
    return shapes


def without_shapes(words: Sequence[Word], shapes: Sequence[Shape]) -> list[Word]:
    """The words less those that Tesseract read in a disc: `@`, `O`, `e`."""
    return [word for word in words if not (len(word.text) < 3 and any(_holds(shape.box, word.box) for shape in shapes))]


def _holds(shape: Box, word: Box) -> bool:
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return shape[0] - 2 <= x <= shape[2] + 2 and shape[1] - 2 <= y <= shape[3] + 2 and word[2] - word[0] < 1.6 * (shape[2] - shape[0])


def with_inks(words: Sequence[Word], sheet: Sheet) -> list[Word]:
    """The words, coloured ones with the colour of their letters."""
    return [replace(word, ink=ink) if word.ink is None and (ink := _ink(word.box, sheet)) is not None else word for word in words]


def _ink(box: Box, sheet: Sheet) -> str | None:
    x0, top, x1, bottom = (max(0, round(side * sheet.scale)) for side in box)
    letters = sheet.colours[top:bottom:2, x0:x1:2].reshape(-1, 3).astype(np.int16)
    if len(letters) < 8:
        return None
    ground = np.median(letters, axis=0)
    away = np.abs(letters - ground).max(axis=1)
    core = letters[away >= max(APART, float(np.percentile(away, 92)))]
    if len(core) < 4:
        return None
    colour = np.median(core, axis=0)
    if colour.max() - colour.min() <= VIVID:
        return None
    red, green, blue = (int(part) for part in colour)
    return f"{red:02X}{green:02X}{blue:02X}"
