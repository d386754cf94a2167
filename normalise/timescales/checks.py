"""Timescales that cannot be right, or could not be read: kept as printed, and told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model import Timescale
from .dates import read_moment
from .moments import add_months, interval, last_day
from .statements import text_to_mentions
from .tokens import Tokens
from .words import WEEKDAYS

YEARS_BEFORE, YEARS_OFF = 2, 40

Finding = tuple[str, str]
"""Code and message: (`timescale-impossible`, `“31/02/14”: there is no such day`)."""


def check_timescales(timescales: Iterable[Timescale], *, plan_date: str | None) -> tuple[Finding, ...]:
    """What is odd about a cell's timescales, in printed order.

    `timescale-impossible` no such day or year, `timescale-weekday` not the weekday printed, `timescale-before-plan` due two years or more
    before the plan, `timescale-far` forty years or more from it, `timescale-unparsed` not read. `plan_date` is EDTF.
    """
    plan = interval(plan_date)
    return tuple(finding for entry in timescales for finding in _findings(entry, plan, plan_date))


def _findings(entry: Timescale, plan: tuple[date, date] | None, plan_date: str | None) -> list[Finding]:
    tokens, mentions = text_to_mentions(entry.raw)
    kinds = {mention.kind for mention in mentions}
    quoted = f"“{' '.join(entry.raw.split())}”"
    findings: list[Finding] = []
    if "impossible" in kinds:
        findings.append(("timescale-impossible", f"{quoted}: the calendar has no such day, or the year is a slip; kept as printed"))
    elif entry.kind == "unparsed":
        why = "its year is not printed" if "yearless" in kinds else "not understood"
        findings.append(("timescale-unparsed", f"{quoted}: {why}"))
    findings += [("timescale-weekday", f"{quoted}: {day.day} {day:%B %Y} was a {day:%A}") for day in _wrong_weekdays(tokens)]
    end = entry.end or entry.start
    if end is not None and plan is not None:
        if not add_months(plan[0], -12 * YEARS_OFF) < end < add_months(plan[1], 12 * YEARS_OFF):
            findings.append(("timescale-far", f"{quoted}: {YEARS_OFF} years or more from the plan's date ({plan_date})"))
        elif entry.end is not None and entry.end <= add_months(plan[0], -12 * YEARS_BEFORE):
            findings.append(("timescale-before-plan", f"{quoted}: due years before the plan's date ({plan_date})"))
    return findings


def _wrong_weekdays(tokens: Tokens) -> list[date]:
    """`Monday 5 March 2013` was a Tuesday."""
    days: list[date] = []
    for index, token in enumerate(tokens):
        if token.text not in WEEKDAYS:
            continue
        found = read_moment(tokens, index)
        if found is None or found[0].unit != "day" or found[0].weekday is None or found[0].year is None:
            continue
        day = last_day(found[0].bounds()[0])
        if day.weekday() != found[0].weekday:
            days.append(day)
    return days
