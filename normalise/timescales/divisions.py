"""Tokens -> a division of the year: quarter, half, season, school term, half term."""

from __future__ import annotations

from .moments import Moment, Read
from .tokens import Tokens
from .words import NUMBERS, ORDINALS, SEASONS, TERMS
from .years import is_unit, is_year_here, read_year

QUARTERS = frozenset(("q", "qtr", "qtrs", "quarter", "quarters", "qs", "qu", "qrt"))
HALVES = frozenset(("h",))


def read_quarter(tokens: Tokens, at: int) -> Read | None:
    """`Q3 2013/14`, `Qtr 3`, `Quarter 4 2018`, `3rd quarter of 2014`, `Q3 (2013/14)`, `Q3 FY14/15`."""
    if tokens.word(at) in QUARTERS and tokens[at + 1].kind == "number":
        number, after = tokens[at + 1].value, at + 2
    elif tokens.word(at) in ("quarter", "qtr") and tokens.word(at + 1) in NUMBERS:
        number, after = NUMBERS[tokens.word(at + 1)], at + 2
    elif _nth(tokens, at) and tokens.word(at + 1) in ("quarter", "qtr"):
        number, after = _nth(tokens, at), at + 2
    else:
        return None
    if not 1 <= number <= 4:  # `Q5 2014/15`: not the year alone
        return (Moment("impossible"), with_year(tokens, Moment("impossible"), after)[1]) if tokens.word(at) == "q" else None
    return with_year(tokens, Moment("quarter", number), after)


def read_half(tokens: Tokens, at: int) -> Read | None:
    """`first half of 2014`, `H1 2014/15`; `half` alone is no date."""
    if tokens.word(at) in HALVES and tokens[at + 1].kind == "number" and tokens.glued(at):
        number, after = tokens[at + 1].value, at + 2
    elif _nth(tokens, at) and tokens.word(at + 1) == "half":
        number, after = min(_nth(tokens, at), 2), at + 2
    else:
        return None
    found = with_year(tokens, Moment("half", number), after) if 1 <= number <= 2 else None
    return found if found and found[0].year else None


def read_term(tokens: Tokens, at: int) -> Read | None:
    """`autumn term 2008`, `Spring 2 2020` (the second half of the spring term), `Term 5 2019/20` (of six), `Summer 18`."""
    word = tokens.word(at)
    if word == "term" and tokens[at + 1].kind == "number" and 4 <= tokens[at + 1].value <= 6 and len(tokens[at + 1].text) == 1:
        return with_year(tokens, Moment("half_term", tokens[at + 1].value), at + 2)
    if word not in TERMS or (word in ("sum", "lent", "spr", "aut", "trinity") and not tokens[at].capital):
        return None
    after, is_term = at + 1, word not in SEASONS
    if tokens.is_mark(after, "(") and tokens.word(after + 1) == "term":
        return None
    if tokens.word(after) in ("term", "terms"):
        after, is_term = after + 1, True
    if tokens.word(after) == "half" and tokens.word(after + 1 + tokens.is_mark(after + 1, "-")) == "term":
        after += 2 + tokens.is_mark(after + 1, "-")
        if tokens[after].text not in ("1", "2"):  # `Spring half term 2014`, a week in February
            return with_year(tokens, Moment("month", _HALF_TERM_BREAKS[TERMS[word]]), after)
    half = tokens[after]
    if half.text in ("a", "b") and half.capital and tokens[after + 1].kind == "number":  # `Autumn A 2018`
        return with_year(tokens, Moment("half_term", 2 * TERMS[word] - 1 + (half.text == "b")), after + 1)
    if half.kind == "number" and half.text in ("1", "2") and (is_term or not is_unit(tokens, after + 1)):
        return with_year(tokens, Moment("half_term", 2 * TERMS[word] - 2 + half.value), after + 1)
    if is_term and (word in ("autumn", "spring", "summer", "michaelmas") or tokens.word(at + 1) == "term"):
        return with_year(tokens, Moment("term", TERMS[word]), after)
    return None


_HALF_TERM_BREAKS = {1: 10, 2: 2, 3: 5}


def read_season(tokens: Tokens, at: int) -> Read | None:
    season = SEASONS.get(tokens.word(at))
    if season is None:
        return None
    found = with_year(tokens, Moment("season", season), at + 1)
    return None if found[0].year is None and not tokens[at].capital else found


def with_year(tokens: Tokens, moment: Moment, at: int) -> Read:
    """The year after a quarter, term or season: `Q3, 2013/14`, `Q3 (2013/14)`, `Q3 of FY14/15`, `Summer ’18`."""
    skip = at + (tokens.is_mark(at, ",-/(:") or tokens.word(at) in ("holiday", "holidays", "break", "period", "season"))
    skip += tokens.word(skip) in ("of", "in")
    skip += tokens.word(skip) == "the"
    skip = tokens.after_line(skip)
    found = read_year(tokens, skip, short=True)
    if found is None or not is_year_here(tokens, skip, found[1], glued=False):
        return moment, at
    year, after = found
    if tokens.is_mark(at, "("):
        if not tokens.is_mark(after, ")"):
            return moment, at
        after += 1
    return moment.in_year(year), after


def _nth(tokens: Tokens, at: int) -> int:
    token = tokens[at]
    return token.value if token.kind == "ordinal" else ORDINALS.get(tokens.word(at), 0)
