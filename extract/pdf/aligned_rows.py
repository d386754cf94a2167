"""Lines in known columns -> the bands that are rows, told by rules, shading, numbers, and by columns that begin again together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from .edges import Edge
from .file_order import order_told
from .lines import Line, words_to_lines
from .page import PageContent, Word
from .row_evidence import BEGINS, RESUMES, SHIFT, LineParts, evidence, is_certain, is_numbered, middle_of, step_of
from .stripes import RowEdges

CENTRED = 3.0
"""Points by which a text that stands in the middle may be off it."""

SAME_START = 0.3
"""Points by which the texts of a spreadsheet's column may begin apart; a running text's words hit upon a column's begin by chance."""
FEWEST_BEGUN = 3
"""Texts of a column that begin in one place for another that begins there to be no rest of the text before it."""
FEWEST_THREADED = 2
"""Numbers that follow in the file on those of the rows above them, for it to be one that sets column by column."""

_RunsOn = tuple[bool, ...]
_Start = tuple[int, _RunsOn]
"""The number of a row's first line, and which columns run on into it."""


@dataclass(frozen=True, slots=True)
class Band:
    """A row: where it begins, which columns run on into it from above, which borders its texts cross."""

    top: float
    runs_on: tuple[bool, ...]
    crossed: tuple[bool, ...]


def lines_to_bands(
    lines: Sequence[Line], xs: Sequence[float], pitch: float, rules: Sequence[Edge], page: PageContent, painted: RowEdges
) -> list[Band]:
    """The rows of a table whose columns are known; lines come from top to bottom, `xs` are the columns' borders."""
    ranks = {id(word): rank for rank, word in enumerate(page.words)}
    rows = _with_centred_banners(_without_touching([_row(line, xs, ranks) for line in lines], xs), xs)
    through = _row_rules(rows, rules, xs)
    if through is not None:  # rules beside the numbers alone: `Medium Shading 2` has stripes for the rest
        through = sorted([*through, *(Edge(y, xs[0], xs[-1]) for y in painted.whole)])
    starts = [(0, (False,) * (len(xs) - 1))]
    order = _unless_threaded(rows, order_told(rows, ranks), ranks, pitch)
    for at in range(1, len(rows)):
        if through is not None:
            told = None if rows[at].wide or rows[at - 1].wide else order[at]  # rules may part groups of rows alone
            runs_on = _ruled(rows[at - 1], rows[at], through, xs)
            if runs_on is None and not _only_runs_on(rows, starts[-1], at):
                runs_on = told or _numbered_start(rows, at, pitch)
        else:
            runs_on = evidence(rows, at, xs, pitch, page, painted, order[at])
        if runs_on is not None:
            starts.append((at, runs_on))
    if through is not None:
        starts = sorted([*starts, *_parts_of_groups(rows, starts, pitch)])
    else:
        certain = {at for at in range(1, len(rows)) if order[at] or is_certain(rows, at, page, painted)}
        titles = [at for at, _ in starts if at > 1 and _is_title(rows, at - 1, pitch)]
        certain.update(at - 1 for at in titles)
        starts = sorted({**{at - 1: (False,) * (len(xs) - 1) for at in titles}, **dict(starts)}.items())
        starts = sorted({**_single_column_starts(rows, [at for at, _ in starts], len(xs) - 1, pitch), **dict(starts)}.items())
        starts = _whole_stripes(rows, _with_margins(rows, starts, pitch, certain), certain, painted)
    bands = []
    for (start, runs_on), end in zip(starts, [at for at, _ in starts[1:]] + [len(rows)], strict=True):
        crossed = tuple(any(row.crossed[border] for row in rows[start:end]) for border in range(len(xs) - 2))
        bands.append(Band(rows[start].line.box[1] + 0.5, runs_on, crossed))
    if through is not None:
        return [_at_edge(band, [rule.at for rule in through]) for band in bands]
    edges = [*painted.whole, *(edge[0] for edge in painted.single)]
    return [_at_edge(band, edges, 9) for band in bands]


def _only_runs_on(rows: Sequence[LineParts], start: _Start, at: int) -> bool:
    """Whether nothing stands below a rule yet but the rest of a text that is merged past it: the row's own texts begin further down."""
    begun, runs_on = start
    return any(runs_on) and all(on for row in rows[begun:at] for part, on in zip(row.parts, runs_on, strict=True) if part is not None)


def _unless_threaded(
    rows: Sequence[LineParts], order: Sequence[_RunsOn | None], ranks: Mapping[int, int], pitch: float
) -> Sequence[_RunsOn | None]:
    """What the order of the file tells, unless it sets the rows' numbers one after the other, before or after all that stands beside them,
    or goes on in each column over white that all columns have.

    A layout program writes each column as one thread, through all its rows.
    """
    threaded = 0
    above: list[Line | None] = [None] * len(rows[0].parts)
    for at, row in enumerate(rows):
        if at and order[at] == () and _below_white(rows, at, pitch):
            threaded += 1
        elif at and is_numbered(rows, at):
            column = next(column for column, part in enumerate(row.parts) if part is not None)
            number, before = row.parts[column], above[column]
            threaded += number is not None and before is not None and _comes_next(before, number, ranks)
        above = [part or earlier for part, earlier in zip(row.parts, above, strict=True)]
    return [None] * len(rows) if threaded >= FEWEST_THREADED else order


def _comes_next(before: Line, after: Line, ranks: Mapping[int, int]) -> bool:
    return ranks.get(id(after.words[0]), -1) == ranks.get(id(before.words[-1]), -3) + 1


def _below_white(rows: Sequence[LineParts], at: int, pitch: float) -> bool:
    """Whether three texts or more begin on a line below white that goes over all columns."""
    row, before = rows[at], rows[at - 1]
    if row.wide or before.wide or row.line.box[1] - before.line.box[1] < RESUMES * pitch * max(row.line.size, before.line.size):
        return False
    steps = [step for column in range(len(row.parts)) if (step := step_of(rows, at, column, pitch)) is not None]
    return len(steps) >= 3 and all(step == BEGINS for step in steps)


def _parts_of_groups(rows: Sequence[LineParts], starts: Sequence[_Start], pitch: float) -> list[_Start]:
    """The rows between rules that only part groups of rows: below white, the first column blank, in at least half of the groups."""
    first = [at for at, runs_on in starts if at and rows[at].parts[0] is not None and not any(runs_on) and not rows[at].wide]
    ends = [next((at for at, _ in starts if at > begun), len(rows)) for begun in first]
    inside = [
        [at for at in range(begun + 1, end) if rows[at].parts[0] is None and _below_white(rows, at, pitch)]
        for begun, end in zip(first, ends, strict=True)
    ]
    if sum(map(bool, inside)) < max(2, len(inside) / 2):
        return []
    return [(at, (False,) * len(rows[at].parts)) for group in inside for at in group]


def _numbered_start(rows: Sequence[LineParts], at: int, pitch: float) -> _RunsOn | None:
    """A row between two rules that only part groups of rows: it has a number and begins below white in most of its columns."""
    if rows[at].wide or rows[at - 1].wide or not is_numbered(rows, at):
        return None
    steps = [step for column in range(len(rows[at].parts)) if (step := step_of(rows, at, column, pitch)) is not None]
    return (False,) * len(rows[at].parts) if len(steps) >= 3 and all(step == BEGINS for step in steps) else None


def _with_margins(rows: Sequence[LineParts], starts: list[_Start], pitch: float, certain: Set[int]) -> list[_Start]:
    """Where every row that is told for certain has a margin above it, lines at their usual step begin none."""

    def shifts(at: int) -> list[bool]:
        steps = [step_of(rows, at, column, pitch) for column in range(len(rows[at].parts))]
        return [step > SHIFT for step in steps if step is not None and step < BEGINS]

    margins = [told for at, _ in starts if at in certain and (told := shifts(at))]
    if len(margins) < 2 or not all(map(any, margins)):
        return starts
    return [start for start in starts if start[0] == 0 or start[0] in certain or any(shifts(start[0])) or not shifts(start[0])]


def _whole_stripes(rows: Sequence[LineParts], starts: list[_Start], certain: Set[int], painted: RowEdges) -> list[_Start]:
    """Where stripes (or the white between them) are one row each as a rule, a margin inside one of them begins no other row."""
    dropped: set[int] = set()
    for stretches in (painted.stripes, painted.gaps):
        doubtful = []
        for top, bottom in stretches:
            if all(row.wide for row in rows if top < middle_of(row.line) < bottom):
                continue  # a title's paint says nothing of the rows
            inside = [at for at, _ in starts if at and top < middle_of(rows[at - 1].line) and middle_of(rows[at].line) < bottom]
            doubtful.append([at for at in inside if at not in certain])
        if len(stretches) > 1 and 2 * sum(map(bool, doubtful)) < len(doubtful):
            dropped.update(at for inside in doubtful for at in inside)
    return [start for start in starts if start[0] not in dropped]


def _is_title(rows: Sequence[LineParts], at: int, pitch: float) -> bool:
    """A bold line alone in the first column, right above a row, below a margin and text that is not bold: no end of the row before."""
    part, *others = rows[at].parts
    above = next((row.parts[0] for row in reversed(rows[:at]) if row.parts[0] is not None), None)
    if part is None or above is None or any(others) or not all(word.bold for word in part.words) or all(word.bold for word in above.words):
        return False
    return (step_of(rows, at, 0, pitch) or 0.0) > SHIFT


def _single_column_starts(rows: Sequence[LineParts], starts: Sequence[int], columns: int, pitch: float) -> dict[int, tuple[bool, ...]]:
    """Rows with text in one column only: the step above them is the very one above the rows that several columns tell."""
    margins = []
    for at in starts[1:]:
        steps = [step for column in range(columns) if (step := step_of(rows, at, column, pitch)) is not None and SHIFT < step < BEGINS]
        if len(steps) >= 2:
            margins.append(min(steps))
    if len(margins) < 2:
        return {}
    usual = sorted(margins)[len(margins) // 2]
    found = {}
    for at in set(range(1, len(rows))) - set(starts):
        row = rows[at]
        alone = [step for column in range(columns) if (step := step_of(rows, at, column, pitch)) is not None]
        if not row.wide and len(alone) == 1 and abs(alone[0] - usual) < 0.3 and not row.line.words[0].text[0].islower():
            found[at] = (False,) * columns
    return found


def _row(line: Line, xs: Sequence[float], ranks: Mapping[int, int]) -> LineParts:
    groups: list[list[Word]] = [[] for _ in xs[1:]]
    crossed = [False] * (len(xs) - 2)
    for word in line.words:
        middle = (word.box[0] + word.box[2]) / 2
        column = next((at for at, right in enumerate(xs[1:]) if middle < right), len(xs) - 2)
        groups[column].append(word)
        for border, x in enumerate(xs[1:-1]):
            if word.box[0] < x - 2 and word.box[2] > x + 2:
                crossed[border] = True
    for before, after in pairwise(line.words):
        apart = ranks.get(id(after), -1) - ranks.get(id(before), -1) not in (0, 1)  # two cells' texts that nearly touch
        if after.box[0] - before.box[2] < 0.33 * line.size and not apart:
            for border, x in enumerate(xs[1:-1]):
                if before.box[2] - 2 <= x <= after.box[0] + 2:
                    crossed[border] = True
    parts = tuple(words_to_lines(group)[0] if group else None for group in groups)
    return LineParts(line, parts, tuple(crossed))


def _without_touching(rows: Sequence[LineParts], xs: Sequence[float]) -> list[LineParts]:
    """Cells that are only a space apart, where the second begins as the others of its column do: a spreadsheet has next to no margins."""
    begun = [[part.box[0] for row in rows if not row.wide and (part := row.parts[column]) is not None] for column in range(len(xs) - 1)]

    def is_two_cells(row: LineParts, border: int) -> bool:
        part = row.parts[border + 1]
        if part is None or any(word.box[0] < xs[border + 1] - 2 and word.box[2] > xs[border + 1] + 2 for word in row.line.words):
            return False
        return sum(abs(part.box[0] - x) < SAME_START for x in begun[border + 1]) >= FEWEST_BEGUN

    def keeps(row: LineParts) -> bool:
        return row.wide and all(is_two_cells(row, border) for border, crossed in enumerate(row.crossed) if crossed)

    return [replace(row, crossed=(False,) * len(row.crossed)) if keeps(row) else row for row in rows]


def _with_centred_banners(rows: Sequence[LineParts], xs: Sequence[float]) -> list[LineParts]:
    """A text alone on its line, set to the middle of the table in a column of texts set left, goes over all columns: a section's title."""
    middle = (xs[0] + xs[-1]) / 2
    starts = [[row.parts[column].box[0] for row in rows if row.parts[column] is not None] for column in range(len(xs) - 1)]  # type: ignore[union-attr]

    def is_centred(row: LineParts) -> bool:
        column, *others = (at for at, part in enumerate(row.parts) if part is not None)
        x0, _, x1, _ = row.line.box
        left = min(starts[column])
        set_left = 2 * sum(start < left + CENTRED for start in starts[column]) > len(starts[column])
        return not others and set_left and abs((x0 + x1) / 2 - middle) < CENTRED and x0 > left + 2 * CENTRED

    return [replace(row, crossed=(True,) * len(row.crossed)) if is_centred(row) else row for row in rows]


def _row_rules(rows: Sequence[LineParts], rules: Sequence[Edge], xs: Sequence[float]) -> list[Edge] | None:
    """The rules, where they stand between rows: more than the three lines that only frame a heading and a body."""
    inner = sorted(rule for rule in rules if rule.end > xs[0] and rule.start < xs[-1])
    heights = sorted({round(rule.at) for rule in inner})
    tops = [row.line.box[1] for row in rows]
    used = sum(1 for above, below in pairwise([0.0, *map(float, heights), 1e9]) if any(above < top + 4 < below for top in tops))
    return inner if used >= 3 and len(heights) >= 3 else None


def _ruled(before: LineParts, row: LineParts, rules: Sequence[Edge], xs: Sequence[float]) -> tuple[bool, ...] | None:
    """Which columns have no rule between two lines; None where no column has one."""
    top, bottom = middle_of(before.line), middle_of(row.line)
    drawn = [False] * (len(xs) - 1)
    for rule in rules:
        if top < rule.at <= bottom:
            for column, (left, right) in enumerate(pairwise(xs)):
                if min(right, rule.end) - max(left, rule.start) > 0.5 * (right - left):
                    drawn[column] = True
    return tuple(not line for line in drawn) if any(drawn) else None


def _at_edge(band: Band, edges: Sequence[float], most: float = 14) -> Band:
    """The band, begun at the rule or the edge of the paint right above its text rather than at the text."""
    nearest = [at for at in edges if abs(at - band.top) < most]
    return replace(band, top=min(nearest, key=lambda at: abs(at - band.top))) if nearest else band
