"""What speaks for a new row, or against one, where no rule is drawn: the tag tree, paint, margins, numbers, texts that go on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .lines import SPACE, Line
from .page import LineEnds, PageContent
from .stripes import RowEdges
from .structure import Tag
from .words import DESCENDER

RESUMES = 1.6
"""Line steps after which a column begins again rather than goes on."""
RESUMES_LATE = 2.5
SHIFT = 0.4
"""Points by which the step to a new row exceeds the step within it, where a border takes room but nothing else does."""
BEGINS = float("inf")
PADDING = 1.2
"""Points by which the step to a new row exceeds the step within it, where cells have inner margins."""

_LABEL = re.compile(r"(?:[A-Z]{0,4}[-.]?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[a-z]|[ivx]{1,4})[.):]?")
_OF_ACTION = re.compile(r"(?:[A-Z]{0,4}[-.]?)?\d{1,2}(?:\.\d{1,2}){1,2}[.)]?|[A-Z]{0,4}\d{1,2}[a-z][.)]?")
_GOES_ON = frozenset(
    "a an and & as at be by for from in into is its of on or our per that the their this to was were which who will with – - /".split()
)


@dataclass(frozen=True, slots=True)
class LineParts:
    """One line across the page, its words by column; `wide` where a text crosses a border."""

    line: Line
    parts: tuple[Line | None, ...]
    crossed: tuple[bool, ...]

    @property
    def wide(self) -> bool:
        return any(self.crossed)


def middle_of(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2


def evidence(
    rows: Sequence[LineParts],
    at: int,
    xs: Sequence[float],
    pitch: float,
    page: PageContent,
    painted: RowEdges,
    order: tuple[bool, ...] | None = None,
) -> tuple[bool, ...] | None:
    """Whether a row begins with line `at`, and which columns run on into it all the same; None where none begins.

    `order` is what the order of the file tells (`file_order`).
    """
    row, before = rows[at], rows[at - 1]
    none = (False,) * (len(xs) - 1)
    if page.tags and (told := _told_by_tags(rows, at, page.tags)) is not None:
        return told or None
    edge = painted.between(middle_of(before.line), middle_of(row.line))
    if row.wide or before.wide:
        return None if edge is None and _one_banner(before, row, xs, pitch, page) else none
    if edge is not None:
        return none
    if order is not None:
        return order or None
    steps = [step_of(rows, at, column, pitch) for column in range(len(xs) - 1)]
    exact = SHIFT if all(word.confidence is None for word in row.line.words) else PADDING
    shifted = [step is not None and exact < step < BEGINS for step in steps]
    begins = sum(step == BEGINS for step in steps)
    # A border or a margin between two rows moves the lines a little more than their usual step, and no paragraph begins so.
    if sum(shifted) + begins >= 2 <= 2 * sum(shifted) or any(
        one and step <= PADDING for one, step in zip(shifted, steps, strict=True) if step
    ):
        return tuple(step is not None and step <= exact for step in steps)
    votes = [_vote(rows, at, column, xs, step, page.line_ends) for column, step in enumerate(steps)]
    new = sum(vote for vote in votes if vote is not None and vote > 0)
    same = sum(1 for vote in votes if vote is not None and vote < 0)
    above, below = middle_of(before.line), middle_of(row.line)
    needed = 3 if len(painted.stripes) > 1 else 2  # where stripes tell rows, unfinished lines are mostly paragraphs
    coloured = bool(painted.singles_between(above, below))
    if coloured or is_numbered(rows, at) or (new - same >= needed and not painted.within_one_cell(above, below)):
        return tuple(vote is not None and vote < 0 for vote in votes)
    return None


def is_certain(rows: Sequence[LineParts], at: int, page: PageContent, painted: RowEdges) -> bool:
    """Whether more than margins and unfinished lines tells the row that begins with line `at`."""
    above, below = middle_of(rows[at - 1].line), middle_of(rows[at].line)
    if rows[at].wide or rows[at - 1].wide or painted.between(above, below) is not None or painted.singles_between(above, below):
        return True
    return is_numbered(rows, at) or bool(page.tags and _told_by_tags(rows, at, page.tags))


def _told_by_tags(rows: Sequence[LineParts], at: int, tags: Mapping[int, Tag]) -> tuple[bool, ...] | None:
    """Columns that run on where the tree begins a row, an empty tuple where it begins none, None where it does not say."""
    numbers = [_tag_row(part, tags) for part in rows[at].parts]
    known = [number for number in numbers if number is not None and number >= 0]
    earlier = [n for row in rows[:at] for part in row.parts if (n := _tag_row(part, tags)) is not None and n >= 0]
    if not known or not earlier or len(known) < sum(part is not None for part in rows[at].parts):
        return None
    if max(known) <= max(earlier):
        return ()
    return tuple(number is not None and number < max(known) for number in numbers)


def _tag_row(part: Line | None, tags: Mapping[int, Tag]) -> int | None:
    tag = tags.get(part.words[0].tag) if part is not None else None
    return tag.row if tag is not None else None


def _one_banner(before: LineParts, row: LineParts, xs: Sequence[float], pitch: float, page: PageContent) -> bool:
    """Whether two lines make one text over the whole width: the usual step, and the second only wrapped."""
    step = row.line.box[1] - before.line.box[1]
    if step > (RESUMES - 0.2) * pitch * row.line.size or not before.wide:
        return False
    if not row.wide and sum(part is not None for part in row.parts) != 1:
        return False
    first = row.line.words[0]
    bold = all(word.bold for word in row.line.words) == all(word.bold for word in before.line.words)
    fits = before.line.box[2] + SPACE * row.line.size + first.box[2] - first.box[0] < xs[-1] - 6
    return bold and (_on_paint(row, page, xs) or not fits)


def _on_paint(row: LineParts, page: PageContent, xs: Sequence[float]) -> bool:
    y = middle_of(row.line)
    under = [f for f in page.fills if f.box[1] <= y <= f.box[3] and f.colour != "FFFFFF" and f.box[3] - f.box[1] > 6]
    return sum(max(0.0, min(f.box[2], xs[-1]) - max(f.box[0], xs[0])) for f in under) > 0.5 * (xs[-1] - xs[0])


def is_numbered(rows: Sequence[LineParts], at: int) -> bool:
    """A number or code at the head of one of the first two columns, where that column's texts begin with such; in the third, behind
    those of what is answered, a number of two parts alone (`1.2`, `3a`)."""
    for column in range(min(3, len(rows[at].parts))):
        part = rows[at].parts[column]
        label = _LABEL if column < 2 else _OF_ACTION
        if part is None or not label.fullmatch(part.words[0].text):
            continue
        # a title across the columns is no text of the first
        heads = [head.words[0].text for row in rows if (head := row.parts[column]) is not None and not row.wide]
        alone = len(part.words) == 1
        if alone and sum(1 for head in heads if label.fullmatch(head)) > 0.6 * (len(heads) - 1):
            return True
        if not alone and column < 2 and _follows(rows, at, column):
            return True
    return False


def _follows(rows: Sequence[LineParts], at: int, column: int) -> bool:
    """`3.` after `2.`: the next number of a column whose texts are numbered, with a text beside it."""
    number = _whole(rows[at], column)
    if number is None or sum(part is not None for part in rows[at].parts) < 2:
        return False
    earlier = [known for row in rows[:at] if (known := _whole(row, column)) is not None]
    return not earlier or number == earlier[-1] + 1


def _whole(row: LineParts, column: int) -> int | None:
    part = row.parts[column]
    match = re.fullmatch(r"(\d{1,3})[.)]", part.words[0].text) if part is not None else None
    return int(match[1]) if match else None


def _above(rows: Sequence[LineParts], at: int, column: int) -> Line | None:
    return next((part for row in reversed(rows[:at]) if (part := row.parts[column]) is not None), None)


def _foot(line: Line) -> float:
    """The base line, told by the largest word: a raised `nd` has its own."""
    word = max(line.words, key=lambda word: word.size)
    return word.box[3] - DESCENDER * word.size


def step_of(rows: Sequence[LineParts], at: int, column: int, pitch: float) -> float | None:
    """Points by which a column's line stands further below the one above than usual; `BEGINS` after white, None without text."""
    part = rows[at].parts[column]
    if part is None:
        return None
    above = _above(rows, at, column)
    if above is None:
        return BEGINS
    usual = pitch * max(part.size, above.size)
    step = _foot(part) - _foot(above)
    return BEGINS if step >= RESUMES * usual else step - usual


def _vote(rows: Sequence[LineParts], at: int, column: int, xs: Sequence[float], step: float | None, ends: LineEnds) -> float | None:
    """How much a column's text speaks for a new row here (positive) or for going on (negative); None where it has no text."""
    part, above = rows[at].parts[column], _above(rows, at, column)
    if part is None or step is None:
        return None
    if above is None:
        return 1.0
    if step == BEGINS:
        return 2.0 if _foot(part) - _foot(above) >= RESUMES_LATE * (part.box[3] - part.box[1]) else 1.5
    if step > PADDING:
        return 1.0
    if ends == "wraps" and above.words[-1].spaced:
        return -1.0
    first, last = part.words[0].text, above.words[-1].text
    width = part.words[0].box[2] - part.words[0].box[0]
    if above.box[2] + SPACE * part.size + width < xs[column + 1] - 5:
        return 1.0
    if first[0].islower() or last.lower() in _GOES_ON or last[-1] in ",-–/&(":
        return -1.0
    room = xs[column + 1] - 5 - above.box[2]
    return 1.0 if ends == "wraps" and above.words[-1].spaced is False and room > 2 * SPACE * above.size else 0.0
