"""Numbers alone in their cells, read as letters: `la` above `1b` and `2a` is `1a`. A letter alone tells little, its column more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...provenance import Box
from ..pdf.grid import Grid
from ..pdf.page import Word

_LABELS = (re.compile(r"\d{1,2}[a-z][.)]?"), re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?"), re.compile(r"[A-Z]\d{1,2}[.)]?"))
"""`1a`, `2b)`; `1`, `2.3`, `4.`; `A12`."""

_AS_FIGURES = str.maketrans({"l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "O": "0", "o": "0", "S": "5", "Z": "2"})

FEWEST, MOST = 3, 0.7
"""Labels of a column, those read as such and those mended, without which nothing is mended; and their share of its single words."""


def with_labels(words: Sequence[Word], grids: Sequence[Grid]) -> list[Word]:
    """The words; in a column of labels of one kind, those that figures make labels are."""
    mended = dict(pair for grid in grids for column in range(len(grid.xs) - 1) for pair in _mended(_alone(words, grid, column)))
    return [replace(word, text=mended.get(index, word.text)) for index, word in enumerate(words)]


def _alone(words: Sequence[Word], grid: Grid, column: int) -> list[tuple[int, str]]:
    """(index, text) of the words that are alone in their cells of a column; none where half its cells hold several."""
    boxes = [cell.box for cell in grid.cells if cell.column == column and cell.colspan == 1]
    held: dict[Box, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
        held[next((box for box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]), word.box)].append(index)
    alone = [held[box][0] for box in boxes if len(held.get(box, ())) == 1]
    written = sum(1 for box in boxes if box in held)
    return [(index, words[index].text) for index in alone] if 2 * len(alone) > written else []


def _mended(column: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for label in _LABELS:
        labels = [(index, text, mended) for index, text in column if label.fullmatch(mended := _as_label(text, label))]
        if len(labels) >= max(FEWEST, MOST * len(column)) and any(text == mended for _, text, mended in labels):
            yield from ((index, mended) for index, _, mended in labels)
            return


def _as_label(text: str, label: re.Pattern[str]) -> str:
    """The text as a label of that kind: its figures put right from the left on until it is one."""
    if label.fullmatch(text) or len(text) > 5:
        return text
    tried = (text[:end].translate(_AS_FIGURES) + text[end:] for end in range(1, len(text) + 1))
    return next((each for each in tried if label.fullmatch(each)), text)
