"""`DRAFT` set level across a page in large letters: no text of the plan, and no line of the table that it lies over.

A watermark set askew is left out before (`words`): nothing else stands so.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from .page import Word

LARGE = 3.0
"""Times the usual type size of the page."""
FEWEST = 2
"""Words that a watermark lies over, at least; a large title lies over none."""


def watermarks(words: Sequence[Word]) -> list[Word]:
    """The words that are printed across others."""
    sizes = [word.size for word in words]
    if not sizes or max(sizes) < LARGE * (usual := median(sizes)):
        return []
    large = [word for word in words if word.size >= LARGE * usual and word.turn == 0]
    return [word for word in large if sum(_lies_over(word, other) for other in words if other.size < word.size / 2) >= FEWEST]


def _lies_over(word: Word, other: Word) -> bool:
    x, y = (other.box[0] + other.box[2]) / 2, (other.box[1] + other.box[3]) / 2
    return word.box[0] < x < word.box[2] and word.box[1] < y < word.box[3]
