"""The picture of a straightened page -> its ruling lines.

A ruling line is thin, dark against both its sides (or white on dark), straight and unbroken enough; a row of letters is as dark and as
long but has more ink right above and below it. A line of a worn photocopy, a light grey one or one that JPEG has frayed differs from
its surroundings by little, but everywhere along its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .render import Picture

DPI = 150.0
"""Dots per inch at which lines are looked for: a hairline is still a dot, noise is averaged away."""

THICKEST = 3.2
"""Points: what is thicker is an area."""

SHORTEST = 14.0
"""Points: a shorter stroke may be a letter's."""

LONE = 40.0
"""Points: a shorter line must lean on another to be one."""

MOST_CANDIDATES = 800
"""Dark rows looked at, the longest first; a page of noise has more."""

MOST_SUPPORTS = 96
"""Points through which a bent line is laid."""

STRENGTHS = (90, 40, 12)
"""Steps of 255 by which a line differs from its surroundings: looked for one after the other."""

GAP = 4.5
"""Points without ink that a line may have; two tables may stand 6 apart."""

WORD_SPACE = 1.6
"""Points: between words there is more, in a line less."""

WINDOW = 24.0
"""Points along which a line must be mostly there."""

DARKER = 8
"""Steps of 255 by which the ground of a white line is darker: the palest of Word's tints, `E9EFF7`, is by 16."""

MOSTLY_DARKER = 0.8
"""Share of a white line's length along which its ground is darker on both sides."""

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


def grey_to_traces(grey: Picture, dpi: float) -> list[Trace]:
    """Ruling lines of a grey picture at about `DPI`, horizontal ones first."""
    level = list(_level(grey, dpi, True))
    upright = list(_level(np.ascontiguousarray(grey.T), dpi, False))
    return _without_strokes(level, upright, dpi) + _without_strokes(upright, level, dpi)


def _without_strokes(traces: Sequence[Trace], crossing: Sequence[Trace], dpi: float) -> list[Trace]:
    """The lines less the short ones that lean on no long one: the bars of `EFFORT` in a large type, a long dash."""
    point = dpi / 72
    long = [trace for trace in traces if len(trace.at) >= LONE * point]
    posts = [trace for trace in crossing if len(trace.at) >= LONE * point]
    return [trace for trace in traces if len(trace.at) >= LONE * point or _leans(trace, long, posts, 6 * point)]


def _leans(trace: Trace, long: Sequence[Trace], posts: Sequence[Trace], reach: float) -> bool:
    middle = float(np.median(trace.at))
    for post in posts:
        along = float(np.median(post.at))
        at_an_end = min(abs(along - trace.start), abs(along - trace.end)) <= reach
        if at_an_end and post.start - reach <= middle <= post.end + reach:
            return True
    return any(
        abs(float(np.median(other.at)) - middle) <= reach / 3
        and min(abs(other.end - trace.start), abs(trace.end - other.start)) <= 2 * reach
        for other in long
    )


def _level(grey: Picture, dpi: float, horizontal: bool) -> Iterator[Trace]:
    """The horizontal lines of a picture (for vertical ones, of its transpose)."""
    across = 2 * int(THICKEST / 72 * dpi / 2 + 1) + 1
    dark = ndimage.grey_closing(grey, size=(across, 1)) - grey
    light = grey - ndimage.grey_opening(grey, size=(across, 1))
    for ridges, is_light in ((dark, False), (light, True)):
        for trace in _ridges_to_traces(ridges, dpi):
            # a gap between two dark lines is white too: a white rule lies inside an area, and so its surroundings are darker than it is
            if not is_light or _on_darker(trace, grey, across):
                yield replace(trace, horizontal=horizontal, light=is_light)


def _ridges_to_traces(ridges: Picture, dpi: float) -> Iterator[Trace]:
    """The boldest lines first; faint ones are looked for where those do not stand, so that they join nothing."""
    left = ridges.copy()
    for strength in STRENGTHS:
        for found in _strong_ridges(left, dpi, max(strength, 3.0 * _noise(ridges))):
            trace = _drawn_out(found, ridges, dpi)
            yield trace
            reach = round(trace.width / 2) + 2
            rows = np.rint(trace.at).astype(int)[None, :] + np.arange(-reach, reach + 1)[:, None]
            left[np.clip(rows, 0, left.shape[0] - 1), np.arange(trace.start, trace.end)[None, :]] = 0


def _drawn_out(trace: Trace, ridges: Picture, dpi: float) -> Trace:
    """The line with what goes on from its ends without a gap: where the letters of a tight row hang into it, it does not stand alone."""
    tail = min(len(trace.at), int(LONE / 72 * dpi))
    before = _continued(trace.at[:tail][::-1], trace.start - 1, -1, trace.depth, ridges, dpi)
    after = _continued(trace.at[-tail:], trace.end, 1, trace.depth, ridges, dpi)
    if not len(before) and not len(after):
        return trace
    return replace(trace, start=trace.start - len(before), at=np.concatenate([before[::-1], trace.at, after]))


def _continued(tail: NDArray[np.float64], first: int, step: int, depth: float, ridges: Picture, dpi: float) -> NDArray[np.float64]:
    """Where a line whose last dots are `tail` goes on from dot `first` on: straight, and as dark as it was."""
    columns = np.arange(first, ridges.shape[1] if step > 0 else -1, step)
    if len(columns) < SHORTEST / 72 * dpi:
        return tail[:0]
    slope = float(tail[-1] - tail[0]) / max(1, len(tail) - 1)
    at = tail[-1] + slope * np.arange(1, len(columns) + 1)
    rows = np.clip(np.rint(at).astype(int)[None, :] + np.array([[-1], [0], [1]]), 0, ridges.shape[0] - 1)
    there = ridges[rows, columns[None, :]].max(axis=0) > 0.4 * depth
    gaps = np.convolve(~there, np.ones(space := int(WORD_SPACE / 72 * dpi)), "valid") == space
    end = int(np.argmax(gaps)) if gaps.any() else len(there)
    return np.asarray(at[: end if end >= SHORTEST / 72 * dpi else 0])


def _strong_ridges(ridges: Picture, dpi: float, faintest: float) -> list[Trace]:
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


def _noise(ridges: Picture) -> float:
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


def _on_darker(trace: Trace, grey: Picture, across: int) -> bool:
    """Whether a light line lies on a ground that is darker on both its sides, were it but the soft tint of a table's stripes.

    All along: between a line of text and the border below it the ground is darker only where the letters stand.
    """
    rows = np.rint(trace.at).astype(int)
    columns = np.arange(trace.start, trace.end)
    above, itself, below = (grey[np.clip(rows + off, 0, grey.shape[0] - 1), columns] for off in (-across, 0, across))
    level = float(np.median(itself)) - DARKER
    return all(float((side < level).mean()) > MOSTLY_DARKER for side in (above, below))
