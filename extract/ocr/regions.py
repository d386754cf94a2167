"""A sheet without its ruling lines -> the little pictures that are read one by one: cells, and blocks of text between the tables.

Tesseract reads a table as lines across all its columns and takes borders for letters; a cell alone, black on white with a margin, it reads
as well as a page of prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from ...provenance import Box
from .render import Picture

MARGIN = 14
"""Dots of white around a picture that is read; letters at its very edge are lost."""

INK = 150
"""Of 255: what is darker, on a background of 255, is ink."""

SPECK = 0.55
"""Points: a blob no higher and no wider is dust; a full stop of 8 point type measures 0.8."""

REMNANT = 1.5
"""Points from the border of a cell within which a blob is what was left of the border."""

CONTRAST = 40
"""Steps of 255 by which letters differ from their ground at least."""

FRAME = 3.0
"""Points from the border of a cell within which a blob that touches the border is the paper beyond it, or the next cell's ground."""

WORD_GAP = 9.0
"""Points: words further apart than this belong to different blocks (columns without rules)."""

LINE_GAP = 4.0
"""Points: lines further apart than this belong to different blocks."""

MOST_REGIONS = 3000
"""Pictures read of one page; a page with more is noise."""


@dataclass(frozen=True, slots=True)
class Region:
    """A picture to be read: black on white, `left`, `top` where its first dot lies on the sheet."""

    picture: Picture
    left: int
    top: int
    on_dark: bool = False
    """Its letters were light on dark."""


def cells_to_regions(grey: Picture, boxes: Sequence[Box], scale: float) -> list[Region]:
    """The boxes (in points) in which something is printed."""
    found = []
    for x0, top, x1, bottom in boxes:
        left, above = max(0, round(x0 * scale)), max(0, round(top * scale))
        cell = grey[above : round(bottom * scale), left : round(x1 * scale)]
        region = _region(cell, left, above, scale, bordered=True)
        if region is not None:
            found.append(region)
    return found


def rest_to_regions(grey: Picture, taken: Sequence[Box], scale: float) -> list[Region]:
    """Blocks of text outside the boxes taken (in points): words near one another sideways, lines near one another downwards."""
    step = max(1, round(scale * 72 / 75))
    small = np.asarray(Image.fromarray(grey).reduce(step))
    ink = ndimage.grey_closing(small, size=(21, 21), mode="nearest").astype(np.int16) - small > 50
    density = scale / step
    for x0, top, x1, bottom in taken:
        down = slice(max(0, round((top - 1) * density)), round((bottom + 1) * density))
        ink[down, max(0, round((x0 - 1) * density)) : round((x1 + 1) * density)] = False
    near = ndimage.maximum_filter(ink, size=(round(LINE_GAP * density) | 1, round(WORD_GAP * density) | 1))
    labels, _ = ndimage.label(near)
    found = []
    for index, (down, across) in enumerate(ndimage.find_objects(labels), 1):
        mine = ink[down, across] & (labels[down, across] == index)
        if mine.sum() < 2:
            continue
        block = grey[down.start * step : down.stop * step, across.start * step : across.stop * step]
        others = _enlarged((labels[down, across] != index) & near[down, across], block.shape, step)
        paper = int(np.percentile(block, 90))
        region = _region(np.where(others, np.uint8(paper), block), across.start * step, down.start * step, scale)
        if region is not None:
            found.append(region)
    return found


def _enlarged(mask: NDArray[np.bool_], shape: tuple[int, ...], step: int) -> NDArray[np.bool_]:
    large = np.zeros(shape, bool)
    repeated = mask.repeat(step, axis=0).repeat(step, axis=1)[: shape[0], : shape[1]]
    large[: repeated.shape[0], : repeated.shape[1]] = repeated
    return large


def _region(cell: Picture, left: int, top: int, scale: float, bordered: bool = False) -> Region | None:
    if min(cell.shape) < 4 * SPECK * scale:
        return None
    on_dark = has_light_letters(cell, scale)
    flat = black_on_white(255 - cell if on_dark else cell)
    ink = _letters_only(flat, scale, bordered)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return None
    first_row, last_row, first, last = max(0, rows[0] - 4), rows[-1] + 5, max(0, columns[0] - 4), columns[-1] + 5
    near = ndimage.binary_dilation(ink, iterations=3)
    picture = np.where(near, flat, 255)[first_row:last_row, first:last].astype(np.uint8)
    return Region(np.pad(picture, MARGIN, constant_values=255), left + int(first) - MARGIN, top + int(first_row) - MARGIN, on_dark)


def has_light_letters(cell: Picture, scale: float) -> bool:
    """Whether what is printed in a box is lighter than its ground: white on blue, but not black on red."""
    height, width = cell.shape
    across, down = (min(round(FRAME * scale), side // 6) for side in (width, height))
    inner = cell[down : height - down : 2, across : width - across : 2].astype(np.int16)
    if not inner.size:
        return False
    ground = int(np.median(inner))
    return int((inner > ground + CONTRAST).sum()) > int((inner < ground - CONTRAST).sum())


def black_on_white(cell: Picture) -> Picture:
    """The paper evened out to 255, whatever its colour and the shadows on it; the darkest ink to near 0."""
    small = Image.fromarray(cell).reduce(4)
    size = min(11, *small.size)
    paper = ndimage.grey_closing(np.asarray(small), size=(size, size), mode="nearest")
    wide = np.asarray(Image.fromarray(paper).resize((cell.shape[1], cell.shape[0]), Image.Resampling.BILINEAR), np.float32)
    contrast = np.clip(wide - cell, 0, None)
    strongest = max(70.0, float(np.percentile(contrast[::2, ::2], 99.5)))
    return np.asarray(255 - np.clip(contrast * (255 / strongest), 0, 255), np.uint8)


def _letters_only(flat: Picture, scale: float, bordered: bool) -> NDArray[np.bool_]:
    """The ink less dust and what was left of the borders."""
    labels, count = ndimage.label(flat < INK, structure=np.ones((3, 3), int))
    kept = np.zeros(count + 1, bool)
    height, width = flat.shape
    edge, frame, speck = REMNANT * scale, round(FRAME * scale), SPECK * scale
    for index, (down, across) in enumerate(ndimage.find_objects(labels), 1):
        tall, wide = down.stop - down.start, across.stop - across.start
        if max(tall, wide) <= speck:
            continue
        along_side = bordered and (across.stop <= edge or across.start >= width - edge) and tall > 1.2 * wide
        along_end = bordered and (down.stop <= edge or down.start >= height - edge)
        touches = bordered and (min(down.start, across.start) <= 1 or down.stop >= height - 1 or across.stop >= width - 1)
        kept[index] = not (along_side or along_end or (touches and not (labels[frame:-frame, frame:-frame] == index).any()))
    return np.asarray(kept[labels])
