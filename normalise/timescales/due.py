"""Timescales -> the printed due date, and the one that can be worked out from the date of the plan or the inspection."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..model import Timescale
from .dates import read_moment
from .moments import Moment, Year, add_months, first_day, interval, last_day
from .occasions import day_of_occasion
from .spans import read_span
from .statements import find_mentions
from .tokens import Tokens

MONTHS_BEFORE, MONTHS_AFTER = 6, 12
"""A plan's deadlines lie so near its date: a month without a year that falls into this time twice is not inferred."""

Inferred = tuple[date, str]


@dataclass(frozen=True, slots=True)
class _Known:
    """A date that is known, as printed, and the days that it spans."""

    edtf: str
    first: date
    last: date


def _known(edtf: str | None) -> _Known | None:
    days = interval(edtf)
    return None if edtf is None or days is None else _Known(edtf, *days)


def latest_due(timescales: Iterable[Timescale]) -> date | None:
    """The latest `end`: when the last of it is due."""
    return max((entry.end for entry in timescales if entry.end is not None), default=None)


def infer_due(timescales: Iterable[Timescale], *, plan_date: str | None, inspection_date: str | None) -> Inferred | None:
    """The latest date that can be worked out, and from what, as a sentence; None where none can, or more than one reading fits.

    `plan_date`, `inspection_date` (of publication, where known) are EDTF. A year that is missing is inferred where one alone lies
    from 6 months before to 12 months after the plan's date (with a weekday printed: where one alone within two years has that weekday).
    `Within 3 months` counts from the inspection, else from the plan.
    """
    plan, inspection = _known(plan_date), _known(inspection_date)
    found = [inferred for entry in timescales if (inferred := _inferred(entry, plan, inspection)) is not None]
    return max(found, key=lambda inferred: inferred[0], default=None)


def _inferred(entry: Timescale, plan: _Known | None, inspection: _Known | None) -> Inferred | None:
    if entry.edtf is not None:
        return None
    if entry.kind == "within" and entry.within:
        return _from_base(entry, plan, inspection)
    if entry.kind == "event":
        day = day_of_occasion(Tokens(entry.raw), None if plan is None else (plan.first, plan.last))
        return None if day is None else (day[0], f"{_quoted(entry)}: {day[1]}.")
    return _of_one_year(entry, plan) if entry.kind == "unparsed" and plan is not None else None


def _of_one_year(entry: Timescale, plan: _Known) -> Inferred | None:
    """`November` in a plan of 2 September 2011 is November 2011; `July` could be that of 2011 or 2012."""
    tokens = Tokens(entry.raw)
    mentions = find_mentions(tokens)
    if [mention.kind for mention in mentions] != ["yearless"] or read_moment(tokens, mentions[0].first) is None:
        return None  # also `From May`: a beginning, not a deadline
    days: list[date] = []
    index = mentions[0].first
    while index < mentions[0].after:
        found = read_moment(tokens, index)
        if found is None:
            index += 1
            continue
        fitting = _fitting(found[0], plan)
        if len(fitting) != 1:
            return None
        days.append(fitting[0])
        index = found[1]
    if not days:
        return None
    latest = max(days)
    by_weekday = _has_weekday(tokens, mentions[0].first)
    near = "has the weekday printed within two years of" if by_weekday else "lies from 6 months before to 12 months after"
    return latest, f"{_quoted(entry)} has no year; {latest.year} alone {near} the plan's date ({plan.edtf})."


def _has_weekday(tokens: Tokens, at: int) -> bool:
    found = read_moment(tokens, at)
    return found is not None and found[0].weekday is not None


def _fitting(moment: Moment, plan: _Known) -> list[date]:
    """The last days of the moment in every year in which it lies near the plan's date."""
    if moment.unit == "impossible":
        return []
    with_weekday = moment.unit == "day" and moment.weekday is not None
    earliest = add_months(plan.first, -24 if with_weekday else -MONTHS_BEFORE)
    latest = add_months(plan.last, 24 if with_weekday else MONTHS_AFTER)
    bases = ("calendar", "financial") if moment.unit == "quarter" else ("calendar",)
    found: set[date] = set()
    for first in range(plan.first.year - 3, plan.last.year + 4):
        for basis in bases:
            dated = moment.in_year(Year(first, first + (basis == "financial"), basis))  # type: ignore[arg-type]
            if dated.unit == "impossible":
                continue
            day = last_day(dated.bounds()[1])
            if earliest <= day <= latest and (not with_weekday or day.weekday() == moment.weekday):
                found.add(day)
    return sorted(found)


_INSPECTION = re.compile(r"\b(publi\w*|reports?|inspection|ofsted|hmic?|cqc|estyn|review)\b", re.IGNORECASE)
_ANCHORED = re.compile(
    r"\b(?:of|from|after|following|post)\b(?!\s+(?:the\s+)?(?:plan|date of (?:this |the )?plan|now|today)\b)", re.IGNORECASE
)


def _from_base(entry: Timescale, plan: _Known | None, inspection: _Known | None) -> Inferred | None:
    """`Within 3 months`, counted from the date printed with it, else from the inspection or the plan; not from an event of unknown date."""
    tokens = Tokens(entry.raw)
    mention = next((mention for mention in find_mentions(tokens) if mention.kind == "within"), None)
    if mention is None or not entry.within:
        return None
    printed = [
        span[0].dates[0].edtf for index in range(mention.first, mention.after) if (span := read_span(tokens, index)) and span[0].dates
    ]
    if printed:
        point = printed[0].split("/")[0]
        base, origin = _Known(point, first_day(point), last_day(point)), f"{point}, printed with it"
    elif _ANCHORED.search(entry.raw) and not _INSPECTION.search(entry.raw):
        return None
    elif inspection is not None:
        base, origin = inspection, f"the inspection's date ({inspection.edtf})"
    elif plan is not None and not _ANCHORED.search(entry.raw):
        base, origin = plan, f"the plan's date ({plan.edtf})"
    else:
        return None
    if (base.last - base.first).days > 31:  # a year alone is no day to count from
        return None
    working = "working" in entry.raw.lower()
    counted = "working days, bank holidays not counted, " if working else ""
    counted_to = add_duration(base.last, entry.within, working=working)
    if base.first != base.last and entry.within[-1] in "MY":  # from February 2014, a month, to the end of May
        counted_to = last_day(f"{counted_to:%Y-%m}")
    return counted_to, f"{_quoted(entry)} counted {counted}from {origin}."


def add_duration(day: date, duration: str, *, working: bool = False) -> date:
    """`P3M` after 31 January -> 30 April; `P28D`, `P2W`, `P1Y`, `PT24H` (a day); working days are Monday to Friday."""
    match = re.fullmatch(r"P(T?)(\d+)([HDWMY])", duration)
    assert match is not None, duration
    count, unit = int(match[2]), match[3]
    if unit in "MY":
        return add_months(day, count * (12 if unit == "Y" else 1))
    if unit == "D" and working:
        for _ in range(min(count, 1000)):
            day += timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))
        return day
    return day + timedelta(days=-(-count // 24) if unit == "H" else count * (7 if unit == "W" else 1))


def _quoted(entry: Timescale) -> str:
    return f"“{' '.join(entry.raw.split())}”"
