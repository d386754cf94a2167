"""The order in which a file sets the words of a table: Word, LibreOffice and browsers finish a cell before they begin the next.

So two lines of one column that follow each other in the file are one cell's, and two that other columns' words come between are two cells',
however close they stand. A printer driver that sets line by line, and OCR, tell nothing so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from .lines import Line
from .row_evidence import LineParts

FEWEST = 2
"""Lines that must follow in the file on those above them, other columns' words beside, for it to be one that sets cell by cell."""

SAME = 1.5
"""Points by which the feet of two lines that stand level differ."""

_Span = tuple[int, int]
_Spans = list[list[_Span | None]]
"""For each line and column the numbers in the file of its first and its last word; None where it has none."""

Told = tuple[bool, ...]
"""Which columns run on into a row that begins; empty where none begins."""


def order_told(rows: Sequence[LineParts], ranks: Mapping[int, int]) -> list[Told | None]:
    """For each line what the order of the file tells of it; None where it tells nothing. `ranks`: a word's id -> its number on the page."""
    silent: list[Told | None] = [None] * len(rows)
    spans = _spans(rows, ranks)
    if spans is None:
        return silent
    follows = _follow(spans)
    if _cells_first(spans, follows) < FEWEST:
        return silent
    numbers = _row_numbers(spans)
    told = _told_from_the_top(spans, follows) if _are_level(rows, numbers) else _told_by_returns(numbers, follows)
    return told if any(told) else silent


def _spans(rows: Sequence[LineParts], ranks: Mapping[int, int]) -> _Spans | None:
    """Numbered anew from 0; None where the words of a line of a column are scattered over the file, or no file ordered them."""
    inside = [id(word) for row in rows for part in row.parts if part is not None for word in part.words]
    if any(word not in ranks for word in inside) or any(word.confidence is not None for word in rows[0].line.words):
        return None
    rank = {word: at for at, word in enumerate(sorted(inside, key=lambda word: ranks[word]))}
    spans = [[_span(part, rank) if part is not None else None for part in row.parts] for row in rows]
    scattered = any(
        span is not None and part is not None and span[1] - span[0] >= len(part.words)
        for row, line in zip(rows, spans, strict=True)
        for part, span in zip(row.parts, line, strict=True)
    )
    return None if scattered else spans


def _span(part: Line, rank: Mapping[int, int]) -> _Span:
    numbers = [rank[id(word)] for word in part.words]
    return min(numbers), max(numbers)


def _follow(spans: _Spans) -> list[list[bool]]:
    """For each line and column whether its words follow in the file on those above them."""
    above: list[_Span | None] = [None] * len(spans[0])
    follows = []
    for line in spans:
        follows.append(
            [span is not None and before is not None and span[0] == before[1] + 1 for span, before in zip(line, above, strict=True)]
        )
        above = [span or before for span, before in zip(line, above, strict=True)]
    return follows


def _cells_first(spans: _Spans, follows: list[list[bool]]) -> int:
    """How many lines follow on those above them although, line by line, other columns' words would come between."""
    found, last_parts = 0, [0] * len(spans[0])
    for at, line in enumerate(spans):
        for column, span in enumerate(line):
            if span is not None:
                above, last_parts[column] = spans[last_parts[column]], at
                found += follows[at][column] and (any(above[column + 1 :]) or any(line[:column]))
    return found


def _row_numbers(spans: _Spans) -> list[list[int | None]]:
    """For each line and column the number of its row: another one begins where the file comes back to a column further left."""
    numbers: list[list[int | None]] = [[None] * len(line) for line in spans]
    number = last = 0
    for _, at, column in sorted(
        (span[0], at, column) for at, line in enumerate(spans) for column, span in enumerate(line) if span is not None
    ):
        number += column < last
        numbers[at][column] = number
        last = column
    return numbers


def _first_lines(numbers: list[list[int | None]]) -> list[dict[int, int]]:
    """For each row the line that each of its columns begins on."""
    begins: list[dict[int, int]] = []
    for at, line in enumerate(numbers):
        for column, number in enumerate(line):
            if number is not None:
                begins += [{} for _ in range(number + 1 - len(begins))]
                begins[number].setdefault(column, at)
    return begins


def _are_level(rows: Sequence[LineParts], numbers: list[list[int | None]]) -> bool:
    """Whether cells of one row that differ in height share their tops rather than their middles or feet."""
    feet: list[list[list[float]]] = []
    for row, line in zip(rows, numbers, strict=True):
        for column, (part, number) in enumerate(zip(row.parts, line, strict=True)):
            if part is not None and number is not None and not row.wide:
                feet += [[[] for _ in line] for _ in range(number + 1 - len(feet))]
                feet[number][column].append(part.box[3])
    level = other = 0
    for cells in feet[:-1] if len(feet) > 2 else feet:  # the last row goes on overleaf, perhaps: its texts begin at its top
        # the first cell of a row may hold, as the file tells it, the last one of the row above
        for one, two in combinations([cell for cell in cells if cell][1:], 2):
            if len(one) != len(two):
                level += abs(one[0] - two[0]) < SAME
                other += abs(one[0] + one[-1] - two[0] - two[-1]) < SAME or abs(one[-1] - two[-1]) < SAME
    return level >= other


def _told_from_the_top(spans: _Spans, follows: list[list[bool]]) -> list[Told | None]:
    """A row begins where a column goes on in the file beyond all that stands above, and not with the column's own words above."""
    told: list[Told | None] = [None] * len(spans)
    above: list[_Span | None] = [None] * len(spans[0])
    highest = -1
    for at, line in enumerate(spans):
        runs_on = _runs_on(line, follows[at], above, highest)
        known = [(span, on) for span, on in zip(line, runs_on, strict=True) if span is not None]
        fresh = [span for span, on in known if not on]
        if at and fresh:
            told[at] = runs_on if min(fresh)[0] > highest else None
        elif at and len(known) > 1:
            told[at] = ()
        above = [span or before for span, before in zip(line, above, strict=True)]
        highest = max(highest, *(span[1] for span, _ in known))
    return told


def _runs_on(line: Sequence[_Span | None], follows: Sequence[bool], above: Sequence[_Span | None], highest: int) -> Told:
    """What follows on the line above, and not only as the next row's first cell does on a row's last."""
    first = next((at for at, span in enumerate(line) if span is not None and not follows[at]), len(line))
    last = [before is not None and before[1] == highest for before in above]
    return tuple(on and not (last[at] and at < first < len(line)) for at, on in enumerate(follows))


def _told_by_returns(numbers: list[list[int | None]], follows: list[list[bool]]) -> list[Told | None]:
    """A row begins with the first line of any of its cells; what stands below and is of an earlier row is merged down into it."""
    begins = [min(row.values()) for row in _first_lines(numbers)]
    told: list[Told | None] = [
        None if sum(on) == 1 == len(line) - line.count(None) else () for line, on in zip(numbers, follows, strict=True)
    ]
    if begins != sorted(set(begins)):
        return [None] * len(numbers)
    for number, at in enumerate(begins[1:], 1):
        below = [next((line[column] for line in numbers[at:] if line[column] is not None), None) for column in range(len(numbers[at]))]
        told[at] = tuple(each is not None and each < number for each in below)
    return told
