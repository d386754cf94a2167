"""Whether a page break cuts a row or stands between two: evidence from each column, weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import quantiles
from typing import NamedTuple

from ..document import Cell
from .wording import beginning, ending, follows, label_of, squeezed

SHORT = 40
"""Letters of a date, a name, a rating: such a cell is rarely cut, and two that meet are two."""

VALUE = 60
"""Letters: a longer text is no value that recurs."""

CUT = 0.0
"""A row is cut where the weights sum up to more than this."""


@dataclass(slots=True)
class Habits:
    """What the cells of each column of a table are like: how many are filled, begin with a number, end with a full stop."""

    pitch: float
    """Points from line to line."""
    filled: Mapping[int, float]
    labelled: Mapping[int, float]
    lower: Mapping[int, float]
    closed: Mapping[int, float]
    values: Mapping[int, frozenset[str]]
    """Texts of whole cells, squeezed: `june2012`, `denisemoore`."""
    merged: Mapping[int, float] = field(default_factory=dict)
    """Of the column's cells that leave one below them empty, or span it, the share that is merged."""
    spanned: Mapping[int, float] = field(default_factory=dict)
    """Share of the rows that stand beside a merged cell which began further up."""


def habits_of(cells: Sequence[Cell], n_columns: int) -> Habits:
    """Learned from body cells of one column each."""
    columns: dict[int, list[Cell]] = {column: [] for column in range(n_columns)}
    for cell in cells:
        if cell.colspan == 1 and cell.column in columns:
            columns[cell.column].append(cell)
    texts = {column: [_look(cell.text) for cell in members if cell.text.strip()] for column, members in columns.items()}
    return Habits(
        pitch=pitch_of(cells),
        filled={column: _share(len(texts[column]), len(members)) for column, members in columns.items()},
        labelled={column: _share(sum(look.labelled for look in looks), len(looks), 0.0) for column, looks in texts.items()},
        lower={column: _share(sum(look.lower for look in looks), len(looks), 0.0) for column, looks in texts.items()},
        closed={column: _share(sum(look.closed for look in looks), len(looks), 0.5) for column, looks in texts.items()},
        values={column: frozenset(look.value for look in looks) for column, looks in texts.items()},
        merged={column: _merged_share(members) for column, members in columns.items()},
        spanned={column: _spanned_share(members) for column, members in columns.items()},
    )


class _Look(NamedTuple):
    """A text as habits see it."""

    labelled: bool
    lower: bool
    closed: bool
    value: str


@lru_cache(maxsize=4096)
def _look(text: str) -> _Look:
    value = squeezed(text) if len(text) < VALUE else ""
    return _Look(label_of(text) is not None, beginning(text) == "lower", ending(text) == "closed", value)


def _share(part: int, whole: int, usual: float = 0.7) -> float:
    """Of few cells, little can be told: two cells of the usual kind are thought in."""
    return (part + 2 * usual) / (whole + 2)


def _merged_share(members: Sequence[Cell]) -> float:
    merged = sum(cell.rowspan > 1 and bool(cell.text.strip()) for cell in members)
    blank = sum(cell.rowspan == 1 and not cell.text.strip() for cell in members)
    return merged / (merged + blank) if merged else 0.0


def _spanned_share(members: Sequence[Cell]) -> float:
    rows = sum(cell.rowspan for cell in members)
    return 1 - len(members) / rows if rows else 0.0


def pitch_of(cells: Sequence[Cell]) -> float:
    """Points from line to line, about: the heights of cells that their lines fill."""
    heights = [
        (cell.places[-1].box[3] - cell.places[-1].box[1]) / len(cell.lines)
        for cell in cells
        if cell.places and cell.places[-1].box and len(cell.places) == 1 and len(cell.lines) > 1
    ]
    if len(heights) < 4:
        return min(heights, default=12.0)
    return quantiles(heights, n=10)[0]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The cell at the foot of a page and the cell at the head of the next, in one column or group of columns."""

    column: int
    above: Cell | None
    below: Cell


def weigh(meetings: Sequence[Meeting], habits: Habits, room_left: float | None) -> list[tuple[str, float]]:
    """Reasons for (above 0) and against (below 0) one row that the page break cuts.

    `room_left` is the height in points that the page left blank below the last row, None where that is unknown.
    """
    reasons: list[tuple[str, float]] = []
    groups: list[tuple[str, float]] = []
    for meeting in meetings:
        if meeting.below.text.strip():
            reasons += _text_goes_on(meeting, habits)
        else:
            found = _stays_empty(meeting, habits)
            if habits.merged.get(meeting.column, 0.0) > 0:
                groups += found
            else:
                reasons += found
    reasons += sorted(groups, key=lambda reason: -reason[1])[:1]  # number, recommendation, reference: merged together, one witness
    reasons += _paper(meetings, habits, room_left)
    reasons += _paint(meetings) + _all_begin(meetings)
    return reasons


def is_spanning(meeting: Meeting) -> bool:
    """An empty box under a merged cell, or itself merged, says nothing of the rows beside it."""
    above = meeting.above
    return not meeting.below.text.strip() and (meeting.below.rowspan > 1 or (above is not None and above.rowspan > 1))


def _stays_empty(meeting: Meeting, habits: Habits) -> list[tuple[str, float]]:
    above = meeting.above
    if is_spanning(meeting) or above is None or not above.text.strip():
        return []
    filled = habits.filled.get(meeting.column, 0.7)
    likely = 1 - min(1.0, 1.5 * habits.spanned.get(meeting.column, 0.0))
    return [(f"column {meeting.column} empty", 6.0 * (filled - 0.5) * likely)] if filled > 0.5 else []


def _text_goes_on(meeting: Meeting, habits: Habits) -> list[tuple[str, float]]:
    column, below = meeting.column, meeting.below.text
    if meeting.below.rowspan > 1 or (meeting.above is not None and meeting.above.rowspan > 1 and meeting.above.text.strip()):
        return _merged_text_goes_on(meeting)
    above = meeting.above.text if meeting.above is not None else ""
    name = f"column {column}"
    if not above.strip():
        return [(f"{name} began", -8.0 if meeting.below.bold else -2.0)]  # bold: a section's title, as below
    label, number_above = label_of(below), label_of(above)
    if label is not None and number_above is not None and follows(label, number_above) and "\n" not in above.strip():
        return [(f"{name} counts on", -6.0)]
    reasons = []
    labelled = habits.labelled.get(column, 0.0)
    if labelled > 0.7:
        reasons.append((f"{name} numbered", -3.0 if label is not None else 4.0))
    if len(below) < VALUE and squeezed(below) in habits.values.get(column, frozenset()):
        same = squeezed(below) == squeezed(above)  # `None` and below it `None`: no cell says so twice
        reasons.append((f"{name} whole value", -5.0 if same else -2.5))
    if meeting.above is not None and meeting.below.bold and not meeting.above.bold:
        return [(f"{name} bold", -8.0)]  # a section's title, alone at the head of a page
    weight = _sentence(above, below, column, habits)
    if habits.merged.get(column, 0.0) > 0.5:  # where cells are merged as a rule, a text may go on beside a new row
        weight = min(weight, 1.5)
    return [*reasons, (f"{name} {ending(above)} {beginning(below)}", weight)]


def _merged_text_goes_on(meeting: Meeting) -> list[tuple[str, float]]:
    """Text that goes on in a merged cell goes on beside a new row as well; text that begins there is a new cell's."""
    above = meeting.above.text if meeting.above is not None else ""
    goes_on = above.strip() and (beginning(meeting.below.text) == "lower" or ending(above) == "open")
    return [(f"column {meeting.column} merged", 0.5 if goes_on else -3.0)]


def _sentence(above: str, below: str, column: int, habits: Habits) -> float:
    ends, begins = ending(above), beginning(below)
    if begins == "lower":
        usual = habits.lower.get(column, 0.0)
        return 1.0 if usual > 0.3 else {"open": 5.0, "bare": 4.0, "closed": 2.0}[ends]
    if begins in ("bullet", "label"):
        return 0.0
    closed = habits.closed.get(column, 0.5)
    if ends == "open":
        return 3.0
    if ends == "bare" and closed > 0.7:
        return 2.0
    return -1.2 if max(len(above), len(below)) < SHORT else -0.6


def _paper(meetings: Sequence[Meeting], habits: Habits, room_left: float | None) -> list[tuple[str, float]]:
    """A row goes on overleaf only where it fills its page: a last row with room for another line is complete."""
    reasons = []
    if room_left is not None and room_left > 3.5 * habits.pitch:
        reasons.append(("room left on the page", -1.0 if room_left < 6 * habits.pitch else -2.5))
    free = [
        free_lines(meeting.above, habits.pitch)
        for meeting in meetings
        if meeting.below.text.strip() and meeting.above is not None and meeting.above.text.strip()
    ]
    known = [lines for lines in free if lines is not None]
    if known and min(known) > 2.5:
        reasons.append(("room left in the row", -3.0))
    return reasons


def _all_begin(meetings: Sequence[Meeting]) -> list[tuple[str, float]]:
    """One text may be cut where a sentence ends; that several are, and none within a sentence, is less and less likely."""
    met = [(meeting.above.text, meeting.below.text) for meeting in meetings if meeting.above is not None and meeting.below.text.strip()]
    both = [(ending(above), beginning(below)) for above, below in met if above.strip()]
    goes_on = any(ends == "open" or begins == "lower" for ends, begins in both)
    return [("all columns begin", -1.5 * (len(both) - 1))] if len(both) > 1 and not goes_on else []


def _paint(meetings: Sequence[Meeting]) -> list[tuple[str, float]]:
    """A cell that goes on overleaf keeps its colour; only paint behind its letters alone ends with them."""
    reasons = []
    for meeting in meetings:
        above, below = meeting.above, meeting.below
        if above is None or is_spanning(meeting) or above.confidence is not None or below.confidence is not None:
            continue
        before, after = (None if cell.fill == "FFFFFF" else cell.fill for cell in (above, below))
        if before != after:
            reasons.append((f"column {meeting.column} changes colour", -3.0 if after is None else -6.0))
    return sorted(reasons, key=lambda reason: reason[1])[:1]


def free_lines(cell: Cell, pitch: float) -> float | None:
    """How many more lines a cell would have held."""
    if not cell.lines or not cell.places or cell.places[-1].box is None or pitch <= 0:
        return None
    _, top, _, bottom = cell.places[-1].box
    return (bottom - top) / pitch - len(cell.lines)
