"""Ruling lines taken out of a page picture, so that nobody reads them as `|`, `l` or `_`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy import ndimage

from .render import Picture
from .ridges import Trace

_FRINGE = 2
"""Dots beside a line that are still grey from it."""


def without_rules(grey: Picture, traces: Sequence[Trace], scale: float) -> Picture:
    """The picture with its lines painted over by what lies on either side of them; `scale` is its dots per dot of the traces.

    A letter that crosses a line keeps its stroke: across the line the stroke is longer than the line is thick.
    """
    cleared = grey
    for horizontal in (True, False):
        for light in (False, True):
            chosen = [trace for trace in traces if trace.horizontal is horizontal and trace.light is light]
            if chosen:
                thickest = max(trace.width for trace in chosen)
                across = 2 * round((thickest * scale + 2 * _FRINGE) / 2 + 1) + 1
                size = (across, 1) if horizontal else (1, across)
                filled = ndimage.grey_opening(cleared, size=size) if light else ndimage.grey_closing(cleared, size=size)
                cleared = np.where(_mask(grey.shape, chosen, scale), filled, cleared)
    return cleared


def _mask(shape: tuple[int, ...], traces: Sequence[Trace], scale: float) -> NDArray[np.bool_]:
    mask = Image.new("1", (shape[1], shape[0]))
    draw = ImageDraw.Draw(mask)
    for trace in traces:
        step = max(1, len(trace.at) // 24)
        along = [*range(0, len(trace.at), step), len(trace.at) - 1]
        points = [((trace.start + at + 0.5) * scale, (float(trace.at[at]) + 0.5) * scale) for at in along]
        points[0] = points[0][0] - 2 * _FRINGE, points[0][1]
        points[-1] = points[-1][0] + 2 * _FRINGE, points[-1][1]
        turned = points if trace.horizontal else [(y, x) for x, y in points]
        draw.line(turned, fill=1, width=round(trace.width * scale) + 2 * _FRINGE)
    return np.asarray(mask)
