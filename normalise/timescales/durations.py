"""Tokens -> a length of time, and the statement that something is to be done within it."""

from __future__ import annotations

from .mentions import Mention
from .spans import read_span
from .tokens import Tokens
from .words import NUMBERS, UNITS


def read_number(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """`3`, `three`, `3-6`, `three to six` (the longer), `twenty-eight`; and the index after it."""
    token = tokens[at]
    value = token.value if token.kind == "number" and len(token.text) <= 3 else NUMBERS.get(tokens.word(at))
    if value is None:
        return None
    after = at + 1
    if value in (20, 30, 40) and tokens.word(at) in NUMBERS:
        second = NUMBERS.get(tokens.word(after + tokens.is_mark(after, "-")), 10)
        if second < 10:
            return value + second, after + tokens.is_mark(after, "-") + 1
    if tokens.is_mark(after, "-/") or tokens.word(after) in ("to", "or"):
        further = tokens[after + 1].value if tokens[after + 1].kind == "number" else NUMBERS.get(tokens.word(after + 1), -1)
        if further > value:
            return further, after + 2
    if tokens.is_mark(after, "(") and tokens[after + 1].value == value and tokens.is_mark(after + 2, ")"):  # `three (3) months`
        after += 3
    return value, after


def duration(count: int, unit: str) -> str:
    """(3, `M`) -> `P3M`; (2, `2W`) -> `P4W`; (24, `H`) -> `PT24H`."""
    times = int(unit[:-1] or 1)
    return f"P{'T' if unit.endswith('H') else ''}{count * times}{unit[-1]}"


def read_unit(tokens: Tokens, at: int) -> tuple[str, int] | None:
    at += tokens.is_mark(at, "-")
    at += tokens.word(at) in ("working", "calendar", "school", "academic", "financial", "consecutive", "full", "clear")
    if tokens.word(at) == "half" and tokens.word(at + 1 + tokens.is_mark(at + 1, "-")) in ("term", "year"):
        at += 1 + tokens.is_mark(at + 1, "-")
        return ("2M" if tokens.word(at) == "term" else "6M"), at + 1
    unit = UNITS.get(tokens.word(at))
    if unit is None:
        return None
    at += 1
    at += tokens.is_mark(at, "'") or (tokens.is_mark(at, "(") and tokens.word(at + 1) == "s" and tokens.is_mark(at + 2, ")")) * 3
    return unit, at


_WITHIN = frozenset(("within", "in", "over", "next", "under", "for", "after", "following", "witihn", "withing"))


_SAID_WITHIN = _WITHIN | {"up", "less", "maximum", "max"}


_TOWARDS = _WITHIN | {"the", "first", "up", "to", "a", "maximum", "of", "less", "than", "no", "later", "period", "next"}


WITHIN_WORDS = _TOWARDS | NUMBERS.keys()
"""What `read_within` may begin with, other than a figure."""


_FROM = frozenset(("from", "of", "after", "following", "post", "time", "max", "maximum", "following", "prior", "before", "on"))


def read_within(tokens: Tokens, at: int) -> Mention | None:
    """`Within 28 days`, `over the next 12 months`, `3 months from publication`, `in six months’ time`, `6 months`; not `3 years old`."""
    start, said = at, False
    while tokens.word(at) in _TOWARDS:
        if tokens.word(at) == "a" and read_unit(tokens, at + 1) is not None:
            break
        said = said or tokens.word(at) in _SAID_WITHIN or (tokens.word(at) == "later" and tokens.word(at - 1) == "no")
        at += 1
    if at > start and not said:
        return None
    fraction = _fraction(tokens, at, said=said)
    if fraction is not None:
        return Mention("within", start, at + 3, value=fraction)
    counted = read_number(tokens, at)
    if counted is None:
        return None
    unit = read_unit(tokens, counted[1])
    if unit is None:
        return None
    after = unit[1]
    if (tokens.word(at - 1) == "over" and at > start) or tokens.is_mark(after, "+"):
        return None  # `Long term (over 12 months)`, `12 months +`: no end to it
    if not said and (tokens.word(at) in ("a", "an") or not _is_whole(tokens, at, after)):
        return None
    if said and tokens.word(after) in ("old", "ago", "late", "earlier", "previously"):
        return None
    if (
        tokens.word(start) in ("for", "in", "under")
        and start == at - 1
        and not ends(tokens, after)
        and tokens.word(after) not in _FROM | {"and", "or"}
    ):
        return None
    after += tokens.word(after) in ("time", "max", "maximum")
    return Mention("within", start, _anchor(tokens, after), value=duration(counted[0], unit[0]))


_PARTS = {52: "W", 12: "M", 7: "D"}
"""The denominators of a ward's shorthand: `6/52` is six weeks, `3/12` three months, `5/7` five days."""


def _fraction(tokens: Tokens, at: int, *, said: bool) -> str | None:
    """`6/52` -> `P6W`; `3/12` and `5/7` may be days of a year, too, and are read behind `within` alone."""
    count, part = tokens[at], tokens[at + 2]
    if count.kind != "number" or not tokens.is_mark(at + 1, "/") or not (tokens.glued(at) and tokens.glued(at + 1)):
        return None
    if part.kind != "number" or part.value not in _PARTS or not (said or part.value == 52):
        return None
    if not (ends(tokens, at + 3) or tokens.word(at + 3) in _FROM) or (tokens.is_mark(at + 3, "/-.") and tokens.glued(at + 2)):
        return None
    return duration(count.value, _PARTS[part.value])


def _is_whole(tokens: Tokens, at: int, after: int) -> bool:
    """Whether `6 months` without `within` stands for a time allowed, and is not part of other words (`aged 6 months`, `3 month pilot`)."""
    before = tokens[at - 1]
    if before.kind == "word" and before.text not in ("c", "approx", "approximately", "about", "by", "and", "or", "ongoing", "circa", "at"):
        return False
    return ends(tokens, after) or tokens.word(after) in _FROM or tokens.word(after) in ("and", "then", "or", "initially", "ongoing")


def ends(tokens: Tokens, at: int) -> bool:
    return tokens[at].kind in ("line", "mark")


def _anchor(tokens: Tokens, at: int) -> int:
    """Over `of 1 April 2013`, `from January 2014`: the day that the time runs from is no deadline of its own."""
    if tokens.word(at) not in _FROM:
        return at
    index = at + 1
    while tokens.word(index) in ("the", "of", "date", "start", "end", "beginning"):
        index += 1
    found = read_span(tokens, index)
    return found[0].after if found else at
