"""Tokens -> how often: `monthly`, `every 2 years`, `twice a year`, `first Tuesday of the month`."""

from __future__ import annotations

from .durations import duration, read_number, read_unit
from .mentions import Mention
from .spans import read_span
from .tokens import Tokens
from .words import EVERY, MONTHS, NUMBERS, ORDINALS, SEASONS, TERMS, UNIT_LY, UNITS, WEEKDAYS

_EVERY = frozenset(("every", "each", "evry"))
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
RECURRING_WORDS = frozenset(
    (*EVERY, *_EVERY, *_TIMES, *NUMBERS, *ORDINALS, *(f"{day}s" for day in WEEKDAYS), "half", "bi", "semi", "tri", "per", "p")
)
"""What `read_recurring` may begin with, other than a figure."""


def read_recurring(tokens: Tokens, at: int) -> Mention | None:
    """The longest reading first: `twice a year` before the `a year` in it."""
    return _often(tokens, at) or _every(tokens, at) or _adverb(tokens, at) or _weekday(tokens, at)


def _adverb(tokens: Tokens, at: int) -> Mention | None:
    """`monthly`, `6-weekly`, `six monthly`, `6-8 weekly`, `half yearly`, `bi-monthly`, `per annum`."""
    word = tokens.word(at)
    if word in ("half", "bi", "semi", "tri"):
        after = at + 1 + tokens.is_mark(at + 1, "-")
        following = tokens.word(after)
        if word == "half" and following in ("termly", "term"):
            return Mention("recurring", at, after + 1, value="P2M") if following == "termly" else None
        if word == "half" and following in ("yearly", "year", "annual", "annually"):
            return Mention("recurring", at, after + 1, value="P6M")
        if word != "half" and f"{'bi' if word == 'semi' else word}{following}" in EVERY:
            return Mention("recurring", at, after + 1, value=EVERY[f"{'bi' if word == 'semi' else word}{following}"])
        return None
    if word in ("per", "p") and tokens.word(at + 1) in ("annum", "a"):
        return Mention("recurring", at, at + 2, value="P1Y")
    hyphen = tokens.is_mark(at + 1, "-")
    if word in ("twice", "once") and tokens.word(at + 1 + hyphen) in EVERY:
        return Mention(
            "recurring", at, at + 2 + hyphen, value=_times(2 if word == "twice" else 1, UNIT_LY.get(tokens.word(at + 1 + hyphen), "Y"))
        )
    counted = read_number(tokens, at) if word != "a" else None
    if counted is not None:
        after = counted[1] + tokens.is_mark(counted[1], "-")
        if tokens.word(after) in UNIT_LY:
            return Mention("recurring", at, after + 1, value=duration(counted[0], UNIT_LY[tokens.word(after)]))
    if word == "annual" and tokens.word(at + 1) in ("general", "council"):
        return None  # `Annual General Meeting, May 2014`: an occasion
    return Mention("recurring", at, at + 1, value=EVERY[word]) if word in EVERY else None


def _every(tokens: Tokens, at: int) -> Mention | None:
    """`every 2 years`, `each term`, `every other month`, `every September`, `every second Monday`."""
    if tokens.word(at) not in _EVERY:
        return None
    after, count = at + 1, 1
    if tokens.word(after) in ("other", "alternate", "second"):
        after, count = after + 1, 2
    elif tokens.word(after) == "third" or tokens[after].kind == "ordinal":
        after, count = after + 1, 3 if tokens.word(after) == "third" else tokens[after].value
    counted = read_number(tokens, after)
    if counted is not None:
        count, after = counted
    if tokens.word(after) in WEEKDAYS:
        return Mention("recurring", at, after + 1, value=f"P{count}W")
    if tokens.word(after) in SEASONS or tokens.word(after) in TERMS:
        return Mention("recurring", at, after + 1 + (tokens.word(after + 1) == "term"), value="P1Y")
    if tokens.word(after) in MONTHS:
        span = read_span(tokens, after)  # `every April and October`
        if span and span[0].kind == "yearless":
            return Mention("recurring", at, span[0].after, value="P1Y")
        return Mention("recurring", at, after + 1, value="P1Y")
    unit = read_unit(tokens, after)
    if unit is None or (counted is None and tokens.word(at) == "each" and unit[0] == "H"):
        return None
    return Mention("recurring", at, unit[1], value=duration(count, unit[0]))


def _weekday(tokens: Tokens, at: int) -> Mention | None:
    """`Tuesdays`; `first Tuesday of the month`."""
    word = tokens.word(at)
    if word.endswith("s") and word[:-1] in WEEKDAYS and len(word) > 6:
        return Mention("recurring", at, at + 1, value="P1W")
    if (tokens[at].kind == "ordinal" or word in ORDINALS) and tokens.word(at + 1) in WEEKDAYS and tokens.word(at + 2) in ("of", "in"):
        after = at + 3 + (tokens.word(at + 3) in ("the", "each", "every", "a"))
        if tokens.word(after) in ("month", "term", "quarter"):
            return Mention("recurring", at, after + 1, value=duration(1, UNITS[tokens.word(after)]))
    return None


def _times(count: int, unit: str) -> str | None:
    """How far apart: (2, `Y`) -> `P6M`; (3, `Y`) -> `P4M`; (2, `M`) -> `P2W`; (3, term) -> `P1M`, in whole months, weeks or days."""
    months = {"Y": 12, "6M": 6, "4M": 4, "3M": 3, "2M": 2, "M": 1}.get(unit)
    if count < 1:
        return None
    if months is not None:
        if months % count == 0:
            return "P1Y" if months == count * 12 else f"P{months // count}M"
        weeks = round(months * 52 / 12) // count
        return f"P{weeks}W" if weeks else "P1D"
    days = {"W": 7, "2W": 14, "D": 1}.get(unit, 0) // count
    return (f"P{days // 7}W" if days % 7 == 0 else f"P{days}D") if days else None


_OCCASIONS = frozenset(("times", "time", "x", "meetings", "visits", "reviews", "audits", "occasions", "sessions", "reports"))


def _often(tokens: Tokens, at: int) -> Mention | None:
    """`twice a year`, `three times per term`, `at least six times a year`, `4 x per year`, `once every 2 years`."""
    word = tokens.word(at)
    if word in _TIMES:
        count, after = _TIMES[word], at + 1
    else:
        counted = read_number(tokens, at)
        if counted is None or word in ("a", "an"):
            return None
        count, after = counted
        after += tokens.is_mark(after, "-")
        if tokens.word(after) in _OCCASIONS or tokens.is_mark(after, "×"):
            after += 1
        elif tokens.word(after) != "per":  # `3 per year`
            return None
    repeated = _every(tokens, after)
    if repeated is not None and count == 1:
        return Mention("recurring", at, repeated.after, value=repeated.value)
    after += tokens.word(after) in ("in", "during", "over") and tokens.word(after + 1) in ("a", "each", "any", "every", "the")
    if tokens.word(after) in ("a", "per", "each", "every", "any", "the") or tokens.is_mark(after, "/"):
        after += 1
    elif tokens.word(after) not in ("yearly", "annually", "weekly", "monthly"):
        return None
    if tokens.word(after) in UNIT_LY:
        unit = (UNIT_LY[tokens.word(after)], after + 1)
    else:
        found = read_unit(tokens, after)
        if found is None:
            return None
        unit = found
    value = _times(count, unit[0])
    return Mention("recurring", at, unit[1], value=value) if value else None
