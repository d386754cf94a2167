"""The scanner's black bed, or the shadow of a copier's open lid, around the paper: painted over as paper."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from .render import Picture

DPI = 40.0
"""Dots per inch at which the bed is looked for: letters and ruling lines are gone."""

DARK = 110
"""Of 255: what is lighter is no bed."""

THINNEST = 3.0
"""Points: what is thinner is a ruling line at the paper's edge, or its shadow."""

LETTERED = 0.03
"""Share of a dark area that is light inside it from which it is a printed band with a title and not the bed."""


def without_bed(picture: Picture, scale: float) -> Picture:
    """An RGB picture of `scale` dots per point, dark areas that begin at its edge and bear no letters as white as paper."""
    step = max(1, round(scale * 72 / DPI))
    small = np.asarray(Image.fromarray(picture).convert("L").reduce(step))
    bed = _bed(small, scale / step)
    if not bed.any() or bed.all():
        return picture
    paper = np.percentile(np.asarray(Image.fromarray(picture).reduce(step))[~bed], 80, axis=0)
    large = np.asarray(Image.fromarray(bed).resize((picture.shape[1], picture.shape[0])))
    return np.where(large[:, :, None], paper.astype(np.uint8), picture)


def _bed(small: Picture, density: float) -> NDArray[np.bool_]:
    """Where the bed lies, and a dot more: the paper's edge is its shadow."""
    size = max(2, round(THINNEST * density))
    dark = np.pad(small < DARK, size, mode="edge")
    areas, _ = ndimage.label(ndimage.binary_opening(dark, np.ones((size, size)))[size:-size, size:-size])
    bed = np.zeros(small.shape, bool)
    edges = np.unique(np.concatenate([areas[0], areas[-1], areas[:, 0], areas[:, -1]]))
    for index in edges[edges > 0]:
        area = areas == index
        reach = 2 * round(4 * density) + 1
        closed = ndimage.binary_closing(np.pad(area, reach, mode="edge"), np.ones((reach, reach)))[reach:-reach, reach:-reach]
        light = closed & (small > 255 - DARK)
        if light.sum() <= LETTERED * area.sum():
            bed |= area
    return np.asarray(ndimage.binary_dilation(bed, np.ones((3, 3)), iterations=2))
