"""Words that stand below their cell's border: a browser prints text that does not fit on over the next row.

The page alone gives `their health care`, set over the first line of the next recommendation, to the row that it spilled into; the
structure tree of a tagged PDF still knows the row that it belongs to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from .grid import GridCell
from .page import Word
from .structure import Tag


def without_spills(cells: Sequence[GridCell], words: Sequence[list[Word]], tags: Mapping[int, Tag]) -> list[list[Word]]:
    """`words[i]` of `cells[i]`, those that the tree gives to the row above moved up into the cell above."""
    rows = [_rows(inside, tags) for inside in words]
    settled = [list(inside) for inside in words]
    for at, (cell, counted) in enumerate(zip(cells, rows, strict=True)):
        if len(counted) < 2:
            continue
        above = next((i for i, other in enumerate(cells) if _stands_on(other, cell)), None)
        home = rows[above].most_common(1)[0][0] if above is not None and rows[above] else None
        if above is None or home not in counted or home == counted.most_common(1)[0][0]:
            continue
        spilled = [word for word in settled[at] if (tag := tags.get(word.tag)) is not None and tag.row == home]
        settled[at] = [word for word in settled[at] if not any(word is each for each in spilled)]
        settled[above] += spilled
    return settled


def _rows(words: Sequence[Word], tags: Mapping[int, Tag]) -> Counter[int]:
    return Counter(tag.row for word in words if (tag := tags.get(word.tag)) is not None and tag.row >= 0)


def _stands_on(over: GridCell, under: GridCell) -> bool:
    return over.row + over.rowspan == under.row and over.column == under.column and over.colspan == under.colspan
