"""Colour in a cell: its fill, and the smaller things that carry a colour of their own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ...provenance import Box
from ..document import Mark
from .letters import SYMBOLS
from .page import Fill, Shape, Word

COVERS = 0.6
"""Share of a cell that a colour must cover to be its fill; less is a highlight."""


def cell_paint(box: Box, fills: Sequence[Fill]) -> tuple[str | None, list[Fill]]:
    """(the cell's fill, highlights inside it). Later paint covers earlier; strips of one colour, one a line of text, count together."""
    if not fills:
        return None, []
    area = max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
    colour: str | None = None
    covered: dict[str, float] = {}
    small: list[Fill] = []
    for fill in fills:
        share = _common(box, fill.box) / area
        if share >= COVERS:
            colour, small, covered = fill.colour, [], {}
        elif share > 0.001:
            small.append(fill)
            covered[fill.colour] = covered.get(fill.colour, 0.0) + share
    for strips, share in covered.items():
        if share >= COVERS:
            colour = strips
            small = [fill for fill in small if fill.colour != strips]
    return colour, [fill for fill in small if fill.colour != colour]


def _common(a: Box, b: Box) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def cell_marks(words: Sequence[Word], highlights: Sequence[Fill], shapes: Sequence[Shape], box: Box) -> tuple[Mark, ...]:
    """Highlights and shaded lines, coloured symbols, coloured text, drawn shapes and pictures, in this order."""
    marks: dict[Mark, None] = {}
    for fill in highlights:
        if fill.colour != "FFFFFF":
            across = _common(box, fill.box) / max(1.0, (box[3] - box[1]) * (fill.box[2] - fill.box[0]))
            whole_width = fill.box[2] - fill.box[0] > 0.8 * (box[2] - box[0])
            text = " ".join(word.text for word in words if _common(word.box, fill.box) > 0.5 * _size(word.box))
            marks[Mark("shading" if whole_width and across else "highlight", fill.colour, text)] = None
    if any(word.ink is not None or word.text in SYMBOLS for word in words):
        for ink, run in groupby(words, key=lambda word: (word.ink, word.text in SYMBOLS)):
            colour, symbol = ink
            if colour is not None and (symbol or is_colour(colour)):
                marks[Mark("symbol" if symbol else "text", colour, " ".join(word.text for word in run))] = None
    for shape in shapes:
        marks[Mark(shape.kind, shape.colour)] = None
    return tuple(marks)


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def is_colour(colour: str) -> bool:
    """Whether a hex colour is more than a shade of grey."""
    parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    return max(parts) - min(parts) > 40
