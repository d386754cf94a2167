"""Where the letters of a page stand, and so how it lies: turned by a quarter, upside down, askew.

Letters of a line share their feet. Seen along the lines their middles gather at few heights, across them nowhere; and English has some
five letters that rise above the others (`b d f h k l t`, capitals, figures) for each that hangs below (`g j p q y`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import radians, tan

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .render import Picture

STEEPEST = 8.0
"""Degrees askew that are looked for; a scanner's feed is rarely worse than 3."""

FEWEST_LETTERS = 24
"""Letters without which nothing is said of how the page lies."""

MOST_LETTERS = 12_000

FEWEST_IN_LINE = 6

TALL = 1.22
"""Heights of a small letter from which one rises above it or hangs below it."""

WITNESSES = 16
"""Rising and hanging letters without which nobody can say which way is up."""

WITNESS_SHARE = 0.12
"""Of all letters; fewer do so where letters have run together."""

SURE = 2.0
"""How many times more there must be of the one kind."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Boxes of what may be letters, in dots: four arrays of one length."""

    left: NDArray[np.float64]
    top: NDArray[np.float64]
    right: NDArray[np.float64]
    bottom: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.left)


def grey_to_letters(grey: Picture, dpi: float) -> Letters:
    """The dark blobs between 3 and 40 points high and wide."""
    ink = ndimage.grey_closing(grey, size=(int(dpi / 8) | 1, int(dpi / 8) | 1)).astype(np.int16) - grey > 60
    labels, _ = ndimage.label(ink, structure=np.ones((3, 3), int))
    smallest, largest = 3 / 72 * dpi, 40 / 72 * dpi
    boxes = [
        (across.start, down.start, across.stop, down.stop)
        for down, across in ndimage.find_objects(labels)
        if smallest <= down.stop - down.start <= largest and smallest / 3 <= across.stop - across.start <= largest
    ]
    if len(boxes) > MOST_LETTERS:
        boxes = boxes[:: len(boxes) // MOST_LETTERS + 1]
    return Letters(*np.array(boxes, float).reshape(-1, 4).T)


def letters_to_slope(letters: Letters, steepest: float = STEEPEST) -> tuple[float, float]:
    """(degrees by which the lines fall to the right, how sharply the letters gather in lines: 1 is by chance)."""
    if len(letters) < FEWEST_LETTERS:
        return 0.0, 0.0
    feet, middles = letters.bottom, (letters.left + letters.right) / 2
    best, sharpest = 0.0, 0.0
    for reach, step in ((steepest, 0.25), (0.25, 0.05), (0.05, 0.01)):
        centre = best
        for angle in np.arange(centre - reach, centre + reach + step / 2, step):
            sharp = _sharpness(feet - middles * tan(radians(angle)))
            if sharp > sharpest * 1.0001 or (sharp > sharpest * 0.9999 and abs(angle) < abs(best)):
                best, sharpest = float(angle), max(sharp, sharpest)
    return best, sharpest


def _sharpness(positions: NDArray[np.float64]) -> float:
    counts = np.bincount((positions - positions.min()).astype(int)).astype(float)
    counts[:-1] += counts[1:]  # a line may lie across the border between two dots
    mean = counts.mean()
    return float((counts**2).mean() / mean**2) if mean else 0.0


def across_lines(letters: Letters) -> Letters:
    """The letters as they would stand if the page were turned by a quarter, clockwise."""
    return Letters(-letters.bottom, letters.left, -letters.top, letters.right)


def letters_to_upright(letters: Letters, slope: float) -> bool | None:
    """Whether lines that lie level are the right way up; None where too few letters tell."""
    fall = (letters.left + letters.right) / 2 * tan(radians(slope))
    rising = hanging = 0
    for tops, feet in _lines(letters.top - fall, letters.bottom - fall):
        top, foot = np.median(tops), np.median(feet)
        usual = foot - top
        over, under, tall = top - tops, feet - foot, feet - tops > TALL * usual
        rising += int(np.sum(tall & (over > 0.18 * usual) & (under < 0.1 * usual)))
        hanging += int(np.sum(tall & (under > 0.18 * usual) & (over < 0.1 * usual)))
    if rising + hanging < max(WITNESSES, WITNESS_SHARE * len(letters)):
        return None
    if rising > SURE * hanging:
        return True
    return False if hanging > SURE * rising else None


def _lines(tops: NDArray[np.float64], feet: NDArray[np.float64]) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """(tops, feet) of the letters of each line that has enough of them; cells side by side count as one line where they lie level."""
    order = np.argsort(tops + feet)
    tops, feet = tops[order], feet[order]
    middles = (tops + feet) / 2
    ends = np.flatnonzero(np.diff(middles) > 0.25 * np.median(feet - tops)) + 1
    for start, end in pairwise([0, *ends.tolist(), len(middles)]):
        if end - start >= FEWEST_IN_LINE:
            yield tops[start:end], feet[start:end]
