"""Tokens -> dates as they stand together: ranges, lists that share a year, beginnings without an end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from .cues import cue_before, open_cue, open_end
from .dates import read_moment
from .divisions import with_year
from .mentions import Dated, Mention
from .moments import Moment, Year, first_day
from .tokens import Tokens
from .words import BEFORE_DATE, OPEN_CUES

Link = Literal["range", "list", "slash"]
_RANGE_WORDS = frozenset(("to", "until", "till", "through", "thru", "upto"))
_LIST_WORDS = frozenset(("and", "or", "then", "plus"))
_PUT_OFF = frozenset("extended moved changed revised slipped deferred postponed amended rescheduled delayed forward back".split())
"""`Extended from April 2014 to June 2014`: the old date and the new one, no range."""
_TERM_OF_SEASON = {23: 1, 21: 2, 22: 3}
_BEFORE_DAYS = BEFORE_DATE | OPEN_CUES | {"between", "and", "to"}
_EDGES = frozenset("end of the mid middle early late beginning start by in on before around about at".split())


@dataclass(frozen=True, slots=True)
class _Part:
    moment: Moment
    first: int
    after: int
    link: Link | None
    """How it is linked to the part before."""
    carried: bool = False
    """Whether its year is that of the part after it."""


def read_span(tokens: Tokens, at: int) -> list[Mention]:
    """The dates that begin at `at`: `Sept - Dec 2012` is one, `June and December 2022` two, `June 2013 and December` one and a month."""
    parts = _parts(tokens, at)
    if not parts:
        return []
    if cue_before(tokens, at, "between") is not None and len(parts) > 1 and parts[1].link == "list":
        parts[1] = replace(parts[1], link="range")
    if len(parts) > 1 and tokens.word(at - 1) == "from" and tokens.word(at - 2) in _PUT_OFF:
        parts[1] = replace(parts[1], link="list")
    cue = open_cue(tokens, at)
    mentions = _mentions(_with_years(parts))
    if cue is not None and mentions[0].kind == "dates":
        mentions[0] = _opened(replace(mentions[0], first=cue))
    elif cue is not None:
        mentions[0] = replace(mentions[0], first=cue)
    end = open_end(tokens, mentions[-1].after)
    if end is not None:
        last = replace(mentions[-1], after=end)
        mentions[-1] = _opened(last) if last.kind == "dates" else last
    return mentions


def _parts(tokens: Tokens, at: int) -> list[_Part]:
    parts = _bare_days(tokens, at)
    if not parts:
        found = read_moment(tokens, at)
        if found is None:
            return []
        parts = [_Part(found[0], at, found[1], None)]
    while (link := _link(tokens, parts[-1].after)) is not None:
        kind, start = link
        more = _bare_days(tokens, start) or _continued(tokens, start, parts[-1].moment, kind)
        if not more:
            break
        parts += [replace(more[0], link=kind), *more[1:]]
    leading = parts[0].moment
    if leading.unit in ("quarter", "term") and leading.year is not None and tokens[parts[0].first].kind == "number":
        same = [part.moment.unit == leading.unit and part.moment.year is None for part in parts]  # `2020/21 Q2 & Q3`
        parts = [replace(part, moment=part.moment.in_year(leading.year)) if each else part for part, each in zip(parts, same, strict=True)]
    return parts


def _continued(tokens: Tokens, at: int, before: Moment, link: Link) -> list[_Part]:
    """The next part of a list: a date, the `2023` of `January 2022 and 2023`, the `2` of `Q1 and 2`."""
    token = tokens[at]
    if before.unit == "quarter" and before.year is None and token.kind == "number" and len(token.text) == 1 and 1 <= token.value <= 4:
        moment, after = with_year(tokens, Moment("quarter", token.value), at + 1)
        return [_Part(moment, at, after, link)]
    found = read_moment(tokens, at)
    if found is None:
        return []
    moment, after = found
    is_plain_year = moment.unit == "year" and moment.year is not None and moment.year.first == moment.year.last
    if is_plain_year and link != "range" and before.unit in ("month", "season", "term") and before.year is not None:
        moment = replace(before, year=moment.year)
    return [_Part(moment, at, after, link)]


def _bare_days(tokens: Tokens, at: int) -> list[_Part]:
    """`1st and 15th June 2014`, `1-5 June 2014`: days that take month and year from the date at the end."""
    days: list[tuple[int, int, Link]] = []
    index = at
    before = tokens[at - 1]
    if before.kind in ("number", "ordinal") or (
        before.kind == "word" and before.text not in _BEFORE_DAYS and not before.text.endswith("ed")
    ):
        return []
    while (
        tokens[index].kind in ("number", "ordinal")
        and not (days and _is_day(tokens, index))
        and 1 <= tokens[index].value <= 31
        and len(tokens[index].text) <= 4
    ):
        link = _link(tokens, index + 1)
        if link is None or len(days) > 6:
            break
        days.append((index, index + 1, link[0]))
        index = link[1]
    if not days:
        return []
    found = read_moment(tokens, index)
    if found is None or found[0].unit != "day" or tokens[index].kind == "word":
        return []
    last, after = found
    if (
        any(mark == "slash" for _, _, mark in days)
        and tokens[at + 1].text == "/"
        and tokens[index].kind == "number"
        and tokens.glued(index)
    ):
        return []
    parts = [_Part(replace(last, day=tokens[first].value, weekday=None), first, end, None) for first, end, _ in days]
    parts.append(_Part(last, index, after, None))
    return [part if number == 0 else replace(part, link=days[number - 1][2]) for number, part in enumerate(parts)]


def _is_day(tokens: Tokens, at: int) -> bool:
    found = read_moment(tokens, at)
    return found is not None and found[0].unit == "day"


def _link(tokens: Tokens, at: int) -> tuple[Link, int] | None:
    """How a date at `at` would be linked to the one before, and where it would begin: after the words of its edge (`to the end of`)."""
    wrapped = at != tokens.after_line(at)
    at = tokens.after_line(at)
    token = tokens[at]
    kind: Link
    if token.kind == "mark" and token.text == "-" and not wrapped:
        kind = "range"
    elif token.text in _RANGE_WORDS or (token.text == "up" and tokens.word(at + 1) == "to"):
        kind = "range"
        at += token.text == "up"
        at += tokens.word(at) == "through" and tokens.word(at + 1) in ("to", "until")
    elif token.kind == "mark" and token.text == "/":
        kind = "slash"
    elif token.text in _LIST_WORDS or (token.kind == "mark" and token.text in ",&+"):
        kind = "list"
        at += token.text == "," and (tokens.word(at + 1) in _LIST_WORDS or tokens.is_mark(at + 1, "&"))
        at += tokens.word(at) == "and" and tokens.word(at + 1) == "then"
    else:
        return None
    at = tokens.after_line(at + 1)
    while tokens.word(at) in _EDGES or (tokens.is_mark(at, "-") and tokens.word(at - 1) in _EDGES):
        at += 1
    return kind, at


def _with_years(parts: list[_Part]) -> list[_Part]:
    """The year of `June and December 2022` carried back to June; that of `Nov - Feb 2014` to the November before."""
    done = list(parts)
    for index in range(len(done) - 2, -1, -1):
        here, following = done[index], done[index + 1]
        if here.moment.unit == "season" and following.moment.unit == "term" and here.moment.year is None:
            here = replace(here, moment=replace(here.moment, unit="term", number=_TERM_OF_SEASON.get(here.moment.number, 1)))
        if here.moment.year is None and following.moment.year is not None and following.moment.unit not in ("year", "impossible"):
            moment = here.moment.in_year(following.moment.year)
            if (following.link == "range" or _next_to(moment, following.moment)) and _starts(moment) > _starts(following.moment):
                moment = here.moment.in_year(_shifted(following.moment.year, -1))
            done[index] = replace(here, moment=moment, carried=True)
    for index in range(1, len(done)):
        here, before = done[index], done[index - 1]
        if (
            here.link == "range"
            and here.moment.year is None
            and before.moment.year is not None
            and before.moment.unit not in ("year", "impossible")
        ):
            moment = here.moment.in_year(before.moment.year)
            if _starts(moment) < _starts(before.moment):
                moment = here.moment.in_year(_shifted(before.moment.year, 1))
            done[index] = replace(here, moment=moment)
    return done


def _mentions(parts: list[_Part]) -> list[Mention]:
    mentions: list[Mention] = []
    for before, part in zip([None, *parts], parts, strict=False):
        moment = part.moment
        previous = mentions[-1] if mentions else None
        if moment.unit == "impossible":
            mentions.append(Mention("impossible", part.first, part.after))
        elif moment.year is None:
            if previous is not None and previous.kind == "yearless":
                mentions[-1] = replace(previous, after=part.after)
            else:
                mentions.append(Mention("yearless", part.first, part.after))
        else:
            first, last = moment.bounds()
            dated = Dated(first if first == last else f"{first}/{last}", part.first, part.after)
            if previous is None or previous.kind != "dates":
                mentions.append(Mention("dates", part.first, part.after, (dated,)))
            elif part.link == "range" or (
                part.link == "slash" and before is not None and before.carried and _next_to(before.moment, moment)
            ):
                mentions[-1] = replace(previous, after=part.after, dates=_joined(previous.dates, dated))
            else:
                mentions[-1] = replace(previous, after=part.after, dates=(*previous.dates, dated))
    return mentions


def _joined(dates: tuple[Dated, ...], last: Dated) -> tuple[Dated, ...]:
    """A range, where its ends are in order and neither is one already."""
    first = dates[-1]
    start, end = first.edtf.split("/")[0], last.edtf.split("/")[-1]
    if first_day(start) > first_day(end):
        return (*dates, last)
    return (*dates[:-1], Dated(f"{start}/{end}", first.first, last.after, is_range=True))


def _next_to(moment: Moment, following: Moment) -> bool:
    cycle = {"month": 12, "quarter": 4, "season": 4, "term": 3}.get(moment.unit)
    base = 21 if moment.unit == "season" else 1
    return cycle is not None and moment.unit == following.unit and (moment.number - base + 1) % cycle == (following.number - base) % cycle


def _starts(moment: Moment) -> str:
    return "9999" if moment.unit == "impossible" else str(first_day(moment.bounds()[0]))


def _shifted(year: Year | None, by: int) -> Year | None:
    return None if year is None else Year(year.first + by, year.last + by, year.basis)


def _opened(mention: Mention) -> Mention:
    """A single date without an end is a beginning; a range has one already."""
    last = mention.dates[-1]
    if len(mention.dates) > 1 or last.is_range:
        return mention
    return replace(mention, dates=(replace(last, edtf=f"{last.edtf.split('/')[0]}/.."),))
