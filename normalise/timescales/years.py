"""Tokens -> a year: `2013`, `’13`, `2013/14`, `2013-2016`, `FY2014`, `academic year 2019-20`."""

from __future__ import annotations

from .moments import Basis, Year
from .tokens import Tokens
from .words import UNITS

_KINDS: dict[str, Basis] = {
    "financial": "financial", "fiscal": "financial", "tax": "financial", "academic": "academic", "school": "academic",
    "calendar": "calendar",
}  # fmt: skip
_YEARS = frozenset(("year", "years", "yr", "yrs"))
YEAR_WORDS = frozenset(("fy", "fye", "ay", *_KINDS, *_YEARS))
"""What a year begins with that does not begin with a figure."""

Read = tuple[Year, int]
"""The year, and the index of the token after it."""


def read_year(tokens: Tokens, at: int, short: bool = False) -> Read | None:
    """A year at `at`; with `short`, where one is expected (after a month, a quarter), two digits will do: `Sept 04`."""
    basis: Basis | None = None
    start = at
    if tokens.word(at) in ("fy", "fye"):
        basis, at, short = "financial", at + 1, True
        at += tokens.is_mark(at, "-:")
    elif tokens.word(at) in ("ay", "academic") and tokens[at + 1].kind == "number":
        basis, at, short = "academic", at + 1, True
    elif tokens.word(at) in _KINDS and tokens.word(at + 1) in _YEARS:
        basis, at, short = _KINDS[tokens.word(at)], at + 2, True
        at += tokens.word(at) in ("end", "ending", "of")
        at += tokens.is_mark(at, "-:(")
    elif tokens.word(at) in _YEARS and tokens[at + 1].kind == "number" and len(tokens[at + 1].text) == 4:
        at += 1
    found = _split_year(tokens, at, short) or _single_year(tokens, at, short)
    if found is None:
        return None
    year, at = found
    after = tokens.word(at)
    if after in _KINDS and tokens.word(at + 1) in _YEARS:
        basis, at = _KINDS[after], at + 2
    elif after in ("academic", "fy"):
        basis, at = "academic" if after == "academic" else "financial", at + 1
    return _of_basis(year, basis, start), at


def _of_basis(year: Year, basis: Basis | None, start: int) -> Year:
    """`FY2014` is 2014/15: HM Revenue & Customs names a financial year by the year in which it begins."""
    if basis is None or (basis == "calendar" and year.first == year.last):
        return year
    return Year(year.first, max(year.last, year.first + 1) if basis != "calendar" else year.last, basis)


def _single_year(tokens: Tokens, at: int, short: bool) -> Read | None:
    quoted = tokens.is_mark(at, "'")
    token = tokens[at + quoted]
    if token.kind != "number":
        return None
    if len(token.text) == 4 and (token.text[0] in "12" or quoted):
        return Year(token.value, token.value), at + quoted + 1
    if len(token.text) == 2 and (short or quoted):
        return Year(2000 + token.value, 2000 + token.value), at + quoted + 1
    return None


def _split_year(tokens: Tokens, at: int, short: bool) -> Read | None:
    """`2013/14`, `2013-14`, `2013/2014`, `2013 to 2014`, `13/14`, `2008/9`; not `2013-09`, which is a month.

    Years that follow each other are a financial year, others a span: `2013-2016`.
    """
    first, mark = tokens[at], tokens[at + 1]
    last = at + 2 + (tokens[at + 2].kind == "line" and len(first.text) == 4 and tokens.glued(at))  # `2018/` / `19`
    second = tokens[last]
    if first.kind != "number" or second.kind != "number" or len(second.text) > 4 or len(second.text) == 3 or len(first.text) not in (2, 4):
        return None
    if not (mark.kind == "mark" and mark.text in "/-\\") and mark.text not in ("to", "until"):
        return None
    if len(first.text) == 2 and not (short and len(second.text) == 2):
        return None
    another = len(tokens[last + 2].text) == 4 and tokens[last + 1].text != mark.text  # `2012/3-2013/4`
    if (
        tokens.is_mark(last + 1, "/-.")
        and tokens[last + 2].kind == "number"
        and tokens.glued(last)
        and tokens.glued(last + 1)
        and not another
    ):
        return None
    if len(second.text) == 1:  # `2008/9`; not `2018/1`, nor the day of `2013-9-30`
        together = tokens.glued(at) and tokens.glued(at + 1) and len(first.text) == 4 and second.value == first.value % 10 + 1
        return (Year(first.value, first.value + 1, "financial"), last + 1) if together else None
    start = first.value if len(first.text) == 4 else 2000 + first.value
    end = second.value if len(second.text) == 4 else start - start % 100 + second.value
    if len(second.text) == 2 and end < start and start % 100 == 99:
        end += 100
    if mark.kind == "word" and len(second.text) == 2 and end != start + 1:  # `2013 to 20 of them`
        return None
    if end == start + 1:
        return Year(start, end, "financial"), last + 1
    if (
        len(first.text) == 4
        and start < end <= start + 30
        and not (len(second.text) == 2 and second.value <= 12 and mark.text == "-" and first.text != second.text)
    ):
        return Year(start, end), last + 1
    return None


def is_year_here(tokens: Tokens, at: int, after: int, glued: bool) -> bool:
    """`June 13 weeks`, `April 10-12 2014`, `May 10:30` have no year where the number stands."""
    token = tokens[at]
    if token.kind == "number" and len(token.text) == 2 and after == at + 1:
        if glued and not tokens.glued(at - 1):  # `Jan - 12 cases`
            return False
        if is_unit(tokens, after) or tokens.is_mark(after, "%:"):
            return False
        if tokens.is_mark(after, ".") and tokens[after + 1].kind == "number" and tokens.glued(after):
            return False
        if tokens.is_mark(after, "-/") and tokens[after + 1].kind == "number" and tokens.glued(after - 1):
            return False
    return True


def is_unit(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in UNITS or tokens.word(at) in ("working", "x", "am", "pm")
