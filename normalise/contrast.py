"""A heading row in words that nobody knows, told by what stands below it: dates, names, ratings under words that are none."""

from __future__ import annotations

from collections.abc import Sequence

from ..extract.document import Cell
from .labels import OPENERS
from .profile import Profile, column_to_profile

GridRow = Sequence[Cell | None]

_FEWEST = 2
"""Rows below; one alone tells nothing of a column."""
_LONGEST = 5
"""Words of a cell of such a row."""
_SHARE = 0.9
_NO_VERBS = frozenset(
    "the all a an any as at by each every for from if in it our their there this that to we when where which with".split()
)


def stands_apart(grid: Sequence[GridRow], row: int, *, known: bool) -> bool:
    """Whether every cell of a row is a short text of its own, one of them over prose, and two or more over values that they are none of.

    | Camau                 | Arweinydd  | Erbyn pryd | Statws |
    | Audit ten files       | Jane Smith | 31/03/2014 | Green  |
    | Train social workers  | Tom Jones  | 30/06/2014 | Amber  |

    Unless one of its words is `known` to stand over plans, the prose must be what is to be done: a history of versions has dates and
    names, too.
    """
    cells = grid[row]
    texts = [cell.text.strip() if cell is not None else "" for cell in cells]
    whole = all(cell is not None and cell.rowspan == 1 and cell.colspan == 1 for cell in cells)
    if len(texts) < 3 or not whole or not all(texts) or len(set(texts)) < len(texts) or len(grid) - row - 1 < _FEWEST:
        return False
    if any(len(text.split()) > _LONGEST for text in texts):
        return False
    below = [[cell.text for cell in (each[at] for each in grid[row + 1 :]) if cell is not None] for at in range(len(texts))]
    columns = [column_to_profile(each) for each in below]
    prose = [texts for texts, column in zip(below, columns, strict=True) if column.words >= 3 and column.distinct >= 0.5]
    if not any(known or _are_orders(each) for each in prose):
        return False
    own = [column_to_profile([text]) for text in texts]
    sure = [_is_of(column) and not _is_of(mine) for column, mine in zip(columns, own, strict=True)]
    led = [column.parties >= _SHARE and not mine.parties for column, mine in zip(columns, own, strict=True)]
    return any(sure) and sum(one or other for one, other in zip(sure, led, strict=True)) >= 2


def _are_orders(texts: Sequence[str]) -> bool:
    """Whether half of them open with a verb in the imperative: `Audit ten files a month`."""
    first = [text.split()[0].strip(".:,").casefold() for text in texts if text.split()]
    return 2 * sum(word in OPENERS - _NO_VERBS for word in first) >= len(first)


def _is_of(profile: Profile) -> bool:
    """Whether a column is one of dates or ratings."""
    return profile.filled > 0 and (profile.dates >= _SHARE or (profile.ratings >= _SHARE and profile.priorities < _SHARE))
