"""Dark bands: headings set white on dark, whose ruling lines nobody sees in a scan of one bit or an overexposed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image, ImageFilter
from scipy import ndimage

from ...provenance import Box
from ..pdf.page import Rule
from .colours import Paint
from .render import Picture
from .worn import REACH

DARK = 115
"""Of 255: what is no lighter in any of its colours' parts is a dark ground."""

LOWEST, SHORTEST = 8.0, 30.0
"""Points: how high and how wide a band is at least."""

CLEAR = 0.04
"""Share of a border's length in a band that light letters may cover without its cutting through a word."""


def paint_to_bands(paint: Paint) -> list[Box]:
    """The dark rectangles of a page, their letters overlooked."""
    ground = np.asarray(Image.fromarray(paint.white).filter(ImageFilter.MedianFilter(5)))
    labels, _ = ndimage.label(ground.max(axis=2) < DARK)
    bands = []
    for index, (down, across) in enumerate(ndimage.find_objects(labels), 1):
        height, width = (down.stop - down.start) / paint.density, (across.stop - across.start) / paint.density
        if min(height, width) >= LOWEST and max(height, width) >= SHORTEST and (labels[down, across] == index).mean() > 0.8:
            x0, top, x1, bottom = (side / paint.density for side in (across.start, down.start, across.stop, down.stop))
            bands.append((x0, top, x1, bottom))
    return bands


def rules_through_bands(rules: Sequence[Rule], bands: Sequence[Box], grey: Picture, density: float) -> list[Rule]:
    """The rules, and what they lack at the bands on a table: the band's edges, and the columns' borders inside it.

    `grey` is a picture of `density` dots per point. A border goes on into a band where no letters stand in its way.
    """
    drawn = list(rules)
    for band in bands:
        if not any(_ends_at(rule, band) for rule in rules):
            continue
        x0, top, x1, bottom = band
        drawn += [Rule(True, at, x0, x1) for at in (top, bottom)] + [Rule(False, at, top, bottom) for at in (x0, x1)]
        drawn = [_through(rule, band) if _ends_at(rule, band) and _is_clear(rule.at, band, grey, density) else rule for rule in drawn]
    return drawn


def _ends_at(rule: Rule, band: Box) -> bool:
    """Whether an upright rule ends at the top or begins at the bottom of a band."""
    x0, top, x1, bottom = band
    meets = abs(rule.start - bottom) <= REACH or abs(rule.end - top) <= REACH
    return not rule.horizontal and x0 - REACH <= rule.at <= x1 + REACH and meets


def _through(rule: Rule, band: Box) -> Rule:
    return replace(rule, start=min(rule.start, band[1]), end=max(rule.end, band[3]))


def _is_clear(x: float, band: Box, grey: Picture, density: float) -> bool:
    _, top, _, bottom = band
    first = max(0, round(x * density) - 1)
    inside = grey[round((top + 2) * density) : round((bottom - 2) * density), first : first + 3]
    return not inside.size or float((inside > 140).mean()) <= CLEAR
