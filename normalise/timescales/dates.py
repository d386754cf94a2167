"""Tokens -> one calendar expression: a recursive descent, longest reading first, UK order (day, month, year)."""

from __future__ import annotations

from .divisions import HALVES, QUARTERS, read_half, read_quarter, read_season, read_term
from .moments import Moment, Read, Year, possible
from .numeric import MAY_FOLLOW, read_numeric_day, read_numeric_month, stands_alone
from .rules import Rule, Rules
from .tokens import Tokens
from .words import MONTHS, ORDINALS, SEASONS, TERMS, UNSURE_MONTHS, WEEKDAYS
from .years import YEAR_WORDS, is_year_here, read_year

_NUMBERED = frozenset(
    "phase phases stage wave tranche cohort year week round batch group part step tier level priority objective action module".split()
)
"""`Phase 1 June 2023`: the number is the phase's, and what is due is due in June."""


def read_moment(tokens: Tokens, at: int) -> Read | None:
    """The calendar expression that begins at `at`, with or without its year."""
    return MOMENTS.read(tokens, at)


def _day_month(tokens: Tokens, at: int) -> Read | None:
    """`1 June 2014`, `30th of June, 2014`, `Fri 9 Aug`, `23-Mar`, `30thJune2014`, `30/Jun/14`."""
    weekday, at = _weekday(tokens, at)
    day = tokens[at]
    if day.kind not in ("number", "ordinal") or not 1 <= len(str(day.value)) <= 2 or len(day.text) > 4:
        return None
    if day.kind == "number" and tokens.word(at - 1) in _NUMBERED:
        return None
    nth = at + 1
    if tokens.word(nth) in ("st", "nd", "rd", "th"):  # `30 th June`: the raised letters are a word of their own
        nth += 1
    nth += tokens.word(nth) == "of"
    nth += tokens.is_mark(nth, "-/.,") and tokens.glued(nth)
    nth = tokens.after_line(nth)
    month = _month_name(tokens, nth)
    if month is None:
        return None
    year, after = _year_after(tokens, nth + 1)
    if year is not None and year.last != year.first:  # `1 June 2013/14` is no day
        return None
    return possible(Moment("day", month, day.value, year, weekday)), after


def _month_day(tokens: Tokens, at: int) -> Read | None:
    """`September 30, 2009`, `June 30th 2014`, `June 30th`; not `March 19`, a month of 2019."""
    weekday, at = _weekday(tokens, at)
    month = _month_name(tokens, at)
    at += tokens.is_mark(at + 1, ".")
    day = tokens[at + 1]
    if month is None or day.kind not in ("number", "ordinal") or not 1 <= day.value <= 31 or len(day.text) > 4:
        return None
    comma = at + 2 + tokens.is_mark(at + 2, ",")
    year = tokens[tokens.after_line(comma)]
    if year.kind == "number" and len(year.text) == 4 and year.text[0] in "12":
        return possible(Moment("day", month, day.value, Year(year.value, year.value), weekday)), tokens.after_line(comma) + 1
    return (possible(Moment("day", month, day.value, None, weekday)), at + 2) if day.kind == "ordinal" else None


def _month(tokens: Tokens, at: int) -> Read | None:
    month = _month_name(tokens, at)
    if month is None:
        return None
    year, after = _year_after(tokens, at + 1)
    if tokens[at].text in UNSURE_MONTHS and not tokens[at].capital and (year is None or _is_count(tokens, after)):
        return None  # `staff may march`, `may 24 cases`
    return possible(Moment("month", month, year=year)), after


def _is_count(tokens: Tokens, after: int) -> bool:
    return len(tokens[after - 1].text) == 2 and tokens[after].kind == "word" and tokens.word(after) not in MAY_FOLLOW


def _month_before_year(tokens: Tokens, at: int) -> Read | None:
    """`2014 March`; `2013/14 Q3`, `2018 Q4`, `2019 Spring term`."""
    found = read_year(tokens, at) if tokens[at].kind == "number" else None
    if found is None:
        return None
    year, after = found
    after += tokens.is_mark(after, "-,:")
    part = read_quarter(tokens, after) or read_half(tokens, after) or read_term(tokens, after)
    if part is None or part[0].year is not None:
        return None
    return part[0].in_year(year), part[1]


def _year(tokens: Tokens, at: int) -> Read | None:
    """`2013/14` anywhere; `2014` and `13/14` only where a date is said to follow or nothing else stands: `Children Act 2004` is none."""
    found = read_year(tokens, at, short=stands_alone(tokens, at, at + 3))
    if found is None or tokens[at].text == "'":
        return None
    year, after = found
    plain = after == at + 1
    if plain and (not stands_alone(tokens, at, after) or _goes_on(tokens, after)):
        return None
    if len(tokens[at].text) == 2 and tokens[at].kind == "number" and not (after >= at + 3 and stands_alone(tokens, at, after)):
        return None
    return possible(Moment("year", year=year)), after


def _goes_on(tokens: Tokens, after: int) -> bool:
    """Whether figures are joined to a year that make it none: `2018/1 9`."""
    return tokens.is_mark(after, "/-") and tokens[after + 1].kind == "number" and tokens.glued(after - 1) and tokens.glued(after)


MOMENTS = Rules(
    Rule(read_numeric_day, ()),
    Rule(_day_month, WEEKDAYS),
    Rule(_month_day, {*WEEKDAYS, *MONTHS}, figures=False),
    Rule(_month, MONTHS, figures=False),
    Rule(_month_before_year, ()),
    Rule(read_quarter, {*QUARTERS, *ORDINALS}),
    Rule(read_half, {*HALVES, *ORDINALS}),
    Rule(read_term, {"term", *TERMS}, figures=False),
    Rule(read_season, SEASONS, figures=False),
    Rule(read_numeric_month, ()),
    Rule(_year, YEAR_WORDS),
)


def _weekday(tokens: Tokens, at: int) -> tuple[int | None, int]:
    weekday = WEEKDAYS.get(tokens.word(at))
    if weekday is None:
        return None, at
    at += 1
    at += tokens.is_mark(at, ",.")
    at += tokens.word(at) == "the"
    return weekday, at


def _month_name(tokens: Tokens, at: int) -> int | None:
    return MONTHS.get(tokens.word(at))


def _year_after(tokens: Tokens, at: int) -> tuple[Year | None, int]:
    """The year after a month, over `.`, `,`, `-`, `/`, `of` or a line end: `Sept. 2013`, `Apr-19`, `June of 2014`, `January` / `2011`."""
    after = at + tokens.is_mark(at, ".")
    occasion = _after_occasion(tokens, after)
    if occasion is not None:
        found = read_year(tokens, occasion)
        return found if found is not None else (None, after)
    glued = tokens.is_mark(after, "-/.,_")
    for skip in (
        after,
        after + 1 if glued or tokens.word(after) in ("of", "in") else None,
    ):
        if skip is None:
            continue
        wrapped = tokens.after_line(skip)
        found = read_year(tokens, wrapped, short=wrapped == skip and (skip == after or tokens[skip - 1].text in "-/.,_"))
        if found is not None and is_year_here(tokens, wrapped, found[1], glued=skip != after):
            return found
    return None, after


_NO_OCCASION = frozenset("and or to until till then from of in by for the at on with plus through is end".split())


def _after_occasion(tokens: Tokens, at: int) -> int | None:
    """Where the year stands in `October half-term 2014`, `September INSET 2014`, `March Board 2013`: behind one word for an occasion."""
    if tokens.word(at) == "half" and "term" in (tokens.word(at + 1), tokens.word(at + 2)):
        return at + (2 if tokens.word(at + 1) == "term" else 3)
    year = tokens[at + 1]
    is_year = year.kind == "number" and len(year.text) == 4 and year.text[:2] in ("19", "20")
    return at + 1 if is_year and tokens.word(at) and tokens.word(at) not in _NO_OCCASION and tokens.word(at) not in MONTHS else None
