"""The picture of a straightened page -> its ruling lines, dark ones and those white on dark.

A line of a worn photocopy, a light grey one or one that JPEG has frayed differs from its surroundings by little, but everywhere along its
length: bold lines are looked for first, fainter ones where those do not stand. What a line is `ridges` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .render import Picture
from .ridges import SHORTEST, THICKEST, WORD_SPACE, Trace, noise, strong_ridges

DPI = 150.0
"""Dots per inch at which lines are looked for: a hairline is still a dot, noise is averaged away."""

LONE = 40.0
"""Points: a shorter line must lean on another to be one."""

STRENGTHS = (90, 40, 12)
"""Steps of 255 by which a line differs from its surroundings: looked for one after the other."""

DARKER = 8
"""Steps of 255 by which the ground of a white line is darker: the palest of Word's tints, `E9EFF7`, is by 16."""

MOSTLY_DARKER = 0.8
"""Share of a white line's length along which its ground is darker on both sides."""


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
        for found in strong_ridges(left, dpi, max(strength, 3.0 * noise(ridges))):
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


def _on_darker(trace: Trace, grey: Picture, across: int) -> bool:
    """Whether a light line lies on a ground that is darker on both its sides, were it but the soft tint of a table's stripes.

    All along: between a line of text and the border below it the ground is darker only where the letters stand.
    """
    rows = np.rint(trace.at).astype(int)
    columns = np.arange(trace.start, trace.end)
    above, itself, below = (grey[np.clip(rows + off, 0, grey.shape[0] - 1), columns] for off in (-across, 0, across))
    level = float(np.median(itself)) - DARKER
    return all(float((side < level).mean()) > MOSTLY_DARKER for side in (above, below))
