"""The ridges of a picture, dots darker than what stands above and below them -> the stretches of them that are ruling lines.

A line is straight, thin, of one thickness and unbroken enough; a row of letters is as dark and as long, but has more ink right beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .render import Picture

THICKEST = 3.2
"""Points: what is thicker is an area."""

SHORTEST = 14.0
"""Points: a shorter stroke may be a letter's."""

MOST_CANDIDATES = 800
"""Dark rows looked at, the longest first; a page of noise has more."""

MOST_SUPPORTS = 96
"""Points through which a bent line is laid."""

GAP = 4.5
"""Points without ink that a line may have; two tables may stand 6 apart."""

WORD_SPACE = 1.6
"""Points: between words there is more, in a line less."""

WINDOW = 24.0
"""Points along which a line must be mostly there."""

MOSTLY = 0.6
"""Share of its length along which a line must stand alone; letters that touch it and lines that cross it take the rest."""

DOTTED = 0.35
"""The same for a dotted or worn line, near which there must be nothing at all."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A ruling line in the picture, in dots of the picture that was searched.

    `at` is the middle across its direction for each dot along it from `start`; `width` its thickness.
    """

    horizontal: bool
    start: int
    at: NDArray[np.float64]
    width: float
    light: bool = False
    """White on dark."""
    depth: float = 255.0
    """Steps by which it differs from its surroundings."""

    @property
    def end(self) -> int:
        return self.start + len(self.at)


def strong_ridges(ridges: Picture, dpi: float, faintest: float) -> list[Trace]:
    """The ruling lines among ridges of more than `faintest` steps, all as horizontal ones, the longest candidates first."""
    window = int(WINDOW / 72 * dpi)
    traces: list[Trace] = []
    there = ridges > faintest
    wobbling = ndimage.maximum_filter1d(there, 3, axis=0)
    share = ndimage.uniform_filter1d(wobbling.astype(np.float32), window, axis=1, mode="constant")
    likely = ndimage.maximum_filter1d(share > 0.45, window, axis=1) & wobbling
    joined = ndimage.maximum_filter1d(likely, int(GAP / 72 * dpi) | 1, axis=1)
    labels, _ = ndimage.label(joined, structure=np.ones((3, 3), int))
    boxes = ((index, *box) for index, box in enumerate(ndimage.find_objects(labels), 1))
    long = [box for box in boxes if box[2].stop - box[2].start >= SHORTEST / 72 * dpi]
    for index, down, along in sorted(long, key=lambda box: box[2].start - box[2].stop)[:MOST_CANDIDATES]:
        mine = (labels[down, along] == index) & likely[down, along]
        traces += _component_to_traces(mine, ridges, down, along, dpi, faintest)
    return traces


def noise(ridges: Picture) -> float:
    """What the paper's own grain and JPEG's ripples amount to: the spread where nothing is printed, most of any page."""
    sample = ridges[::4, ::4]
    return float(np.percentile(sample[sample < 40], 75)) if (sample < 40).any() else 0.0


def _component_to_traces(
    mine: NDArray[np.bool_], ridges: Picture, down: slice, along: slice, dpi: float, faintest: float
) -> Iterator[Trace]:
    columns = np.flatnonzero(mine.any(axis=0))
    if len(columns) < SHORTEST / 72 * dpi or mine.sum() > 1.6 * (THICKEST / 72 * dpi + 2) * len(columns):
        return
    first, last = int(columns[0]), int(columns[-1]) + 1
    weights = np.where(mine, ridges[down, along], 0)[:, first:last].astype(np.float64)
    at = _traced(weights, dpi)
    if at is None:
        return
    start = along.start + first
    trace = Trace(True, start, at + down.start, 1.0)
    profile = _profile(trace, ridges, dpi)
    yield from _ruled(trace, profile, dpi, faintest)


def _traced(weights: NDArray[np.float64], dpi: float) -> NDArray[np.float64] | None:
    """The middle of a line for each dot along it: a gently bent line through the darkest dots."""
    total = weights.sum(axis=0)
    seen = np.flatnonzero(total > 0)
    if len(seen) < 8:
        return None
    middles = (weights * np.arange(weights.shape[0])[:, None]).sum(axis=0)[seen] / total[seen]
    step = max(1, len(seen) // MOST_SUPPORTS)
    places = seen[step // 2 :: step][: len(seen) // step] / weights.shape[1]
    middles = np.median(middles[: len(seen) // step * step].reshape(-1, step), axis=1)
    powers = np.vander(places, 2 if weights.shape[1] < 2 * dpi else 4)
    kept = np.ones(len(places), bool)
    for _ in range(4):
        if kept.sum() < 4:
            return None
        bend = np.linalg.lstsq(powers[kept], middles[kept], rcond=None)[0]
        off = np.abs(powers @ bend - middles)
        kept = off <= max(1.0, 2.0 * float(np.median(off[kept])))
    return np.asarray(np.polyval(bend, np.arange(weights.shape[1]) / weights.shape[1]))


def _profile(trace: Trace, ridges: Picture, dpi: float) -> NDArray[np.uint8]:
    """Ridge strength around a line: rows from `-side` to `side` dots off its middle, columns along it."""
    side = _side(dpi)
    rows = np.rint(trace.at).astype(int)[None, :] + np.arange(-side, side + 1)[:, None]
    columns = np.arange(trace.start, trace.end)[None, :]
    return np.where((rows >= 0) & (rows < ridges.shape[0]), ridges[np.clip(rows, 0, ridges.shape[0] - 1), columns], 0).astype(np.uint8)


def _side(dpi: float) -> int:
    return max(4, round(4.0 / 72 * dpi))


def _ruled(trace: Trace, profile: NDArray[np.uint8], dpi: float, faintest: float) -> Iterator[Trace]:
    """The stretches of a candidate that are a ruling line indeed: thin, of one thickness, nothing right beside it."""
    core = profile[_side(dpi) - 1 : _side(dpi) + 2].max(axis=0)
    depth = float(np.percentile(core, 60))
    if depth < faintest:
        return
    there = core > max(faintest, 0.4 * depth)
    thickness, lapped = _thickness(profile, core, _side(dpi))
    usual = float(np.median(thickness[there])) if there.any() else 0.0
    thin = there & (thickness <= THICKEST / 72 * dpi) & (np.abs(thickness - usual) <= 1.5)
    window = int(WINDOW / 72 * dpi)
    clean = ndimage.uniform_filter1d((thin & ~lapped).astype(np.float32), window, mode="nearest")
    crowded = ndimage.uniform_filter1d((there & ~thin | lapped).astype(np.float32), window, mode="nearest")
    solid = (clean > MOSTLY) | ((clean > DOTTED) & (crowded < 0.05))
    if not solid.any():
        return
    solid |= ndimage.binary_closing(solid, np.ones(2 * window))
    solid &= ndimage.binary_closing(there, np.ones(int(GAP / 72 * dpi) | 1)) | there
    solid = ndimage.binary_opening(solid, np.ones(int(SHORTEST / 72 * dpi)))
    labels, _ = ndimage.label(solid | _unbroken_from(solid, there, dpi))
    for (stretch,) in ndimage.find_objects(labels):
        ends = np.flatnonzero(there[stretch])
        if len(ends) and ends[-1] - ends[0] >= SHORTEST / 72 * dpi:
            first, last = stretch.start + int(ends[0]), stretch.start + int(ends[-1]) + 1
            yield Trace(True, trace.start + first, trace.at[first:last], usual, depth=depth)


def _unbroken_from(solid: NDArray[np.bool_], there: NDArray[np.bool_], dpi: float) -> NDArray[np.bool_]:
    """Where a line goes on without a gap from a stretch that stands alone, letters right above and below it or not."""
    runs, count = ndimage.label(ndimage.binary_closing(there, np.ones(int(WORD_SPACE / 72 * dpi))) | there)
    seeded = np.zeros(count + 1, bool)
    seeded[np.unique(runs[solid])] = True
    seeded[0] = False
    return np.asarray(seeded[runs])


def _thickness(profile: NDArray[np.uint8], core: NDArray[np.uint8], side: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """(dots of the line at each place, whether other ink stands within a few dots of it there)."""
    inked = profile > 0.5 * core.astype(np.float32)
    up = np.cumprod(inked[side::-1], axis=0).sum(axis=0)
    down = np.cumprod(inked[side:], axis=0).sum(axis=0)
    rows = np.arange(profile.shape[0])[:, None]
    beside = ((rows < side - up) & (rows >= side - up - 4)) | ((rows > side + down) & (rows <= side + down + 4))
    return up + down - 1, (inked & beside).any(axis=0)
