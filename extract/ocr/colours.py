"""Coloured areas of a sheet: what lies behind the letters of each cell, and painted areas outside the ruled tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from scipy import ndimage

from ...provenance import Box
from ..pdf.grid import Grid
from ..pdf.page import Fill
from .render import Picture
from .sheet import Sheet

DPI = 75.0

TINTED = 14
"""Steps of 255 by which an area must differ from the paper; scanners shade a page by less."""

INSET = 2.0
"""Points from a cell's border that are looked at no more: the border's own grey."""

SMALLEST = 8.0
"""Points: a lower or narrower area outside the tables is no cell."""

CLEARLY_TINTED = 20
"""The same outside tables, where nothing but the tint tells that there is an area."""

ALIKE = 26
"""Steps of 255 by which dots of one paint differ, JPEG's ripples at its borders included."""

MOST_COLOURS = 8
"""An area of more colours is a photograph or a crest."""


@dataclass(frozen=True, slots=True)
class Paint:
    """The sheet at about `DPI`, its paper made white; `density` is its dots per point."""

    white: Picture
    density: float

    def of(self, box: Box, inset: float = INSET) -> Picture:
        """What lies in a box, less `inset` points at each side (but never more than a fifth of it)."""
        x0, top, x1, bottom = box
        across, down = min(inset, (x1 - x0) / 5), min(inset, (bottom - top) / 5)
        first, above = round((x0 + across) * self.density), round((top + down) * self.density)
        return self.white[
            above : max(round((bottom - down) * self.density), above + 1), first : max(round((x1 - across) * self.density), first + 1)
        ]


def sheet_to_paint(sheet: Sheet) -> Paint:
    step = max(1, round(sheet.scale * 72 / DPI))
    small = np.asarray(Image.fromarray(sheet.colours).reduce(step))
    return Paint(_as_on_white_paper(small), sheet.scale / step)


def paint_to_fills(paint: Paint, grids: Sequence[Grid]) -> list[Fill]:
    """A fill for each tinted cell of the grids, then those outside them. Off-white paper counts as white."""
    fills = []
    for cell in (cell for grid in grids for cell in grid.cells):
        colour = usual_colour(paint.of(cell.box))
        if colour is not None:
            fills.append(Fill(cell.box, colour))
    return fills + _free_fills(paint, [grid.box for grid in grids])


def _free_fills(paint: Paint, taken: Sequence[Box]) -> list[Fill]:
    """Painted areas outside the tables as rectangles, one for each colour that touches another's."""
    ground = np.array(Image.fromarray(paint.white).filter(ImageFilter.MedianFilter(5)))
    for box in taken:
        x0, top, x1, bottom = (round(side * paint.density) for side in box)
        ground[max(0, top - 3) : bottom + 4, max(0, x0 - 3) : x1 + 4] = 255
    found: list[tuple[int, Fill]] = []
    labels, _ = ndimage.label(ground.min(axis=2) < 255 - CLEARLY_TINTED)
    for index, (down, across) in enumerate(ndimage.find_objects(labels), 1):
        if not _is_large(down, across, paint.density):
            continue
        area = np.where((labels[down, across] == index)[:, :, None], ground[down, across], 255)
        for colour, mask in _one_by_one(area):
            for top, bottom, x0, x1 in _rectangles(mask, paint.density):
                box = (across.start + x0, down.start + top, across.start + x1, down.start + bottom)
                left, above, right, below = (side / paint.density for side in box)
                found.append((int(mask.sum()), Fill((left, above, right, below), colour)))
    return [fill for _, fill in sorted(found, key=lambda one: -one[0])]


def _is_large(down: slice, across: slice, density: float) -> bool:
    return bool(min(down.stop - down.start, across.stop - across.start) >= SMALLEST * density)


def _one_by_one(area: Picture) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """(colour, where it is) for each colour of an area, the most frequent first; none where it is a photograph of many."""
    left = area.min(axis=2) < 255 - CLEARLY_TINTED
    whole = int(left.sum())
    explained: list[tuple[str, NDArray[np.bool_]]] = []
    while left.sum() > 0.04 * whole and len(explained) < MOST_COLOURS:
        colour = usual_colour(area[left])
        if colour is None:
            break
        parts = np.array([int(colour[at : at + 2], 16) for at in (0, 2, 4)])
        mask = left & (np.abs(area.astype(np.int16) - parts).max(axis=2) <= ALIKE)
        explained.append((colour, mask))
        left = left & ~mask
    if sum(int(mask.sum()) for _, mask in explained) > 0.8 * whole:
        yield from explained


def _rectangles(mask: NDArray[np.bool_], density: float) -> Iterator[tuple[int, int, int, int]]:
    """(top, bottom, left, right) of the rectangles that an area of one colour is made of: bands of rows that reach equally far."""
    whole = ndimage.binary_opening(ndimage.binary_closing(np.pad(mask, 3), np.ones((5, 5))), np.ones((4, 4)))[3:-3, 3:-3]
    labels, _ = ndimage.label(whole)
    for index, (down, across) in enumerate(ndimage.find_objects(labels), 1):
        part = labels[down, across] == index
        first, last = part.argmax(axis=1), part.shape[1] - part[:, ::-1].argmax(axis=1)
        start = 0
        for row in range(1, len(first) + 1):
            if row == len(first) or abs(first[row] - first[start]) > 3 or abs(last[row] - last[start]) > 3:
                band = part[start:row, first[start] : last[start]]
                if min(band.shape) >= SMALLEST * density and band.mean() > 0.7:
                    yield down.start + start, down.start + row, across.start + int(first[start]), across.start + int(last[start])
                start = row


def _as_on_white_paper(colours: Picture) -> Picture:
    """The colours as they would look on white paper: each part against the paper's own."""
    bright = colours.reshape(-1, 3)[::5]
    light = bright.sum(axis=1)
    usual = np.bincount((light // 12).astype(int)[light > 380], minlength=64)
    if not usual.any():
        return colours
    level = int(usual.argmax()) * 12
    paper = np.median(bright[(light >= level - 6) & (light < level + 18)], axis=0)
    return np.asarray(np.clip(colours * (255.0 / np.maximum(paper, 1)), 0, 255), np.uint8)


def usual_colour(pixels: NDArray[np.uint8]) -> str | None:
    """sRGB hex of the colour that most of the pixels (any shape, last axis RGB) are near, None where it is the paper's."""
    pixels = pixels.reshape(-1, 3)
    if not len(pixels):
        return None
    bins = (pixels.astype(np.int32) + 8) // 16
    keys = bins[:, 0] * 1024 + bins[:, 1] * 32 + bins[:, 2]
    values, counts = np.unique(keys, return_counts=True)
    centre = int(values[counts.argmax()])
    middle = np.array([centre // 1024, centre // 32 % 32, centre % 32]) * 16
    near = pixels[(np.abs(pixels.astype(np.int32) - middle) <= 20).all(axis=1)]
    red, green, blue = (int(part) for part in np.median(near, axis=0)) if len(near) else (255, 255, 255)
    if 255 - min(red, green, blue) < TINTED:
        return None
    return f"{red:02X}{green:02X}{blue:02X}"
