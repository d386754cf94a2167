"""Days of the year that have names: Easter, Christmas, the end of the financial year."""

from __future__ import annotations

from datetime import date

from .tokens import Tokens


def day_of_occasion(tokens: Tokens, plan: tuple[date, date] | None) -> tuple[date, str] | None:
    """The day that an event falls on, and why: by the year printed, else the next one after the plan's date where that is a day.

    `by Easter 2014` -> 20 April 2014; `end of the financial year` in a plan of 18 September 2013 -> 31 March 2014.
    """
    words = [token.text for token in tokens]
    years = [token.value for token in tokens if token.kind == "number" and len(token.text) == 4 and 1990 <= token.value <= 2099]
    if len(years) > 1:
        return None
    name = _occasion(words)
    if name is None:
        return None
    if years:
        day = _day(name, years[0])
        return day, f"{name} of {years[0]} is {day.day} {day:%B %Y}"
    if plan is None or (plan[1] - plan[0]).days > 31:
        return None
    day = next(day for year in range(plan[1].year, plan[1].year + 2) if (day := _day(name, year)) >= plan[1])
    return day, f"the next {name} after the plan's date is {day.day} {day:%B %Y}"


def _occasion(words: list[str]) -> str | None:
    text = " ".join(words)
    if "easter" in words and "after easter" not in text:
        return "Easter"
    if ("christmas" in words or "xmas" in words) and "after" not in words:
        return "Christmas"
    if any(f"{name} year" in text for name in ("financial", "fiscal", "tax")) and ("end" in words or "ending" in words):
        return "end of the financial year"
    return None


def _day(name: str, year: int) -> date:
    if name == "Easter":
        return easter(year)
    return date(year, 12, 25) if name == "Christmas" else date(year, 3, 31)


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
