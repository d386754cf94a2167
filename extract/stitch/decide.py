"""Whether a piece goes on with a table, from which of its rows, and what of its first row belongs to the last row above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..document import Cell, Table
from .breaks import CUT, Habits, Meeting, free_lines, habits_of, is_spanning, weigh
from .columns import Joint, joint_below_headings, joint_columns, refitted
from .growing import Growing, by_column
from .headings import Row, head_rows, heads, is_banner, is_emphatic, is_styled, repeated, rows_of, same_heading, written
from .wording import beginning, ending, fits_on

FEW_ROWS = 6

NEVER = -99.0

TOLD = 20.0
"""What the file's own word on a cut row weighs: more than all that can be guessed."""

SURE = 3.0
"""A cut this certain, or a repeated heading, joins two pieces although a line of text stands between."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """How a piece goes on: its `cells` in the joint's columns, from row `first` on; see `Growing.add`."""

    joint: Joint
    cells: tuple[Cell, ...]
    first: int
    cut: bool
    carried: frozenset[int]
    sure: bool

    def apply(self, growing: Growing, piece: Table) -> None:
        growing.refit(self.joint)
        growing.add(self.cells, piece, self.first, self.cut, self.carried)


def continuation(growing: Growing, piece: Table, room_left: float | None) -> Continuation | None:
    """How the piece goes on with the table; None where it is a table of its own."""
    joint = joint_columns(growing, piece)
    if joint is None:
        return _below_headings(growing, piece)
    n_columns = len(joint.edges) - 1
    cells = refitted(piece.cells, joint.below)
    head = [refitted(row, joint.above) for row in growing.head]
    if growing.n_columns == 1 < n_columns and growing.n_rows <= FEW_ROWS:  # banners alone at the page foot
        above = rows_of(refitted(growing.cells, joint.above), growing.n_rows)
        head = [*above[: head_rows(above, n_columns, 0)]]
    block = [refitted(row, joint.above) for row in growing.block]
    rows = rows_of(cells, piece.n_rows)
    first = repeated(rows, head, block, n_columns)
    if _opens_a_plan(rows[first:], head, block, growing, first, n_columns) or (n_columns > 1 and piece.n_columns == 1 and not first):
        return None
    cut, carried, score = False, frozenset[int](), 0.0
    if first < piece.n_rows and growing.n_rows > len(head):
        meetings = _meetings(growing, cells, joint, first)
        habits = habits_of([*refitted(growing.body(), joint.above), *(cell for cell in cells if cell.row > first)], n_columns)
        told = {True: TOLD, False: -TOLD, None: 0.0}[piece.continues if piece.header_rows == first else None]
        score = told + _score(meetings, habits, room_left, n_columns)
        cut = score > CUT
        carried = frozenset() if cut else _carried(meetings, habits, {joint.above[column]: width for column, width in growing.room.items()})
    return Continuation(joint, tuple(cells), first, cut, carried, sure=first > 0 or score > SURE)


def _below_headings(growing: Growing, piece: Table) -> Continuation | None:
    """A table that ends with its headings at the page's foot, and rows overleaf in columns of nearly the same widths."""
    headings = sorted({id(cell): cell for cell in growing.foot.values()}.values(), key=lambda cell: cell.column)
    rows = rows_of(piece.cells, piece.n_rows)
    if not is_emphatic(headings) or any(map(is_emphatic, rows[:1])) or not all(len(cell.text.split()) <= 6 for cell in headings):
        return None
    joint = joint_below_headings(growing, headings, piece)
    return None if joint is None else Continuation(joint, tuple(refitted(piece.cells, joint.below)), 0, False, frozenset(), sure=False)


def _opens_a_plan(rows: Sequence[Row], head: Sequence[Row], block: Sequence[Row], growing: Growing, first: int, n_columns: int) -> bool:
    """A heading row other than the table's, or new banners with a heading row below where the table's head is built so, too."""
    banners = 0
    while banners < len(rows) and is_banner(rows[banners], n_columns):
        banners += 1
    if banners == len(rows) or (growing.n_rows == len(head) and not _headings(head, n_columns)):
        return False
    row, below = rows[banners], rows[banners + 1] if banners + 1 < len(rows) else None
    headings = _headings(head, n_columns)
    if any(same_heading(row, heading, lenient=True) for heading in headings):
        nested = bool(block) and bool(head) and block[0][0].row != head[0][0].row
        return banners > 0 and is_banner(head[0], n_columns) and not nested
    if not is_styled(row) or not heads(row, below) or len(written(row)) < 2:
        return False
    if not headings:
        return first == 0 and below is not None and not is_styled(below)
    return any(_style(row) == _style(heading) for heading in headings) and not any(
        _style(row) == _style(other) for other in _body_rows(growing)
    )


def _headings(head: Sequence[Row], n_columns: int) -> list[Row]:
    return [row for row in head if not is_banner(row, n_columns)]


def _body_rows(growing: Growing) -> list[Row]:
    rows: dict[int, list[Cell]] = {}
    for cell in growing.body():
        rows.setdefault(cell.row, []).append(cell)
    return list(rows.values())


def _style(row: Row) -> tuple[bool, frozenset[str | None], frozenset[str | None]]:
    texts = written(row)
    return all(cell.bold for cell in texts), frozenset(cell.fill for cell in texts), frozenset(cell.ink for cell in texts)


def _meetings(growing: Growing, cells: Sequence[Cell], joint: Joint, first: int) -> list[Meeting]:
    """Each cell of the piece's first row with the one above it, whose rowspan is that of the whole cell on all its pages."""
    foot = by_column(refitted(list({id(cell): cell for cell in growing.foot.values()}.values()), joint.above))
    spans = {column: growing.cells[at].rowspan for column, at in growing.reach.items()}
    fine = {joint.above[column]: span for column, span in spans.items()}
    meetings = []
    for cell in sorted((cell for cell in cells if cell.row <= first < cell.row + cell.rowspan), key=lambda cell: cell.column):
        above = foot.get(cell.column)
        if above is not None:
            above = replace(above, rowspan=fine.get(above.column, above.rowspan))
        below = replace(cell, rowspan=cell.row + cell.rowspan - first) if cell.row < first else cell
        meetings.append(Meeting(cell.column, above, below))
    return meetings


def _score(meetings: Sequence[Meeting], habits: Habits, room_left: float | None, n_columns: int) -> float:
    if not meetings or not all(_fits(meeting) for meeting in meetings) or not any(meeting.below.text.strip() for meeting in meetings):
        return NEVER
    banner = [is_banner([cell], n_columns) for meeting in meetings for cell in (meeting.above, meeting.below) if cell is not None]
    if any(banner):
        below = meetings[0].below
        above = meetings[0].above
        goes_on = above is not None and beginning(below.text) == "lower" and ending(above.text) != "closed"
        return SURE + 1 if all(banner) and goes_on else NEVER
    reasons = weigh(meetings, habits, room_left)
    return sum(weight for _, weight in reasons)


def _fits(meeting: Meeting) -> bool:
    """Whether the two boxes can be one cell: the same columns, or an empty box below several."""
    above, below = meeting.above, meeting.below
    if above is None:
        return not below.text.strip()
    same = above.column == below.column and above.colspan == below.colspan
    return same or (
        not below.text.strip() and below.column <= above.column and above.column + above.colspan <= below.column + below.colspan
    )


def _carried(meetings: Sequence[Meeting], habits: Habits, room: Mapping[int, float]) -> frozenset[int]:
    """The columns of a new row whose cell is the rest of the merged cell above, empty or with the rest of its text."""
    carried: set[int] = set()
    merging = any(share > 0 for share in habits.merged.values())
    grouping, own_group, seen_text = True, False, False
    for before, meeting in zip((None, *meetings), meetings, strict=False):
        beside = before.column if before else -1
        above, below = meeting.above, meeting.below
        groups = habits.merged.get(meeting.column, 0.0) > 0 or is_spanning(meeting) or below.rowspan > 1
        grouping = grouping and groups
        if below.text.strip():
            # beside the number alone: a lead further to the right may be another row's
            under_number = beside in carried and habits.labelled.get(beside, 0.0) > 0.5
            if _rest_of_merged(meeting, habits, room.get(meeting.column, 0.0), under_number):
                carried.add(meeting.column)
            else:
                own_group = own_group or grouping  # a new number: what is blank beside it is the new row's own
                seen_text = True
        elif above is not None and _fits(meeting) and not own_group:
            by_habit = habits.merged.get(meeting.column, 0.0) > 0.5 or (merging and not seen_text)
            if is_spanning(meeting) or by_habit:
                carried.add(meeting.column)
    return frozenset(carried)


def _rest_of_merged(meeting: Meeting, habits: Habits, room: float, under_number: bool) -> bool:
    """Whether the text of a merged cell goes on beside a new row: mid-sentence, or where its lines fill the cell to the page's foot, or
    where its number goes on (`under_number`: another text would have another).

    A cell merged over two rows, one on each page, is merged on neither: there the column's other cells must be.
    """
    above, below = meeting.above, meeting.below
    if above is None or not _fits(meeting) or not above.text.strip():
        return False
    apart = above.rowspan == 1 and below.rowspan == 1
    if apart and habits.merged.get(meeting.column, 0.0) <= 0.5:
        return False
    ends, begins = ending(above.text), beginning(below.text)
    if (ends == "open" and not (apart and begins != "lower")) or (begins == "lower" and ends != "closed"):
        return True
    if under_number and ends == "bare":
        return True
    if apart:
        return False
    free = free_lines(above, habits.pitch)
    full = free is not None and free < 1.0 and len(above.lines) > 1 and not fits_on(above.lines[-1], below.text, room)
    return full and ends == "bare" and begins == "upper"
