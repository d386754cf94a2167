"""What a table explains of abbreviations and initials, as sentences that `known_parties` reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...extract.document import Table
from .known import EXPLAINED

_SHORT = re.compile(r"[A-Z][A-Za-z&/]{1,7}")
_LONG = re.compile(r"([A-Z][\w’'-]+(?:\s+[\w’'&-]+){1,7}?)(?:\s*[,;(].*|\s+[–—-]\s.*)?")
"""`Jane Smith`, `Jane Smith, Head of Housing`: what follows the name is the post that she holds."""


def table_to_explanations(table: Table, *, is_plan: bool = False) -> Iterator[str]:
    """| Name       | Initials |
    | Jane Smith | JS       |   ->   `JS = Jane Smith`

    and `Local Safeguarding Children Board (LSCB)` out of any cell; of a plan that alone, where initials stand beside what they are to do.
    Whether the letters fit is for the reader to say.
    """
    rows: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        text = " ".join(cell.text.split())
        rows.setdefault(cell.row, []).append(text)
        yield from (match[0] for match in EXPLAINED.finditer(cell.text))
    for texts in () if is_plan else rows.values():
        for pair in pairwise(texts):
            for short, long in (pair, pair[::-1]):
                if _SHORT.fullmatch(short) and (said := _LONG.fullmatch(long)):
                    yield f"{short} = {said[1]}"
