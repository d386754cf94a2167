"""Two tables side by side without vertical rules: the white between them, told from the gutter between two columns of one table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .edges import Edge
from .lines import Line, words_to_lines
from .page import Fill, Word
from .stripes import is_painted_cell

NARROWEST = 18.0
"""Points of white between two tables, at least."""
STANDS_OUT = 1.5
"""Times the next widest strip, where nothing is drawn."""
SAME_LINE = 1.5
"""Points by which the feet of words on one line differ."""
COLUMNS = 3.0
"""Points of white between two columns of a table, at least."""
ROWS = 2
"""Times that a file comes back to the left within a table, at least: it sets one row after the other, not one column after the other."""


def lines_to_sides(lines: Sequence[Line], rules: Sequence[Edge], fills: Sequence[Fill], words: Sequence[Word]) -> list[list[Line]]:
    """The lines of each table, left to right; all lines in one list where there is one table. `words` are in the order of the file."""
    if len(lines) < 3:
        return [list(lines)]
    whites = _whites(lines, rules, fills)
    for at, (width, x) in enumerate(whites):
        left = words_to_lines([word for line in lines for word in line.words if word.box[2] < x])
        right = words_to_lines([word for line in lines for word in line.words if word.box[2] >= x])
        stands_out = at == 0 and (len(whites) == 1 or width > STANDS_OUT * whites[1][0])
        if _drawn_apart(lines, x, rules, fills) or (stands_out and _set_apart(left, right)) or _set_in_turn(left, right, words):
            return [*lines_to_sides(left, rules, fills, words), *lines_to_sides(right, rules, fills, words)]
    return [list(lines)]


def _whites(lines: Sequence[Line], rules: Sequence[Edge], fills: Sequence[Fill], narrowest: float = NARROWEST) -> list[tuple[float, float]]:
    """(width, middle) of the strips that nothing crosses, the widest first."""
    top, bottom = lines[0].box[1] - 4, lines[-1].box[3] + 4
    spans = [(word.box[0], word.box[2]) for line in lines for word in line.words]
    spans += [(rule.start, rule.end) for rule in rules if top <= rule.at <= bottom]
    spans += [(f.box[0], f.box[2]) for f in fills if is_painted_cell(f) and f.box[1] < bottom and f.box[3] > top]
    whites = []
    reach = min(span[0] for span in spans)
    for x0, x1 in sorted(spans):
        if x0 - reach >= narrowest:
            whites.append((x0 - reach, (reach + x0) / 2))
        reach = max(reach, x1)
    return sorted(whites, reverse=True)


def _drawn_apart(lines: Sequence[Line], x: float, rules: Sequence[Edge], fills: Sequence[Fill]) -> bool:
    """Rules or paint on both sides, each wider than one column, that end before the white: columns of one table share theirs."""
    top, bottom = lines[0].box[1] - 4, lines[-1].box[3] + 4
    drawn = [(rule.start, rule.end) for rule in rules if top <= rule.at <= bottom]
    drawn += [(f.box[0], f.box[2]) for f in fills if is_painted_cell(f) and f.box[1] < bottom and f.box[3] > top]
    left, right = [span for span in drawn if span[1] <= x], [span for span in drawn if span[0] >= x]
    return len(left) > 1 and len(right) > 1 and _holds_columns(lines, left) and _holds_columns(lines, right)


def _holds_columns(lines: Sequence[Line], spans: Sequence[tuple[float, float]]) -> bool:
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    return any(
        start - 2 <= a.box[0] and b.box[2] <= end + 2 and b.box[0] - a.box[2] > 1.1 * a.size
        for line in lines
        for a, b in pairwise(line.words)
    )


def _set_apart(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Each side has columns whose lines stand level with one another, but the lines of one side not with those of the other."""
    if min(sum(map(_has_columns, side)) for side in (left, right)) < 3:
        return False
    shares = (_level(left[1:], right[1:]), _level(right[1:], left[1:]))
    return max(shares) < 0.5


def _set_in_turn(left: Sequence[Line], right: Sequence[Line], words: Sequence[Word]) -> bool:
    """Whether the file sets all of the one side before the other, and each side row by row: of one table it sets whole rows."""
    if min(sum(map(_has_columns, side)) for side in (left, right)) < 3:
        return False
    ranks = {id(word): rank for rank, word in enumerate(words)}
    sides = [sorted((word for line in side for word in line.words), key=lambda word: ranks.get(id(word), -1)) for side in (left, right)]
    if any(id(word) not in ranks or word.confidence is not None for side in sides for word in side):
        return False
    before, after = sorted((ranks[id(side[0])], ranks[id(side[-1])]) for side in sides)
    return before[1] < after[0] and all(_returns(side, lines) >= ROWS for side, lines in zip(sides, (left, right), strict=True))


def _returns(words: Sequence[Word], lines: Sequence[Line]) -> int:
    """How often words, as the file orders them, come back over the widest white of their lines to the left."""
    whites = _whites(lines, (), (), COLUMNS)
    return sum(b.box[2] < whites[0][1] < a.box[0] for a, b in pairwise(words)) if whites else 0


def _level(lines: Sequence[Line], others: Sequence[Line]) -> float:
    return sum(any(abs(line.box[3] - other.box[3]) < SAME_LINE for other in others) for line in lines) / len(lines)


def _has_columns(line: Line) -> bool:
    return any(b.box[0] - a.box[2] > 1.1 * a.size for a, b in pairwise(line.words))
