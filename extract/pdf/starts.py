"""Where the texts of a column begin: below one another to the point, in a spreadsheet even where cells nearly touch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from .lines import Line

ONE_TEXT = 0.55
"""Type sizes: words no further apart belong to one text."""
APART = 1.1
"""Type sizes: words further apart than this stand in two columns, perhaps."""
SAME_START = 1.0
"""Points by which the texts of a column may begin apart."""
TOUCHING = 3
"""Lines that must begin a text in one place for a text that ends right before it not to go on there."""


def is_parted(line: Line) -> bool:
    return any(after.box[0] - before.box[2] >= max(APART * line.size, 7.0) for before, after in pairwise(line.words))


def segments(line: Line, starts: Sequence[float] = ()) -> list[tuple[float, float]]:
    """The line's texts from left to right: words a space apart are one, unless the second begins at one of `starts`."""
    texts: list[tuple[float, float]] = []
    for word in line.words:
        begins = any(abs(word.box[0] - start) < SAME_START for start in starts)
        if texts and word.box[0] - texts[-1][1] < ONE_TEXT * line.size and not begins:
            texts[-1] = texts[-1][0], max(texts[-1][1], word.box[2])
        else:
            texts.append((word.box[0], word.box[2]))
    return texts


def common_starts(lines: Sequence[Line]) -> list[float]:
    """Where texts begin below one another and a text that nearly touches ends: a spreadsheet's cells have next to no margin.

    A column begins there where every line that runs over the place has a word that begins at it, and more lines begin a text there.
    """
    texts = [segments(line) for line in lines]
    left = min((each[0][0] for each in texts), default=0.0)
    begun = sorted(x0 for each in texts for x0, _ in each if x0 > left + SAME_START)
    found: list[float] = []
    for at, first in enumerate(begun):
        if found and first - found[-1] < SAME_START:
            continue
        own = bisect_left(begun, first + SAME_START) - at
        if own < TOUCHING:
            continue
        over = [line for line, each in zip(lines, texts, strict=True) if any(x0 < first - 1 and first + 1 < x1 for x0, x1 in each)]
        if 0 < len(over) < own and all(any(abs(word.box[0] - first) < SAME_START for word in line.words) for line in over):
            found.append(first)
    return found


def keeps_columns(above: Sequence[Line], line: Line) -> bool:
    """Whether the texts of a line begin where texts of the lines above do: rows of a spreadsheet may be taller than their text."""
    starts = [start for start, _ in segments(line)]
    known = [x0 for each in above for x0, _ in segments(each)]
    return len(starts) >= 3 and all(any(abs(start - x0) < SAME_START for x0 in known) for start in starts)
