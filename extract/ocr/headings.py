"""Heading rows on a coloured ground, whose borders nobody sees: grey on the same grey, dark on dark blue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from ...provenance import Box
from ..pdf.page import Rule
from .colours import ALIKE, TINTED, Paint
from .render import Picture
from .worn import REACH

FEWEST_COLUMNS = 3

LOWEST, HIGHEST = 8.0, 160.0
"""Points: how low a heading row is, and how far above the first ruled row it may end (a banner may stand between)."""

BLURRED = 3.0
"""Points from one ground to the next in which a scan shows neither."""

LETTER = 55
"""Steps of 255 by which a letter differs from its ground."""

CLEAR = 0.03
"""Share of a border's length on which letters may stand without its cutting through a word."""

HEADED = 0.7
"""Share of the columns over which a heading row has letters; a banner has them over the first few."""


def rules_of_headings(rules: Sequence[Rule], paint: Paint, grey: Picture, density: float) -> list[Rule]:
    """The borders that coloured heading rows lack: where upright rules begin, the coloured rows above are looked at.

    `grey` is a picture of `density` dots per point. A row is one of headings where each column has letters of its own and none stands
    on a border: so `Recommendation 1 – Ensure that all ...`, which runs across, and `SAFEGUARDING`, which ends early, are none.
    """
    missing: list[Rule] = []
    for y, borders in _beginnings(rules):
        for top, bottom in _coloured_rows(paint, y, borders[0], borders[-1]):
            box = (borders[0], _snapped(top, rules), borders[-1], _snapped(bottom, rules))
            if not _is_ruled(box, borders, rules) and _heads(box, borders, grey, density):
                missing += [Rule(True, at, box[0], box[2]) for at in (box[1], box[3])]
                missing += [Rule(False, at, box[1], box[3]) for at in borders]
    return missing


def _beginnings(rules: Sequence[Rule]) -> Iterator[tuple[float, list[float]]]:
    """(where upright rules begin side by side, all uprights there from left to right)."""
    upright = sorted((rule for rule in rules if not rule.horizontal), key=lambda rule: rule.start)
    while upright:
        group = [rule for rule in upright if rule.start - upright[0].start <= REACH]
        upright = upright[len(group) :]
        y = median(rule.start for rule in group)
        there = sorted(rule.at for rule in rules if not rule.horizontal and rule.start - REACH <= y < rule.end - REACH)
        borders = [at for n, at in enumerate(there) if n == 0 or at - there[n - 1] > REACH]
        if len(group) >= FEWEST_COLUMNS - 1 and len(borders) > FEWEST_COLUMNS:
            yield y, borders


def _coloured_rows(paint: Paint, y: float, x0: float, x1: float) -> Iterator[tuple[float, float]]:
    """(top, bottom) of the rows of one colour each that stand on one another above `y`, in points; white ones are passed over."""
    first, last = round((x0 + BLURRED) * paint.density), round((x1 - BLURRED) * paint.density)
    lowest, highest = round((y - 1) * paint.density), max(0, round((y - HIGHEST) * paint.density))
    # what most of a line of dots is, light letters on it or dark ones; a line without letters is the same by both
    dark, light = np.percentile(paint.white[highest:lowest, first:last], (15, 85), axis=1)[:, ::-1]
    even = np.abs(light - dark).max(axis=1) <= ALIKE
    at = 0
    while at < len(even):
        start = at + int(np.argmax(even[at:]))
        if not even[start] or (start - at) > 2 * BLURRED * paint.density:
            return
        ground = light[start]
        alike = np.minimum(np.abs(light - ground).max(axis=1), np.abs(dark - ground).max(axis=1)) <= ALIKE
        end = start + int(np.argmin(alike[start:])) if not alike[start:].all() else len(alike)
        top, bottom = (lowest - end) / paint.density, (lowest - start) / paint.density
        if ground.min() < 255 - TINTED and bottom - top >= LOWEST:
            yield top, bottom
        at = max(end, start + 1)


def _snapped(y: float, rules: Sequence[Rule]) -> float:
    """The place of the rule that is meant, where there is one."""
    return min((rule.at for rule in rules if rule.horizontal and abs(rule.at - y) <= REACH), key=lambda at: abs(at - y), default=y)


def _is_ruled(box: Box, borders: Sequence[float], rules: Sequence[Rule]) -> bool:
    """Whether a coloured row has borders of its own, as a striped row of the body has: there a cell may be merged with the next row's."""
    middle = (box[1] + box[3]) / 2
    there = [rule.at for rule in rules if not rule.horizontal and rule.start <= middle <= rule.end]
    return any(abs(at - border) <= REACH for at in there for border in borders[1:-1])


def _heads(box: Box, borders: Sequence[float], grey: Picture, density: float) -> bool:
    _, top, _, bottom = box
    band = grey[round((top + 2) * density) : round((bottom - 2) * density)].astype(np.int16)
    sides = [round(at * density) for at in borders]
    if not band.size or sides[-1] - sides[0] < FEWEST_COLUMNS:
        return False
    letters = np.abs(band - np.median(band[:, sides[0] : sides[-1]])) > LETTER
    near = max(1, round(density))
    if any(letters[:, at - near : at + near + 1].mean() > CLEAR for at in sides[1:-1]):
        return False
    written = [bool(letters[:, left + near : right - near].any(axis=0).mean() > 0.03) for left, right in pairwise(sides)]
    return sum(written) >= max(FEWEST_COLUMNS, HEADED * len(written))
