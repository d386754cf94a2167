"""The order in which a file sets the words of a table: Word, LibreOffice and browsers finish a cell before they begin the next.

So two lines of one column that follow each other in the file are one cell's, and two that other columns' words come between are two cells',
however close they stand. A printer driver that sets line by line, and OCR, tell nothing so.
"""

from __future__ import annotations

from collections.abc import Sequence

from .lines import Line
from .page import Word
from .row_evidence import LineParts

FEWEST = 2
"""Times that several columns must each go on in the file as they do on the page, for the file to be one that sets cell by cell."""

_Span = tuple[int, int]

Told = tuple[bool, ...]
"""Which columns run on into a row that begins; empty where none begins."""


def order_told(rows: Sequence[LineParts], words: Sequence[Word]) -> list[Told | None]:
    """For each line what the order of the file tells of it; None where it tells nothing. `words` are the page's, in that order."""
    silent: list[Told | None] = [None] * len(rows)
    spans = _spans(rows, words)
    if spans is None:
        return silent
    told, together, highest = silent.copy(), 0, -1
    above: list[_Span | None] = [None] * len(rows[0].parts)
    for at, line in enumerate(spans):
        runs_on = _runs_on(line, above, highest)
        known = [(span, on) for span, on in zip(line, runs_on, strict=True) if span is not None]
        fresh = [span for span, on in known if not on]
        if at and fresh:
            told[at] = runs_on if min(fresh)[0] > highest else ()
        elif at and len(known) > 1:
            together += 1
            told[at] = ()
        above = [span or before for span, before in zip(line, above, strict=True)]
        highest = max(highest, *(span[1] for span, _ in known))
    return told if together >= FEWEST and any(told) else silent


def _runs_on(line: Sequence[_Span | None], above: Sequence[_Span | None], highest: int) -> Told:
    """For each column whether its words follow in the file on those above them, and not only as the next row's first do on a row's last."""
    follows = [span is not None and before is not None and span[0] == before[1] + 1 for span, before in zip(line, above, strict=True)]
    first = next((at for at, span in enumerate(line) if span is not None and not follows[at]), None)
    for at, (span, before) in enumerate(zip(line, above, strict=True)):
        if follows[at] and before is not None and before[1] == highest and span is not None and first is not None and at < first:
            follows[at] = False
    return tuple(follows)


def _spans(rows: Sequence[LineParts], words: Sequence[Word]) -> list[list[_Span | None]] | None:
    """(first, last) number in the file of the words of each line of each column, of the table's alone; None where those are scattered."""
    inside = {id(word) for row in rows for part in row.parts if part is not None for word in part.words}
    rank = {number: at for at, number in enumerate(id(word) for word in words if id(word) in inside)}
    if len(rank) < len(inside) or any(word.confidence is not None for word in rows[0].line.words):
        return None
    spans = [[_span(part, rank) if part is not None else None for part in row.parts] for row in rows]
    scattered = sum(
        span is not None and part is not None and span[1] - span[0] >= len(part.words)
        for row, line in zip(rows, spans, strict=True)
        for part, span in zip(row.parts, line, strict=True)
    )
    return None if scattered else spans


def _span(part: Line, rank: dict[int, int]) -> _Span:
    numbers = [rank[id(word)] for word in part.words]
    return min(numbers), max(numbers)
