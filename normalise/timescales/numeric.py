"""Tokens -> dates in figures alone: `31/03/19`, `2013-09-30`, `09/2013`."""

from __future__ import annotations

from .moments import Moment, Read, Year, possible
from .tokens import Tokens
from .words import BEFORE_DATE, OCCASIONS, UNITS


def read_numeric_day(tokens: Tokens, at: int) -> Read | None:
    """`31/03/19`, `31.3.10`, `31-03-2010`, `2013-09-30`, `31 / 03 / 2014`; day and month of one figure, years of two or four."""
    second = _over_line_end(tokens, at)
    third = _over_line_end(tokens, second)
    parts = [tokens[at], tokens[second], tokens[third]]
    marks = tokens[at + 1].text + tokens[second + 1].text
    if any(part.kind != "number" for part in parts) or marks not in ("//", "..", "--", "/-", "-/", "./", "/.", "\\\\"):
        return None
    if marks[0] != marks[1] and not all(tokens.glued(index) for index in range(at, at + 4)):  # `9/13 - 7/14` is two months
        return None
    sizes = [len(part.text) for part in parts]
    if sizes[0] == 4 and sizes[1] <= 2 and sizes[2] <= 2 and tokens.glued(at):
        year, month, day = (part.value for part in parts)
    elif sizes[0] <= 2 and sizes[1] <= 2 and sizes[2] in (2, 4):
        day, month, year = (part.value for part in parts)
        year += 2000 if sizes[2] == 2 else 0
    else:
        return None
    return possible(Moment("day", month, day, Year(year, year))), third + 1


def _over_line_end(tokens: Tokens, at: int) -> int:
    """The token behind the number at `at` and its mark, which may end a line of a narrow column: `30/09/` / `2014`."""
    after = at + 2
    return after + (tokens[after].kind == "line" and tokens.is_mark(at + 1, "/-") and tokens.glued(at))


def read_numeric_month(tokens: Tokens, at: int) -> Read | None:
    """`09/2013`, `2013-09`, `06/14`; `31/3` is a day without a year. `13/14` is left to the years, `09/12` to nobody."""
    first, second = tokens[at], tokens[at + 2]
    if (
        first.kind != "number"
        or second.kind != "number"
        or not tokens.is_mark(at + 1, "/-.")
        or not (tokens.glued(at) and tokens.glued(at + 1))
        or (tokens.is_mark(at - 1, "/-.") and tokens[at - 2].kind == "number" and tokens.glued(at - 2) and tokens.glued(at - 1))
    ):
        return None
    mark, sizes = tokens[at + 1].text, (len(first.text), len(second.text))
    if sizes[0] <= 2 and sizes[1] == 4 and 1 <= first.value <= 12:
        return possible(Moment("month", first.value, year=Year(second.value, second.value))), at + 3
    if sizes == (4, 2) and mark in "-/" and 1 <= second.value <= 12 and second.value != first.value % 100 + 1:
        return possible(Moment("month", second.value, year=Year(first.value, first.value))), at + 3
    if mark != "/" or not stands_alone(tokens, at, at + 3) or sizes[1] > 2 or sizes[0] > 2:
        return None
    if 1 <= first.value <= 12 and 12 < second.value <= 50 and second.value != first.value + 1:
        return Moment("month", first.value, year=Year(2000 + second.value, 2000 + second.value)), at + 3
    if 12 < first.value <= 31 and 1 <= second.value <= 12 and (first.value, second.value) != (24, 7):
        return Moment("day", second.value, first.value), at + 3
    return None


def stands_alone(tokens: Tokens, at: int, after: int) -> bool:
    """Whether a bare number between `at` and `after` can be a year: said to be a date (`by 2015`), or with no other word beside it."""
    before, follow = tokens[at - 1], tokens[after]
    if before.kind == "word" and before.text not in BEFORE_DATE | _LINKS | OCCASIONS:
        return False
    if before.kind in ("number", "ordinal") or (before.kind == "mark" and before.text not in ",;:-/(&+.•*[~<>="):
        return False
    if before.kind == "word" and before.text not in {"and", "or", "of"} | OCCASIONS:
        return not (follow.kind == "word" and follow.text in UNITS) and not (follow.kind == "mark" and follow.text in "%")
    if follow.kind == "word" and follow.text not in MAY_FOLLOW:
        return False
    return not (follow.kind == "mark" and follow.text in "%£$€") and follow.kind not in ("number", "ordinal")


_LINKS = frozenset("or to from since until till wef onwards between start starting year after then is".split())


MAY_FOLLOW = frozenset("and at or to onwards onward until then academic financial calendar ongoing beyond fy annually for".split())
