"""One calendar expression: the type, and the days that it spans."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Basis = Literal["calendar", "financial", "academic"]
Unit = Literal["day", "month", "quarter", "half", "season", "term", "half_term", "year", "impossible"]

EARLIEST, LATEST = 1950, 2099
"""Years outside are slips (`30/06/1014`), not plans."""

_TERM_MONTHS = {1: (9, 12), 2: (1, 4), 3: (5, 7)}
_HALF_TERM_MONTHS = {1: (9, 10), 2: (11, 12), 3: (1, 2), 4: (2, 4), 5: (5, 5), 6: (6, 7)}
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_FIRST_MONTH = {"calendar": 1, "financial": 4, "academic": 9}


@dataclass(frozen=True, slots=True)
class Year:
    """`2013` -> (2013, 2013, calendar); `2013/14` -> (2013, 2014, financial); `2013-2016` -> (2013, 2016, calendar)."""

    first: int
    last: int
    basis: Basis = "calendar"


@dataclass(frozen=True, slots=True)
class Moment:
    """What a calendar expression says, before its year is known: `number` is a month, quarter, half, season (21-24), term or half term."""

    unit: Unit
    number: int = 0
    day: int = 0
    year: Year | None = None
    weekday: int | None = None

    def in_year(self, year: Year | None) -> Moment:
        return self if year is None else possible(replace(self, year=year))

    def bounds(self) -> tuple[str, str]:
        """First and last EDTF date, at the precision printed: `Q3 2013/14` -> (`2013-10`, `2013-12`). Needs a year."""
        assert self.year is not None
        if self.unit == "year":
            return _year_bounds(self.year)
        if self.unit == "season":
            season = f"{self._calendar_year(_SEASON_MONTHS[self.number][0]):04}-{self.number}"
            return season, season
        if self.unit in ("term", "half_term"):
            first, last = _TERM_MONTHS[self.number] if self.unit == "term" else _HALF_TERM_MONTHS[self.number]
            return self._month(first), self._month(last)
        if self.unit in ("quarter", "half"):
            length = 3 if self.unit == "quarter" else 6
            offset = _FIRST_MONTH[self.year.basis] - 1 + length * (self.number - 1)
            return self._month(offset % 12 + 1), self._month((offset + length - 1) % 12 + 1)
        month = self._month(self.number)
        return (month, month) if self.unit == "month" else (f"{month}-{self.day:02}",) * 2

    def _calendar_year(self, month: int) -> int:
        """In 2013/14, months before the year's first belong to 2014: `Spring Term 2013/14` is in 2014."""
        assert self.year is not None
        if self.year.last == self.year.first:
            return self.year.first
        first = 9 if self.unit in ("term", "half_term", "season") else _FIRST_MONTH[self.year.basis]
        return self.year.first if month >= first else self.year.last

    def _month(self, month: int) -> str:
        return f"{self._calendar_year(month):04}-{month:02}"


Read = tuple[Moment, int]
"""A moment that was read, and the index of the token after it."""


def possible(moment: Moment) -> Moment:
    """The moment, or one of unit `impossible` where the calendar has no such day: `31/02/14`."""
    year = moment.year
    if year is not None and not (EARLIEST <= year.first <= year.last <= LATEST):
        return Moment("impossible")
    if moment.unit in ("day", "month") and not 1 <= moment.number <= 12:
        return Moment("impossible")
    if moment.unit == "day" and not 1 <= moment.day <= monthrange(year.first if year else 2000, moment.number)[1]:
        return Moment("impossible")
    return moment


def _year_bounds(year: Year) -> tuple[str, str]:
    if year.basis == "calendar":
        return f"{year.first:04}", f"{year.last:04}"
    first, last = _FIRST_MONTH[year.basis], 3 if year.basis == "financial" else 7
    return f"{year.first:04}-{first:02}", f"{max(year.last, year.first + 1):04}-{last:02}"


def first_day(edtf: str) -> date:
    """The first day of an EDTF date: `2018-22` -> 1 June 2018."""
    year, month, day = _parts(edtf)
    return date(year, _SEASON_MONTHS[month][0] if month > 12 else month or 1, day or 1)


def last_day(edtf: str) -> date:
    """The last day of an EDTF date: `2014-02` -> 28 February 2014; `2018-24` (winter) -> 28 February 2019."""
    year, month, day = _parts(edtf)
    if month > 12:
        year, month = year + (month == 24), _SEASON_MONTHS[month][1]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def days_of(edtf: str) -> tuple[date, date]:
    """First and last day of an EDTF date or closed interval."""
    first, _, last = edtf.partition("/")
    return first_day(first), last_day(last or first)


def _parts(edtf: str) -> tuple[int, int, int]:
    numbers = [int(part) for part in edtf.split("-")] + [0, 0]
    return numbers[0], numbers[1], numbers[2]


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last: 31 January and a month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def interval(edtf: str | None) -> tuple[date, date] | None:
    """The days that an EDTF date or interval spans; None for one that is open or cannot be read."""
    if not edtf:
        return None
    first, _, last = edtf.partition("/")
    try:
        days = first_day(first), last_day(last or first)
    except (ValueError, KeyError, IndexError):
        return None
    return days if 1900 <= days[0].year <= days[1].year <= LATEST + 100 else None
